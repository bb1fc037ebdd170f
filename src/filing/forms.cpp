#include "tieout/filing/forms.hpp"

#include <algorithm>
#include <array>

#include "tieout/rules/election.hpp"
#include "tieout/rules/position.hpp"

namespace tieout {

using rules::FormAmount;
using rules::FormColumn;
using rules::FormEdition;
using rules::FormElected;
using rules::FormRow;
using rules::FormTakes;

// The amounts that a fact about an asset has for the columns.
struct FormSet::Facts {
  std::array<Money, rules::kFormAmounts> amounts{};
  AdjustmentReasons reasons;

  Money& operator[](FormAmount amount) { return amounts[static_cast<std::size_t>(amount)]; }
  Money operator[](FormAmount amount) const { return amounts[static_cast<std::size_t>(amount)]; }
};

// What a preference accrued in the year.
struct FormSet::Preference {
  bool counted = false;
  rules::PreferenceFacts facts;
  Facts amounts;
  Facts
      at_once;  // of a prepayment, for what is deducted at once: up to its end, beside one month of the general charge
};

namespace {

bool lists(const std::vector<ClassId>& list, ClassId wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

struct Disposed {
  Layers book;
  Money tax_cost, tax_accumulated;
};

Disposed disposed_of(const AssetYear& year) {
  Disposed sum;
  for (const DisposalLine& line : year.disposals) {
    sum.book += line.released;
    sum.tax_cost += line.tax_cost;
    sum.tax_accumulated += line.tax_accumulated;
  }
  return sum;
}

std::string_view ground_name(const rules::Eligibility& eligibility) {
  if (!eligibility.eligible()) return {};
  const std::string_view id = eligibility.ground->id;
  return id.substr(id.rfind('/') + 1);
}

}  // namespace

// Adds one asset; what is the same for all of its facts is worked out once.
class FormAdder {
 public:
  FormAdder(const FormSet& set, EntityForms& into, const RegisterEntry& entry, const AssetYear& year)
      : set_(set), into_(into), entry_(entry), year_(year), row_(year.row) {}

  bool add(bool elected, const Entity* entity, std::vector<RoutedDisposal>* routed) {
    into_.adjustments += row_.adj_total;
    if (without_card()) {
      into_.without_card += row_.adj_total;
      ++into_.lines_without_card;
    } else {
      ++into_.assets;
    }
    if (elected) find_preference(entity);
    const bool placed = add_charges();
    if (preference_.counted) add_preference();
    if (set_.prepayment()) return placed;
    add_provisions_and_fair_value();
    for (const DisposalLine& line : year_.disposals) add_disposal(line, routed);
    if (!row_.adj_permanent.is_zero()) add_permanent();
    return placed;
  }

 private:
  using Facts = FormSet::Facts;

  bool without_card() const { return entry_.asset.id.empty(); }
  const FormEdition& edition(std::size_t form) const { return *set_.editions_[form]; }

  // Charges and balances of `row` (the year, or the year up to a month) with what left in it.
  Facts charge_facts(const AssetYear& year) const {
    const ReconciliationRow& row = year.row;
    Disposed gone;
    if (into_.keep_disposed && !year.disposals.empty()) gone = disposed_of(year);
    Facts facts;
    // An asset that either ledger charges stands in its row with both: what was deducted at once keeps its tax cost and
    // accumulated beside the book charges of later years, and a short book life beside the tax charges that go on.
    if (!row.book_charge.is_zero() || !row.tax_charge.is_zero() || without_card()) {
      facts[FormAmount::book_cost] = row.book_cost + gone.book.cost;
      facts[FormAmount::book_charge] = row.book_charge;
      facts[FormAmount::book_accumulated] = row.book_accumulated + gone.book.accumulated;
      facts[FormAmount::tax_cost] = row.tax_cost + gone.tax_cost;
      facts[FormAmount::tax_charge] = row.tax_charge;
      facts[FormAmount::tax_accumulated] = row.tax_accumulated + gone.tax_accumulated;
    }
    facts[FormAmount::tax_charge_general] = row.tax_charge_general;
    facts[FormAmount::tax_charge_above_general] = row.tax_charge - row.tax_charge_general;
    facts[FormAmount::tax_charge_above_book] = row.tax_charge - row.book_charge;
    facts[FormAmount::charge_reduction] = std::max(row.tax_charge - row.book_charge, Money{});
    facts[FormAmount::charge_adjustment] = row.adj_charge;
    facts.reasons = row.adj_reason;
    return facts;
  }

