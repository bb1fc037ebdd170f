// tieout draft: runs of a year kept by name and compared before it is sealed.
#include "archive/draft.hpp"

#include <fmt/format.h>

#include "archive/flat_json.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"
#include "cli/workspace.hpp"
#include "tieout/reconcile/row_columns.hpp"

namespace tieout::cli {

namespace {

int refuse(const Options& options, const Text& text, int code) {
  fmt::print(stderr, "tieout: {}\n", in(options.language, text));
  return code;
}

int refuse_unknown(const Options& options, const std::string& name) {
  return refuse(options,
                {fmt::format("没有名为 {} 的草稿；tieout draft list 列出全部", name),
                 fmt::format("there is no draft {}; tieout draft list shows them", name)},
                kUsage);
}

struct DraftRow {
  std::string entity, asset;
  std::vector<std::pair<std::string, std::string>> figures;
};

DraftRow draft_row(const ReconciliationRow& row) {
  DraftRow result{row.entity, row.asset, {}};
  for (const AmountColumn& column : kAmountColumns) {
    const Money amount = row.*column.amount;
    if (!amount.is_zero()) result.figures.emplace_back(column.key, to_string(amount));
  }
  return result;
}

std::string settings_of(const Options& options) {
  std::string object;
  archive::append_member(object, "book", options.book);
  archive::append_member(object, "tax", options.tax);
  if (options.law_as_of) archive::append_member(object, "law_as_of", to_string(*options.law_as_of));
  if (options.through) archive::append_member(object, "through", to_string(*options.through));
  if (!options.entity.empty()) archive::append_member(object, "entity", options.entity);
  archive::close_object(object);
  return object;
}

// Whether the run went well; else see exit_code of the session.
bool compute(Session& session, const Options& options, std::vector<DraftRow>& rows) {
  if (!session.open_rules() || !session.open_register()) return false;
  const int through = options.through ? options.through->month() : 12;
  session.run(
      [&](AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult& result) {
        if (!reconciler.open(entry)) return;
        const AssetYear* year = reconciler.run_year(*options.year, through);
        if (year && (options.entity.empty() || year->row.entity == options.entity)) result.years.push_back(*year);
        reconciler.finish();
      },
      [&](BatchResult& result) {
        for (const AssetYear& year : result.years) rows.push_back(draft_row(year.row));
      });
  return !session.report_errors();
}

int keep(const Options& options, const std::string& name) {
  if (!options.year) return refuse(options, {"缺少 --year（年度）", "--year is missing"}, kUsage);
  Session session(options);
  std::vector<DraftRow> rows;
  if (!compute(session, options, rows)) return session.exit_code();
  const auto database = open_workspace(options, archive::Access::write);
  database->transact([&] {
    archive::DraftWriter writer(*database, {name, *options.year, time_now(options), user_name(options), TIEOUT_VERSION,
                                            settings_of(options), 0, 0});
    for (const DraftRow& row : rows) writer.add(row.entity, row.asset, row.figures);
    return true;
  });
  if (!options.quiet) {
    fmt::print(stderr, "tieout: {}\n",
               in(options.language, {fmt::format("已保留草稿 {}：{} 行", name, rows.size()),
                                     fmt::format("kept the draft {}: {} rows", name, rows.size())}));
  }
  return session.finish();
}

int list(const Options& options) {
  const auto database = open_workspace(options, archive::Access::read);
  Table table;
  table.schema = {"drafts",
                  {"草稿", "Drafts"},
                  {{"name", {"名称", "Name"}},
                   {"year", {"年度", "Year"}, CellKind::integer},
                   {"at", {"时间", "At"}},
                   {"user", {"操作人", "User"}},
                   {"import", {"导入号", "Import"}, CellKind::integer},
                   {"rows", {"行数", "Rows"}, CellKind::integer},
                   {"settings", {"设定", "Settings"}}}};
  for (const archive::DraftHead& head : archive::list_drafts(*database)) {
    table.rows.push_back({Cell::of(table.keep(head.name)), Cell::of(std::int32_t{head.year}),
                          Cell::of(table.keep(head.at)), Cell::of(table.keep(head.user)),
                          Cell::of(static_cast<std::int32_t>(head.import)),
                          Cell::of(static_cast<std::int32_t>(head.rows)), Cell::of(table.keep(head.settings))});
  }
  return write_tables({&table}, options);
}

int compare(const Options& options, const std::string& first, const std::string& second) {
  const auto database = open_workspace(options, archive::Access::read);
  for (const std::string& name : {first, second}) {
    if (!archive::find_draft(*database, name)) return refuse_unknown(options, name);
  }
  Table table;
  table.schema = {"draft-comparison",
                  {fmt::format("草稿 {} 与 {} 的差异", first, second), fmt::format("Drafts {} and {}", first, second)},
                  {{"entity", {"核算主体", "Entity"}},
                   {"asset", {"资产编号", "Asset"}},
                   {"key", {"项目", "Figure"}},
                   {"before", {first, first}},
                   {"after", {second, second}}}};
  archive::compare_drafts(*database, first, second, [&](const archive::DraftDifference& difference) {
    const auto kept = [&](const std::string& text) { return text.empty() ? Cell{} : Cell::of(table.keep(text)); };
    table.rows.push_back({kept(difference.entity), kept(difference.asset), kept(difference.key),
                          kept(difference.before), kept(difference.after)});
  });
  return write_tables({&table}, options,
                      {{"first", writing::json_string(first)}, {"second", writing::json_string(second)}});
}

int drop(const Options& options, const std::string& name) {
  const auto database = open_workspace(options, archive::Access::write);
  if (!archive::find_draft(*database, name)) return refuse_unknown(options, name);
  database->transact([&] {
    archive::drop_draft(*database, name);
    return true;
  });
  return kDone;
}

}  // namespace

static int run_draft(const Options& options) {
  if (!require_workspace(options)) return kUsage;
  const auto& words = options.arguments;
  if (words.size() == 2 && words[0] == "keep") return keep(options, words[1]);
  if (words.size() == 1 && words[0] == "list") return list(options);
  if (words.size() == 3 && words[0] == "compare") return compare(options, words[1], words[2]);
  if (words.size() == 2 && words[0] == "drop") return drop(options, words[1]);
  return refuse(options,
                {"用法：tieout draft keep 名称 --year 年度 | list | compare 甲 乙 | drop 名称",
                 "use tieout draft keep NAME --year Y | list | compare A B | drop NAME"},
                kUsage);
}

const Command kDraftCommand{"draft",
                            run_draft,
                            {"keep 名称 --year 年度 | list | compare 甲 乙", "keep NAME --year Y | list | compare A B"},
                            {"封存前保留并比较试算", "runs of a year kept by name, and compared"},
                            {R"(tieout draft keep 名称 --db 工作区 --year 年度 [--events 文件 …] [--law-as-of …]
tieout draft list --db 工作区
tieout draft compare 甲 乙 --db 工作区
tieout draft drop 名称 --db 工作区

把一个年度的计算结果按名称保留在工作区内，封存前逐项资产、逐个数字比较。给出的文件代替工作区中的同类输入，可用来试算另一种情形。
同名的草稿被替换。

示例
  tieout draft keep 现状 --db 集团.tieout --year 2023
  tieout draft compare 现状 调整后 --db 集团.tieout
)",
                             R"(tieout draft keep NAME --db W --year Y [--events F …] [--law-as-of …]
tieout draft list --db W
tieout draft compare A B --db W
tieout draft drop NAME --db W

Keeps the figures of a year's run under a name in the workspace, to be compared before the year is sealed, asset by asset
and figure by figure. A file that is given stands in for the inputs of its kind, so that another course can be tried. A
draft of the same name is replaced.

Examples
  tieout draft keep now --db group.tieout --year 2023
  tieout draft compare now revised --db group.tieout
)"}};

}  // namespace tieout::cli
