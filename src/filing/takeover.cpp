#include "tieout/filing/takeover.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "filing/apportionment.hpp"

namespace tieout {

namespace {

using rules::FormAmount;

std::vector<std::size_t> columns_with(const rules::FormEdition& edition, FormAmount amount) {
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < edition.columns.size(); ++i) {
    if (edition.columns[i].amount == amount && edition.columns[i].classes.empty()) columns.push_back(i);
  }
  return columns;
}

Money sum_of(EntityForms& forms, const FormCell& at, const std::vector<std::size_t>& columns, std::size_t width) {
  Money sum;
  for (const std::size_t column : columns) sum += forms.cell({at.form, at.row, column}, width);
  return sum;
}

// The shares of a signed total.
std::vector<Money> signed_shares(Money total, const std::vector<Participant>& participants, Money& left) {
  Apportionment result = apportion_within(magnitude(total), participants);
  left = result.left;
  if (total < Money{}) {
    for (Money& share : result.shares) share = -share;
  }
  return result.shares;
}

std::string place_of(const SourceSpan& at) { return at.line > 0 ? fmt::format("{}:{}", at.file, at.line) : at.file; }

}  // namespace

std::string_view name_of(TakeoverAnswer answer) {
  switch (answer) {
    case TakeoverAnswer::computed:
      return "computed";
    case TakeoverAnswer::filed:
      return "filed";
    case TakeoverAnswer::unallocated:
      return "unallocated";
  }
  return "";
}

TakeoverColumns::TakeoverColumns(const rules::FormEdition& edition)
    : book_accumulated(columns_with(edition, FormAmount::book_accumulated)),
      tax_cost(columns_with(edition, FormAmount::tax_cost)),
      tax_accumulated(columns_with(edition, FormAmount::tax_accumulated)) {}

std::optional<TakeoverCard> takeover_card(const FormSet& set, const RegisterEntry& entry, const AssetYear& year,
                                          const AssetReconciler& reconciler, const std::optional<Opening>& stated,
                                          const Entity* holder) {
  const ReconciliationRow& row = year.row;
  TakeoverCard card;
  card.entity = entry.asset.entity;
  card.holder = row.entity;
  card.asset = row.asset;
  card.name = row.name;
  card.asset_class = row.asset_class;
  card.gone = reconciler.last_year().has_value();
  card.charged = !row.book_charge.is_zero() || !row.tax_charge.is_zero();
  card.book_accumulated = stated && stated->book_accumulated ? *stated->book_accumulated : row.book_accumulated;
  card.provision = stated ? stated->provision : row.book_provision;
  card.stated = stated && stated->tax_accumulated;
  card.tax_cost = stated && stated->tax_cost ? *stated->tax_cost : row.tax_cost;
  card.tax_accumulated = card.stated ? *stated->tax_accumulated : row.tax_accumulated;
  card.status = card.stated ? OpeningStatus::stated : OpeningStatus::computed;
  card.book_months = stated && stated->book_months ? *stated->book_months : reconciler.book_ledger().months_charged();
  card.tax_months = stated && stated->tax_months ? *stated->tax_months : reconciler.tax_ledger().months_charged();
  const BasisTerms& terms = reconciler.tax_ledger().terms();
  card.charges_left = terms.life_months == 0 || card.tax_months < terms.life_months;

  EntityForms alone = set.begin(row.entity, holder);
  const auto at = set.charge_row(alone, row.asset_class);
  if (at) card.row = at->row;
  card.form_book_accumulated = card.book_accumulated;
  card.form_tax_cost = card.tax_cost;
  card.form_tax_accumulated = card.tax_accumulated;
  if (at && !year.disposals.empty()) {
    // What left in the year stands in the form beside what stayed, where the entity keeps it there.
    set.add(alone, entry, year, reconciler.terms().elected, holder, nullptr);
    const TakeoverColumns columns(set.edition(at->form));
    const std::size_t width = set.columns(at->form);
    card.form_book_accumulated += sum_of(alone, *at, columns.book_accumulated, width) - row.book_accumulated;
    card.form_tax_cost += sum_of(alone, *at, columns.tax_cost, width) - row.tax_cost;
    card.form_tax_accumulated += sum_of(alone, *at, columns.tax_accumulated, width) - row.tax_accumulated;
  }
  return card;
}

