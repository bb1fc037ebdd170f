// What the program says about itself; each command teaches by an example that runs on data/sample.
#include <fmt/format.h>

#include <array>
#include <string_view>

#include "cli/commands.hpp"

namespace tieout::cli {

namespace {

struct Help {
  std::string_view command, zh, en;
};

constexpr std::string_view kGeneralZh = R"(tieout：核对同一批资产的账面台账与税收台账，编制年度纳税调整。

  tieout reconcile --year 年度 --assets 文件 …   纳税调整明细与汇总
  tieout schedule 资产编号 --assets 文件 …       单项资产账税折旧对照
  tieout prove --assets 文件 …                   全生命周期验证与转回预测
  tieout check --assets 文件 …                   列出全部警告与提示
  tieout tie --year 年度 --trial-balance 文件 …  资产卡片与科目余额核对
  tieout test 案例 …                             运行案例文件
  tieout rules list|show 编号|check              已知的规则、日期与依据
  tieout template --out 文件.xlsx                空白导入模板
  tieout help 命令                               该命令的说明与示例

共用选项
  --assets F --events F --recorded F --policies F --entities F --set-aside F   输入（CSV、XLSX 或 TOML）
  --encoding utf-8|gb18030|utf-16   强制 CSV 编码        --mapping F   自定义列名对照
  --book cn/cas|cn/eas-2001|cn/sbs|ifrs|us/gaap          会计制度，默认 cn/cas
  --tax cn/cit|none                                      税收规则，默认 cn/cit
  --entity E  --asset A                                  只处理该核算主体、该资产
  --format table|csv|json|xlsx  --out F                  输出格式与文件（缺省为屏幕）
  --opening spread|true-up                               期初累计与计算不符：剩余年限摊销（默认）或接管当年计入
  --lang zh|en  --threads N  --quiet  --law-as-of YYYY-MM-DD  --fail-on warning|error

退出码：0 完成；1 结论为否；2 用法有误；3 输入有误（不写出任何文件）；4 文件故障；70 内部错误
)";

constexpr std::string_view kGeneralEn =
    R"(tieout ties out the book and the tax ledger of the same assets and reports the year's adjustments.

  tieout reconcile --year Y --assets F …        the adjustment report
  tieout schedule ASSET --assets F …            both schedules of an asset side by side
  tieout prove --assets F …                     lifetime closure and the reversal forecast
  tieout check --assets F …                     every warning and note
  tieout tie --year Y --trial-balance F …       register against accounts
  tieout test PATH …                            run worked cases
  tieout rules list|show ID|check               the law that is known, with dates and sources
  tieout template --out F.xlsx                  an empty workbook to fill in
  tieout help COMMAND                           a command with an example

Options of all
  --assets F --events F --recorded F --policies F --entities F --set-aside F   inputs (CSV, XLSX or TOML)
  --encoding utf-8|gb18030|utf-16   force the CSV encoding      --mapping F   your own headings
  --book cn/cas|cn/eas-2001|cn/sbs|ifrs|us/gaap                 accounting regime, default cn/cas
  --tax cn/cit|none                                             tax rules, default cn/cit
  --entity E  --asset A                                         only these
  --format table|csv|json|xlsx  --out F                         where and how to write (default: the terminal)
  --opening spread|true-up                      take-over balances that differ: over the remaining life, or at once
  --lang zh|en  --threads N  --quiet  --law-as-of YYYY-MM-DD  --fail-on warning|error

Exit codes: 0 done; 1 the verdict is negative; 2 wrong usage; 3 bad input (nothing written); 4 file trouble; 70 internal error
)";

constexpr std::array<Help, 8> kHelps{{
    {"reconcile",
     R"(tieout reconcile --year 年度 [--through YYYY-MM] --assets 文件 [--events …] [--recorded …] [--policies …]

按资产列出账面与税收折旧、减值、处置的差异和纳税调整（正数调增，负数调减），逐项以收益口径和资产负债口径两向验证。
屏幕显示常用列与按类别汇总；csv、json、xlsx 给出全部列。xlsx 另含 资产折旧税会差异台账、资产变动表、资产处置明细。

示例
  tieout reconcile --year 2023 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv --format xlsx --out 调整.xlsx
  tieout reconcile --through 2023-06 --assets 卡片.xlsx      截至六月末的累计数
)",
     R"(tieout reconcile --year Y [--through YYYY-MM] --assets F [--events …] [--recorded …] [--policies …]

Lists, asset by asset, how book and tax charges, impairment and disposals differ and what that adjusts (positive adds to
taxable income). Each row is proven from the income side and the balance side. The terminal shows the usual columns and
sums by class; csv, json and xlsx hold all. The workbook also holds the ledger of depreciation differences
(资产折旧税会差异台账), the roll-forward and the disposals.

Examples
  tieout reconcile --year 2023 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv --format xlsx --out report.xlsx
  tieout reconcile --through 2023-06 --assets cards.xlsx     year to date at the end of June
)"},
    {"schedule",
     R"(tieout schedule 资产编号 [--monthly] --assets 文件 …

一项资产从开始使用（或接管）到处置，或到账税两边都提完为止，账面与税收逐年（--monthly 逐月）对照。

示例
  tieout schedule JX-0006 --assets data/sample/assets.xlsx --policies data/sample/policies.csv
)",
     R"(tieout schedule ASSET [--monthly] --assets F …

An asset from in service (or take-over) to its disposal, or until both ledgers are fully charged: book and tax side by
side, by year or by month.

Example
  tieout schedule JX-0006 --assets data/sample/assets.xlsx --policies data/sample/policies.csv
)"},
    {"prove",
     R"(tieout prove [--year 起始年度] --assets 文件 …

把每项资产推算到处置或两边年限届满：纳税调整合计、永久性差异、初始差异应当闭合；列出处置时才转回的差异，
以及逐年转回预测。有任何一项不闭合时退出码为 1。

示例
  tieout prove --year 2023 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv
)",
     R"(tieout prove [--year FROM] --assets F …

