#include "loading/components.hpp"

#include <fmt/format.h>

#include <map>
#include <utility>

namespace tieout::loading {

namespace {

CellProblem circle(const ComponentLink& link) {
  return {"PARENT-CIRCLE",
          {fmt::format("{} 与其上级资产 {} 互为上级", link.asset, link.parent),
           fmt::format("{} and its parent {} are each above the other", link.asset, link.parent)},
          {"更正 parent。", "Correct `parent`."}};
}

CellProblem nested(const ComponentLink& link, const std::string& above) {
  return {"PARENT-IS-COMPONENT",
          {fmt::format("上级资产 {} 本身是 {} 的组成部分", link.parent, above),
           fmt::format("the parent {} is itself a component of {}", link.parent, above)},
          {"组成部分只设一级：填写最上级的资产。", "Components have one level: name the topmost asset."}};
}

CellProblem unknown(const ComponentLink& link) {
  return {
      "PARENT-UNKNOWN",
      {fmt::format("该核算主体没有上级资产 {}", link.parent), fmt::format("the entity has no asset {}", link.parent)},
      {"核对 parent，或补上该卡片。", "Check `parent`, or add the card."}};
}

}  // namespace

void check_components(const std::vector<ComponentLink>& links, const RecordTable& assets,
                      const std::function<bool(std::string_view, std::string_view)>& exists, Diagnostics& diagnostics) {
  std::map<std::pair<std::string_view, std::string_view>, const ComponentLink*> above;
  for (const ComponentLink& link : links) above[{link.entity, link.asset}] = &link;
  for (const ComponentLink& link : links) {
    RowReport report(assets, link.row, diagnostics);
    const auto parent = above.find({link.entity, link.parent});
    if (parent != above.end() && parent->second->parent == link.asset) {
      report.at_field(index_of(AssetField::parent), circle(link));
    } else if (parent != above.end()) {
      report.at_field(index_of(AssetField::parent), nested(link, parent->second->parent));
    } else if (!exists(link.entity, link.parent)) {
      report.at_field(index_of(AssetField::parent), unknown(link));
    }
  }
}

}  // namespace tieout::loading
