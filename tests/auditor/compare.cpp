#include "compare.hpp"

#include <exception>

#include "case_writer.hpp"
#include "engine_adapter.hpp"

namespace tieout::auditor {

namespace {

std::string difference(const ReconciliationRow& model, const ReconciliationRow& engine) {
  if (model.year != engine.year) {
    return "a row for " + std::to_string(model.year) + " in the model, for " + std::to_string(engine.year) +
           " in the engine";
  }
  if (!(model.asset_class == engine.asset_class)) return "class in " + std::to_string(model.year);
  for (const NamedAmount& amount : row_amounts()) {
    if (model.*amount.field == engine.*amount.field) continue;
    return std::string(amount.key) + " of " + std::to_string(model.year) + ": model " + to_string(model.*amount.field) +
           ", engine " + to_string(engine.*amount.field);
  }
  return "";
}

std::string compare(const History& history) {
  std::string model_refusal;
  const auto model = audit(history.entry, history.world, history.last_year, model_refusal);
  std::vector<ReconciliationRow> engine;
  std::string engine_refusal;
  const bool accepted = run_engine(history.entry, history.world, history.last_year, engine, engine_refusal);
  if (!accepted && !model_refusal.empty()) return "";
  if (!accepted) return "the engine refuses with " + engine_refusal + ", the model accepts";
  if (!model_refusal.empty()) return "the model refuses with " + model_refusal + ", the engine accepts";
  for (std::size_t i = 0; i < model.size() && i < engine.size(); ++i) {
    if (std::string found = difference(model[i], engine[i]); !found.empty()) return found;
  }
  if (model.size() == engine.size()) return "";
  return std::to_string(model.size()) + " rows in the model, " + std::to_string(engine.size()) + " in the engine";
}

}  // namespace

std::string disagreement(const History& history) {
  try {
    return compare(history);
  } catch (const std::exception& error) {
    return std::string("stopped: ") + error.what();
  }
}

}  // namespace tieout::auditor
