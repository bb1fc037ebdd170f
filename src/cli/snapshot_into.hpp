// The register with what was accepted of a comparison, as files that continue it.
#pragma once

#include <vector>

#include "cli/options.hpp"
#include "cli/session.hpp"
#include "loading/canonical_register.hpp"
#include "tieout/filing/table.hpp"

namespace tieout::cli {

// The register as it was read, with the rows of `proposals` that say yes, or of the file of --reviewed. A reviewed row
// that nothing proposes is an error. False: said on stderr, see the session's exit code.
struct RegisterAfter {
  loading::CanonicalRegister books;
  std::size_t taken = 0;  // rows that were accepted
};
bool take_accepted(Session& session, const std::vector<const Table*>& proposals, RegisterAfter& after);

// Writes assets.csv, events.csv and recorded.csv into the directory of --into: the register after. Returns an exit
// code.
int write_register_into(Session& session, const std::vector<const Table*>& proposals);

}  // namespace tieout::cli
