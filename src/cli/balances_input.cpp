#include "cli/balances_input.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "cli/kept_document.hpp"
#include "cli/session.hpp"
#include "cli/workspace.hpp"

namespace tieout::cli {

namespace {

// The names of columns of a trial balance stand beside those of the register.
std::string balance_headings(const Options& options) {
  Options installed = options;
  installed.inputs.headings.clear();
  return (std::filesystem::path(headings_file(installed)).parent_path() / "trial-balance-headings.toml").string();
}

}  // namespace

std::string balance_period(const Options& options) {
  if (!options.through || options.through->month() == 12) return std::to_string(*options.year);
  return fmt::format("{}-{:02}", options.through->year(), options.through->month());
}

loading::TrialBalance read_balances(const Options& options, Diagnostics& diagnostics) {
  return loading::read_trial_balance(options.trial_balance, options.inputs.encoding, balance_headings(options),
                                     diagnostics);
}

loading::TrialBalance read_balances(const archive::StoredDocument& document, const Options& options,
                                    Diagnostics& diagnostics) {
  loading::TrialBalance balances =
      read_document(document, diagnostics, [&](const std::string& path, Diagnostics& found) {
        Options copy = options;
        copy.trial_balance = path;
        return read_balances(copy, found);
      });
  balances.file = document.file;
  return balances;
}

std::optional<archive::StoredDocument> kept_balances(const Options& options) {
  if (options.db.empty() || !options.year) return std::nullopt;
  const auto database = open_workspace(options, archive::Access::read);
  return archive::find_document(*database, archive::kTrialBalanceDocument, balance_period(options));
}

}  // namespace tieout::cli
