#include "cli/filing_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/commands.hpp"
#include "loading/rule_files.hpp"
#include "tieout/rules/form.hpp"

namespace tieout::cli {

namespace fs = std::filesystem;

namespace {

// Tables of a workspace are CSV; a filing made from files holds them as they were given.
std::string input(const char* name) {
  std::error_code error;
  for (const char* ending : {"csv", "xlsx", "toml"}) {
    const std::string path = fmt::format("{}/{}.{}", kInputs, name, ending);
    if (fs::exists(path, error)) return path;
  }
  return {};
}

int run_command(const char* name, Options options, const char* out) {
  options.command = name;
  options.out = fmt::format("{}/{}", kResults, out);
  for (const Command* command : commands()) {
    if (command->name == name) return command->run(options);
  }
  return kInternal;
}

// The forms are part of a filing where an edition is known for the year.
bool has_forms(const Options& options) {
  Diagnostics ignored;
  const rules::RuleBook rules = loading::load_rules(options.rules, ignored);
  return !rules::editions_for(rules.forms, options.tax, *options.year, options.law_as_of).empty();
}

class Computation {
 public:
  explicit Computation(Options options) : options_(std::move(options)) {}

  FilingResults run() {
    // What is wrong with the input comes up here, in the user's language; the wording of what is sealed must not depend
    // on the language in which someone looks at it.
    if (result_.exit_code = compute_rows(options_, kResults); result_.exit_code != kDone) return result_;
    options_.language = Language::zh;
    prove() && check() && tie() && forms();
    return result_;
  }

 private:
  // False where the run cannot go on.
  bool take(int code, Text message) {
    if (code == kNegative) {
      result_.refusals.push_back(std::move(message));
    } else if (code != kDone) {
      result_.exit_code = code;
    }
    return result_.exit_code == kDone;
  }

  bool prove() {
    return take(run_command("prove", options_, "proof.csv"),
                {"有资产的全生命周期验证未闭合（tieout prove）",
                 "the lifetime proof of some assets does not close (tieout prove)"});
  }
  bool check() {
    Options options = options_;
    options.fail_on = Severity::error;
    options.group = false;
    return take(run_command("check", options, "findings.csv"),
                {"有未接受的错误级检查事项（tieout check --severity error）",
                 "there are findings of severity error that nobody accepted (tieout check --severity error)"});
  }
  bool tie() {
    Options options = options_;
    options.trial_balance = input("trial-balance");
    if (options.trial_balance.empty()) return true;
    return take(run_command("tie", options, "tie-out.csv"),
                {"资产卡片与科目余额表不符（tieout tie）",
                 "the register does not tie to the trial balance of the year (tieout tie)"});
  }
  bool forms() {
    if (!has_forms(options_)) return true;
    return take(run_command("forms", options_, "forms.csv"),
                {"申报表的勾稽关系不成立（tieout forms）", "a formula of the forms does not hold (tieout forms)"});
  }

  Options options_;
  FilingResults result_;
};

}  // namespace

WorkingDirectory::WorkingDirectory(const std::string& path) : before_(fs::current_path().string()) {
  fs::current_path(path);
}
WorkingDirectory::~WorkingDirectory() {
  std::error_code ignored;
  fs::current_path(before_, ignored);
}

Options filing_options(const archive::FilingHead& head, const Options& asked) {
  Options options;
  options.language = asked.language;
  options.threads = asked.threads;
  options.quiet = true;
  options.format = writing::Format::csv;
  options.year = head.year;
  options.entity = head.entity;
  options.book = head.book;
  options.tax = head.tax;
  if (!head.law_as_of.empty()) options.law_as_of = parse_iso_date(head.law_as_of);
  if (const auto policy = parse_opening_policy(head.opening)) options.opening = *policy;
  options.rules = kRules;
  options.inputs.headings = kHeadings;
  options.inputs.assets = input("assets");
  options.inputs.events = input("events");
  options.inputs.recorded = input("recorded");
  options.inputs.policies = input("policies");
  options.inputs.entities = input("entities");
  options.inputs.set_aside = input("set-aside");
  options.inputs.accept = input("accept");
  options.inputs.openings = input("openings");
  options.inputs.adjustments = input("adjustments");
  options.inputs.mapping = input("mapping");
  options.archive.openings = input("opening");
  options.inputs.encoding = head.encoding;
  return options;
}

FilingResults compute_results(const archive::FilingHead& head, const Options& asked) {
  std::error_code error;
  fs::create_directories(kResults, error);
  return Computation(filing_options(head, asked)).run();
}

}  // namespace tieout::cli
