// tieout archive diff A B: what changed between two filings of a year, and why.
#include <fmt/format.h>

#include <set>

#include "cli/archive_commands.hpp"
#include "cli/filing_check.hpp"
#include "cli/filing_difference.hpp"
#include "cli/filing_lookup.hpp"
#include "cli/output.hpp"
#include "writing/html_table.hpp"

namespace tieout::cli {

namespace {

// A filing that is not what was sealed is compared all the same, and said to be so.
std::optional<archive::Filing> read_filing(TakenOut& taken, const Options& options) {
  std::vector<archive::Fault> faults = std::move(taken.faults);
  auto filing = archive::check_files(taken.directory, "", faults);
  for (const archive::Fault& fault : faults) {
    fmt::print(stderr, "tieout: {}: {}: {}\n", taken.place, fault.section, in(options.language, fault.message));
  }
  return filing;
}

int write_html(const Table& table, const Options& options) {
  writing::OutFile file(options.out);
  writing::write_html_table(table, options.language, file);
  if (auto failure = file.commit()) return output_trouble(*failure, options);
  return kDone;
}

void tell(const FilingDifference& difference, const Options& options) {
  if (options.quiet) return;
  std::set<std::pair<std::string, std::string>> assets;
  for (const FigureChange& each : difference.changes) assets.insert({each.entity, each.asset});
  fmt::print(stderr, "tieout: {}\n",
             in(options.language,
                {fmt::format("{} 项资产的 {} 个数字有变化", assets.size(), difference.changes.size()),
                 fmt::format("{} figures of {} assets changed", difference.changes.size(), assets.size())}));
}

}  // namespace

int archive_diff(const Options& options) {
  if (options.arguments.size() != 3) {
    return archive_usage(options, {"archive diff 之后应为两份申报", "archive diff takes two filings"});
  }
  FilingLookup lookup(options);
  const auto before = lookup.take_out(options.arguments[1]);
  const auto after = before ? lookup.take_out(options.arguments[2]) : nullptr;
  if (!after) return kBadInput;
  const auto first = read_filing(*before, options);
  const auto second = read_filing(*after, options);
  if (!first || !second) return kOutputTrouble;
  if (first->head.year != second->head.year) {
    return archive_usage(options, {"两份申报的年度不同", "the two filings are of different years"});
  }
  const FilingDifference difference = difference_of(before->directory, *first, after->directory, *second, options);
  if (difference.exit_code != kDone) return difference.exit_code;
  const Table table = difference_table(difference, options.language);
  int code = kDone;
  if (options.format == writing::Format::html) {
    code = write_html(table, options);
  } else {
    code = write_tables({&table}, options,
                        {{"before", writing::json_string(first->seal.hash)},
                         {"after", writing::json_string(second->seal.hash)},
                         year_member(first->head.year)});
  }
  if (code == kDone) tell(difference, options);
  return code;
}

}  // namespace tieout::cli
