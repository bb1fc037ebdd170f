#include "loading/components.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace tieout::loading {

namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr std::size_t kPathShown = 8;

CellProblem itself(const ComponentLink& link) {
  return {
      "PARENT-CIRCLE",
      {fmt::format("{} 把自己填成了上级资产", link.asset), fmt::format("{} names itself as its parent", link.asset)},
      {"清空 parent，或填写它所属的资产。", "Clear `parent`, or name the asset it belongs to."}};
}

CellProblem circle(const std::vector<std::string_view>& path) {
  if (path.size() == 3) {
    return {"PARENT-CIRCLE",
            {fmt::format("{} 与其上级资产 {} 互为上级", path[0], path[1]),
             fmt::format("{} and its parent {} are each above the other", path[0], path[1])},
            {"更正 parent。", "Correct `parent`."}};
  }
  const std::string way = fmt::format("{}", fmt::join(path, " → "));
  return {"PARENT-CIRCLE",
          {fmt::format("上级资产首尾相接：{}", way), fmt::format("the parents run in a circle: {}", way)},
          {"更正其中一个 parent。", "Correct one of the `parent` cells."}};
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

// Who stands above whom. Every card is walked over once, however long a chain is.
class Ancestry {
 public:
  explicit Ancestry(const std::vector<ComponentLink>& links) : links_(links), above_(links.size(), kNone) {
    std::map<std::pair<std::string_view, std::string_view>, std::size_t> by_name;
    for (std::size_t at = 0; at < links.size(); ++at) by_name[{links[at].entity, links[at].asset}] = at;
    for (std::size_t at = 0; at < links.size(); ++at) {
      const auto found = by_name.find({links[at].entity, links[at].parent});
      if (found != by_name.end()) above_[at] = found->second;
    }
    find_circles();
  }

  // The link of the parent, where the parent is itself a component.
  const ComponentLink* above(std::size_t at) const { return above_[at] == kNone ? nullptr : &links_[above_[at]]; }
  bool in_circle(std::size_t at) const { return in_circle_[at]; }

  // From the card up to itself again; a long way is cut.
  std::vector<std::string_view> circle_of(std::size_t at) const {
    std::vector<std::string_view> path{links_[at].asset};
    std::size_t next = above_[at];
    for (; next != at && path.size() < kPathShown; next = above_[next]) path.push_back(links_[next].asset);
    if (next != at) path.push_back("…");
    path.push_back(links_[at].asset);
    return path;
  }

 private:
  void find_circles() {
    in_circle_.assign(links_.size(), false);
    std::vector<std::size_t> walk(links_.size(), kNone);  // the walk on which a card was met
    for (std::size_t start = 0; start < links_.size(); ++start) {
      std::size_t at = start;
      for (; at != kNone && walk[at] == kNone; at = above_[at]) walk[at] = start;
      if (at == kNone || walk[at] != start) continue;
      for (; !in_circle_[at]; at = above_[at]) in_circle_[at] = true;
    }
  }

  const std::vector<ComponentLink>& links_;
  std::vector<std::size_t> above_;
  std::vector<bool> in_circle_;
};

}  // namespace

void check_components(const std::vector<ComponentLink>& links, const RecordTable& assets,
                      const std::function<bool(std::string_view, std::string_view)>& exists, Diagnostics& diagnostics) {
  const Ancestry ancestry(links);
  for (std::size_t at = 0; at < links.size(); ++at) {
    const ComponentLink& link = links[at];
    RowReport report(assets, link.row, diagnostics);
    if (link.parent == link.asset) {
      report.at_field(index_of(AssetField::parent), itself(link));
    } else if (ancestry.in_circle(at)) {
      report.at_field(index_of(AssetField::parent), circle(ancestry.circle_of(at)));
    } else if (const ComponentLink* above = ancestry.above(at)) {
      report.at_field(index_of(AssetField::parent), nested(link, above->parent));
    } else if (!exists(link.entity, link.parent)) {
      report.at_field(index_of(AssetField::parent), unknown(link));
    }
  }
}

}  // namespace tieout::loading
