#include "cli/filing_make.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "cli/csv_rows.hpp"
#include "cli/filing_run.hpp"
#include "cli/opening.hpp"
#include "cli/session.hpp"
#include "cli/workspace.hpp"

namespace tieout::cli {

namespace fs = std::filesystem;

namespace {

bool copy(const std::string& from, const std::string& to) {
  std::error_code error;
  fs::create_directories(fs::path(to).parent_path(), error);
  fs::copy_file(from, to, fs::copy_options::overwrite_existing, error);
  return !error;
}

std::string ending_of(const std::string& path) {
  const std::string ending = fs::path(path).extension().string();
  return ending == ".toml" || ending == ".xlsx" ? ending : ".csv";
}

// A year before the first asset, or after the last, is nothing that anybody files; amounts without a card are.
bool holds_nothing(const std::string& directory) {
  const CsvRows rows(fmt::format("{}/{}/rows.csv", directory, kResults));
  if (rows.there) return false;
  const fs::path inputs = fs::path(directory) / kInputs;
  std::error_code error;
  return !fs::exists(inputs / "adjustments.csv", error) && !fs::exists(inputs / "adjustments.xlsx", error) &&
         !fs::exists(inputs / "adjustments.toml", error);
}

int refuse(const FilingResults& results, const archive::FilingHead& head, const Options& options) {
  for (const Text& refusal : results.refusals) {
    Diagnostic diagnostic;
    diagnostic.code = "FILING-REFUSED";
    diagnostic.message = refusal;
    diagnostic.span.file = "--year " + std::to_string(head.year);
    diagnostic.help = {"先更正或接受（--accept），再封存。", "Correct it, or accept the finding, before sealing."};
    print_diagnostic(diagnostic, options.language);
  }
  fmt::print(stderr, "tieout: {}\n",
             in(options.language,
                {fmt::format("{} 年度未封存", head.year), fmt::format("the year {} was not sealed", head.year)}));
  return kNegative;
}

// Where the year does not open as last year was sealed, the sealed closing becomes an input. False: it opens so.
bool take_openings(int year, const std::string& directory, const std::string& last, const Options& options) {
  SealedOpenings openings = differing_openings(directory + "/results/rows.csv", last + "/results/rows.csv");
  if (openings.empty()) return false;
  find_causes(openings, year, directory, last);
  archive::write_file(fmt::format("{}/{}/opening.csv", directory, kInputs), openings_text(openings));
  fmt::print(
      stderr, "tieout: {}\n",
      in(options.language,
         {fmt::format("{} 项资产的年初与上年封存的期末不同，以封存的为准；申报的检查事项中列明原因", openings.size()),
          fmt::format("{} assets do not open as last year was sealed; the sealed closing is taken, and the filing's "
                      "findings say why",
                      openings.size())}));
  for (const auto& [key, each] : openings) {
    if (options.quiet) break;
    fmt::print(stderr, "  {} {}: {} / {} -> {} / {} ({})\n", key.first, key.second, to_string(each.book_computed),
               to_string(each.tax_computed), to_string(each.book_carrying), to_string(each.tax_base), each.cause);
  }
  return true;
}

bool write_seal(const archive::FilingHead& head, const archive::SigningKey* key, const std::string& directory) {
  if (!archive::write_file(directory + "/" + std::string(archive::kHeadSection), head.text())) return false;
  const auto manifest = archive::make_manifest(directory);
  if (!manifest) return false;
  const std::string text = manifest->text();
  archive::Seal seal;
  seal.hash = archive::sha256_hex(text);
  if (key != nullptr) seal.signatures.push_back({"seal", key->public_key(), key->sign(text)});
  return archive::write_file(directory + "/" + archive::kManifestFile, text) &&
         archive::write_file(directory + "/" + archive::kSealFile, seal.text());
}

}  // namespace

bool copy_rules(const Options& options, const std::string& directory) {
  const std::string rules = rules_directory(options);
  for (const std::string& name : archive::files_below(rules)) {
    if (name.ends_with(".toml") && !copy(rules + "/" + name, fmt::format("{}/{}/{}", directory, kRules, name))) {
      return false;
    }
  }
  return copy(headings_file(options), directory + "/" + kHeadings);
}

bool copy_inputs(const Options& options, const std::string& directory) {
  const std::pair<const char*, const std::string*> given[] = {
      {"assets", &options.inputs.assets},       {"events", &options.inputs.events},
      {"recorded", &options.inputs.recorded},   {"policies", &options.inputs.policies},
      {"entities", &options.inputs.entities},   {"set-aside", &options.inputs.set_aside},
      {"accept", &options.inputs.accept},       {"mapping", &options.inputs.mapping},
      {"openings", &options.inputs.openings},   {"adjustments", &options.inputs.adjustments},
      {"trial-balance", &options.trial_balance}};
  for (const auto& [name, path] : given) {
    if (path->empty()) continue;
    if (!copy(*path, fmt::format("{}/{}/{}{}", directory, kInputs, name, ending_of(*path)))) return false;
  }
  return true;
}

archive::FilingHead head_of(const Options& options) {
  archive::FilingHead head;
  head.year = *options.year;
  head.entity = options.entity;
  head.book = options.book;
  head.tax = options.tax;
  if (options.law_as_of) head.law_as_of = to_string(*options.law_as_of);
  head.opening = options.opening == OpeningPolicy::spread ? "spread" : "true-up";
  head.encoding = options.inputs.encoding;
  head.program = TIEOUT_VERSION;
  head.sealed_at = time_now(options);
  head.preparer = options.archive.preparer;
  head.reviewer = options.archive.reviewer;
  head.reason = options.archive.reason;
  head.countersign = options.archive.four_eyes;
  return head;
}

int write_trouble(const std::string& path, const Options& options) {
  fmt::print(stderr, "tieout: {}\n",
             in(options.language, {fmt::format("无法写入 {}", path), fmt::format("cannot write {}", path)}));
  return kOutputTrouble;
}

int seal_directory(archive::FilingHead head, const archive::SigningKey* key, const Options& options,
                   const std::string& directory, const std::string& last) {
  if (key != nullptr) head.signer = key->public_key();
  const auto compute = [&] {
    const WorkingDirectory here(directory);
    return compute_results(head, options);
  };
  FilingResults results = compute();
  if (results.exit_code == kDone && !last.empty() && take_openings(head.year, directory, last, options)) {
    results = compute();
  }
  if (results.exit_code != kDone) return results.exit_code;
  if (holds_nothing(directory)) {
    results.refusals.push_back({"该年度没有任何资产有数字", "no asset has figures in the year"});
  }
  if (!results.refusals.empty()) return refuse(results, head, options);
  return write_seal(head, key, directory) ? kDone : write_trouble(directory, options);
}

}  // namespace tieout::cli
