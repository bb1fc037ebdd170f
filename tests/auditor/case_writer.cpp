#include "case_writer.hpp"

#include <sstream>
#include <variant>

namespace tieout::auditor {

namespace {

// Keys of one table; what is not stated is not written.
class Table {
 public:
  explicit Table(std::ostream& out, const char* separator = "\n") : out_(out), separator_(separator) {}

  void raw(const char* key, const std::string& value) {
    if (!first_) out_ << separator_;
    first_ = false;
    out_ << key << " = " << value;
  }
  void word(const char* key, std::string_view value) { raw(key, '"' + std::string(value) + '"'); }
  void amount(const char* key, Money value) { word(key, to_string(value)); }
  void amount(const char* key, const std::optional<Money>& value) {
    if (value) amount(key, *value);
  }
  void amount_unless_zero(const char* key, Money value) {
    if (!value.is_zero()) amount(key, value);
  }
  void ratio(const char* key, const std::optional<Ratio>& value) {
    if (value) word(key, to_string(*value));
  }
  void months(const char* key, const std::optional<std::int32_t>& value) {
    if (value) raw(key, std::to_string(*value));
  }
  template <class Word>
  void named(const char* key, const std::optional<Word>& value) {
    if (value) word(key, name_of(*value));
  }
  bool empty() const { return first_; }

 private:
  std::ostream& out_;
  const char* separator_;
  bool first_ = true;
};

void write_terms(Table& table, const StatedTerms& terms) {
  table.named("method", terms.method);
  table.months("life_months", terms.life_months);
  table.amount("residual", terms.residual);
  table.ratio("residual_rate", terms.residual_rate);
  table.named("starts", terms.starts);
  table.named("stops", terms.stops);
  table.named("rounding", terms.rounding);
}

std::string book_table(const Asset& asset) {
  std::ostringstream out;
  Table table(out, ", ");
  write_terms(table, asset.book);
  if (asset.book_model == Model::fair_value) table.word("model", name_of(asset.book_model));
  return out.str();
}

std::string tax_table(const Asset& asset) {
  std::ostringstream out;
  Table table(out, ", ");
  write_terms(table, asset.tax);
  table.amount("cost", asset.tax_cost);
  if (!asset.tax_election.empty()) table.word("election", asset.tax_election);
  if (!asset.tax_override.empty()) table.word("override", asset.tax_override);
  if (asset.tax_treatment != TaxTreatment::depreciable) table.word("treatment", name_of(asset.tax_treatment));
  table.ratio("first_share", asset.tax_first_share);
  return out.str();
}

std::string opening_table(const Opening& opening) {
  std::ostringstream out;
  Table table(out, ", ");
  table.raw("date", to_string(opening.date));
  table.amount("book_accumulated", opening.book_accumulated);
  table.amount_unless_zero("provision", opening.provision);
  table.amount("tax_cost", opening.tax_cost);
  table.amount("tax_accumulated", opening.tax_accumulated);
  table.months("book_months", opening.book_months);
  table.months("tax_months", opening.tax_months);
  return out.str();
}

void write_asset(std::ostream& out, const Asset& asset, const World& world) {
  out << "\n[[asset]]\n";
  Table table(out);
  table.word("id", asset.id);
  table.word("class", world.classes[asset.asset_class.index].code);
  table.raw("in_service", to_string(asset.in_service));
  table.amount("cost", asset.cost);
  if (const std::string book = book_table(asset); !book.empty()) table.raw("book", "{ " + book + " }");
  if (const std::string tax = tax_table(asset); !tax.empty()) table.raw("tax", "{ " + tax + " }");
  if (asset.opening) table.raw("opening", "{ " + opening_table(*asset.opening) + " }");
  table.ratio("extra_deduction_rate", asset.extra_deduction_rate);
  table.ratio("extra_deduction_share", asset.extra_deduction_share);
  table.months("contract_months", asset.contract_months);
  table.ratio("total_units", asset.total_units);
  out << '\n';
}

// The fields of one event beside its asset, date and type.
class EventFields {
 public:
  EventFields(Table& table, const World& world) : table_(table), world_(world) {}

  void operator()(const Impair& event) {
    table_.amount("amount", event.amount);
    estimate(event.estimate);
  }
  void operator()(const Test& event) {
    table_.amount("recoverable", event.recoverable);
    estimate(event.estimate);
  }
  void operator()(const Reverse& event) {
    table_.amount("amount", event.amount);
    table_.amount("recoverable", event.recoverable);
  }
  void operator()(const Estimate& event) {
    estimate(event.estimate);
    table_.word("basis", name_of(event.basis));
  }
  void operator()(const Improve& event) {
    table_.amount("amount", event.amount);
    table_.amount("tax_amount", event.tax_amount);
    table_.months("remaining_months", event.remaining_months);
    table_.months("tax_remaining_months", event.tax_remaining_months);
    table_.ratio("removed", event.removed);
    table_.amount_unless_zero("proceeds", event.proceeds);
    table_.amount_unless_zero("costs", event.costs);
  }
  void operator()(const AdjustCost& event) {
    table_.amount("amount", event.amount);
    table_.amount("tax_amount", event.tax_amount);
  }
  void operator()(const Suspend& event) { table_.word("basis", name_of(event.basis)); }
  void operator()(const Resume& event) { table_.word("basis", name_of(event.basis)); }
  void operator()(const Usage& event) { table_.word("units", to_string(event.units)); }
  void operator()(const FairValue& event) { table_.amount("amount", event.amount); }
  void operator()(const Transfer& event) {
    if (event.to_class) table_.word("class", world_.classes[event.to_class->index].code);
    table_.named("model", event.model);
    table_.amount("amount", event.amount);
    table_.months("remaining_months", event.remaining_months);
  }
  void operator()(const Dispose& event) {
    table_.word("kind", name_of(event.kind));
    table_.amount_unless_zero("proceeds", event.proceeds);
    table_.amount_unless_zero("compensation", event.compensation);
    table_.amount_unless_zero("costs", event.costs);
    table_.ratio("fraction", event.fraction);
    table_.amount("cost_removed", event.cost_removed);
    table_.amount("accumulated_removed", event.accumulated_removed);
    table_.amount("provision_removed", event.provision_removed);
  }

