#include "cli/session.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <mutex>
#include <thread>

#include "archive/workspace_rows.hpp"
#include "cli/opening.hpp"
#include "cli/sealed_years.hpp"
#include "cli/unknown_asset.hpp"
#include "cli/workspace.hpp"
#include "loading/rule_files.hpp"
#include "tieout/core/invariant.hpp"

namespace tieout::cli {

namespace {

constexpr std::size_t kBatch = 1024;
constexpr std::size_t kProgressFrom = 50'000;  // assets; below this nobody waits

// Data installed with the program: <prefix>/share/tieout, or the source tree that holds the build directory.
std::filesystem::path data_root() {
  std::error_code ignored;
  std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", ignored);
  std::filesystem::path directory = program.parent_path();
  for (const char* relative : {"../share/tieout", "../..", "../../.."}) {
    std::filesystem::path candidate = (directory / relative).lexically_normal();
    if (std::filesystem::exists(candidate / "rules" / "classes.toml", ignored)) return candidate;
  }
  return directory / "../share/tieout";
}

}  // namespace

std::string rules_directory(const Options& options) {
  return options.rules.empty() ? (data_root() / "rules").lexically_normal().string() : options.rules;
}

std::string headings_file(const Options& options) {
  if (!options.inputs.headings.empty()) return options.inputs.headings;
  return (data_root() / "data" / "headings.toml").lexically_normal().string();
}

void print_diagnostic(const Diagnostic& diagnostic, Language language) {
  std::string text = format(diagnostic, language);
  std::fwrite(text.data(), 1, text.size(), stderr);
}

bool is_terminal(int descriptor) { return isatty(descriptor) == 1; }

int terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 0;
}

void add_problems(const Problems& problems, const loading::RegisterReader& reader, Diagnostics& diagnostics) {
  for (const Problem& problem : problems) {
    Diagnostic diagnostic = problem.diagnostic;
    diagnostic.span = reader.span(problem.origin, problem.field);
    diagnostics.add(std::move(diagnostic));
  }
}

bool Session::open_rules() {
  rules_ = loading::load_rules(rules_directory(options_), diagnostics_);
  if (diagnostics_.has_errors()) {
    report_errors();
    exit_code_ = kOutputTrouble;
    return false;
  }
  auto unknown = [&](const char* option, const std::string& code) {
    fmt::print(stderr, "tieout: {}\n",
               say({fmt::format("--{} {}：没有这套规则；tieout rules list 列出全部", option, code),
                    fmt::format("--{} {}: no such rules; tieout rules list shows them", option, code)}));
    exit_code_ = kUsage;
  };
  if (!rules_.find_book_regime(options_.book)) unknown("book", options_.book);
  if (!rules_.find_tax_regime(options_.tax)) unknown("tax", options_.tax);
  return exit_code_ == kDone && law_known();
}

// A report cannot rest on a law of which nothing was published by the day asked for.
bool Session::law_known() {
  if (!options_.law_as_of) return true;
  for (const std::string& regime : {options_.book, options_.tax}) {
    if (rules_.published_by(regime, *options_.law_as_of)) continue;
    const std::string day = to_string(*options_.law_as_of);
    fmt::print(stderr, "tieout: {}\n",
               say({fmt::format("--law-as-of {}：当时 {} 尚未公布任何规定", day, regime),
                    fmt::format("--law-as-of {}: nothing of {} was published by then", day, regime)}));
    exit_code_ = kUsage;
  }
  return exit_code_ == kDone;
}

bool Session::open_register() {
  if (options_.inputs.assets.empty() && options_.db.empty()) {
    fmt::print(stderr, "tieout: {}\n",
               say({"缺少 --assets（资产清单）或 --db（工作区）",
                    "--assets (the list of assets) or --db (a workspace) is missing"}));
    exit_code_ = kUsage;
    return false;
  }
  if (options_.db.empty()) return open_register(nullptr, false);
  const auto database = open_workspace(options_, archive::Access::read);
  if (!options_.archive.as_computed) openings_ = workspace_openings(database, options_);
  return open_register(std::make_shared<archive::WorkspaceRows>(database), false);
}

bool Session::open_register(std::shared_ptr<const loading::StoredRows> stored, bool assets_may_follow) {
  loading::InputFiles inputs = options_.inputs;
  inputs.headings = headings_file(options_);
  inputs.stored = std::move(stored);
  inputs.assets_may_follow = assets_may_follow;
  if (options_.year) inputs.held_in = options_.through.value_or(december(*options_.year));
  reader_ = loading::open_register(inputs, rules_, diagnostics_);
  if (!options_.archive.openings.empty()) openings_ = read_openings(options_.archive.openings);
  if (reader_ && options_.year && !openings_.empty()) {
    reader_ = with_openings(std::move(reader_), openings_, *options_.year, [this] { return framework(); });
  }
  if (reader_) return true;
  report_errors();
  exit_code_ = kBadInput;
  return false;
}

