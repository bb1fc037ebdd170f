// A finished table as one small HTML page without script: for results that are read, sent and printed.
#pragma once

#include "tieout/filing/table.hpp"
#include "writing/byte_sink.hpp"

namespace tieout::writing {

void write_html_table(const Table& table, Language language, ByteSink& out);

}  // namespace tieout::writing
