// What the program says about itself. Each command carries its own text, with an example that runs on data/sample.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "cli/commands.hpp"
#include "cli/help_files.hpp"
#include "writing/display_width.hpp"

namespace tieout::cli {

namespace {

constexpr std::string_view kHeadZh = "tieout：核对同一批资产的账面台账与税收台账，编制年度纳税调整。\n\n";

constexpr std::string_view kHeadEn =
    "tieout ties out the book and the tax ledger of the same assets and reports the year's adjustments.\n\n";

constexpr std::string_view kOptionsZh = R"(共用选项
  --assets F --events F --recorded F --policies F --entities F --set-aside F   输入（CSV、XLSX 或 TOML）
  --db W                                                 工作区：没有给出文件的输入取自其中
  --encoding utf-8|gb18030|utf-16   强制 CSV 编码        --mapping F   自定义列名对照
  --book cn/cas|cn/eas-2001|cn/sbs|ifrs|us/gaap          会计制度，默认 cn/cas
  --tax cn/cit|none                                      税收规则，默认 cn/cit
  --entity E  --asset A                                  只处理该核算主体、该资产
  --format table|csv|json|xlsx|html|pdf  --out F         输出格式与文件（缺省为屏幕）
  --opening spread|true-up                               期初累计与计算不符：剩余年限摊销（默认）或接管当年计入
  --lang zh|en  --threads N  --quiet  --law-as-of YYYY-MM-DD  --fail-on warning|error

退出码：0 完成；1 结论为否；2 用法有误；3 输入有误（不写出任何文件）；4 文件故障；70 内部错误
)";

constexpr std::string_view kOptionsEn =
    R"(Options of all
  --assets F --events F --recorded F --policies F --entities F --set-aside F   inputs (CSV, XLSX or TOML)
  --db W                                                        a workspace: inputs that no file is given for
  --encoding utf-8|gb18030|utf-16   force the CSV encoding      --mapping F   your own headings
  --book cn/cas|cn/eas-2001|cn/sbs|ifrs|us/gaap                 accounting regime, default cn/cas
  --tax cn/cit|none                                             tax rules, default cn/cit
  --entity E  --asset A                                         only these
  --format table|csv|json|xlsx|html|pdf  --out F                where and how to write (default: the terminal)
  --opening spread|true-up                      take-over balances that differ: over the remaining life, or at once
  --lang zh|en  --threads N  --quiet  --law-as-of YYYY-MM-DD  --fail-on warning|error

Exit codes: 0 done; 1 the verdict is negative; 2 wrong usage; 3 bad input (nothing written); 4 file trouble; 70 internal error
)";

// "  tieout reconcile --year Y --assets F …        the adjustment report"
void print_summary(const Command& command, Language language) {
  std::string usage = fmt::format("  tieout {} {}", command.name, in(language, command.usage));
  constexpr int kColumn = 48;
  int gap = std::max(2, kColumn - writing::display_width(usage));
  fmt::print("{}{:{}}{}\n", usage, "", gap, in(language, command.summary));
}

}  // namespace

int run_help(const Options& options, const std::string& name) {
  bool zh = options.language == Language::zh;
  if (name.empty()) {
    fmt::print("{}", zh ? kHeadZh : kHeadEn);
    for (const Command* command : commands()) print_summary(*command, options.language);
    fmt::print("\n{}", zh ? kOptionsZh : kOptionsEn);
    fmt::print("\n{}\n", in(options.language, {"各输入文件的列：tieout help " + files_with_help(),
                                               "Columns of the input files: tieout help " + files_with_help()}));
    return kDone;
  }
  for (const Command* command : commands()) {
    if (name != command->name) continue;
    fmt::print("{}", in(options.language, command->help));
    return kDone;
  }
  if (const auto code = help_of_file(options, name)) return *code;
  fmt::print(stderr, "tieout: {}\n",
             in(options.language, {fmt::format("没有命令 {}；tieout help 列出全部", name),
                                   fmt::format("there is no command {}; tieout help lists all", name)}));
  return kUsage;
}

}  // namespace tieout::cli
