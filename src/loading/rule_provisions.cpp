#include "loading/rule_provisions.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "loading/rule_reader.hpp"
#include "loading/toml.hpp"

namespace tieout::loading {

namespace {

namespace fs = std::filesystem;
using rules::ProvisionKind;
using rules::ProvisionRules;

constexpr std::string_view kFile = "provisions.toml";

class ProvisionRuleReader {
 public:
  ProvisionRuleReader(RuleReader& reader, const TomlNode& root, const rules::RuleBook& book)
      : reader_(reader), root_(root), book_(book) {}

  ProvisionRules read() {
    reader_.refuse_unknown_keys(root_, {"id", "title", "from", "published", "cite", "verified", "note", "kind"});
    if (reader_.text(root_, "id") != reader_.id()) {
      reader_.problem("RULE-ID-PATH", root_, {"id 与文件路径不符", "the id is not the file's path"},
                      {fmt::format("应为“{}”。", reader_.id()), fmt::format("Write '{}'.", reader_.id())});
    }
    result_.regime = fs::path(reader_.id()).parent_path().generic_string();
    result_.file = reader_.path();
    result_.cite = citation(root_, {});
    from_ = reader_.date(root_, "from").value_or(Date{});
    published_ = reader_.date(root_, "published").value_or(from_);
    verified_ = reader_.word(root_, "verified", kEvidence);
    if (const TomlNode* list = reader_.member(root_, "kind", TomlKind::array)) {
      for (const TomlNode& item : list->items) read_kind(item);
    }
    return std::move(result_);
  }

 private:
  rules::Citation citation(const TomlNode& table, rules::Citation otherwise) {
    const TomlNode* node = table.find("cite");
    if (node == nullptr) return otherwise;
    reader_.refuse_unknown_keys(*node, {"source", "article"});
    rules::Citation cite{reader_.text(*node, "source"), reader_.text(*node, "article", false)};
    if (book_.find_source(cite.source) == nullptr) {
      reader_.problem("RULE-UNKNOWN-SOURCE", table,
                      {fmt::format("出处“{}”未在 sources.toml 中列出", cite.source),
                       fmt::format("source '{}' is not listed in any sources.toml", cite.source)},
                      {"先在 sources.toml 中加入该法规。", "Add the law to sources.toml first."});
    }
    return cite;
  }

  void read_kind(const TomlNode& item) {
    reader_.refuse_unknown_keys(
        item, {"code", "label", "classes", "reversal", "bases", "from", "published", "cite", "verified", "note"});
    ProvisionKind kind;
    kind.code = reader_.text(item, "code");
    kind.label = reader_.both_languages(item, "label");
    for (const std::string& code : reader_.texts(item, "classes", false)) {
      const auto id = book_.classes.find(code);
      id ? kind.classes.push_back(*id) : unknown_word(item, "classes", code);
    }
    kind.reversible = reader_.word(item, "reversal", {"never", "within-provision"}) == "within-provision";
    for (const std::string& word : reader_.texts(item, "bases", false)) {
      const auto basis = rules::parse_valuation_basis(word);
      basis ? kind.bases.push_back(*basis) : unknown_word(item, "bases", word);
    }
    kind.from = reader_.date(item, "from", false).value_or(from_);
    kind.published = reader_.date(item, "published", false).value_or(published_);
    kind.cite = citation(item, result_.cite);
    kind.verified = reader_.word(item, "verified", kEvidence, false);
    if (kind.verified.empty()) kind.verified = verified_;
    kind.line = item.line;
    result_.kinds.push_back(std::move(kind));
  }

  void unknown_word(const TomlNode& place, std::string_view key, const std::string& text) {
    reader_.problem(
        "RULE-UNKNOWN-WORD", place,
        {fmt::format("“{}”不是“{}”可用的词", text, key), fmt::format("'{}' is not a word for '{}'", text, key)});
  }

  RuleReader& reader_;
  const TomlNode& root_;
  const rules::RuleBook& book_;
  ProvisionRules result_;
  Date from_, published_;
  std::string verified_;
};

}  // namespace

bool is_provision_rules(std::string_view name) { return fs::path(name).filename() == kFile; }

std::vector<ProvisionRules> load_provision_rules(const std::string& directory, const rules::RuleBook& book,
                                                 Diagnostics& diagnostics) {
  std::vector<ProvisionRules> result;
  for (const rules::BookRegime& regime : book.book_regimes) {
    const std::string name = fmt::format("{}/{}", regime.code, kFile);
    const std::string path = directory + "/" + name;
    std::error_code ignored;
    if (!fs::exists(path, ignored)) continue;
    RuleReader reader(path, name, diagnostics);
    const std::size_t errors_before = diagnostics.errors();
    const TomlNode root = read_toml(path, diagnostics);
    if (diagnostics.errors() > errors_before) continue;
    result.push_back(ProvisionRuleReader(reader, root, book).read());
  }
  return result;
}

}  // namespace tieout::loading
