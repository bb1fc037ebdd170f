// A rule parameter: one figure or word of the law with its history. Read from rules/**.toml by
// loading/rule_files; here it is data and look-up only (architecture.md, "A rule file").
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tieout/core/date.hpp"
#include "tieout/core/diagnostic.hpp"

namespace tieout::rules {

// A law, notice or standard, listed once in rules/**/sources.toml.
struct Source {
  std::string id;
  Text title;
  std::string number;
  std::string issuer;
  std::string published;
  Text cite_as;          // short name in citations: "Implementation Regulations"; the title where none is given
  std::string articles;  // how its parts are named: article | paragraph | question | section
};

struct Citation {
  std::string source;   // id of a Source
  std::string article;  // "60(2)"
};

// One dated row of a parameter. `fields` keeps every other key of the row as text (months = "120", …).
struct Value {
  Date from;          // in force
  Date published;     // may be later than `from`: applied backwards
  bool ends = false;  // the rule lapses on `from`
  std::map<std::string, std::string, std::less<>> fields;
  Citation cite;
  std::string verified;  // evidence of this row where it differs from the file's: two texts | one text | memory
  std::uint32_t line = 0;

  // The field's text, or empty where the row has none.
  std::string_view field(std::string_view name) const;
};

// One of the treatments between which the law leaves the choice open (rules/**/position).
struct PositionOption {
  std::string code;  // "whole-cost"
  Text title;
  Text reason;  // what speaks for it
  Citation cite;
  std::string verified;  // evidence where it differs from the file's
  std::uint32_t line = 0;
};

struct Parameter {
  std::string id;  // "cn/cit/minimum-life/machinery"
  Text title;
  std::string label;  // the law's own words, short, Chinese
  std::string unit;
  std::string picks;                                                  // acquired | in_service | year
  std::map<std::string, std::vector<std::string>, std::less<>> keys;  // further keys of the file: classes = [...]
  std::vector<Value> values;                                          // by `from`
  std::vector<PositionOption> options;                                // of a position, in the order of its file
  std::string verified;                                               // two texts | one text | memory
  std::string file;                                                   // below rules/
};

// A row of a parameter, as used.
struct RuleUse {
  const Parameter* parameter = nullptr;
  const Value* value = nullptr;
  friend bool operator==(const RuleUse&, const RuleUse&) = default;
};

// The rows used by a run that nobody has yet found in two texts (`one text`, `memory`): a report that rests on them
// says so. One per thread; noting a row again costs a look at a short list.
class UnverifiedRules {
 public:
  // Rows in two texts, and null, are not kept.
  void note(const Parameter* parameter, const Value* value);
  void merge(const UnverifiedRules& other);
  // By parameter id, then row: the same whatever the order of use.
  std::vector<RuleUse> sorted() const;

 private:
  std::vector<RuleUse> used_;
};

// The evidence for a row: its own, or the file's.
std::string_view evidence(const Parameter& parameter, const Value& value);

// The row in force on `date` among those published by `as_of` (nothing: all), or null: none, or lapsed. Of rows
// with the same `from` the one published last holds: an extension so overrules the lapse it prolongs.
const Value* value_on(const Parameter& parameter, Date date, std::optional<Date> as_of = {});

}  // namespace tieout::rules
