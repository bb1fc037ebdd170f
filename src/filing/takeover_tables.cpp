#include "tieout/filing/takeover_tables.hpp"

#include <fmt/format.h>

#include "tieout/filing/late_claim.hpp"

namespace tieout {

namespace {

const rules::FormEdition& edition_of(const Takeover& takeover) {
  return takeover.set().edition(*takeover.set().charges_form());
}

Column amount(const char* key, const char* zh, const char* en, Text group = {}) {
  return {key, {zh, en}, CellKind::money, std::move(group)};
}

std::vector<Column> row_columns() {
  return {{"entity", {"核算主体", "Entity"}},
          {"form", {"表号", "Form"}},
          {"edition", {"版本", "Edition"}},
          {"row", {"行次", "Row"}}};
}

void add_row_cells(const Takeover& takeover, const TakeoverRow& row, std::vector<Cell>& cells, Table& table) {
  const rules::FormEdition& edition = edition_of(takeover);
  cells.push_back(Cell::of(row.entity));
  cells.push_back(Cell::of(edition.form));
  cells.push_back(Cell::of(table.keep(edition.name())));
  cells.push_back(Cell::of(row.number));
}

void add_figure(const TakeoverFigure& figure, std::vector<Cell>& cells) {
  cells.push_back(Cell::of(figure.computed));
  cells.push_back(figure.filed ? Cell::of(*figure.filed) : Cell{});
  cells.push_back(figure.filed ? Cell::of(figure.difference()) : Cell{});
}

std::string_view answer_of(const TakeoverRow& row) {
  return row.answer && row.answer->answer ? name_of(*row.answer->answer) : std::string_view{};
}

}  // namespace

Table takeover_rows_table(const Takeover& takeover, Language language) {
  Table table;
  table.schema = {"takeover",
                  {fmt::format("接管：与 {} 年度申报表核对", takeover.filed_year()),
                   fmt::format("Take-over against the return for {}", takeover.filed_year())},
                  row_columns()};
  auto& columns = table.schema.columns;
  columns.push_back({"label", {"项目", "Label"}});
  columns.push_back({"cards", {"卡片数", "Cards"}, CellKind::integer});
  const Text book{"账载累计", "Book accumulated"}, cost{"计税基础", "Tax cost"},
      accumulated{"税收累计", "Tax accumulated"};
  for (const auto& [key, group] :
       {std::pair{"book_accumulated", book}, std::pair{"tax_cost", cost}, std::pair{"tax_accumulated", accumulated}}) {
    const std::string name = key;
    columns.push_back({name + "_computed", {"计算", "Computed"}, CellKind::money, group});
    columns.push_back({name + "_filed", {"申报", "Filed"}, CellKind::money, group});
    columns.push_back({name + "_difference", {"差额", "Difference"}, CellKind::money, group});
  }
  columns.push_back({"answer", {"答复", "Answer"}});
  columns.push_back({"reason", {"理由", "Reason"}});
  for (const TakeoverRow& row : takeover.rows()) {
    std::vector<Cell> cells;
    add_row_cells(takeover, row, cells, table);
    cells.push_back(Cell::of(in(language, row.label)));
    cells.push_back(Cell::of(static_cast<std::int32_t>(row.cards.size())));
    for (const TakeoverFigure* figure : {&row.book_accumulated, &row.tax_cost, &row.tax_accumulated}) {
      add_figure(*figure, cells);
    }
    cells.push_back(Cell::of(answer_of(row)));
    cells.push_back(row.answer ? Cell::of(row.answer->reason) : Cell{});
    table.rows.push_back(std::move(cells));
  }
  return table;
}

Table takeover_candidates_table(const Takeover& takeover, const std::vector<TakeoverReview>& reviews, std::size_t most,
                                Language language) {
  Table table;
  table.schema = {"takeover-candidates",
                  {"可能的原因（最接近者在前）", "What would explain a row, best fit first"},
                  {{"entity", {"核算主体", "Entity"}},
                   {"row", {"行次", "Row"}},
                   {"rank", {"次序", "Rank"}, CellKind::integer},
                   {"asset", {"资产编号", "Asset"}},
                   {"name", {"资产名称", "Name"}},
                   {"kind", {"类型", "Kind"}},
                   {"detail", {"条件", "Detail"}},
                   amount("tax_cost", "计税基础", "Tax cost", {"可解释", "Explains"}),
                   amount("tax_accumulated", "税收累计", "Accumulated", {"可解释", "Explains"}),
                   amount("left", "余差", "Left"),
                   {"explanation", {"说明", "Explanation"}}}};
  for (const TakeoverReview& review : reviews) {
    const TakeoverRow& row = takeover.rows()[review.row];
    std::int32_t rank = 0;
    for (const std::size_t index : review.best) {
      if (most > 0 && rank >= static_cast<std::int32_t>(most)) break;
      const TakeoverCandidate& candidate = review.candidates[index];
      const TakeoverCard& card = takeover.cards()[candidate.card];
      table.rows.push_back({Cell::of(row.entity), Cell::of(row.number), Cell::of(++rank), Cell::of(card.asset),
                            Cell::of(card.name), Cell::of(name_of(candidate.kind)),
                            Cell::of(table.keep(candidate.detail)), Cell::of(candidate.tax_cost),
                            Cell::of(candidate.tax_accumulated), Cell::of(TakeoverReview::left(row, candidate)),
                            Cell::of(table.keep(in(language, candidate.what)))});
    }
  }
  return table;
}

Table takeover_combinations_table(const Takeover& takeover, const std::vector<TakeoverReview>& reviews,
                                  Language language) {
  Table table;
  table.schema = {"takeover-combinations",
                  {"合计恰好相符的几张卡片", "Cards that fit together to the fen"},
                  {{"entity", {"核算主体", "Entity"}},
                   {"row", {"行次", "Row"}},
                   {"number", {"序号", "No."}, CellKind::integer},
                   {"cards", {"卡片数", "Cards"}, CellKind::integer},
                   {"assets", {"资产编号", "Assets"}},
                   amount("tax_accumulated", "税收累计", "Accumulated"),
                   {"explanation", {"说明", "Explanation"}}}};
  for (const TakeoverReview& review : reviews) {
    const TakeoverRow& row = takeover.rows()[review.row];
    std::int32_t number = 0;
    for (const TakeoverCombination& each : review.combinations) {
      std::string assets, kinds;
      Money sum;
      std::string_view last;
      for (const std::size_t index : each.candidates) {
        const TakeoverCandidate& candidate = review.candidates[index];
        const std::string& asset = takeover.cards()[candidate.card].asset;
        assets += (assets.empty() ? "" : ";") + asset;
        sum += candidate.tax_accumulated;
        const std::string& words = in(language, candidate.what);
        if (words == last) continue;
        kinds += (kinds.empty() ? "" : language == Language::zh ? "；" : "; ") + words;
        last = words;
      }
      if (each.whole_row) {
        assets = language == Language::zh ? "全部" : "all";
        kinds = in(language, review.candidates[each.candidates.front()].what);
      }
      table.rows.push_back({Cell::of(row.entity), Cell::of(row.number), Cell::of(++number),
                            Cell::of(static_cast<std::int32_t>(each.candidates.size())),
                            Cell::of(table.keep(std::move(assets))), Cell::of(sum),
                            Cell::of(table.keep(std::move(kinds)))});
    }
  }
  return table;
}

Table takeover_answers_table(const Takeover& takeover, Language language) {
  Table table;
  table.schema = {"takeover-answers", {"接管答复", "Answers of the take-over"}, row_columns()};
  for (Column column :
       {Column{"label", {"项目", "Label"}}, amount("tax_cost_difference", "计税基础差额", "Tax cost"),
        amount("tax_accumulated_difference", "税收累计差额", "Accumulated"), Column{"answer", {"答复", "Answer"}},
        Column{"months", {"月数", "Months"}, CellKind::integer}, Column{"reason", {"理由", "Reason"}}}) {
    table.schema.columns.push_back(std::move(column));
  }
  for (const TakeoverRow& row : takeover.rows()) {
    if (!row.differs()) continue;
    std::vector<Cell> cells;
    add_row_cells(takeover, row, cells, table);
    cells.push_back(Cell::of(in(language, row.label)));
    cells.push_back(Cell::of(row.tax_cost.difference()));
    cells.push_back(Cell::of(row.tax_accumulated.difference()));
    cells.push_back(Cell::of(answer_of(row)));
    cells.push_back(row.answer && row.answer->months > 0 ? Cell::of(row.answer->months) : Cell{});
    cells.push_back(row.answer ? Cell::of(row.answer->reason) : Cell{});
    table.rows.push_back(std::move(cells));
  }
  return table;
}

std::vector<TakeoverFinding> takeover_findings(const Takeover& takeover, const Framework& framework) {
  const auto term = late_claim_term(framework, takeover.filed_year());
  std::vector<TakeoverFinding> findings;
  for (const TakeoverRow& row : takeover.rows()) {
    const Money difference = row.tax_accumulated.difference();
    if (difference.is_zero() || !row.answer || row.answer->answer != TakeoverAnswer::computed) continue;
    TakeoverFinding finding{row.entity, row.number, difference, 0, {}, row.at};
    if (term && difference < Money{}) {
      finding.claim_until = takeover.filed_year() + term->years;
      finding.cite = term->cite;
    }
    findings.push_back(std::move(finding));
  }
  return findings;
}

Table takeover_findings_table(const std::vector<TakeoverFinding>& findings, Language language) {
  Table table;
  table.schema = {
      "takeover-findings",
      {"以计算为准的行次：以前年度多扣、少扣", "Rows taken as computed: deducted too little or too much before"},
      {{"entity", {"核算主体", "Entity"}},
       {"row", {"行次", "Row"}},
       {"finding", {"事项", "Finding"}},
       amount("amount", "金额", "Amount"),
       {"claim_until", {"最迟追补年度", "Claim until"}, CellKind::integer}}};
  for (const TakeoverFinding& finding : findings) {
    const bool under = finding.amount < Money{};
    const Text words = under ? Text{"少扣除", "under-deducted"} : Text{"多扣除", "over-deducted"};
    table.rows.push_back({Cell::of(finding.entity), Cell::of(finding.row), Cell::of(table.keep(in(language, words))),
                          Cell::of(under ? -finding.amount : finding.amount),
                          finding.claim_until > 0 ? Cell::of(static_cast<std::int32_t>(finding.claim_until)) : Cell{}});
  }
  return table;
}

Diagnostic takeover_diagnostic(const TakeoverFinding& finding, int filed_year, const rules::RuleBook& rules) {
  Diagnostic diagnostic;
  diagnostic.severity = Severity::warning;
  diagnostic.span = finding.at;
  if (finding.amount < Money{}) {
    const std::string missed = to_grouped_string(-finding.amount);
    const int until = finding.claim_until;
    diagnostic.code = "TAKEOVER-UNDER-DEDUCTED";
    diagnostic.message = {fmt::format("第 {} 行至 {} 年度少扣除 {}", finding.row, filed_year, missed),
                          fmt::format("row {}: {} too little was deducted up to {}", finding.row, missed, filed_year)};
    if (until > 0) {
      diagnostic.message.zh +=
          fmt::format("；其中 {} 年度的部分最迟可追补至 {} 年，每早一年提前一年", filed_year, until);
      diagnostic.message.en += fmt::format(
          "; what belongs to {} may be claimed until {}, what belongs to an earlier year as many years sooner",
          filed_year, until);
    }
    if (!finding.cite.source.empty()) {
      diagnostic.rule = {rules.describe(finding.cite, Language::zh), rules.describe(finding.cite, Language::en)};
    }
    diagnostic.help = {"作专项申报，更正所属年度；不得在接管年度直接扣除。",
                       "Amend the returns of those years by special declaration; it is not deducted in this one."};
    return diagnostic;
  }
  const std::string excess = to_grouped_string(finding.amount);
  diagnostic.code = "TAKEOVER-OVER-DEDUCTED";
  diagnostic.message = {
      fmt::format("第 {} 行至 {} 年度多扣除 {}；以后年度按计算继续扣除将重复扣除", finding.row, filed_year, excess),
      fmt::format("row {}: {} too much was deducted up to {}; deducting on as computed takes it twice", finding.row,
                  excess, filed_year)};
  diagnostic.help = {"更正所属年度申报并补缴税款，或答复 filed。",
                     "Amend the returns of those years and pay the tax, or answer filed."};
  return diagnostic;
}

Table takeover_openings_table(const Takeover& takeover, Date opening_date) {
  Table table;
  table.schema = {"openings",
                  {"期初余额", "Opening balances"},
                  {{"asset", {"资产编号", "Asset"}},
                   {"entity", {"核算主体", "Entity"}},
                   {"opening_date", {"期初日期", "Date"}, CellKind::date},
                   amount("opening_book_accumulated", "账面累计", "Book accumulated"),
                   amount("opening_provision", "减值准备", "Provision"),
                   amount("opening_tax_cost", "计税基础", "Tax cost"),
                   amount("opening_tax_accumulated", "税收累计", "Tax accumulated"),
                   {"opening_book_months", {"账面已计提月数", "Book months"}, CellKind::integer},
                   {"opening_tax_months", {"税收已计提月数", "Tax months"}, CellKind::integer},
                   {"opening_status", {"来源", "Status"}},
                   {"source", {"依据", "Source"}}}};
  for (const TakeoverCard& card : takeover.cards()) {
    if (card.gone) continue;
    table.rows.push_back({Cell::of(card.asset), Cell::of(card.entity), Cell::of(opening_date),
                          Cell::of(card.book_accumulated), Cell::of(card.provision), Cell::of(card.opening_tax_cost()),
                          Cell::of(card.opening_tax_accumulated()), Cell::of(card.book_months),
                          Cell::of(card.tax_months), Cell::of(name_of(card.status)), Cell::of(card.source)});
  }
  return table;
}

Table takeover_adjustments_table(const std::vector<UnallocatedLine>& lines, const rules::ClassTable& classes) {
  Table table;
  table.schema = {"adjustments",
                  {"没有卡片的金额", "Amounts without a card"},
                  {{"entity", {"核算主体", "Entity"}},
                   {"year", {"年度", "Year"}, CellKind::integer},
                   {"class", {"资产类别", "Class"}},
                   {"account", {"科目", "Account"}},
                   {"key", {"项目", "Key"}},
                   amount("amount", "金额", "Amount"),
                   {"reason", {"理由", "Reason"}},
                   {"source", {"来源", "Source"}}}};
  for (const UnallocatedLine& line : lines) {
    table.rows.push_back({Cell::of(line.entity), Cell::of(line.year), Cell::of(classes.at(line.asset_class).code),
                          Cell{}, Cell::of(table.keep(line.key)), Cell::of(line.amount),
                          Cell::of(table.keep(line.reason)), Cell::of(table.keep(line.source))});
  }
  return table;
}

}  // namespace tieout
