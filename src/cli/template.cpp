// tieout template --out F: an empty workbook to fill in.
#include "writing/template.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"

namespace tieout::cli {

static int run_template(const Options& options) {
  Session session(options);
  if (!session.open_rules()) return session.exit_code();
  writing::OutFile file(options.out.empty() ? "tieout-template.xlsx" : options.out);
  if (auto failure = writing::write_template(session.rules(), file)) return output_trouble(*failure, options);
  if (auto failure = file.commit()) return output_trouble(*failure, options);
  return kDone;
}

const Command kTemplateCommand{"template",
                               run_template,
                               {"--out 文件.xlsx", "--out F.xlsx"},
                               {"空白导入模板", "an empty workbook to fill in"},
                               {R"(tieout template [--out 文件.xlsx]

写出空白导入模板：列名、批注和下拉选项齐全的工作簿。

示例
  tieout template --out 资产导入.xlsx
)",
                                R"(tieout template [--out F.xlsx]

Writes an empty workbook to fill in, with headings, comments and drop-down lists.

Example
  tieout template --out assets.xlsx
)"}};

}  // namespace tieout::cli
