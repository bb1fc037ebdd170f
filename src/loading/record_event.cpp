#include "loading/record_event.hpp"

#include <fmt/format.h>

#include <bit>

namespace tieout::loading {

namespace {

using F = EventField;

constexpr std::uint32_t bit(F field) { return std::uint32_t{1} << index_of(field); }

template <typename... Fields>
constexpr std::uint32_t bits(Fields... fields) {
  return (bit(fields) | ... | 0U);
}

constexpr std::uint32_t kCommon = bits(F::asset, F::entity, F::date, F::type, F::note, F::currency);
constexpr std::uint32_t kReEstimate = bits(F::remaining_months, F::residual, F::method);

// Which fields an event type must have, may have, and of which it needs at least one.
struct Shape {
  std::uint32_t needed = 0;
  std::uint32_t allowed = 0;
  std::uint32_t one_of = 0;
};

// In the order of the alternatives of EventDetail.
constexpr std::array<Shape, 12> kShapes{{
    {bits(F::amount), kReEstimate, 0},                                                      // impair
    {bits(F::recoverable), kReEstimate, 0},                                                 // test
    {bits(F::amount), bits(F::recoverable), 0},                                             // reverse
    {0, kReEstimate | bits(F::life_months, F::basis), kReEstimate | bits(F::life_months)},  // estimate
    {bits(F::amount),
     bits(F::tax_amount, F::remaining_months, F::tax_remaining_months, F::removed, F::proceeds, F::costs),
     0},                                        // improve
    {bits(F::amount), bits(F::tax_amount), 0},  // adjust-cost
    {0, bits(F::basis), 0},                     // suspend
    {0, bits(F::basis), 0},                     // resume
    {bits(F::units), 0, 0},                     // usage
    {bits(F::amount), 0, 0},                    // fair-value
    {0, bits(F::asset_class, F::to_entity, F::model, F::amount, F::remaining_months),
     bits(F::asset_class, F::to_entity, F::model)},  // transfer
    {0,
     bits(F::proceeds, F::compensation, F::costs, F::kind, F::fraction, F::cost_removed, F::accumulated_removed,
          F::provision_removed, F::components),
     0},  // dispose
}};
static_assert(kShapes.size() == std::variant_size_v<EventDetail>);

// Every field of an event row, before its type says which of them count.
struct EventCells {
  std::uint32_t stated = 0;
  std::optional<Money> amount, recoverable, residual, proceeds, compensation, costs, cost_removed, accumulated_removed,
      provision_removed, tax_amount;
  std::optional<std::int32_t> life_months, remaining_months, tax_remaining_months;
  std::optional<Method> method;
  std::optional<BasisChoice> basis;
  std::optional<DisposalKind> kind;
  std::optional<ComponentsChoice> components;
  std::optional<Ratio> fraction, removed, units;
  std::optional<ClassId> asset_class;
  std::optional<Model> model;
  std::string to_entity;
};

class EventRow {
 public:
  EventRow(RowReport& report, const WordBook& words, Event& event)
      : report_(report), in_(report, words), event_(event) {}

  void read(const RowBuffer& cells) {
    event_.note.clear();
    for_each_cell(report_.table(), cells, [&](const FilledCell& cell) {
      c_.stated |= std::uint32_t{1} << cell.field;
      take(cell);
    });
    event_.origin = report_.table().origin_of(report_.row());
    need(F::date, "");
    need(F::type, "");
    if (!typed_) return;
    check_shape();
    check_values();
    if (report_.ok()) event_.detail = detail();
  }

 private:
  void take(const FilledCell& cell) {
    switch (static_cast<F>(cell.field)) {
      case F::asset:
      case F::entity:
        break;  // read by the index
      case F::date:
        in_.date(cell, event_.date);
        break;
      case F::type:
        typed_ = in_.event_type(cell, type_);
        break;
      case F::amount:
        in_.amount(cell, c_.amount);
        break;
      case F::recoverable:
        in_.amount(cell, c_.recoverable);
        break;
      case F::life_months:
        in_.life(cell, c_.life_months);
        break;
      case F::remaining_months:
        in_.life(cell, c_.remaining_months);
        break;
      case F::tax_remaining_months:
        in_.life(cell, c_.tax_remaining_months);
        break;
      case F::residual:
        in_.amount(cell, c_.residual);
        break;
      case F::method:
        in_.word(cell, c_.method);
        break;
      case F::basis:
        in_.word(cell, c_.basis);
        break;
      case F::proceeds:
        in_.amount(cell, c_.proceeds);
        break;
      case F::compensation:
        in_.amount(cell, c_.compensation);
        break;
      case F::costs:
        in_.amount(cell, c_.costs);
        break;
      case F::kind:
        in_.word(cell, c_.kind);
        break;
      case F::fraction:
        in_.fraction(cell, c_.fraction);
        break;
      case F::cost_removed:
        in_.amount(cell, c_.cost_removed);
        break;
      case F::accumulated_removed:
        in_.amount(cell, c_.accumulated_removed);
        break;
      case F::provision_removed:
        in_.amount(cell, c_.provision_removed);
        break;
      case F::components:
        in_.word(cell, c_.components);
        break;
      case F::removed:
        in_.fraction(cell, c_.removed);
        break;
      case F::tax_amount:
        in_.amount(cell, c_.tax_amount);
        break;
      case F::units:
        in_.quantity(cell, c_.units);
        break;
      case F::asset_class:
        in_.asset_class(cell, c_.asset_class);
        break;
      case F::model:
        in_.word(cell, c_.model);
        break;
      case F::to_entity:
        in_.text(cell, c_.to_entity);
        break;
      case F::note:
        in_.text(cell, event_.note);
        break;
      case F::currency:
        in_.currency(cell);
        break;
    }
  }

