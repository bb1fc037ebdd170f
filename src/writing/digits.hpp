// Figures as text, straight into a caller's buffer: a report of a million assets has tens of millions of
// cells, and their digits are most of its bytes. Each function returns the end of what it wrote.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tieout::writing {

// Room that any of the functions below may need.
inline constexpr std::size_t kFigureWidth = 24;

// "-1200.00": yuan with two places, no grouping, the whole range of 64-bit fen.
char* write_fen(char* out, std::int64_t fen);
// "-42"
char* write_integer(char* out, std::int64_t number);
// 20240315 (years 1900..2999) as "2024-03-15".
char* write_iso_date(char* out, std::int64_t yyyymmdd);

}  // namespace tieout::writing
