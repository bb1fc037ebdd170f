#include "loading/record_asset.hpp"

#include <fmt/format.h>

namespace tieout::loading {

namespace {

// Back to nothing stated, keeping the strings' memory.
void clear(StatedTerms& terms) { terms = StatedTerms{}; }

void clear(Asset& asset) {
  for (std::string* text : {&asset.entity, &asset.id, &asset.name, &asset.category, &asset.age_evidence,
                            &asset.tax_election, &asset.tax_override, &asset.parent, &asset.predecessor}) {
    text->clear();
  }
  asset.asset_class = {};
  asset.class_source = ClassSource::stated;
  asset.in_service = {};
  asset.cost = {};
  asset.acquired.reset();
  asset.condition = Condition::unstated;
  asset.age_months.reset();
  asset.quantity.reset();
  clear(asset.book);
  asset.book_model = Model::cost;
  clear(asset.tax);
  asset.tax_cost.reset();
  asset.policy = {};
  asset.tax_treatment = TaxTreatment::depreciable;
  asset.tax_treatment_stated = false;
  asset.tax_first_share.reset();
  asset.extra_deduction_rate.reset();
  asset.extra_deduction_share.reset();
  asset.contract_months.reset();
  asset.total_units.reset();
  asset.opening.reset();
}

class AssetRow {
 public:
  AssetRow(const AssetContext& context, RowReport& report, Asset& asset)
      : context_(context), report_(report), in_(report, context.words), asset_(asset) {}

  void read(const RowBuffer& cells) {
    for_each_cell(context_.table, cells, [&](const FilledCell& cell) { take(cell); });
    if (asset_.entity.empty()) asset_.entity = context_.default_entity;
    asset_.origin = context_.table.origin_of(report_.row());
    find_class();
    check_needed();
    check_cost();
    check_residual(index_of(AssetField::book_residual), index_of(AssetField::book_residual_rate), asset_.book,
                   asset_.cost);
    check_residual(index_of(AssetField::tax_residual), index_of(AssetField::tax_residual_rate), asset_.tax,
                   asset_.tax_cost.value_or(asset_.cost));
    check_quantity();
    check_acquired();
    settle_opening();
    if (report_.ok() && mapped_) context_.policies.complete(asset_);
  }

  bool mapped() const { return mapped_; }

 private:
  void take(const FilledCell& cell) {
    switch (static_cast<AssetField>(cell.field)) {
      case AssetField::asset:
        in_.text(cell, asset_.id);
        break;
      case AssetField::entity:
        in_.text(cell, asset_.entity);
        break;
      case AssetField::name:
        in_.text(cell, asset_.name);
        break;
      case AssetField::category:
        in_.text(cell, asset_.category);
        break;
      case AssetField::asset_class:
        class_stated_ = true;
        class_known_ = in_.asset_class(cell, asset_.asset_class);
        break;
      case AssetField::in_service:
        in_service_ = in_.date(cell, asset_.in_service);
        break;
      case AssetField::cost:
        cost_ = in_.amount(cell, asset_.cost);
        break;
      case AssetField::acquired:
        in_.date(cell, asset_.acquired);
        break;
      case AssetField::condition:
        in_.word(cell, asset_.condition);
        break;
      case AssetField::age_months:
        in_.integer(cell, asset_.age_months);
        break;
      case AssetField::age_evidence:
        in_.text(cell, asset_.age_evidence);
        break;
      case AssetField::quantity:
        in_.quantity(cell, asset_.quantity);
        break;
      case AssetField::book_method:
        in_.word(cell, asset_.book.method);
        break;
      case AssetField::book_life_months:
        in_.life(cell, asset_.book.life_months);
        break;
      case AssetField::book_residual:
        in_.amount(cell, asset_.book.residual);
        break;
      case AssetField::book_residual_rate:
        in_.rate(cell, asset_.book.residual_rate);
        break;
      case AssetField::book_starts:
        in_.word(cell, asset_.book.starts);
        break;
      case AssetField::book_stops:
        in_.word(cell, asset_.book.stops);
        break;
      case AssetField::book_rounding:
        in_.word(cell, asset_.book.rounding);
        break;
      case AssetField::book_model:
        in_.word(cell, asset_.book_model);
        break;
      case AssetField::currency:
        in_.currency(cell);
        break;
      default:
        take_tax(cell);
        break;
    }
  }

