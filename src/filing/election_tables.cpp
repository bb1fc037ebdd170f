#include "tieout/filing/election_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tieout {

namespace {

constexpr int kYearColumns = 5;

bool shown(const ElectionOption& option, const ElectionView& view) {
  return view.all || option.state == ElectionState::open || option.state == ElectionState::elected;
}

Text state_words(ElectionState state) {
  switch (state) {
    case ElectionState::elected:
      return {"已选择", "elected"};
    case ElectionState::open:
      return {"可选择", "open"};
    case ElectionState::lost:
      return {"已过期限", "lost"};
    case ElectionState::closed:
      return {"不符合", "closed"};
  }
  return {};
}

// Why it cannot be taken, with the article of each condition.
std::string condition_words(const ElectionOption& option, const rules::RuleBook& rules, Language language) {
  std::string words;
  for (const rules::FailedCondition& failed : option.failed) {
    const std::string& text = in(language, failed.text);
    words += words.empty() ? text : (language == Language::zh ? "；" : "; ") + text;
    if (failed.cite.source.empty()) continue;
    words += language == Language::zh ? fmt::format("（{}）", rules.describe(failed.cite, language))
                                      : fmt::format(" ({})", rules.describe(failed.cite, language));
  }
  if (option.state == ElectionState::lost) {
    words = in(language, {fmt::format("须在 {} 年度申报时享受，以后年度不得再选择", option.return_year),
                          fmt::format("had to be taken in the return of {}", option.return_year)});
  }
  return words;
}

// The first year shown as a column.
int first_column(const std::vector<SurveyedAsset>& assets, const ElectionView& view) {
  if (view.year) return *view.year;
  int first = 0;
  for (const SurveyedAsset& asset : assets) {
    for (const ElectionOption& option : asset.options) {
      if (!shown(option, view) || option.first_year == 0) continue;
      first = first == 0 ? option.first_year : std::min(first, option.first_year);
    }
  }
  return first;
}

// A line of amounts: before the columns, the columns, after them.
struct Spread {
  std::array<Money, kYearColumns + 2> amounts{};

  void add(int first, int year, Money amount) {
    const int column = std::clamp(year - first + 1, 0, kYearColumns + 1);
    amounts[static_cast<std::size_t>(column)] += amount;
  }
};

TableSchema overview_schema(int first) {
  TableSchema schema{"elections", {"税收优惠选择一览", "Elections"}, {}};
  schema.columns = {{"entity", {"核算主体", "Entity"}},
                    {"asset", {"资产编号", "Asset"}},
                    {"name", {"资产名称", "Name"}},
                    {"election", {"优惠事项", "Election"}},
                    {"method", {"方法", "Method"}},
                    {"state", {"状态", "State"}},
                    {"deadline", {"申报期限", "Return due"}, CellKind::date}};
  const Text group{"税前扣除", "Deduction"};
  schema.columns.push_back({"before", {"以前", "Before"}, CellKind::money, group});
  for (int year = first; year < first + kYearColumns; ++year) {
    schema.columns.push_back(
        {std::to_string(year), {std::to_string(year), std::to_string(year)}, CellKind::money, group});
  }
  schema.columns.push_back({"after", {"以后", "After"}, CellKind::money, group});
  schema.columns.push_back({"extra", {"加计扣除", "Extra"}, CellKind::money});
  schema.columns.push_back({"evidence", {"须留存的依据；不符合的条件", "To be evidenced; what fails"}});
  return schema;
}

class Overview {
 public:
  Overview(const rules::RuleBook& rules, const ElectionView& view, int first)
      : rules_(rules), view_(view), first_(first) {
    table_.schema = overview_schema(first);
  }

  void add(const SurveyedAsset& asset) {
    const bool any = std::any_of(asset.options.begin(), asset.options.end(),
                                 [&](const ElectionOption& option) { return shown(option, view_); });
    if (!any) return;
    add_general(asset);
    for (const ElectionOption& option : asset.options) {
      if (shown(option, view_)) add_option(asset, option);
    }
  }

  Table take() { return std::move(table_); }

 private:
  std::vector<Cell> head(const SurveyedAsset& asset) const {
    return {Cell::of(std::string_view(asset.entity)), Cell::of(std::string_view(asset.asset)),
            Cell::of(std::string_view(asset.name))};
  }

  static void append(std::vector<Cell>& cells, const Spread& spread) {
    for (Money amount : spread.amounts) cells.push_back(Cell::of(amount));
  }

  void add_general(const SurveyedAsset& asset) {
    const auto found = std::find_if(asset.options.begin(), asset.options.end(),
                                    [](const ElectionOption& option) { return !option.years.empty(); });
    if (found == asset.options.end()) return;
    Spread spread;
    for (const ElectionYear& year : found->years) spread.add(first_, year.year, year.general);
    std::vector<Cell> cells = head(asset);
    static const Text general{"一般规定", "general rule"};
    cells.insert(cells.end(), {Cell::of(std::string_view(in(view_.language, general))), Cell{}, Cell{}, Cell{}});
    append(cells, spread);
    cells.insert(cells.end(), {Cell{}, Cell{}});
    table_.rows.push_back(std::move(cells));
  }

