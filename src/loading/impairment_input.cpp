#include "loading/impairment_input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <utility>

#include "loading/impairment_basis.hpp"
#include "loading/node_table.hpp"

namespace tieout::loading {

namespace {

std::vector<std::string> with_basis(std::vector<std::string> keys) {
  keys.insert(keys.end(), basis_keys().begin(), basis_keys().end());
  return keys;
}

class ImpairmentReader {
 public:
  ImpairmentReader(NodeFile& file, const rules::RuleBook& rules) : file_(file), rules_(rules) {}

  ImpairmentInput read(const TomlNode& root, const std::string& book) {
    // A worked case carries more: its head and what it expects.
    const NodeTable top(
        file_, root, {"regime", "date", "entity", "unit", "corporate", "group", "title", "source", "cites", "expect"});
    input_.regime = top.text("regime").value_or(book);
    input_.date = top.date("date");
    entity_ = top.text("entity").value_or("");
    find_regime(top);
    each(root, "unit", [&](const TomlNode& node) { read_unit(node); });
    each(root, "corporate", [&](const TomlNode& node) { read_corporate(node); });
    each(root, "group", [&](const TomlNode& node) { read_group(node); });
    if (root.find("unit") == nullptr) top.missing("unit");
    check_unallocated();
    return std::move(input_);
  }

 private:
  template <typename Take>
  void each(const TomlNode& table, std::string_view key, Take take) {
    const TomlNode* list = table.find(key);
    if (list == nullptr) return;
    if (list->kind != TomlKind::array) not_tables(*list, key);
    for (const TomlNode& item : list->items) {
      if (item.kind == TomlKind::table) {
        take(item);
      } else {
        not_tables(item, key);
      }
    }
  }

  void not_tables(const TomlNode& node, std::string_view key) {
    file_.add(node, {"TOML-KIND",
                     {fmt::format("`{}` 须是一组表", key), fmt::format("`{}` must be a list of tables", key)},
                     {fmt::format("写成 [[{}]]。", key), fmt::format("Write [[{}]].", key)}});
  }

  void find_regime(const NodeTable& top) {
    regime_ = rules_.find_book_regime(input_.regime);
    if (regime_ == nullptr) {
      std::vector<std::string> known;
      for (const rules::BookRegime& one : rules_.book_regimes) known.push_back(one.code);
      file_.add(top.at("regime"),
                {"REGIME-UNKNOWN",
                 {fmt::format("没有会计制度 \"{}\"", input_.regime),
                  fmt::format("there is no accounting regime \"{}\"", input_.regime)},
                 {fmt::format("可用：{}。", quoted_list(known)), fmt::format("Known are {}.", quoted_list(known))}});
    } else if (regime_->impairment == rules::ImpairmentRule::none) {
      file_.add(
          top.at("regime"),
          {"IMPAIRMENT-NOT-IN-REGIME",
           {fmt::format("{} 不计提减值", regime_->title.zh), fmt::format("{} has no impairment", regime_->title.en)},
           {"核对 `regime`。", "Check `regime`."}},
          cited(rules_, regime_->impairment_cite));
    } else if (!regime_->impairment_test.by_recoverable_amount) {
      file_.add(top.at("regime"),
                {"IMPAIRMENT-MEASURE",
                 {fmt::format("{} 不按可收回金额测试减值", regime_->title.zh),
                  fmt::format("{} does not test against a recoverable amount", regime_->title.en)},
                 {"在事项中直接写明 `impair` 的金额。", "State the amount of the loss as an `impair` event."}},
                cited(rules_, regime_->impairment_test.recoverable));
    }
  }

  // The id, unique among those of its kind.
  std::string read_id(const NodeTable& table, std::set<std::string>& known, const std::string& scope = {}) {
    const auto id = table.text("id");
    if (!id || trimmed(*id).empty()) {
      table.missing("id");
      return {};
    }
    if (!known.insert(scope + '\n' + *id).second) stated_twice(table.at("id"), *id);
    return *id;
  }

