// tieout rules list|show|check: what law is known, with dates, articles and evidence.
#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"

namespace tieout::cli {

namespace {

int list_rules(const Session& session) {
  Table table;
  table.schema = {"rules", {"规则一览", "Rules"}, {}};
  table.schema.columns = {{"id", {"编号", "Id"}},
                          {"title", {"名称", "Title"}},
                          {"values", {"取值数", "Values"}, CellKind::integer},
                          {"latest", {"最近生效", "Latest from"}, CellKind::date},
                          {"verified", {"依据核对", "Verified"}}};
  for (const rules::Parameter& parameter : session.rules().parameters) {
    Cell latest = parameter.values.empty() ? Cell{} : Cell::of(parameter.values.back().from);
    table.rows.push_back({Cell::of(std::string_view(parameter.id)),
                          Cell::of(std::string_view(session.say(parameter.title))),
                          Cell::of(static_cast<std::int32_t>(parameter.values.size())), latest,
                          Cell::of(std::string_view(parameter.verified))});
  }
  return write_tables({&table}, session.options());
}

std::string fields_of(const rules::Value& value) {
  std::string text;
  for (const auto& [key, field] : value.fields) text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", key, field);
  return value.ends ? "—" : text;
}

int show_rule(const Session& session, const rules::Parameter& parameter) {
  Table table;
  table.schema = {
      "rule",
      {fmt::format("{}（{}） {} rules/{}", parameter.title.zh, parameter.label, parameter.verified, parameter.file),
       fmt::format("{} ({}), {}, rules/{}", parameter.title.en, parameter.label, parameter.verified, parameter.file)},
      {}};
  table.schema.columns = {{"from", {"生效", "From"}, CellKind::date},
                          {"published", {"公布", "Published"}, CellKind::date},
                          {"value", {"取值", "Value"}},
                          {"cite", {"依据", "Source"}},
                          {"line", {"行", "Line"}, CellKind::integer}};
  for (const rules::Value& value : parameter.values) {
    table.rows.push_back({Cell::of(value.from), Cell::of(value.published), Cell::of(table.keep(fields_of(value))),
                          Cell::of(table.keep(session.rules().describe(value.cite, session.options().language))),
                          Cell::of(static_cast<std::int32_t>(value.line))});
  }
  return write_tables({&table}, session.options());
}

}  // namespace

static int run_rules(const Options& options) {
  Session session(options);
  const std::string verb = options.arguments.empty() ? "list" : options.arguments.front();
  // Loading is the health check: unknown sources, uncited values, overlaps and files nothing reads are errors.
  if (!session.open_rules()) return session.exit_code();
  if (verb == "list") return list_rules(session);
  if (verb == "check") {
    fmt::print("{}\n", session.say({fmt::format("{} 条规则，{} 个来源，没有问题", session.rules().parameters.size(),
                                                session.rules().sources.size()),
                                    fmt::format("{} rules, {} sources, nothing wrong",
                                                session.rules().parameters.size(), session.rules().sources.size())}));
    return kDone;
  }
  if (verb == "show" && options.arguments.size() == 2) {
    const std::string& id = options.arguments[1];
    if (const rules::Parameter* parameter = session.rules().find_parameter(id)) return show_rule(session, *parameter);
    fmt::print(stderr, "tieout: {}\n",
               session.say({fmt::format("没有规则 {}；tieout rules list 列出全部", id),
                            fmt::format("there is no rule {}; tieout rules list shows all", id)}));
    return kUsage;
  }
  return run_help(options, "rules");
}

const Command kRulesCommand{"rules",
                            run_rules,
                            {"list|show 编号|check", "list|show ID|check"},
                            {"已知的规则、日期与依据", "the law that is known, with dates and sources"},
                            {R"(tieout rules list | show 编号 | check

list 列出全部规则；show 显示一条规则的历次取值、生效与公布日期、条文依据；check 检查规则文件。

示例
  tieout rules show cn/cit/minimum-life/machinery
)",
                             R"(tieout rules list | show ID | check

list shows all rules; show prints the history of one with dates, articles and evidence; check examines the rule files.

Example
  tieout rules show cn/cit/minimum-life/machinery
)"}};

}  // namespace tieout::cli
