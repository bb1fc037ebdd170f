#include "cli/filing_difference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <tuple>

#include "cli/csv_rows.hpp"
#include "cli/filing_run.hpp"
#include "loading/rule_files.hpp"

namespace tieout::cli {

namespace fs = std::filesystem;

namespace {

const std::string kRows = std::string(kResults) + "/rows.csv";
constexpr std::size_t kKeys = 2;  // entity, asset

std::string difference_text(const std::string& before, const std::string& after) {
  const auto from = before.empty() ? std::optional<std::int64_t>(0) : fen_of(before);
  const auto to = after.empty() ? std::optional<std::int64_t>(0) : fen_of(after);
  if (!from || !to || (before.empty() && after.empty())) return {};
  return to_string(Money::from_fen(*to) - Money::from_fen(*from));
}

class Comparison {
 public:
  Comparison(DifferenceCause cause, std::vector<FigureChange>& changes) : cause_(cause), changes_(changes) {}

  void run(const std::string& before_path, const std::string& after_path) {
    CsvRows before(before_path), after(after_path);
    while (before.there || after.there) {
      if (!after.there || (before.there && before.key() < after.key())) {
        lone(before, true);
        before.next();
      } else if (!before.there || after.key() < before.key()) {
        lone(after, false);
        after.next();
      } else {
        if (!before.same_text(after)) both(before, after);
        before.next();
        after.next();
      }
    }
  }

 private:
  void add(const CsvRows& row, const std::string& key, const std::string& before, const std::string& after) {
    changes_.push_back({row.cells[0], row.cells[1], key, before, after, difference_text(before, after), cause_});
  }
  void both(const CsvRows& before, const CsvRows& after) {
    for (std::size_t at = kKeys; at < after.columns.size(); ++at) {
      const std::string& column = after.columns[at];
      const std::string from = before.cell(column), to = after.cell(column);
      if (from != to) add(after, column, from, to);
    }
  }
  // Amounts of zero say nothing of an asset that came or went.
  void lone(const CsvRows& row, bool gone) {
    for (std::size_t at = kKeys; at < row.columns.size(); ++at) {
      const std::string cell = row.cell(row.columns[at]);
      if (cell.empty() || fen_of(cell) == 0) continue;
      add(row, row.columns[at], gone ? cell : "", gone ? "" : cell);
    }
  }

  DifferenceCause cause_;
  std::vector<FigureChange>& changes_;
};

bool same_sections(const archive::Manifest& a, const archive::Manifest& b, const std::string& below) {
  const auto part = [&](const archive::Manifest& manifest) {
    std::string text;
    for (const archive::Section& each : manifest.sections) {
      if (each.name.starts_with(below)) text += each.sha256 + each.name + "\n";
    }
    return text;
  };
  return part(a) == part(b);
}

// The steps from the first filing to the second.
class Waterfall {
 public:
  Waterfall(const std::string& before, const archive::Filing& first, const std::string& after,
            const archive::Filing& second, const Options& options)
      : before_(fs::absolute(before).string()),
        after_(fs::absolute(after).string()),
        first_(first),
        second_(second),
        options_(options),
        last_(before_ + "/" + kRows) {}

  FilingDifference run() {
    const bool same_rules =
        same_sections(first_.manifest, second_.manifest, kRules) && first_.head.law_as_of == second_.head.law_as_of;
    if (first_.head.program != TIEOUT_VERSION) {
      step(DifferenceCause::program_changed, before_, before_, first_.head);
    }
    if (!same_rules) {
      archive::FilingHead then = first_.head;
      then.law_as_of = law_date();
      step(DifferenceCause::rule_changed, before_, after_, then);
      then.law_as_of = second_.head.law_as_of;
      step(DifferenceCause::law_published_later, before_, after_, then);
    }
    if (second_.head.program != TIEOUT_VERSION) {
      step(DifferenceCause::input_changed, after_, after_, second_.head);
      compare(DifferenceCause::program_changed, after_ + "/" + kRows);
    } else {
      compare(DifferenceCause::input_changed, after_ + "/" + kRows);
    }
    std::sort(result_.changes.begin(), result_.changes.end(), [](const FigureChange& a, const FigureChange& b) {
      return std::tie(a.entity, a.asset, a.key, a.cause) < std::tie(b.entity, b.asset, b.key, b.cause);
    });
    return std::move(result_);
  }

