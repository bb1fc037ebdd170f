// Where a value was read: kept with every asset, event and recorded figure, so that a finding made late
// still points at its row. The loader that numbered the sources turns it back into a SourceSpan.
#pragma once

#include <cstdint>

namespace tieout {

struct Origin {
  std::uint32_t source = 0;  // the loader's number for file and sheet
  std::uint32_t line = 0;    // line of a text file, row of a sheet; from 1, 0 = unknown
};

}  // namespace tieout
