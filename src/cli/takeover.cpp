// tieout takeover --year Y --filed F: the first year from book cards and last year's form.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"
#include "cli/takeover_output.hpp"
#include "loading/filed_lists.hpp"

namespace tieout::cli {

namespace {

constexpr const char* kForm = "A105080";

bool takeover_usage_trouble(const Options& options) {
  const auto trouble = [&](const Text& text) {
    fmt::print(stderr, "tieout: {}\n", in(options.language, text));
    return true;
  };
  if (!options.year)
    return trouble({"缺少 --year（接管后首个年度）", "--year is missing (the first year to be computed)"});
  if (options.filed.filed.empty()) {
    return trouble({"缺少 --filed（上年 A105080）", "--filed is missing (last year's A105080)"});
  }
  return false;
}

// The register is run up to the end of the year that was filed; what its cards say without a date is of that day.
Options options_of_run(const Options& options) {
  Options run = options;
  run.year = *options.year - 1;
  run.through.reset();
  run.inputs.openings_undated_on = Date{static_cast<std::int16_t>(*options.year), 1, 1};
  return run;
}

class TakeoverRun {
 public:
  explicit TakeoverRun(const Options& options) : options_(options), run_(options_of_run(options)), session_(run_) {}

  int run() {
    if (!session_.open_rules()) return session_.exit_code();
    if (!find_edition()) return session_.exit_code();
    read_filed();
    if (!session_.open_register()) return session_.exit_code();
    const std::vector<RoutingOverride> none;
    const FormSet set(editions_, session_.framework(), filed_year(), none);
    std::vector<TakeoverCard> cards = gather(set);
    name_entities(cards);
    check_entities(cards);
    if (session_.report_errors()) return session_.exit_code();
    Takeover takeover(set, std::move(cards), filed_);
    take_answers(takeover);
    if (session_.report_errors()) return session_.exit_code();
    takeover.settle(session_.diagnostics());
    refuse_lost_balances(takeover);
    tell_book_differences(takeover);
    if (session_.report_errors()) return session_.exit_code();
    const std::vector<TakeoverReview> reviews = review(takeover);
    return write_takeover({takeover, reviews, takeover_findings(takeover, session_.framework()), opening_date()},
                          options_, session_);
  }

 private:
  int filed_year() const { return *run_.year; }
  Date opening_date() const { return *run_.inputs.openings_undated_on; }

  void problem(std::string code, SourceSpan span, Text message, Text help) {
    Diagnostic diagnostic;
    diagnostic.code = std::move(code);
    diagnostic.span = std::move(span);
    diagnostic.message = std::move(message);
    diagnostic.help = std::move(help);
    session_.diagnostics().add(std::move(diagnostic));
  }

  bool find_edition() {
    editions_ = rules::editions_for(session_.rules().forms, options_.tax, filed_year(), options_.law_as_of);
    std::erase_if(editions_, [](const rules::FormEdition* each) { return each->form != kForm; });
    if (!editions_.empty()) return true;
    SourceSpan span;
    span.file = "--year";
    problem("FORM-NO-EDITION", std::move(span),
            {fmt::format("{} 年度没有收录的 {} 版本（{}）", filed_year(), kForm, options_.tax),
             fmt::format("no edition of {} is known for {} under {}", kForm, filed_year(), options_.tax)},
            {"接管可从 2015 年度起。", "A take-over may begin with 2015."});
    return !session_.report_errors();
  }

  void read_filed() {
    const auto cells =
        loading::read_filed_form(options_.filed.filed, options_.inputs.encoding, "", session_.diagnostics());
    filed_ = check_filed_form(cells, {filed_year(), editions_, kForm}, session_.diagnostics());
    if (!options_.filed.answers.empty()) {
      answers_ =
          loading::read_takeover_answers(options_.filed.answers, options_.inputs.encoding, "", session_.diagnostics());
    }
  }

  const Entity* entity_named(const std::string& id) const {
    for (const Entity& entity : session_.reader().entities()) {
      if (entity.id == id) return &entity;
    }
    return nullptr;
  }

  // A balance of the very day is taken out, so that the terms alone lead to the tax side, and comes back from the card.
  static RegisterEntry without_opening(const RegisterEntry& entry, Date day, std::optional<Opening>& stated) {
    RegisterEntry whole = entry;
    if (whole.asset.opening && whole.asset.opening->date == day) {
      stated = whole.asset.opening;
      whole.asset.opening.reset();
    }
    return whole;
  }

