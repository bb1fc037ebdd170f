#include "loading/record_adjustment.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tieout/filing/adjustment_keys.hpp"

namespace tieout::loading {

namespace {

constexpr std::int32_t kYearMin = 1900;
constexpr std::int32_t kYearMax = 2999;

class AdjustmentReader {
 public:
  AdjustmentReader(const AdjustmentContext& context, std::size_t row, Diagnostics& diagnostics)
      : context_(context), report_(context.table, row, diagnostics), in_(report_, context.words) {
    result_.origin = context.table.origin_of(row);
  }

  bool read(const RowBuffer& cells) {
    check_width(cells, report_);
    if (!report_.ok()) return false;
    for_each_cell(context_.table, cells, [&](const FilledCell& cell) { take(cell); });
    need(AdjustmentField::year, has_year_);
    need(AdjustmentField::asset_class, has_class_);
    need(AdjustmentField::key, has_key_);
    need(AdjustmentField::amount, has_amount_);
    check_dates();
    check_reason();
    settle_entity();
    return report_.ok();
  }

  Adjustment& result() { return result_; }

 private:
  void take(const FilledCell& cell) {
    switch (static_cast<AdjustmentField>(cell.field)) {
      case AdjustmentField::entity:
        in_.text(cell, result_.entity);
        break;
      case AdjustmentField::year:
        has_year_ = in_.integer(cell, result_.year);
        break;
      case AdjustmentField::month:
        has_month_ = in_.integer(cell, result_.month);
        break;
      case AdjustmentField::asset_class:
        has_class_ = in_.asset_class(cell, result_.asset_class);
        break;
      case AdjustmentField::account:
        in_.text(cell, result_.account);
        break;
      case AdjustmentField::key:
        take_key(cell);
        break;
      case AdjustmentField::amount:
        has_amount_ = in_.amount(cell, result_.amount);
        break;
      case AdjustmentField::reason:
        in_.text(cell, result_.reason);
        break;
      case AdjustmentField::source:
        in_.text(cell, result_.source);
        break;
      case AdjustmentField::currency:
        in_.currency(cell);
        break;
    }
  }

  void take_key(const FilledCell& cell) {
    has_key_ = true;
    if (const AdjustmentKey* key = find_adjustment_key(cell.text)) {
      result_.key = key->key;
      opening_ = key->move == AdjustmentMove::opening;
      return;
    }
    const bool total = cell.text == "adj_total" || cell.text == "纳税调整合计";
    const std::string near = nearest(cell.text, adjustment_key_names(), 2);
    Text help{
        "写对账行的一项，如 book_charge、book_accumulated、tax_charge、adj_permanent，或期初余额如 "
        "tax_accumulated_open。",
        "Write a figure of the reconciliation row, such as book_charge, book_accumulated, tax_charge or "
        "adj_permanent, or an opening balance such as tax_accumulated_open."};
    if (total) {
      help = {
          "合计看不出哪部分以后转回：改写 adj_charge、adj_impairment、adj_disposal、adj_fair_value 或 adj_permanent。",
          "Of a total it is open which part comes back: state adj_charge, adj_impairment, adj_disposal, "
          "adj_fair_value or adj_permanent."};
    } else if (!near.empty()) {
      help = {fmt::format("是否指 {}？", near), fmt::format("Is it {}?", near)};
    }
    report_.at_field(cell.field, {"ADJUSTMENT-KEY",
                                  {fmt::format("\"{}\" 不是可调整的金额", cell.text),
                                   fmt::format("\"{}\" is no amount that can be adjusted", cell.text)},
                                  std::move(help)});
  }

  void need(AdjustmentField field, bool given) {
    if (given || report_.wrong(index_of(field))) return;
    const std::string_view name = fields_of(RecordType::adjustment)[index_of(field)].name;
    report_.at_field(index_of(field), {"VALUE-MISSING",
                                       {fmt::format("缺少 `{}`", name), fmt::format("the row has no `{}`", name)},
                                       {"每笔调整都要写年度、类别、项目、金额和原因。",
                                        "Every adjustment needs its year, class, key, amount and reason."}});
  }

  // What is taken over stands from January on, an entry is made at the year's end.
  void check_dates() {
    if (!has_month_) result_.month = opening_ ? 1 : 12;
    if (has_year_ && (result_.year < kYearMin || result_.year > kYearMax)) {
      report_.at_field(index_of(AdjustmentField::year),
                       {"DATE-IMPOSSIBLE",
                        {fmt::format("没有 {} 年", result_.year), fmt::format("there is no year {}", result_.year)},
                        {"写四位年份，如 2023。", "Write a year of four digits, such as 2023."}});
    }
    if (result_.month < 1 || result_.month > 12) {
      report_.at_field(index_of(AdjustmentField::month),
                       {"DATE-IMPOSSIBLE",
                        {fmt::format("没有 {} 月", result_.month), fmt::format("there is no month {}", result_.month)},
                        {"写 1 至 12；年末调整留空。", "Write 1 to 12; leave it empty for the year's end."}});
    }
  }

  void check_reason() {
    if (!result_.reason.empty() || report_.wrong(index_of(AdjustmentField::reason))) return;
    report_.at_field(index_of(AdjustmentField::reason),
                     {"ADJUSTMENT-WITHOUT-REASON",
                      {"没有卡片的金额而没有原因", "an amount without a card and without a reason"},
                      {"写明原因，如审计调整分录号；它随该金额一直留存。",
                       "Say why it is made, such as the audit entry; the reason stays with the amount."}});
  }

  // By its code or, where --entities states one, its name.
  void settle_entity() {
    const auto known = [&](const std::string& id) {
      return std::find(context_.with_cards.begin(), context_.with_cards.end(), id) != context_.with_cards.end() ||
             std::any_of(context_.stated.begin(), context_.stated.end(), [&](const Entity& e) { return e.id == id; });
    };
    if (result_.entity.empty()) {
      result_.entity = !context_.default_entity.empty() || context_.with_cards.size() != 1
                           ? context_.default_entity
                           : context_.with_cards.front();
    }
    if (known(result_.entity)) return;
    for (const Entity& entity : context_.stated) {
      if (entity.name != result_.entity) continue;
      result_.entity = entity.id;
      return;
    }
    report_.at_field(
        index_of(AdjustmentField::entity),
        {"ADJUSTMENT-ENTITY",
         {result_.entity.empty() ? "有多个核算主体，而这笔调整没有写明主体"
                                 : fmt::format("资产清单和主体清单都没有核算主体 {}", result_.entity),
          result_.entity.empty() ? "there are several entities, and the adjustment names none"
                                 : fmt::format("neither the register nor the entities know '{}'", result_.entity)},
         {"写资产清单或 --entities 中的主体编码。", "Write the code of an entity of the register or of --entities."}});
  }

  const AdjustmentContext& context_;
  RowReport report_;
  CellReader in_;
  Adjustment result_;
  bool has_year_ = false, has_class_ = false, has_month_ = false, has_key_ = false, has_amount_ = false;
  bool opening_ = false;
};

}  // namespace

std::vector<Adjustment> read_adjustments(const AdjustmentContext& context, Diagnostics& diagnostics) {
  std::vector<Adjustment> result;
  RowBuffer cells;
  for (std::size_t index = context.table.columns.first_row; index < context.table.sheet->row_count(); ++index) {
    context.table.sheet->read_row(index, cells);
    if (is_blank(cells)) continue;
    AdjustmentReader reader(context, index, diagnostics);
    if (reader.read(cells) && !context.table.spoiled(index)) result.push_back(std::move(reader.result()));
  }
  return result;
}

}  // namespace tieout::loading
