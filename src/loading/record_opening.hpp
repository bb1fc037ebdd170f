// Rows of a file of openings: take-over balances beside the register. Inside loading/ only.
#pragma once

#include "loading/record_cells.hpp"
#include "loading/record_table.hpp"
#include "tieout/asset/asset.hpp"

namespace tieout::loading {

// False: reported, the row is unusable.
bool read_opening(const RecordTable& table, const WordBook& words, std::size_t row, const RowBuffer& cells,
                  Opening& opening, Diagnostics& diagnostics);

// Gives the asset the balances of the row. False: reported, because the card states balances of its own at a date.
bool take_opening(const RecordTable& table, std::size_t row, const Opening& opening, Asset& asset,
                  Diagnostics& diagnostics);

// A second row for the same asset.
void refuse_second_opening(const RecordTable& table, std::size_t row, std::uint32_t first, Diagnostics& diagnostics);

}  // namespace tieout::loading
