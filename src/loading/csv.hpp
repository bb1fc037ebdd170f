// CSV as RFC 4180 has it: quoted cells, doubled quotes, line breaks inside quotes, LF or CRLF (or lone CR when the
// file has no LF), with or without a line end at the end. The separator is the comma, or the tab or semicolon that
// stands on more of the first lines than the comma does.
#pragma once

#include <memory>
#include <string>

#include "loading/encoding.hpp"
#include "loading/sheet.hpp"

namespace tieout::loading {

// The text as a sheet; it keeps the bytes and one offset per row. A blank line is a row without cells.
// Error: CSV-QUOTE (a quote never closed, text after a closing quote, blanks before an opening one), then null.
// Warning, once: CSV-STRAY-QUOTE, a quote inside an unquoted cell, kept as it stands.
std::unique_ptr<Sheet> read_csv(DecodedText decoded, const std::string& file, Diagnostics& diagnostics);

}  // namespace tieout::loading
