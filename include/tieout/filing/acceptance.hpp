// Findings that somebody has looked into and accepted, with the reason. An accepted finding is still listed; it no
// longer counts for the verdict.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tieout/asset/origin.hpp"
#include "tieout/core/date.hpp"

namespace tieout {

// An empty entity, asset or year means any.
struct Acceptance {
  std::string code;
  std::string entity, asset;
  std::optional<std::int32_t> year;
  std::string reason;  // never empty
  std::string by;      // who accepted it
  std::optional<Date> date;
  Origin origin;
};

// What an acceptance is matched with.
struct AcceptanceKey {
  std::string_view code, entity, asset;
  std::int32_t year = 0;
};

class Acceptances {
 public:
  Acceptances() = default;
  explicit Acceptances(std::vector<Acceptance> list);

  bool empty() const { return list_.empty(); }
  const std::vector<Acceptance>& all() const { return list_; }

  // The index of the most exact acceptance of the finding (asset before year before entity; of equals the first), and
  // counts it as used.
  std::optional<std::size_t> accept(const AcceptanceKey& key);
  // How many findings the acceptance at `index` was used for.
  std::size_t used(std::size_t index) const { return used_[index]; }

 private:
  std::vector<Acceptance> list_;
  std::vector<std::size_t> used_;
  std::vector<std::size_t> by_code_;  // indices, by code and order
};

}  // namespace tieout