  std::vector<TakeoverCard> gather(const FormSet& set) {
    std::vector<TakeoverCard> cards;
    std::mutex mutex;
    session_.run(
        [&](AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult&) {
          std::optional<Opening> stated;
          if (entry.asset.opening && entry.asset.opening->date > opening_date()) return;  // taken over later
          const RegisterEntry whole = without_opening(entry, opening_date(), stated);
          if (!reconciler.open(whole)) return;
          const AssetYear* year = reconciler.run_year(filed_year());
          if (year == nullptr) return;
          auto card = takeover_card(set, whole, *year, reconciler, stated, entity_named(year->row.entity));
          std::lock_guard lock(mutex);
          if (card) cards.push_back(std::move(*card));
        },
        [](BatchResult&) {});
    std::sort(cards.begin(), cards.end(), [](const TakeoverCard& a, const TakeoverCard& b) {
      return std::tie(a.entity, a.asset) < std::tie(b.entity, b.asset);
    });
    return cards;
  }

  // With one entity there is no question whose the lines are.
  void name_entities(const std::vector<TakeoverCard>& cards) {
    std::set<std::string> holders, filers;
    for (const TakeoverCard& card : cards) holders.insert(card.holder);
    for (const FiledFormCell& cell : filed_) filers.insert(cell.entity);
    if (holders.size() != 1) return;
    const std::string& only = *holders.begin();
    const bool nameless = only.empty() && filers.size() == 1;
    for (FiledFormCell& cell : filed_) {
      if (cell.entity.empty() || nameless) cell.entity = only;
    }
    for (TakeoverAnswerLine& line : answers_) {
      if (line.entity.empty() || nameless) line.entity = only;
    }
  }

  void check_entities(const std::vector<TakeoverCard>& cards) {
    std::set<std::string> holders, filers, told;
    for (const TakeoverCard& card : cards) holders.insert(card.holder);
    for (const FiledFormCell& cell : filed_) {
      if (!options_.entity.empty() && cell.entity != options_.entity) continue;
      filers.insert(cell.entity);
      if (holders.contains(cell.entity) || entity_named(cell.entity) || !told.insert(cell.entity).second) continue;
      problem("FILED-ENTITY-UNKNOWN", cell.at,
              {fmt::format("资产清单中没有核算主体 {} 的卡片", cell.entity),
               fmt::format("the register has no card of the entity '{}'", cell.entity)},
              {"核对主体编码；没有卡片的主体须列入 --entities 文件。",
               "Check the code; an entity without cards has to be stated in the file of --entities."});
    }
    std::erase_if(filed_, [&](const FiledFormCell& cell) { return !filers.contains(cell.entity); });
    for (const std::string& holder : holders) {
      if (filers.contains(holder) || session_.diagnostics().has_errors()) continue;
      SourceSpan span;
      span.file = options_.filed.filed;
      problem("FILED-ENTITY-MISSING", std::move(span),
              {fmt::format("核算主体 {} 有卡片，但文件没有它的 {}", holder, kForm),
               fmt::format("the entity '{}' has cards, and the file has no {} of it", holder, kForm)},
              {"补上该主体的申报表，或用 --entity 只接管一个主体。",
               "Add its return, or take over one entity with --entity."});
    }
  }

  void take_answers(Takeover& takeover) {
    if (options_.filed.answers.empty()) return;
    if (!options_.entity.empty()) {
      std::erase_if(answers_, [&](const TakeoverAnswerLine& line) { return line.entity != options_.entity; });
    }
    takeover.answer(answers_, session_.diagnostics());
    // A list of answers that is only being edited is written anew rather than refused.
    if (options_.filed.answers_out.empty()) takeover.refuse_open_rows(options_.filed.answers, session_.diagnostics());
  }

  // A balance without a card that goes into no file would be in no later year.
  void refuse_lost_balances(const Takeover& takeover) {
    const bool writes = !options_.out.empty() && takeover.open_rows() == 0;
    if (!writes || !options_.filed.adjustments_out.empty()) return;
    std::set<std::pair<std::string, std::string>> told;
    for (const TakeoverRow& row : takeover.rows()) {
      if (!row.differs() || !row.answer || row.answer->answer != TakeoverAnswer::unallocated) continue;
      if (!told.insert({row.entity, row.number}).second) continue;
      problem("TAKEOVER-NO-ADJUSTMENTS", row.answer->at,
              {fmt::format("第 {} 行答复 unallocated，但没有写出其余额的文件", row.number),
               fmt::format("row {} is answered unallocated, and no file is named for its balance", row.number)},
              {"加 --adjustments-out 文件；以后各命令用 --adjustments 读取。",
               "Add --adjustments-out FILE; later commands read it with --adjustments."});
    }
  }