Takeover::Takeover(const FormSet& set, std::vector<TakeoverCard> cards, const std::vector<FiledFormCell>& filed)
    : set_(set), form_(*set.charges_form()), cards_(std::move(cards)) {
  for (std::size_t i = 0; i < cards_.size(); ++i) {
    if (cards_[i].row) row_of(cards_[i].holder, *cards_[i].row).cards.push_back(i);
  }
  add_filed_rows(filed);
  std::sort(rows_.begin(), rows_.end(), [](const TakeoverRow& a, const TakeoverRow& b) {
    return a.entity != b.entity ? a.entity < b.entity : a.row < b.row;
  });
  for (TakeoverRow& row : rows_) compare(row, filed);
}

TakeoverRow& Takeover::row_of(const std::string& entity, std::size_t row) {
  for (TakeoverRow& each : rows_) {
    if (each.row == row && each.entity == entity) return each;
  }
  const rules::FormRow& form_row = set_.edition(form_).rows[row];
  TakeoverRow& made = rows_.emplace_back();
  made.entity = entity;
  made.row = row;
  made.number = form_row.number;
  made.label = form_row.label;
  return made;
}

// Rows of the return for which no card is left.
void Takeover::add_filed_rows(const std::vector<FiledFormCell>& filed) {
  const rules::FormEdition& edition = set_.edition(form_);
  const TakeoverColumns columns(edition);
  for (const FiledFormCell& cell : filed) {
    const std::size_t row = *edition.find_row(cell.row);
    const std::size_t column = *edition.find_column(cell.column);
    const auto one_of = [&](const std::vector<std::size_t>& list) {
      return std::find(list.begin(), list.end(), column) != list.end();
    };
    if (cell.amount.is_zero() || edition.rows[row].classes.empty()) continue;
    if (one_of(columns.tax_cost) || one_of(columns.tax_accumulated)) row_of(cell.entity, row);
  }
}

void Takeover::compare(TakeoverRow& row, const std::vector<FiledFormCell>& filed) const {
  const rules::FormEdition& edition = set_.edition(form_);
  const TakeoverColumns columns(edition);
  TakeoverFigure uncharged[3];
  const auto add = [&](TakeoverFigure& figure, Money amount) { figure.computed += amount; };
  for (const std::size_t index : row.cards) {
    const TakeoverCard& card = cards_[index];
    if (card.charged) {
      add(row.book_accumulated, card.form_book_accumulated);
      add(row.tax_cost, card.form_tax_cost);
      add(row.tax_accumulated, card.form_tax_accumulated);
    } else {
      add(uncharged[0], card.form_book_accumulated);
      add(uncharged[1], card.form_tax_cost);
      add(uncharged[2], card.form_tax_accumulated);
    }
  }
  bool any = false;  // a row of which the return says nothing at all is a row of zeros
  for (const FiledFormCell& cell : filed) {
    if (cell.entity != row.entity || cell.row != row.number) continue;
    any = true;
    const std::size_t column = *edition.find_column(cell.column);
    const auto take = [&](const std::vector<std::size_t>& list, TakeoverFigure& figure) {
      if (std::find(list.begin(), list.end(), column) == list.end()) return false;
      figure.filed = figure.filed.value_or(Money{}) + cell.amount;
      return true;
    };
    take(columns.book_accumulated, row.book_accumulated);
    take(columns.tax_cost, row.tax_cost);
    if (take(columns.tax_accumulated, row.tax_accumulated)) row.at = cell.at;
  }
  if (!any) row.book_accumulated.filed = row.tax_cost.filed = row.tax_accumulated.filed = Money{};
  const bool ties =
      row.tax_cost.difference() == uncharged[1].computed && row.tax_accumulated.difference() == uncharged[2].computed;
  if (!row.differs() || !ties) return;
  row.with_uncharged = true;
  row.book_accumulated.computed += uncharged[0].computed;
  row.tax_cost.computed += uncharged[1].computed;
  row.tax_accumulated.computed += uncharged[2].computed;
}

namespace {

Diagnostic answer_problem(const TakeoverAnswerLine& line, const char* code, Text message, Text help) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.span = line.at;
  diagnostic.message = std::move(message);
  diagnostic.help = std::move(help);
  return diagnostic;
}

