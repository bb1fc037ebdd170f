// tieout archive amend: opens a sealed year, so that its correction can be imported.
#include <fmt/format.h>

#include "cli/archive_commands.hpp"
#include "archive/filing_store.hpp"
#include "cli/session.hpp"
#include "cli/workspace.hpp"

namespace tieout::cli {

int archive_amend(const Options& options) {
  if (options.db.empty() || !options.year || options.archive.reason.empty()) {
    return archive_usage(options, {"archive amend 须有 --db、--year、--reason", "archive amend needs --db, --year, --reason"});
  }
  archive::Database database(options.db, archive::Access::write);
  archive::FilingStore store(database);
  if (!store.newest(*options.year, options.entity)) {
    Diagnostic diagnostic;
    diagnostic.code = "FILING-NOT-SEALED";
    diagnostic.span.file = options.db;
    diagnostic.message = {fmt::format("{} 年度尚未封存，无从更正", *options.year),
                          fmt::format("the year {} is not sealed: there is nothing to amend", *options.year)};
    diagnostic.help = {"检查 --year 和 --entity。", "Check --year and --entity."};
    print_diagnostic(diagnostic, options.language);
    return kBadInput;
  }
  database.transact([&] {
    store.open_amendment(*options.year, options.entity, options.archive.reason, time_now(options), user_name(options));
    return true;
  });
  if (!options.quiet) {
    fmt::print(stderr, "tieout: {}\n",
               in(options.language, {fmt::format("{} 年度已打开更正；导入更正后再 tieout seal", *options.year),
                                     fmt::format("the year {} is open to be amended: import the correction, then seal it",
                                                 *options.year)}));
  }
  return kDone;
}

}  // namespace tieout::cli
