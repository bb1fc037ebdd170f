// tieout import: what a new list of cards changes.
#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/import_snapshot.hpp"

namespace tieout::cli {

static int run_import(const Options& options) {
  if (options.snapshot.date) return run_import_snapshot(options);
  fmt::print(stderr, "tieout: {}\n",
             in(options.language, {"缺少 --snapshot（清单日期）", "--snapshot is missing (the day of the list)"}));
  return kUsage;
}

const Command kImportCommand{
    "import",
    run_import,
    {"--snapshot 日期 --assets 文件 --previous 文件 …", "--snapshot DATE --assets F --previous F …"},
    {"新的卡片清单改变了什么", "what a new list of cards changes"},
    {R"(tieout import --snapshot 日期 --assets 新清单 --previous 此前资产清单 [--events 文件] [--recorded 文件]
    [--policies 文件] [--removed 减少清单] [--previous-date 日期] [--out 文件]

把新的卡片清单与推算到该日的此前状态比较（正常折旧不是变动），列出拟列事项：新增、减少、原值、年限、残值、方法、减值、
类别和主体变动、更名、换号、拆分、合并、红字冲减，逐项写明出处单元格、原为、现为。--out 的扩展名决定格式：CSV 为事项文件，
新增卡片、记录和待处理另存在旁边；XLSX 全部在一个工作簿。accept 栏为 yes 的是清单已能确定的；其余须人判断：读入事项文件时不看
accept，未决定的行请先删去或补全。

示例
  tieout import --snapshot 2024-12-31 --assets data/sample/assets.xlsx --previous data/sample/assets.xlsx \
      --events data/sample/events.csv --recorded data/sample/recorded.csv --policies data/sample/policies.csv
)",
     R"(tieout import --snapshot DATE --assets NEW --previous REGISTER [--events F] [--recorded F] [--policies F]
    [--removed F] [--previous-date DATE] [--out F]

Compares a new list of cards with the state before, projected to its day (ordinary depreciation is no change), and
proposes events: added, disposed by the amounts removed, cost, life, residual, method, impairment, class, entity, renamed,
renumbered, split, merged, corrected by red cards; each with the cell it comes from, what was and what is. The ending of
--out gives the format: CSV is an events file, with new cards, recorded rows and what has to be settled in files beside it;
XLSX holds all in one workbook. Where accept says yes the lists decide it; the rest is for a person: an events file
is read without looking at accept, so complete or delete such rows first.

Example
  tieout import --snapshot 2024-12-31 --assets data/sample/assets.xlsx --previous data/sample/assets.xlsx \
      --events data/sample/events.csv --recorded data/sample/recorded.csv --policies data/sample/policies.csv
)"}};

}  // namespace tieout::cli
