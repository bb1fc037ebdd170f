#include "loading/canonical_cell.hpp"

#include <array>
#include <charconv>

namespace tieout::loading {

namespace {

constexpr int kPercentMax = 200;

void put_number(std::int32_t value, std::string& out) {
  std::array<char, 12> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.assign(digits.data(), end);
}

// "0.05"; "100%" where "1" could be read two ways; as it stands where there is no finite decimal.
void put_rate(const FilledCell& cell, std::string& out) {
  Ratio value;
  if (parse_rate(cell.text, cell.unit, kPercentMax, value) != ValueError::none) return;
  std::string text = to_string(value);
  if (!value.is_zero() && value.denominator() == 1) text = to_string(Ratio::of(value.numerator() * 100, 1)) + "%";
  Ratio again;
  if (parse_rate(text, HeadingUnit::none, kPercentMax, again) == ValueError::none && again == value) {
    out = std::move(text);
  } else if (cell.unit == HeadingUnit::percent) {
    out += '%';
  }
}

void put_fraction(const FilledCell& cell, std::string& out) {
  Ratio value, again;
  if (parse_fraction(cell.text, cell.unit, value) != ValueError::none) return;
  std::string text = to_string(value);
  if (parse_fraction(text, HeadingUnit::none, again) == ValueError::none && again == value) out = std::move(text);
}

void put_quantity(const FilledCell& cell, std::string& out) {
  Ratio value, again;
  if (parse_quantity(cell.text, value) != ValueError::none) return;
  std::string text = to_string(value);
  if (parse_quantity(text, again) == ValueError::none && again == value) out = std::move(text);
}

void put_amount(const FilledCell& cell, std::string& out) {
  Money value;
  if (parse_amount(cell.text, value) != ValueError::none) return;
  std::array<char, 24> text{};
  out.assign(text.data(), write_decimal(text.data(), value));
}

void put_date(const FilledCell& cell, std::string& out) {
  Date value;
  if (parse_date(cell.text, cell.type, value) == ValueError::none) out = to_string(value);
}

void put_life(const FilledCell& cell, std::string& out) {
  std::int32_t months = 0;
  if (parse_life(cell.text, cell.unit, months) == ValueError::none) put_number(months, out);
}

void put_integer(const FilledCell& cell, std::string& out) {
  std::int32_t value = 0;
  if (parse_integer(cell.text, value) != ValueError::none) return;
  put_number(cell.unit == HeadingUnit::years ? value * 12 : value, out);
}

}  // namespace

void canonical_cell(const FilledCell& cell, const FieldSpec& field, const WordBook& words, std::string& out) {
  out.assign(cell.text);
  if (cell.type == CellType::error) return;
  switch (field.kind) {
    case ValueKind::text:
    case ValueKind::currency:
      return;
    case ValueKind::date:
      return put_date(cell, out);
    case ValueKind::amount:
      if (cell.type != CellType::date) put_amount(cell, out);
      return;
    case ValueKind::rate:
    case ValueKind::deduction:
      return put_rate(cell, out);
    case ValueKind::fraction:
      return put_fraction(cell, out);
    case ValueKind::quantity:
      return put_quantity(cell, out);
    case ValueKind::life:
      return put_life(cell, out);
    case ValueKind::integer:
      return put_integer(cell, out);
    default:
      break;
  }
  if (const auto found = words.find(field.kind, cell.text)) {
    const auto& canonical = words.canonical(field.kind);
    if (*found < canonical.size()) out = canonical[*found];
  }
}

}  // namespace tieout::loading
