// tieout positions: the questions that the law leaves open, what each entity chose and what that is worth.
#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/law_note.hpp"
#include "cli/output.hpp"
#include "cli/position_note.hpp"
#include "cli/session.hpp"
#include "tieout/rules/history.hpp"

namespace tieout::cli {

namespace {

using writing::Format;

struct Worth {
  Table effects;
  PositionTotals totals;
  bool any_asset = false;
};

// The years of an asset that raises a position: that of --year, or all with a difference between the options.
class Comparison {
 public:
  Comparison(const Session& session, Worth& worth)
      : session_(session), worth_(worth), comparison_(session.framework()) {}

  void take(AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult& result) {
    if (!reconciler.open(entry)) return;
    worth_.any_asset = true;
    if (session_.options().year) {
      take_year(reconciler, entry, *session_.options().year, result);
    } else {
      take_life(reconciler, entry, result);
    }
    reconciler.finish();
  }

 private:
  void take_year(AssetReconciler& reconciler, const RegisterEntry& entry, int year, BatchResult& result) {
    const AssetYear* row = reconciler.run_year(year);
    if (!row) return;
    const auto& effects = comparison_.compare(reconciler, entry, row->row);
    result.positions.add(entry.asset.entity, reconciler.framework(), effects);
    for (const PositionEffect& effect : effects) append(row->row, effect);
  }

  void take_life(AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult& result) {
    result.positions.add(entry.asset.entity, reconciler.framework(), {});
    reconciler.positions_raised(raised_);
    if (raised_.empty()) return;
    const int first = reconciler.first_year();
    for (int year = first; year < first + kLongestLifeYears; ++year) {
      const AssetYear* row = reconciler.run_year(year);
      if (!row) break;
      bool apart = false;
      for (const PositionEffect& effect : comparison_.compare(reconciler, entry, row->row)) {
        apart = apart || effect.adj_total != effect.adj_total_other;
        if (!effect.comparable || effect.adj_total != effect.adj_total_other) append(row->row, effect);
      }
      if (!apart && reconciler.at_rest(year)) break;
    }
  }

  void append(const ReconciliationRow& row, const PositionEffect& effect) {
    std::vector<Cell>& cells = worth_.effects.rows.emplace_back();
    position_effect_cells(row, effect, cells);
    for (Cell& cell : cells) {
      if (cell.kind == CellKind::text) cell.text = worth_.effects.keep(std::string(cell.text));
    }
  }

  const Session& session_;
  Worth& worth_;
  PositionComparison comparison_;
  std::vector<std::string_view> raised_;
};

// For the terminal: a paragraph for each question.
std::string catalogue_text(const Session& session, const rules::TaxRegime& regime) {
  const Language language = session.options().language;
  std::string out;
  for (const rules::Position& position : regime.positions) {
    out += fmt::format("{}{}  {}\n    {}\n", out.empty() ? "" : "\n", position.id, session.say(position.title),
                       session.say(position.question));
    for (const rules::PositionOption& option : position.options) {
      const bool is_default = option.code == position.default_option;
      const std::string& evidence = option.verified.empty() ? position.parameter->verified : option.verified;
      out += fmt::format("  {} {}  {}\n      {}\n      {} ({})\n", is_default ? "*" : "-", option.code,
                         session.say(option.title), session.say(option.reason),
                         session.rules().describe(option.cite, language), session.say(rules::evidence_word(evidence)));
    }
    out += fmt::format("    {}\n", session.say(position.default_reason));
  }
  return out;
}

int write_catalogue(const Session& session, const rules::TaxRegime& regime) {
  writing::OutFile file(session.options().out);
  file.write(catalogue_text(session, regime));
  write_law_note(session, file);
  if (auto failure = file.commit()) return output_trouble(*failure, session.options());
  return kDone;
}

int write(const Session& session, const rules::TaxRegime& regime, const Worth& worth) {
  const Options& options = session.options();
  if (options.format == Format::table && !worth.any_asset) return write_catalogue(session, regime);
  const Table catalogue = position_catalogue(regime, session.rules(), options.language);
  const Table summary = worth.totals.summary(options.language);
  switch (options.format) {
    case Format::html:  // refused before
    case Format::pdf:
      break;
    case Format::csv:
      return write_report({worth.any_asset ? &worth.effects : &catalogue}, session);
    case Format::json: {
      std::vector<writing::JsonMember> members;
      if (options.year) members.push_back(year_member(*options.year));
      if (worth.any_asset) {
        members.push_back({"choices", writing::json_rows(worth.totals.table())});
        members.push_back({"effects", writing::json_rows(worth.effects)});
      }
      return write_report({&catalogue}, session, std::move(members));
    }
    case Format::table:
      return write_report({&summary, &worth.effects}, session);
    case Format::xlsx:
      break;
  }
  std::vector<const Table*> tables{&catalogue};
  if (worth.any_asset) tables.insert(tables.end(), {&summary, &worth.effects});
  return write_report(tables, session);
}

}  // namespace

static int run_positions(const Options& given) {
  Options options = given;
  options.threads = 1;
  Session session(options);
  if (!session.open_rules()) return session.exit_code();
  const rules::TaxRegime& regime = *session.rules().find_tax_regime(options.tax);
  Worth worth;
  worth.effects.schema = position_effect_schema();
  if (options.inputs.assets.empty() && options.db.empty()) return write(session, regime, worth);
  if (!session.open_register()) return session.exit_code();
  Comparison comparison(session, worth);
  session.run([&](AssetReconciler& reconciler, const RegisterEntry& entry,
                  BatchResult& result) { comparison.take(reconciler, entry, result); },
              [&](BatchResult& result) { worth.totals.merge(result.positions); });
  if (session.report_errors()) return session.exit_code();
  const int written = write(session, regime, worth);
  return written == kDone ? session.finish() : written;
}

const Command kPositionsCommand{
    "positions",
    run_positions,
    {"[--year 年度] [--assets 文件 …]", "[--year Y] [--assets F …]"},
    {"法律未定的问题、所选立场与另一选项下的金额", "open questions of the law, what was chosen and what it is worth"},
    {R"(tieout positions [--year 年度] [--assets 文件 … --entities 文件]

列出法律未定的问题：选项、默认、理由与依据。给出资产时，另列各主体所选的立场，以及涉及的每项资产在另一选项下的税收折旧摊销和
纳税调整：--year 只列该年度，否则列出整个期间内两者不同的年度。主体在 --entities 的 position:编号 列（TOML：[entity.positions]）
中选择；留空为默认。资产的 tax_override 和 tax_election 优先于前两项立场，资产自填的税收残值、年限优先于另两项。

示例
  tieout positions
  tieout positions --year 2023 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --policies data/sample/policies.csv --entities data/sample/entities.csv
)",
     R"(tieout positions [--year Y] [--assets F … --entities F]

Lists the questions that the law leaves open: options, default, reasons and sources. With assets it also lists what each
entity chose and, for every asset that raises a question, the tax charge and the adjustment under the other option: of
--year, or of every year in which the two differ. An entity chooses in the columns position:ID of --entities (TOML:
[entity.positions]); empty means the default. A tax_override or tax_election of the asset goes before the positions on
fair value and indefinite lives; a residual or life that the asset states for tax goes before those on either.

Examples
  tieout positions
  tieout positions --year 2023 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --policies data/sample/policies.csv --entities data/sample/entities.csv
)"}};

}  // namespace tieout::cli
