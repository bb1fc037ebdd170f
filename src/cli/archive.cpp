// tieout archive list|show|verify|diff|export|amend: sealed filings.
#include <fmt/format.h>

#include "cli/archive_commands.hpp"
#include "cli/commands.hpp"

namespace tieout::cli {

int archive_usage(const Options& options, const Text& text) {
  fmt::print(stderr, "tieout: {}\n", in(options.language, text));
  return kUsage;
}

static int run_archive(const Options& options) {
  const std::string what = options.arguments.empty() ? "" : options.arguments.front();
  if (options.format == writing::Format::html && what != "diff") {
    return archive_usage(options, {"archive 中只有 diff 写 HTML", "of the archive, diff alone writes HTML"});
  }
  if (what == "list") return archive_list(options);
  if (what == "show") return archive_show(options);
  if (what == "verify") return archive_verify(options);
  if (what == "diff") return archive_diff(options);
  if (what == "export") return archive_export(options);
  if (what == "amend") return archive_amend(options);
  return archive_usage(options, {"archive 之后应为 list、show、verify、diff、export 或 amend",
                                 "archive is followed by list, show, verify, diff, export or amend"});
}

const Command kArchiveCommand{
    "archive",
    run_archive,
    {"list|show|verify|diff|export|amend --db 工作区", "list|show|verify|diff|export|amend --db W"},
    {"已封存的申报：查阅、验证、比较、导出", "sealed filings: look up, verify, compare, export"},
    {R"(tieout archive list --db 工作区                          全部申报，各版本及其取代关系
tieout archive show [申报] --db 工作区 [--asset 资产]     一份申报；或其中一项资产的封存数字
tieout archive verify --db 工作区 [申报] [--trust 公钥]   验证哈希、链条、签名，并用封存的输入和规则重新计算
tieout archive verify --filing 目录或zip                 只凭导出的申报验证，不需要工作区
tieout archive diff 申报A 申报B [--db 工作区]             逐项资产、逐个数字的差异及原因
tieout archive export [申报] --db 工作区 --out 目录或zip  封存内容、申报表和底稿，附 sha256sum -c 可核对的清单
tieout archive amend --db 工作区 --year 年度 --reason 原因  打开已封存的年度以便更正；随后导入更正，再 tieout seal

申报写作年度（配合 --entity）、年度加版本（2023v1）、SHA-256 的开头，或导出的目录、zip。verify 有不符时退出码为 1。
)",
     R"(tieout archive list --db W                        all filings, their versions and what supersedes what
tieout archive show [FILING] --db W [--asset A]   one filing, or the sealed figures of one asset
tieout archive verify --db W [FILING] [--trust PUBLIC]   hashes, chain and signatures, and every figure computed again
                                                  from the sealed inputs and rules
tieout archive verify --filing F                  an exported filing alone, without the workspace
tieout archive diff A B [--db W]                  what changed, asset by asset and figure by figure, and why
tieout archive export [FILING] --db W --out F     sealed content, forms and papers as a directory or zip file, with a
                                                  manifest for sha256sum -c
tieout archive amend --db W --year Y --reason TEXT   opens a sealed year: import the correction, then tieout seal

A filing is named by its year (with --entity), year and version (2023v1), the beginning of its SHA-256, or the path of an
export. verify ends with exit code 1 where anything is broken.
)"},
    true};

}  // namespace tieout::cli
