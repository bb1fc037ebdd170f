// Two CSV files of the same table, compared figure by figure: what was sealed against what the engine gives now. Columns
// are matched by name, so that a later program may have more of them; what is missing now is a difference.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tieout::archive {

struct FigureDifference {
  std::uint64_t line = 0;    // of the sealed file, from 1
  std::uint64_t offset = 0;  // of the line's first byte in it
  std::string what;          // the row's own words: "1001 JX-0007 2023"; empty: the table itself
  std::string column;        // empty: the row is missing or not sealed
  std::string sealed, now;
};

struct CsvComparison {
  std::uint64_t differences = 0;
  std::vector<FigureDifference> first;  // at most kDifferencesShown
};

inline constexpr std::size_t kDifferencesShown = 20;

// `ignored`: columns that are not compared. A file that cannot be read is one difference.
CsvComparison compare_csv(const std::string& sealed_path, const std::string& now_path,
                          const std::vector<std::string>& ignored);

}  // namespace tieout::archive
