// tieout provisions --year Y: what became of each provision.
#include <fmt/format.h>

#include <mutex>

#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/provision_inputs.hpp"
#include "cli/session.hpp"

namespace tieout::cli {

namespace {

void sum_cards(Session& session, const ProvisionFiles& files, CardProvisions& cards) {
  const Options& options = session.options();
  std::mutex mutex;  // sums do not depend on the order in which assets are added
  session.run(
      [&](AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult&) {
        if (!reconciler.open(entry)) return;
        const rules::ProvisionRules* rules = files.rules_of(reconciler.framework().book->code);
        const AssetYear* year = reconciler.run_year(*options.year);
        if (year != nullptr && rules != nullptr) {
          std::lock_guard lock(mutex);
          cards.add(*year, *rules);
        }
        reconciler.finish();
      },
      [](BatchResult&) {});
}

}  // namespace

static int run_provisions(const Options& options) {
  if (!options.year) {
    fmt::print(stderr, "tieout: {}\n", in(options.language, {"缺少 --year（年度）", "--year is missing"}));
    return kUsage;
  }
  const bool has_cards = !options.inputs.assets.empty() || !options.db.empty();
  if (!has_cards && options.provisions.stated.empty()) {
    fmt::print(stderr, "tieout: {}\n",
               in(options.language, {"缺少 --assets（资产清单）或 --provisions（其他准备）",
                                     "--assets (the register) or --provisions (the other provisions) is missing"}));
    return kUsage;
  }
  Session session(options);
  ProvisionFiles files;
  if (!session.open_rules()) return session.exit_code();
  if (!read_provision_files(session, files)) return kOutputTrouble;
  CardProvisions cards;
  if (has_cards) {
    if (!session.open_register()) return session.exit_code();
    sum_cards(session, files, cards);
  }
  const ProvisionStatement statement = provision_statement(session, files, cards);
  if (session.report_errors()) return session.exit_code();
  const Table table = provision_table(statement, options.language);
  const int verdict = session.finish();
  if (const int code = write_report({&table}, session, {year_member(*options.year)})) return code;
  return verdict;
}

const Command kProvisionsCommand{
    "provisions",
    run_provisions,
    {"--year 年度 [--assets 文件 …] [--provisions 文件]", "--year Y [--assets F …] [--provisions F]"},
    {"资产减值准备明细表", "what became of each provision"},
    {R"(tieout provisions --year 年度 [--assets 文件 [--events …] [--recorded …] [--policies …] [--entities …]]
                  [--provisions 文件] [--valuation 文件] [--format table|csv|json|xlsx]

按主体、年度和种类列出减值准备的期初、计提、转回、核销、收回、转销、转入转出、期末，以及纳税调整（计提 − 转回 − 转销，A105000
减值准备金一行；收回 − 实际损失扣除）和暂时性差异的期初、期末；逐行两向验证。有卡片的资产（固定资产、无形资产、投资性房地产……）由资产
清单得出，其他准备取自 --provisions 文件。准备能否转回按会计制度（rules/<制度>/provisions.toml，附条文）：不得转回而转回、转回
超过已提准备、各栏不能滚动，均为错误。

--provisions 的列（首行为列名，中英文均可）：entity 核算主体、year 年度、provision 准备、item 项目、opening 期初余额、charged
计提、reversed 转回、written_off 核销、recovered 收回、sold 转销（随所售存货、投资结转，售出时按计税成本
全额扣除）、transferred 转入转出（转出填负数，不影响损益）、closing 期末余额、deducted 已税前扣除
（核销中按资产损失扣除的，不填即全部）、not_deductible 不得扣除。opening 不填取上年期末；charged、reversed 都不填时由期末余额或
成本与可变现净值孰低得出。
--valuation 的列：entity、year、provision、basis 口径（item 单项、category 类别、total 合计）、category 类别、item 项目、cost
成本、value 可变现净值（短期投资为市价）。

provision：bad-debts inventories short-term-investments long-term-investments entrusted-loans debt-investments
contract-assets lease-receivables unguaranteed-residual-values held-for-sale construction-in-progress
engineering-materials fixed-assets intangible-assets investment-property biological-assets oil-and-gas right-of-use
goodwill deferred-expenses。空白表样见 data/templates/provisions.csv、valuation.csv。

示例
  tieout provisions --year 2022 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv --entities data/sample/entities.csv
)",
     R"(tieout provisions --year Y [--assets F [--events …] [--recorded …] [--policies …] [--entities …]]
                  [--provisions F] [--valuation F] [--format table|csv|json|xlsx]

By entity, year and kind: opening, charged, reversed, written off, recovered, sold, transferred, closing; the
adjustment of taxable income (charged − reversed − sold, the row of provisions of A105000; recovered − actual losses
deducted) and the temporary difference at both ends, every line proven two ways. Provisions of assets with cards (fixed
assets, intangible assets, investment property …) come from the register, the others from the file of --provisions.
Whether a provision may be reversed is the standard's (rules/<standard>/provisions.toml, with its articles): a reversal
that it forbids, one above the provision, and movements that do not lead to the closing balance are errors.

Columns of --provisions (headings in the first row, English or Chinese): entity, year, provision, item, opening,
charged, reversed, written_off, recovered, sold (went out with goods or investments sold, which tax deducts at their
whole cost), transferred (out is negative; no income), closing, deducted (of write-offs, as actual losses; empty is
all), not_deductible. An empty opening is last year's closing; where charged and reversed are both empty they follow
from the closing balance, or from the lower of cost and value.
Columns of --valuation: entity, year, provision, basis (item, category or total), category, item, cost, value (net
realisable value; the market price of short-term investments).

provision: bad-debts inventories short-term-investments long-term-investments entrusted-loans debt-investments
contract-assets lease-receivables unguaranteed-residual-values held-for-sale construction-in-progress
engineering-materials fixed-assets intangible-assets investment-property biological-assets oil-and-gas right-of-use
goodwill deferred-expenses. Empty forms are data/templates/provisions.csv and valuation.csv.

Example
  tieout provisions --year 2022 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv --entities data/sample/entities.csv
)"}};

}  // namespace tieout::cli
