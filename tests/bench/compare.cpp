// Times `tieout reconcile`, CSV to CSV, beside bench_baseline and `tieout forms` on the same files, as whole processes:
//
//     bench_compare --tieout PROGRAM --work DIR [--runs N] [--mix straight-line|full] [--check] [ASSETS…]
//
// For each size and for 1 and 2 threads the two programs run in turn (A B A B …), after one run of each that is not
// counted; the medians are compared. --check fails where a limit of the project is exceeded.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

// The limits that --check enforces.
constexpr double kRatioMax = 3.0;  // wall time of tieout over the baseline's, at the largest size
constexpr double kMemoryMaxMib = 400.0 * 1e6 / (1024 * 1024);
constexpr double kGrowthMaxPerTenfold = 11.0;
constexpr double kFormsRatioMax = 1.3;  // wall time of `forms` over that of `reconcile`, at the largest size

struct Measurement {
  double wall = 0, cpu = 0;  // seconds
  double memory = 0;         // MiB at the peak
};

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

// Runs a program to its end, its messages into `log`; anything but exit code 0 is an error.
Measurement run(const std::vector<std::string>& command, const fs::path& log) {
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);

  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child == 0) {
    const int descriptor = ::open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    ::dup2(descriptor, 1);
    ::dup2(descriptor, 2);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
  }
  int status = 0;
  rusage usage{};
  if (::wait4(child, &status, 0, &usage) != child) throw std::runtime_error("cannot wait");
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    std::string line;
    for (const std::string& word : command) line += word + ' ';
    throw std::runtime_error("failed: " + line + "\n  its messages are in " + log.string());
  }
  return {wall.count(), seconds(usage.ru_utime) + seconds(usage.ru_stime), static_cast<double>(usage.ru_maxrss) / 1024};
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

Measurement median(const std::vector<Measurement>& runs) {
  std::vector<double> wall, cpu, memory;
  for (const Measurement& one : runs) {
    wall.push_back(one.wall);
    cpu.push_back(one.cpu);
    memory.push_back(one.memory);
  }
  return {median(wall), median(cpu), median(memory)};
}

// What a result file looks like; enough to make the baseline write one like it.
struct Shape {
  std::size_t rows = 0, columns = 0, bytes = 0;
};

Shape shape_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string line;
  Shape shape;
  std::getline(file, line);
  shape.columns = static_cast<std::size_t>(std::count(line.begin(), line.end(), ',')) + 1;
  while (std::getline(file, line)) {
    ++shape.rows;
    shape.bytes += line.size() + 1;
  }
  if (shape.rows == 0) throw std::runtime_error("no rows in " + path.string());
  return shape;
}

struct Options {
  std::string tieout, work, mix = "straight-line";
  std::size_t runs = 5;
  bool check = false;
  std::vector<std::size_t> sizes;
};

struct Result {
  std::size_t assets = 0, threads = 0;
  Measurement tieout, baseline, forms;
};

class Benchmark {
 public:
  explicit Benchmark(Options options)
      : options_(std::move(options)), tools_(fs::read_symlink("/proc/self/exe").parent_path()) {}

  std::vector<Result> measure() {
    std::vector<Result> results;
    for (const std::size_t assets : options_.sizes) {
      const fs::path folder = fs::path(options_.work) / std::to_string(assets);
      fs::create_directories(folder);
      run({tools_ / "bench_generate", "--assets", std::to_string(assets), "--mix", options_.mix, "--out", folder},
          folder / "generate.log");
      for (const std::size_t threads : {1U, 2U}) {
        results.push_back(compare(folder, assets, threads));
        print(results.back());
      }
    }
    return results;
  }

 private:
  Result compare(const fs::path& folder, std::size_t assets, std::size_t threads) const {
    const std::vector<std::string> a = tieout_command(folder, threads);
    run(a, folder / "tieout.log");
    const Shape shape = shape_of(folder / "tieout.csv");
    const std::vector<std::string> b = baseline_command(folder, threads, shape);
    run(b, folder / "baseline.log");
    const Shape other = shape_of(folder / "baseline.csv");
    const double size_ratio = static_cast<double>(other.bytes) / static_cast<double>(shape.bytes);
    if (other.rows != shape.rows || other.columns != shape.columns || size_ratio < 0.98 || size_ratio > 1.02) {
      throw std::runtime_error("the two programs do not write alike: " + std::to_string(shape.bytes) + " and " +
                               std::to_string(other.bytes) + " bytes, " + std::to_string(shape.rows) + " and " +
                               std::to_string(other.rows) + " rows");
    }
    const std::vector<std::string> c = forms_command(folder, threads);
    run(c, folder / "forms.log");
    std::vector<Measurement> runs_a, runs_b, runs_c;
    for (std::size_t i = 0; i < options_.runs; ++i) {
      runs_a.push_back(run(a, folder / "tieout.log"));
      runs_b.push_back(run(b, folder / "baseline.log"));
      runs_c.push_back(run(c, folder / "forms.log"));
    }
    return {assets, threads, median(runs_a), median(runs_b), median(runs_c)};
  }