  // A preference is shown while its charge of the year so far exceeds the general one. Where it did and no longer
  // does at the year's end, what it had accrued in the last month in which it did stays.
  void find_preference(const Entity* entity) {
    const Asset& asset = entry_.asset;
    if (row_.tax_charge.is_zero()) return;
    if (set_.prepayment()) {
      find_at_prepayment(entity);
    } else if (row_.tax_charge > row_.tax_charge_general) {
      preference_.amounts = charge_facts(year_);
      preference_.counted = true;
    } else if (row_.tax_charge_general > row_.tax_charge || !row_.tax_charge_general.is_zero()) {
      find_earlier_month(entity);
    }
    if (!preference_.counted) return;
    const rules::RuleBook& book = *set_.framework_.rules;
    rules::PreferenceFacts& facts = preference_.facts;
    facts.election = asset.tax_election;
    facts.family = book.classes.at(row_.asset_class).family;
    facts.asset_class = row_.asset_class;
    facts.cost = asset.cost;
    facts.books_alike = preference_.amounts[FormAmount::charge_adjustment].is_zero();
    facts.quantity = asset.quantity.value_or(Ratio::of(1, 1));
    const rules::Election* election = set_.framework_.tax->find_election(asset.tax_election);
    if (election == nullptr) return;
    static const Entity kNobody;
    facts.ground = ground_name(rules::check_eligibility(*election, asset, entity == nullptr ? kNobody : *entity,
                                                        book.classes, set_.framework_.law_as_of));
  }

  // For a prepayment the year ends for an asset with the last month that was charged more than the general rule has:
  // what had gathered by then is entered again until December. What is deducted at once goes on beside its book
  // charges.
  void find_at_prepayment(const Entity* entity) {
    AssetReconciler again(set_.framework_);
    again.set_entity(entity);
    if (!again.open(entry_)) return;
    int last = 0;
    Money general_of_month;
    for (int month = 1; month <= set_.through_; ++month) {
      const Month each = Month::of(set_.year_, month);
      const AssetYear* charged = again.run_period(each, each);
      if (charged == nullptr || charged->row.tax_charge <= charged->row.tax_charge_general) continue;
      if (last == 0) general_of_month = charged->row.tax_charge_general;
      last = month;
    }
    if (last == 0 || !again.open(entry_)) return;
    preference_.at_once = charge_facts(year_);
    preference_.at_once[FormAmount::tax_charge_general] = general_of_month;
    preference_.at_once[FormAmount::tax_charge_above_general] = row_.tax_charge - general_of_month;
    const AssetYear* until = again.run_year(set_.year_, last);
    if (until == nullptr) return;
    preference_.amounts = charge_facts(*until);
    preference_.counted = true;
  }

  void find_earlier_month(const Entity* entity) {
    AssetReconciler again(set_.framework_);
    again.set_entity(entity);
    for (int month = set_.through_ - 1; month >= 1; --month) {
      if (!again.open(entry_)) return;
      const AssetYear* until = again.run_year(set_.year_, month);
      if (until == nullptr) return;
      if (until->row.tax_charge <= until->row.tax_charge_general) continue;
      preference_.amounts = charge_facts(*until);
      preference_.counted = true;
      return;
    }
  }

  bool add_charges() {
    if (set_.prepayment()) return true;
    const bool charged = !row_.book_charge.is_zero() || !row_.tax_charge.is_zero();
    if (!charged && !(without_card() && has_balances())) return true;
    const auto at = set_.charge_row(into_, row_.asset_class);
    if (!at) return add_outside();
    add_adjustment(FormTakes::charges, row_.book_charge, row_.tax_charge, row_.adj_charge);
    const FormRow& row = edition(at->form).rows[at->row];
    add_facts(at->form, at->row, row, charge_facts(year_), true);
    return true;
  }

