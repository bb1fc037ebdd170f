#include "cli/deferred_tax_measurement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "loading/limit_list.hpp"

namespace tieout::cli {

void DeferredTaxGaps::add(const std::string& entity, const MissingRate& missing) {
  const auto [at, fresh] = missing_rates.emplace(std::pair(entity, missing.year), missing.known_in);
  if (!fresh) at->second = std::min(at->second, missing.known_in);
}

void DeferredTaxGaps::merge(const DeferredTaxGaps& other) {
  for (const auto& [key, known_in] : other.missing_rates) {
    add(key.first, {key.second, known_in});
  }
  no_deferred_tax.insert(other.no_deferred_tax.begin(), other.no_deferred_tax.end());
}

namespace {

Text named(const std::string& entity) {
  if (entity.empty()) return {"未写明主体的资产", "the assets without an entity"};
  return {"主体 " + entity, "entity " + entity};
}

Diagnostic missing_rate(const std::string& entity, int year, int known_in, const std::string& file) {
  Diagnostic diagnostic;
  diagnostic.code = "DEFERRED-TAX-RATE-MISSING";
  diagnostic.span.file = file;
  const Text who = named(entity);
  diagnostic.message = {
      fmt::format("{}：没有 {} 年度适用且在 {} 年末以前公布的所得税税率", who.zh, year, known_in),
      fmt::format("{}: no tax rate for {} that was enacted by the end of {}", who.en, year, known_in)};
  diagnostic.help = {
      "在 --entities 文件中为该主体填写 rate、from（适用日期），公布日早于适用日期的另填 enacted（公布日期）",
      "State rate and from (the day it holds from) for the entity in the file of --entities; and enacted where that "
      "day "
      "was earlier"};
  return diagnostic;
}

Diagnostic no_deferred_tax(const std::string& entity, const rules::BookRegime& book, const Session& session) {
  Diagnostic diagnostic;
  diagnostic.code = "DEFERRED-TAX-NOT-IN-REGIME";
  const Text who = named(entity);
  diagnostic.message = {fmt::format("{}：{}不确认递延所得税", who.zh, book.title.zh),
                        fmt::format("{}: {} knows no deferred tax", who.en, book.title.en)};
  diagnostic.rule = {session.rules().describe(*book.no_deferred_tax, Language::zh),
                     session.rules().describe(*book.no_deferred_tax, Language::en)};
  diagnostic.help = {"用 --entity 只计算其他主体，或更正会计制度",
                     "Measure the other entities with --entity, or correct the regime"};
  return diagnostic;
}

}  // namespace

const Entity* find_entity(const Session& session, const std::string& id) {
  const std::vector<Entity>& all = session.reader().entities();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Entity& one) { return one.id == id; });
  return found == all.end() ? nullptr : &*found;
}

std::vector<DeferredTaxLimit> read_limits(Session& session) {
  const Options& options = session.options();
  if (options.limits.empty()) return {};
  return loading::read_limits(options.limits, options.inputs.encoding, session.diagnostics());
}

void check_limits(const std::vector<DeferredTaxLimit>& limits, Session& session) {
  for (const DeferredTaxLimit& limit : limits) {
    if (limit.entity.empty() || find_entity(session, limit.entity) != nullptr) continue;
    Diagnostic diagnostic;
    diagnostic.code = "LIMIT-ENTITY";
    diagnostic.span.file = session.options().limits;
    diagnostic.span.line = limit.line;
    diagnostic.message = {fmt::format("没有核算主体 {}，该上限不起作用", limit.entity),
                          fmt::format("there is no entity '{}', so that its limit holds for nothing", limit.entity)};
    diagnostic.help = {"核对主体编码与 --entities 文件。", "Check the code against the file of --entities."};
    session.diagnostics().add(std::move(diagnostic));
  }
}

bool measure_deferred_tax(const Session& session, const Framework& framework, const RegisterEntry& entry, int year,
                          DeferredTaxRow& row, BatchResult& result) {
  if (!result.measurer) {
    Framework mine = session.framework();
    mine.unverified = framework.unverified;
    result.measurer = std::make_unique<DeferredTaxMeasurer>(mine);
  }
  static const std::vector<TaxRate> kNone;
  const Entity* holder = find_entity(session, row.entity);
  result.measurer->set_entity(find_entity(session, entry.asset.entity));
  row.tax = result.measurer->measure(entry, year, holder ? holder->rates : kNone);
  if (row.tax.refused) {
    add_problems(result.measurer->problems(), session.reader(), result.diagnostics);
    return false;
  }
  if (!row.tax.missing) {
    part_equity(row.tax, row.surplus_open, row.surplus, holder ? holder->rates : kNone, year);
    return true;
  }
  result.deferred_tax_gaps.add(row.entity, *row.tax.missing);
  return false;
}

void add_deferred_tax_gaps(const DeferredTaxGaps& gaps, Session& session) {
  for (const auto& [key, known_in] : gaps.missing_rates) {
    session.diagnostics().add(missing_rate(key.first, key.second, known_in, session.options().inputs.entities));
  }
  for (const auto& [entity, book] : gaps.no_deferred_tax) {
    session.diagnostics().add(no_deferred_tax(entity, *book, session));
  }
}

}  // namespace tieout::cli
