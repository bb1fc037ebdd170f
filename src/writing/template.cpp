#include "writing/template.hpp"

#include <array>
#include <utility>

#include "tieout/asset/event.hpp"
#include "tieout/asset/vocabulary.hpp"
#include "writing/template_columns.hpp"

namespace tieout::writing {

namespace {

using Words = std::vector<Choice>;

// The spelling of each value of an enumeration, in its order, with what it means.
template <class Enumeration, std::size_t N>
Words words_of(const std::array<std::pair<Enumeration, const char*>, N>& meanings) {
  Words words;
  for (const auto& [value, meaning] : meanings) words.push_back({std::string(name_of(value)), meaning});
  return words;
}

template <class Enumeration>
using Meaning = std::pair<Enumeration, const char*>;

Words book_methods() {
  return words_of<Method>(
      std::array{Meaning<Method>{Method::straight_line, "直线法 straight-line"},
                 Meaning<Method>{Method::double_declining, "双倍余额递减法 double-declining balance"},
                 Meaning<Method>{Method::sum_of_years, "年数总和法 sum of the years' digits"},
                 Meaning<Method>{Method::units_of_production, "工作量法 units of production"},
                 Meaning<Method>{Method::none, "不计提 no charge"}});
}

Words tax_methods() {
  Words words = book_methods();
  words.push_back({std::string(name_of(Method::one_time)), "一次性扣除 deducted at once"});
  words.push_back({std::string(name_of(Method::first_share)), "首年比例扣除 a share in the first year"});
  return words;
}

Words event_types() {
  const std::array<std::pair<EventDetail, const char*>, 12> meanings = {{
      {Impair{}, "计提减值 impairment of a stated amount"},
      {Test{}, "减值测试 impairment test against the recoverable amount"},
      {Reverse{}, "转回减值 reversal of impairment"},
      {Estimate{}, "会计估计变更 change of estimate"},
      {Improve{}, "改良、改扩建 improvement"},
      {AdjustCost{}, "调整成本 adjustment of cost"},
      {Suspend{}, "暂停计提 no charge from the next month"},
      {Resume{}, "恢复计提 charge again"},
      {Usage{}, "工作量 units of the period"},
      {FairValue{}, "公允价值变动 new fair value"},
      {Transfer{}, "转换、调拨 change of class, model or entity"},
      {Dispose{}, "处置、报废 disposal"},
  }};
  static_assert(meanings.size() == std::variant_size_v<EventDetail>);
  Words words;
  for (const auto& [detail, meaning] : meanings) words.push_back({std::string(type_name(detail)), meaning});
  return words;
}

Words component_choices() {
  using Choice = Meaning<ComponentsChoice>;
  return words_of<ComponentsChoice>(std::array{Choice{ComponentsChoice::together, "一并处置 leave, too"},
                                               Choice{ComponentsChoice::stay, "保留 stay"}});
}

Words disposal_kinds() {
  using Kind = Meaning<DisposalKind>;
  return words_of<DisposalKind>(std::array{
      Kind{DisposalKind::sale, "出售 sale"}, Kind{DisposalKind::scrap, "报废 scrapped"},
      Kind{DisposalKind::loss, "盘亏、丢失 missing"}, Kind{DisposalKind::disaster, "毁损 destroyed"},
      Kind{DisposalKind::exchange, "非货币性资产交换 exchange"},
      Kind{DisposalKind::debt_settlement, "抵债 settlement of a debt"},
      Kind{DisposalKind::contribution, "投资转出 contribution in kind"},
      Kind{DisposalKind::distribution, "分配 distribution to owners"}, Kind{DisposalKind::donation, "捐赠 donation"}});
}

Words classes_of(const rules::RuleBook& rules) {
  Words words;
  for (const auto& asset_class : rules.classes.all()) {
    words.push_back({asset_class.code, asset_class.label.zh + " " + asset_class.label.en});
  }
  return words;
}

Words elections_of(const rules::RuleBook& rules) {
  Words words;
  for (const auto& regime : rules.tax_regimes) {
    for (const auto& election : regime.elections) {
      words.push_back({election.code, election.title.zh + " " + election.title.en});
    }
  }
  return words;
}

Words words_for(ChoicesOf choices, const rules::RuleBook& rules) {
  switch (choices) {
    case ChoicesOf::none:
      return {};
    case ChoicesOf::asset_class:
      return classes_of(rules);
    case ChoicesOf::book_method:
      return book_methods();
    case ChoicesOf::tax_method:
      return tax_methods();
    case ChoicesOf::starts:
      return words_of<Starts>(std::array{Meaning<Starts>{Starts::month_of, "当月 in the month itself"},
                                         Meaning<Starts>{Starts::month_after, "次月 in the month after"}});
    case ChoicesOf::stops:
      return words_of<Stops>(std::array{Meaning<Stops>{Stops::month_of, "当月 with the month itself"},
                                        Meaning<Stops>{Stops::month_before, "上月 with the month before"}});
    case ChoicesOf::rounding:
      return words_of<ChargeRounding>(
          std::array{Meaning<ChargeRounding>{ChargeRounding::cumulative, "累计取整 by the cumulative figure"},
                     Meaning<ChargeRounding>{ChargeRounding::monthly, "逐月取整 month by month"}});
    case ChoicesOf::model:
      return words_of<Model>(std::array{Meaning<Model>{Model::cost, "成本模式 cost model"},
                                        Meaning<Model>{Model::fair_value, "公允价值模式 fair-value model"}});
    case ChoicesOf::treatment:
      return words_of<TaxTreatment>(
          std::array{Meaning<TaxTreatment>{TaxTreatment::depreciable, "可扣除 deducted over its life"},
                     Meaning<TaxTreatment>{TaxTreatment::non_deductible, "不得扣除 never deducted"},
                     Meaning<TaxTreatment>{TaxTreatment::on_disposal, "处置时扣除 deducted on disposal only"}});
    case ChoicesOf::condition:
      return words_of<Condition>(std::array{Meaning<Condition>{Condition::brand_new, "全新 new"},
                                            Meaning<Condition>{Condition::used, "使用过 used"}});
    case ChoicesOf::opening_status:
      return words_of<OpeningStatus>(std::array{Meaning<OpeningStatus>{OpeningStatus::stated, "已确认 stated"},
                                                Meaning<OpeningStatus>{OpeningStatus::computed, "推算 computed"},
                                                Meaning<OpeningStatus>{OpeningStatus::allocated, "分摊 allocated"}});
    case ChoicesOf::election:
      return elections_of(rules);
    case ChoicesOf::event_type:
      return event_types();
    case ChoicesOf::basis:
      return words_of<BasisChoice>(std::array{Meaning<BasisChoice>{BasisChoice::book, "账面 books"},
                                              Meaning<BasisChoice>{BasisChoice::tax, "税务 tax"},
                                              Meaning<BasisChoice>{BasisChoice::both, "两者 both"}});
    case ChoicesOf::components:
      return component_choices();
    case ChoicesOf::disposal_kind:
      return disposal_kinds();
    case ChoicesOf::entity_type:
      return {{"small-low-profit", "小型微利企业 small low-profit enterprise"},
              {"small-medium", "中小微企业 small or medium enterprise"},
              {"high-tech", "高新技术企业 high-tech enterprise"}};
    case ChoicesOf::place:
      return {{"hainan", "海南自由贸易港 Hainan"}, {"hengqin", "横琴粤澳深度合作区 Hengqin"}};
  }
  return {};
}

std::string comment_of(const TemplateColumn& column) {
  std::string comment(column.needed ? "【必填 needed】\n" : "");
  if (!column.heading_zh.empty()) comment += std::string(column.heading_zh) + "\n";
  return comment + std::string(column.meaning_zh) + "\n" + std::string(column.meaning_en);
}

InputSheet sheet_of(std::string name, std::span<const TemplateColumn> columns, const rules::RuleBook& rules) {
  InputSheet sheet{std::move(name), {}};
  for (const TemplateColumn& column : columns) {
    sheet.columns.push_back(
        {std::string(column.key), comment_of(column), column.kind, column.needed, words_for(column.choices, rules)});
  }
  return sheet;
}

}  // namespace

std::vector<InputSheet> template_sheets(const rules::RuleBook& rules) {
  return {sheet_of("assets", asset_columns(), rules), sheet_of("events", event_columns(), rules),
          sheet_of("recorded", recorded_columns(), rules), sheet_of("policies", policy_columns(), rules),
          sheet_of("entities", entity_columns(), rules)};
}

std::optional<Diagnostic> write_template(const rules::RuleBook& rules, ByteSink& out) {
  WorkbookOptions options;
  options.title = "Tieout 数据模板 Tieout template";
  return write_input_workbook(out, options, template_sheets(rules), "lists");
}

}  // namespace tieout::writing
