#include "cli/unknown_asset.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "loading/field.hpp"

namespace tieout::cli {

namespace {

constexpr std::size_t kNearLetters = 2;
constexpr std::size_t kNearShown = 5;
constexpr std::size_t kIdsAtOnce = 1024;

// Codes near to the unknown one, in the order of the register.
std::vector<std::string> near_ids(const Session& session, const std::string& asked) {
  std::vector<std::string> near;
  std::vector<RegisterEntry> entries;
  const loading::RegisterReader& reader = session.reader();
  for (std::size_t first = 0; first < reader.size() && near.size() < kNearShown; first += kIdsAtOnce) {
    Diagnostics ignored;
    reader.read(first, std::min(kIdsAtOnce, reader.size() - first), entries, ignored);
    for (const RegisterEntry& entry : entries) {
      if (near.size() == kNearShown) break;
      if (loading::edit_distance(asked, entry.asset.id, kNearLetters) <= kNearLetters) near.push_back(entry.asset.id);
    }
  }
  return near;
}

bool is_set_aside(const Session& session, const std::string& asked) {
  const auto& cards = session.reader().set_aside();
  return std::any_of(cards.begin(), cards.end(), [&](const auto& card) { return card.asset == asked; });
}

}  // namespace

Diagnostic unknown_asset(const Session& session) {
  const Options& options = session.options();
  Diagnostic diagnostic;
  diagnostic.code = "ASSET-UNKNOWN";
  diagnostic.span.file = options.inputs.assets;
  if (is_set_aside(session, options.asset)) {
    diagnostic.message = {fmt::format("资产“{}”已搁置，不参与计算", options.asset),
                          fmt::format("asset '{}' is set aside and takes no part", options.asset)};
    diagnostic.help = {"从 --set-aside 文件删去该行", "Remove its row from the file of --set-aside"};
    return diagnostic;
  }
  const std::string where = options.entity.empty() ? std::string() : " " + options.entity;
  diagnostic.message = {fmt::format("没有资产“{}”{}", options.asset, where),
                        fmt::format("there is no asset '{}'{}", options.asset, where)};
  const std::vector<std::string> near = near_ids(session, options.asset);
  diagnostic.help = near.empty() ? Text{"核对资产编号", "Check the asset's code"}
                                 : Text{fmt::format("相近的编号：{}", fmt::join(near, ", ")),
                                        fmt::format("Codes like it: {}", fmt::join(near, ", "))};
  return diagnostic;
}

}  // namespace tieout::cli