  // Answers decide tax balances, and a row that needs one shows all its differences. What the books have accumulated is
  // the cards'.
  void tell_book_differences(const Takeover& takeover) {
    for (const TakeoverRow& row : takeover.rows()) {
      const Money difference = row.book_accumulated.difference();
      if (difference.is_zero() || row.differs()) continue;
      Diagnostic diagnostic;
      diagnostic.severity = Severity::warning;
      diagnostic.code = "TAKEOVER-BOOK-DIFFERS";
      diagnostic.span.file = options_.filed.filed;
      const std::string whose = row.entity.empty() ? "" : " (" + row.entity + ")";
      diagnostic.message = {fmt::format("第 {} 行{}账载累计折旧、摊销：卡片 {}，申报 {}，相差 {}", row.number, whose,
                                        to_grouped_string(row.book_accumulated.computed),
                                        to_grouped_string(*row.book_accumulated.filed), to_grouped_string(difference)),
                            fmt::format("row {}{}: the cards have accumulated {} in the books, the return says {}: {}",
                                        row.number, whose, to_grouped_string(row.book_accumulated.computed),
                                        to_grouped_string(*row.book_accumulated.filed), to_grouped_string(difference))};
      diagnostic.help = {"账面余额以卡片为准；差额与总账核对，卡片有误的先更正卡片。",
                         "The books' balances are those of the cards; check them with the ledger and correct the cards "
                         "where they are wrong."};
      session_.diagnostics().add(std::move(diagnostic));
    }
  }

  // ---- what would explain the rows that are open -------------------------------------------------------------------

  static std::vector<Ratio> residual_rates(const std::vector<Ratio>& found) {
    std::vector<Ratio> rates;
    for (const Ratio rate : found) {
      const bool known = std::any_of(rates.begin(), rates.end(), [&](Ratio r) { return compare(r, rate) == 0; });
      if (!known) rates.push_back(rate);
    }
    std::sort(rates.begin(), rates.end(), [](Ratio a, Ratio b) { return compare(a, b) < 0; });
    constexpr std::size_t kMost = 6;
    if (rates.size() > kMost) rates.resize(kMost);
    return rates;
  }

  // By card: the row that it is asked about.
  std::map<std::pair<std::string, std::string>, std::pair<std::size_t, std::size_t>> cards_in_question(
      const Takeover& takeover) const {
    std::map<std::pair<std::string, std::string>, std::pair<std::size_t, std::size_t>> asked;
    for (std::size_t row = 0; row < takeover.rows().size(); ++row) {
      if (!takeover.rows()[row].differs()) continue;
      for (const std::size_t index : takeover.rows()[row].cards) {
        const TakeoverCard& card = takeover.cards()[index];
        asked[{card.entity, card.asset}] = {row, index};
      }
    }
    return asked;
  }

  std::vector<TakeoverReview> review(const Takeover& takeover) {
    const auto asked = cards_in_question(takeover);
    std::vector<TakeoverReview> reviews;
    if (asked.empty()) return reviews;
    std::map<std::size_t, std::vector<Ratio>> rates;
    std::map<std::size_t, std::vector<TakeoverCandidate>> found;
    std::mutex mutex;
    const auto each = [&](const auto& visit) {
      session_.run(
          [&](AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult& result) {
            const auto at = asked.find({entry.asset.entity, entry.asset.id});
            if (at != asked.end()) visit(reconciler, entry, at->second);
            result.diagnostics = {};  // said when the cards were gathered
          },
          [](BatchResult&) {});
    };
    each([&](AssetReconciler&, const RegisterEntry& entry, const auto& place) {
      std::lock_guard lock(mutex);
      for (const auto& rate : {entry.asset.tax.residual_rate, entry.asset.book.residual_rate}) {
        if (rate) rates[place.first].push_back(*rate);
      }
    });
    for (auto& [row, list] : rates) list = residual_rates(list);
    each([&](AssetReconciler& reconciler, const RegisterEntry& entry, const auto& place) {
      std::optional<Opening> stated;
      const RegisterEntry whole = without_opening(entry, opening_date(), stated);
      const auto row_rates = rates.find(place.first);
      std::vector<TakeoverCandidate> candidates;
      find_candidates(takeover, takeover.rows()[place.first], place.second, whole, reconciler.framework(),
                      row_rates == rates.end() ? std::vector<Ratio>{} : row_rates->second, candidates);
      std::lock_guard lock(mutex);
      auto& list = found[place.first];
      list.insert(list.end(), std::make_move_iterator(candidates.begin()), std::make_move_iterator(candidates.end()));
    });
    for (auto& [row, list] : found) {
      std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.card < b.card; });
      reviews.push_back(review_row(takeover, row, std::move(list)));
    }
    return reviews;
  }

