#include "loading/register_sources.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "loading/record_problem.hpp"

namespace tieout::loading {

namespace {

bool is_toml(const std::string& path) { return path.ends_with(".toml"); }

struct FileOf {
  RecordType type;
  const std::string* path;
};

class SourceOpener {
 public:
  SourceOpener(const InputFiles& files, const HeadingWords& words, Diagnostics& diagnostics)
      : files_(files), words_(words), diagnostics_(diagnostics) {}

  Sources open() {
    const FileOf given[] = {{RecordType::asset, &files_.assets},      {RecordType::event, &files_.events},
                            {RecordType::recorded, &files_.recorded}, {RecordType::policy, &files_.policies},
                            {RecordType::entity, &files_.entities},   {RecordType::set_aside, &files_.set_aside},
                            {RecordType::acceptance, &files_.accept}, {RecordType::removed, &files_.removed},
                            {RecordType::opening, &files_.openings},  {RecordType::adjustment, &files_.adjustments}};
    for (const auto& [type, path] : given) {
      if (path->empty()) continue;
      sources_.files.push_back(*path);
      given_[static_cast<std::size_t>(type)] = true;
    }
    for (const auto& [type, path] : given) {
      if (!path->empty()) open_file(type, *path);
    }
    const Found found = tables_found();
    bind_all();
    if (files_.stored) take_stored(found);
    return std::move(sources_);
  }

 private:
  bool is_given(RecordType type) const { return given_[static_cast<std::size_t>(type)]; }

  void open_file(RecordType type, const std::string& path) {
    if (is_toml(path)) {
      open_toml(type, path);
    } else {
      open_book(type, path);
    }
  }

  using Found = std::array<bool, kRecordTypes>;

  // Tables that files hold, be it that their headings turn out to be wrong.
  Found tables_found() const {
    Found found = given_;
    for (std::size_t type = 0; type < kRecordTypes; ++type)
      found[type] = found[type] || sources_.tables[type] != nullptr;
    return found;
  }

  void take_stored(const Found& found) {
    for (std::size_t index = 0; index < kRecordTypes; ++index) {
      if (found[index]) continue;
      const auto type = static_cast<RecordType>(index);
      auto sheet = files_.stored->open(type, diagnostics_);
      if (!sheet) continue;
      for (const std::string& file : sheet->files()) {
        const auto known = std::find(sources_.files.begin(), sources_.files.end(), file);
        if (known == sources_.files.end()) sources_.files.push_back(file);
      }
      const StoredSheet* stored = sheet.get();
      put(type, std::move(sheet), nullptr);
      sources_.at(type)->stored = stored;
      bind_columns(*sources_.at(type), words_, {}, diagnostics_);
    }
  }

  void put(RecordType type, std::unique_ptr<Sheet> sheet, const NodeSheet* nodes) {
    auto table = std::make_unique<RecordTable>();
    table->type = type;
    table->source = static_cast<std::uint32_t>(type);
    table->sheet = std::move(sheet);
    table->nodes = nodes;
    sources_.tables[static_cast<std::size_t>(type)] = std::move(table);
  }

  void open_toml(RecordType type, const std::string& path) {
    const std::size_t before = diagnostics_.errors();
    const TomlNode root = read_toml(path, diagnostics_);
    if (diagnostics_.errors() > before) return;
    for (auto& sheet : node_sheets(root, path, {"title", "source", "cites", "covers"}, diagnostics_)) {
      const RecordType found = sheet->type();
      if (found != type && (type != RecordType::asset || is_given(found))) continue;
      const NodeSheet* nodes = sheet.get();
      put(found, std::move(sheet), nodes);
    }
    if (sources_.at(type) != nullptr) return;
    report(
        path, "TABLE-MISSING",
        {fmt::format("文件中没有 [[{}]]", record_name(type)), fmt::format("the file has no [[{}]]", record_name(type))},
        {fmt::format("每条记录写成一个 [[{}]]。", record_name(type)),
         fmt::format("Write each record as a [[{}]].", record_name(type))});
  }

  void open_book(RecordType type, const std::string& path) {
    auto sheets = open_sheets(path, files_.encoding, diagnostics_);
    if (sheets.empty()) return;
    const auto own = choose(type, path, sheets);
    if (!own) return;
    std::unique_ptr<Sheet> sheet = std::move(sheets[*own]);
    sheets.erase(sheets.begin() + static_cast<std::ptrdiff_t>(*own));
    put(type, std::move(sheet), nullptr);
    if (type == RecordType::asset) take_others(sheets);
  }

