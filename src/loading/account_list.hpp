// The user's own accounts (--accounts): CSV or XLSX with the columns role, entity, category, kind, provision, account,
// name.
#pragma once

#include <string>
#include <vector>

#include "tieout/core/diagnostic.hpp"
#include "tieout/filing/account_book.hpp"

namespace tieout::loading {

std::vector<StatedAccount> read_accounts(const std::string& path, const std::string& encoding,
                                         Diagnostics& diagnostics);

}  // namespace tieout::loading
