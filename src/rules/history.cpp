#include "tieout/rules/history.hpp"

#include <algorithm>

namespace tieout::rules {

namespace {

void sort_by_id(std::vector<RuleChange>& changes) {
  std::stable_sort(changes.begin(), changes.end(), [](const RuleChange& a, const RuleChange& b) {
    if (a.parameter != b.parameter) return a.parameter->id < b.parameter->id;
    return a.date < b.date;
  });
}

template <typename Wanted>
std::vector<EditionChange> edition_changes(const RuleBook& book, Wanted&& wanted) {
  std::vector<EditionChange> changes;
  for (const FormEdition& edition : book.forms) {
    if (!wanted(edition)) continue;
    const FormEdition* before = nullptr;
    for (const FormEdition& each : book.forms) {
      const bool earlier = each.form == edition.form && each.from_year < edition.from_year;
      if (earlier && (before == nullptr || each.from_year > before->from_year)) before = &each;
    }
    changes.push_back({before, &edition});
  }
  std::sort(changes.begin(), changes.end(),
            [](const EditionChange& a, const EditionChange& b) { return a.after->id < b.after->id; });
  return changes;
}

}  // namespace

std::vector<EditionChange> editions_in_force(const RuleBook& book, int from_year, int until_year,
                                             std::optional<Date> as_of) {
  return edition_changes(book, [&](const FormEdition& edition) {
    return edition.from_year > from_year && edition.from_year <= until_year && (!as_of || edition.published <= *as_of);
  });
}

std::vector<EditionChange> editions_published(const RuleBook& book, Date from, Date until) {
  return edition_changes(
      book, [&](const FormEdition& edition) { return edition.published > from && edition.published <= until; });
}

std::vector<RuleChange> changes_in_force(const RuleBook& book, Date from, Date until, std::optional<Date> as_of) {
  std::vector<RuleChange> changes;
  for (const Parameter& parameter : book.parameters) {
    std::optional<Date> seen;
    for (const Value& value : parameter.values) {
      if (value.from <= from || value.from > until || value.from == seen) continue;
      seen = value.from;  // of rows that begin on one day the last known holds: asked once
      const Value* before = value_on(parameter, day_before(value.from), as_of);
      const Value* after = value_on(parameter, value.from, as_of);
      if (before != after) changes.push_back({&parameter, value.from, before, after});
    }
  }
  sort_by_id(changes);
  return changes;
}

std::vector<RuleChange> changes_published(const RuleBook& book, Date from, Date until) {
  std::vector<RuleChange> changes;
  for (const Parameter& parameter : book.parameters) {
    for (const Value& value : parameter.values) {
      if (value.published <= from || value.published > until) continue;
      const Value* before = value_on(parameter, value.from, from);
      const Value* after = value_on(parameter, value.from, until);
      if (before != after) changes.push_back({&parameter, value.from, before, after});
    }
  }
  sort_by_id(changes);
  const auto same = [](const RuleChange& a, const RuleChange& b) {
    return a.parameter == b.parameter && a.date == b.date;
  };
  changes.erase(std::unique(changes.begin(), changes.end(), same), changes.end());
  return changes;
}

std::vector<RuleGap> gaps(const RuleBook& book) {
  std::vector<RuleGap> found;
  for (const Parameter& parameter : book.parameters) {
    for (std::size_t i = 0; i + 1 < parameter.values.size(); ++i) {
      const Value& lapse = parameter.values[i];
      const Value& next = parameter.values[i + 1];
      if (!lapse.ends || next.from == lapse.from || next.ends || !lapse.field("note").empty()) continue;
      found.push_back({&parameter, &lapse, &next});
    }
  }
  return found;
}

EvidenceCount count_evidence(const RuleBook& book) {
  EvidenceCount count;
  count.parameters = book.parameters.size();
  for (const Parameter& parameter : book.parameters) {
    for (const Value& value : parameter.values) {
      const std::string_view marked = evidence(parameter, value);
      ++count.values;
      ++(marked == "two texts" ? count.two_texts : marked == "one text" ? count.one_text : count.memory);
    }
  }
  return count;
}

const Text& evidence_word(std::string_view mark) {
  static const Text two{"两处文本", "two texts"}, one{"一处文本", "one text"}, memory{"凭记忆", "memory"},
      inference{"推断", "inference"}, unknown;
  if (mark == two.en) return two;
  if (mark == one.en) return one;
  if (mark == memory.en) return memory;
  return mark == inference.en ? inference : unknown;
}

std::vector<RuleUse> weak_values(const RuleBook& book) {
  UnverifiedRules weak;
  for (const Parameter& parameter : book.parameters) {
    for (const Value& value : parameter.values) weak.note(&parameter, &value);
  }
  return weak.sorted();
}

}  // namespace tieout::rules