  void take_tax(const FilledCell& cell) {
    switch (static_cast<AssetField>(cell.field)) {
      case AssetField::tax_cost:
        in_.amount(cell, asset_.tax_cost);
        break;
      case AssetField::tax_method:
        in_.word(cell, asset_.tax.method);
        break;
      case AssetField::tax_life_months:
        in_.life(cell, asset_.tax.life_months);
        break;
      case AssetField::tax_residual:
        in_.amount(cell, asset_.tax.residual);
        break;
      case AssetField::tax_residual_rate:
        in_.rate(cell, asset_.tax.residual_rate);
        break;
      case AssetField::tax_election:
        in_.text(cell, asset_.tax_election);
        break;
      case AssetField::tax_override:
        in_.text(cell, asset_.tax_override);
        break;
      case AssetField::tax_treatment:
        asset_.tax_treatment_stated = in_.word(cell, asset_.tax_treatment);
        break;
      case AssetField::tax_starts:
        in_.word(cell, asset_.tax.starts);
        break;
      case AssetField::tax_stops:
        in_.word(cell, asset_.tax.stops);
        break;
      case AssetField::tax_rounding:
        in_.word(cell, asset_.tax.rounding);
        break;
      case AssetField::tax_first_share:
        in_.fraction(cell, asset_.tax_first_share);
        break;
      case AssetField::extra_deduction_rate:
        in_.deduction(cell, asset_.extra_deduction_rate);
        break;
      case AssetField::extra_deduction_share:
        in_.fraction(cell, asset_.extra_deduction_share);
        break;
      case AssetField::contract_months:
        in_.life(cell, asset_.contract_months);
        break;
      case AssetField::total_units:
        in_.quantity(cell, asset_.total_units);
        break;
      case AssetField::parent:
        in_.text(cell, asset_.parent);
        break;
      case AssetField::predecessor:
        in_.text(cell, asset_.predecessor);
        break;
      default:
        take_opening(cell);
        break;
    }
  }

  void take_opening(const FilledCell& cell) {
    std::optional<Money> provision;
    switch (static_cast<AssetField>(cell.field)) {
      case AssetField::opening_date:
        opening_dated_ = true;
        opening_date_ = in_.date(cell, opening_.date);
        return;
      case AssetField::opening_book_accumulated:
        in_.amount(cell, opening_.book_accumulated);
        break;
      case AssetField::opening_provision:
        if (in_.amount(cell, provision)) opening_.provision = *provision;
        break;
      case AssetField::opening_tax_cost:
        in_.amount(cell, opening_.tax_cost);
        break;
      case AssetField::opening_tax_accumulated:
        in_.amount(cell, opening_.tax_accumulated);
        break;
      case AssetField::opening_book_months:
        in_.integer(cell, opening_.book_months);
        break;
      case AssetField::opening_tax_months:
        in_.integer(cell, opening_.tax_months);
        break;
      case AssetField::opening_status:
        in_.word(cell, opening_.status);
        return;
      default:
        return;
    }
  }

  void missing(AssetField field) {
    const FieldIndex index = index_of(field);
    if (report_.wrong(index)) return;
    const std::string_view name = fields_of(RecordType::asset)[index].name;
    report_.at_field(
        index,
        {"VALUE-MISSING",
         {fmt::format("资产 {} 缺少 `{}`", asset_.id, name), fmt::format("asset {} has no `{}`", asset_.id, name)},
         {"填写该单元格；空白不当作零。", "Fill in the cell; an empty one is never taken as zero."}});
  }

