// Finding the heading row of a sheet and binding its columns (record_table.hpp).
#include <fmt/format.h>

#include <algorithm>

#include "loading/record_position.hpp"
#include "loading/record_table.hpp"
#include "loading/value.hpp"

namespace tieout::loading {

namespace {

constexpr std::size_t kRowsSearchedMax = 100;

using Texts = std::vector<std::string>;

// One reading of the headings: by one row, or by two joined.
struct Candidate {
  std::size_t row = 0;
  std::size_t tiers = 1;
  Texts headings;                                       // by column
  std::vector<std::optional<HeadingMeaning>> meanings;  // by column
  std::size_t known = 0;
  std::size_t full_width = 0;
};

class ColumnFinder {
 public:
  ColumnFinder(RecordTable& table, const HeadingWords& words, ColumnNeeds needs, Diagnostics& diagnostics)
      : table_(table), words_(words), needs_(needs), diagnostics_(diagnostics) {}

  bool bind() {
    const auto candidate = search();
    if (!candidate) return false;
    note_rows_above(*candidate);
    refuse_duplicates(*candidate);
    refuse_units(*candidate);
    refuse_near_misses(*candidate);
    refuse_unknown_positions(*candidate);
    note_unknown(*candidate);
    check_mapping(*candidate);
    take(*candidate);
    return true;
  }

 private:
  Texts row_texts(std::size_t row) const {
    Texts texts;
    if (row >= table_.sheet->row_count()) return texts;
    RowBuffer buffer;
    table_.sheet->read_row(row, buffer);
    for (const SheetCell& cell : buffer.cells) texts.emplace_back(trimmed(cell.text));
    return texts;
  }

  // The text of a cell or of the merged range over it.
  std::string merged_text(const Texts& texts, std::size_t row, std::size_t column) const {
    for (const MergedRange& range : table_.sheet->merged) {
      const bool inside = row >= range.first_row && row <= range.last_row && column >= range.first_column &&
                          column <= range.last_column;
      if (!inside) continue;
      const Texts first = range.first_row == row ? texts : row_texts(range.first_row);
      return range.first_column < first.size() ? first[range.first_column] : std::string();
    }
    return column < texts.size() ? texts[column] : std::string();
  }

  // Whether one merged range holds both rows of the column: a heading of one tier beside those of two.
  bool spans_both(std::size_t row, std::size_t column) const {
    return std::any_of(table_.sheet->merged.begin(), table_.sheet->merged.end(), [&](const MergedRange& range) {
      return range.first_row <= row && range.last_row > row && column >= range.first_column &&
             column <= range.last_column;
    });
  }

  void understand(Candidate& candidate) const {
    for (const std::string& heading : candidate.headings) {
      candidate.meanings.push_back(heading.empty() ? std::nullopt : words_.meaning(table_.type, heading));
    }
    for (auto& meaning : candidate.meanings) {
      // A second choice gives way, and is then listed with the columns not used.
      if (meaning && meaning->second_choice && first_choice(candidate, meaning->field)) meaning.reset();
    }
    candidate.known = static_cast<std::size_t>(std::count_if(candidate.meanings.begin(), candidate.meanings.end(),
                                                             [](const auto& meaning) { return meaning.has_value(); }));
  }

  static bool first_choice(const Candidate& candidate, FieldIndex field) {
    return std::any_of(candidate.meanings.begin(), candidate.meanings.end(), [&](const auto& meaning) {
      return meaning && meaning->field == field && !meaning->second_choice;
    });
  }

  Candidate single(std::size_t row) const {
    Candidate candidate;
    candidate.row = row;
    candidate.headings = row_texts(row);
    candidate.full_width = candidate.headings.size();
    understand(candidate);
    return candidate;
  }

