// Writes a history as a worked case (TOML), with the auditor's figures as expectations.
#pragma once

#include <string>
#include <vector>

#include "histories.hpp"

namespace tieout::auditor {

// `rows` and `refusal` are what audit() gave. With a refusal the case expects any error.
std::string case_text(const std::string& title, const std::string& source, const History& history,
                      const std::vector<ReconciliationRow>& rows, const std::string& refusal);

// Every amount of a row with its name, in the order of the description of the row.
struct NamedAmount {
  const char* key;
  Money ReconciliationRow::*field;
};
const std::vector<NamedAmount>& row_amounts();

}  // namespace tieout::auditor
