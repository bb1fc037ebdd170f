// The auditor against the engine: random histories, or every history of the small worlds.
//
//   auditor --count 200000 --seed 1 --threads 2 --case failing.toml
//   auditor --small-worlds
//
// Prints the seed (so that a run can be repeated), every disagreement up to a few, and `N passed, M failed`.
#include <atomic>
#include <cstdint>
#include <fstream>
#include <functional>
#include <iostream>
#include <mutex>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "case_writer.hpp"
#include "compare.hpp"
#include "shrink.hpp"
#include "small_worlds.hpp"

namespace tieout::auditor {
namespace {

struct Options {
  std::uint64_t count = 20'000;
  std::uint64_t seed = 0;
  bool seed_given = false;
  bool small_worlds = false;
  GeneratorOptions generator;
  unsigned threads = 1;
  std::string case_path;
};

constexpr std::size_t reported_most = 10;

struct Failure {
  std::uint64_t index = 0;
  std::string what;
};

// Disagreements found by all threads; the earliest few are kept, whatever the number of threads.
class Failures {
 public:
  void add(Failure failure) {
    const std::lock_guard lock(mutex_);
    ++count_;
    auto place = kept_.begin();
    while (place != kept_.end() && place->index < failure.index) ++place;
    kept_.insert(place, std::move(failure));
    if (kept_.size() > reported_most) kept_.pop_back();
  }
  std::uint64_t count() const { return count_; }
  const std::vector<Failure>& kept() const { return kept_; }

 private:
  std::mutex mutex_;
  std::uint64_t count_ = 0;
  std::vector<Failure> kept_;
};

using HistoryAt = std::function<History(std::uint64_t)>;

void run_all(std::uint64_t count, unsigned threads, const HistoryAt& history_at, Failures& failures) {
  constexpr std::uint64_t batch = 256;
  std::atomic<std::uint64_t> next{0};
  const auto work = [&] {
    for (std::uint64_t from = next.fetch_add(batch); from < count; from = next.fetch_add(batch)) {
      for (std::uint64_t i = from; i < std::min(count, from + batch); ++i) {
        if (std::string what = disagreement(history_at(i)); !what.empty()) failures.add({i, std::move(what)});
      }
    }
  };
  std::vector<std::thread> workers;
  for (unsigned i = 1; i < threads; ++i) workers.emplace_back(work);
  work();
  for (std::thread& worker : workers) worker.join();
}

// What a disagreement is about: the key, or who refuses and why; not the year and the figures.
std::string kind_of(const std::string& what) {
  return what.substr(0, what.find(what.starts_with("the ") ? "," : " of "));
}

// The smallest history that still fails in the same way, as a worked case with the model's figures.
void write_case(const std::string& path, const std::string& source, const History& failing) {
  const std::string kind = kind_of(disagreement(failing));
  const History small =
      shrink(failing, [&kind](const History& history) { return kind_of(disagreement(history)) == kind; });
  std::string refusal;
  const auto rows = audit(small.entry, small.world, small.last_year, refusal);
  std::cout << "  shrunk: " << disagreement(small) << '\n';
  std::ofstream out(path, std::ios::binary);
  out << case_text("The engine and the auditor disagree", source, small, rows, refusal);
  if (!out) throw std::runtime_error("cannot write " + path);
  std::cout << "  case: " << path << '\n';
}

// Reports the run of one kind of histories; returns the number of failures.
std::uint64_t report(const Options& options, const std::string& source, std::uint64_t count,
                     const HistoryAt& history_at) {
  Failures failures;
  run_all(count, options.threads, history_at, failures);
  for (const Failure& failure : failures.kept()) {
    std::cout << "failed: " << source << ", history " << failure.index << ": " << failure.what << '\n';
  }
  if (!failures.kept().empty() && !options.case_path.empty()) {
    const std::uint64_t index = failures.kept().front().index;
    write_case(options.case_path, source + ", history " + std::to_string(index), history_at(index));
  }
  return failures.count();
}

int run(const Options& options) {
  std::uint64_t total = 0;
  std::uint64_t failed = 0;
  if (options.small_worlds) {
    for (const SmallWorld& world : small_worlds()) {
      std::cout << "small world: " << world.name() << ", " << world.size() << " histories\n" << std::flush;
      total += world.size();
      failed += report(options, "small world " + world.name(), world.size(),
                       [&world](std::uint64_t index) { return world.at(index); });
    }
  } else {
    std::cout << "seed " << options.seed << '\n' << std::flush;
    total = options.count;
    failed = report(options, "seed " + std::to_string(options.seed), options.count, [&options](std::uint64_t index) {
      return random_history(Random(options.seed + index).next(), options.generator);
    });
  }
  std::cout << total - failed << " passed, " << failed << " failed\n";
  return failed == 0 ? 0 : 1;
}

std::uint64_t number(const std::string& text) {
  std::size_t used = 0;
  const std::uint64_t value = std::stoull(text, &used);
  if (used != text.size()) throw std::invalid_argument("not a number: " + text);
  return value;
}

Options parse(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    const auto value = [&]() -> std::string {
      if (++i == argc) throw std::invalid_argument(name + " needs a value");
      return argv[i];
    };
    if (name == "--count") {
      options.count = number(value());
    } else if (name == "--seed") {
      options.seed = number(value());
      options.seed_given = true;
    } else if (name == "--threads") {
      options.threads = static_cast<unsigned>(number(value()));
    } else if (name == "--case") {
      options.case_path = value();
    } else if (name == "--small-worlds") {
      options.small_worlds = true;
    } else if (name == "--no-elections") {
      options.generator.elections = false;
    } else {
      throw std::invalid_argument("unknown option " + name);
    }
  }
  if (!options.seed_given) options.seed = std::random_device{}();
  return options;
}

}  // namespace
}  // namespace tieout::auditor

int main(int argc, char** argv) {
  try {
    return tieout::auditor::run(tieout::auditor::parse(argc, argv));
  } catch (const std::exception& error) {
    std::cerr << "auditor: " << error.what()
              << "\nusage: auditor [--count N] [--seed S] [--threads T] [--case FILE] [--small-worlds] "
                 "[--no-elections]\n";
    return 2;
  }
}
