// tieout journal --year Y: the vouchers of a year.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

#include "cli/commands.hpp"
#include "cli/deferred_tax_measurement.hpp"
#include "cli/journal_output.hpp"
#include "cli/missing_accounts.hpp"
#include "cli/provision_inputs.hpp"
#include "cli/session.hpp"
#include "loading/account_list.hpp"
#include "loading/rule_accounts.hpp"
#include "tieout/filing/deferred_tax_lines.hpp"
#include "tieout/filing/journal_months.hpp"

namespace tieout::cli {

namespace {

bool journal_usage_trouble(const Options& options) {
  const auto trouble = [&](const Text& text) {
    fmt::print(stderr, "tieout: {}\n", in(options.language, text));
    return true;
  };
  if (!options.year) return trouble({"缺少 --year（年度）", "--year is missing"});
  const std::string& shape = options.journal.shape;
  if (!shape.empty() && shape != "debit-credit" && shape != "side-amount") {
    return trouble({"--shape 应为 debit-credit 或 side-amount", "--shape must be debit-credit or side-amount"});
  }
  if (!shape.empty() && options.format != writing::Format::csv && options.format != writing::Format::xlsx) {
    return trouble({"--shape 用于 csv 和 xlsx", "--shape goes with csv and xlsx"});
  }
  return false;
}

// In the workers; the maker is one for all and takes one month at a time.
class Booking {
 public:
  Booking(const Session& session, JournalMaker& maker, const ProvisionFiles& provisions, JournalPeriod period)
      : session_(session), maker_(maker), provisions_(provisions), period_(std::move(period)) {}

  void take(AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult& result) {
    if (!reconciler.open(entry)) return;
    const rules::ProvisionRules* rules = provisions_.rules_of(reconciler.framework().book->code);
    const BookedMonths booked =
        book_months(reconciler, entry, period_, [&](const AssetYear& month, const JournalAsset& facts) {
          std::lock_guard lock(mutex_);
          maker_.add(month, facts);
          if (rules != nullptr) cards_.add(month, *rules);
        });
    reconciler.finish();
    DeferredTaxRow row;
    row.entity = booked.holder;
    row.surplus_open = booked.surplus_open;
    row.surplus = booked.surplus;
    if (reconciler.problems().empty() && booked.any) defer_tax(reconciler.framework(), entry, row, result);
  }

  // Of a provision without cards, at the year's end.
  void defer_tax(const ProvisionLine& line, const rules::BookRegime& regime, DeferredTaxGaps& gaps) {
    if (line.from_register || regime.no_deferred_tax) return;
    const Entity* entity = find_entity(session_, line.entity);
    if (entity == nullptr || entity->rates.empty()) {
      ++without_rate_;
      return;
    }
    const DeferredTaxRow row = deferred_tax_of(line, entity->rates, period_.year, session_.options().language);
    if (row.tax.missing) return gaps.add(row.entity, *row.tax.missing);
    maker_.add_deferred_tax({row.entity, row.tax.open, row.tax.close, {}, {}}, regime);
    totals_.add(row);
    regimes_[row.entity] = &regime;
  }

  std::size_t without_rate() const { return without_rate_; }
  // Which provisions the cards hold; their sums are by month and no statement.
  const CardProvisions& cards() const { return cards_; }

  // What the limits take off the deferred tax assets of each entity.
  void limit(const std::vector<DeferredTaxLimit>& limits) {
    for (const std::string& entity : totals_.entities()) {
      const DeferredTaxCut cut = totals_.cut(entity, limits, period_.year);
      if (cut.assets.is_zero() && cut.assets_open.is_zero()) continue;
      maker_.add_deferred_tax({entity, -cut.assets_open, -cut.assets, {}, {}, true}, *regimes_.at(entity));
    }
  }

 private:
  // At the year's end, where the standard has deferred tax and the entity states its rates.
  void defer_tax(const Framework& framework, const RegisterEntry& entry, DeferredTaxRow& row, BatchResult& result) {
    const std::string& holder = row.entity;
    if (period_.last.month() != 12 || framework.book->no_deferred_tax) return;
    if (!period_.entity.empty() && period_.entity != holder) return;
    const Entity* entity = find_entity(session_, holder);
    if (entity == nullptr || entity->rates.empty()) {
      std::lock_guard lock(mutex_);
      ++without_rate_;
      return;
    }
    if (!measure_deferred_tax(session_, framework, entry, period_.year, row, result)) return;
    std::lock_guard lock(mutex_);
    maker_.add_deferred_tax({holder, row.tax.open, row.tax.close, row.tax.equity_movement(), row.tax.equity_open},
                            *framework.book);
    totals_.add(row);
    regimes_[holder] = framework.book;
  }

