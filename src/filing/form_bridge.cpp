#include "tieout/filing/form_bridge.hpp"

#include <fmt/format.h>

#include <array>

#include "tieout/core/invariant.hpp"

namespace tieout {

using rules::FormAmount;

namespace {

void add_line(RollForwardLine& sum, const RollForwardLine& line) {
  sum.open += line.open;
  sum.added += line.added;
  sum.charged += line.charged;
  sum.reversed += line.reversed;
  sum.moved_in += line.moved_in;
  sum.moved_out += line.moved_out;
  sum.disposed += line.disposed;
  sum.close += line.close;
}

struct Measure {
  bool book = true;
  Money Layers::*layer;
  FormAmount amount;
  bool has_column = true;
  Text label;
};

const std::array<Measure, 6>& measures() {
  static const std::array<Measure, 6> list{{
      {true, &Layers::cost, FormAmount::book_cost, true, {"资产原值", "Book cost"}},
      {true, &Layers::accumulated, FormAmount::book_accumulated, true, {"账面累计折旧、摊销", "Book accumulated"}},
      {true, &Layers::provision, FormAmount::book_cost, false, {"减值准备", "Provision"}},
      {true, &Layers::fair_value, FormAmount::book_cost, false, {"公允价值变动", "Fair value"}},
      {false, &Layers::cost, FormAmount::tax_cost, true, {"资产计税基础", "Tax cost"}},
      {false, &Layers::accumulated, FormAmount::tax_accumulated, true, {"税收累计折旧、摊销", "Tax accumulated"}},
  }};
  return list;
}

bool all_zero(const RollForwardLine& line, Money Layers::*layer) {
  for (const Layers* each : {&line.open, &line.added, &line.charged, &line.reversed, &line.moved_in, &line.moved_out,
                             &line.disposed, &line.close}) {
    if (!(each->*layer).is_zero()) return false;
  }
  return true;
}

}  // namespace

void FormBridge::add(const FormSet& set, const EntityForms& forms, const AssetYear& year) {
  const auto row_of = [&](ClassId id) {
    const auto at = set.charge_row(forms, id);
    return at ? static_cast<std::int64_t>(at->row) : -1;
  };
  for (const RollForwardLine& line : year.roll_forward) {
    Row& row = rows_[row_of(line.asset_class)];
    add_line(line.basis == Basis::book ? row.book.roll : row.tax.roll, line);
  }
  Row& row = rows_[row_of(year.row.asset_class)];
  // A line without a card stands in the columns with its balances, charged or not.
  const bool charged = !year.row.book_charge.is_zero() || !year.row.tax_charge.is_zero() || year.row.asset.empty();
  if (charged && forms.keep_disposed) {
    for (const DisposalLine& line : year.disposals) {
      row.book.kept += line.released;
      row.tax.kept += Layers{line.tax_cost, line.tax_accumulated, {}, {}};
    }
  }
  if (charged) return;
  for (const RollForwardLine& line : year.roll_forward) {
    (line.basis == Basis::book ? row.book : row.tax).idle += line.close;
  }
}

void FormBridge::merge(const FormBridge& other) {
  for (const auto& [index, from] : other.rows_) {
    Row& row = rows_[index];
    for (const auto side : {&Row::book, &Row::tax}) {
      add_line((row.*side).roll, (from.*side).roll);
      (row.*side).kept += (from.*side).kept;
      (row.*side).idle += (from.*side).idle;
    }
  }
}

Table form_bridge_table() {
  Table table;
  table.schema = {"form-bridge", {"申报表与资产变动的勾稽", "From the form to the register"}, {}};
  const auto money = [&](const char* key, const char* zh, const char* en) {
    table.schema.columns.push_back({key, {zh, en}, CellKind::money});
  };
  table.schema.columns = {{"entity", {"核算主体", "Entity"}}, {"form", {"表号", "Form"}},
                          {"row", {"行次", "Row"}},           {"label", {"项目", "Item"}},
                          {"measure", {"口径", "Measure"}},   {"column", {"栏次", "Column"}}};
  money("form_amount", "表列金额", "On the form");
  money("kept_disposed", "减：当年处置仍列示", "Less disposed of, kept in");
  money("without_charge", "加：当年未计提", "Plus without a charge");
  money("close", "期末余额", "Closing");
  money("open", "期初余额", "Opening");
  money("added", "增加", "Additions");
  money("charged", "计提", "Charged");
  money("reversed", "转回", "Reversed");
  money("moved_in", "转入", "Moved in");
  money("moved_out", "转出", "Moved out");
  money("disposed", "处置", "Disposed of");
  return table;
}

void FormBridge::append(const FormSet& set, const EntityForms& forms, Language language, Table& table) const {
  const auto form = set.charges_form();
  if (!form) return;
  const rules::FormEdition& edition = set.edition(*form);
  for (const auto& [index, row] : rows_) {
    for (const Measure& measure : measures()) {
      const Balance& balance = measure.book ? row.book : row.tax;
      Money on_form;
      std::string_view column_number;
      if (index >= 0 && measure.has_column) {
        for (std::size_t i = 0; i < edition.columns.size(); ++i) {
          if (edition.columns[i].amount != measure.amount) continue;
          on_form = forms.sheets[*form].cells[static_cast<std::size_t>(index) * edition.columns.size() + i];
          column_number = edition.columns[i].number;
        }
      }
      if (on_form.is_zero() && all_zero(balance.roll, measure.layer)) continue;
      const Money kept = balance.kept.*measure.layer, idle = balance.idle.*measure.layer;
      const Money close = balance.roll.close.*measure.layer;
      if (!column_number.empty() && on_form - kept + idle != close) {
        throw InvariantViolation("form-bridge",
                                 fmt::format("entity '{}' row {} {}: {} against {}", entity_, index, measure.label.en,
                                             to_string(on_form - kept + idle), to_string(close)));
      }
      const auto text = [](const std::string& value) { return Cell::of(std::string_view(value)); };
      const std::size_t place = index < 0 ? 0 : static_cast<std::size_t>(index);
      static const std::string kNone = "-";
      static const Text kOutside{"表外", "Outside the form"};
      const Cell shown[3] = {column_number.empty() ? Cell{} : Cell::of(on_form),
                             column_number.empty() ? Cell{} : Cell::of(kept),
                             column_number.empty() ? Cell{} : Cell::of(idle)};
      table.rows.push_back(
          {text(entity_), text(edition.form), text(index < 0 ? kNone : edition.rows[place].number),
           text(in(language, index < 0 ? kOutside : edition.rows[place].label)), text(in(language, measure.label)),
           Cell::of(column_number), shown[0], shown[1], shown[2], Cell::of(close),
           Cell::of(balance.roll.open.*measure.layer), Cell::of(balance.roll.added.*measure.layer),
           Cell::of(balance.roll.charged.*measure.layer), Cell::of(balance.roll.reversed.*measure.layer),
           Cell::of(balance.roll.moved_in.*measure.layer), Cell::of(balance.roll.moved_out.*measure.layer),
           Cell::of(balance.roll.disposed.*measure.layer)});
    }
  }
}

}  // namespace tieout
