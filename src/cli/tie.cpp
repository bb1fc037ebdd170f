// tieout tie: the register against the accounts.
#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <set>
#include <utility>

#include "cli/adjustment_note.hpp"
#include "cli/balances_input.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"
#include "loading/rule_accounts.hpp"
#include "loading/trial_balance.hpp"
#include "tieout/filing/tie_bridge.hpp"
#include "tieout/filing/tie_out.hpp"
#include "tieout/rules/position.hpp"

namespace tieout::cli {

namespace {

bool tie_usage_trouble(const Options& options) {
  const auto trouble = [&](const Text& text) {
    fmt::print(stderr, "tieout: {}\n", in(options.language, text));
    return true;
  };
  if (!options.year) return trouble({"缺少 --year（年度）", "--year is missing"});
  if (!options.asset.empty()) {
    return trouble(
        {"tie 按科目核对，不能只取一项资产（--asset）", "tie compares accounts; it cannot take one asset (--asset)"});
  }
  return false;
}

// Said where neither the command line nor the workspace has a trial balance.
int no_balances(const Options& options) {
  const std::string period = balance_period(options);
  Text text{"缺少 --trial-balance（科目余额表）", "--trial-balance is missing (the account balances)"};
  if (!options.db.empty()) {
    text = {
        fmt::format("缺少 --trial-balance，工作区也没有 {} 的科目余额表（tieout import --trial-balance）", period),
        fmt::format("--trial-balance is missing, and the workspace keeps none of {} (tieout import --trial-balance)",
                    period)};
  }
  fmt::print(stderr, "tieout: {}\n", in(options.language, text));
  return kUsage;
}

std::vector<CategoryAccounts> category_accounts(const loading::RegisterReader& reader) {
  std::vector<CategoryAccounts> accounts;
  for (const loading::AccountMapping& row : reader.accounts()) {
    accounts.push_back({row.entity, row.category, row.cost, row.accumulated, row.provision, row.asset_class});
  }
  return accounts;
}

std::vector<SetAsideCost> set_aside_costs(const loading::RegisterReader& reader, const Options& options) {
  std::vector<SetAsideCost> cards;
  for (const loading::SetAsideCard& card : reader.set_aside()) {
    if (!options.entity.empty() && card.entity != options.entity) continue;
    cards.push_back({card.entity, card.asset, card.name, card.category, card.reason, card.cost});
  }
  return cards;
}

std::vector<std::string> register_entities(const RegisterBalances& cards, const std::vector<SetAsideCost>& set_aside,
                                           const Options& options) {
  if (!options.entity.empty()) return {options.entity};
  std::set<std::string> entities;
  for (const auto& [group, layers] : cards.by_group()) entities.insert(group.entity);
  for (const SetAsideCost& card : set_aside) entities.insert(card.entity);
  return {entities.begin(), entities.end()};
}

CardGroup group_of(const Asset& asset, const ReconciliationRow& row, const rules::ClassTable& classes) {
  const bool reclassified = row.asset_class.index != asset.asset_class.index;
  return {row.entity, asset.category, classes.at(row.asset_class).code, reclassified};
}

// The openings of a year stand with who held the asset then, in the class that it had.
void add_openings(RegisterBalances& cards, const Asset& asset, const AssetYear& year, const rules::ClassTable& classes,
                  const std::string& entity) {
  for (const RollForwardLine& line : year.roll_forward) {
    const std::string& holder = year.entity_of(line.holder);
    if (line.basis != Basis::book || (!entity.empty() && holder != entity)) continue;
    const bool reclassified = line.asset_class.index != asset.asset_class.index;
    cards.add_opening({holder, asset.category, classes.at(line.asset_class).code, reclassified}, line.open);
  }
}

RegisterBalances sum_register(Session& session, const Options& options, TieBridge& bridge) {
  const int through = options.through ? options.through->month() : 12;
  RegisterBalances cards;
  std::mutex mutex;  // sums do not depend on the order in which assets are added
  session.run(
      [&](AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult&) {
        if (!reconciler.open(entry)) return;
        const AssetYear* year = reconciler.run_year(*options.year, through);
        if (year && (options.entity.empty() || year->held_by(options.entity))) {
          const CardGroup group = group_of(entry.asset, year->row, session.rules().classes);
          std::lock_guard lock(mutex);
          if (options.entity.empty() || year->row.entity == options.entity) cards.add(group, year->row);
          add_openings(cards, entry.asset, *year, session.rules().classes, options.entity);
          bridge.add(entry.asset, *year, session.rules().classes, options.entity);
        }
        reconciler.finish();
      },
      [](BatchResult&) {});
  return cards;
}

void require_accounts(const std::vector<CategoryAccounts>& accounts, const Options& options, Diagnostics& diagnostics) {
  const bool any = std::any_of(accounts.begin(), accounts.end(), [](const CategoryAccounts& row) {
    return !row.cost.empty() || !row.accumulated.empty() || !row.provision.empty();
  });
  if (any) return;
  Diagnostic diagnostic;
  diagnostic.code = "ACCOUNTS-NOT-STATED";
  diagnostic.span.file = options.inputs.policies;
  diagnostic.message = {"没有按类别指定科目，无法核对", "no category has accounts, so that nothing can be compared"};
  diagnostic.help = {"在政策表中填写 account_cost、account_accumulated、account_provision。",
                     "Fill in account_cost, account_accumulated and account_provision in the policies."};
  diagnostics.add(std::move(diagnostic));
}

// Classes that the form of charges takes only where an entity's position says so.
std::vector<OutsideForm> outside_form(const Session& session, const Options& options,
                                      const std::vector<std::string>& entities) {
  std::vector<OutsideForm> result;
  const Framework framework = session.framework();
  const auto facts_of = [&](const std::string& id) -> const Entity* {
    for (const Entity& entity : session.reader().entities()) {
      if (entity.id == id) return &entity;
    }
    return nullptr;
  };
  for (const rules::FormEdition* form :
       rules::editions_for(session.rules().forms, options.tax, *options.year, options.law_as_of)) {
    for (const rules::FormByPosition& each : form->by_position) {
      for (const std::string& entity : entities) {
        if (rules::chosen(*framework.tax, facts_of(entity), each.position).code == each.option) continue;
        for (const ClassId id : each.classes) {
          result.push_back({entity, session.rules().classes.at(id).code, form->form, each.position});
        }
      }
    }
  }
  return result;
}

// A class outside the form has a line of its own: where no policy names its accounts, those of the standard's chart
// (1641 and 1642 of right-of-use assets).
void add_chart_accounts(const RegisterBalances& cards, const std::vector<OutsideForm>& outside, Session& session,
                        std::vector<CategoryAccounts>& accounts) {
  const auto holds = [&](const OutsideForm& each) {
    return std::any_of(cards.by_group().begin(), cards.by_group().end(), [&](const auto& entry) {
      return entry.first.entity == each.entity && entry.first.asset_class == each.asset_class;
    });
  };
  const auto named = [&](const OutsideForm& each) {
    return std::any_of(accounts.begin(), accounts.end(), [&](const CategoryAccounts& row) {
      return (row.entity.empty() || row.entity == each.entity) &&
             (row.category == each.asset_class || row.asset_class == each.asset_class);
    });
  };
  const Options& options = session.options();
  std::vector<rules::AccountChart> charts;
  for (const OutsideForm& each : outside) {
    if (!holds(each) || named(each)) continue;
    if (charts.empty()) {
      charts = loading::load_account_charts(rules_directory(options), session.rules(), session.diagnostics());
    }
    std::string regime = options.book;
    for (const Entity& entity : session.reader().entities()) {
      if (entity.id == each.entity && !entity.regime.empty()) regime = entity.regime;
    }
    const auto chart =
        std::find_if(charts.begin(), charts.end(), [&](const rules::AccountChart& c) { return c.regime == regime; });
    if (chart == charts.end()) continue;
    const auto code = [&](rules::AccountRole role) {
      rules::AccountQuery query;
      query.role = role;
      query.asset_class = session.rules().classes.find(each.asset_class);
      const Date day = *make_date(*options.year, options.through ? options.through->month() : 12, 1);
      const rules::AccountUse* use = chart->find(query, day, options.law_as_of);
      return use == nullptr ? std::string() : chart->accounts[use->account].code;
    };
    accounts.push_back({each.entity, each.asset_class, code(rules::AccountRole::cost),
                        code(rules::AccountRole::accumulated), code(rules::AccountRole::provision), each.asset_class});
  }
}

std::vector<TieAdjustment> tie_adjustments(const std::vector<AdjustmentLine>& lines, const rules::ClassTable& classes) {
  std::vector<TieAdjustment> result;
  for (const AdjustmentLine& line : lines) {
    result.push_back({line.row().entity, line.account, classes.at(line.row().asset_class).code, {}});
    for (const RollForwardLine& each : line.year.roll_forward) {
      if (each.basis != Basis::book) continue;
      result.back().close += each.close;
      result.back().open += each.open;
    }
  }
  return result;
}

bool ties(const TieOut& result) { return result.differing + result.openings_differing == 0; }

int write(const TieOut& result, const std::vector<SetAsideCost>& set_aside, const TieBridge& bridge,
          const std::vector<CategoryAccounts>& accounts, const std::vector<AdjustmentLine>& lines,
          const Session& session) {
  const Options& options = session.options();
  const bool for_people = options.format == writing::Format::table || options.format == writing::Format::xlsx;
  const Month end = options.through ? *options.through : december(*options.year);
  Table tie = tie_out_table(result, end, for_people ? TieWording::words : TieWording::codes, options.language);
  Table cards = set_aside_table(set_aside);
  const Table steps = bridge.table(accounts, session.rules().classes,
                                   for_people ? TieWording::words : TieWording::codes, options.language);
  const Table rows = adjustment_rows(lines, session);
  std::vector<const Table*> tables{&tie, &steps};
  if (for_people && !set_aside.empty()) tables.push_back(&cards);
  if (for_people && !lines.empty()) tables.push_back(&rows);
  return write_report(tables, session,
                      {year_member(*options.year),
                       {"month", std::to_string(end.month())},
                       {"ties", ties(result) ? "true" : "false"},
                       {"bridge", writing::json_rows(steps)},
                       {"set_aside", writing::json_rows(cards)},
                       {"adjustments", writing::json_rows(rows)}});
}

// No other command reads the trial balance, so what it gives cause to warn of is told here.
bool tell_findings(const Diagnostics& found, const Options& options) {
  for (const Diagnostic& diagnostic : found.all()) {
    if (!options.quiet) print_diagnostic(diagnostic, options.language);
  }
  return !found.empty();
}

void tell(const Session& session, const TieOut& result, std::size_t set_aside) {
  if (session.options().quiet) return;
  if (result.ignored > 0) {
    fmt::print(stderr, "tieout: {}\n",
               session.say({fmt::format("余额表中 {} 个科目不在政策表的科目之列，未核对", result.ignored),
                            fmt::format("{} accounts of the trial balance are named by no policy and were not compared",
                                        result.ignored)}));
  }
  if (set_aside > 0) {
    fmt::print(stderr, "tieout: {}\n",
               session.say({fmt::format("{} 张卡片已搁置，只计入原值", set_aside),
                            fmt::format("{} card{} set aside, of which the cost alone is counted", set_aside,
                                        set_aside == 1 ? "" : "s")}));
  }
  fmt::print(stderr, "tieout: {}\n",
             session.say({fmt::format("{} 个科目相符，{} 个有差额", result.tied, result.differing),
                          fmt::format("{} accounts tie, {} differ", result.tied, result.differing)}));
  if (result.openings_tied + result.openings_differing == 0) return;
  fmt::print(
      stderr, "tieout: {}\n",
      session.say({fmt::format("年初余额：{} 个科目相符，{} 个有差额", result.openings_tied, result.openings_differing),
                   fmt::format("balances at the start of the year: {} accounts tie, {} differ", result.openings_tied,
                               result.openings_differing)}));
  if (result.openings_differing == 0) return;
  fmt::print(
      stderr, "tieout: {}\n",
      session.say({"余额表的期初若是当月月初而非年初，请导出全年的余额表，或去掉期初列",
                   "where the file's opening is that of a month, export the whole year, or leave the column out"}));
}

}  // namespace

static int run_tie(const Options& options) {
  if (tie_usage_trouble(options)) return kUsage;
  std::optional<archive::StoredDocument> kept;
  if (options.trial_balance.empty()) kept = kept_balances(options);
  if (options.trial_balance.empty() && !kept) return no_balances(options);
  Session session(options);
  if (!session.open_rules()) return session.exit_code();
  Diagnostics found;
  loading::TrialBalance balances = kept ? read_balances(*kept, options, found) : read_balances(options, found);
  const bool readable = !found.has_errors();
  if (!readable) session.diagnostics().append(Diagnostics(found));
  if (!session.open_register()) return session.exit_code();

  TieBridge bridge;
  const RegisterBalances cards = sum_register(session, options, bridge);
  std::vector<CategoryAccounts> accounts = category_accounts(session.reader());
  const std::vector<SetAsideCost> set_aside = set_aside_costs(session.reader(), options);
  const int through = options.through ? options.through->month() : 12;
  const std::vector<AdjustmentLine> lines = adjustment_lines_of(session, *options.year, through);
  for (const AdjustmentLine& line : lines) bridge.add(line, session.rules().classes);
  for (const SetAsideCost& card : set_aside) bridge.add(card);
  const std::vector<std::string> entities = register_entities(cards, set_aside, options);
  const std::vector<OutsideForm> outside = outside_form(session, options, entities);
  add_chart_accounts(cards, outside, session, accounts);
  require_accounts(accounts, options, session.diagnostics());
  if (readable) {
    loading::assign_entities(balances, entities, session.reader().entities(), session.diagnostics());
  }
  if (session.report_errors()) return session.exit_code();
  if (!options.entity.empty()) {
    std::erase_if(balances.rows, [&](const AccountBalance& row) { return row.entity != options.entity; });
  }

  const std::vector<TieAdjustment> adjustments = tie_adjustments(lines, session.rules().classes);
  const TieOut result =
      tie_out({cards, accounts, set_aside, balances.rows, adjustments, outside, balances.states_openings});
  const bool warned = tell_findings(found, options);
  int verdict = session.finish();
  if (warned && options.fail_on == Severity::warning) verdict = kNegative;
  if (const int code = write(result, set_aside, bridge, accounts, lines, session)) return code;
  tell_adjustments(lines, session, Month::of(*options.year, through));
  tell(session, result, set_aside.size());
  return ties(result) ? verdict : kNegative;
}

const Command kTieCommand{"tie",
                          run_tie,
                          {"--year 年度 --trial-balance 文件 …", "--year Y --trial-balance F …"},
                          {"资产卡片与科目余额核对", "register against accounts"},
                          {R"(tieout tie --year 年度 --trial-balance 文件 --policies 文件 --assets 文件 …

把资产卡片按政策表的科目（account_cost、account_accumulated、account_provision）汇总，与科目余额表核对；
搁置的卡片和无卡片金额（--adjustments）各自单列。其后按类别和科目列出原值、累计折旧、减值准备、账面价值、计税基础和暂时性差异
从期初到期末的变动。有差额的列在最前，按金额排序，退出码为 1；借贷不平的余额表不予核对。余额表列：核算主体、科目编码、借方余额/贷方余额，或 余额。
余额表另有年初（期初）余额列时，与推算的年初余额一并核对：有差额的同列在最前，时点记为“期初”。期初余额按年初理解；
另有“本年累计”发生额列的表，期初是当月月初，不予核对。
用 --db 工作区 时可不给 --trial-balance：取工作区保存的该年度余额表（tieout import --trial-balance）。

示例
  tieout tie --year 2023 --trial-balance data/sample/trial-balance-2023.csv --assets data/sample/assets.xlsx \
      --events data/sample/events.csv --recorded data/sample/recorded.csv --policies data/sample/policies.csv
)",
                           R"(tieout tie --year Y --trial-balance F --policies F --assets F …

Sums the register by the accounts of the policies (account_cost, account_accumulated, account_provision) and sets it
against the account balances; set-aside cards and amounts without a card (--adjustments) each have their own column. A second table leads each class
and account from opening to closing: cost, accumulated charges, provision, carrying amount, tax base, temporary
difference. What differs stands on top, the largest first, with exit code 1; a trial balance that does not balance is
refused. Columns of the
balances: entity, account, debit and credit, or balance.
Where the file also states opening balances (年初余额, 期初余额), they are compared with the computed balances at the start
of the year; those that differ stand among the others, `at` saying opening. Openings beside turnover of the year to
date (本年累计) are those of a month and are not compared.
With --db W the balances that the workspace keeps of the year (tieout import --trial-balance) are taken where no
--trial-balance is given.

Example
  tieout tie --year 2023 --trial-balance data/sample/trial-balance-2023.csv --assets data/sample/assets.xlsx \
      --events data/sample/events.csv --recorded data/sample/recorded.csv --policies data/sample/policies.csv
)"}};

}  // namespace tieout::cli