  void stated_twice(const TomlNode& node, const std::string& id) {
    file_.add(node,
              {"IMPAIRMENT-DUPLICATE",
               {fmt::format("\"{}\" 写了两次", id), fmt::format("\"{}\" is stated twice", id)},
               {"编号须唯一，每项资产只属于一个单元。", "Ids are unique, and an asset belongs to one unit alone."}});
  }

  Money read_carrying(const NodeTable& table, std::string_view key, bool may_be_negative) {
    const auto amount = table.amount(key);
    if (table.find(key) == nullptr) table.missing(key);
    if (amount && *amount < Money{} && !may_be_negative) {
      file_.add(table.at(key), {"IMPAIRMENT-CARRYING",
                                {fmt::format("`{}` 小于零", key), fmt::format("`{}` is below zero", key)},
                                {"随资产组一并测试的负债写成负数，并写 `excluded = true`。",
                                 "A liability that is tested with its unit is negative and says `excluded = true`."}});
      return {};
    }
    return amount.value_or(Money{});
  }

  TestedGoodwill read_goodwill(const NodeTable& table) {
    TestedGoodwill goodwill;
    if (table.find("goodwill") != nullptr) goodwill.carrying = read_carrying(table, "goodwill", false);
    if (const auto share = table.fraction("goodwill_ownership")) {
      goodwill.ownership = share->is_zero() ? Ratio::of(1, 1) : *share;
      if (share->is_zero()) {
        file_.add(table.at("goodwill_ownership"), value_problem(ValueError::fraction_range, {"goodwill_ownership"},
                                                                table.at("goodwill_ownership").text));
      }
    }
    if (table.find("goodwill_cap") != nullptr) {
      file_.add(
          table.at("goodwill_cap"),
          {"IMPAIRMENT-GOODWILL-REVERSAL",
           {"商誉的减值损失不转回", "an impairment of goodwill is not reversed"},
           {"去掉 `goodwill_cap`；作为无形资产核算的商誉，按资产填写。",
            "Leave `goodwill_cap` out; goodwill that is carried as an intangible asset is an asset of the unit."}},
          regime_ == nullptr ? Text{} : cited(rules_, regime_->goodwill_reversal_cite));
    }
    return goodwill;
  }

  void read_unit(const TomlNode& node) {
    const NodeTable table(file_, node,
                          with_basis({"id", "name", "entity", "goodwill", "goodwill_ownership", "goodwill_cap",
                                      "remaining_months", "reverse", "asset"}));
    TestedUnit unit;
    unit.id = read_id(table, unit_ids_);
    unit.name = table.text("name").value_or("");
    unit.place = file_.span(table.at("id"), unit.id);
    unit.goodwill = read_goodwill(table);
    unit.basis = read_basis(table, regime_, rules_);
    unit.remaining_months = table.integer("remaining_months");
    unit.indicators = table.texts("indicators");
    unit.evidence = table.texts("evidence");
    refuse_reversal(table);
    const std::string entity = table.text("entity").value_or(entity_);
    each(node, "asset", [&](const TomlNode& item) { unit.assets.push_back(read_asset(item, entity)); });
    if (unit.assets.empty() && unit.goodwill.carrying.is_zero()) table.missing("asset");
    input_.units.push_back(std::move(unit));
  }

  void refuse_reversal(const NodeTable& table) {
    if (!table.flag("reverse", false) || regime_ == nullptr) return;
    if (regime_->impairment == rules::ImpairmentRule::reversed_within_cap) return;
    file_.add(table.at("reverse"),
              {"REVERSAL-FORBIDDEN",
               {"减值损失不得转回", "an impairment loss must not be reversed"},
               {"去掉 `reverse`。", "Leave `reverse` out."}},
              cited(rules_, regime_->reversal_cite));
  }

