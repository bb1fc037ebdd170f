// Makes a failing history as small as it gets while it still fails.
#pragma once

#include <functional>

#include "histories.hpp"

namespace tieout::auditor {

using Fails = std::function<bool(const History&)>;

// Drops events, recorded rows and settings and rounds numbers, one at a time, as long as `fails` holds.
History shrink(History history, const Fails& fails);

}  // namespace tieout::auditor
