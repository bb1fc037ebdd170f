#include "loading/form_lists.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <set>
#include <span>

#include "loading/sheet.hpp"
#include "loading/value.hpp"
#include "loading/value_text.hpp"

namespace tieout::loading {

namespace {

struct ListColumn {
  std::string_view name, zh;
  bool needed = true;
};

// A sheet whose first row holds the headings.
class ListReader {
 public:
  ListReader(const std::string& path, const std::string& encoding, std::span<const ListColumn> columns,
             Diagnostics& diagnostics)
      : path_(path), columns_(columns), diagnostics_(diagnostics), sheets_(open_sheets(path, encoding, diagnostics)) {}

  template <typename Visit>
  void each(const Visit& visit) {
    if (sheets_.empty() || !find_columns()) return;
    for (row_ = 1; row_ < sheet().row_count(); ++row_) {
      sheet().read_row(row_, buffer_);
      bool blank = true;
      for (const SheetCell& cell : buffer_.cells) blank = blank && trimmed(cell.text).empty();
      if (!blank) visit();
    }
  }

  std::string_view cell(std::size_t column) const {
    const auto place = places_[column];
    return place && *place < buffer_.cells.size() ? trimmed(buffer_.cells[*place].text) : std::string_view{};
  }
  std::uint32_t line() const { return sheet().line_of(row_); }

  void problem(std::size_t column, std::string code, Text message, Text help) {
    Diagnostic diagnostic;
    diagnostic.code = std::move(code);
    diagnostic.span.file = path_;
    diagnostic.span.sheet = sheet().name;
    diagnostic.span.line = line();
    if (places_[column]) diagnostic.span.column = static_cast<std::uint32_t>(*places_[column] + 1);
    diagnostic.span.excerpt = std::string(cell(column));
    diagnostic.message = std::move(message);
    diagnostic.help = std::move(help);
    diagnostics_.add(std::move(diagnostic));
  }

  // The text of a needed column; an empty one is a problem.
  std::string needed(std::size_t column) {
    if (cell(column).empty()) {
      const std::string_view name = columns_[column].name;
      problem(column, "VALUE-MISSING", {fmt::format("缺少 `{}`", name), fmt::format("the row has no `{}`", name)},
              {"填写该栏。", "Fill in the column."});
    }
    return std::string(cell(column));
  }

 private:
  const Sheet& sheet() const { return *sheets_.front(); }

  bool find_columns() {
    places_.assign(columns_.size(), std::nullopt);
    if (sheet().row_count() > 0) sheet().read_row(0, buffer_);
    for (std::size_t i = 0; i < buffer_.cells.size(); ++i) {
      const std::string_view heading = trimmed(buffer_.cells[i].text);
      for (std::size_t column = 0; column < columns_.size(); ++column) {
        if (heading == columns_[column].name || heading == columns_[column].zh) places_[column] = i;
      }
    }
    bool complete = true;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      if (places_[column] || !columns_[column].needed) continue;
      complete = false;
      Diagnostic diagnostic;
      diagnostic.code = "HEADING-MISSING";
      diagnostic.span.file = path_;
      diagnostic.span.line = 1;
      diagnostic.message = {fmt::format("首行没有栏目 `{}`（{}）", columns_[column].name, columns_[column].zh),
                            fmt::format("the first row has no column `{}`", columns_[column].name)};
      diagnostics_.add(std::move(diagnostic));
    }
    return complete;
  }

  const std::string& path_;
  std::span<const ListColumn> columns_;
  Diagnostics& diagnostics_;
  std::vector<std::unique_ptr<Sheet>> sheets_;
  std::vector<std::optional<std::size_t>> places_;
  RowBuffer buffer_;
  std::size_t row_ = 0;
};

std::optional<std::int32_t> year_of(std::string_view text) {
  if (text.size() != 4) return {};
  std::int32_t year = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return {};
    year = year * 10 + (c - '0');
  }
  return year;
}

}  // namespace

std::vector<RoutingOverride> read_routing(const std::string& path, const std::string& encoding,
                                          Diagnostics& diagnostics) {
  enum Column : std::size_t { asset, entity, year, form, row, reason };
  static constexpr std::array<ListColumn, 6> kColumns{{{"asset", "资产编号"},
                                                       {"entity", "核算主体", false},
                                                       {"year", "年度"},
                                                       {"form", "表号"},
                                                       {"row", "行次"},
                                                       {"reason", "理由"}}};
  std::vector<RoutingOverride> result;
  std::set<std::string> seen;
  ListReader list(path, encoding, kColumns, diagnostics);
  list.each([&] {
    RoutingOverride one;
    one.asset = list.needed(asset);
    one.entity = std::string(list.cell(entity));
    one.form = list.needed(form);
    one.row = list.needed(row);
    one.reason = std::string(list.cell(reason));
    one.origin.line = list.line();
    if (one.reason.empty()) {
      list.problem(reason, "ROUTING-REASON",
                   {"指定了处置差异的去向，但没有写明理由", "the row sends a disposal elsewhere and gives no reason"},
                   {"写明理由：申报资料要能说明为什么不按默认填报。",
                    "Give the reason: the papers must show why the default was left."});
    }
    const auto number = year_of(list.needed(year));
    if (number) {
      one.year = *number;
    } else if (!list.cell(year).empty()) {
      list.problem(year, "NUMBER-UNREADABLE", {"年度应为四位数字", "the year must have four digits"}, {});
    }
    if (!seen.insert(fmt::format("{}\n{}\n{}", one.entity, one.asset, one.year)).second) {
      list.problem(asset, "ROUTING-TWICE",
                   {"该资产该年度已经指定过去向", "the asset's disposals of the year were sent somewhere already"},
                   {"每项资产每年只写一行。", "Write one row for an asset and year."});
    }
    result.push_back(std::move(one));
  });
  return result;
}

SourceSpan routing_span(const std::string& path, const RoutingOverride& stated) {
  SourceSpan span;
  span.file = path;
  span.line = stated.origin.line;
  span.excerpt = fmt::format("{},{},{},{}", stated.asset, stated.year, stated.form, stated.row);
  return span;
}

std::vector<FiledCell> read_filed_cells(const std::string& path, const std::string& encoding,
                                        Diagnostics& diagnostics) {
  enum Column : std::size_t { entity, form, row, column, amount };
  static constexpr std::array<ListColumn, 5> kColumns{
      {{"entity", "核算主体"}, {"form", "表号"}, {"row", "行次"}, {"column", "栏次"}, {"amount", "金额"}}};
  std::vector<FiledCell> result;
  ListReader list(path, encoding, kColumns, diagnostics);
  list.each([&] {
    FiledCell one;
    one.entity = std::string(list.cell(entity));
    one.form = list.needed(form);
    one.row = list.needed(row);
    one.column = list.needed(column);
    const std::string_view text = list.cell(amount);
    // The column of reasons holds letters; only amounts are compared.
    if (text.find_first_of("0123456789") == std::string_view::npos) return;
    if (parse_amount(text, one.amount) != ValueError::none) {
      list.problem(amount, "AMOUNT-UNREADABLE", {"金额无法读取", "the amount cannot be read"}, {});
      return;
    }
    result.push_back(std::move(one));
  });
  return result;
}

}  // namespace tieout::loading
