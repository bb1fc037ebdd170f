// Choices of an entity: its positions and its regimes, checked against the rules. Inside loading/ only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loading/record_problem.hpp"
#include "tieout/asset/entity.hpp"
#include "tieout/rules/regime.hpp"

namespace tieout::loading {

// Takes the option, given by code or title, of the position into the entity; what is wrong comes back.
std::optional<CellProblem> take_position(const rules::RuleBook& rules, std::string_view id, std::string_view option,
                                         Entity& entity);

// A position that the rules do not know.
CellProblem unknown_position(std::string_view id, const std::vector<std::string>& known);

// The ids of all positions that an entity may state.
std::vector<std::string> position_ids();

enum class RegimeKind { book, tax };

// Takes the code of a regime; what is wrong comes back.
std::optional<CellProblem> take_regime(const rules::RuleBook& rules, RegimeKind kind, std::string_view code,
                                       std::string& out);

}  // namespace tieout::loading
