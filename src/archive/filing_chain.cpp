// What binds filings to each other: the chain of hashes, versions that supersede each other, and years opened again.
#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>

#include "archive/filing_store.hpp"

namespace tieout::archive {

namespace {

class ChainCheck {
 public:
  ChainCheck(FilingStore& store, const std::vector<StoredFiling>& filings) : store_(store), filings_(filings) {}

  std::vector<std::pair<std::int64_t, Fault>> run() {
    std::string previous;
    std::int64_t expected = 1;
    for (const StoredFiling& filing : filings_) {
      if (filing.sequence != expected) {
        fault(filing, {fmt::format("缺少第 {} 号申报", expected), fmt::format("filing no. {} is missing", expected)});
      }
      expected = filing.sequence + 1;
      if (const auto head = store_.head(filing)) {
        check_columns(filing, *head);
        check_links(filing, *head, previous);
      }
      previous = filing.hash;
    }
    return std::move(faults_);
  }

 private:
  void fault(const StoredFiling& filing, Text message) { faults_.push_back({filing.sequence, {"", std::move(message)}}); }

  void check_columns(const StoredFiling& filing, const FilingHead& head) {
    if (filing.sequence == head.sequence && filing.year == head.year && filing.entity == head.entity &&
        filing.version == head.version) {
      return;
    }
    fault(filing, {"目录中的年度、主体或版本与封存的不同",
                   "number, year, entity or version in the list are not those that were sealed"});
  }

  const StoredFiling* by_hash(const std::string& hash) const {
    const auto found =
        std::find_if(filings_.begin(), filings_.end(), [&](const StoredFiling& each) { return each.hash == hash; });
    return found == filings_.end() ? nullptr : &*found;
  }

  void check_links(const StoredFiling& filing, const FilingHead& head, const std::string& previous) {
    if (head.previous != previous) {
      fault(filing, {fmt::format("链条断裂：所接的是 {}，前一份是 {}", head.previous, previous),
                     fmt::format("the chain is broken: it follows {}, and the one before it is {}", head.previous,
                                 previous)});
    }
    const StoredFiling* superseded = head.supersedes.empty() ? nullptr : by_hash(head.supersedes);
    const bool follows = superseded != nullptr && superseded->year == head.year && superseded->entity == head.entity &&
                         superseded->version == head.version - 1;
    if (head.version > 1 ? !follows : !head.supersedes.empty()) {
      fault(filing, {"所取代的版本不在工作区中", "the version that it supersedes is not in the workspace"});
    }
    if (head.opening_from.empty()) return;
    const StoredFiling* opening = by_hash(head.opening_from);
    if (opening == nullptr || opening->year != head.year - 1) {
      fault(filing, {"作为期初的上年申报不在工作区中",
                     "last year's filing, on whose closing it stands, is not in the workspace"});
    }
  }

  FilingStore& store_;
  const std::vector<StoredFiling>& filings_;
  std::vector<std::pair<std::int64_t, Fault>> faults_;
};

}  // namespace

std::vector<std::pair<std::int64_t, Fault>> FilingStore::check_chain(const std::vector<StoredFiling>& filings) {
  return ChainCheck(*this, filings).run();
}

void FilingStore::open_amendment(int year, const std::string& entity, const std::string& reason, const std::string& at,
                                 const std::string& user) {
  database_.attempt([&] {
    SQLite::Statement row(database_.sqlite(),
                          "INSERT INTO amendment (year, entity, reason, at, user) VALUES (?, ?, ?, ?, ?)");
    row.bind(1, year);
    row.bind(2, entity);
    row.bind(3, reason);
    row.bind(4, at);
    row.bind(5, user);
    row.exec();
  });
}

std::optional<Amendment> FilingStore::open_amendment_of(int year, const std::string& entity) {
  std::optional<Amendment> found;
  database_.attempt([&] {
    SQLite::Statement row(database_.sqlite(),
                          "SELECT id, reason FROM amendment WHERE year = ? AND entity = ? AND closed_by IS NULL "
                          "ORDER BY id DESC LIMIT 1");
    row.bind(1, year);
    row.bind(2, entity);
    if (row.executeStep()) found = Amendment{row.getColumn(0).getInt64(), year, entity, row.getColumn(1).getString()};
  });
  return found;
}

void FilingStore::close_amendments(int year, const std::string& entity, std::int64_t filing) {
  database_.attempt([&] {
    SQLite::Statement row(database_.sqlite(),
                          "UPDATE amendment SET closed_by = ? WHERE year = ? AND entity = ? AND closed_by IS NULL");
    row.bind(1, filing);
    row.bind(2, year);
    row.bind(3, entity);
    row.exec();
  });
}

}  // namespace tieout::archive