  static std::string_view name(FieldIndex field) { return fields_of(RecordType::event)[field].name; }
  std::string_view type() const { return kTypeNames()[type_]; }
  static const std::vector<std::string_view>& kTypeNames() {
    static const std::vector<std::string_view> names{"impair",  "test",        "reverse",  "estimate",
                                                     "improve", "adjust-cost", "suspend",  "resume",
                                                     "usage",   "fair-value",  "transfer", "dispose"};
    return names;
  }

  void need(F field, std::string_view type) {
    if ((c_.stated & bit(field)) != 0) return;
    const std::string_view field_name = name(index_of(field));
    const std::string of_zh = type.empty() ? std::string() : fmt::format("({})", type);
    report_.at_field(index_of(field),
                     {"VALUE-MISSING",
                      {fmt::format("事件{}缺少 `{}`", of_zh, field_name),
                       type.empty() ? fmt::format("the event has no `{}`", field_name)
                                    : fmt::format("an event `{}` needs `{}`", type, field_name)},
                      {"填写该单元格；空白不当作零。", "Fill in the cell; an empty one is never taken as zero."}});
  }

  static std::vector<std::string> names(std::uint32_t fields) {
    std::vector<std::string> result;
    for (FieldIndex field = 0; field < 32; ++field) {
      if ((fields >> field & 1U) != 0) result.emplace_back(name(field));
    }
    return result;
  }

  void check_shape() {
    const Shape& shape = kShapes[type_];
    for (FieldIndex field = 0; field < 32; ++field) {
      if ((shape.needed >> field & 1U) != 0) need(static_cast<F>(field), type());
    }
    if (shape.one_of != 0 && (c_.stated & shape.one_of) == 0) {
      report_.at_row({"VALUE-MISSING",
                      {fmt::format("事件 {} 至少需要 {} 之一", type(), quoted_list(names(shape.one_of))),
                       fmt::format("an event `{}` needs at least one of {}", type(), quoted_list(names(shape.one_of)))},
                      {"填写其中一项。", "State one of them."}});
    }
    // A zero in a column that the type does not use says nothing, as ERPs fill unused amounts with 0.00.
    const std::uint32_t unused = c_.stated & ~(shape.needed | shape.allowed | kCommon) & ~zeros();
    if (unused == 0) return;
    const auto first = static_cast<FieldIndex>(std::countr_zero(unused));
    report_.at_field(first, {"EVENT-FIELD-UNUSED",
                             {fmt::format("事件 {} 不使用 {}", type(), quoted_list(names(unused))),
                              fmt::format("an event `{}` has no use for {}", type(), quoted_list(names(unused)))},
                             {fmt::format("清空这些单元格，或更正类型。{} 可用：{}。", type(),
                                          quoted_list(names(shape.needed | shape.allowed))),
                              fmt::format("Clear the cells or correct the type. `{}` takes {}.", type(),
                                          quoted_list(names(shape.needed | shape.allowed)))}});
  }

  std::uint32_t zeros() const {
    std::uint32_t result = 0;
    const auto add = [&](const std::optional<Money>& amount, F field) {
      if (amount && amount->is_zero()) result |= bit(field);
    };
    add(c_.amount, F::amount);
    add(c_.proceeds, F::proceeds);
    add(c_.compensation, F::compensation);
    add(c_.costs, F::costs);
    add(c_.cost_removed, F::cost_removed);
    add(c_.accumulated_removed, F::accumulated_removed);
    add(c_.provision_removed, F::provision_removed);
    add(c_.tax_amount, F::tax_amount);
    return result;
  }

  void not_below_zero(const std::optional<Money>& amount, F field) {
    if (!amount || *amount >= Money{}) return;
    report_.at_field(
        index_of(field),
        {"EVENT-AMOUNT-NEGATIVE",
         {fmt::format("事件 {} 的 `{}` 小于零", type(), name(index_of(field))),
          fmt::format("an event `{}` cannot have `{}` below zero", type(), name(index_of(field)))},
         {"金额写正数；冲回另列事件。", "Write a positive amount; a cancellation is an event of its own."}});
  }

  void conflict(F field, Text message, Text help) {
    report_.at_field(index_of(field), {"EVENT-CONFLICT", std::move(message), std::move(help)});
  }