Framework Session::framework() const {
  Framework framework;
  framework.rules = &rules_;
  framework.book = rules_.find_book_regime(options_.book);
  framework.tax = rules_.find_tax_regime(options_.tax);
  framework.law_as_of = options_.law_as_of;
  framework.opening_policy = options_.opening;
  if (reader_) framework.entities = &reader_->entities();
  return framework;
}

// --entity lets an asset through that belongs to the entity or is transferred to it.
bool Session::selected(const RegisterEntry& entry) const {
  if (!options_.asset.empty() && entry.asset.id != options_.asset) return false;
  if (options_.entity.empty() || entry.asset.entity == options_.entity) return true;
  return std::any_of(entry.events.begin(), entry.events.end(), [&](const Event& event) {
    const auto* transfer = std::get_if<Transfer>(&event.detail);
    return transfer && transfer->to_entity == options_.entity;
  });
}

const Entity* Session::entity_of(const Asset& asset) const {
  for (const Entity& entity : reader_->entities()) {
    if (entity.id == asset.entity) return &entity;
  }
  return nullptr;
}

void Session::process(std::size_t batch, AssetReconciler& reconciler, std::vector<RegisterEntry>& entries,
                      const PerAsset& per_asset, BatchResult& result) const {
  std::size_t first = batch * kBatch;
  reader_->read(first, std::min(kBatch, reader_->size() - first), entries, result.diagnostics);
  for (const RegisterEntry& entry : entries) {
    if (!selected(entry)) continue;
    ++result.selected;
    reconciler.set_entity(entity_of(entry.asset));
    per_asset(reconciler, entry, result);
    if (!reconciler.problems().empty()) add_problems(reconciler.problems(), *reader_, result.diagnostics);
    if (!reconciler.findings().empty()) add_problems(reconciler.findings(), *reader_, result.diagnostics);
  }
  result.comparison.reset();
  result.measurer.reset();
}

void Session::run(const PerAsset& per_asset, const InOrder& in_order) {
  unsigned threads = options_.threads > 0 ? options_.threads : std::max(1U, std::thread::hardware_concurrency());
  std::size_t batches = (reader_->size() + kBatch - 1) / kBatch;
  if (threads > batches) threads = static_cast<unsigned>(std::max<std::size_t>(batches, 1));
  if (threads <= 1) {
    run_alone(per_asset, in_order);
  } else {
    run_threads(threads, per_asset, in_order);
  }
  if (progress_shown_) fmt::print(stderr, "\r{:60}\r", "");
  if (selected_ == 0 && (reader_->size() > 0 || !options_.asset.empty())) refuse_empty_selection();
}

// A mistyped asset or entity must not yield an empty return that looks like a finished one. An entity that is stated
// and merely holds no assets files zeros.
void Session::refuse_empty_selection() {
  if (!options_.asset.empty()) {
    // A card that could not be read has been told of already.
    if (!diagnostics_.has_errors()) diagnostics_.add(unknown_asset(*this));
    return;
  }
  if (options_.entity.empty()) return;
  const auto& stated = reader_->entities();
  if (std::any_of(stated.begin(), stated.end(), [&](const Entity& e) { return e.id == options_.entity; })) return;
  Diagnostic diagnostic;
  diagnostic.code = "ENTITY-UNKNOWN";
  diagnostic.span.file = "--entity";
  diagnostic.message = {fmt::format("资产清单中没有核算主体 {} 的资产", options_.entity),
                        fmt::format("the register has no asset of the entity '{}'", options_.entity)};
  diagnostic.help = {"检查编码；没有资产的主体须列入 --entities 文件。",
                     "Check the code; an entity without assets has to be stated in the file of --entities."};
  diagnostics_.add(std::move(diagnostic));
}

void Session::hand_on(BatchResult& result, const InOrder& in_order) {
  diagnostics_.append(std::move(result.diagnostics));
  selected_ += result.selected;
  in_order(result);
}

void Session::run_alone(const PerAsset& per_asset, const InOrder& in_order) {
  Framework mine = framework();
  mine.unverified = &unverified_;
  AssetReconciler reconciler(mine);
  std::vector<RegisterEntry> entries;
  for (std::size_t batch = 0; batch * kBatch < reader_->size(); ++batch) {
    BatchResult result;
    process(batch, reconciler, entries, per_asset, result);
    hand_on(result, in_order);
    show_progress((batch + 1) * kBatch, reader_->size());
  }
}

