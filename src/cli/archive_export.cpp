// tieout archive export: a filing with its papers, for those who have no workspace and perhaps no tieout.
#include <fmt/format.h>

#include <filesystem>

#include "archive/csv_compare.hpp"
#include "archive/csv_records.hpp"
#include "archive/zip_file.hpp"
#include "cli/archive_commands.hpp"
#include "cli/commands.hpp"
#include "cli/filing_lookup.hpp"
#include "cli/filing_make.hpp"
#include "cli/filing_run.hpp"

namespace tieout::cli {

namespace fs = std::filesystem;

namespace {

// A paper: the command that makes it and the name of its files.
struct Paper {
  const char* command;
  const char* name;
  const char* section;  // of the filing: only where it has it
};
constexpr Paper kPapers[] = {{"reconcile", "reconciliation", "results/rows.csv"},
                             {"forms", "forms", "results/forms.csv"},
                             {"check", "findings", "results/findings.csv"},
                             {"prove", "proof", "results/proof.csv"},
                             {"tie", "tie-out", "results/tie-out.csv"}};
constexpr std::size_t kAssetColumn = 1;  // of the rows: entity, asset, …
constexpr const char* kFormats[] = {"csv", "json", "xlsx", "html", "pdf"};

class Export {
 public:
  Export(const TakenOut& taken, const archive::Filing& filing, const Options& options)
      : taken_(taken), filing_(filing), options_(options) {}

  int run() {
    if (root_.path().empty()) return write_trouble(root_.path(), options_);
    std::error_code error;
    const fs::path sealed = fs::path(root_.path()) / "sealed";
    fs::copy(taken_.directory, sealed, fs::copy_options::recursive, error);
    if (error) return write_trouble(sealed.string(), options_);
    if (const int code = make_papers(); code != kDone) return code;
    const auto manifest = archive::make_manifest(root_.path());
    if (!manifest || !archive::write_file(root_.path() + "/" + archive::kManifestFile, manifest->text())) {
      return write_trouble(root_.path(), options_);
    }
    return hand_over();
  }

 private:
  int make_papers() {
    const fs::path papers = fs::absolute(fs::path(root_.path()) / "papers");
    const fs::path sealed = fs::absolute(fs::path(root_.path()) / "sealed");
    std::error_code error;
    fs::create_directories(papers, error);
    {
      const WorkingDirectory here(sealed.string());
      for (const Paper& paper : kPapers) {
        if (filing_.manifest.find(paper.section) == nullptr) continue;
        for (const char* format : kFormats) {
          const int code = make(paper, format, papers.string());
          if (code != kDone && code != kNegative) return code;
        }
      }
    }
    return check_papers(papers.string(), sealed.string());
  }

  int make(const Paper& paper, const char* format, const std::string& papers) const {
    const auto kind = writing::parse_format(format);
    if (!kind) return kDone;
    Options options = filing_options(filing_.head, options_);
    options.command = paper.command;
    options.format = *kind;
    options.out = fmt::format("{}/{}.{}", papers, paper.name, format);
    if (std::string_view(paper.command) == "tie") options.trial_balance = sealed_trial_balance();
    for (const Command* command : commands()) {
      if (command->name != paper.command) continue;
      if (*kind == writing::Format::html && !command->writes_html) return kDone;
      if (*kind == writing::Format::pdf && !command->writes_pdf) return kDone;
      return command->run(options);
    }
    return kInternal;
  }

  // Papers are made by this program; they must show what was sealed. Amounts without a card stand in the paper alone:
  // the sealed rows are those of assets.
  int check_papers(const std::string& papers, const std::string& sealed) const {
    const archive::WorkDirectory work;
    const std::string rows = work.path() + "/rows.csv";
    if (work.path().empty() || !write_asset_rows(papers + "/reconciliation.csv", rows)) {
      return write_trouble(rows, options_);
    }
    const auto comparison = archive::compare_csv(sealed + "/results/rows.csv", rows, {});
    if (comparison.differences == 0) return kDone;
    fmt::print(stderr, "tieout: {}\n",
               in(options_.language,
                  {"重新计算的数字与封存的不符，未导出；见 tieout archive verify",
                   "figures computed again are not those sealed; nothing was exported: see tieout archive verify"}));
    return kNegative;
  }

  // The heading and the rows that have an asset.
  static bool write_asset_rows(const std::string& paper, const std::string& path) {
    std::string text;
    std::vector<std::string> cells;
    for (archive::CsvRecords records(paper); records.next();) {
      archive::csv_cells(records.text(), cells);
      if (cells.size() <= kAssetColumn || cells[kAssetColumn].empty()) continue;
      text += records.text();
      text += '\n';
    }
    return !text.empty() && archive::write_file(path, text);
  }

  static std::string sealed_trial_balance() {
    for (const char* name : {"inputs/trial-balance.csv", "inputs/trial-balance.xlsx"}) {
      if (fs::exists(name)) return name;
    }
    return {};
  }

  int hand_over() {
    const std::string beside = options_.out + ".partial";
    std::error_code error;
    if (options_.out.ends_with(".zip")) {
      if (const std::string failed = archive::zip(root_.path(), beside); !failed.empty()) {
        fs::remove(beside, error);
        return write_trouble(failed, options_);
      }
    } else {
      fs::copy(root_.path(), beside, fs::copy_options::recursive, error);
    }
    if (!error) fs::rename(beside, options_.out, error);
    if (!error) return kDone;
    fs::remove_all(beside, error);
    return write_trouble(options_.out, options_);
  }

  const TakenOut& taken_;
  const archive::Filing& filing_;
  const Options& options_;
  archive::WorkDirectory root_;
};

}  // namespace

int archive_export(const Options& options) {
  const std::string name = options.arguments.size() > 1 ? options.arguments[1] : options.archive.filing;
  if (options.out.empty()) {
    return archive_usage(options, {"缺少 --out（目录或 .zip）", "--out is missing (a directory or a .zip)"});
  }
  std::error_code error;
  if (fs::exists(options.out, error)) {
    return archive_usage(
        options, {fmt::format("--out {}：已存在", options.out), fmt::format("--out {}: it exists", options.out)});
  }
  if (name.empty() && (options.db.empty() || !options.year)) {
    return archive_usage(options, {"缺少申报或 --db 与 --year", "name a filing, or --db and --year"});
  }
  FilingLookup lookup(options);
  const auto taken = name.empty() ? [&]() -> std::unique_ptr<TakenOut> {
    const auto filing = lookup.stored("");
    return filing ? lookup.take_out(*filing) : nullptr;
  }()
      : lookup.take_out(name);
  if (!taken) return kBadInput;
  std::vector<archive::Fault> faults = taken->faults;
  const auto filing = archive::check_files(taken->directory, "", faults);
  if (!filing || !faults.empty()) {
    for (const archive::Fault& fault : faults) {
      fmt::print(stderr, "tieout: {}: {}: {}\n", taken->place, fault.section, in(options.language, fault.message));
    }
    return kNegative;
  }
  return Export(*taken, *filing, options).run();
}

}  // namespace tieout::cli
