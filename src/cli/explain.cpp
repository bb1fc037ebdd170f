// tieout explain ASSET --year Y: how every figure of the asset's row came about.
#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.hpp"
#include "cli/html_report.hpp"
#include "cli/law_note.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"
#include "loading/field.hpp"
#include "tieout/explain/explainer.hpp"
#include "tieout/filing/schedule_table.hpp"
#include "tieout/reconcile/row_columns.hpp"
#include "writing/explanation.hpp"

namespace tieout::cli {

namespace {

std::vector<std::string> known_keys() {
  std::vector<std::string> keys;
  for (const AmountColumn& column : kAmountColumns) keys.emplace_back(column.key);
  keys.insert(keys.end(), {"class", "adj_reason"});
  return keys;
}

int usage(const Options& options, const Text& message) {
  fmt::print(stderr, "tieout: {}\n", in(options.language, message));
  return kUsage;
}

// The key of the row, or the usage error that says what it nearly is.
int check_key(const Options& options) {
  const std::vector<std::string> keys = known_keys();
  if (options.key.empty() || std::find(keys.begin(), keys.end(), options.key) != keys.end()) return kDone;
  const std::string near = loading::nearest(options.key, keys, 3);
  Text message{fmt::format("--key {}：对账表没有这个键", options.key),
               fmt::format("--key {}: the row has no such key", options.key)};
  if (!near.empty()) {
    message.zh += fmt::format("；是否指 {}", near);
    message.en += fmt::format("; did you mean {}?", near);
  }
  return usage(options, message);
}

struct Found {
  std::vector<Explanation> explanations;
  std::vector<AssetYear> years;  // of a page, with the schedules
  std::vector<Table> schedules;
};

void no_row(const Options& options, const AssetReconciler& reconciler, const RegisterEntry& entry,
            const loading::RegisterReader& reader, Diagnostics& diagnostics) {
  const int first = reconciler.first_year();
  const auto last = reconciler.last_year();
  Diagnostic diagnostic;
  diagnostic.code = "YEAR-WITHOUT-ROW";
  diagnostic.span = reader.span(entry.asset.origin, "in_service");
  diagnostic.message = {fmt::format("资产 {} 在 {} 年没有对账行", entry.asset.id, *options.year),
                        fmt::format("asset {} has no row in {}", entry.asset.id, *options.year)};
  diagnostic.help = last ? Text{fmt::format("有对账行的年度：{} 至 {}（全部处置）", first, *last),
                                fmt::format("It has rows from {} to {}, when it was disposed of", first, *last)}
                         : Text{fmt::format("自 {} 年起有对账行", first), fmt::format("It has rows from {} on", first)};
  diagnostics.add(std::move(diagnostic));
}

// What a page shows beside the derivations. The asset is known to hold.
void add_page(AssetReconciler& reconciler, const RegisterEntry& entry, const Options& options, Found& found) {
  reconciler.open(entry);
  found.years.push_back(*reconciler.run_year(*options.year, options.through ? options.through->month() : 12));
  reconciler.open(entry);
  found.schedules.push_back(schedule_table(reconciler, entry, false));
}

Found explain_all(Session& session, Options& options) {
  Found found;
  options.threads = 1;
  session.run(
      [&](AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult& result) {
        Explainer explainer(reconciler);
        if (!explainer.open(entry)) return;
        auto explanation = explainer.explain(*options.year, options.through ? options.through->month() : 12);
        reconciler.finish();
        if (!reconciler.problems().empty()) return;
        if (explanation) {
          found.explanations.push_back(std::move(*explanation));
          if (options.format == writing::Format::html) add_page(reconciler, entry, options, found);
        } else {
          no_row(options, reconciler, entry, session.reader(), result.diagnostics);
        }
      },
      [](BatchResult&) {});
  return found;
}

int write_explanation(const Session& session, const Found& found) {
  const Options& options = session.options();
  const Explanation& explanation = found.explanations.front();
  if (options.format == writing::Format::html) {
    return write_html_asset(session, found.schedules.front(), found.years.front(), explanation);
  }
  writing::ExplanationOptions how = explanation_options(session);
  if (options.format == writing::Format::csv || options.format == writing::Format::xlsx) {
    const Table table = writing::explanation_table(explanation, how);
    return write_report({&table}, session);
  }
  const bool json = options.format == writing::Format::json;
  if (json) how.law = {law_as_of_member(session), unverified_member(session)};
  writing::OutFile file(options.out);
  file.write(json ? writing::explanation_json(explanation, how) : writing::explanation_text(explanation, how));
  if (!json) write_law_note(session, file);
  if (auto failure = file.commit()) return output_trouble(*failure, options);
  return kDone;
}

}  // namespace

static int run_explain(const Options& given) {
  Options options = given;
  if (options.asset.empty() && options.arguments.size() == 1) options.asset = options.arguments.front();
  if (options.asset.empty()) {
    return usage(options, {"请给出资产编号：tieout explain 资产编号 --year 年度 --assets …",
                           "name the asset: tieout explain ASSET --year Y --assets …"});
  }
  if (!options.year) return usage(options, {"缺少 --year（年度）", "--year is missing"});
  if (const int wrong = check_key(options); wrong != kDone) return wrong;
  Session session(options);
  if (!session.open_rules() || !session.open_register()) return session.exit_code();
  const Found found = explain_all(session, options);
  if (session.report_errors()) return session.exit_code();
  if (found.explanations.size() > 1) {
    return usage(options, {fmt::format("资产 {} 属于多个核算主体，请用 --entity 指定", options.asset),
                           fmt::format("asset {} is in more than one entity: name it with --entity", options.asset)});
  }
  if (const int failed = write_explanation(session, found); failed != kDone) return failed;
  return session.finish();
}

const Command kExplainCommand{
    "explain",
    run_explain,
    {"资产编号 --year 年度 --assets 文件 …", "ASSET --year Y --assets F …"},
    {"一项资产某年度每个数字的来历", "how every figure of an asset's row came about"},
    {R"(tieout explain 资产编号 --year 年度 [--key 键] [--format table|json|csv|html] --assets 文件 …

对账表中该资产该年度的每个数字：取自哪个文件的哪一格，逐步怎样算出，年限、方法、月份和净残值各按哪一条规定。算式由程序
另行计算，与对账表不符即为内部错误。--key 只推导一个数字，例如 tax_charge；--through YYYY-MM 只到该月。

示例
  tieout explain JX-0006 --year 2023 --key tax_charge --assets data/sample/assets.xlsx --policies data/sample/policies.csv
)",
     R"(tieout explain ASSET --year Y [--key KEY] [--format table|json|csv|html] --assets F …

Every figure of the asset's row of the year: the file and cell it was read from, the steps with their arithmetic, and the
rule behind each life, method, month and residual. The arithmetic is evaluated apart; where it does not give the row's
figure, that is an internal error. --key derives one figure alone, such as tax_charge; --through YYYY-MM ends with a month.

Example
  tieout explain JX-0006 --year 2023 --key tax_charge --assets data/sample/assets.xlsx --policies data/sample/policies.csv
)"},
    true};

}  // namespace tieout::cli
