#include "cli/sealed_years.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "archive/filing_store.hpp"
#include "cli/csv_rows.hpp"
#include "cli/filing_make.hpp"
#include "cli/filing_run.hpp"
#include "cli/workspace_inputs.hpp"

namespace tieout::cli {

namespace fs = std::filesystem;

namespace {

// The newest version of every sealed year.
std::vector<archive::StoredFiling> newest_versions(archive::FilingStore& store) {
  std::map<std::pair<int, std::string>, archive::StoredFiling> newest;
  for (archive::StoredFiling& each : store.list()) newest[{each.year, each.entity}] = std::move(each);
  std::vector<archive::StoredFiling> filings;
  for (auto& [scope, filing] : newest) filings.push_back(std::move(filing));
  return filings;
}

// The first figure in which two rows differ; names are none.
bool find_change(const CsvRows& sealed, const CsvRows& now, SealedCard& card) {
  for (const std::string& column : sealed.columns) {
    if (column == "name" || sealed.cell(column) == now.cell(column)) continue;
    card.key = column;
    card.sealed = sealed.cell(column);
    card.now = now.cell(column);
    return true;
  }
  return false;
}

void compare(int year, const std::string& sealed_path, const std::string& now_path, std::vector<SealedCard>& cards) {
  CsvRows sealed(sealed_path), now(now_path);
  const auto lone = [&](const CsvRows& row, bool gone) {
    cards.push_back({year, row.cells[0], row.cells[1], "book_cost", gone ? row.cell("book_cost") : "",
                     gone ? "" : row.cell("book_cost")});
  };
  while (sealed.there || now.there) {
    if (!now.there || (sealed.there && sealed.key() < now.key())) {
      lone(sealed, true);
      sealed.next();
    } else if (!sealed.there || now.key() < sealed.key()) {
      lone(now, false);
      now.next();
    } else {
      SealedCard card{year, sealed.cells[0], sealed.cells[1], "", "", ""};
      if (!sealed.same_text(now) && find_change(sealed, now, card)) cards.push_back(std::move(card));
      sealed.next();
      now.next();
    }
  }
}

class SealedYear {
 public:
  SealedYear(archive::Database& database, archive::FilingStore& store, const archive::StoredFiling& filing)
      : database_(database), filing_(filing) {
    std::vector<archive::Fault> faults;  // told by verify
    store.extract(filing, sealed_.path(), faults);
    if (const auto text = archive::read_file(sealed_.path() + "/" + std::string(archive::kHeadSection))) {
      head_ = archive::parse_head(*text);
    }
  }

  void find_changes(const Options& options, std::vector<SealedCard>& cards) {
    if (!head_ || !write_workspace_tables(database_, filing_.year, work_.path())) return;
    std::error_code error;
    const fs::path from = sealed_.path(), to = work_.path();
    fs::create_directory_symlink(from / kRules, to / kRules, error);
    fs::create_directory_symlink(from / "data", to / "data", error);
    fs::create_directories(to / kResults, error);
    fs::copy_file(from / kInputs / "opening.csv", to / kInputs / "opening.csv", error);
    int code = kDone;
    {
      const WorkingDirectory here(work_.path());
      code = compute_rows(filing_options(*head_, options), kResults);
    }
    if (code == kDone) compare(filing_.year, (from / kResults / "rows.csv").string(), (to / kResults / "rows.csv").string(), cards);
  }

 private:
  archive::Database& database_;
  const archive::StoredFiling& filing_;
  archive::WorkDirectory sealed_, work_;
  std::optional<archive::FilingHead> head_;
};

}  // namespace

// A correction of an earlier year that is open to be amended bears on the years after it: they stay as filed and say that
// they stand on a superseded version.
std::vector<SealedCard> sealed_cards_changed(archive::Database& database, const Options& options) {
  archive::FilingStore store(database);
  std::vector<SealedCard> refused;
  std::set<std::string> amended;  // assets that a year open to be amended changes; years ascend
  for (const archive::StoredFiling& filing : newest_versions(store)) {
    std::vector<SealedCard> cards;
    SealedYear(database, store, filing).find_changes(options, cards);
    const bool open = store.open_amendment_of(filing.year, filing.entity).has_value();
    for (SealedCard& card : cards) {
      if (open) {
        amended.insert(card.asset);
      } else if (!amended.contains(card.asset)) {
        refused.push_back(std::move(card));
      }
    }
  }
  return refused;
}

SealedOpenings workspace_openings(const std::shared_ptr<archive::Database>& database, const Options& options) {
  if (!options.year) return {};
  archive::FilingStore store(*database);
  auto last = store.newest(*options.year - 1, options.entity);
  if (!last) last = store.newest(*options.year - 1, "");
  if (!last) return {};
  const archive::WorkDirectory sealed, work;
  std::vector<archive::Fault> faults;  // told by verify
  store.extract(*last, sealed.path(), faults);
  Options plain = options;
  plain.quiet = true;
  plain.out.clear();
  plain.through.reset();
  plain.archive.as_computed = true;
  if (compute_rows(plain, work.path()) != kDone) return {};
  SealedOpenings openings = differing_openings(work.path() + "/rows.csv", sealed.path() + "/results/rows.csv");
  if (openings.empty()) return openings;
  if (write_workspace_tables(*database, *options.year, work.path()) && copy_rules(options, work.path())) {
    find_causes(openings, *options.year, work.path(), sealed.path());
  }
  return openings;
}

}  // namespace tieout::cli