 private:
  void estimate(const ReEstimate& stated) {
    table_.months("life_months", stated.life_months);
    table_.months("remaining_months", stated.remaining_months);
    table_.amount("residual", stated.residual);
    table_.named("method", stated.method);
  }

  Table& table_;
  const World& world_;
};

void write_event(std::ostream& out, const Event& event, const Asset& asset, const World& world) {
  out << "\n[[event]]\n";
  Table table(out);
  table.word("asset", asset.id);
  table.raw("date", to_string(event.date));
  table.word("type", type_name(event.detail));
  std::visit(EventFields(table, world), event.detail);
  out << '\n';
}

void write_recorded(std::ostream& out, const Recorded& recorded, const Asset& asset) {
  out << "\n[[recorded]]\n";
  Table table(out);
  table.word("asset", asset.id);
  table.raw("year", std::to_string(recorded.year));
  if (recorded.month != 0) table.raw("month", std::to_string(recorded.month));
  table.amount("book_charge", recorded.book_charge);
  table.amount("book_impairment", recorded.book_impairment);
  table.amount("book_accumulated", recorded.book_accumulated);
  table.amount("book_provision", recorded.book_provision);
  table.amount("book_cost", recorded.book_cost);
  table.amount("tax_charge", recorded.tax_charge);
  table.amount("tax_accumulated", recorded.tax_accumulated);
  out << '\n';
}

void write_expectation(std::ostream& out, const ReconciliationRow& row) {
  out << "\n[[expect]]\n";
  Table table(out);
  table.word("asset", row.asset);
  table.raw("year", std::to_string(row.year));
  for (const NamedAmount& amount : row_amounts()) table.amount(amount.key, row.*amount.field);
  out << '\n';
}

}  // namespace

const std::vector<NamedAmount>& row_amounts() {
  using Row = ReconciliationRow;
  static const std::vector<NamedAmount> amounts{
      {"book_cost", &Row::book_cost},
      {"tax_cost", &Row::tax_cost},
      {"book_charge", &Row::book_charge},
      {"tax_charge", &Row::tax_charge},
      {"book_accumulated", &Row::book_accumulated},
      {"tax_accumulated", &Row::tax_accumulated},
      {"book_impairment", &Row::book_impairment},
      {"book_reversal", &Row::book_reversal},
      {"book_provision", &Row::book_provision},
      {"book_fair_value", &Row::book_fair_value},
      {"book_carrying_open", &Row::book_carrying_open},
      {"book_carrying_close", &Row::book_carrying_close},
      {"tax_base_open", &Row::tax_base_open},
      {"tax_base_close", &Row::tax_base_close},
      {"disposal_proceeds", &Row::disposal_proceeds},
      {"disposal_compensation", &Row::disposal_compensation},
      {"disposal_costs", &Row::disposal_costs},
      {"book_disposal_gain", &Row::book_disposal_gain},
      {"tax_disposal_gain", &Row::tax_disposal_gain},
      {"tax_charge_general", &Row::tax_charge_general},
      {"tax_accumulated_general", &Row::tax_accumulated_general},
      {"adj_impairment", &Row::adj_impairment},
      {"adj_charge", &Row::adj_charge},
      {"adj_disposal", &Row::adj_disposal},
      {"adj_disposal_provision", &Row::adj_disposal_provision},
      {"adj_disposal_charge", &Row::adj_disposal_charge},
      {"adj_disposal_cost", &Row::adj_disposal_cost},
      {"adj_disposal_fair_value", &Row::adj_disposal_fair_value},
      {"adj_fair_value", &Row::adj_fair_value},
      {"adj_permanent", &Row::adj_permanent},
      {"adj_total", &Row::adj_total},
      {"temp_diff_open", &Row::temp_diff_open},
      {"temp_diff_initial", &Row::temp_diff_initial},
      {"temp_diff_equity", &Row::temp_diff_equity},
      {"temp_diff_close", &Row::temp_diff_close},
  };
  return amounts;
}

std::string case_text(const std::string& title, const std::string& source, const History& history,
                      const std::vector<ReconciliationRow>& rows, const std::string& refusal) {
  std::ostringstream out;
  out << "title = \"" << title << "\"\nsource = \"" << source << "\"\n\n[rules]\nbook = \"" << history.world.book
      << "\"\ntax = \"" << history.world.tax << "\"\n";
  write_asset(out, history.entry.asset, history.world);
  for (const Event& event : history.entry.events) write_event(out, event, history.entry.asset, history.world);
  for (const Recorded& recorded : history.entry.recorded) write_recorded(out, recorded, history.entry.asset);
  if (!refusal.empty()) out << "\n# the model refuses it: " << refusal << "\n[[expect]]\nerror = \"any\"\n";
  for (const ReconciliationRow& row : rows) write_expectation(out, row);
  return out.str();
}

}  // namespace tieout::auditor
