// Filled forms in the four formats.
#pragma once

#include <vector>

#include "cli/session.hpp"
#include "tieout/filing/adjustment_lines.hpp"

namespace tieout::cli {

struct FilledForms {
  const FormSet& set;
  const std::vector<EntityForms>& entities;
  const std::vector<std::size_t>& wanted;  // forms to show
  const std::vector<FormCheckResult>& checks;
  const std::vector<RoutedDisposal>& routed;
  const std::vector<AdjustmentLine>& without_card;
};

// Writes to where the options say. Returns an exit code.
int write_forms(const FilledForms& filled, const Session& session);

}  // namespace tieout::cli
