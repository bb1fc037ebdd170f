// A trial balance (科目余额表): closing balances of accounts, and opening ones where it states them, from CSV
// or XLSX.
#pragma once

#include <string>
#include <vector>

#include "tieout/asset/entity.hpp"
#include "tieout/core/diagnostic.hpp"
#include "tieout/filing/tie_out.hpp"

namespace tieout::loading {

struct TrialBalance {
  std::string file, sheet;
  std::vector<AccountBalance> rows;  // in order of the file; an account at most once per entity
  bool states_openings = false;      // some row has an opening balance; an empty one is then zero
};

// Reads the file; `headings` is data/trial-balance-headings.toml, `encoding` as for open_sheets.
//
// Needed columns: account, and either debit and credit or balance. A balance without a column `direction` is positive
// on the debit side. Rows of 小计, 合计 and 总计 are checked against the rows above them and left out. A list that
// holds accounts of every kind and whose debits and credits differ is an error, like whatever cannot be read.
TrialBalance read_trial_balance(const std::string& path, const std::string& encoding, const std::string& headings,
                                Diagnostics& diagnostics);

// Gives the rows the entities of the register: by id, or by the name that `entities` states. A file that names no
// entity belongs to the only one of the register. Errors where that does not settle it. Call it before any row is used.
void assign_entities(TrialBalance& balances, const std::vector<std::string>& register_entities,
                     const std::vector<Entity>& entities, Diagnostics& diagnostics);

}  // namespace tieout::loading
