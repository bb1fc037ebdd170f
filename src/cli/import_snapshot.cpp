#include "cli/import_snapshot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "archive/workspace_rows.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"
#include "cli/snapshot_output.hpp"
#include "cli/workspace.hpp"
#include "loading/card_list_file.hpp"
#include "tieout/filing/card_comparison.hpp"

namespace tieout::cli {

namespace {

constexpr std::size_t kBatch = 1024;

bool snapshot_usage_trouble(const Options& options) {
  const auto trouble = [&](const Text& text) {
    fmt::print(stderr, "tieout: {}\n", in(options.language, text));
    return true;
  };
  if (options.inputs.assets.empty()) {
    return trouble({"缺少 --assets（新的卡片清单）", "--assets is missing (the new list of cards)"});
  }
  if (options.snapshot.previous.empty() == options.db.empty()) {
    return trouble({"此前状态须由 --previous（资产清单）或 --db（工作区）之一给出",
                    "the state before is that of --previous (a register) or of --db (a workspace), one of them"});
  }
  if (options.apply && (options.db.empty() || !options.snapshot.into.empty())) {
    return trouble(
        {"--apply 写入工作区（--db），不与 --into 同用", "--apply writes into a workspace (--db), not --into"});
  }
  if (!options.snapshot.reviewed.empty() && options.snapshot.into.empty() && !options.apply) {
    return trouble({"--reviewed 须与 --into（写入的目录）或 --apply 一起使用",
                    "--reviewed goes with --into (the directory to write) or --apply"});
  }
  if (options.snapshot.previous_date && *options.snapshot.previous_date >= *options.snapshot.date) {
    return trouble({"--previous-date 须早于 --snapshot", "--previous-date has to be before --snapshot"});
  }
  if (!options.asset.empty()) {
    return trouble({"清单按全部卡片比较，不能只取一项资产（--asset）",
                    "a list is compared as a whole; it cannot take one asset (--asset)"});
  }
  return false;
}

// A list of the last day of a month holds that month's charge; of any other day, the month before is the last charged.
Month last_charged(Date date) { return date == last_day(date.month()) ? date.month() : date.month() - 1; }

ListDay day_of(const Options& options) {
  ListDay day;
  day.date = *options.snapshot.date;
  day.through = last_charged(day.date);
  if (options.snapshot.previous_date) day.since = last_charged(*options.snapshot.previous_date);
  return day;
}

// Balances on the cards of the list before are of its day, unless the cards or a file of openings date them.
std::optional<Date> undated_openings_on(const Options& options) {
  if (!options.snapshot.previous_date || !options.inputs.openings.empty()) return std::nullopt;
  const Month next = last_charged(*options.snapshot.previous_date) + 1;
  return make_date(next.year(), next.month(), 1);
}

Options register_options(const Options& options, const ListDay& day) {
  Options result = options;
  result.snapshot.list = options.inputs.assets;
  result.inputs.assets = options.snapshot.previous;  // empty: that of the workspace
  result.inputs.removed.clear();
  result.inputs.openings_undated_on = undated_openings_on(options);
  result.year = day.through.year();
  result.through = day.through;
  result.threads = 1;
  return result;
}

// Lists of cards are of the books. A balance that the run dated has no counterpart in the tax ledger, of which nothing
// is compared: it runs along from the same figure.
RegisterEntry of_books(const RegisterEntry& entry) {
  RegisterEntry whole = entry;
  if (whole.asset.opening && !whole.asset.opening->tax_accumulated) {
    whole.asset.opening->tax_accumulated = whole.asset.opening->book_accumulated;
    whole.asset.tax_election.clear();  // with which that figure would not agree
  }
  return whole;
}

// What the register knows of the time after the list: then the list is the older of the two.
struct LaterFacts {
  std::size_t count = 0;
  Date latest;
  Origin origin;
  std::string field;

  void add(Date date, Origin at, const char* column) {
    if (count++ > 0 && date <= latest) return;
    latest = date;
    origin = at;
    field = column;
  }
};

class Comparer {
 public:
  Comparer(const Options& options, Session& session, const loading::CardListFile& file, ListDay day)
      : options_(options), session_(session), file_(file), day_(day) {}

  bool run() {
    read_keys();
    if (later_.count > 0) tell_older();
    Problems problems;
    const CardMatching matching(file_.list(), keys_, problems);
    const CardComparison comparison(file_.list(), matching, session_.rules().classes, day_);
    const bool dated_here = session_.options().inputs.openings_undated_on.has_value();
    session_.run(
        [&](AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult&) {
          comparison.compare(reconciler, dated_here ? of_books(entry) : entry, result_, problems);
        },
        [](BatchResult&) {});
    std::vector<std::size_t> added = matching.added();
    added.insert(added.end(), result_.added.begin(), result_.added.end());
    std::sort(added.begin(), added.end());
    compare_added(comparison, added, problems);
    comparison.compare_mergers(result_);
    result_.added = std::move(added);
    for (Problem& problem : problems) {
      Diagnostic diagnostic = std::move(problem.diagnostic);
      diagnostic.span = file_.span(problem.origin, problem.field);
      session_.diagnostics().add(std::move(diagnostic));
    }
    return !session_.report_errors();
  }

