#include "cli/html_compare.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/cover.hpp"
#include "cli/html_report.hpp"
#include "cli/law_note.hpp"
#include "cli/output.hpp"
#include "tieout/filing/schedule_table.hpp"
#include "writing/html_page.hpp"
#include "writing/html_values.hpp"

namespace tieout::cli {

namespace {

// What recurs is named by number, as in the report.
bool recurs(const std::string& key) { return key == "entity" || key == "class" || key == "status"; }

std::string compared_rows(const Table& table, writing::PageStrings& strings) {
  std::vector<std::string> rows;
  for (const std::vector<Cell>& cells : table.rows) {
    std::string row = "[";
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) row += ',';
      if (recurs(table.schema.columns[i].key)) {
        row += std::to_string(strings.index_of(cells[i].text));
      } else {
        writing::append_page_cell(row, cells[i]);
      }
    }
    rows.push_back(row + "]");
  }
  return fmt::format("[{}]", fmt::join(rows, ",\n"));
}

std::string class_words(const Session& session) {
  std::vector<std::string> members;
  for (const rules::AssetClass& asset_class : session.rules().classes.all()) {
    members.push_back(writing::page_string(asset_class.code) + ":" +
                      writing::page_string(session.say(asset_class.label)));
  }
  std::sort(members.begin(), members.end());
  return fmt::format("{{{}}}", fmt::join(members, ","));
}

std::string facts_of(const Session& session, const ComparisonPage& page) {
  Cover cover(session);
  std::vector<std::string_view> entities;
  for (const std::vector<Cell>& row : page.rows->rows) {
    if (std::find(entities.begin(), entities.end(), row.front().text) == entities.end()) {
      entities.push_back(row.front().text);
    }
  }
  for (const std::string_view entity : entities) {
    if (!entity.empty()) cover.add_entity(std::string(entity));
  }
  const Text between = page.classes ? Text{" 与 ", " and "} : Text{" 至 ", " to "};
  cover.add({"比较年度", "Years compared"}, std::to_string(page.from) + session.say(between) + std::to_string(page.to));
  cover.add_frame();
  std::vector<std::string> facts;
  for (const auto& [label, value] : cover.facts()) {
    if (label == session.say({"年度", "Year"})) continue;  // there are several
    facts.push_back("[" + writing::page_string(label) + "," + writing::page_string(value) + "]");
  }
  return fmt::format("[{}]", fmt::join(facts, ",\n"));
}

int too_many_compared(const Session& session, std::size_t rows) {
  fmt::print(
      stderr, "tieout: {}\n",
      session.say(
          {fmt::format("{} 行；HTML 最多 {} 行，请用 --entity 分开，或用 --format xlsx", rows, kMostPageAssets),
           fmt::format("{} rows: a page holds up to {}; use --entity, or --format xlsx", rows, kMostPageAssets)}));
  return kUsage;
}

}  // namespace

int write_html_comparison(const Session& session, const ComparisonPage& given) {
  const Options& options = session.options();
  const Language language = options.language;
  if (given.rows->rows.size() > kMostPageAssets) return too_many_compared(session, given.rows->rows.size());
  Table assets;  // its columns and totals; the rows stand apart
  assets.schema = given.rows->schema;
  assets.totals = given.rows->totals;
  writing::PageStrings strings;
  const std::string rows = compared_rows(*given.rows, strings);
  writing::HtmlPage page;
  page.language = language;
  page.title = session.say(given.classes ? Text{fmt::format("{} 与 {} 年度账税差异比较", given.from, given.to),
                                                fmt::format("Book-tax differences, {} and {}", given.from, given.to)}
                                         : Text{fmt::format("{} 至 {} 年度账税对照", given.from, given.to),
                                                fmt::format("Book and tax, {} to {}", given.from, given.to)});
  page.parts = {{"mode", given.classes ? "\"compare\"" : "\"range\""},
                {"lang", language == Language::zh ? "\"zh\"" : "\"en\""},
                {"from", std::to_string(given.from)},
                {"year", std::to_string(given.to)},
                {"cover", facts_of(session, given)},
                {"classes", given.classes ? writing::page_table(*given.classes, language) : "null"},
                {"law", writing::page_table(law_table(session), language)},
                {"words", class_words(session)},
                {"assets", writing::page_table(assets, language)},
                {"rows", rows},
                {"scheduleColumns", writing::page_columns(schedule_schema(), language)},
                {"schedules", fmt::format("[{}]", fmt::join(given.schedules, ",\n"))},
                {"scheduleAt", fmt::format("[{}]", fmt::join(given.schedule_at, ","))},
                {"explanations", "{}"},
                {"explained", "0"},
                {"strings", strings.json()}};
  writing::OutFile file(options.out);
  if (file.failure()) return output_trouble(*file.failure(), options);
  writing::write_html_page(page, file);
  if (auto failure = file.commit()) return output_trouble(*failure, options);
  return kDone;
}

}  // namespace tieout::cli
