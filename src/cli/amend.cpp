// tieout amend: a prior-year claim re-runs the years from the amended one on and lists what changes.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <tuple>

#include "archive/filing_store.hpp"
#include "cli/commands.hpp"
#include "cli/filing_standing.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"
#include "tieout/filing/amendment.hpp"
#include "tieout/filing/late_claim.hpp"

namespace tieout::cli {

namespace {

using AssetKey = std::pair<std::string, std::string>;  // entity, asset

bool amend_usage_trouble(const Options& options) {
  const auto trouble = [&](const Text& text) {
    fmt::print(stderr, "tieout: {}\n", in(options.language, text));
    return true;
  };
  if (!options.filed.from_year)
    return trouble({"缺少 --from-year（更正的首个年度）", "--from-year is missing (the first amended year)"});
  if (!options.year)
    return trouble({"缺少 --year（提出更正的年度）", "--year is missing (the year in which it is claimed)"});
  if (*options.year < *options.filed.from_year)
    return trouble({"--year 早于 --from-year", "--year is before --from-year"});
  if (options.filed.amended.empty()) {
    return trouble({"缺少 --amended（更正后的扣除）", "--amended is missing (what the amended returns deduct)"});
  }
  return false;
}

Options with_amended_rows(const Options& options) {
  Options amended = options;
  amended.inputs.recorded = options.filed.amended;
  // The rows are those of the claim alone; a sealed closing adds none.
  amended.archive.as_computed = true;
  return amended;
}

class AmendRun {
 public:
  explicit AmendRun(const Options& options)
      : options_(options),
        amended_options_(with_amended_rows(options)),
        amended_(amended_options_),
        session_(options) {}

  int run() {
    if (!amended_.open_rules()) return amended_.exit_code();
    if (!amended_.open_register()) return amended_.exit_code();
    read_amended();
    if (amended_.report_errors()) return amended_.exit_code();
    if (!session_.open_rules() || !session_.open_register()) return session_.exit_code();
    run_chain();
    if (session_.report_errors()) return session_.exit_code();
    return write();
  }

 private:
  int from() const { return *options_.filed.from_year; }

  void problem(Session& session, const Recorded& row, const char* code, Text message, Text rule, Text help) {
    Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.span = amended_.reader().span(row.origin, row.month == 0 ? "year" : "month");
    diagnostic.message = std::move(message);
    diagnostic.rule = std::move(rule);
    diagnostic.help = std::move(help);
    std::lock_guard lock(mutex_);
    session.diagnostics().add(std::move(diagnostic));
  }

  void read_amended() {
    amended_.run(
        [&](AssetReconciler&, const RegisterEntry& entry, BatchResult&) {
          for (const Recorded& row : entry.recorded) check_year(row);
          if (entry.recorded.empty()) return;
          std::lock_guard lock(mutex_);
          rows_[{entry.asset.entity, entry.asset.id}] = entry.recorded;
        },
        [](BatchResult&) {});
  }

  void check_year(const Recorded& row) {
    if (row.year >= from() && row.year <= *options_.year) return;
    problem(amended_, row, "AMENDED-YEAR",
            {fmt::format("更正的年度 {} 不在 {} 至 {} 之间", row.year, from(), *options_.year),
             fmt::format("the amended year {} is not within {} and {}", row.year, from(), *options_.year)},
            {}, {"更正 --from-year、--year 或该行的年度。", "Correct --from-year, --year or the year of the row."});
  }

  void run_chain() {
    session_.run(
        [&](AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult& result) {
          const auto rows = rows_.find({entry.asset.entity, entry.asset.id});
          if (rows == rows_.end()) return;
          const RegisterEntry after = with_amended(entry, rows->second);
          Problems problems;
          auto years = run_amended(reconciler, entry, after, from(), *options_.year, problems);
          add_problems(problems, amended_.reader(), result.diagnostics);
          check_term(reconciler.framework(), years, rows->second);
          std::lock_guard lock(mutex_);
          years_.insert(years_.end(), std::make_move_iterator(years.begin()), std::make_move_iterator(years.end()));
        },
        [](BatchResult&) {});
    std::sort(years_.begin(), years_.end(), [](const AmendedYear& a, const AmendedYear& b) {
      return std::tie(a.entity, a.asset, a.year) < std::tie(b.entity, b.asset, b.year);
    });
  }

  // What was missed can only be claimed while the law lets it be.
  void check_term(const Framework& framework, const std::vector<AmendedYear>& years,
                  const std::vector<Recorded>& rows) {
    for (const Recorded& row : rows) {
      const auto year =
          std::find_if(years.begin(), years.end(), [&](const auto& each) { return each.year == row.year; });
      if (year == years.end() || year->tax_charge_after <= year->tax_charge_before) continue;
      const auto term = late_claim_term(framework, row.year);
      if (!term || row.year + term->years >= *options_.year) continue;
      problem(
          session_, row, "CLAIM-LAPSED",
          {fmt::format("{} 年度少扣除的 {} 最迟可追补至 {} 年，{} 年已过期", row.year,
                       to_grouped_string(year->tax_charge_after - year->tax_charge_before), row.year + term->years,
                       *options_.year),
           fmt::format("{} missed in {} could be claimed until {}, not in {}",
                       to_grouped_string(year->tax_charge_after - year->tax_charge_before), row.year,
                       row.year + term->years, *options_.year)},
          {session_.rules().describe(term->cite, Language::zh), session_.rules().describe(term->cite, Language::en)},
          {"删去该行；金额不能再扣除。", "Remove the row: the deduction is lost."});
    }
  }