  bool has_balances() const {
    return !row_.book_cost.is_zero() || !row_.book_accumulated.is_zero() || !row_.tax_cost.is_zero() ||
           !row_.tax_accumulated.is_zero();
  }

  // A class that has a row only by a position not taken stands outside the form: where its differences go instead.
  Money* outside(ClassId asset_class) {
    if (!set_.charges_form_ || set_.charge_row(into_, asset_class)) return nullptr;
    const FormEdition& form = edition(*set_.charges_form_);
    const bool by_position = std::any_of(form.by_position.begin(), form.by_position.end(),
                                         [&](const auto& entry) { return lists(entry.classes, asset_class); });
    if (!by_position) return nullptr;
    for (std::size_t i = 0; i < set_.pointers_.size(); ++i) {
      if (!set_.pointers_[i].permanent) return &into_.pointers[i];
    }
    return nullptr;
  }

  bool add_outside() {
    Money* target = outside(row_.asset_class);
    if (target != nullptr) *target += row_.adj_charge;
    return target != nullptr;
  }

  void add_preference() {
    bool placed = false;
    for (std::size_t form = 0; form < set_.editions_.size(); ++form) {
      const FormEdition& each = edition(form);
      for (std::size_t row = 0; row < each.rows.size(); ++row) {
        if (each.rows[row].preferences.empty()) continue;
        if (!rules::matches_any(each.rows[row].preferences, preference_.facts)) continue;
        const bool at_once = set_.prepayment() && each.rows[row].general_of_one_month;
        add_facts(form, row, each.rows[row], at_once ? preference_.at_once : preference_.amounts, false);
        placed = true;
        break;
      }
    }
    if (!placed) into_.unplaced += preference_.amounts[FormAmount::tax_charge_above_general];
  }

  void add_facts(std::size_t form, std::size_t index, const FormRow& row, const Facts& facts, bool class_row) {
    const FormEdition& each = edition(form);
    EntityForms::Sheet& sheet = into_.sheets[form];
    sheet.used[index] = 1;
    Money* cells = sheet.cells.data() + index * each.columns.size();
    const bool apart = class_row && preference_.counted && elected_column_open(each, row);
    for (std::size_t i = 0; i < each.columns.size(); ++i) {
      const FormColumn& column = each.columns[i];
      if (row.closed[i]) continue;
      if (column.amount == FormAmount::adjustment_reason) {
        add_reasons(sheet.reasons[index], facts);
        continue;
      }
      if (!column.classes.empty() && !lists(column.classes, row_.asset_class)) continue;
      if (column.elected == FormElected::yes && !apart) continue;
      if (column.elected == FormElected::no && apart) continue;
      if (column.preferences.empty()) {
        cells[i] += facts[column.amount];
      } else if (preference_.counted && rules::matches_any(column.preferences, preference_.facts)) {
        cells[i] += preference_.amounts[column.amount];
      }
    }
  }

  static bool elected_column_open(const FormEdition& form, const FormRow& row) {
    for (std::size_t i = 0; i < form.columns.size(); ++i) {
      if (form.columns[i].elected == FormElected::yes) return !row.closed[i];
    }
    return false;
  }

  static void add_reasons(std::uint8_t& bits, const Facts& facts) {
    using enum AdjustmentReason;
    for (const AdjustmentReason reason : {life, method, basis, impairment}) {
      if (facts.reasons.has(reason)) bits = static_cast<std::uint8_t>(bits | static_cast<std::uint8_t>(reason));
    }
  }

  // A row of the adjustment form. The signed adjustment gathers under `increase` until its direction is known.
  void add_adjustment(FormTakes takes, Money book, Money tax, Money adjustment) {
    const std::int32_t index = set_.row_of_takes_[static_cast<std::size_t>(takes)];
    if (index < 0) return;
    const std::size_t form = *set_.adjustments_form_;
    const FormEdition& each = edition(form);
    const auto row = static_cast<std::size_t>(index);
    into_.sheets[form].used[row] = 1;
    Money* cells = into_.sheets[form].cells.data() + row * each.columns.size();
    for (std::size_t i = 0; i < each.columns.size(); ++i) {
      if (each.columns[i].amount == FormAmount::increase) cells[i] += adjustment;
      if (each.rows[row].closed[i]) continue;
      if (each.columns[i].amount == FormAmount::book) cells[i] += book;
      if (each.columns[i].amount == FormAmount::tax) cells[i] += tax;
    }
  }

