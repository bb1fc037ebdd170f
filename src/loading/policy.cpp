#include "loading/policy.hpp"

#include <algorithm>

#include "loading/record_cells.hpp"

namespace tieout::loading {

namespace {

void take_text(CellReader& in, const FilledCell& cell, std::string& out) { in.text(cell, out); }

// Fills what is still empty and notes the row it came from.
template <typename T>
void take(std::optional<T>& cell, const std::optional<T>& of_policy, Origin& from, Origin row) {
  if (cell || !of_policy) return;
  cell = of_policy;
  from = row;
}

}  // namespace

const std::vector<std::size_t>* PolicyTable::Group::find(std::string_view entity) const {
  const auto found =
      std::find_if(by_entity.begin(), by_entity.end(), [&](const auto& entry) { return entry.first == entity; });
  return found == by_entity.end() ? nullptr : &found->second;
}

bool PolicyTable::read(const RecordTable& table, std::size_t row, const RowBuffer& cells, const WordBook& words,
                       Diagnostics& diagnostics, PolicyRow& policy) const {
  RowReport report(table, row, diagnostics);
  CellReader in(report, words);
  check_width(cells, report);
  policy.row = row;
  policy.origin = table.origin_of(row);
  for_each_cell(table, cells, [&](const FilledCell& cell) {
    switch (static_cast<PolicyField>(cell.field)) {
      case PolicyField::entity:
        take_text(in, cell, policy.entity);
        break;
      case PolicyField::category:
        take_text(in, cell, policy.category);
        break;
      case PolicyField::asset_class:
        in.asset_class(cell, policy.asset_class);
        break;
      case PolicyField::tax_method:
        in.word(cell, policy.tax_method);
        break;
      case PolicyField::tax_life_months:
        in.life(cell, policy.tax_life_months);
        break;
      case PolicyField::tax_residual_rate:
        in.rate(cell, policy.tax_residual_rate);
        break;
      case PolicyField::tax_election:
        policy.tax_election = ends_election(cell.text) ? std::string() : std::string(cell.text);
        break;
      case PolicyField::tax_treatment:
        in.word(cell, policy.tax_treatment);
        break;
      case PolicyField::book_rounding:
        in.word(cell, policy.book_rounding);
        break;
      case PolicyField::account_cost:
        take_text(in, cell, policy.account_cost);
        break;
      case PolicyField::account_accumulated:
        take_text(in, cell, policy.account_accumulated);
        break;
      case PolicyField::account_provision:
        take_text(in, cell, policy.account_provision);
        break;
      case PolicyField::from:
        in.date(cell, policy.from);
        break;
    }
  });
  if (report.ok() && policy.category.empty() && !policy.asset_class) {
    report.at_row({"POLICY-WITHOUT-KEY",
                   {"该政策行既无 category 也无 class", "the policy row names neither a category nor a class"},
                   {"填写 category(ERP 类别)或 class。", "State `category` (the ERP's own) or `class`."}});
  }
  return report.ok();
}

void PolicyTable::load(const RecordTable& table, const WordBook& words, Diagnostics& diagnostics) {
  given_ = true;
  class_codes_ = words.canonical(ValueKind::asset_class);
  RowBuffer cells;
  for (std::size_t row = table.columns.first_row; row < table.sheet->row_count(); ++row) {
    table.sheet->read_row(row, cells);
    if (is_blank(cells)) continue;
    PolicyRow policy;
    if (read(table, row, cells, words, diagnostics, policy)) add(std::move(policy), table, diagnostics);
  }
  const auto by_from = [&](std::size_t a, std::size_t b) { return rows_[a].from < rows_[b].from; };
  for (auto& [category, group] : by_category_) {
    for (auto& [entity, rows] : group.by_entity) std::stable_sort(rows.begin(), rows.end(), by_from);
  }
  for (auto& [code, group] : by_class_) {
    for (auto& [entity, rows] : group.by_entity) std::stable_sort(rows.begin(), rows.end(), by_from);
  }
}

void PolicyTable::add(PolicyRow policy, const RecordTable& table, Diagnostics& diagnostics) {
  Group& group = policy.category.empty() ? by_class_[policy.asset_class->index] : by_category_[policy.category];
  auto found = std::find_if(group.by_entity.begin(), group.by_entity.end(),
                            [&](const auto& entry) { return entry.first == policy.entity; });
  if (found == group.by_entity.end()) {
    group.by_entity.emplace_back(policy.entity, std::vector<std::size_t>{});
    found = group.by_entity.end() - 1;
  }
  const bool repeated = std::any_of(found->second.begin(), found->second.end(),
                                    [&](std::size_t row) { return rows_[row].from == policy.from; });
  if (repeated) {
    RowReport(table, policy.row, diagnostics)
        .at_row({"POLICY-DUPLICATE",
                 {"同一主体、类别(或 class)和起始日期有两行政策",
                  "two policy rows have the same entity, category or class, and date"},
                 {"只保留一行，或用 from 区分起始日期。", "Keep one, or tell them apart by `from`."}});
    return;
  }
  found->second.push_back(rows_.size());
  rows_.push_back(std::move(policy));
}

const PolicyRow* PolicyTable::in_force(const std::vector<std::size_t>* rows, std::optional<Date> date) const {
  const PolicyRow* result = nullptr;
  if (rows == nullptr) return result;
  for (const std::size_t row : *rows) {
    if (!date || !rows_[row].from || *rows_[row].from <= *date) result = &rows_[row];
  }
  return result;
}

const PolicyRow* PolicyTable::latest(const Group* group, std::string_view entity, std::optional<Date> date) const {
  return group == nullptr ? nullptr : in_force(group->find(entity), date);
}

const PolicyRow* PolicyTable::class_row(std::string_view entity, std::string_view category,
                                        std::optional<Date> date) const {
  const auto found = by_category_.find(category);
  if (found == by_category_.end()) return nullptr;
  const PolicyRow* own = entity.empty() ? nullptr : latest(&found->second, entity, date);
  if (own != nullptr && own->asset_class) return own;
  const PolicyRow* any = latest(&found->second, "", date);
  return any == nullptr || !any->asset_class ? nullptr : any;
}

std::optional<ClassId> PolicyTable::class_of(std::string_view entity, std::string_view category,
                                             std::optional<Date> date) const {
  const PolicyRow* row = class_row(entity, category, date);
  return row == nullptr ? std::nullopt : row->asset_class;
}

void PolicyTable::complete(Asset& asset) const {
  if (given_) complete_from_rows(asset);
  if (ends_election(asset.tax_election)) asset.tax_election.clear();
}

void PolicyTable::complete_from_rows(Asset& asset) const {
  const auto category = by_category_.find(asset.category);
  const auto code = by_class_.find(asset.asset_class.index);
  const Group* of_category = asset.category.empty() || category == by_category_.end() ? nullptr : &category->second;
  const Group* of_class = code == by_class_.end() ? nullptr : &code->second;
  // From the most specific row to the most general one.
  const std::array<const PolicyRow*, 4> rows{
      asset.entity.empty() ? nullptr : latest(of_category, asset.entity, asset.in_service),
      latest(of_category, "", asset.in_service),
      asset.entity.empty() ? nullptr : latest(of_class, asset.entity, asset.in_service),
      latest(of_class, "", asset.in_service)};
  const bool residual_stated = asset.tax.residual || asset.tax.residual_rate;
  bool election_open = asset.tax_election.empty();
  for (const PolicyRow* row : rows) {
    if (row == nullptr) continue;
    PolicyOrigins& from = asset.policy;
    take(asset.tax.method, row->tax_method, from.tax_method, row->origin);
    take(asset.tax.life_months, row->tax_life_months, from.tax_life_months, row->origin);
    if (!residual_stated) {
      take(asset.tax.residual_rate, row->tax_residual_rate, from.tax_residual_rate, row->origin);
    }
    take(asset.book.rounding, row->book_rounding, from.book_rounding, row->origin);
    if (election_open && row->tax_election) {
      asset.tax_election = *row->tax_election;
      from.tax_election = row->origin;
      election_open = false;
    }
    if (!asset.tax_treatment_stated && row->tax_treatment) {
      asset.tax_treatment = *row->tax_treatment;
      asset.tax_treatment_stated = true;
      from.tax_treatment = row->origin;
    }
  }
}

std::vector<AccountMapping> PolicyTable::accounts() const {
  std::vector<AccountMapping> result;
  for (const PolicyRow& row : rows_) {
    if (row.account_cost.empty() && row.account_accumulated.empty() && row.account_provision.empty()) continue;
    const std::string code = row.asset_class ? class_codes_[row.asset_class->index] : std::string();
    const std::string& key = row.category.empty() ? code : row.category;
    result.push_back({row.entity, key, row.account_cost, row.account_accumulated, row.account_provision, code});
  }
  return result;
}

}  // namespace tieout::loading