  // Rows `row` and the next one as upper and lower tier.
  Candidate joined(std::size_t row) const {
    Candidate candidate;
    candidate.row = row;
    candidate.tiers = 2;
    const Texts upper = row_texts(row);
    const Texts lower = row_texts(row + 1);
    candidate.full_width = std::max(upper.size(), lower.size());
    std::string over;
    for (std::size_t column = 0; column < candidate.full_width; ++column) {
      const std::string own = column < lower.size() && !spans_both(row, column) ? lower[column] : std::string();
      std::string parent = merged_text(upper, row, column);
      // Without merge information an upper heading reaches over the empty cells to its right.
      if (!parent.empty()) over = parent;
      if (parent.empty() && !own.empty() && table_.sheet->merged.empty()) parent = over;
      candidate.headings.push_back(join(parent, own));
    }
    understand(candidate);
    return candidate;
  }

  std::string join(const std::string& parent, const std::string& own) const {
    if (own.empty()) return parent;
    if (parent.empty() || parent == own) return own;
    if (words_.meaning(table_.type, parent + own)) return parent + own;
    if (!words_.stands_apart(parent) && words_.meaning(table_.type, own)) return own;
    return parent + own;
  }

  bool found(const Candidate& candidate, FieldIndex field) const {
    const auto& constants = words_.constants(table_.type);
    return std::any_of(constants.begin(), constants.end(), [&](const auto& cell) { return cell.field == field; }) ||
           std::any_of(candidate.meanings.begin(), candidate.meanings.end(),
                       [&](const auto& meaning) { return meaning && meaning->field == field; });
  }

  std::vector<std::string> missing(const Candidate& candidate) const {
    std::vector<std::string> result;
    const auto& fields = fields_of(table_.type);
    for (FieldIndex field = 0; field < fields.size(); ++field) {
      if (!fields[field].needed || found(candidate, field)) continue;
      const bool by_category = table_.type == RecordType::asset && needs_.class_by_category &&
                               field == index_of(AssetField::asset_class) &&
                               found(candidate, index_of(AssetField::category));
      const bool by_key = table_.type == RecordType::policy && field == index_of(PolicyField::asset_class) &&
                          found(candidate, index_of(PolicyField::category));
      if (!by_category && !by_key) result.emplace_back(fields[field].name);
    }
    return result;
  }

  // Whether the row below is a second tier: it has no data in it, yet names columns.
  bool has_lower_tier(const Candidate& one, const Candidate& two) const {
    if (two.known <= one.known) return false;
    const Texts lower = row_texts(one.row + 1);
    for (std::size_t column = 0; column < lower.size(); ++column) {
      const bool under_known = column < one.meanings.size() && one.meanings[column].has_value();
      // Below a column already named stands its data, unless the file merged the cells.
      if (under_known && !lower[column].empty() && two.headings[column] == one.headings[column]) return false;
    }
    return true;
  }

  std::optional<Candidate> search() {
    std::optional<Candidate> best;
    const std::size_t rows = std::min(table_.sheet->row_count(), kRowsSearchedMax);
    for (std::size_t row = 0; row < rows; ++row) {
      Candidate one = single(row);
      Candidate two = joined(row);
      if (missing(one).empty()) return has_lower_tier(one, two) ? two : one;
      if (missing(two).empty() && one.known > 0) return two;
      if (!best || one.known > best->known) best = std::move(one);
      if (two.known > best->known + 1) best = std::move(two);
    }
    if (best && best->known > 0) {
      report_missing(*best);
    } else {
      report_no_headings();
    }
    return std::nullopt;
  }

  Diagnostic at_column(const Candidate& candidate, std::size_t column, std::string code) const {
    Diagnostic diagnostic;
    diagnostic.code = std::move(code);
    diagnostic.span.file = table_.sheet->file;
    diagnostic.span.sheet = table_.sheet->name;
    diagnostic.span.line = table_.sheet->line_of(candidate.row + candidate.tiers - 1);
    diagnostic.span.column = static_cast<std::uint32_t>(column + 1);
    diagnostic.span.excerpt = candidate.headings[column];
    return diagnostic;
  }

  std::string_view name_of_field(FieldIndex field) const { return fields_of(table_.type)[field].name; }