  // The workbook of the assets may hold the other tables as sheets of their names.
  void take_others(std::vector<std::unique_ptr<Sheet>>& sheets) {
    for (auto& sheet : sheets) {
      for (std::size_t index = 1; index < kRecordTypes && sheet; ++index) {
        const auto type = static_cast<RecordType>(index);
        if (sheet->row_count() == 0 || !words_.is_sheet_of(type, sheet->name) || sources_.at(type) != nullptr) continue;
        if (is_given(type)) {
          note_unread(*sheet, type);
        } else {
          put(type, std::move(sheet), nullptr);
        }
        break;
      }
    }
  }

  void note_unread(const Sheet& sheet, RecordType type) {
    Diagnostic diagnostic;
    diagnostic.severity = Severity::note;
    diagnostic.code = "SHEET-NOT-READ";
    diagnostic.span.file = sheet.file;
    diagnostic.span.sheet = sheet.name;
    diagnostic.message = {fmt::format("另给了 {} 的文件，此工作表未读取", table_name(type)),
                          fmt::format("not read: a file of its own was given for the {}", table_name(type))};
    diagnostics_.add(std::move(diagnostic));
  }

  // The sheet of the type: by its name, or the only one with anything in it, or the only one whose headings fit.
  std::optional<std::size_t> choose(RecordType type, const std::string& path,
                                    const std::vector<std::unique_ptr<Sheet>>& sheets) {
    if (sheets.size() == 1) return 0;
    std::vector<std::size_t> filled;
    for (std::size_t index = 0; index < sheets.size(); ++index) {
      if (words_.is_sheet_of(type, sheets[index]->name)) return index;
      if (sheets[index]->row_count() > 0) filled.push_back(index);
    }
    if (filled.size() == 1) return filled.front();
    std::vector<std::string> names;
    names.reserve(sheets.size());
    for (const auto& sheet : sheets) names.push_back(sheet->name);
    report(path, "SHEET-AMBIGUOUS",
           {fmt::format("不知道哪个工作表是 {}：{}", table_name(type), quoted_list(names)),
            fmt::format("which sheet holds the {}? There are {}", table_name(type), quoted_list(names))},
           {fmt::format("把该工作表命名为 {}。", table_name(type)),
            fmt::format("Name the sheet `{}`.", table_name(type))});
    return std::nullopt;
  }

  void report(const std::string& path, std::string code, Text message, Text help) {
    Diagnostic diagnostic;
    diagnostic.code = std::move(code);
    diagnostic.span.file = path;
    diagnostic.message = std::move(message);
    diagnostic.help = std::move(help);
    diagnostics_.add(std::move(diagnostic));
  }

  void bind_all() {
    ColumnNeeds needs;
    needs.class_by_category = true;
    for (auto& table : sources_.tables) {
      if (table && !bind_columns(*table, words_, needs, diagnostics_)) table.reset();
    }
  }

  const InputFiles& files_;
  const HeadingWords& words_;
  Diagnostics& diagnostics_;
  std::array<bool, kRecordTypes> given_{};
  Sources sources_;
};

}  // namespace

const RecordTable* Sources::by_number(std::uint32_t source) const {
  return source < tables.size() ? tables[source].get() : nullptr;
}

Sources open_sources(const InputFiles& files, const HeadingWords& words, Diagnostics& diagnostics) {
  return SourceOpener(files, words, diagnostics).open();
}

std::vector<std::unique_ptr<NodeSheet>> node_sheets(const TomlNode& root, const std::string& path,
                                                    const std::vector<std::string>& others, Diagnostics& diagnostics) {
  std::vector<std::unique_ptr<NodeSheet>> result;
  std::vector<std::string> known = others;
  for (std::size_t index = 0; index < kRecordTypes; ++index) {
    known.emplace_back(record_name(static_cast<RecordType>(index)));
  }
  for (const auto& [key, node] : root.members) {
    if (std::find(others.begin(), others.end(), key) != others.end()) continue;
    const auto at = std::find(known.begin(), known.end(), key);
    if (at == known.end()) {
      diagnostics.add(unknown_key(path, node, key, known));
      continue;
    }
    const auto type = static_cast<RecordType>(static_cast<std::size_t>(at - known.begin()) - others.size());
    auto sheet = std::make_unique<NodeSheet>(type);
    sheet->file = path;
    sheet->encoding = "UTF-8";
    // A single [table] is a list of one.
    if (node.kind == TomlKind::table) sheet->add(node, diagnostics);
    for (const TomlNode& item : node.items) sheet->add(item, diagnostics);
    result.push_back(std::move(sheet));
  }
  return result;
}

}  // namespace tieout::loading