  void add_provisions_and_fair_value() {
    if (!row_.adj_impairment.is_zero()) {
      add_adjustment(FormTakes::provisions, row_.adj_impairment, {}, row_.adj_impairment);
    }
    if (!row_.adj_fair_value.is_zero()) {
      add_adjustment(FormTakes::fair_value, -row_.adj_fair_value, {}, row_.adj_fair_value);
    }
  }

  void add_permanent() {
    std::optional<std::size_t> target;
    for (std::size_t i = 0; i < set_.pointers_.size(); ++i) {
      const rules::FormPointer& pointer = set_.pointers_[i];
      if (!pointer.permanent) continue;
      const bool named = std::find(pointer.elections.begin(), pointer.elections.end(), entry_.asset.tax_election) !=
                         pointer.elections.end();
      if (named || (pointer.elections.empty() && !target)) target = i;
      if (named) break;
    }
    if (target) into_.pointers[*target] += row_.adj_permanent;
  }

  // ---- disposals ---------------------------------------------------------------------------------------------------

  void add_disposal(const DisposalLine& line, std::vector<RoutedDisposal>* routed) {
    const Money adjustment = line.tax_gain - line.book_gain;
    const bool loss = line.book_gain < Money{};
    if (adjustment.is_zero() && !loss) return;  // nothing to adjust and no loss to be declared
    const auto met = set_.override_of(row_.entity, row_.asset);
    const RoutingOverride* stated = met ? &set_.stated_[*met] : nullptr;
    if (met) into_.overrides_met[*met] = 1;
    RoutedDisposal route;
    if (Money* target = stated == nullptr ? outside(line.asset_class) : nullptr) {
      if (adjustment.is_zero()) return;
      *target += adjustment;
      route.reason = RoutingReason::outside;
      if (routed != nullptr) tell(line, adjustment, std::move(route), *routed);
      return;
    }
    if (stated != nullptr) {
      route.reason = RoutingReason::stated;
      route.form = stated->form;
      route.row = stated->row;
      route.stated_reason = stated->reason;
    } else if (loss && (!into_.route_to_other || adjustment.is_zero())) {
      route.reason = RoutingReason::book_loss;
    } else {
      route.reason = into_.route_to_other ? RoutingReason::position : RoutingReason::no_loss;
    }
    const bool as_loss =
        route.reason == RoutingReason::book_loss ||
        (stated != nullptr && (!set_.adjustments_form_ || stated->form != edition(*set_.adjustments_form_).form));
    if (as_loss) {
      add_loss(line, stated, route);
    } else {
      add_other(line.released.carrying() - line.equity_surplus_released, line.tax_cost - line.tax_accumulated,
                adjustment);
      if (stated == nullptr) name_other_row(route);
    }
    if (routed != nullptr) tell(line, adjustment, std::move(route), *routed);
  }

  void add_other(Money book, Money tax, Money adjustment) {
    add_adjustment(FormTakes::other_disposals, book, tax, adjustment);
  }

  void name_other_row(RoutedDisposal& route) const {
    const std::int32_t row = set_.row_of_takes_[static_cast<std::size_t>(FormTakes::other_disposals)];
    if (row < 0) return;
    const FormEdition& form = edition(*set_.adjustments_form_);
    route.form = form.form;
    route.row = form.rows[static_cast<std::size_t>(row)].number;
  }

