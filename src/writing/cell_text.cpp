#include "writing/cell_text.hpp"

#include <array>

#include "writing/digits.hpp"
#include "writing/utf8.hpp"

namespace tieout::writing {

std::string cell_text(const Cell& cell) {
  std::array<char, kFigureWidth> text;
  switch (cell.kind) {
    case CellKind::empty:
      return {};
    case CellKind::text:
      return one_line(cell.text);
    case CellKind::money:
      return to_grouped_string(Money::from_fen(cell.number));
    case CellKind::integer:
      return {text.data(), write_integer(text.data(), cell.number)};
    case CellKind::date:
      return {text.data(), write_iso_date(text.data(), cell.number)};
  }
  return {};
}

}  // namespace tieout::writing
