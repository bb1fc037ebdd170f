// One history through the model and the engine, and what they disagree on.
#pragma once

#include <string>

#include "histories.hpp"

namespace tieout::auditor {

// Empty if both give the same rows to the fen or both refuse; otherwise the first difference in words.
std::string disagreement(const History& history);

}  // namespace tieout::auditor
