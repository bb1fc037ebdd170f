// tieout rules list|show|check|diff: what law is known, with dates, articles and evidence.
#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.hpp"
#include "cli/form_rules.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"
#include "loading/rule_accounts.hpp"
#include "loading/rule_provisions.hpp"
#include "tieout/rules/history.hpp"

namespace tieout::cli {

namespace {

// CSV and JSON keep the mark as the rule files write it; people read a word of their language.
Cell verified_cell(const Session& session, std::string_view mark) {
  const writing::Format format = session.options().format;
  const bool for_people = format == writing::Format::table || format == writing::Format::xlsx;
  return Cell::of(for_people ? std::string_view(session.say(rules::evidence_word(mark))) : mark);
}

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
                          verified_cell(session, parameter.verified)});
  }
  for (const rules::FormEdition& form : session.rules().forms) {
    table.rows.push_back({Cell::of(std::string_view(form.id)), Cell::of(std::string_view(session.say(form.title))),
                          Cell::of(static_cast<std::int32_t>(form.rows.size())),
                          Cell::of(Date{static_cast<std::int16_t>(form.from_year), 1, 1}),
                          verified_cell(session, form.verified)});
  }
  return write_tables({&table}, session.options());
}

// "months = 48"; "—" where nothing holds.
std::string fields_of(const rules::Value* value) {
  if (value == nullptr || value->ends) return "—";
  std::string text;
  for (const auto& [key, field] : value->fields) {
    if (key != "note") text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", key, field);
  }
  return text;
}

// The rows of `uses`, with the source of each as it is cited.
int write_values(const Session& session, TableSchema schema, const std::vector<rules::RuleUse>& uses,
                 std::vector<writing::JsonMember> members) {
  Table table;
  table.schema = std::move(schema);
  table.schema.columns = {{"rule", {"编号", "Rule"}},
                          {"from", {"生效", "From"}, CellKind::date},
                          {"published", {"公布", "Published"}, CellKind::date},
                          {"value", {"取值", "Value"}},
                          {"verified", {"依据核对", "Verified"}},
                          {"cite", {"依据", "Cited"}},
                          {"number", {"文号", "Number"}},
                          {"title", {"法规名称", "Law"}},
                          {"note", {"备注", "Note"}}};
  const Language language = session.options().language;
  for (const rules::RuleUse& use : uses) {
    const rules::Source* source = session.rules().find_source(use.value->cite.source);
    table.rows.push_back({Cell::of(std::string_view(use.parameter->id)), Cell::of(use.value->from),
                          Cell::of(use.value->published), Cell::of(table.keep(fields_of(use.value))),
                          verified_cell(session, rules::evidence(*use.parameter, *use.value)),
                          Cell::of(table.keep(session.rules().describe(use.value->cite, language))),
                          source != nullptr ? Cell::of(std::string_view(source->number)) : Cell{},
                          source != nullptr ? Cell::of(std::string_view(session.say(source->title))) : Cell{},
                          Cell::of(use.value->field("note"))});
  }
  return write_tables({&table}, session.options(), std::move(members));
}

int show_rule(const Session& session, const rules::Parameter& parameter) {
  std::vector<rules::RuleUse> history;
  for (const rules::Value& value : parameter.values) history.push_back({&parameter, &value});
  return write_values(session,
                      {"rule",
                       {fmt::format("{}（{}） rules/{}", parameter.title.zh, parameter.label, parameter.file),
                        fmt::format("{} ({}), rules/{}", parameter.title.en, parameter.label, parameter.file)},
                       {}},
                      history, {{"picks", writing::json_string(parameter.picks)}});
}

int usage_trouble(const Session& session, const Text& text) {
  fmt::print(stderr, "tieout: {}\n", session.say(text));
  return kUsage;
}

// "cit/rate" is "cn/cit/rate": the country may be left out.
int show(const Session& session, const std::string& id) {
  for (const std::string& name : {id, "cn/" + id}) {
    if (const rules::Parameter* parameter = session.rules().find_parameter(name)) return show_rule(session, *parameter);
  }
  if (const auto status = show_form(session, id)) return *status;
  return usage_trouble(session, {fmt::format("没有规则 {}；tieout rules list 列出全部", id),
                                 fmt::format("there is no rule {}; tieout rules list shows all", id)});
}

void report_gap(const Session& session, const rules::RuleGap& gap) {
  const std::string from = to_string(gap.lapse->from), until = to_string(gap.next->from);
  Diagnostic diagnostic;
  diagnostic.code = "RULE-GAP";
  diagnostic.span.file = rules_directory(session.options()) + "/" + gap.parameter->file;
  diagnostic.span.line = gap.lapse->line;
  diagnostic.message = {fmt::format("自 {} 起失效，至 {} 才有新值", from, until),
                        fmt::format("lapses on {} and holds again only from {}", from, until)};
  diagnostic.help = {"补上其间的值；确实没有的，在失效行写 note 说明。",
                     "Add the value between; where there was none, say so in a note on the row that ends the rule."};
  print_diagnostic(diagnostic, session.options().language);
}