  // A book gain that is sent here claims the tax loss alone; the book gain is taken out in the row "other".
  void add_loss(const DisposalLine& line, const RoutingOverride* stated, RoutedDisposal& route) {
    const Money tax_loss = -line.tax_gain;
    const Money book_loss = line.book_gain < Money{} ? -line.book_gain : Money{};
    const Money adjustment = book_loss - tax_loss;
    add_adjustment(FormTakes::losses, book_loss, tax_loss, adjustment);
    if (line.book_gain > Money{}) add_other({}, line.book_gain, -line.book_gain);
    if (!set_.losses_form_) return;
    Facts facts;
    facts[FormAmount::book_loss] = book_loss;
    facts[FormAmount::net_proceeds] = line.proceeds - line.costs;
    facts[FormAmount::compensation] = line.compensation;
    facts[FormAmount::tax_base] = line.tax_cost - line.tax_accumulated;
    facts[FormAmount::tax_loss] = tax_loss;
    facts[FormAmount::loss_adjustment] = adjustment;
    const std::size_t form = *set_.losses_form_;
    const auto row = stated == nullptr ? loss_row(form, {}, {}, line) : edition(form).find_row(stated->row);
    if (!row) return;
    route.form = edition(form).form;
    route.row = edition(form).rows[*row].number;
    add_loss_facts(form, *row, facts, line);
  }

  // The row itself and every row that shows part of what it took.
  void add_loss_facts(std::size_t form, std::size_t row, const Facts& facts, const DisposalLine& line) {
    add_facts(form, row, edition(form).rows[row], facts, false);
    for (std::size_t other = 0; other < set_.editions_.size(); ++other) {
      const auto part = loss_row(other, edition(form).form, edition(form).rows[row].number, line);
      if (part) add_facts(other, *part, edition(other).rows[*part], facts, false);
    }
  }

  // The first row of the form that takes the disposal, among those below `parent` (none: those that stand alone).
  std::optional<std::size_t> loss_row(std::size_t form, std::string_view parent_form, std::string_view parent_row,
                                      const DisposalLine& line) const {
    const bool worn_out = at_end_of_life(line);
    std::optional<std::size_t> rest;
    const auto& rows = edition(form).rows;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (!rows[i].losses || rows[i].of_which_form != parent_form || rows[i].of_which_row != parent_row) continue;
      if (rows[i].losses->rest) {
        rest = i;
      } else if (rows[i].losses->takes(line.asset_class, line.kind, worn_out)) {
        return i;
      }
    }
    return rest;
  }

  bool at_end_of_life(const DisposalLine& line) const {
    const ScheduleTerms& terms = year_.book_terms;
    return terms.life_months > 0 && line.date.month() >= terms.first_month + (terms.life_months - 1);
  }

  void tell(const DisposalLine& line, Money adjustment, RoutedDisposal route,
            std::vector<RoutedDisposal>& routed) const {
    route.entity = row_.entity;
    route.asset = row_.asset;
    route.name = row_.name;
    route.date = line.date;
    route.kind = line.kind;
    route.book_gain = line.book_gain;
    route.tax_gain = line.tax_gain;
    route.adjustment = adjustment;
    routed.push_back(std::move(route));
  }

