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
bool find_change(const std::vector<std::string>& columns, const std::vector<std::string>& sealed, const CsvRows& now,
                 SealedCard& card) {
  for (std::size_t at = 0; at < columns.size() && at < sealed.size(); ++at) {
    const bool name = columns[at] == "name" || columns[at] == "entity";
    if (name || sealed[at] == now.cell(columns[at])) continue;
    card.key = columns[at];
    card.sealed = sealed[at];
    card.now = now.cell(columns[at]);
    return true;
  }
  return false;
}

class Comparison {
 public:
  Comparison(int year, std::vector<SealedCard>& cards) : year_(year), cards_(cards) {}

  void run(CsvRows& sealed, CsvRows& now) {
    while (sealed.there || now.there) {
      if (!now.there || (sealed.there && sealed.key() < now.key())) {
        gone(sealed);
        sealed.next();
      } else if (!sealed.there || now.key() < sealed.key()) {
        come(now, sealed.columns);
        now.next();
      } else {
        if (!sealed.same_text(now)) both(sealed.columns, sealed.cells, now);
        sealed.next();
        now.next();
      }
    }
    for (const auto& [asset, row] : nameless_) cards_.push_back(std::move(lone_[asset]));
  }

 private:
  // To name the entity of cards that stated none is no change of figures: they sort first and wait for their name.
  void gone(const CsvRows& sealed) {
    SealedCard card{year_, sealed.cells[0], sealed.cells[1], "book_cost", sealed.cell("book_cost"), ""};
    if (!card.entity.empty()) return cards_.push_back(std::move(card));
    nameless_[card.asset] = sealed.cells;
    lone_[card.asset] = std::move(card);
  }

  void come(const CsvRows& now, const std::vector<std::string>& columns) {
    if (const auto found = nameless_.find(now.cells[1]); found != nameless_.end()) {
      both(columns, found->second, now);
      nameless_.erase(found);
      return;
    }
    cards_.push_back({year_, now.cells[0], now.cells[1], "book_cost", "", now.cell("book_cost")});
  }

  void both(const std::vector<std::string>& columns, const std::vector<std::string>& sealed, const CsvRows& now) {
    SealedCard card{year_, now.cells[0], now.cells[1], "", "", ""};
    if (find_change(columns, sealed, now, card)) cards_.push_back(std::move(card));
  }

  int year_;
  std::vector<SealedCard>& cards_;
  std::map<std::string, std::vector<std::string>> nameless_;  // by asset
  std::map<std::string, SealedCard> lone_;
};

void compare(int year, const std::string& sealed_path, const std::string& now_path, std::vector<SealedCard>& cards) {
  CsvRows sealed(sealed_path), now(now_path);
  Comparison(year, cards).run(sealed, now);
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
    if (code == kDone)
      compare(filing_.year, (from / kResults / "rows.csv").string(), (to / kResults / "rows.csv").string(), cards);
  }

 private:
  archive::Database& database_;
  const archive::StoredFiling& filing_;
  archive::WorkDirectory sealed_, work_;
  std::optional<archive::FilingHead> head_;
};

}  // namespace

// A correction of an earlier year that is open to be amended bears on the years after it: they stay as filed and say
// that they stand on a superseded version.
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
