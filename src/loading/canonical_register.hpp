// The cards, events and recorded rows of a register's files as they stand, by the names of the contract and with values
// in their one spelling: for writing a register that continues them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "loading/register_reader.hpp"

namespace tieout::loading {

struct CanonicalTable {
  std::vector<std::string> columns;            // those that any row fills, in the order of the contract
  std::vector<std::vector<std::string>> rows;  // in the order of the file
  std::vector<std::uint32_t> from;             // by row, of a row put in later: the line it was taken from; else 0
};

struct CanonicalRegister {
  CanonicalTable assets, events, recorded;
};

// Files that cannot be opened are diagnostics, as for open_register.
CanonicalRegister read_canonical_register(const InputFiles& files, const rules::RuleBook& rules,
                                          Diagnostics& diagnostics);

}  // namespace tieout::loading
