// tieout doctor --db W: whether the workspace file is whole.
#include <algorithm>

#include "archive/inspection.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/workspace.hpp"

namespace tieout::cli {

namespace {

Text word_of(Severity severity) {
  if (severity == Severity::error) return {"有问题", "wrong"};
  return severity == Severity::warning ? Text{"注意", "mind"} : Text{"正常", "good"};
}

const char* code_of(Severity severity) {
  if (severity == Severity::error) return "error";
  return severity == Severity::warning ? "warning" : "ok";
}

}  // namespace

static int run_doctor(const Options& options) {
  if (!require_workspace(options)) return kUsage;
  const std::vector<archive::Check> checks = archive::inspect(options.db);
  Table table;
  table.schema = {"doctor",
                  {"工作区检查", "The workspace"},
                  {{"check", {"检查", "Check"}}, {"result", {"结果", "Result"}}, {"detail", {"说明", "Detail"}}}};
  const bool for_people = options.format == writing::Format::table;
  for (const archive::Check& check : checks) {
    table.rows.push_back(
        {Cell::of(table.keep(for_people ? in(options.language, check.title) : check.name)),
         Cell::of(table.keep(for_people ? in(options.language, word_of(check.severity)) : code_of(check.severity))),
         Cell::of(table.keep(check.detail))});
  }
  const int code = write_tables({&table}, options);
  if (code != kDone) return code;
  const bool wrong = std::any_of(checks.begin(), checks.end(),
                                 [](const archive::Check& check) { return check.severity == Severity::error; });
  return wrong ? kOutputTrouble : kDone;
}

const Command kDoctorCommand{"doctor",
                             run_doctor,
                             {"--db 工作区", "--db W"},
                             {"检查工作区文件是否完好", "whether the workspace file is whole"},
                             {R"(tieout doctor --db 工作区

检查工作区：文件类型与结构版本、数据页、外键、无来源的记录、变更记录有无缺口、日志文件、权限。不作任何更改。
有问题时退出码为 4。

示例
  tieout doctor --db 集团.tieout
)",
                              R"(tieout doctor --db W

Checks the workspace: kind of file and schema, pages, references, records without an import, gaps in the log of changes,
journal files, permissions. Changes nothing. Exits with 4 where something is wrong.

Example
  tieout doctor --db group.tieout
)"}};

}  // namespace tieout::cli
