#include "loading/reviewed_rows.hpp"

#include <algorithm>
#include <array>

#include "loading/sheet.hpp"
#include "loading/value.hpp"

namespace tieout::loading {

namespace {

// Headings for people stand for the names of the columns.
std::string column_name(std::string_view heading) {
  static constexpr std::array<std::array<std::string_view, 3>, 9> kNames{{{"change", "变动", "Change"},
                                                                          {"was", "原为", "Was"},
                                                                          {"is", "现为", "Is"},
                                                                          {"from", "出处", "From"},
                                                                          {"accept", "接受", "Accept"},
                                                                          {"asset", "资产编号", "Asset"},
                                                                          {"entity", "核算主体", "Entity"},
                                                                          {"name", "资产名称", "Name"},
                                                                          {"note", "说明", "Note"}}};
  for (const auto& names : kNames) {
    if (std::find(names.begin(), names.end(), heading) != names.end()) return std::string(names.front());
  }
  return std::string(heading);
}

void read_sheet(const Sheet& sheet, std::vector<ReviewedRow>& result) {
  std::vector<std::string> columns;
  RowBuffer cells;
  for (std::size_t row = 0; row < sheet.row_count(); ++row) {
    sheet.read_row(row, cells);
    if (columns.empty()) {
      std::vector<std::string> names;
      for (const SheetCell& cell : cells.cells) names.push_back(column_name(trimmed(cell.text)));
      const auto has = [&](const char* name) { return std::find(names.begin(), names.end(), name) != names.end(); };
      // The overview for people has no note and no columns to take over.
      if (has("change") && has("accept") && has("asset")) columns = std::move(names);
      continue;
    }
    ReviewedRow reviewed;
    reviewed.place = {sheet.file, sheet.name, sheet.line_of(row), 0, {}};
    for (std::size_t at = 0; at < cells.cells.size() && at < columns.size(); ++at) {
      const std::string_view text = trimmed(cells.cells[at].text);
      if (!text.empty() && !columns[at].empty()) reviewed.cells[columns[at]] = std::string(text);
    }
    if (!reviewed.at("change").empty()) result.push_back(std::move(reviewed));
  }
}

}  // namespace

const std::string& ReviewedRow::at(const std::string& column) const {
  static const std::string kEmpty;
  const auto found = cells.find(column);
  return found == cells.end() ? kEmpty : found->second;
}

bool ReviewedRow::accepted() const {
  static constexpr std::array<std::string_view, 6> kYes{"yes", "Yes", "YES", "y", "是", "√"};
  return std::find(kYes.begin(), kYes.end(), at("accept")) != kYes.end();
}

std::vector<ReviewedRow> read_reviewed_rows(const std::string& path, const std::string& encoding,
                                            Diagnostics& diagnostics) {
  std::vector<ReviewedRow> result;
  for (const auto& sheet : open_sheets(path, encoding, diagnostics)) read_sheet(*sheet, result);
  return result;
}

}  // namespace tieout::loading
