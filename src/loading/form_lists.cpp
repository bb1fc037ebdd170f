#include "loading/form_lists.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <set>

#include "loading/list_reader.hpp"
#include "loading/value.hpp"
#include "loading/value_text.hpp"

namespace tieout::loading {

namespace {

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
