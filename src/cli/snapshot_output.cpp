#include "cli/snapshot_output.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/import_snapshot.hpp"
#include "cli/output.hpp"
#include "cli/snapshot_into.hpp"
#include "tieout/filing/finding_list.hpp"

namespace tieout::cli {

namespace {

writing::Format format_of(const Options& options) {
  if (options.format != writing::Format::table) return options.format;
  for (const auto& [ending, format] :
       {std::pair{".csv", writing::Format::csv}, {".xlsx", writing::Format::xlsx}, {".json", writing::Format::json}}) {
    if (options.out.ends_with(ending)) return format;
  }
  return options.format;
}

// New cards in the shape of an assets file: the columns that any of them fills.
Table new_cards(const SnapshotProposals& proposals, const PlaceOf& place) {
  Table table;
  table.schema = {"assets", {"新增卡片", "New cards"}, {}};
  std::vector<const CardProposal*> rows;
  std::vector<std::vector<std::pair<std::string, std::string>>> cells;
  for (const CardProposal& proposal : proposals.result.proposals) {
    if (proposal.change != CardChange::added) continue;
    rows.push_back(&proposal);
    cells.push_back(proposals.file.asset_cells(proposal.origin));
  }
  std::vector<std::string> columns;
  for (const auto& row : cells) {
    std::size_t at = 0;
    for (const auto& [name, text] : row) {
      const auto found = std::find(columns.begin(), columns.end(), name);
      if (found == columns.end()) columns.insert(columns.begin() + static_cast<std::ptrdiff_t>(at), name);
      at = static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) - columns.begin()) + 1;
    }
  }
  for (const std::string& name : columns) table.schema.columns.push_back({name, {name, name}});
  for (const char* name : {"change", "from", "accept"}) table.schema.columns.push_back({name, {name, name}});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    std::vector<Cell> line(columns.size());
    for (auto& [name, text] : cells[row]) {
      const auto at = static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) - columns.begin());
      line[at] = Cell::of(table.keep(std::move(text)));
    }
    line.push_back(Cell::of(name_of(CardChange::added)));
    line.push_back(Cell::of(table.keep(place(*rows[row]))));
    line.push_back(rows[row]->sure ? Cell::of(std::string_view("yes")) : Cell{});
    table.rows.push_back(std::move(line));
  }
  return table;
}

// "out/events.csv" → "out/events-recorded.csv"
std::string beside(const std::string& path, std::string_view name) {
  const std::size_t dot = path.rfind('.');
  const bool ending = dot != std::string::npos && path.find('/', dot) == std::string::npos;
  return fmt::format("{}-{}{}", path.substr(0, ending ? dot : path.size()), name, ending ? path.substr(dot) : "");
}

void tell(const SnapshotProposals& proposals, const Options& options) {
  if (options.quiet) return;
  const CardComparisonResult& result = proposals.result;
  const auto unsure = std::count_if(result.proposals.begin(), result.proposals.end(),
                                    [](const CardProposal& proposal) { return !proposal.sure; });
  fmt::print(stderr, "tieout: {}\n",
             in(options.language,
                {fmt::format("比较 {} 张卡片，{} 张无变动；{} 项差别，其中 {} 项待人判断；ERP 尾差 {} 张，合计 {}",
                             result.compared, result.unchanged, result.proposals.size(), unsure, result.rounding,
                             to_grouped_string(result.rounding_sum)),
                 fmt::format("{} cards compared, {} without change; {} changes, {} of them for a person to settle; ERP "
                             "rounding on {} cards, {} in all",
                             result.compared, result.unchanged, result.proposals.size(), unsure, result.rounding,
                             to_grouped_string(result.rounding_sum))}));
}

}  // namespace

int write_proposals(const SnapshotProposals& proposals, const Options& given, Session& session) {
  Options options = given;
  options.format = format_of(given);
  const PlaceOf place = [&](const CardProposal& proposal) {
    return place_text(proposals.file.span(proposal.origin, proposal.field));
  };
  const auto& all = proposals.result.proposals;
  const Table overview = proposals_overview(all, place, options.language);
  Table events = proposed_events(all, Decided::by_lists, proposals.classes, place, options.language);
  const Table open = proposed_events(all, Decided::by_person, proposals.classes, place, options.language);
  const Table recorded = proposed_recorded(all, place, options.language);
  const Table notes = proposed_notes(all, place, options.language);
  const Table cards = new_cards(proposals, place);
  if (!options.snapshot.into.empty()) {
    return write_register_into(session, {&events, &open, &cards, &recorded, &notes});
  }
  if (options.apply) {
    return import_accepted(session, {&events, &open, &cards, &recorded, &notes}, proposals.day.date);
  }
  int code = kDone;
  switch (options.format) {
    case writing::Format::csv: {
      code = write_tables({&events}, options);
      for (const Table* table : {&open, &cards, &recorded, &notes}) {
        if (table->rows.empty() || options.out.empty() || code != kDone) continue;
        Options other = options;
        other.out = beside(options.out, table->schema.name);
        code = write_tables({table}, other);
      }
      break;
    }
    case writing::Format::json:
      events.schema.name = "snapshot";
      code = write_tables({&events}, options,
                          {{"date", writing::json_string(to_string(proposals.day.date))},
                           {"compared", std::to_string(proposals.result.compared)},
                           {"unchanged", std::to_string(proposals.result.unchanged)},
                           {"rounding", std::to_string(proposals.result.rounding)},
                           {"rounding_sum", writing::json_string(to_string(proposals.result.rounding_sum))},
                           {"open", writing::json_rows(open)},
                           {"cards", writing::json_rows(cards)},
                           {"recorded", writing::json_rows(recorded)},
                           {"notes", writing::json_rows(notes)}});
      break;
    case writing::Format::xlsx:
      code = write_tables({&overview, &events, &open, &cards, &recorded, &notes}, options);
      break;
    default:
      code = write_tables({&overview}, options);
      break;
  }
  if (code == kDone) tell(proposals, options);
  return code;
}

}  // namespace tieout::cli