Projects every asset to its disposal or to the end of both lives: adjustments, permanent and initial differences must
close. Lists what stays open until disposal, and the reversal forecast by year. Exit code 1 where anything does not close.

Example
  tieout prove --year 2023 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv
)"},
    {"check",
     R"(tieout check [--year 年度] --assets 文件 …

列出全部警告与提示及其所在单元格：忽略的列、记录与计算的差异、不得转回的减值等。有警告时退出码为 1。

示例
  tieout check --assets data/sample/assets.xlsx --policies data/sample/policies.csv
)",
     R"(tieout check [--year Y] --assets F …

Every warning and note with its cell: ignored columns, recorded figures that differ, impairments that cannot be
reversed. Exit code 1 where there is a warning.

Example
  tieout check --assets data/sample/assets.xlsx --policies data/sample/policies.csv
)"},
    {"tie",
     R"(tieout tie --year 年度 --trial-balance 文件 --policies 文件 --assets 文件 …

把资产卡片按政策表的科目（account_cost、account_accumulated、account_provision）汇总，与科目余额表核对；
搁置的卡片单列一行。有差额时退出码为 1。余额表列：核算主体、科目编码、借方余额/贷方余额，或 余额。

示例
  tieout tie --year 2023 --trial-balance data/sample/trial-balance-2023.csv --assets data/sample/assets.xlsx \
      --events data/sample/events.csv --recorded data/sample/recorded.csv --policies data/sample/policies.csv
)",
     R"(tieout tie --year Y --trial-balance F --policies F --assets F …

Sums the register by the accounts of the policies (account_cost, account_accumulated, account_provision) and sets it
against the account balances; set-aside cards are a line of their own. Exit code 1 where anything differs. Columns of the
balances: entity, account, debit and credit, or balance.

Example
  tieout tie --year 2023 --trial-balance data/sample/trial-balance-2023.csv --assets data/sample/assets.xlsx \
      --events data/sample/events.csv --recorded data/sample/recorded.csv --policies data/sample/policies.csv
)"},
    {"test",
     R"(tieout test 文件或目录 …

运行案例（TOML）：资产、事项与期望值写在一个文件里，逐分比较。最后一行是 N passed, M failed；有不符时退出码为 1。

示例
  tieout test tests/cases
)",
     R"(tieout test PATH …

Runs worked cases (TOML): assets, events and expected figures in one file, compared to the fen. The last line is
N passed, M failed; exit code 1 if any failed.

Example
  tieout test tests/cases
)"},
    {"rules",
     R"(tieout rules list | show 编号 | check

list 列出全部规则；show 显示一条规则的历次取值、生效与公布日期、条文依据；check 检查规则文件。

示例
  tieout rules show cn/cit/minimum-life/machinery
)",
     R"(tieout rules list | show ID | check

list shows all rules; show prints the history of one with dates, articles and evidence; check examines the rule files.

Example
  tieout rules show cn/cit/minimum-life/machinery
)"},
    {"template",
     R"(tieout template [--out 文件.xlsx]

写出空白导入模板：列名、批注和下拉选项齐全的工作簿。

示例
  tieout template --out 资产导入.xlsx
)",
     R"(tieout template [--out F.xlsx]

Writes an empty workbook to fill in, with headings, comments and drop-down lists.

Example
  tieout template --out assets.xlsx
)"},
}};

}  // namespace

int run_help(const Options& options, const std::string& command) {
  bool zh = options.language == Language::zh;
  if (command.empty()) {
    fmt::print("{}", zh ? kGeneralZh : kGeneralEn);
    return kDone;
  }
  for (const Help& help : kHelps) {
    if (help.command != command) continue;
    fmt::print("{}", zh ? help.zh : help.en);
    return kDone;
  }
  fmt::print(stderr, "tieout: {}\n",
             in(options.language, {fmt::format("没有命令 {}；tieout help 列出全部", command),
                                   fmt::format("there is no command {}; tieout help lists all", command)}));
  return kUsage;
}

}  // namespace tieout::cli
