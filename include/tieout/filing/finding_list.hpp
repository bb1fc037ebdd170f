// A list of findings for a reader: sorted, counted, and with many equal ones as one line.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tieout/filing/acceptance.hpp"
#include "tieout/filing/findings.hpp"
#include "tieout/filing/table.hpp"

namespace tieout {

// Equal findings up to this number are shown singly even in a grouped list.
constexpr std::size_t kShownSingly = 5;

struct FindingCounts {
  std::size_t errors = 0, warnings = 0, notes = 0;  // not accepted
  std::size_t accepted = 0;

  // Findings of at least this severity that nobody accepted.
  std::size_t at_least(Severity severity) const;
  std::size_t all() const { return errors + warnings + notes + accepted; }
};

// A line of the list: one finding, or a group of equal ones of a year.
struct FindingLine {
  Finding finding;
  SourceSpan place;                     // of the finding, or of the first of a group
  std::optional<std::size_t> accepted;  // index of the acceptance
  std::size_t count = 1;
  Money amount;  // of all in the line
};

class FindingList {
 public:
  // `grouped`: more than kShownSingly findings of an entity with the same code, year and standing become one
  // line, and only that line is kept. `least`: findings below it are neither listed nor counted.
  FindingList(Acceptances acceptances, bool grouped, Severity least)
      : acceptances_(std::move(acceptances)), grouped_(grouped), least_(least) {}

  void add(Finding finding);
  // A finding that already knows its place: made while reading, not from an asset.
  void add(Finding finding, SourceSpan place);

  // By severity, then amount (largest first, without its sign), then entity, asset, code, year; accepted ones last.
  std::vector<FindingLine> lines() const;
  const FindingCounts& counts() const { return counts_; }
  const Acceptances& acceptances() const { return acceptances_; }

 private:
  // Equal findings share all of it.
  struct Key {
    std::string code, entity;
    std::optional<std::size_t> accepted;
    std::int32_t year = 0;
    Severity severity = Severity::note;
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  struct Group {
    std::size_t count = 0;
    Money amount;
    std::vector<FindingLine> first;  // at most kShownSingly where the list is grouped
  };

  Acceptances acceptances_;
  bool grouped_;
  Severity least_;
  FindingCounts counts_;
  std::map<Key, Group> groups_;
};

// What the tables are worded with.
struct FindingWords {
  const rules::RuleBook* rules = nullptr;
  Language language = Language::zh;
};

class WorkingPapers;

// Every column, words as codes: CSV, JSON, XLSX. `papers`: of the review; null: none.
Table findings_table(const std::vector<FindingLine>& lines, const Acceptances& acceptances, const FindingWords& words,
                     const WorkingPapers* papers = nullptr);
// Law and remedy of each code that occurs, once.
Table findings_remedies(const std::vector<FindingLine>& lines, const FindingWords& words);
// The catalogue itself.
Table catalogue_table(const rules::FindingCatalogue& catalogue, const FindingWords& words);

// "警告", "warning".
Text severity_word(Severity severity);
// "assets.csv:14:3", "assets.xlsx[固定资产]:14:3", as diagnostics name places.
std::string place_text(const SourceSpan& place);
// What was noticed while reading has none.
bool has_amount(const FindingLine& line);

// "3 errors, 2 warnings, 1 note; 4 accepted"
Text describe(const FindingCounts& counts);

}  // namespace tieout