 private:
  // The day up to which the first filing knew the law.
  std::string law_date() const {
    if (!first_.head.law_as_of.empty()) return first_.head.law_as_of;
    Diagnostics ignored;
    const rules::RuleBook book = loading::load_rules(before_ + "/" + kRules, ignored);
    const auto newest = book.newest_publication();
    return newest ? to_string(*newest) : "";
  }

  void step(DifferenceCause cause, const std::string& inputs, const std::string& rules,
            const archive::FilingHead& head) {
    if (result_.exit_code != kDone) return;
    auto work = std::make_unique<archive::WorkDirectory>();
    std::error_code error;
    const fs::path place = work->path();
    fs::create_directory_symlink(fs::path(inputs) / kInputs, place / kInputs, error);
    fs::create_directory_symlink(fs::path(rules) / kRules, place / kRules, error);
    fs::create_directory_symlink(fs::path(inputs) / "data", place / "data", error);
    fs::create_directories(place / kResults, error);
    {
      const WorkingDirectory here(work->path());
      result_.exit_code = compute_rows(filing_options(head, options_), kResults);
    }
    if (result_.exit_code != kDone) return;
    compare(cause, (place / kRows).string());
    last_ = (place / kRows).string();
    work_ = std::move(work);
  }

  void compare(DifferenceCause cause, const std::string& rows) {
    if (result_.exit_code == kDone) Comparison(cause, result_.changes).run(last_, rows);
  }

  std::string before_, after_;
  const archive::Filing& first_;
  const archive::Filing& second_;
  const Options& options_;
  std::string last_;  // rows of the step before
  std::unique_ptr<archive::WorkDirectory> work_;
  FilingDifference result_;
};

}  // namespace

const char* code_of(DifferenceCause cause) {
  switch (cause) {
    case DifferenceCause::program_changed:
      return "program-changed";
    case DifferenceCause::rule_changed:
      return "rule-changed";
    case DifferenceCause::law_published_later:
      return "law-published-later";
    case DifferenceCause::input_changed:
      break;
  }
  return "input-changed";
}

Text words_of(DifferenceCause cause) {
  switch (cause) {
    case DifferenceCause::program_changed:
      return {"程序版本不同", "the program changed"};
    case DifferenceCause::rule_changed:
      return {"规则更正", "a rule was changed"};
    case DifferenceCause::law_published_later:
      return {"以后公布的法规", "law published later"};
    case DifferenceCause::input_changed:
      break;
  }
  return {"输入更改", "the input changed"};
}

FilingDifference difference_of(const std::string& before, const archive::Filing& first, const std::string& after,
                               const archive::Filing& second, const Options& options) {
  return Waterfall(before, first, after, second, options).run();
}

namespace {

// A figure as an amount, so that every format writes it as one; words and empty cells as they are.
Cell figure_cell(const std::string& text) {
  const auto fen = fen_of(text);
  return fen ? Cell::of(Money::from_fen(*fen)) : Cell::of(std::string_view(text));
}

}  // namespace

Table difference_table(const FilingDifference& difference, Language language) {
  Table table;
  table.schema = {"archive-diff",
                  {"两份申报的差异", "Differences between two filings"},
                  {{"entity", {"主体", "Entity"}, CellKind::text},
                   {"asset", {"资产编号", "Asset"}, CellKind::text},
                   {"key", {"数字", "Figure"}, CellKind::text},
                   {"before", {"前", "Before"}, CellKind::text},
                   {"after", {"后", "After"}, CellKind::text},
                   {"difference", {"差额", "Difference"}, CellKind::text},
                   {"cause", {"原因", "Cause"}, CellKind::text},
                   {"cause_words", {"说明", "In words"}, CellKind::text}}};
  for (const FigureChange& each : difference.changes) {
    table.rows.push_back({Cell::of(std::string_view(each.entity)), Cell::of(std::string_view(each.asset)),
                          Cell::of(std::string_view(each.key)), figure_cell(each.before), figure_cell(each.after),
                          figure_cell(each.difference), Cell::of(std::string_view(code_of(each.cause))),
                          Cell::of(table.keep(in(language, words_of(each.cause))))});
  }
  return table;
}

}  // namespace tieout::cli
