#include "cli/filing_check.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "archive/csv_compare.hpp"
#include "cli/filing_run.hpp"

namespace tieout::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kShortHash = 12;

// Words, which a later program may put better; figures are never among them.
const std::vector<std::string> kWords{"message", "message_en", "article", "remedy", "place", "file"};
const std::vector<std::string> kNoWords;

class Checker {
 public:
  Checker(CheckedFiling& checked, const std::string& directory, const Options& options)
      : checked_(checked), directory_(directory), options_(options) {}

  // Computes in a directory that shares inputs and rules with the filing, and nothing else.
  void compute_again() {
    const archive::WorkDirectory work;
    std::error_code error;
    for (const char* part : {kInputs, kRules, "data"}) {
      fs::create_directory_symlink(fs::absolute(fs::path(directory_) / part), fs::path(work.path()) / part, error);
    }
    if (work.path().empty() || error) return broken({"", {"临时目录无法使用", "the temporary directory cannot be used"}});
    const FilingResults results = run_in(work.path());
    if (results.exit_code != kDone) {
      return broken({"", {"用封存的输入和规则无法重新计算（原因见上）",
                          "it cannot be computed again from the sealed inputs and rules (the reason stands above)"}});
    }
    for (const Text& refusal : results.refusals) broken({"", refusal});
    compare(work.path());
  }

 private:
  void broken(archive::Fault fault) {
    BrokenPart part;
    part.section = std::move(fault.section);
    part.message = std::move(fault.message);
    checked_.broken.push_back(std::move(part));
  }

  FilingResults run_in(const std::string& work) const {
    const WorkingDirectory here(work);
    return compute_results(checked_.filing->head, options_);
  }

  void compare(const std::string& work) {
    const std::string results = fmt::format("{}/", kResults);
    const bool same_program = checked_.filing->head.program == TIEOUT_VERSION;
    for (const archive::Section& section : checked_.filing->manifest.sections) {
      if (!section.name.starts_with(results)) continue;
      take(section.name, archive::compare_csv(directory_ + "/" + section.name, work + "/" + section.name,
                                              same_program ? kNoWords : kWords));
    }
  }

  void take(const std::string& section, const archive::CsvComparison& comparison) {
    for (const archive::FigureDifference& each : comparison.first) {
      Text message = each.column.empty()
                         ? Text{"重新计算的行与封存的不符", "the row computed again is not the one sealed"}
                         : Text{"重新计算的数字与封存的不符", "the figure computed again is not the one sealed"};
      checked_.broken.push_back(
          {section, each.line, each.offset, each.what, each.column, each.sealed, each.now, std::move(message)});
    }
    if (comparison.differences <= comparison.first.size()) return;
    const std::uint64_t more = comparison.differences - comparison.first.size();
    broken({section, {fmt::format("另有 {} 处不符", more), fmt::format("{} more differ", more)}});
  }

  CheckedFiling& checked_;
  const std::string& directory_;
  const Options& options_;
};

}  // namespace

CheckedFiling check_filing(const std::string& directory, const std::string& place, const std::string& trusted,
                           const Options& options) {
  CheckedFiling checked;
  checked.place = place;
  std::vector<archive::Fault> faults;
  checked.filing = archive::check_files(directory, trusted, faults);
  for (archive::Fault& fault : faults) {
    checked.broken.push_back({std::move(fault.section), 0, 0, "", "", "", "", std::move(fault.message)});
  }
  if (checked.filing) Checker(checked, directory, options).compute_again();
  return checked;
}

Table broken_table(const std::vector<CheckedFiling>& filings, Language language) {
  Table table;
  table.schema = {"archive-verify",
                  {"封存内容验证", "Verification of the archive"},
                  {{"filing", {"申报", "Filing"}, CellKind::text},
                   {"section", {"部分", "Section"}, CellKind::text},
                   {"line", {"行", "Line"}, CellKind::integer},
                   {"offset", {"字节位置", "Byte offset"}, CellKind::text},
                   {"row", {"项目", "Row"}, CellKind::text},
                   {"column", {"栏目", "Column"}, CellKind::text},
                   {"sealed", {"封存", "Sealed"}, CellKind::text},
                   {"now", {"重新计算", "Computed again"}, CellKind::text},
                   {"message", {"说明", "What is wrong"}, CellKind::text}}};
  for (const CheckedFiling& filing : filings) {
    for (const BrokenPart& part : filing.broken) {
      const bool placed = part.line > 0;
      table.rows.push_back({Cell::of(table.keep(filing.place)), Cell::of(table.keep(part.section)),
                            placed ? Cell::of(static_cast<std::int32_t>(part.line)) : Cell{},
                            placed ? Cell::of(table.keep(std::to_string(part.offset))) : Cell{},
                            Cell::of(table.keep(part.what)), Cell::of(table.keep(part.column)),
                            Cell::of(table.keep(part.sealed)), Cell::of(table.keep(part.now)),
                            Cell::of(table.keep(in(language, part.message)))});
    }
  }
  return table;
}

std::string filing_name(const archive::FilingHead& head, const std::string& hash) {
  return fmt::format("{}{}{} v{} ({})", head.year, head.entity.empty() ? "" : " ", head.entity, head.version,
                     hash.substr(0, kShortHash));
}

std::string verdict_text(const CheckedFiling& filing, Language language) {
  const std::string name = filing.filing ? filing_name(filing.filing->head, filing.filing->seal.hash) : filing.place;
  if (filing.broken.empty()) {
    return in(language, {fmt::format("{}：完好，各数字重新计算相符", name),
                         fmt::format("{}: intact, and every figure comes out the same", name)});
  }
  return in(language, {fmt::format("{}：有 {} 处不符", name, filing.broken.size()),
                       fmt::format("{}: {} faults", name, filing.broken.size())});
}

}  // namespace tieout::cli
