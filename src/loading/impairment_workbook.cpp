// A workbook in the shape of the TOML file: a sheet for each kind of table, a column for each key.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "loading/impairment_input.hpp"
#include "loading/node_table.hpp"
#include "loading/sheet.hpp"

namespace tieout::loading {

namespace {

constexpr std::array<std::string_view, 5> kLists{"units", "corporate", "indicators", "evidence", "discount_rates"};

// In the order in which they are read.
constexpr std::array<std::string_view, 7> kSheets{"test",   "units",     "groups",    "corporate",
                                                  "assets", "scenarios", "cash_flows"};

TomlNode array_node(const TomlNode& place) {
  TomlNode node;
  node.kind = TomlKind::array;
  node.sheet = place.sheet;
  node.line = place.line;
  node.column = place.column;
  return node;
}

// "A;B" is a list under the headings that hold one.
TomlNode split(const TomlNode& cell) {
  TomlNode list = array_node(cell);
  std::string_view text = cell.text;
  while (!text.empty()) {
    std::size_t at = text.size(), length = 0;
    for (const std::string_view mark : {";", "；", "、"}) {
      if (const std::size_t found = text.find(mark); found < at) {
        at = found;
        length = mark.size();
      }
    }
    TomlNode item = cell;
    item.text = std::string(trimmed(text.substr(0, at)));
    if (!item.text.empty()) list.items.push_back(std::move(item));
    text.remove_prefix(std::min(text.size(), at + length));
  }
  return list;
}

class WorkbookReader {
 public:
  WorkbookReader(NodeFile& file) : file_(file) { root_.line = root_.column = 1; }

  TomlNode read(const std::vector<std::unique_ptr<Sheet>>& sheets) {
    for (const auto& sheet : sheets) {
      file_.sheets.push_back(sheet->name);
      number_ = static_cast<std::uint16_t>(file_.sheets.size());
      refuse_unknown(*sheet);
      if (sheet->name == "test") take_pairs(*sheet);
    }
    // Units and groups before what belongs to them, whatever the order of the tabs.
    for (const std::string_view name : kSheets) {
      for (std::size_t at = 0; at < sheets.size(); ++at) {
        number_ = static_cast<std::uint16_t>(at + 1);
        if (sheets[at]->name == name && name != "test") take_rows(*sheets[at]);
      }
    }
    return std::move(root_);
  }

 private:
  // What stands on a sheet of another name would be left out of the test; an empty one and one of notes are not missed.
  void refuse_unknown(const Sheet& sheet) {
    if (std::find(kSheets.begin(), kSheets.end(), sheet.name) != kSheets.end() || sheet.name == "notes") return;
    if (sheet.row_count() == 0) return;
    TomlNode place;
    place.sheet = number_;
    place.line = place.column = 1;
    place.text = sheet.name;
    std::vector<std::string> names(kSheets.begin(), kSheets.end());
    file_.add(
        place,
        {"IMPAIRMENT-SHEET-UNKNOWN",
         {fmt::format("没有工作表“{}”的读法", sheet.name), fmt::format("no sheet is called \"{}\" here", sheet.name)},
         {fmt::format("工作表名称须为 {}；说明文字放在名为 notes 的工作表。", fmt::join(names, "、")),
          fmt::format("The sheets are {}; words of your own go on a sheet called notes.", fmt::join(names, ", "))}});
  }

  TomlNode cell_node(const SheetCell& cell, std::uint32_t line, std::size_t column) const {
    TomlNode node;
    node.kind = cell.type == CellType::date ? TomlKind::date : TomlKind::string;
    node.text = std::string(trimmed(cell.text));
    node.sheet = number_;
    node.line = line;
    node.column = static_cast<std::uint32_t>(column) + 1;
    return node;
  }

  void take_pairs(const Sheet& sheet) {
    RowBuffer row;
    for (std::size_t at = 0; at < sheet.row_count(); ++at) {
      sheet.read_row(at, row);
      if (row.cells.size() < 2 || trimmed(row.cells[1].text).empty()) continue;
      const std::string key(trimmed(row.cells[0].text));
      if (key == "key") continue;
      root_.members.push_back({key, cell_node(row.cells[1], sheet.line_of(at), 1)});
    }
  }

