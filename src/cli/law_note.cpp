#include "cli/law_note.hpp"

#include <fmt/format.h>

#include "cli/output.hpp"
#include "tieout/rules/history.hpp"

namespace tieout::cli {

namespace {

Text as_published(const Session& session) {
  const std::string day = to_string(law_date(session));
  const Date newest = session.rules().newest_publication().value_or(Date{});
  if (law_date(session) > newest) {
    const std::string known = to_string(newest);
    return {fmt::format("依据 {} 以前公布的法规（规则收录到 {} 公布的为止）", day, known),
            fmt::format("Law as published by {} (the rules hold what was published by {})", day, known)};
  }
  return {fmt::format("依据 {} 以前公布的法规", day), fmt::format("Law as published by {}", day)};
}

}  // namespace

Date law_date(const Session& session) {
  if (session.options().law_as_of) return *session.options().law_as_of;
  return session.rules().newest_publication().value_or(Date{});
}

// The table is for people: its marks are words of their language.
Table law_table(const Session& session) {
  Table table;
  const Text law = as_published(session);
  table.schema = {"law", {law.zh + "；尚未经两处文本核对的取值", law.en + "; values not yet found in two texts"}, {}};
  table.schema.columns = {{"rule", {"规则", "Rule"}},
                          {"title", {"名称", "Title"}},
                          {"from", {"生效", "From"}, CellKind::date},
                          {"verified", {"依据核对", "Verified"}},
                          {"cite", {"依据", "Source"}}};
  for (const rules::RuleUse& use : session.unverified().sorted()) {
    table.rows.push_back(
        {Cell::of(std::string_view(use.parameter->id)), Cell::of(std::string_view(session.say(use.parameter->title))),
         Cell::of(use.value->from),
         Cell::of(std::string_view(session.say(rules::evidence_word(rules::evidence(*use.parameter, *use.value))))),
         Cell::of(table.keep(session.rules().describe(use.value->cite, session.options().language)))});
  }
  return table;
}

void write_law_note(const Session& session, writing::ByteSink& out) {
  const Table table = law_table(session);
  out.write("\n");
  if (table.rows.empty()) {
    out.write(session.say(as_published(session)) + "\n");
    return;
  }
  writing::TextTableSink sink(out, text_options(session.options()));
  writing::write_table(table, sink);
}

writing::JsonMember law_as_of_member(const Session& session) {
  return {"law_as_of", writing::json_string(to_string(law_date(session)))};
}

writing::JsonMember unverified_member(const Session& session) {
  Table table;  // ids alone: the same in every language
  for (const char* key : {"rule", "from", "verified", "source", "article"}) table.schema.columns.push_back({key, {}});
  for (const rules::RuleUse& use : session.unverified().sorted()) {
    table.rows.push_back({Cell::of(std::string_view(use.parameter->id)), Cell::of(use.value->from),
                          Cell::of(rules::evidence(*use.parameter, *use.value)),
                          Cell::of(std::string_view(use.value->cite.source)),
                          Cell::of(std::string_view(use.value->cite.article))});
  }
  return {"unverified_rules", writing::json_rows(table)};
}

void tell_law(const Session& session) {
  if (session.options().quiet) return;
  const std::size_t count = session.unverified().sorted().size();
  const Text law = as_published(session);
  fmt::print(stderr, "tieout: {}\n",
             session.say({fmt::format("{}；所用取值中 {} 项尚未经两处文本核对", law.zh, count),
                          fmt::format("{}; {} of the values used {} not yet found in two texts", law.en, count,
                                      count == 1 ? "is" : "are")}));
}

}  // namespace tieout::cli