// What loading does not refuse by itself; unknown sources, uncited values, overlaps and files that nothing reads it
// does.
int check(const Session& session) {
  const std::vector<rules::RuleGap> gaps = rules::gaps(session.rules());
  for (const rules::RuleGap& gap : gaps) report_gap(session, gap);
  const rules::EvidenceCount count = rules::count_evidence(session.rules());
  const std::size_t sources = session.rules().sources.size();
  const std::size_t forms = session.rules().forms.size();
  if (session.options().format == writing::Format::table) {
    fmt::print("{}\n", session.say({fmt::format("取值 {} 项：两处文本 {}，一处文本 {}，凭记忆 {}", count.values,
                                                count.two_texts, count.one_text, count.memory),
                                    fmt::format("{} values: {} in two texts, {} in one, {} from memory", count.values,
                                                count.two_texts, count.one_text, count.memory)}));
    fmt::print(
        "{}\n",
        session.say({fmt::format("{} 条规则，{} 版申报表，{} 个来源，{}", count.parameters, forms, sources,
                                 gaps.empty() ? "没有问题" : fmt::format("{} 处空档", gaps.size())),
                     fmt::format("{} rules, {} editions of forms, {} sources, {}", count.parameters, forms, sources,
                                 gaps.empty() ? "nothing wrong" : fmt::format("{} gaps", gaps.size()))}));
  } else {
    const int code =
        write_values(session, {"rules-check", {"尚未经两处文本核对的取值", "Values not yet found in two texts"}, {}},
                     rules::weak_values(session.rules()),
                     {{"healthy", gaps.empty() ? "true" : "false"},
                      {"rules", std::to_string(count.parameters)},
                      {"sources", std::to_string(sources)},
                      {"values", std::to_string(count.values)},
                      {"two_texts", std::to_string(count.two_texts)},
                      {"one_text", std::to_string(count.one_text)},
                      {"memory", std::to_string(count.memory)}});
    if (code != kDone) return code;
  }
  return gaps.empty() ? kDone : kNegative;
}

std::optional<int> year_of(const std::string& text) {
  const bool digits = text.size() == 4 && text.find_first_not_of("0123456789") == std::string::npos;
  if (!digits || text < "1900" || text > "2999") return {};
  return std::stoi(text);
}

void add_editions(const Session& session, const std::vector<rules::EditionChange>& changes, Table& table) {
  const auto edition = [&](const rules::FormEdition* each) {
    return each == nullptr ? Cell{} : Cell::of(table.keep("edition = " + each->name()));
  };
  for (const rules::EditionChange& change : changes) {
    const rules::FormEdition& after = *change.after;
    table.rows.push_back({Cell::of(after.id), Cell::of(std::string_view(session.say(after.title))),
                          Cell::of(Date{static_cast<std::int16_t>(after.from_year), 1, 1}), Cell::of(after.published),
                          edition(change.before), edition(change.after),
                          Cell::of(table.keep(session.rules().describe(after.cite, session.options().language))),
                          verified_cell(session, after.verified)});
  }
}

int write_changes(const Session& session, const std::string& first, const std::string& second,
                  const std::vector<rules::RuleChange>& changes, const std::vector<rules::EditionChange>& editions) {
  Table table;
  table.schema = {"rules-diff",
                  {fmt::format("{} 至 {} 的规则变化", first, second),
                   fmt::format("Rules that changed from {} to {}", first, second)},
                  {}};
  table.schema.columns = {{"rule", {"编号", "Rule"}},
                          {"title", {"名称", "Title"}},
                          {"from", {"生效", "From"}, CellKind::date},
                          {"published", {"公布", "Published"}, CellKind::date},
                          {"before", {"原值", "Before"}},
                          {"after", {"新值", "After"}},
                          {"cite", {"依据", "Source"}},
                          {"verified", {"依据核对", "Verified"}}};
  for (const rules::RuleChange& change : changes) {
    // Where nothing holds any longer, the row that ends the rule is the source.
    const rules::Value* source = change.after;
    for (const rules::Value& value : change.parameter->values) {
      if (source == nullptr && value.ends && value.from == change.date) source = &value;
    }
    table.rows.push_back(
        {Cell::of(std::string_view(change.parameter->id)),
         Cell::of(std::string_view(session.say(change.parameter->title))), Cell::of(change.date),
         source != nullptr ? Cell::of(source->published) : Cell{}, Cell::of(table.keep(fields_of(change.before))),
         Cell::of(table.keep(fields_of(change.after))),
         source != nullptr ? Cell::of(table.keep(session.rules().describe(source->cite, session.options().language)))
                           : Cell{},
         source != nullptr ? verified_cell(session, rules::evidence(*change.parameter, *source)) : Cell{}});
  }
  add_editions(session, editions, table);
  return write_tables({&table}, session.options(),
                      {{"first", writing::json_string(first)}, {"second", writing::json_string(second)}});
}

