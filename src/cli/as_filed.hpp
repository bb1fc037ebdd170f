// tieout forms --filed: the accepted return against the computed one.
#pragma once

#include <vector>

#include "cli/session.hpp"
#include "tieout/filing/as_filed.hpp"

namespace tieout::cli {

struct FilledReturn {
  const FormSet& set;
  const std::vector<EntityForms>& entities;
  std::vector<FiledCell> cells;
};

// Writes the comparison and, where --recorded-out asks for it, what the return deducted by asset. Exit code 1 while a
// difference has no reason.
int write_as_filed(std::vector<FiledFormCell> accepted, const FilledReturn& computed, Session& session);

}  // namespace tieout::cli