  const FormSet& set_;
  EntityForms& into_;
  const RegisterEntry& entry_;
  const AssetYear& year_;
  const ReconciliationRow& row_;
  FormSet::Preference preference_;
};

FormSet::FormSet(std::vector<const FormEdition*> editions, const Framework& framework, int year,
                 const std::vector<RoutingOverride>& overrides, int through)
    : editions_(std::move(editions)), framework_(framework), year_(year), through_(through), stated_(overrides) {
  row_of_class_.assign(framework.rules->classes.size(), -1);
  for (std::size_t form = 0; form < editions_.size(); ++form) {
    const FormEdition& each = edition(form);
    for (std::size_t row = 0; row < each.rows.size(); ++row) {
      const FormRow& one = each.rows[row];
      if (!one.classes.empty()) charges_form_ = form;
      for (const ClassId id : one.classes) row_of_class_[id.index] = static_cast<std::int32_t>(row);
      if (one.losses && one.of_which_row.empty()) losses_form_ = form;
      if (one.takes == FormTakes::nothing) continue;
      adjustments_form_ = form;
      row_of_takes_[static_cast<std::size_t>(one.takes)] = static_cast<std::int32_t>(row);
    }
    pointers_.insert(pointers_.end(), each.pointers.begin(), each.pointers.end());
  }
  for (std::size_t i = 0; i < stated_.size(); ++i) {
    if (stated_[i].year == year) overrides_[stated_[i].asset].push_back(i);
  }
}

bool FormSet::prepayment() const { return !editions_.empty() && editions_.front()->prepayment(); }

std::string FormSet::period() const {
  return prepayment() ? to_string(Month::of(year_, through_)) : std::to_string(year_);
}

EntityForms FormSet::begin(const std::string& name, const Entity* entity) const {
  EntityForms forms;
  forms.entity = name;
  forms.pointers.resize(pointers_.size());
  forms.overrides_met.resize(stated_.size());
  for (const FormEdition* each : editions_) {
    EntityForms::Sheet sheet;
    sheet.cells.resize(each->rows.size() * each->columns.size());
    sheet.used.resize(each->rows.size());
    sheet.reasons.resize(each->rows.size());
    forms.sheets.push_back(std::move(sheet));
    for (const rules::FormByPosition& entry : each->by_position) {
      if (rules::chosen(*framework_.tax, entity, entry.position).code != entry.option) continue;
      forms.inside.push_back(entry.position);
    }
  }
  namespace position = rules::position;
  forms.keep_disposed = rules::chosen(*framework_.tax, entity, position::kDisposedInYear).code != "left-out";
  forms.route_to_other = rules::chosen(*framework_.tax, entity, position::kDisposalRouting).code == "all-other";
  return forms;
}

bool FormSet::add(EntityForms& into, const RegisterEntry& entry, const AssetYear& year, bool elected,
                  const Entity* entity, std::vector<RoutedDisposal>* routed) const {
  return FormAdder(*this, into, entry, year).add(elected, entity, routed);
}

void FormSet::merge(EntityForms& into, const EntityForms& from) {
  for (std::size_t form = 0; form < into.sheets.size(); ++form) {
    EntityForms::Sheet& sheet = into.sheets[form];
    const EntityForms::Sheet& other = from.sheets[form];
    for (std::size_t i = 0; i < sheet.cells.size(); ++i) sheet.cells[i] += other.cells[i];
    for (std::size_t i = 0; i < sheet.used.size(); ++i) {
      sheet.used[i] |= other.used[i];
      sheet.reasons[i] |= other.reasons[i];
    }
  }
  for (std::size_t i = 0; i < into.pointers.size(); ++i) into.pointers[i] += from.pointers[i];
  for (std::size_t i = 0; i < into.overrides_met.size(); ++i) into.overrides_met[i] |= from.overrides_met[i];
  into.adjustments += from.adjustments;
  into.without_card += from.without_card;
  into.lines_without_card += from.lines_without_card;
  into.unplaced += from.unplaced;
  into.assets += from.assets;
}

std::optional<FormCell> FormSet::charge_row(const EntityForms& forms, ClassId asset_class) const {
  if (!charges_form_) return std::nullopt;
  const std::int32_t row = row_of_class_[asset_class.index];
  if (row >= 0) return FormCell{*charges_form_, static_cast<std::size_t>(row), 0};
  for (const rules::FormByPosition& entry : edition(*charges_form_).by_position) {
    const bool taken = std::find(forms.inside.begin(), forms.inside.end(), entry.position) != forms.inside.end();
    if (taken && lists(entry.classes, asset_class)) return FormCell{*charges_form_, entry.row, 0};
  }
  return std::nullopt;
}

std::optional<std::size_t> FormSet::override_of(const std::string& entity, const std::string& asset) const {
  if (overrides_.empty()) return std::nullopt;
  const auto found = overrides_.find(asset);
  if (found == overrides_.end()) return std::nullopt;
  for (const std::size_t each : found->second) {
    if (stated_[each].entity.empty() || stated_[each].entity == entity) return each;
  }
  return std::nullopt;
}

bool FormSet::takes_disposals(std::string_view form, std::string_view row) const {
  for (const FormEdition* each : editions_) {
    if (each->form != form) continue;
    const auto index = each->find_row(row);
    if (!index) return false;
    const FormRow& target = each->rows[*index];
    return target.takes == FormTakes::other_disposals || (target.losses && target.of_which_row.empty());
  }
  return false;
}

}  // namespace tieout
