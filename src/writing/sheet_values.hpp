// What a spreadsheet can hold, and how our values become that: text, names of sheets, numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tieout::writing {

inline constexpr std::uint32_t kSheetRows = 1'048'576;
inline constexpr std::size_t kSheetNameLimit = 31;     // characters
inline constexpr std::size_t kCellTextLimit = 32'767;  // characters

// Below 10^13 yuan an amount has at most 15 digits, and the binary double nearest to it prints back as them.
bool exact_in_sheet(std::int64_t fen);
// The double nearest to the amount (fen within exact_in_sheet).
double yuan(std::int64_t fen);

// Text that a cell takes; the end of what is longer than a cell is replaced by "…".
std::string sheet_text(std::string_view text);

// `wished` as a name of at most `limit` characters without []:*?/\'; "Sheet" where nothing is left.
std::string sheet_name(std::string_view wished, std::size_t limit = kSheetNameLimit);

}  // namespace tieout::writing
