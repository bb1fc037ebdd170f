// Accounts that a journal needed and nobody names, as diagnostics.
#pragma once

#include <string>

#include "tieout/core/diagnostic.hpp"
#include "tieout/filing/account_book.hpp"

namespace tieout::cli {

// One for each (JOURNAL-ACCOUNT-MISSING); `file`: where the user would name it, or empty.
void add_missing_accounts(const AccountBook& accounts, const std::string& file, Diagnostics& diagnostics);

}  // namespace tieout::cli
