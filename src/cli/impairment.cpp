// tieout impairment: the impairment test.
#include <fmt/format.h>

#include <array>

#include "cli/commands.hpp"
#include "cli/impairment_remarks.hpp"
#include "cli/law_note.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"
#include "loading/impairment_input.hpp"
#include "tieout/filing/impairment_tables.hpp"
#include "writing/csv.hpp"
#include "writing/formats.hpp"
#include "writing/impairment_json.hpp"

namespace tieout::cli {

namespace {

bool impairment_usage_trouble(const Options& options) {
  if (!options.in.empty()) return false;
  fmt::print(stderr, "tieout: {}\n",
             in(options.language, {"缺少 --in（减值测试的输入，TOML 或 XLSX）",
                                   "--in is missing (the input of the test, TOML or XLSX)"}));
  return true;
}

// Events need a date to stand at.
void require_date(const ImpairmentInput& input, const Options& options, Diagnostics& diagnostics) {
  if (options.events_out.empty() || input.date) return;
  Diagnostic diagnostic;
  diagnostic.code = "IMPAIRMENT-DATE";
  diagnostic.span.file = options.in;
  diagnostic.message = {"没有测试日期，无法写出事项", "there is no date of the test, so that no events can be written"};
  diagnostic.help = {"在文件开头填写 `date`。", "State `date` at the top of the file."};
  diagnostics.add(std::move(diagnostic));
}

// The rules that the test went by, as far as it came to them.
void note_rules(const ImpairmentInput& input, Session& session) {
  const auto note = [&](const char* name, bool used) {
    const rules::Parameter* parameter = session.rules().find_parameter(input.regime + "/" + name);
    if (!used || parameter == nullptr || parameter->values.empty()) return;
    session.unverified().note(parameter, &parameter->values.back());
  };
  bool forecast = false, cap = false;
  for (const TestedUnit& unit : input.units) {
    forecast = forecast || unit.basis.forecast;
    for (const TestedAsset& asset : unit.assets) cap = cap || asset.cap;
  }
  for (const UnitGroup& group : input.groups) forecast = forecast || group.basis.forecast;
  note("impairment", true);
  note("impairment-test/measure", true);
  note("impairment-test/allocation", true);
  note("impairment-test/forecast", forecast);
  note("impairment-test/corporate", !input.corporate.empty() || !input.groups.empty());
  note("impairment-reversal", cap);
  note("impairment-test/unit-reversal", cap);
}

void write_result(const ImpairmentInput& input, const ImpairmentOutcome& outcome, const Session& session,
                  writing::OutFile& file, std::optional<Diagnostic>& failure) {
  const Options& options = session.options();
  std::optional<Language> words;
  if (options.format == writing::Format::table || options.format == writing::Format::xlsx) words = options.language;
  const std::array tables{impairment_units_table(outcome, words), impairment_table(outcome, words),
                          discounting_table(outcome, words), impairment_evidence_table(input)};
  switch (options.format) {
    case writing::Format::html:  // refused before
    case writing::Format::pdf:
      break;
    case writing::Format::json:
      writing::write_impairment_json(input, outcome, {law_as_of_member(session), unverified_member(session)}, file);
      break;
    case writing::Format::csv: {
      writing::CsvSink sink(file);
      writing::write_table(tables[1], sink);
      tell_law(session);
      break;
    }
    case writing::Format::xlsx: {
      writing::WorkbookOptions book_options;
      book_options.language = options.language;
      book_options.title = in(options.language, tables.front().schema.title);
      writing::Workbook book(file, book_options);
      for (const Table& table : tables) {
        if (!table.rows.empty()) writing::write_table(table, book.add_sheet());
      }
      if (const Table law = law_table(session); !law.rows.empty()) writing::write_table(law, book.add_sheet());
      failure = book.close();
      break;
    }
    default:
      for (const Table& table : tables) {
        if (table.rows.empty()) continue;
        if (&table != &tables.front()) file.write("\n");
        writing::TextTableSink sink(file, text_options(options));
        writing::write_table(table, sink);
      }
      write_law_note(session, file);
  }
}

// Result and events appear together or not at all.
int write(const ImpairmentInput& input, const ImpairmentOutcome& outcome, const Session& session) {
  const Options& options = session.options();
  writing::OutFile result(options.out);
  std::optional<Diagnostic> failure;
  write_result(input, outcome, session, result, failure);
  if (failure) return output_trouble(*failure, options);
  std::vector<writing::OutFile*> files{&result};
  std::optional<writing::OutFile> events;
  if (!options.events_out.empty()) {
    events.emplace(options.events_out);
    writing::CsvSink sink(*events);
    writing::write_table(impairment_events(input, outcome, *input.date), sink);
    files.push_back(&*events);
  }
  const Diagnostics failures = writing::commit_all(files);
  for (const Diagnostic& diagnostic : failures.all()) output_trouble(diagnostic, options);
  return failures.empty() ? kDone : kOutputTrouble;
}

// Goodwill has no id in the test by which a card could be found: its loss is entered by hand.
template <typename Outcomes>
void note_goodwill_left_out(const Outcomes& outcomes, const Options& options, Diagnostics& remarks) {
  if (options.events_out.empty()) return;
  for (const auto& each : outcomes) {
    if (each.goodwill.loss.is_zero()) continue;
    Diagnostic diagnostic;
    diagnostic.severity = Severity::warning;
    diagnostic.code = "IMPAIRMENT-GOODWILL-EVENT";
    diagnostic.span.file = options.events_out;
    const std::string loss = to_grouped_string(each.goodwill.loss);
    diagnostic.message = {fmt::format("{} 的商誉减值 {} 不在写出的事项中", each.id, loss),
                          fmt::format("the goodwill loss of {} of {} is not among the events", loss, each.id)};
    diagnostic.help = {"为商誉的卡片另列一条 impair 事项。", "Enter an impair event for the card of the goodwill."};
    remarks.add(std::move(diagnostic));
  }
}

int tell(const Diagnostics& remarks, const Options& options) {
  std::size_t warnings = 0;
  for (const Diagnostic& remark : remarks.all()) {
    warnings += remark.severity == Severity::warning;
    if (!options.quiet) print_diagnostic(remark, options.language);
  }
  return options.fail_on == Severity::warning && warnings > 0 ? kNegative : kDone;
}

}  // namespace

static int run_impairment(const Options& options) {
  if (impairment_usage_trouble(options)) return kUsage;
  Session session(options);
  if (!session.open_rules()) return session.exit_code();
  const ImpairmentInput input =
      loading::read_impairment(options.in, options.book, session.rules(), session.diagnostics());
  require_date(input, options, session.diagnostics());
  if (session.report_errors()) return session.exit_code();
  const ImpairmentOutcome outcome = test_impairment(input, *session.rules().find_book_regime(input.regime));
  Diagnostics remarks = impairment_remarks(input, outcome, session.rules());
  note_goodwill_left_out(outcome.units, options, remarks);
  note_goodwill_left_out(outcome.groups, options, remarks);
  note_rules(input, session);
  if (const int code = write(input, outcome, session)) return code;
  return tell(remarks, options);
}

const Command kImpairmentCommand{
    "impairment",
    run_impairment,
    {"--in 文件 …", "--in F …"},
    {"减值测试", "the impairment test"},
    {R"(tieout impairment --in 文件 [--format table|csv|json|xlsx] [--out 文件] [--events-out 文件]

可收回金额与账面价值比较：资产或资产组、商誉、总部资产；损失先抵减商誉，再按账面价值比例分摊，任何资产不低于其
公允价值减处置费用、未来现金流量现值和零三者之中最高者。输入为 TOML 或 XLSX（工作表 test、units、assets、
cash_flows、scenarios、corporate、groups，列名同键名）。

  regime  date  entity                     会计制度（默认 --book）、测试日、主体
  [[unit]] id  goodwill  goodwill_ownership（母公司所占份额，商誉据此还原）  remaining_months  indicators  evidence
    recoverable，或 fair_value 与 disposal_costs，或 fair_value_less_costs；value_in_use，或
    cash_flows 与 discount_rate（一个，或逐年一个）或 discount_factors
    factor_decimals（系数保留位数；缺省精确）  timing = end-year|mid-year  terminal_growth  exchange_rate
    rounding = sum|year（合计取整为默认，或逐年取整）  rounding_unit（取整单位，元）  justification（超过规定预测期的理由）
    [[unit.scenario]] name  probability  cash_flows
  [[unit.asset]] id  carrying  fair_value_less_costs  value_in_use  cap（从未减值时的账面价值）  remaining_months
    excluded = true：存货等不适用本准则的项目，计入资产组账面价值而不分摊；负债写成负数
  [[corporate]] id  carrying  units  weight = carrying|remaining-life  allocated = false（不能分摊）
  [[group]] id  units  corporate  goodwill  以及可收回金额各键：不能分摊的总部资产所属的最小资产组组合

--events-out 写出可用 --events 导入的 test、impair、reverse 事项。

示例
  tieout impairment --in data/sample/impairment.toml
  tieout impairment --in data/sample/impairment.toml --format json
)",
     R"(tieout impairment --in F [--format table|csv|json|xlsx] [--out F] [--events-out F]

Recoverable amount against carrying amount, for assets and units, goodwill and corporate assets. A loss goes to goodwill
first, then pro rata by carrying amount, and takes no asset below the highest of its own fair value less costs, its own
value in use and zero. The input is TOML or XLSX (sheets test, units, assets, cash_flows, scenarios, corporate, groups;
columns are the keys).

  regime  date  entity                     accounting regime (default --book), day of the test, entity
  [[unit]] id  goodwill  goodwill_ownership (share it stands for; it is grossed up)  remaining_months  indicators  evidence
    recoverable, or fair_value and disposal_costs, or fair_value_less_costs; value_in_use, or
    cash_flows with discount_rate (one, or one a year) or discount_factors
    factor_decimals (factors are rounded; default exact)  timing = end-year|mid-year  terminal_growth  exchange_rate
    rounding = sum|year (the sum is rounded, or each year)  rounding_unit (yuan)  justification (of a long forecast)
    [[unit.scenario]] name  probability  cash_flows
  [[unit.asset]] id  carrying  fair_value_less_costs  value_in_use  cap (carrying had nothing been impaired)
    remaining_months  excluded = true: items outside the standard such as inventory, part of the unit's carrying
    amount but without a share of the loss; a liability is negative
  [[corporate]] id  carrying  units  weight = carrying|remaining-life  allocated = false (cannot be allocated)
  [[group]] id  units  corporate  goodwill  and a recoverable amount: the smallest group of what cannot be allocated

--events-out writes test, impair and reverse events that --events takes.

Examples
  tieout impairment --in data/sample/impairment.toml
  tieout impairment --in data/sample/impairment.toml --format json
)"}};

}  // namespace tieout::cli