  const CardComparisonResult& result() const { return result_; }

 private:
  void read_keys() {
    const loading::RegisterReader& reader = session_.reader();
    std::vector<RegisterEntry> entries;
    Diagnostics repeated;  // said where the cards are run
    for (std::size_t first = 0; first < reader.size(); first += kBatch) {
      reader.read(first, std::min(kBatch, reader.size() - first), entries, repeated);
      for (const RegisterEntry& entry : entries) take_key(entry);
    }
  }

  void take_key(const RegisterEntry& entry) {
    std::string holder = entry.asset.entity;
    const Date end = last_day(day_.through);
    for (const Event& event : entry.events) {
      const auto* transfer = std::get_if<Transfer>(&event.detail);
      if (transfer != nullptr && !transfer->to_entity.empty() && event.date <= end) holder = transfer->to_entity;
      if (event.date > std::max(end, day_.date)) later_.add(event.date, event.origin, "date");
    }
    if (!options_.entity.empty() && holder != options_.entity && entry.asset.entity != options_.entity) return;
    if (entry.asset.opening && entry.asset.opening->date.month() > day_.through + 1) {
      later_.add(entry.asset.opening->date, entry.asset.origin, "opening_date");
    }
    for (const Recorded& row : entry.recorded) {
      const Month month = Month::of(row.year, row.month == 0 ? 12 : row.month);
      if (month > day_.through) later_.add(last_day(month), row.origin, row.month == 0 ? "year" : "month");
    }
    keys_.emplace(std::move(holder), entry.asset.id);
  }

  void tell_older() {
    Diagnostic diagnostic;
    diagnostic.code = "SNAPSHOT-OLDER";
    diagnostic.span = session_.reader().span(later_.origin, later_.field);
    diagnostic.message = {
        fmt::format("清单日期 {} 早于此前状态：资产清单已有 {} 项之后的事实，最晚 {}", to_string(day_.date),
                    later_.count, to_string(later_.latest)),
        fmt::format("the list of {} is older than the state: the register knows {} later fact{}, the latest of {}",
                    to_string(day_.date), later_.count, later_.count == 1 ? "" : "s", to_string(later_.latest))};
    diagnostic.help = {
        "使用更新的清单，或从事项和记录中去掉其后的行；月中的清单只含上月为止的折旧，请用月末日期。",
        "Use a newer list, or leave out what came after it; a list from within a month holds the charges "
        "up to the month before, so give the last day of a month."};
    session_.diagnostics().add(std::move(diagnostic));
  }

  void compare_added(const CardComparison& comparison, const std::vector<std::size_t>& added, Problems& problems) {
    AssetReconciler reconciler(session_.framework());
    for (const std::size_t index : added) {
      const Asset& card = file_.list().cards[index].card;
      if (!options_.entity.empty() && card.entity != options_.entity) continue;
      const auto& entities = session_.reader().entities();
      const auto entity =
          std::find_if(entities.begin(), entities.end(), [&](const Entity& e) { return e.id == card.entity; });
      reconciler.set_entity(entity == entities.end() ? nullptr : &*entity);
      comparison.compare_added(reconciler, index, result_, problems);
    }
  }

  const Options& options_;
  Session& session_;
  const loading::CardListFile& file_;
  ListDay day_;
  std::set<CardKey> keys_;
  LaterFacts later_;
  CardComparisonResult result_;
};

void tell_findings_of_list(const Diagnostics& found, const Options& options) {
  if (options.quiet) return;
  for (const Diagnostic& diagnostic : found.all()) print_diagnostic(diagnostic, options.language);
}

}  // namespace

int run_import_snapshot(const Options& options) {
  if (snapshot_usage_trouble(options)) return kUsage;
  const ListDay day = day_of(options);
  Options before = register_options(options, day);
  if (!options.db.empty()) {
    before.snapshot.last_import =
        open_workspace(options, archive::Access::read)->number("SELECT ifnull(max(id), 0) FROM import");
  }
  Session session(before);
  if (!session.open_rules()) return session.exit_code();
  loading::InputFiles lists = options.inputs;
  lists.headings = headings_file(options);
  if (!options.db.empty()) {
    lists.stored = std::make_shared<archive::WorkspaceRows>(open_workspace(options, archive::Access::read));
  }
  Diagnostics found;
  const auto file = loading::read_card_list(lists, last_day(day.through), session.rules(), found);
  if (found.has_errors()) {
    session.diagnostics().append(std::move(found));
    found = {};
  }
  if (!session.open_register()) return session.exit_code();
  if (!file || session.report_errors()) return kBadInput;
  Comparer comparer(options, session, *file, day);
  if (!comparer.run()) return session.exit_code();
  tell_findings_of_list(found, options);
  return write_proposals({comparer.result(), *file, session.rules().classes, day}, options, session);
}

}  // namespace tieout::cli
