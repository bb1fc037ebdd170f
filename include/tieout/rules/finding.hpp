// The catalogue of findings: what an inspector or a reviewer would ask about an asset, each with a stable code, the law
// behind it and what to do. All of it is rule data (rules/findings/<CODE>.toml); C++ knows only when to ask.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tieout/core/diagnostic.hpp"
#include "tieout/rules/rule.hpp"

namespace tieout::rules {

struct RuleBook;

struct FindingRule {
  std::string code;  // "DISPOSAL-WITHOUT-NOTE"
  Text title;
  Text why;       // what the law or practice says
  Text remedy;    // what to do
  Text evidence;  // what paper settles it, or empty
  Text example;   // a case in a sentence or two
  // Codes of the book and tax regimes under which it is asked; empty: under all.
  std::vector<std::string> regimes;
  const Parameter* parameter = nullptr;  // rows hold `severity`
};

// A finding's standing in a year.
struct FindingStanding {
  Severity severity = Severity::note;
  Citation cite;
};

class FindingCatalogue {
 public:
  FindingCatalogue() = default;
  // Every parameter below findings/ of the book, by code.
  explicit FindingCatalogue(const std::vector<Parameter>& parameters);

  const FindingRule* find(std::string_view code) const;  // null: not in the catalogue
  const std::vector<FindingRule>& all() const { return rules_; }

 private:
  std::vector<FindingRule> rules_;
};

// Whether the finding is asked under these regimes.
bool asked_under(const FindingRule& rule, std::string_view book, std::string_view tax);

// How the finding stands at the end of `year` by the law published by `as_of` (nothing: all); nothing where the law
// behind it was not in force.
std::optional<FindingStanding> standing_in(const FindingRule& rule, int year, std::optional<Date> as_of = {});

}  // namespace tieout::rules