  void report_no_headings() {
    Diagnostic diagnostic;
    diagnostic.code = "HEADING-MISSING";
    diagnostic.span.file = table_.sheet->file;
    diagnostic.span.sheet = table_.sheet->name;
    Candidate none;
    const std::string needed = quoted_list(missing(none));
    diagnostic.message = {fmt::format("找不到标题行；需要 {}", needed),
                          fmt::format("no heading row found; {} are needed", needed)};
    diagnostic.help = {"第一行写列名，或用映射文件说明对方的列标题。",
                       "Name the columns in the first row, or state the headings in a mapping file."};
    diagnostics_.add(std::move(diagnostic));
  }

  // Columns that are needed and not there; a heading nearly right explains one of them and is reported instead.
  void report_missing(const Candidate& candidate) {
    std::vector<std::string> names = missing(candidate);
    for (const std::string& near : refuse_near_misses(candidate)) std::erase(names, near);
    if (names.empty()) return;
    Diagnostic diagnostic = at_column(candidate, 0, "HEADING-MISSING");
    diagnostic.span.column = 0;
    std::vector<std::string> present;
    diagnostic.span.excerpt.clear();
    for (const std::string& heading : candidate.headings) {
      if (!heading.empty()) present.push_back(heading);
    }
    for (const std::string& heading : present)
      diagnostic.span.excerpt += (diagnostic.span.excerpt.empty() ? "" : ",") + heading;
    diagnostic.message = {fmt::format("缺少必需的列 {}", quoted_list(names)),
                          fmt::format("needed columns are missing: {}", quoted_list(names))};
    diagnostic.help = {
        fmt::format("找到的列：{}。补上该列，或用映射文件说明对方的列标题。", quoted_list(present)),
        fmt::format("Found were {}. Add the column, or state its heading in a mapping file.", quoted_list(present))};
    diagnostics_.add(std::move(diagnostic));
  }

  // The rows above the headings hold titles, company and period: not read, but kept in sight.
  void note_rows_above(const Candidate& candidate) {
    std::string text;
    for (std::size_t row = 0; row < candidate.row; ++row) {
      for (const std::string& cell : row_texts(row)) {
        if (!cell.empty()) text += (text.empty() ? "" : " | ") + cell;
      }
    }
    if (text.empty()) return;
    Diagnostic diagnostic;
    diagnostic.severity = Severity::note;
    diagnostic.code = "ROWS-ABOVE-HEADING";
    diagnostic.span.file = table_.sheet->file;
    diagnostic.span.sheet = table_.sheet->name;
    diagnostic.span.line = table_.sheet->line_of(0);
    diagnostic.message = {"标题行以上的内容未读取：" + text, "not read, above the headings: " + text};
    diagnostics_.add(std::move(diagnostic));
  }

  void refuse_duplicates(const Candidate& candidate) {
    for (std::size_t column = 0; column < candidate.meanings.size(); ++column) {
      if (!candidate.meanings[column]) continue;
      for (std::size_t before = 0; before < column; ++before) {
        if (!candidate.meanings[before] || candidate.meanings[before]->field != candidate.meanings[column]->field)
          continue;
        Diagnostic diagnostic = at_column(candidate, column, "HEADING-DUPLICATE");
        const std::string_view name = name_of_field(candidate.meanings[column]->field);
        diagnostic.message = {fmt::format("第 {} 列“{}”和第 {} 列“{}”都是 `{}`", before + 1, candidate.headings[before],
                                          column + 1, candidate.headings[column], name),
                              fmt::format("column {} \"{}\" and column {} \"{}\" both mean `{}`", before + 1,
                                          candidate.headings[before], column + 1, candidate.headings[column], name)};
        diagnostic.help = {"只保留一列，或在映射文件中指明用哪一列(ignore 略去另一列)。",
                           "Keep one, or say in a mapping file which one counts (`ignore` leaves the other out)."};
        diagnostics_.add(std::move(diagnostic));
        break;
      }
    }
  }

