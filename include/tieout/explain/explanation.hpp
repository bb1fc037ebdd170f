// How the figures of one reconciliation row came about: pure data, from which a terminal, JSON or a report is written.
// explainer.hpp makes it.
#pragma once

#include <string>
#include <vector>

#include "tieout/core/date.hpp"
#include "tieout/explain/expression.hpp"

namespace tieout {

// A passage of a law or standard, with the rule file that holds it.
struct Authority {
  Text cite;          // "Implementation Regulations art. 60(2)"
  std::string label;  // the law's own words, short, in Chinese; may be empty
  std::string rule;   // "cn/cit/minimum-life/machinery.toml"
  std::uint32_t line = 0;
  std::string evidence;  // two texts | one text | memory
};

// One figure, or one step towards figures.
struct Derivation {
  std::string key;  // of the row: "tax_charge"; of a step: "tax_charge/1", "disposal/1/book_cost"
  Text title;
  Text formula;  // in words
  Money value;
  std::string word;       // instead of the value: of `class` and `adj_reason`
  Expression expression;  // evaluated; its value is `value`
  std::vector<Authority> authorities;
  std::vector<std::string> choices;  // keys of the choices it rests on
  StatedAt stated_at;                // the row of the event or record behind the step

  bool is_word() const { return !word.empty(); }
};

// A treatment that was stated, follows from a rule, or was elected: method, life, months, residual.
struct Choice {
  std::string key;  // "tax_life_months"
  Text title;
  std::string value;  // as files spell it: "120", "straight-line"
  Text why;           // one sentence
  std::vector<Authority> authorities;
  StatedAt stated_at;
};

struct Explanation {
  std::string entity, asset, name;
  int year = 0;
  Month last;  // December, or the month of --through
  std::vector<Choice> choices;
  std::vector<Derivation> figures;  // every key of the row, in its order, then class and adj_reason
  std::vector<Derivation> steps;    // what figures refer to beside each other

  const Derivation* find(std::string_view key) const;  // null where there is none
  const Choice* find_choice(std::string_view key) const;
  // The steps that the figure rests on, directly or through other steps, in the order first needed. Other figures of
  // the row are named in it, not entered.
  std::vector<const Derivation*> steps_of(const Derivation& figure) const;
};

}  // namespace tieout