  int write() {
    const Table by_asset = amended_assets_table(years_);
    const Table by_year = amended_years_table(years_);
    const bool for_people = options_.format == writing::Format::table || options_.format == writing::Format::xlsx;
    const Table sealed = sealed_years();
    std::vector<const Table*> tables{&by_asset};
    if (for_people) tables = {&by_year, &by_asset};
    if (for_people && !sealed.rows.empty()) tables.push_back(&sealed);
    if (const int status = write_report(tables, session_,
                                        {{"from_year", std::to_string(from())},
                                         year_member(*options_.year),
                                         {"years", writing::json_rows(by_year)},
                                         {"sealed", writing::json_rows(sealed)}})) {
      return status;
    }
    if (!options_.quiet) {
      fmt::print(stderr, "tieout: {}\n",
                 session_.say({fmt::format("{} 项资产更正，自 {} 年起重算；{} 个资产年度有变动", rows_.size(), from(),
                                           years_.size()),
                               fmt::format("{} assets amended, run again from {}; {} years of assets change",
                                           rows_.size(), from(), years_.size())}));
    }
    tell_sealed(sealed.rows.size());
    return session_.finish();
  }

  Table sealed_years() const {
    if (options_.db.empty()) return {};
    std::vector<std::string> entities;
    for (const AmendedYear& year : years_) entities.push_back(year.entity);
    archive::Database database(options_.db, archive::Access::read);
    archive::FilingStore store(database);
    return sealed_years_of_claim(store, from(), *options_.year, entities, options_.language);
  }

  void tell_sealed(std::size_t count) const {
    if (count == 0 || options_.quiet) return;
    fmt::print(
        stderr, "tieout: {}\n",
        session_.say({fmt::format("{} 个已封存的年度受影响，均未重算；用 tieout archive amend 打开更正的年度", count),
                      fmt::format("the claim bears on {} sealed year{}, none of which was computed again; tieout "
                                  "archive amend opens the amended one",
                                  count, count == 1 ? "" : "s")}));
  }

  const Options& options_;
  Options amended_options_;
  Session amended_, session_;
  std::mutex mutex_;
  std::map<AssetKey, std::vector<Recorded>> rows_;
  std::vector<AmendedYear> years_;
};

}  // namespace

static int run_amend(const Options& options) {
  if (amend_usage_trouble(options)) return kUsage;
  return AmendRun(options).run();
}

const Command kAmendCommand{"amend",
                            run_amend,
                            {"--from-year 年度 --year 年度 --amended 文件 …", "--from-year X --year Y --amended F …"},
                            {"以前年度追补：自更正年度起逐年重算，列出变动",
                             "a prior-year claim: the years from the amended one run again, what changes"},
                            {R"(tieout amend --from-year 更正年度 --year 提出年度 --amended 文件 --assets 文件 …

--amended 与 --recorded 同栏（asset, entity, year, tax_charge …），写更正后的申报扣除，替换同一年度原有的记录。
自 --from-year 至 --year 逐年重算，列出每项资产每年税收扣除、纳税调整和计税基础的变动。少扣除的追补超过法定年限是错误（CLAIM-LAPSED）。
用 --db 工作区 时另列受影响的已封存年度：一律保留原样、不重算；更正的年度用 tieout archive amend 打开并另封一版后，
archive list 标明其后各年度依据的版本已被取代。

示例
  tieout amend --from-year 2021 --year 2024 --amended data/sample/first-year/amended-2023.csv \
      --assets data/sample/first-year/cards.csv --policies data/sample/first-year/policies.csv
)",
                             R"(tieout amend --from-year X --year Y --amended F --assets F …

--amended has the columns of --recorded (asset, entity, year, tax_charge …) and states what the amended returns deduct; it
takes the place of what stood for the same year. The years from --from-year to --year are run again, and for each asset
and year the change of the deduction, the adjustment and the tax base is listed. A claim past its term is an error
(CLAIM-LAPSED). --year is the year in which the claim is made. With --db W the sealed years that the claim bears on are
listed too: they are kept as they are and not computed again. Once the amended year has been opened (tieout archive amend)
and sealed anew, archive list says of each later year that it stands on a superseded version.

Example
  tieout amend --from-year 2021 --year 2024 --amended data/sample/first-year/amended-2023.csv \
      --assets data/sample/first-year/cards.csv --policies data/sample/first-year/policies.csv
)"}};

}  // namespace tieout::cli
