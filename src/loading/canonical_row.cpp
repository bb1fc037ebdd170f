#include "loading/canonical_row.hpp"

#include <algorithm>

namespace tieout::loading {

namespace {

using std::to_string;
using tieout::to_string;

template <typename Value, typename Parse>
std::string spelt(std::string_view text, Parse parse) {
  Value value{};
  return parse(value) == ValueError::none ? to_string(value) : std::string(text);
}

std::string word_of(ValueKind kind, std::string_view text, const WordBook& words) {
  const auto found = words.find(kind, text);
  if (!found) return std::string(text);
  const std::size_t first = kind == ValueKind::condition ? 1 : 0;  // "unstated" has no spelling
  const auto& spellings = words.canonical(kind);
  return *found >= first && *found - first < spellings.size() ? spellings[*found - first] : std::string(text);
}

std::string value_of(const FilledCell& cell, ValueKind kind, const WordBook& words) {
  constexpr int kRateMost = 100, kDeductionMost = 1000;
  switch (kind) {
    case ValueKind::text:
    case ValueKind::currency:
      return std::string(cell.text);
    case ValueKind::date:
      return spelt<Date>(cell.text, [&](Date& out) { return parse_date(cell.text, cell.type, out); });
    case ValueKind::amount:
      return spelt<Money>(cell.text, [&](Money& out) { return parse_amount(cell.text, out); });
    case ValueKind::rate:
      return spelt<Ratio>(cell.text, [&](Ratio& out) { return parse_rate(cell.text, cell.unit, kRateMost, out); });
    case ValueKind::deduction:
      return spelt<Ratio>(cell.text, [&](Ratio& out) { return parse_rate(cell.text, cell.unit, kDeductionMost, out); });
    case ValueKind::fraction:
      return spelt<Ratio>(cell.text, [&](Ratio& out) { return parse_fraction(cell.text, cell.unit, out); });
    case ValueKind::quantity:
      return spelt<Ratio>(cell.text, [&](Ratio& out) { return parse_quantity(cell.text, out); });
    case ValueKind::integer:
      return spelt<std::int32_t>(cell.text, [&](std::int32_t& out) { return parse_integer(cell.text, out); });
    case ValueKind::life:
      return spelt<std::int32_t>(cell.text, [&](std::int32_t& out) { return parse_life(cell.text, cell.unit, out); });
    default:
      return word_of(kind, cell.text, words);
  }
}

}  // namespace

CanonicalCells canonical_cells(const RecordTable& table, std::size_t row, const WordBook& words) {
  CanonicalCells result;
  RowBuffer cells;
  table.sheet->read_row(row, cells);
  for_each_cell(table, cells, [&](const FilledCell& cell) {
    result.emplace_back(cell.field, value_of(cell, fields_of(table.type)[cell.field].kind, words));
  });
  std::stable_sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return result;
}

}  // namespace tieout::loading
