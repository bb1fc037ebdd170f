// How the ledgers word a problem: code, row, field, sentence and remedy in both languages.
#pragma once

#include <string>
#include <utility>

#include "tieout/ledger/problem.hpp"

namespace tieout {

inline Problem make_problem(std::string code, Origin origin, std::string field, Text message, Text help,
                            Text rule = {}) {
  Problem problem;
  problem.diagnostic.code = std::move(code);
  problem.diagnostic.message = std::move(message);
  problem.diagnostic.help = std::move(help);
  problem.diagnostic.rule = std::move(rule);
  problem.origin = origin;
  problem.field = std::move(field);
  return problem;
}

}  // namespace tieout
