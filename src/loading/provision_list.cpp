#include "loading/provision_list.hpp"

#include <fmt/format.h>

#include <array>

#include "loading/list_cells.hpp"

namespace tieout::loading {

std::vector<StatedProvision> read_provisions(const std::string& path, const std::string& encoding,
                                             Diagnostics& diagnostics) {
  enum Column : std::size_t {
    entity,
    year,
    provision,
    item,
    opening,
    charged,
    reversed,
    written_off,
    recovered,
    sold,
    transferred,
    closing,
    deducted,
    not_deductible
  };
  static constexpr std::array<ListColumn, 14> kColumns{{{"entity", "核算主体", false},
                                                        {"year", "年度"},
                                                        {"provision", "准备"},
                                                        {"item", "项目", false},
                                                        {"opening", "期初余额", false},
                                                        {"charged", "计提", false},
                                                        {"reversed", "转回", false},
                                                        {"written_off", "核销", false},
                                                        {"recovered", "收回", false},
                                                        {"sold", "转销", false},
                                                        {"transferred", "转入转出", false},
                                                        {"closing", "期末余额", false},
                                                        {"deducted", "已税前扣除", false},
                                                        {"not_deductible", "不得扣除", false}}};
  std::vector<StatedProvision> result;
  ListReader list(path, encoding, kColumns, diagnostics);
  list.each([&] {
    StatedProvision row;
    row.entity = std::string(list.cell(entity));
    row.year = read_year(list, year);
    row.provision = list.needed(provision);
    row.item = std::string(list.cell(item));
    row.opening = read_amount(list, opening, Sign::not_negative);
    row.charged = read_amount(list, charged, Sign::not_negative);
    row.reversed = read_amount(list, reversed, Sign::not_negative);
    row.written_off = read_amount(list, written_off, Sign::not_negative).value_or(Money{});
    row.recovered = read_amount(list, recovered, Sign::not_negative).value_or(Money{});
    row.sold = read_amount(list, sold, Sign::not_negative).value_or(Money{});
    row.transferred = read_amount(list, transferred, Sign::any).value_or(Money{});
    row.closing = read_amount(list, closing, Sign::not_negative);
    row.deducted = read_amount(list, deducted, Sign::not_negative);
    row.not_deductible = read_amount(list, not_deductible, Sign::not_negative).value_or(Money{});
    row.origin.line = list.line();
    result.push_back(std::move(row));
  });
  return result;
}

std::vector<ValuedItem> read_valued_items(const std::string& path, const std::string& encoding,
                                          Diagnostics& diagnostics) {
  enum Column : std::size_t { entity, year, provision, basis, category, item, cost, value };
  static constexpr std::array<ListColumn, 8> kColumns{{{"entity", "核算主体", false},
                                                       {"year", "年度"},
                                                       {"provision", "准备"},
                                                       {"basis", "口径", false},
                                                       {"category", "类别", false},
                                                       {"item", "项目", false},
                                                       {"cost", "成本"},
                                                       {"value", "可变现净值"}}};
  std::vector<ValuedItem> result;
  ListReader list(path, encoding, kColumns, diagnostics);
  list.each([&] {
    ValuedItem row;
    row.entity = std::string(list.cell(entity));
    row.year = read_year(list, year);
    row.provision = list.needed(provision);
    row.category = std::string(list.cell(category));
    row.item = std::string(list.cell(item));
    if (const std::string_view text = list.cell(basis); !text.empty()) {
      const auto parsed = rules::parse_valuation_basis(text);
      if (parsed) row.basis = *parsed;
      if (!parsed) {
        list.problem(basis, "PROVISION-BASIS",
                     {fmt::format("没有口径“{}”", text), fmt::format("there is no basis '{}'", text)},
                     {"用 item、category 或 total。", "Use item, category or total."});
      }
    }
    list.needed(cost);
    list.needed(value);
    row.cost = read_amount(list, cost, Sign::not_negative).value_or(Money{});
    row.value = read_amount(list, value, Sign::not_negative).value_or(Money{});
    row.origin.line = list.line();
    result.push_back(std::move(row));
  });
  return result;
}

}  // namespace tieout::loading