  void add_option(const SurveyedAsset& asset, const ElectionOption& option) {
    std::vector<Cell> cells = head(asset);
    cells.push_back(Cell::of(std::string_view(option.election->code)));
    cells.push_back(option.years.empty() ? Cell{} : Cell::of(name_of(option.method)));
    cells.push_back(Cell::of(table_.keep(in(view_.language, state_words(option.state)))));
    cells.push_back(option.deadline ? Cell::of(*option.deadline) : Cell{});
    if (option.years.empty()) {
      cells.insert(cells.end(), kYearColumns + 3, Cell{});
    } else {
      Spread spread;
      Money extra;
      for (const ElectionYear& year : option.years) {
        spread.add(first_, year.year, year.deduction);
        extra += year.extra;
      }
      append(cells, spread);
      cells.push_back(Cell::of(extra));
    }
    const std::string why = condition_words(option, rules_, view_.language);
    cells.push_back(Cell::of(
        table_.keep(!why.empty() || option.ground == nullptr ? why : in(view_.language, option.ground->assurance))));
    table_.rows.push_back(std::move(cells));
  }

  const rules::RuleBook& rules_;
  const ElectionView& view_;
  int first_;
  Table table_;
};

std::vector<Cell> long_row(Table& table, const SurveyedAsset& asset, const ElectionOption& option) {
  return {Cell::of(std::string_view(asset.entity)),
          Cell::of(std::string_view(asset.asset)),
          Cell::of(std::string_view(option.election->code)),
          option.years.empty() ? Cell{} : Cell::of(name_of(option.method)),
          option.life_months > 0 ? Cell::of(option.life_months) : Cell{},
          Cell::of(name_of(option.state)),
          option.first_year > 0 ? Cell::of(option.return_year) : Cell{},
          option.deadline ? Cell::of(*option.deadline) : Cell{},
          option.ground != nullptr ? Cell::of(table.keep(option.ground->id)) : Cell{}};
}

}  // namespace

Table election_table(const std::vector<SurveyedAsset>& assets, const rules::RuleBook& rules, const ElectionView& view) {
  Overview overview(rules, view, first_column(assets, view));
  for (const SurveyedAsset& asset : assets) overview.add(asset);
  return overview.take();
}

Table election_years_table(const std::vector<SurveyedAsset>& assets, const rules::RuleBook& rules,
                           const ElectionView& view) {
  Table table;
  table.schema = {"elections", {"税收优惠选择逐年明细", "Elections by year"}, {}};
  table.schema.columns = {{"entity", {"核算主体", "Entity"}},
                          {"asset", {"资产编号", "Asset"}},
                          {"election", {"优惠事项", "Election"}},
                          {"method", {"方法", "Method"}},
                          {"life_months", {"税收年限（月）", "Life, months"}, CellKind::integer},
                          {"state", {"状态", "State"}},
                          {"return_year", {"申报年度", "Return of"}, CellKind::integer},
                          {"deadline", {"申报期限", "Return due"}, CellKind::date},
                          {"ground", {"适用条件", "Ground"}},
                          {"year", {"年度", "Year"}, CellKind::integer},
                          {"deduction", {"按该优惠扣除", "Deduction"}, CellKind::money},
                          {"general", {"按一般规定扣除", "General rule"}, CellKind::money},
                          {"difference", {"差额", "Difference"}, CellKind::money},
                          {"extra", {"加计扣除", "Extra"}, CellKind::money},
                          {"evidence", {"须留存的依据", "To be evidenced"}},
                          {"condition", {"不符合的条件", "What fails"}}};
  for (const SurveyedAsset& asset : assets) {
    for (const ElectionOption& option : asset.options) {
      if (!shown(option, view)) continue;
      const Cell evidence =
          option.ground != nullptr ? Cell::of(table.keep(in(view.language, option.ground->assurance))) : Cell{};
      const Cell condition = Cell::of(table.keep(condition_words(option, rules, view.language)));
      for (const ElectionYear& year : option.years) {
        std::vector<Cell> cells = long_row(table, asset, option);
        cells.insert(cells.end(), {Cell::of(year.year), Cell::of(year.deduction), Cell::of(year.general),
                                   Cell::of(year.difference()), Cell::of(year.extra), evidence, condition});
        table.rows.push_back(std::move(cells));
      }
      if (!option.years.empty()) continue;
      std::vector<Cell> cells = long_row(table, asset, option);
      cells.insert(cells.end(), {Cell{}, Cell{}, Cell{}, Cell{}, Cell{}, evidence, condition});
      table.rows.push_back(std::move(cells));
    }
  }
  return table;
}

Table not_taken_table(const ElectionsNotTaken& not_taken) {
  Table table;
  table.schema = {"not-taken", {"可选而未选的优惠", "Elections open and not taken"}, {}};
  table.schema.columns = {
      {"assets", {"资产数", "Assets"}, CellKind::integer},
      {"first_year_deduction", {"首年少扣除", "First-year deduction forgone"}, CellKind::money},
      {"first_year_extra", {"首年少加计扣除", "First-year extra deduction forgone"}, CellKind::money}};
  table.rows.push_back(
      {Cell::of(not_taken.assets), Cell::of(not_taken.first_year_deduction), Cell::of(not_taken.first_year_extra)});
  return table;
}

ElectionsNotTaken elections_not_taken(const std::vector<SurveyedAsset>& assets) {
  ElectionsNotTaken result;
  for (const SurveyedAsset& asset : assets) {
    const ElectionOption* best = nullptr;
    bool elected = false;
    for (const ElectionOption& option : asset.options) {
      elected |= option.state == ElectionState::elected;
      if (option.state != ElectionState::open || option.first_year_difference() <= Money{}) continue;
      const auto gain = [](const ElectionOption& of) { return of.first_year_difference() + of.first_year_extra(); };
      if (best == nullptr || gain(option) > gain(*best)) best = &option;
    }
    if (elected || best == nullptr) continue;
    ++result.assets;
    result.first_year_deduction += best->first_year_difference();
    result.first_year_extra += best->first_year_extra();
  }
  return result;
}

}  // namespace tieout
