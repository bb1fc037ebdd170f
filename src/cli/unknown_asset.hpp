// The problem of an --asset that the register does not hold.
#pragma once

#include "cli/session.hpp"

namespace tieout::cli {

// Names codes that are nearly the one asked for, or says that the card was set aside.
Diagnostic unknown_asset(const Session& session);

}  // namespace tieout::cli
