// A problem with the facts of an asset, its name in front. Inside reconcile/ only.
#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>

#include "tieout/asset/register.hpp"
#include "tieout/ledger/problem.hpp"

namespace tieout {

inline Problem entry_problem(const RegisterEntry& entry, Origin origin, const char* field, std::string code,
                             Text message, Text help) {
  Problem problem;
  problem.diagnostic.code = std::move(code);
  problem.diagnostic.message = {fmt::format("资产 {}：{}", entry.asset.id, message.zh),
                                fmt::format("asset {}: {}", entry.asset.id, message.en)};
  problem.diagnostic.help = std::move(help);
  problem.origin = origin;
  problem.field = field;
  return problem;
}

}  // namespace tieout
