#include "archive/csv_compare.hpp"

#include <algorithm>

#include "archive/csv_records.hpp"

namespace tieout::archive {

namespace {

// What names a row, in the tables that a filing holds.
constexpr const char* kNames[] = {"entity", "form", "row", "column", "code", "asset", "year", "basis",
                                  "class",  "date", "account", "category", "position"};

bool is_name(const std::string& column) {
  return std::any_of(std::begin(kNames), std::end(kNames), [&](const char* name) { return column == name; });
}

class Comparer {
 public:
  Comparer(const std::string& sealed_path, const std::string& now_path, const std::vector<std::string>& ignored)
      : sealed_(sealed_path), now_(now_path), ignored_(ignored) {}

  CsvComparison run() {
    const bool has_sealed = sealed_.next(), has_now = now_.next();
    if (!has_sealed || !has_now) {
      if (has_sealed || has_now || !sealed_.readable() || !now_.readable()) {
        add({0, 0, "", "", has_sealed ? "…" : "", has_now ? "…" : ""});
      }
      return std::move(result_);
    }
    const bool same_head = sealed_.text() == now_.text();
    csv_cells(sealed_.text(), columns_);
    csv_cells(now_.text(), cells_now_);
    match_columns();
    for (;;) {
      const bool more_sealed = sealed_.next(), more_now = now_.next();
      if (!more_sealed && !more_now) break;
      if (more_sealed != more_now) {
        lone(more_sealed);
        break;
      }
      if (!same_head || sealed_.text() != now_.text()) compare_records();
      if (off_step_) break;
    }
    return std::move(result_);
  }

 private:
  void add(FigureDifference difference) {
    ++result_.differences;
    if (result_.first.size() < kDifferencesShown) result_.first.push_back(std::move(difference));
  }

  void match_columns() {
    for (const std::string& column : columns_) {
      const auto found = std::find(cells_now_.begin(), cells_now_.end(), column);
      place_now_.push_back(found == cells_now_.end() ? -1 : found - cells_now_.begin());
      if (found == cells_now_.end()) add({1, 0, "", column, column, ""});
    }
  }

  std::string name_of(const std::vector<std::string>& cells) const {
    std::string name;
    for (std::size_t at = 0; at < columns_.size() && at < cells.size(); ++at) {
      if (!is_name(columns_[at]) || cells[at].empty()) continue;
      name += (name.empty() ? "" : " ") + cells[at];
    }
    return name;
  }

  // One file has rows left: the first of them tells where they part.
  void lone(bool of_sealed) {
    csv_cells(of_sealed ? sealed_.text() : now_.text(), cells_);
    std::string name = name_of(cells_);
    add({sealed_.line(), sealed_.offset(), name, "", of_sealed ? name : "", of_sealed ? "" : name});
  }

  void compare_records() {
    csv_cells(sealed_.text(), cells_);
    csv_cells(now_.text(), cells_now_);
    std::string name = name_of(cells_);
    if (std::string now = name_of(cells_now_); place_now_ == in_step() && now != name) {
      off_step_ = true;
      return add({sealed_.line(), sealed_.offset(), name, "", name, now});
    }
    for (std::size_t at = 0; at < columns_.size(); ++at) {
      if (place_now_[at] < 0 || std::find(ignored_.begin(), ignored_.end(), columns_[at]) != ignored_.end()) continue;
      const auto place = static_cast<std::size_t>(place_now_[at]);
      const std::string sealed = at < cells_.size() ? cells_[at] : "";
      const std::string now = place < cells_now_.size() ? cells_now_[place] : "";
      if (sealed != now) add({sealed_.line(), sealed_.offset(), name, columns_[at], sealed, now});
    }
    if (cells_.size() > columns_.size()) add({sealed_.line(), sealed_.offset(), name, "", "+", ""});
    if (cells_ == cells_now_ && place_now_ == in_step()) {
      // Other bytes of the same cells: no text of ours.
      add({sealed_.line(), sealed_.offset(), name, "", std::string(sealed_.text()), std::string(now_.text())});
    }
  }

  std::vector<std::ptrdiff_t> in_step() const {
    std::vector<std::ptrdiff_t> places;
    for (std::size_t at = 0; at < columns_.size(); ++at) places.push_back(static_cast<std::ptrdiff_t>(at));
    return places;
  }

  CsvRecords sealed_, now_;
  const std::vector<std::string>& ignored_;
  std::vector<std::string> columns_, cells_, cells_now_;
  std::vector<std::ptrdiff_t> place_now_;  // of each sealed column; -1: none
  bool off_step_ = false;                  // the rows no longer stand side by side
  CsvComparison result_;
};

}  // namespace

CsvComparison compare_csv(const std::string& sealed_path, const std::string& now_path,
                          const std::vector<std::string>& ignored) {
  return Comparer(sealed_path, now_path, ignored).run();
}

}  // namespace tieout::archive