  void check_values() {
    // adjust-cost alone goes in either direction.
    const bool signed_amount = type() == "adjust-cost";
    if (!signed_amount) {
      not_below_zero(c_.amount, F::amount);
      not_below_zero(c_.tax_amount, F::tax_amount);
    }
    not_below_zero(c_.recoverable, F::recoverable);
    not_below_zero(c_.residual, F::residual);
    not_below_zero(c_.proceeds, F::proceeds);
    not_below_zero(c_.compensation, F::compensation);
    not_below_zero(c_.costs, F::costs);
    not_below_zero(c_.cost_removed, F::cost_removed);
    not_below_zero(c_.accumulated_removed, F::accumulated_removed);
    not_below_zero(c_.provision_removed, F::provision_removed);
    if (c_.fraction && c_.fraction->is_zero()) {
      conflict(F::fraction, {"处置比例为零", "a disposal of fraction 0 disposes of nothing"},
               {"比例须大于 0、至多为 1；全部处置可留空。",
                "The fraction is above 0 and at most 1; leave it empty for the whole."});
    }
    if (c_.fraction && c_.cost_removed) {
      conflict(F::cost_removed,
               {"`fraction` 与 `cost_removed` 不能同时填写", "`fraction` and `cost_removed` exclude each other"},
               {"只保留一个。", "Keep one of them."});
    }
    if (c_.components == ComponentsChoice::together && c_.cost_removed) {
      conflict(F::components,
               {"转出清单只说明本卡片，不能与 `components` = with 同时填写",
                "a removal list speaks of one card; it cannot take components along"},
               {"改填 fraction，或为组成部分另列处置事项。",
                "State a fraction, or dispose of the components by events of their own."});
    }
    if ((c_.accumulated_removed || c_.provision_removed) && !c_.cost_removed && zeros_removed() != removed_stated()) {
      conflict(c_.accumulated_removed ? F::accumulated_removed : F::provision_removed,
               {"转出累计折旧或减值准备须同时填写 `cost_removed`",
                "removed accumulated charge or provision needs `cost_removed` beside it"},
               {"填写转出的原值。", "State the cost that was removed."});
    }
    if (c_.removed && (c_.removed->is_one() || c_.removed->is_zero())) {
      conflict(F::removed, {"`removed` 须大于 0 且小于 1", "`removed` must lie between 0 and 1"},
               {"全部拆除是处置(dispose)。", "Removing everything is a disposal."});
    }
  }

  std::uint32_t removed_stated() const { return c_.stated & bits(F::accumulated_removed, F::provision_removed); }
  std::uint32_t zeros_removed() const { return zeros() & bits(F::accumulated_removed, F::provision_removed); }

  ReEstimate estimate() const { return {c_.life_months, c_.remaining_months, c_.residual, c_.method}; }

  EventDetail detail() const {
    const Money amount = c_.amount.value_or(Money{});
    switch (type_) {
      case 0:
        return Impair{amount, estimate()};
      case 1:
        return Test{*c_.recoverable, estimate()};
      case 2:
        return Reverse{amount, c_.recoverable};
      case 3:
        return Estimate{estimate(), c_.basis.value_or(BasisChoice::book)};
      case 4:
        return Improve{amount,
                       c_.tax_amount,
                       c_.remaining_months,
                       c_.tax_remaining_months,
                       c_.removed,
                       c_.proceeds.value_or(Money{}),
                       c_.costs.value_or(Money{})};
      case 5:
        return AdjustCost{amount, c_.tax_amount};
      case 6:
        return Suspend{c_.basis.value_or(BasisChoice::both)};
      case 7:
        return Resume{c_.basis.value_or(BasisChoice::both)};
      case 8:
        return Usage{*c_.units};
      case 9:
        return FairValue{amount};
      case 10:
        return Transfer{c_.asset_class, c_.to_entity, c_.model, c_.amount, c_.remaining_months};
      default:
        break;
    }
    const bool by_amounts = c_.cost_removed.has_value();
    return Dispose{c_.proceeds.value_or(Money{}),
                   c_.compensation.value_or(Money{}),
                   c_.costs.value_or(Money{}),
                   c_.kind.value_or(DisposalKind::sale),
                   c_.fraction,
                   c_.cost_removed,
                   by_amounts ? c_.accumulated_removed : std::nullopt,
                   by_amounts ? c_.provision_removed : std::nullopt,
                   c_.components};
  }

  RowReport& report_;
  CellReader in_;
  Event& event_;
  EventCells c_;
  std::uint16_t type_ = 0;
  bool typed_ = false;
};

}  // namespace

bool read_event(const RecordTable& table, const WordBook& words, std::size_t row, const RowBuffer& cells, Event& event,
                Diagnostics& diagnostics) {
  RowReport report(table, row, diagnostics);
  check_width(cells, report);
  if (!report.ok()) return false;
  EventRow(report, words, event).read(cells);
  return report.ok() && !table.spoiled(row);
}

}  // namespace tieout::loading
