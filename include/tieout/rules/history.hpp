// What is said of the rules themselves: how their values changed between two days, where a history has holes, and on
// what evidence it rests.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "tieout/rules/form.hpp"
#include "tieout/rules/regime.hpp"

namespace tieout::rules {

// On `date` the row `before` gave way to `after`; null: nothing was in force.
struct RuleChange {
  const Parameter* parameter = nullptr;
  Date date;
  const Value* before = nullptr;
  const Value* after = nullptr;
};

// Changes that took effect after `from` and up to `until`, as far as published by `as_of`; by id, then date.
std::vector<RuleChange> changes_in_force(const RuleBook& book, Date from, Date until, std::optional<Date> as_of = {});

// What publications after `from` and up to `until` changed: each row published then, with the row that was known before
// to hold on its first day. `date` is that first day.
std::vector<RuleChange> changes_published(const RuleBook& book, Date from, Date until);

// An edition of a form took the place of `before` (null: it was the first).
struct EditionChange {
  const FormEdition* before = nullptr;
  const FormEdition* after = nullptr;
};

// Editions of tax years after `from_year` and up to `until_year`, as far as published by `as_of`; by id.
std::vector<EditionChange> editions_in_force(const RuleBook& book, int from_year, int until_year,
                                             std::optional<Date> as_of = {});
// Editions published after `from` and up to `until`; by id.
std::vector<EditionChange> editions_published(const RuleBook& book, Date from, Date until);

// A rule lapses and begins again later, and no note says why nothing holds between.
struct RuleGap {
  const Parameter* parameter = nullptr;
  const Value* lapse = nullptr;
  const Value* next = nullptr;
};
std::vector<RuleGap> gaps(const RuleBook& book);

struct EvidenceCount {
  std::size_t parameters = 0;
  std::size_t values = 0;
  std::size_t two_texts = 0;
  std::size_t one_text = 0;
  std::size_t memory = 0;
};
EvidenceCount count_evidence(const RuleBook& book);

// An evidence mark for people: "两处文本", "two texts". What is no known mark is given back empty. Lives as long as the
// program.
const Text& evidence_word(std::string_view mark);

// Every row in fewer than two texts, by id, then date.
std::vector<RuleUse> weak_values(const RuleBook& book);

}  // namespace tieout::rules