  TestedAsset read_asset(const TomlNode& node, const std::string& entity) {
    const NodeTable table(file_, node,
                          {"id", "entity", "name", "carrying", "fair_value_less_costs", "value_in_use", "cap",
                           "remaining_months", "excluded"});
    TestedAsset asset;
    asset.entity = table.text("entity").value_or(entity);
    asset.id = read_id(table, asset_ids_, asset.entity);
    asset.excluded = table.flag("excluded", false);
    asset.carrying = read_carrying(table, "carrying", asset.excluded);
    asset.fair_value_less_costs = table.amount("fair_value_less_costs");
    asset.value_in_use = table.amount("value_in_use");
    asset.cap = table.amount("cap");
    asset.remaining_months = table.integer("remaining_months");
    return asset;
  }

  // Positions of the units that `key` names; all where it is absent.
  std::vector<std::size_t> read_units(const NodeTable& table) {
    std::vector<std::size_t> found;
    if (table.find("units") == nullptr) {
      for (std::size_t at = 0; at < input_.units.size(); ++at) found.push_back(at);
    }
    for (const std::string& id : table.texts("units")) {
      const auto unit =
          std::find_if(input_.units.begin(), input_.units.end(), [&](const auto& u) { return u.id == id; });
      const auto at = static_cast<std::size_t>(unit - input_.units.begin());
      if (unit == input_.units.end()) {
        unknown(table.at("units"), id);
      } else if (std::find(found.begin(), found.end(), at) != found.end()) {
        stated_twice(table.at("units"), id);
      } else {
        found.push_back(at);
      }
    }
    return found;
  }

  void unknown(const TomlNode& node, const std::string& id) {
    file_.add(node, {"IMPAIRMENT-UNIT-UNKNOWN",
                     {fmt::format("没有 \"{}\"", id), fmt::format("there is no \"{}\"", id)},
                     {"核对编号。", "Check the id."}});
  }

  void read_corporate(const TomlNode& node) {
    const NodeTable table(
        file_, node,
        {"id", "entity", "name", "carrying", "fair_value_less_costs", "value_in_use", "units", "weight", "allocated"});
    CorporateAsset asset;
    asset.entity = table.text("entity").value_or(entity_);
    asset.id = read_id(table, asset_ids_, asset.entity);
    asset.place = file_.span(table.at("id"), asset.id);
    asset.carrying = read_carrying(table, "carrying", false);
    asset.fair_value_less_costs = table.amount("fair_value_less_costs");
    asset.value_in_use = table.amount("value_in_use");
    asset.allocated = table.flag("allocated", true);
    asset.by_remaining_life = table.word("weight", {"carrying", "remaining-life"}) == 1U;
    asset.units = read_units(table);
    if (asset.allocated) check_weights(asset, table);
    input_.corporate.push_back(std::move(asset));
    corporate_nodes_.push_back(&node);
  }

  void check_weights(const CorporateAsset& asset, const NodeTable& table) {
    for (const std::size_t at : asset.units) {
      const TestedUnit& unit = input_.units[at];
      for (const TestedAsset& one : unit.assets) {
        if (!asset.by_remaining_life || unit.remaining_months || one.remaining_months) continue;
        file_.add(table.node(),
                  {"IMPAIRMENT-REMAINING-LIFE",
                   {fmt::format("按剩余年限加权，而单元 {} 的资产 {} 没有剩余月数", unit.id, one.id),
                    fmt::format("weights go by remaining life, but asset {} of unit {} has none", one.id, unit.id)},
                   {"在单元或资产上填写 `remaining_months`。", "State `remaining_months` of the unit or the asset."}});
      }
    }
    if (file_.diagnostics.has_errors() || can_be_shared(asset, input_.units)) return;
    file_.add(table.node(),
              {"IMPAIRMENT-WEIGHTS",
               {fmt::format("总部资产 {} 所服务的单元权重均为零（账面价值{}）", asset.id,
                            asset.by_remaining_life ? " × 剩余月数" : ""),
                fmt::format("every unit that corporate asset {} serves has a weight of zero (carrying amount{})",
                            asset.id, asset.by_remaining_life ? " times remaining months" : "")},
               asset.by_remaining_life ? Text{"填写剩余月数，或改用 weight = \"carrying\"。",
                                              "State the remaining months, or use weight = \"carrying\"."}
                                       : Text{"更正单元的资产。", "Correct the assets of the units."}});
  }