  void refuse_units(const Candidate& candidate) {
    for (std::size_t column = 0; column < candidate.meanings.size(); ++column) {
      if (!candidate.meanings[column]) continue;
      const HeadingUnit unit = candidate.meanings[column]->unit;
      const std::string& heading = candidate.headings[column];
      if (unit == HeadingUnit::unstated) {
        Diagnostic diagnostic = at_column(candidate, column, "LIFE-WITHOUT-UNIT");
        diagnostic.message = {
            fmt::format("列标题“{}”没有写明单位是年还是月", heading),
            fmt::format("the heading \"{}\" does not say whether it counts years or months", heading)};
        diagnostic.help = {
            fmt::format("改为“{0}(年)”或“{0}(月)”，或在映射文件中写明 unit。", heading),
            fmt::format("Write \"{0}(年)\" for years or \"{0}(月)\" for months, or state the unit in a mapping "
                        "file.",
                        heading)};
        diagnostics_.add(std::move(diagnostic));
      } else if (unit == HeadingUnit::foreign) {
        Diagnostic diagnostic = at_column(candidate, column, "AMOUNT-UNIT");
        diagnostic.message = {fmt::format("列“{}”不以元为单位", heading),
                              fmt::format("the column \"{}\" is not in yuan", heading)};
        diagnostic.help = {"以元为单位导出金额。", "Export amounts in yuan."};
        diagnostics_.add(std::move(diagnostic));
      }
    }
  }

  // The canonical names that were nearly hit.
  std::vector<std::string> refuse_near_misses(const Candidate& candidate) {
    std::vector<std::string> hit;
    for (std::size_t column = 0; column < candidate.headings.size(); ++column) {
      const std::string& heading = candidate.headings[column];
      if (heading.empty() || candidate.meanings[column]) continue;
      const std::string near = words_.near_miss(table_.type, heading);
      if (near.empty()) continue;
      Diagnostic diagnostic = at_column(candidate, column, "HEADING-NEAR-MISS");
      diagnostic.message = {fmt::format("列标题“{}”与“{}”只差一点", heading, near),
                            fmt::format("the heading \"{}\" is nearly \"{}\"", heading, near)};
      diagnostic.help = {fmt::format("改为“{}”；若是另一列，在映射文件中写 ignore = [\"{}\"]。", near, heading),
                         fmt::format("Write \"{}\"; if it is another column, say ignore = [\"{}\"] in a mapping file.",
                                     near, heading)};
      diagnostics_.add(std::move(diagnostic));
      if (const auto meaning = words_.meaning(table_.type, near)) hit.emplace_back(name_of_field(meaning->field));
    }
    return hit;
  }

  bool unknown(const Candidate& candidate, std::size_t column) const {
    const std::string& heading = candidate.headings[column];
    return !heading.empty() && !candidate.meanings[column] && words_.near_miss(table_.type, heading).empty();
  }

  bool names_position(const std::string& heading) const {
    return table_.type == RecordType::entity && normalise_heading(heading).starts_with(kPositionPrefix);
  }

  // A column of a position that nobody knows is no remark: the entity believes it has chosen.
  void refuse_unknown_positions(const Candidate& candidate) {
    for (std::size_t column = 0; column < candidate.headings.size(); ++column) {
      const std::string& heading = candidate.headings[column];
      if (!names_position(heading) || !unknown(candidate, column)) continue;
      CellProblem problem = unknown_position(normalise_heading(heading).substr(kPositionPrefix.size()), position_ids());
      Diagnostic diagnostic = at_column(candidate, column, std::move(problem.code));
      diagnostic.message = std::move(problem.message);
      diagnostic.help = std::move(problem.help);
      diagnostics_.add(std::move(diagnostic));
    }
  }