  void find_class() {
    if (class_stated_) {
      mapped_ = class_known_;
      return;
    }
    if (asset_.category.empty()) {
      missing(AssetField::asset_class);
      mapped_ = false;
      return;
    }
    const auto day = in_service_ ? std::optional<Date>(asset_.in_service) : std::nullopt;
    const auto found = class_by_category(context_, asset_.entity, asset_.category, day);
    mapped_ = found.has_value();
    if (!found) return;
    asset_.asset_class = *found;
    asset_.class_source = ClassSource::category;
    const PolicyRow* row = context_.policies.class_row(asset_.entity, asset_.category, day);
    if (row == nullptr) return;
    asset_.class_source = ClassSource::policy;
    asset_.policy.asset_class = row->origin;
  }

  void check_needed() {
    if (!in_service_) missing(AssetField::in_service);
    if (!cost_) missing(AssetField::cost);
  }

  void check_cost() {
    if (asset_.cost < Money{}) negative(AssetField::cost);
    if (asset_.tax_cost && *asset_.tax_cost < Money{}) negative(AssetField::tax_cost);
  }

  void negative(AssetField field) {
    const FieldIndex index = index_of(field);
    const std::string_view name = fields_of(RecordType::asset)[index].name;
    report_.at_field(
        index, {"COST-NEGATIVE",
                {fmt::format("资产 {} 的 `{}` 小于零", asset_.id, name),
                 fmt::format("asset {}: `{}` is below zero", asset_.id, name)},
                {"原值和期初余额不得为负；红字冲销的卡片请先与原卡片合并。",
                 "Costs and opening balances are never negative; merge a red-letter card with the one it cancels."}});
  }

  void check_residual(FieldIndex amount, FieldIndex rate, const StatedTerms& terms, Money cost) {
    if (!terms.residual || !cost_) return;
    if (*terms.residual < Money{}) {
      report_.at_field(amount, {"RESIDUAL-NEGATIVE",
                                {fmt::format("资产 {} 的净残值小于零", asset_.id),
                                 fmt::format("asset {}: the residual is below zero", asset_.id)},
                                {"净残值在零与原值之间。", "A residual lies between zero and the cost."}});
    } else if (*terms.residual > cost && cost >= Money{}) {
      report_.at_field(
          amount,
          {"RESIDUAL-ABOVE-COST",
           {fmt::format("资产 {} 的净残值 {} 大于原值 {}", asset_.id, to_string(*terms.residual), to_string(cost)),
            fmt::format("asset {}: the residual {} is above the cost {}", asset_.id, to_string(*terms.residual),
                        to_string(cost))},
           {"净残值在零与原值之间。", "A residual lies between zero and the cost."}});
    } else if (terms.residual_rate && scale(cost, *terms.residual_rate) != *terms.residual) {
      report_.at_field(
          rate,
          {"RESIDUAL-TWICE",
           {fmt::format("资产 {} 的净残值 {} 与净残值率不符；以金额为准", asset_.id, to_string(*terms.residual)),
            fmt::format("asset {}: the residual {} and its rate disagree; the amount counts", asset_.id,
                        to_string(*terms.residual))},
           {"两者保留一个。", "Keep one of the two."}},
          Severity::warning);
    }
  }

  void check_quantity() {
    for (const auto& [field, value] :
         {std::pair{AssetField::quantity, asset_.quantity}, std::pair{AssetField::total_units, asset_.total_units}}) {
      if (!value || !value->is_zero()) continue;
      const std::string_view name = fields_of(RecordType::asset)[index_of(field)].name;
      report_.at_field(index_of(field), {"QUANTITY-ZERO",
                                         {fmt::format("资产 {} 的 `{}` 为零", asset_.id, name),
                                          fmt::format("asset {}: `{}` is zero", asset_.id, name)},
                                         {"须大于零；不适用时留空。",
                                          "It must be above zero; leave it empty where it does not apply."}});
    }
  }

