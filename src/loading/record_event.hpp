// Rows of the event and recorded tables, checked as far as the row alone allows. Inside loading/ only.
#pragma once

#include "loading/record_cells.hpp"
#include "loading/record_table.hpp"
#include "tieout/asset/event.hpp"
#include "tieout/asset/recorded.hpp"

namespace tieout::loading {

// False: reported, the event is unusable.
bool read_event(const RecordTable& table, const WordBook& words, std::size_t row, const RowBuffer& cells, Event& event,
                Diagnostics& diagnostics);

bool read_recorded(const RecordTable& table, const WordBook& words, std::size_t row, const RowBuffer& cells,
                   Recorded& recorded, Diagnostics& diagnostics);

}  // namespace tieout::loading