  std::vector<std::string> tieout_command(const fs::path& folder, std::size_t threads) const {
    return {options_.tieout, "reconcile",
            "--year",        "2023",
            "--assets",      folder / "assets.csv",
            "--events",      folder / "events.csv",
            "--format",      "csv",
            "--out",         folder / "tieout.csv",
            "--threads",     std::to_string(threads),
            "--quiet"};
  }

  std::vector<std::string> forms_command(const fs::path& folder, std::size_t threads) const {
    std::vector<std::string> command = tieout_command(folder, threads);
    command[1] = "forms";
    *(std::find(command.begin(), command.end(), "--out") + 1) = folder / "forms.csv";
    return command;
  }

  // The first five columns are entity, asset, name, class, year; the others are amounts or as good as amounts.
  std::vector<std::string> baseline_command(const fs::path& folder, std::size_t threads, const Shape& shape) const {
    return {tools_ / "bench_baseline",
            "--assets",
            folder / "assets.csv",
            "--events",
            folder / "events.csv",
            "--out",
            folder / "baseline.csv",
            "--threads",
            std::to_string(threads),
            "--amount-columns",
            std::to_string(shape.columns - 5),
            "--row-bytes",
            std::to_string((shape.bytes + shape.rows / 2) / shape.rows)};
  }

  static void print(const Result& result) {
    std::printf("%9zu %8zu %9.3f %9.3f %7.2f %9.3f %9.3f %7.2f %9.0f %9.0f\n", result.assets, result.threads,
                result.tieout.wall, result.baseline.wall, result.tieout.wall / result.baseline.wall, result.tieout.cpu,
                result.baseline.cpu, result.tieout.cpu / result.baseline.cpu, result.tieout.memory,
                result.baseline.memory);
    std::fflush(stdout);
  }

  Options options_;
  fs::path tools_;
};

// Prints growth between sizes that follow one another and returns the number of limits exceeded.
int judge(const std::vector<Result>& results, std::size_t largest) {
  int exceeded = 0;
  const auto limit = [&exceeded](bool holds) {
    exceeded += holds ? 0 : 1;
    return holds ? "" : "  EXCEEDED";
  };
  for (const Result& small : results) {
    for (const Result& large : results) {
      if (large.threads != small.threads || large.assets != small.assets * 10) continue;
      const double growth = large.tieout.wall / small.tieout.wall;
      // Below 10^5 the start of the process weighs in and says nothing about growth.
      const bool counts = small.assets >= 100'000;
      std::printf("growth %zu -> %zu assets, %zu threads: %.2fx%s\n", small.assets, large.assets, small.threads, growth,
                  counts ? limit(growth <= kGrowthMaxPerTenfold) : "");
    }
  }
  for (const Result& one : results) {
    if (one.assets != largest) continue;
    const double ratio = one.tieout.wall / one.baseline.wall;
    std::printf("%zu assets, %zu threads: %.2fx the baseline%s, %.0f MB%s\n", one.assets, one.threads, ratio,
                limit(ratio <= kRatioMax), one.tieout.memory * 1024 * 1024 / 1e6,
                limit(one.tieout.memory <= kMemoryMaxMib));
    const double forms = one.forms.wall / one.tieout.wall;
    std::printf("%9s the forms of the year: %.3f s, %.2fx reconcile%s\n", "", one.forms.wall, forms,
                limit(forms <= kFormsRatioMax));
  }
  return exceeded;
}

Options parse_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    const auto value = [&]() -> std::string {
      if (i + 1 >= argc) throw std::runtime_error(word + " needs a value");
      return argv[++i];
    };
    if (word == "--tieout") {
      options.tieout = value();
    } else if (word == "--work") {
      options.work = value();
    } else if (word == "--runs") {
      options.runs = std::stoul(value());
    } else if (word == "--mix") {
      options.mix = value();
    } else if (word == "--check") {
      options.check = true;
    } else if (!word.empty() && word.find_first_not_of("0123456789") == std::string::npos) {
      options.sizes.push_back(std::stoul(word));
    } else {
      throw std::runtime_error("unknown option " + word);
    }
  }
  if (options.sizes.empty()) options.sizes = {10'000, 100'000, 1'000'000};
  if (options.tieout.empty() || options.work.empty() || options.runs == 0) {
    throw std::runtime_error(
        "usage: bench_compare --tieout PROGRAM --work DIR [--runs N] [--mix M] [--check] [ASSETS…]");
  }
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const Options options = parse_options(argc, argv);
    std::printf("median of %zu runs, mix %s; wall and CPU in seconds, memory in MiB\n", options.runs,
                options.mix.c_str());
    std::printf("%9s %8s %9s %9s %7s %9s %9s %7s %9s %9s\n", "assets", "threads", "tieout", "baseline", "ratio",
                "tieout", "baseline", "ratio", "tieout", "baseline");
    std::printf("%9s %8s %27s %27s %19s\n", "", "", "wall --------", "CPU --------", "memory ---");
    const std::vector<Result> results = Benchmark(options).measure();
    const int exceeded = judge(results, *std::max_element(options.sizes.begin(), options.sizes.end()));
    return options.check && exceeded > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_compare: %s\n", error.what());
    return EXIT_FAILURE;
  }
}