  const Session& session_;
  JournalMaker& maker_;
  const ProvisionFiles& provisions_;
  CardProvisions cards_;
  JournalPeriod period_;
  std::mutex mutex_;
  std::size_t without_rate_ = 0;
  DeferredTaxTotals totals_;
  std::map<std::string, const rules::BookRegime*> regimes_;
};

std::vector<CategoryAccounts> policy_accounts(const loading::RegisterReader& reader) {
  std::vector<CategoryAccounts> accounts;
  for (const loading::AccountMapping& row : reader.accounts()) {
    accounts.push_back({row.entity, row.category, row.cost, row.accumulated, row.provision});
  }
  return accounts;
}

void tell(const Session& session, const Journal& journal, std::size_t without_rate, bool complete) {
  if (session.options().quiet) return;
  const auto say = [&](const Text& text) { fmt::print(stderr, "tieout: {}\n", session.say(text)); };
  const auto technical = static_cast<std::size_t>(std::count_if(
      journal.vouchers.begin(), journal.vouchers.end(), [](const Voucher& voucher) { return voucher.technical; }));
  const std::size_t real = journal.vouchers.size() - technical;
  say({fmt::format("{} 张凭证，逐张借贷平衡，各科目余额与台账一致", real),
       fmt::format("{} vouchers, each balances; the accounts agree with the ledgers", real)});
  if (technical > 0 && !complete) {
    say({fmt::format("{} 笔期初余额和对方科目不明的资产增加未列出（--complete 列出）", technical),
         fmt::format("{} entries of opening balances and of additions without a counter-account are left out "
                     "(--complete shows them)",
                     technical)});
  }
  if (without_rate > 0) {
    say({fmt::format("{} 项资产或准备所属主体没有税率，未作递延所得税分录", without_rate),
         fmt::format("no deferred tax for {} assets or provisions: their entities state no tax rate", without_rate)});
  }
}

// At the year's end, from the file of --provisions.
void book_provisions(Session& session, const ProvisionFiles& files, JournalMaker& maker, Booking& booking,
                     DeferredTaxGaps& gaps) {
  const Options& options = session.options();
  if (files.stated.empty() || (options.through && options.through->month() != 12)) return;
  const ProvisionStatement statement = provision_statement(session, files, booking.cards());
  for (const ProvisionLine& line : statement.lines) {
    const rules::BookRegime& regime = book_regime_of(session, line.entity);
    maker.add_provision(line, regime);
    booking.defer_tax(line, regime, gaps);
  }
}

}  // namespace

static int run_journal(const Options& options) {
  if (journal_usage_trouble(options)) return kUsage;
  Session session(options);
  if (!session.open_rules()) return session.exit_code();
  const auto charts = loading::load_account_charts(rules_directory(options), session.rules(), session.diagnostics());
  if (session.report_errors()) return kOutputTrouble;
  std::vector<StatedAccount> stated;
  if (!options.journal.accounts.empty()) {
    stated = loading::read_accounts(options.journal.accounts, options.inputs.encoding, session.diagnostics());
  }
  const bool accounts_read = !session.diagnostics().has_errors();
  ProvisionFiles provisions;
  if (!read_provision_files(session, provisions)) return kOutputTrouble;
  const std::vector<DeferredTaxLimit> limits = read_limits(session);
  if (!session.open_register()) return session.exit_code();
  check_limits(limits, session);
  AccountBook accounts(charts, session.rules().classes, std::move(stated), policy_accounts(session.reader()),
                       options.law_as_of);
  const JournalPeriod period{*options.year, options.through.value_or(december(*options.year)), options.monthly,
                             options.entity};
  JournalMaker maker(accounts, session.rules().classes, period);
  Booking booking(session, maker, provisions, period);
  DeferredTaxGaps gaps;
  session.run([&](AssetReconciler& reconciler, const RegisterEntry& entry,
                  BatchResult& result) { booking.take(reconciler, entry, result); },
              [&](BatchResult& result) { gaps.merge(result.deferred_tax_gaps); });
  book_provisions(session, provisions, maker, booking, gaps);
  booking.limit(limits);
  add_deferred_tax_gaps(gaps, session);
  if (accounts_read) add_missing_accounts(accounts, options.journal.accounts, session.diagnostics());
  if (session.report_errors()) return session.exit_code();
  const Journal journal = maker.finish();
  const int verdict = session.finish();
  if (const int code = write_journal(journal, accounts, period, session)) return code;
  tell(session, journal, booking.without_rate(), shows_all(options));
  return verdict;
}

const Command kJournalCommand{
    "journal",
    run_journal,
    {"--year 年度 --assets 文件 …", "--year Y --assets F …"},
    {"记账凭证", "the vouchers of a year"},
    {R"(tieout journal --year 年度 --assets 文件 [--events …] [--recorded …] [--policies …] [--entities …]
               [--accounts 文件] [--provisions 文件] [--limits 文件] [--monthly] [--through YYYY-MM] [--complete]
               [--format table|csv|json|xlsx|hledger|ledger|beancount] [--shape debit-credit|side-amount]

把台账的结果写成记账凭证：折旧摊销、减值及其转回、处置（固定资产经固定资产清理，投资性房地产计入其他业务收支）、
转换、公允价值变动、递延所得税（主体有税率时）、其他减值准备（--provisions，见 tieout help provisions）。逐张借贷平衡，原值、累计折旧摊销、减值准备、递延所得税各科目余额与
台账一致，否则报内部错误。--monthly 按月计提折旧，否则全年一张；其他业务按发生月份，处置按日期。

科目取自准则的科目表（rules/<准则>/accounts.toml，按日期），先由政策表的 account_cost、account_accumulated、
account_provision 覆盖，再由 --accounts 文件（列 role、entity、category、kind、provision、account、name）覆盖；没有
role 的行列出该主体可用的科目，列出之后用到其他科目即报错。role：cost accumulated provision fair-value addition charge
impairment clearing proceeds compensation disposal-costs disposal-gain disposal-loss disposal-income disposal-expense
recycled-value value-change equity-surplus sent received deferred-tax-asset deferred-tax-liability deferred-tax
allowance allowance-loss allowance-counter allowance-cash allowance-sold。

csv 为 ERP 导入格式（凭证日期、凭证字、凭证号、摘要、科目编码、科目名称、借方金额、贷方金额）；--shape side-amount
改为方向和金额两列。新增资产只有在 --accounts 指明 addition 的对方科目时才出凭证。--complete 另列期初余额和其余的资产
增加；hledger、ledger、beancount 总是全列，余额可直接核对。

示例
  tieout journal --year 2023 --monthly --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv --entities data/sample/entities.csv
)",
     R"(tieout journal --year Y --assets F [--events …] [--recorded …] [--policies …] [--entities …]
               [--accounts F] [--provisions F] [--limits F] [--monthly] [--through YYYY-MM] [--complete]
               [--format table|csv|json|xlsx|hledger|ledger|beancount] [--shape debit-credit|side-amount]

Writes the results of the ledgers as vouchers: depreciation and amortization, impairment and its reversal, disposals
(fixed assets through the clearing account, investment property as income and cost of other operations), transfers,
changes of fair value, deferred tax where the entity states its rates, and the provisions of --provisions. Every voucher balances, and the accounts of
cost, accumulated charges, provisions and deferred tax agree with the ledgers; anything else is an internal error.
--monthly books charges by month, otherwise once; the rest stands in its month, a disposal on its day.

Accounts are those of the standard (rules/<standard>/accounts.toml, by date); account_cost, account_accumulated and
account_provision of the policies outrank them, and the file of --accounts (columns role, entity, category, kind,
provision, account, name) outranks both. A row without a role lists an account of the entity; where any is listed,
using another is an error. Roles: cost accumulated provision fair-value addition charge impairment clearing proceeds
compensation disposal-costs disposal-gain disposal-loss disposal-income disposal-expense recycled-value value-change
equity-surplus sent received deferred-tax-asset deferred-tax-liability deferred-tax allowance allowance-loss
allowance-counter allowance-cash allowance-sold.

csv is what ERPs import (凭证日期, 凭证字, 凭证号, 摘要, 科目编码, 科目名称, 借方金额, 贷方金额); --shape side-amount has the
side and the amount instead. Additions have a voucher where --accounts names their counter-account (role addition).
--complete adds opening balances and the other additions; hledger, ledger and beancount always have them, so that
their balances can be compared.

Example
  tieout journal --year 2023 --monthly --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv --entities data/sample/entities.csv
)"}};

}  // namespace tieout::cli