  void check_acquired() {
    if (!asset_.acquired || !in_service_ || *asset_.acquired <= asset_.in_service) return;
    report_.at_field(index_of(AssetField::acquired),
                     {"ACQUIRED-AFTER-IN-SERVICE",
                      {fmt::format("资产 {} 的取得日期晚于开始使用日期 {}", asset_.id, to_string(asset_.in_service)),
                       fmt::format("asset {} was acquired after it came into service on {}", asset_.id,
                                   to_string(asset_.in_service))},
                      {"核对两个日期。", "Check both dates."}},
                     Severity::warning);
  }

  bool opening_filled() const {
    const auto above = [](const std::optional<Money>& amount) { return amount && !amount->is_zero(); };
    return above(opening_.book_accumulated) || above(opening_.tax_accumulated) || above(opening_.tax_cost) ||
           !opening_.provision.is_zero();
  }

  void settle_opening() {
    if (!opening_dated_ && context_.undated_on) {
      if (!opening_filled() || !in_service_ || asset_.in_service >= *context_.undated_on) return;
      opening_.date = *context_.undated_on;
      opening_date_ = true;
    } else if (!opening_dated_) {
      if (!context_.openings_dated || !opening_filled()) return;
      report_.at_field(index_of(AssetField::opening_date),
                       {"OPENING-DATE-MISSING",
                        {fmt::format("资产 {} 有期初余额，但没有 `opening_date`", asset_.id),
                         fmt::format("asset {} has opening balances but no `opening_date`", asset_.id)},
                        {"填写接管当月的第一天，如 2024-01-01。",
                         "State the first day of the month of take-over, such as 2024-01-01."}});
      return;
    }
    if (!opening_date_) return;
    if (opening_.date.day() != 1) {
      report_.at_field(index_of(AssetField::opening_date),
                       {"OPENING-NOT-FIRST-OF-MONTH",
                        {fmt::format("资产 {} 的期初日期 {} 不是月初", asset_.id, to_string(opening_.date)),
                         fmt::format("asset {}: the opening date {} is not the first of a month", asset_.id,
                                     to_string(opening_.date))},
                        {"余额按月结转：期初日期写接管当月的第一天。",
                         "Balances are taken over by the month: state the first day of the month of take-over."}});
      return;
    }
    const auto below = [](const std::optional<Money>& amount) { return amount && *amount < Money{}; };
    if (below(opening_.book_accumulated)) negative(AssetField::opening_book_accumulated);
    if (below(opening_.tax_accumulated)) negative(AssetField::opening_tax_accumulated);
    if (below(opening_.tax_cost)) negative(AssetField::opening_tax_cost);
    if (opening_.provision < Money{}) negative(AssetField::opening_provision);
    asset_.opening = opening_;
  }

  const AssetContext& context_;
  RowReport& report_;
  CellReader in_;
  Asset& asset_;
  Opening opening_;
  bool class_stated_ = false;
  bool class_known_ = false;
  bool mapped_ = false;
  bool in_service_ = false;
  bool cost_ = false;
  bool opening_dated_ = false;
  bool opening_date_ = false;
};

}  // namespace

std::optional<ClassId> class_by_category(const AssetContext& context, std::string_view entity,
                                         std::string_view category, std::optional<Date> in_service) {
  if (context.policies.given()) return context.policies.class_of(entity, category, in_service);
  const auto index = context.words.find(ValueKind::asset_class, category);
  return index ? std::optional<ClassId>(ClassId{*index}) : std::nullopt;
}

bool read_asset(const AssetContext& context, std::size_t row, const RowBuffer& cells, Asset& asset,
                Diagnostics& diagnostics) {
  clear(asset);
  RowReport report(context.table, row, diagnostics);
  check_width(cells, report);
  if (!report.ok()) return false;
  AssetRow reading(context, report, asset);
  reading.read(cells);
  return report.ok() && reading.mapped() && !context.table.spoiled(row);
}

}  // namespace tieout::loading
