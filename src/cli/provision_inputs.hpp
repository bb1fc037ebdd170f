// The files of provisions, and the statement made from them and from the cards.
#pragma once

#include <vector>

#include "cli/session.hpp"
#include "loading/provision_list.hpp"
#include "tieout/filing/provision_statement.hpp"

namespace tieout::cli {

struct ProvisionFiles {
  std::vector<rules::ProvisionRules> rules;
  std::vector<StatedProvision> stated;
  std::vector<ValuedItem> valued;

  // The rules of the standard; null where there are none.
  const rules::ProvisionRules* rules_of(std::string_view regime) const;
};

// Reads --provisions and --valuation. What is wrong goes to the session's diagnostics; false where the rules are.
bool read_provision_files(Session& session, ProvisionFiles& files);

// The standard that the books of the entity are kept by: its own, or that of the run.
const rules::BookRegime& book_regime_of(const Session& session, const std::string& entity);

// The statement of the year; its problems become diagnostics with their places.
ProvisionStatement provision_statement(Session& session, const ProvisionFiles& files, const CardProvisions& cards);

}  // namespace tieout::cli
