#include "loading/rule_accounts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "loading/rule_reader.hpp"
#include "loading/toml.hpp"

namespace tieout::loading {

namespace {

namespace fs = std::filesystem;
using rules::AccountChart;
using rules::AccountUse;
using rules::ChartAccount;

constexpr std::string_view kFile = "accounts.toml";

class ChartReader {
 public:
  ChartReader(RuleReader& reader, const TomlNode& root, const rules::RuleBook& book)
      : reader_(reader), root_(root), book_(book) {}

  AccountChart read() {
    reader_.refuse_unknown_keys(root_,
                                {"id", "title", "from", "published", "cite", "verified", "note", "account", "use"});
    if (reader_.text(root_, "id") != reader_.id()) {
      reader_.problem("RULE-ID-PATH", root_, {"id 与文件路径不符", "the id is not the file's path"},
                      {fmt::format("应为“{}”。", reader_.id()), fmt::format("Write '{}'.", reader_.id())});
    }
    chart_.regime = fs::path(reader_.id()).parent_path().generic_string();
    chart_.title = reader_.both_languages(root_, "title");
    chart_.from = reader_.date(root_, "from").value_or(Date{});
    published_ = reader_.date(root_, "published").value_or(chart_.from);
    cite_ = citation(root_, {});
    verified_ = reader_.word(root_, "verified", kEvidence);
    chart_.file = reader_.path();
    each("account", [&](const TomlNode& item) { read_account(item); });
    each("use", [&](const TomlNode& item) { read_use(item); });
    return std::move(chart_);
  }

 private:
  template <typename Visit>
  void each(std::string_view key, const Visit& visit) {
    const TomlNode* list = reader_.member(root_, key, TomlKind::array);
    if (list == nullptr) return;
    for (const TomlNode& item : list->items) visit(item);
  }

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

  std::string evidence(const TomlNode& table) {
    const std::string own = reader_.word(table, "verified", kEvidence, false);
    return own.empty() ? verified_ : own;
  }

  void read_account(const TomlNode& item) {
    reader_.refuse_unknown_keys(item, {"code", "name", "type", "technical", "cite", "verified", "note"});
    ChartAccount account;
    account.code = reader_.text(item, "code");
    account.name = reader_.both_languages(item, "name");
    const std::string type = reader_.word(item, "type", {"asset", "liability", "equity", "income", "expense"});
    account.type = rules::parse_account_type(type).value_or(account.type);
    account.technical = reader_.flag(item, "technical", false);
    account.cite = citation(item, cite_);
    account.verified = evidence(item);
    account.line = item.line;
    if (chart_.find_account(account.code) != nullptr) {
      reader_.problem(
          "RULE-ACCOUNT", item,
          {fmt::format("科目 {} 列了两次", account.code), fmt::format("account {} is listed twice", account.code)});
    }
    chart_.accounts.push_back(std::move(account));
  }

  void read_use(const TomlNode& item) {
    reader_.refuse_unknown_keys(item, {"role", "classes", "kinds", "provisions", "account", "detail", "from",
                                       "published", "cite", "verified", "note"});
    AccountUse use;
    const std::string role = reader_.text(item, "role");
    if (const auto parsed = rules::parse_account_role(role)) {
      use.role = *parsed;
    } else {
      unknown_word(item, "role", role);
    }
    for (const std::string& code : reader_.texts(item, "classes", false)) {
      const auto id = book_.classes.find(code);
      id ? use.classes.push_back(*id) : unknown_word(item, "classes", code);
    }
    for (const std::string& word : reader_.texts(item, "kinds", false)) {
      const auto kind = parse_disposal_kind(word);
      kind ? use.kinds.push_back(*kind) : unknown_word(item, "kinds", word);
    }
    use.provisions = reader_.texts(item, "provisions", false);
    const std::string code = reader_.text(item, "account");
    const ChartAccount* account = chart_.find_account(code);
    if (account == nullptr) unknown_word(item, "account", code);
    use.account = account == nullptr ? 0 : static_cast<std::size_t>(account - chart_.accounts.data());
    if (item.find("detail") != nullptr) use.detail = reader_.both_languages(item, "detail");
    use.from = reader_.date(item, "from", false).value_or(chart_.from);
    use.published = reader_.date(item, "published", false).value_or(published_);
    use.cite = citation(item, account == nullptr ? cite_ : account->cite);
    use.verified = item.find("verified") == nullptr && account != nullptr ? account->verified : evidence(item);
    use.line = item.line;
    chart_.uses.push_back(std::move(use));
  }

  void unknown_word(const TomlNode& place, std::string_view key, const std::string& text) {
    reader_.problem(
        "RULE-ACCOUNT", place,
        {fmt::format("“{}”不是“{}”可用的词", text, key), fmt::format("'{}' is nothing that '{}' can be", text, key)});
  }

  RuleReader& reader_;
  const TomlNode& root_;
  const rules::RuleBook& book_;
  AccountChart chart_;
  Date published_;
  rules::Citation cite_;
  std::string verified_;
};

}  // namespace

bool is_account_chart(std::string_view name) { return fs::path(name).filename() == kFile; }

std::vector<AccountChart> load_account_charts(const std::string& directory, const rules::RuleBook& book,
                                              Diagnostics& diagnostics) {
  std::vector<AccountChart> charts;
  for (const rules::BookRegime& regime : book.book_regimes) {
    const std::string name = fmt::format("{}/{}", regime.code, kFile);
    const std::string path = directory + "/" + name;
    std::error_code ignored;
    if (!fs::exists(path, ignored)) continue;
    RuleReader reader(path, name, diagnostics);
    const std::size_t errors_before = diagnostics.errors();
    const TomlNode root = read_toml(path, diagnostics);
    if (diagnostics.errors() > errors_before) continue;
    charts.push_back(ChartReader(reader, root, book).read());
  }
  return charts;
}

}  // namespace tieout::loading
