// tieout init --db W: a new workspace.
#include <fmt/format.h>

#include "archive/database.hpp"
#include "cli/commands.hpp"
#include "cli/workspace.hpp"

namespace tieout::cli {

static int run_init(const Options& options) {
  if (!require_workspace(options)) return kUsage;
  archive::Database::create(options.db);
  if (!options.quiet) {
    fmt::print(stderr, "tieout: {}\n",
               in(options.language,
                  {fmt::format("已新建工作区 {}", options.db), fmt::format("made the workspace {}", options.db)}));
  }
  return kDone;
}

const Command kInitCommand{"init",
                           run_init,
                           {"--db 工作区", "--db W"},
                           {"新建工作区", "a new workspace"},
                           {R"(tieout init --db 工作区

新建一个空的工作区文件（SQLite，仅本人可读写）。一个集团一个工作区：资产清单、事项、政策等导入其中，各年申报在其中封存。
已存在的文件不会被覆盖。

示例
  tieout init --db 集团.tieout
)",
                            R"(tieout init --db W

Makes an empty workspace, one file (SQLite) that its owner alone may read and write. One workspace holds a group: its
registers, events and policies are imported into it, and the years are sealed in it. A file that exists is never replaced.

Example
  tieout init --db group.tieout
)"}};

}  // namespace tieout::cli
