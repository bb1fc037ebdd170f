#include "loading/rule_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "loading/rule_accounts.hpp"
#include "loading/rule_forms.hpp"
#include "loading/rule_parameter.hpp"
#include "loading/rule_provisions.hpp"
#include "loading/rule_reader.hpp"
#include "loading/rule_regimes.hpp"
#include "loading/rule_shapes.hpp"
#include "loading/toml.hpp"

namespace tieout::loading {

namespace {

namespace fs = std::filesystem;
using rules::AssetClass;
using rules::Parameter;
using rules::RuleBook;
using rules::Source;

constexpr std::string_view kClassesFile = "classes.toml";
constexpr std::string_view kSourcesFile = "sources.toml";

struct RuleFile {
  std::string name;  // below the directory, with '/'
  std::string path;
};

// Every TOML file below the directory, by name: the order of reports must not depend on the file system.
std::vector<RuleFile> list_files(const std::string& directory, Diagnostics& diagnostics) {
  std::vector<RuleFile> files;
  std::error_code error;
  for (fs::recursive_directory_iterator it(directory, error), end; !error && it != end; it.increment(error)) {
    if (!it->is_regular_file() || it->path().extension() != ".toml") continue;
    const std::string name = it->path().lexically_relative(directory).generic_string();
    files.push_back({name, directory + "/" + name});
  }
  std::sort(files.begin(), files.end(), [](const RuleFile& a, const RuleFile& b) { return a.name < b.name; });
  if (error || files.empty()) {
    Diagnostic diagnostic;
    diagnostic.code = "RULES-MISSING";
    diagnostic.span.file = directory;
    diagnostic.message = {"该目录中没有规则文件", "there are no rule files in this directory"};
    diagnostic.help = {"用 --rules 指明规则目录。", "Name the directory of rules with --rules."};
    diagnostics.add(std::move(diagnostic));
  }
  return files;
}

bool is_sources(const RuleFile& file) { return fs::path(file.name).filename() == kSourcesFile; }

void read_sources(RuleReader& reader, const TomlNode& root, RuleBook& book) {
  reader.refuse_unknown_keys(root, {"source"});
  const TomlNode* list = reader.member(root, "source", TomlKind::array);
  if (list == nullptr) return;
  for (const TomlNode& item : list->items) {
    reader.refuse_unknown_keys(item, {"id", "title", "cite_as", "number", "issuer", "published", "articles", "note"});
    Source source;
    source.id = reader.text(item, "id");
    source.title = reader.both_languages(item, "title");
    source.cite_as = reader.both_languages(item, "cite_as", false);
    source.number = reader.text(item, "number", false);
    source.issuer = reader.text(item, "issuer");
    if (const auto date = reader.date(item, "published")) source.published = to_string(*date);
    source.articles = reader.word(item, "articles", {"article", "paragraph", "question", "section"}, false);
    if (source.articles.empty()) source.articles = "article";
    if (book.find_source(source.id) != nullptr) {
      reader.problem("RULE-DUPLICATE-SOURCE", item,
                     {fmt::format("出处“{}”已列出", source.id), fmt::format("source '{}' is listed twice", source.id)},
                     {"每项法规只列一次。", "List each law once."});
      continue;
    }
    book.sources.push_back(std::move(source));
  }
}

AssetClass read_class(RuleReader& reader, const TomlNode& item) {
  reader.refuse_unknown_keys(
      item, {"code", "label", "aliases", "family", "tax_treatment", "goodwill", "depreciable", "note"});
  AssetClass entry;
  entry.code = reader.text(item, "code");
  entry.label = reader.both_languages(item, "label");
  entry.aliases = reader.texts(item, "aliases", false);
  const std::string family = reader.word(item, "family", {"tangible", "intangible", "deferred"});
  entry.family = parse_family(family).value_or(Family::tangible);
  const std::string treatment = reader.word(item, "tax_treatment", {"depreciable", "on-disposal"}, false);
  entry.tax_treatment = parse_tax_treatment(treatment).value_or(TaxTreatment::depreciable);
  entry.goodwill = reader.flag(item, "goodwill", false);
  entry.depreciable = reader.flag(item, "depreciable", true);
  return entry;
}

// Every name must lead to one class only: an import maps by them.
void check_class_names(RuleReader& reader, const TomlNode& item, const AssetClass& entry,
                       std::map<std::string, std::string>& owner_by_name) {
  std::vector<std::string> names = entry.aliases;
  names.insert(names.end(), {entry.code, entry.label.zh, entry.label.en});
  for (const std::string& name : names) {
    const auto [place, added] = owner_by_name.emplace(name, entry.code);
    if (added || name.empty()) continue;
    reader.problem("CLASS-NAME-TWICE", item,
                   {fmt::format("名称“{}”已用于类别“{}”", name, place->second),
                    fmt::format("the name '{}' already leads to class '{}'", name, place->second)},
                   {"每个名称只能属于一个类别。", "A name may belong to one class only."});
  }
}

void read_classes(RuleReader& reader, const TomlNode& root, RuleBook& book) {
  reader.refuse_unknown_keys(root, {"class"});
  const TomlNode* list = reader.member(root, "class", TomlKind::array);
  if (list == nullptr) return;
  std::vector<AssetClass> classes;
  std::map<std::string, std::string> owner_by_name;
  for (const TomlNode& item : list->items) {
    AssetClass entry = read_class(reader, item);
    check_class_names(reader, item, entry, owner_by_name);
    classes.push_back(std::move(entry));
  }
  book.classes = rules::ClassTable(std::move(classes));
}

void check_source(RuleReader& reader, const rules::Citation& cite, std::uint32_t line, const RuleBook& book) {
  if (cite.source.empty() || book.find_source(cite.source) != nullptr) return;
  TomlNode place;
  place.line = line;
  reader.problem("RULE-UNKNOWN-SOURCE", place,
                 {fmt::format("出处“{}”未在 sources.toml 中列出", cite.source),
                  fmt::format("source '{}' is not listed in any sources.toml", cite.source)},
                 {"先在 sources.toml 中加入该法规。", "Add the law to sources.toml first."});
}

void check_sources(RuleReader& reader, const Parameter& parameter, const RuleBook& book) {
  for (const rules::Value& value : parameter.values) check_source(reader, value.cite, value.line, book);
  for (const rules::PositionOption& option : parameter.options) check_source(reader, option.cite, option.line, book);
}

void check_classes(RuleReader& reader, const TomlNode& root, const Parameter& parameter, const RuleBook& book) {
  const auto classes = parameter.keys.find("classes");
  if (classes == parameter.keys.end()) return;
  for (const std::string& code : classes->second) {
    const auto id = book.classes.find(code);
    if (id && book.classes.at(*id).code == code) continue;
    const TomlNode* place = root.find("classes");
    reader.problem("RULE-UNKNOWN-CLASS", place == nullptr ? root : *place,
                   {fmt::format("没有类别“{}”", code), fmt::format("there is no class '{}'", code)},
                   {"类别代码见 rules/classes.toml。", "rules/classes.toml lists the class codes."});
  }
}

void read_parameters(const std::vector<RuleFile>& files, RuleBook& book, Diagnostics& diagnostics) {
  for (const RuleFile& file : files) {
    if (is_sources(file) || file.name == kClassesFile) continue;
    if (is_form(file.name) || is_account_chart(file.name) || is_provision_rules(file.name)) continue;
    RuleReader reader(file.path, file.name, diagnostics);
    const std::size_t errors_before = diagnostics.errors();
    const TomlNode root = read_toml(file.path, diagnostics);
    if (root.members.empty() && diagnostics.errors() > errors_before) continue;
    std::optional<Parameter> parameter = read_parameter(reader, root);
    if (!parameter) continue;
    check_sources(reader, *parameter, book);
    check_classes(reader, root, *parameter, book);
    book.parameters.push_back(std::move(*parameter));
  }
}

void read_forms(const std::vector<RuleFile>& files, RuleBook& book, Diagnostics& diagnostics) {
  for (const RuleFile& file : files) {
    if (is_sources(file) || !is_form(file.name)) continue;
    RuleReader reader(file.path, file.name, diagnostics);
    const std::size_t errors_before = diagnostics.errors();
    const TomlNode root = read_toml(file.path, diagnostics);
    if (root.members.empty() && diagnostics.errors() > errors_before) continue;
    rules::FormEdition form = read_form(reader, root, book);
    TomlNode place;
    place.line = 1;
    check_source(reader, form.cite, place.line, book);
    book.forms.push_back(std::move(form));
  }
  check_forms(book, diagnostics);
}

}  // namespace

RuleBook load_rules(const std::string& directory, Diagnostics& diagnostics) {
  RuleBook book;
  const std::vector<RuleFile> files = list_files(directory, diagnostics);
  // Sources and classes first: everything else refers to them.
  for (const RuleFile& file : files) {
    if (!is_sources(file) && file.name != kClassesFile) continue;
    RuleReader reader(file.path, file.name, diagnostics);
    const std::size_t errors_before = diagnostics.errors();
    const TomlNode root = read_toml(file.path, diagnostics);
    if (diagnostics.errors() > errors_before) continue;
    is_sources(file) ? read_sources(reader, root, book) : read_classes(reader, root, book);
  }
  read_parameters(files, book, diagnostics);
  read_forms(files, book, diagnostics);
  compile_regimes(directory, book, diagnostics);
  return book;
}

}  // namespace tieout::loading