int diff(const Session& session, const std::string& first, const std::string& second) {
  const auto first_year = year_of(first), second_year = year_of(second);
  if (first_year && second_year && *first_year <= *second_year) {
    return write_changes(
        session, first, second,
        rules::changes_in_force(session.rules(), last_day(december(*first_year)), last_day(december(*second_year)),
                                session.options().law_as_of),
        rules::editions_in_force(session.rules(), *first_year, *second_year, session.options().law_as_of));
  }
  const auto first_day = parse_iso_date(first), second_day = parse_iso_date(second);
  if (first_day && second_day && *first_day <= *second_day) {
    return write_changes(session, first, second, rules::changes_published(session.rules(), *first_day, *second_day),
                         rules::editions_published(session.rules(), *first_day, *second_day));
  }
  return usage_trouble(session, {fmt::format("{} {}：应为先后两个年度，或两个公布日期 YYYY-MM-DD", first, second),
                                 fmt::format("{} {}: must be two years, or two dates of publication YYYY-MM-DD, the "
                                             "earlier first",
                                             first, second)});
}

}  // namespace

static int run_rules(const Options& options) {
  Session session(options);
  const std::string verb = options.arguments.empty() ? "list" : options.arguments.front();
  // Loading is most of the health test: what it refuses makes the rules unhealthy.
  if (!session.open_rules()) {
    const bool unreadable = std::any_of(session.diagnostics().all().begin(), session.diagnostics().all().end(),
                                        [](const Diagnostic& found) { return found.code == "RULES-MISSING"; });
    const bool unhealthy = verb == "check" && session.diagnostics().has_errors() && !unreadable;
    return unhealthy ? static_cast<int>(kNegative) : session.exit_code();
  }
  const std::vector<std::string>& words = options.arguments;
  if (verb == "check") {
    loading::load_account_charts(rules_directory(options), session.rules(), session.diagnostics());
    loading::load_provision_rules(rules_directory(options), session.rules(), session.diagnostics());
    if (session.report_errors()) return kNegative;
  }
  if (verb == "list" && words.size() <= 1) return list_rules(session);
  if (verb == "check" && words.size() == 1) return check(session);
  if (verb == "show" && words.size() == 2) return show(session, words[1]);
  if (verb == "diff" && words.size() == 3) return diff(session, words[1], words[2]);
  return usage_trouble(session, {"用法：tieout rules list | show 编号 | check | diff 年度 年度",
                                 "usage: tieout rules list | show ID | check | diff YEAR YEAR"});
}

const Command kRulesCommand{"rules",
                            run_rules,
                            {"list|show 编号|check|diff 年度 年度", "list|show ID|check|diff YEAR YEAR"},
                            {"已知的规则、日期与依据", "the law that is known, with dates and sources"},
                            {R"(tieout rules list | show 编号 | check | diff 年度 年度

list 列出全部规则；show 显示一条规则的历次取值、生效与公布日期、文号、条文与核对情况（编号开头的 cn/ 可省略）；
check 检查规则文件（无出处、重叠、空档、无人读取等），有问题时退出码为 1，--format csv|json 列出尚未经两处文本核对的取值；
申报表按表号（各版）或版本显示行次、栏次、公式及各自的依据；
diff 列出两个年度末之间生效的变化，或两个日期（YYYY-MM-DD）之间公布的变化。

示例
  tieout rules show cit/minimum-life/machinery
  tieout rules show A105080/2022
  tieout rules diff 2023 2024
  tieout rules check --format csv
)",
                             R"(tieout rules list | show ID | check | diff YEAR YEAR

list shows all rules; show prints the history of one: values in force, publication, number, article, evidence (cn/ at
the beginning of the id may be left out); check examines the rule files (uncited, overlapping, gaps, unread …), exit
code 1 where something is wrong, and with --format csv|json lists the values not yet found in two texts; diff shows what
took effect between the ends of two years, or what was published between two dates YYYY-MM-DD. A form is shown by its
number (every edition) or by edition: rows, columns and formulas, each with its evidence.

Examples
  tieout rules show cit/minimum-life/machinery
  tieout rules show A105080/2022
  tieout rules diff 2023 2024
  tieout rules check --format csv
)"}};

}  // namespace tieout::cli
