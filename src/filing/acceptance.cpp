#include "tieout/filing/acceptance.hpp"

#include <algorithm>
#include <numeric>

namespace tieout {

namespace {

bool covers(const Acceptance& acceptance, const AcceptanceKey& key) {
  return (acceptance.entity.empty() || acceptance.entity == key.entity) &&
         (acceptance.asset.empty() || acceptance.asset == key.asset) &&
         (!acceptance.year || *acceptance.year == key.year);
}

int exactness(const Acceptance& acceptance) {
  return (acceptance.asset.empty() ? 0 : 4) + (acceptance.year ? 2 : 0) + (acceptance.entity.empty() ? 0 : 1);
}

}  // namespace

Acceptances::Acceptances(std::vector<Acceptance> list)
    : list_(std::move(list)), used_(list_.size()), by_code_(list_.size()) {
  std::iota(by_code_.begin(), by_code_.end(), std::size_t{0});
  std::stable_sort(by_code_.begin(), by_code_.end(), [&](std::size_t a, std::size_t b) {
    if (list_[a].code != list_[b].code) return list_[a].code < list_[b].code;
    return exactness(list_[a]) > exactness(list_[b]);
  });
}

std::optional<std::size_t> Acceptances::accept(const AcceptanceKey& key) {
  auto at = std::lower_bound(by_code_.begin(), by_code_.end(), key.code,
                             [&](std::size_t index, std::string_view code) { return list_[index].code < code; });
  for (; at != by_code_.end() && list_[*at].code == key.code; ++at) {
    if (!covers(list_[*at], key)) continue;
    ++used_[*at];
    return *at;
  }
  return {};
}

}  // namespace tieout
