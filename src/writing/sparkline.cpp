#include "writing/sparkline.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace tieout::writing {

namespace {

constexpr std::array<std::string_view, 8> kLevels{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr __int128 kSteps = 7;

}  // namespace

std::string sparkline(std::span<const Money> amounts, std::size_t width) {
  if (amounts.empty() || width == 0) return {};
  const auto [low, high] = std::minmax_element(amounts.begin(), amounts.end());
  const __int128 least = std::min(low->fen(), std::int64_t{0});
  const __int128 range = std::max(high->fen(), std::int64_t{0}) - least;
  const std::size_t shown = std::min(width, amounts.size());
  std::string line;
  for (std::size_t at = 0; at < shown; ++at) {
    const Money amount = amounts[(at + 1) * amounts.size() / shown - 1];
    const __int128 level = range == 0 ? 0 : ((amount.fen() - least) * kSteps * 2 + range) / (range * 2);
    line += kLevels[static_cast<std::size_t>(level)];
  }
  return line;
}

}  // namespace tieout::writing
