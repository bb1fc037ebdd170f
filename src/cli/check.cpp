// tieout check: every warning and note of the register and its ledgers, with its place.
#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/session.hpp"

namespace tieout::cli {

static int run_check(const Options& options) {
  Session session(options);
  if (!session.open_rules() || !session.open_register()) return session.exit_code();
  session.run(
      [&](AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult&) {
        if (!reconciler.open(entry)) return;
        reconciler.run_year(options.year.value_or(reconciler.first_year()));
        reconciler.finish();
      },
      [](BatchResult&) {});
  if (session.report_errors()) return session.exit_code();
  session.diagnostics().sort_by_place(session.reader().files());
  std::size_t warnings = 0, notes = 0;
  for (const Diagnostic& diagnostic : session.diagnostics().all()) {
    ++(diagnostic.severity == Severity::warning ? warnings : notes);
    std::string text = format(diagnostic, options.language);
    std::fwrite(text.data(), 1, text.size(), stdout);
  }
  fmt::print("{}\n", session.say({fmt::format("{} 个警告，{} 个提示", warnings, notes),
                                  fmt::format("{} warnings, {} notes", warnings, notes)}));
  return warnings > 0 ? kNegative : kDone;
}

const Command kCheckCommand{"check",
                            run_check,
                            {"--assets 文件 …", "--assets F …"},
                            {"列出全部警告与提示", "every warning and note"},
                            {R"(tieout check [--year 年度] --assets 文件 …

列出全部警告与提示及其所在单元格：忽略的列、记录与计算的差异、不得转回的减值等。有警告时退出码为 1。

示例
  tieout check --assets data/sample/assets.xlsx --policies data/sample/policies.csv
)",
                             R"(tieout check [--year Y] --assets F …

Every warning and note with its cell: ignored columns, recorded figures that differ, impairments that cannot be
reversed. Exit code 1 where there is a warning.

Example
  tieout check --assets data/sample/assets.xlsx --policies data/sample/policies.csv
)"}};

}  // namespace tieout::cli
