// tieout backup --db W --out F: a verified copy.
#include "archive/backup.hpp"

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/workspace.hpp"

namespace tieout::cli {

static int run_backup(const Options& options) {
  if (!require_workspace(options)) return kUsage;
  if (options.out.empty() || options.out == "-") {
    fmt::print(stderr, "tieout: {}\n",
               in(options.language, {"缺少 --out（备份文件）", "--out is missing (the file of the backup)"}));
    return kUsage;
  }
  const auto database = open_workspace(options, archive::Access::read);
  const archive::Backup backup = archive::back_up(*database, options.out);
  if (!options.quiet) {
    fmt::print(stderr, "tieout: {}\n",
               in(options.language, {fmt::format("已备份并核验：{}，{} 字节", options.out, backup.bytes),
                                     fmt::format("backed up and verified: {}, {} bytes", options.out, backup.bytes)}));
  }
  fmt::print("{}  {}\n", backup.sha256, options.out);
  return kDone;
}

const Command kBackupCommand{"backup",
                             run_backup,
                             {"--db 工作区 --out 文件", "--db W --out F"},
                             {"在线备份并核验", "a verified copy of a workspace"},
                             {R"(tieout backup --db 工作区 --out 文件

在他人可能正在使用时复制工作区，核验副本（数据页、外键、结构版本、记录数）后才写成该文件名；已存在的文件不会被覆盖。
打印 sha256sum -c 可核对的一行。副本就是工作区，可直接用 --db 打开。

示例
  tieout backup --db 集团.tieout --out 集团-20260301.tieout
)",
                              R"(tieout backup --db W --out F

Copies a workspace while others may be using it, verifies the copy (pages, references, schema, counts) and only then gives
it its name; a file that exists is never replaced. Prints a line that sha256sum -c accepts. The copy is a workspace that
--db opens.

Example
  tieout backup --db group.tieout --out group-20260301.tieout
)"}};

}  // namespace tieout::cli