  void not_tested(const TomlNode& node, const std::string& id) {
    const Text rule = regime_ == nullptr ? Text{} : cited(rules_, regime_->impairment_test.corporate);
    file_.add(node,
              {"IMPAIRMENT-GROUP",
               {fmt::format("总部资产 {} 既未分摊，也不在任何 [[group]] 中", id),
                fmt::format("corporate asset {} is neither allocated nor in exactly one [[group]]", id)},
               {"不能分摊的总部资产放进一个 [[group]]，填写该组合的可收回金额。",
                "Put what cannot be allocated into one [[group]] with a recoverable amount of its own."}},
              rule);
  }

  void read_group(const TomlNode& node) {
    const NodeTable table(
        file_, node,
        with_basis({"id", "name", "units", "corporate", "goodwill", "goodwill_ownership", "goodwill_cap"}));
    UnitGroup group;
    group.id = read_id(table, unit_ids_);
    group.name = table.text("name").value_or("");
    group.place = file_.span(table.at("id"), group.id);
    group.units = read_units(table);
    group.goodwill = read_goodwill(table);
    group.basis = read_basis(table, regime_, rules_);
    group.indicators = table.texts("indicators");
    group.evidence = table.texts("evidence");
    for (const std::string& id : table.texts("corporate")) {
      const auto found = std::find_if(input_.corporate.begin(), input_.corporate.end(),
                                      [&](const CorporateAsset& c) { return c.id == id && !c.allocated; });
      if (found == input_.corporate.end()) {
        unknown(table.at("corporate"), id);
      } else {
        group.corporate.push_back(static_cast<std::size_t>(found - input_.corporate.begin()));
      }
    }
    input_.groups.push_back(std::move(group));
  }

  // What no unit can be given must be tested somewhere, and once.
  void check_unallocated() {
    for (std::size_t at = 0; at < input_.corporate.size(); ++at) {
      if (input_.corporate[at].allocated) continue;
      std::ptrdiff_t groups = 0;
      for (const UnitGroup& group : input_.groups) {
        groups += std::count(group.corporate.begin(), group.corporate.end(), at);
      }
      if (groups != 1) not_tested(*corporate_nodes_[at], input_.corporate[at].id);
    }
  }

  NodeFile& file_;
  const rules::RuleBook& rules_;
  const rules::BookRegime* regime_ = nullptr;
  ImpairmentInput input_;
  std::string entity_;
  std::set<std::string> unit_ids_, asset_ids_;
  std::vector<const TomlNode*> corporate_nodes_;
};

// A workbook is a ZIP archive, whatever its name.
bool is_workbook(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  char first = 0, second = 0;
  return file.get(first) && file.get(second) && first == 'P' && second == 'K';
}

}  // namespace

bool is_impairment_case(const TomlNode& root) { return root.find("unit") != nullptr; }

ImpairmentInput read_impairment(const std::string& path, const std::string& book, const rules::RuleBook& rules,
                                Diagnostics& diagnostics) {
  NodeFile file{path, {}, diagnostics};
  const TomlNode root =
      is_workbook(path) ? impairment_workbook(path, file.sheets, diagnostics) : read_toml(path, diagnostics);
  if (diagnostics.has_errors()) return {};
  return ImpairmentReader(file, rules).read(root, book);
}

}  // namespace tieout::loading