// Workers take batches in order and may run ahead of the writer by a few, so that memory stays bounded; results are
// handed on strictly in order, so that the output does not depend on the number of threads.
void Session::run_threads(unsigned threads, const PerAsset& per_asset, const InOrder& in_order) {
  const std::size_t batches = (reader_->size() + kBatch - 1) / kBatch;
  const std::size_t ahead = 4 * std::size_t{threads};
  std::vector<std::unique_ptr<BatchResult>> ready(ahead);
  std::mutex mutex;
  std::condition_variable changed;
  std::size_t next = 0, written = 0;
  std::exception_ptr failure;

  auto work = [&] {
    rules::UnverifiedRules used;
    Framework mine = framework();
    mine.unverified = &used;
    AssetReconciler reconciler(mine);
    std::vector<RegisterEntry> entries;
    for (;;) {
      std::size_t batch = 0;
      {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return failure || next == batches || next < written + ahead; });
        if (failure || next == batches) {
          unverified_.merge(used);
          return;
        }
        batch = next++;
      }
      auto result = std::make_unique<BatchResult>();
      std::exception_ptr thrown;
      try {
        process(batch, reconciler, entries, per_asset, *result);
      } catch (...) {
        thrown = std::current_exception();
      }
      std::lock_guard lock(mutex);
      if (thrown && !failure) failure = thrown;
      ready[batch % ahead] = std::move(result);
      changed.notify_all();
    }
  };

  std::vector<std::thread> pool;
  for (unsigned i = 0; i < threads; ++i) pool.emplace_back(work);
  try {
    for (std::size_t batch = 0; batch < batches; ++batch) {
      std::unique_ptr<BatchResult> result;
      {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return failure || ready[batch % ahead]; });
        if (failure) break;
        result = std::move(ready[batch % ahead]);
        written = batch + 1;
        changed.notify_all();
      }
      hand_on(*result, in_order);
      show_progress((batch + 1) * kBatch, reader_->size());
    }
  } catch (...) {
    std::lock_guard lock(mutex);
    failure = std::current_exception();
    changed.notify_all();
  }
  for (std::thread& thread : pool) thread.join();
  if (failure) std::rethrow_exception(failure);
}

void Session::show_progress(std::size_t done, std::size_t all) {
  if (options_.quiet || all < kProgressFrom || !is_terminal(STDERR_FILENO)) return;
  progress_shown_ = true;
  done = std::min(done, all);
  fmt::print(stderr, "\r{}",
             say({fmt::format("已处理 {} / {} 项资产（{}%）", done, all, done * 100 / all),
                  fmt::format("{} of {} assets ({}%)", done, all, done * 100 / all)}));
}

bool Session::report_errors() {
  if (!diagnostics_.has_errors()) return false;
  std::vector<std::string> files = reader_ ? reader_->files() : std::vector<std::string>{};
  diagnostics_.sort_by_place(files);
  for (const Diagnostic& diagnostic : diagnostics_.all()) {
    if (diagnostic.severity == Severity::error) print_diagnostic(diagnostic, options_.language);
  }
  std::size_t errors = diagnostics_.errors();
  fmt::print(stderr, "tieout: {}\n",
             say({fmt::format("{} 个错误，未写出任何文件", errors),
                  fmt::format("{} error{}, nothing was written", errors, errors == 1 ? "" : "s")}));
  exit_code_ = kBadInput;
  return true;
}

int Session::finish() {
  diagnostics_.sort_by_place(reader_ ? reader_->files() : std::vector<std::string>{});
  std::size_t warnings = 0, notes = 0;
  for (const Diagnostic& diagnostic : diagnostics_.all()) {
    warnings += diagnostic.severity == Severity::warning;
    notes += diagnostic.severity == Severity::note;
  }
  if (!options_.quiet && warnings + notes > 0) {
    fmt::print(stderr, "tieout: {}\n",
               say({fmt::format("输入有 {} 个警告，{} 个提示；tieout check 连同检查事项一并列出", warnings, notes),
                    fmt::format("{} warning{} and {} note{} on the input; tieout check lists them with its findings",
                                warnings, warnings == 1 ? "" : "s", notes, notes == 1 ? "" : "s")}));
  }
  return options_.fail_on == Severity::warning && warnings > 0 ? kNegative : kDone;
}

}  // namespace tieout::cli