// An amount that no card carries must come to an end, and somebody must be able to say why it stands there.
void check_run_off(const TakeoverAnswerLine& line, Diagnostics& diagnostics) {
  if (line.answer != TakeoverAnswer::unallocated) return;
  if (line.months <= 0) {
    diagnostics.add(
        answer_problem(line, "TAKEOVER-MONTHS",
                       {fmt::format("第 {} 行不分摊，但没有写在多少个月内转完", line.row),
                        fmt::format("row {} stays without a card, over how many months is not said", line.row)},
                       {"在 months 栏填写月数，如 60。", "State `months`, such as 60."}));
  }
  if (line.reason.empty()) {
    diagnostics.add(answer_problem(line, "TAKEOVER-REASON",
                                   {fmt::format("第 {} 行不分摊，但没有写理由", line.row),
                                    fmt::format("row {} stays without a card, and no reason is given", line.row)},
                                   {"在 reason 栏写明理由。", "Give the `reason`."}));
  }
}

}  // namespace

void Takeover::answer(const std::vector<TakeoverAnswerLine>& answers, Diagnostics& diagnostics) {
  for (const TakeoverAnswerLine& line : answers) {
    const auto row = std::find_if(rows_.begin(), rows_.end(), [&](const TakeoverRow& each) {
      return each.number == line.row && each.entity == line.entity;
    });
    if (row == rows_.end()) {
      const bool known = set_.edition(form_).find_row(line.row).has_value();
      const std::string edition = fmt::format("{}/{}", set_.edition(form_).form, set_.edition(form_).name());
      diagnostics.add(answer_problem(
          line, "TAKEOVER-ROW-UNKNOWN",
          {known ? fmt::format("主体 {} 的第 {} 行既无卡片也无申报数", line.entity, line.row)
                 : fmt::format("{} 没有第 {} 行", edition, line.row),
           known ? fmt::format("row {} of entity '{}' has neither cards nor filed amounts", line.row, line.entity)
                 : fmt::format("{} has no row {}", edition, line.row)},
          {"核对行次和主体。", "Check the row and the entity."}));
      continue;
    }
    if (row->answer) {
      diagnostics.add(answer_problem(
          line, "TAKEOVER-ANSWER-TWICE",
          {fmt::format("第 {} 行已在前面答复", line.row), fmt::format("row {} was answered before", line.row)},
          {"每行只答复一次。", "Answer each row once."}));
      continue;
    }
    if (row->differs()) check_run_off(line, diagnostics);
    row->answer = line;
  }
}

std::size_t Takeover::open_rows() const {
  return static_cast<std::size_t>(
      std::count_if(rows_.begin(), rows_.end(), [](const auto& row) { return row.open(); }));
}

void Takeover::refuse_open_rows(const std::string& file, Diagnostics& diagnostics) const {
  for (const TakeoverRow& row : rows_) {
    if (!row.open()) continue;
    TakeoverAnswerLine line;
    line.at.file = file;
    if (row.answer) line = *row.answer;
    const std::string cost = to_grouped_string(row.tax_cost.difference());
    const std::string accumulated = to_grouped_string(row.tax_accumulated.difference());
    diagnostics.add(answer_problem(
        line, "TAKEOVER-UNANSWERED",
        {fmt::format("主体 {} 第 {} 行与申报相差：计税基础 {}，累计 {}，没有答复", row.entity, row.number, cost,
                     accumulated),
         fmt::format(
             "row {} of entity '{}' differs from the return by {} of tax cost and {} of accumulated deductions, "
             "and has no answer",
             row.number, row.entity, cost, accumulated)},
        {"在 answer 栏写 computed、filed 或 unallocated；不带 --answers 运行可看候选资产。",
         "Write computed, filed or unallocated under `answer`; without --answers the assets that would explain it are "
         "listed."}));
  }
}

void Takeover::settle(Diagnostics& diagnostics) {
  const rules::FormEdition& edition = set_.edition(form_);
  for (TakeoverRow& row : rows_) {
    const std::string source =
        row.at.file.empty() ? fmt::format("{}/{} {}", edition.form, edition.name(), row.number)
                            : fmt::format("{}/{} {} {}", edition.form, edition.name(), row.number, place_of(row.at));
    for (const std::size_t index : row.cards) cards_[index].source = source;
    if (row.differs() && row.answer && row.answer->answer == TakeoverAnswer::filed) settle_filed(row, diagnostics);
  }
}

