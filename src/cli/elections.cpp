// tieout elections: what may be elected for each asset, what it would deduct, and by when.
#include <fmt/format.h>

#include <iterator>

#include "cli/commands.hpp"
#include "cli/law_note.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"
#include "tieout/filing/election_tables.hpp"

namespace tieout::cli {

namespace {

Text not_taken_words(const ElectionsNotTaken& not_taken) {
  const std::string amount = to_grouped_string(not_taken.first_year_deduction);
  const std::string extra = to_grouped_string(not_taken.first_year_extra);
  Text words{fmt::format("{} 项资产有可选而未选的优惠，首年少扣除 {}", not_taken.assets, amount),
             fmt::format("{} asset{} with an election open and none taken: {} of first-year deduction forgone",
                         not_taken.assets, not_taken.assets == 1 ? "" : "s", amount)};
  if (!not_taken.first_year_extra.is_zero()) {
    words.zh += fmt::format("，加计扣除 {}", extra);
    words.en += fmt::format(", and {} of extra deduction", extra);
  }
  return words;
}

std::string not_taken_json(const ElectionsNotTaken& not_taken) {
  return fmt::format("{{\"assets\":{},\"first_year_deduction\":\"{}\",\"first_year_extra\":\"{}\"}}", not_taken.assets,
                     to_string(not_taken.first_year_deduction), to_string(not_taken.first_year_extra));
}

}  // namespace

static int run_elections(const Options& options) {
  Session session(options);
  if (!session.open_rules() || !session.open_register()) return session.exit_code();
  std::vector<SurveyedAsset> assets;
  session.run(
      [&](AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult& result) {
        // The facts themselves must hold, before anything is said of what else could be done with them.
        if (!reconciler.open(entry)) return;
        reconciler.finish();
        if (!reconciler.problems().empty()) return;
        result.surveyed.push_back({entry.asset.entity, entry.asset.id, entry.asset.name,
                                   survey_elections(entry, reconciler.framework(), options.year)});
      },
      [&](BatchResult& result) {
        assets.insert(assets.end(), std::make_move_iterator(result.surveyed.begin()),
                      std::make_move_iterator(result.surveyed.end()));
      });
  if (session.report_errors()) return session.exit_code();

  const bool for_people = options.format == writing::Format::table || options.format == writing::Format::xlsx;
  const ElectionView view{options.language, options.all, options.year};
  Table overview = election_table(assets, session.rules(), view);
  Table by_year = election_years_table(assets, session.rules(), view);
  const ElectionsNotTaken not_taken = elections_not_taken(assets);
  std::vector<const Table*> tables{for_people ? &overview : &by_year};
  if (options.format == writing::Format::xlsx) tables.push_back(&by_year);
  const Table summary = not_taken_table(not_taken);
  if (for_people) tables.push_back(&summary);
  std::vector<writing::JsonMember> members{{"not_taken", not_taken_json(not_taken)}};
  if (options.year) members.insert(members.begin(), year_member(*options.year));
  const int verdict = session.finish();
  if (const int code = write_report(tables, session, std::move(members))) return code;
  if (!options.quiet && !for_people) fmt::print(stderr, "tieout: {}\n", session.say(not_taken_words(not_taken)));
  return verdict;
}

const Command kElectionsCommand{"elections",
                                run_elections,
                                {"--assets 文件 …", "--assets F …"},
                                {"可选择的优惠及其影响", "what may be elected, and what it would do"},
                                {R"(tieout elections [--year 年度] [--all] --assets 文件 …

逐项资产列出符合条件的优惠选择（一次性扣除、缩短年限、加速折旧等）：与一般规定相比逐年扣除多少、须留存的依据、
申报期限（首个扣除年度的汇算清缴期限），以及已经选择的。--year 为正在编制的申报年度，早于该年度须作的选择视为已过期限；
--all 连同不符合的一并列出，注明哪一条件不符及其依据。只列出，不代为选择。csv、json 逐年一行；xlsx 两者都有。

示例
  tieout elections --year 2023 --assets data/sample/assets.xlsx --policies data/sample/policies.csv \
      --entities data/sample/entities.csv --set-aside data/sample/set-aside.csv
)",
                                 R"(tieout elections [--year Y] [--all] --assets F …

Lists, asset by asset, which elections are open (deduction at once, shorter lives, faster methods): what each would
deduct by year beside the general rule, what it needs to be evidenced, the day on which the return that takes it is due,
and what is already elected. --year is the return being prepared: what an earlier one had to take is lost. --all adds
those that are not open, with the condition that fails and its article. Nothing is elected by asking. csv and json have
a line for each year; xlsx has both.

Example
  tieout elections --year 2023 --assets data/sample/assets.xlsx --policies data/sample/policies.csv \
      --entities data/sample/entities.csv --set-aside data/sample/set-aside.csv
)"}};

}  // namespace tieout::cli