  void take_rows(const Sheet& sheet) {
    RowBuffer row;
    std::vector<std::string> keys;
    for (std::size_t at = 0; at < sheet.row_count(); ++at) {
      sheet.read_row(at, row);
      TomlNode record;
      record.sheet = number_;
      record.line = sheet.line_of(at);
      record.column = 1;
      for (std::size_t column = 0; column < row.cells.size(); ++column) {
        const TomlNode cell = cell_node(row.cells[column], record.line, column);
        if (cell.text.empty()) continue;
        if (at == 0) {
          keys.resize(column + 1);
          keys[column] = cell.text;
        } else {
          const std::string key = column < keys.size() ? keys[column] : std::string();
          const bool listed = std::find(kLists.begin(), kLists.end(), key) != kLists.end();
          record.members.push_back({key, listed ? split(cell) : cell});
        }
      }
      if (!record.members.empty()) place(sheet.name, std::move(record));
    }
  }

  void place(const std::string& sheet, TomlNode record) {
    if (sheet == "units") {
      append(root_, "unit", std::move(record));
    } else if (sheet == "corporate") {
      append(root_, "corporate", std::move(record));
    } else if (sheet == "groups") {
      append(root_, "group", std::move(record));
    } else if (TomlNode* unit = owner(record)) {
      if (sheet == "assets") append(*unit, "asset", std::move(record));
      if (sheet == "scenarios") append(*unit, "scenario", std::move(record));
      if (sheet == "cash_flows") take_flow(*unit, std::move(record));
    }
  }

  // One year of a forecast, or of one of its scenarios.
  void take_flow(TomlNode& unit, TomlNode record) {
    TomlNode* target = &unit;
    if (const auto name = remove(record, "scenario")) {
      target = nullptr;
      for (TomlMember& member : unit.members) {
        if (member.key != "scenario") continue;
        for (TomlNode& item : member.node.items) {
          const TomlNode* known = item.find("name");
          if (known != nullptr && known->text == name->text) target = &item;
        }
      }
      if (target == nullptr) return unknown(*name);
    }
    const auto year = remove(record, "year");
    for (auto& [key, cell] : record.members) {
      const std::string plural = key == "cash_flow"         ? "cash_flows"
                                 : key == "discount_rate"   ? "discount_rates"
                                 : key == "discount_factor" ? "discount_factors"
                                                            : key;
      append(*target, plural, cell);
    }
    const TomlNode* flows = target->find("cash_flows");
    if (year && (flows == nullptr || year->text != std::to_string(flows->items.size()))) {
      file_.add(*year, {"IMPAIRMENT-YEAR-ORDER",
                        {fmt::format("第 {} 年不在应在的位置", year->text),
                         fmt::format("year {} is not in its place", year->text)},
                        {"从第 1 年起逐年一行。", "One row a year, from year 1 on."}});
    }
  }

  TomlNode* owner(TomlNode& record) {
    const auto id = remove(record, "unit");
    for (const std::string_view key : {"unit", "group"}) {
      for (TomlMember& member : root_.members) {
        if (member.key != key || !id) continue;
        for (TomlNode& unit : member.node.items) {
          const TomlNode* known = unit.find("id");
          if (known != nullptr && known->text == id->text) return &unit;
        }
      }
    }
    unknown(id ? *id : record);
    return nullptr;
  }

  void unknown(const TomlNode& node) {
    file_.add(node, {"IMPAIRMENT-UNIT-UNKNOWN",
                     {fmt::format("没有 \"{}\"", node.text), fmt::format("there is no \"{}\"", node.text)},
                     {"核对编号。", "Check the id."}});
  }

  static std::optional<TomlNode> remove(TomlNode& record, std::string_view key) {
    for (auto member = record.members.begin(); member != record.members.end(); ++member) {
      if (member->key != key) continue;
      TomlNode node = member->node;
      record.members.erase(member);
      return node;
    }
    return {};
  }

  static void append(TomlNode& table, const std::string& key, TomlNode item) {
    for (TomlMember& member : table.members) {
      if (member.key == key) {
        member.node.items.push_back(std::move(item));
        return;
      }
    }
    TomlNode list = array_node(item);
    list.items.push_back(std::move(item));
    table.members.push_back({key, std::move(list)});
  }

  NodeFile& file_;
  TomlNode root_;
  std::uint16_t number_ = 0;
};

}  // namespace

TomlNode impairment_workbook(const std::string& path, std::vector<std::string>& sheets, Diagnostics& diagnostics) {
  NodeFile file{path, {}, diagnostics};
  const auto opened = open_sheets(path, "", diagnostics);
  TomlNode root = WorkbookReader(file).read(opened);
  sheets = file.sheets;
  return root;
}

}  // namespace tieout::loading