void Takeover::settle_filed(TakeoverRow& row, Diagnostics& diagnostics) {
  std::vector<std::size_t> takers;
  for (const std::size_t index : row.cards) {
    const TakeoverCard& card = cards_[index];
    if (!card.stated && !card.gone && (card.charged || row.with_uncharged)) takers.push_back(index);
  }
  Money cost_left, left;
  const Money cost = row.tax_cost.difference();
  std::vector<Participant> parts;
  for (const std::size_t index : takers) {
    const TakeoverCard& card = cards_[index];
    const Money most = cost < Money{} ? card.tax_cost - card.tax_accumulated : magnitude(cost);
    parts.push_back({card.tax_cost.fen(), most});
  }
  const std::vector<Money> cost_shares = signed_shares(cost, parts, cost_left);
  for (std::size_t i = 0; i < takers.size(); ++i) cards_[takers[i]].allocated_cost = cost_shares[i];

  const Money rest = row.tax_accumulated.difference();
  parts.clear();
  for (const std::size_t index : takers) {
    const TakeoverCard& card = cards_[index];
    const Money base = card.opening_tax_cost() - card.tax_accumulated;
    // What was deducted less than computed is deducted later: only by cards that still charge.
    const bool takes = rest > Money{} || card.charges_left;
    parts.push_back({takes ? Weight{base.fen()} : Weight{0}, rest < Money{} ? card.tax_accumulated : base});
  }
  const std::vector<Money> shares = signed_shares(rest, parts, left);
  for (std::size_t i = 0; i < takers.size(); ++i) {
    cards_[takers[i]].allocated = shares[i];
    cards_[takers[i]].status = OpeningStatus::allocated;
  }
  if (left.is_zero() && cost_left.is_zero()) return;
  diagnostics.add(answer_problem(
      *row.answer, "TAKEOVER-NO-ROOM",
      {fmt::format("第 {} 行的卡片容纳不下申报数：计税基础余 {}，累计余 {}", row.number, to_grouped_string(cost_left),
                   to_grouped_string(left)),
       fmt::format("the cards of row {} cannot hold what was filed: {} of tax cost and {} of accumulated deductions "
                   "are left",
                   row.number, to_grouped_string(cost_left), to_grouped_string(left))},
      {"补上缺少的卡片，或答复 unallocated。", "Add the cards that are missing, or answer unallocated."}));
}

std::vector<UnallocatedLine> Takeover::unallocated() const {
  std::vector<UnallocatedLine> list;
  for (const TakeoverRow& row : rows_) {
    if (row.differs() && row.answer && row.answer->answer == TakeoverAnswer::unallocated) run_off(row, list);
  }
  return list;
}

// The balance stands from the start of the year; what of it is not yet deducted is deducted evenly over the months.
void Takeover::run_off(const TakeoverRow& row, std::vector<UnallocatedLine>& list) const {
  UnallocatedLine line;
  line.entity = row.entity;
  line.year = set_.year() + 1;
  line.reason = row.answer->reason;
  const rules::FormEdition& edition = set_.edition(form_);
  line.source = fmt::format("{}/{} {} {}", edition.form, edition.name(), row.number, place_of(row.at));
  line.asset_class = row.cards.empty() ? edition.rows[row.row].classes.front() : cards_[row.cards.front()].asset_class;
  const auto add = [&](const char* key, Money amount) {
    if (amount.is_zero()) return;
    line.key = key;
    line.amount = amount;
    list.push_back(line);
  };
  add("tax_cost_open", row.tax_cost.difference());
  add("tax_accumulated_open", row.tax_accumulated.difference());
  const Money base = row.tax_cost.difference() - row.tax_accumulated.difference();
  Money before;
  for (std::int32_t months = 12; before != base; months += 12, ++line.year) {
    const Money so_far = scale(base, std::min(months, row.answer->months), row.answer->months);
    add("tax_charge", so_far - before);
    before = so_far;
    if (months >= row.answer->months) break;
  }
}

}  // namespace tieout
