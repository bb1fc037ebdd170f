// Years and amounts in the cells of a short list. Inside loading/ only.
#pragma once

#include <cstdint>
#include <optional>

#include "loading/list_reader.hpp"
#include "tieout/core/money.hpp"

namespace tieout::loading {

enum class Sign : std::uint8_t { any, not_negative };

// 0, with a problem, where it is none.
std::int32_t read_year(ListReader& list, std::size_t column);
// Nothing where the cell is empty or, with a problem, no amount.
std::optional<Money> read_amount(ListReader& list, std::size_t column, Sign sign);

}  // namespace tieout::loading