  void note_unknown(const Candidate& candidate) {
    std::vector<std::string> unknown;
    for (std::size_t column = 0; column < candidate.headings.size(); ++column) {
      const std::string& heading = candidate.headings[column];
      if (this->unknown(candidate, column) && !names_position(heading)) unknown.push_back(heading);
    }
    if (unknown.empty()) return;
    Diagnostic diagnostic;
    diagnostic.severity = Severity::note;
    diagnostic.code = "COLUMNS-IGNORED";
    diagnostic.span.file = table_.sheet->file;
    diagnostic.span.sheet = table_.sheet->name;
    diagnostic.span.line = table_.sheet->line_of(candidate.row + candidate.tiers - 1);
    diagnostic.message = {fmt::format("{} 列未使用：{}", unknown.size(), quoted_list(unknown)),
                          fmt::format("{} columns are not used: {}", unknown.size(), quoted_list(unknown))};
    diagnostics_.add(std::move(diagnostic));
  }

  void check_mapping(const Candidate& candidate) {
    for (const auto& [heading, field, line, column] : words_.mapped(table_.type)) {
      if (found(candidate, field)) continue;
      Diagnostic diagnostic;
      diagnostic.code = "MAPPING-NOT-FOUND";
      diagnostic.span = {words_.mapping_path(), "", line, column, heading};
      diagnostic.message = {
          fmt::format("映射 `{}` 的列标题“{}”不在 {} 中", name_of_field(field), heading, table_.sheet->file),
          fmt::format("the heading \"{}\" that stands for `{}` is not in {}", heading, name_of_field(field),
                      table_.sheet->file)};
      diagnostic.help = {"核对映射文件与表头。", "Compare the mapping file with the headings."};
      diagnostics_.add(std::move(diagnostic));
    }
  }

  void take(const Candidate& candidate) {
    SheetColumns& columns = table_.columns;
    columns.column_of.assign(fields_of(table_.type).size(), -1);
    columns.constants = words_.constants(table_.type);
    columns.first_row = candidate.row + candidate.tiers;
    columns.full_width = candidate.full_width;
    for (std::size_t column = 0; column < candidate.headings.size(); ++column) {
      if (!candidate.headings[column].empty()) columns.width = column + 1;
      if (!candidate.meanings[column]) continue;
      const auto [field, unit, second] = *candidate.meanings[column];
      if (columns.column_of[field] >= 0) continue;
      columns.column_of[field] = static_cast<std::int32_t>(column);
      columns.bindings.push_back({static_cast<std::uint16_t>(column), field, unit});
    }
  }

  RecordTable& table_;
  const HeadingWords& words_;
  ColumnNeeds needs_;
  Diagnostics& diagnostics_;
};

// TOML names its fields itself: column i is field i.
void bind_nodes(RecordTable& table) {
  const auto& fields = fields_of(table.type);
  table.columns.width = table.columns.full_width = fields.size();
  table.columns.column_of.resize(fields.size());
  for (FieldIndex field = 0; field < fields.size(); ++field) {
    table.columns.column_of[field] = field;
    const bool life = fields[field].kind == ValueKind::life;
    table.columns.bindings.push_back({field, field, life ? HeadingUnit::months : HeadingUnit::none});
  }
}

// Rows of a workspace come under the fields themselves, in their own spelling.
void bind_stored(RecordTable& table) {
  const auto& fields = fields_of(table.type);
  const auto& stored = table.stored->fields();
  table.columns.width = table.columns.full_width = stored.size();
  table.columns.column_of.assign(fields.size(), -1);
  for (std::size_t column = 0; column < stored.size(); ++column) {
    const FieldIndex field = stored[column];
    table.columns.column_of[field] = static_cast<std::int32_t>(column);
    const bool life = fields[field].kind == ValueKind::life;
    table.columns.bindings.push_back(
        {static_cast<std::uint16_t>(column), field, life ? HeadingUnit::months : HeadingUnit::none});
  }
}

}  // namespace

bool bind_columns(RecordTable& table, const HeadingWords& words, ColumnNeeds needs, Diagnostics& diagnostics) {
  if (table.nodes != nullptr) {
    bind_nodes(table);
    return true;
  }
  if (table.stored != nullptr) {
    bind_stored(table);
    return true;
  }
  return ColumnFinder(table, words, needs, diagnostics).bind();
}

}  // namespace tieout::loading