  const Options& options_;
  Options run_;
  Session session_;
  std::vector<const rules::FormEdition*> editions_;
  std::vector<FiledFormCell> filed_;
  std::vector<TakeoverAnswerLine> answers_;
};

}  // namespace

static int run_takeover(const Options& options) {
  if (takeover_usage_trouble(options)) return kUsage;
  return TakeoverRun(options).run();
}

const Command kTakeoverCommand{
    "takeover",
    run_takeover,
    {"--year 年度 --filed 文件 --assets 文件 …", "--year Y --filed F --assets F …"},
    {"首年接管：卡片与上年 A105080 核对，生成期初余额",
     "the first year: cards against last year's A105080, opening balances"},
    {R"(tieout takeover --year 年度 --filed 上年申报表 --assets 卡片 [--policies 文件] [--entities 文件]
                [--answers-out 文件] [--answers 文件 --out 期初文件 [--adjustments-out 文件]]

从账面卡片和上年 A105080 开始。--year 是首个由本程序计算的年度；--filed 的栏：entity, year, form, edition, row, column, amount。
按政策把每张卡片的税收余额从投入使用推算到上年末，按行次汇总，与申报表第 3、4、8 栏比较；有差额的行列出可能的原因：
在期间内且不超过限额的一次性扣除、较短的年限、残值等，最接近者在前，以及几张卡片合计恰好相符的组合。
卡片上没有日期的累计折旧、减值准备视为上年末余额。

有差额的行须逐行答复（--answers-out 写出待填的文件）：
  computed     以计算为准；列出以前年度少扣、多扣及最迟追补年度
  filed        以申报为准；差额按各卡片剩余计税基础分摊（最大余数法），标为 allocated
  unallocated  留作没有卡片的余额，在 months 个月内转完；--adjustments-out 写出 adjustments 文件的行（此时须有）

全部答复后，--out 写出期初文件，其他命令用 --openings 读取；期初来源（opening_status）在以后各年一直列示。
有行未答复时退出码为 1；用 --answers 而有行未答复是错误。

示例
  tieout takeover --year 2024 --filed data/sample/first-year/filed-2023.csv \
      --assets data/sample/first-year/cards.csv --policies data/sample/first-year/policies.csv
)",
     R"(tieout takeover --year Y --filed F --assets F [--policies F] [--entities F]
                [--answers-out F] [--answers F --out OPENINGS [--adjustments-out F]]

Begins from book cards and last year's A105080. --year is the first year to be computed here; the columns of --filed are
entity, year, form, edition, row, column, amount. Each card's tax balances are computed from in_service to the end of the
year before under the policies, added up by row of the form and set against columns 3, 4 and 8. For a row that differs the
assets that would explain it are listed, best fit first (cards in the window and under the ceiling of a one-time
deduction, shorter lives, residuals …), and cards that fit together to the fen. Accumulated charges and provisions that
the cards state without a date are those at the end of the year before.

Each row that differs needs an answer (--answers-out writes a file to edit):
  computed     what was computed holds; what was deducted too little or too much is told, with the last year to claim it
  filed        what was filed holds; the rest is allocated over the row's cards by remaining tax base, each `allocated`
  unallocated  stays a balance without a card that runs off over `months`; --adjustments-out writes its lines (and is
               then needed)

With all answers --out writes the opening file, which the other commands read with --openings; where the balances came
from (opening_status) is told in every later year. Exit code 1 while a row has no answer; --answers that leave a row open
are an error.

Example
  tieout takeover --year 2024 --filed data/sample/first-year/filed-2023.csv \
      --assets data/sample/first-year/cards.csv --policies data/sample/first-year/policies.csv
)"}};

}  // namespace tieout::cli
