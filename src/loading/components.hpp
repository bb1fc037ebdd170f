// Component assets: a card whose `parent` is another card of its entity. A parent is itself no component, so that a
// whole and its parts can be disposed of together or apart without a chain to follow. Inside loading/ only.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "loading/record_cells.hpp"

namespace tieout::loading {

struct ComponentLink {
  std::string entity, asset, parent;
  std::size_t row = 0;
};

// Reports a parent that is the card itself, a component, part of a circle, or not in the register.
void check_components(const std::vector<ComponentLink>& links, const RecordTable& assets,
                      const std::function<bool(std::string_view entity, std::string_view asset)>& exists,
                      Diagnostics& diagnostics);

}  // namespace tieout::loading
