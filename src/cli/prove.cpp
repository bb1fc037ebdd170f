// tieout prove: lifetime closure of every asset and the reversal forecast.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <tuple>

#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"
#include "tieout/reconcile/lifetime.hpp"

namespace tieout::cli {

namespace {

struct ProvenAsset {
  std::string entity, asset, name;
  LifetimeProof proof;
};

struct Gathered {
  std::vector<ProvenAsset> open, open_at_disposal;
  std::map<int, YearForecast> forecast;
  std::map<int, Money> resting;  // difference that stays from the year after the last row on
  LifetimeProof total;
  std::size_t assets = 0;
};

void add(Gathered& gathered, ProvenAsset asset) {
  const LifetimeProof& proof = asset.proof;
  ++gathered.assets;
  gathered.total.adjustments += proof.adjustments;
  gathered.total.permanent += proof.permanent;
  gathered.total.initial += proof.initial;
  gathered.total.equity += proof.equity;
  gathered.total.opening += proof.opening;
  gathered.total.remaining += proof.remaining;
  if (!proof.closed()) {
    gathered.open.push_back(std::move(asset));
  } else if (!proof.remaining.is_zero()) {
    gathered.resting[proof.last_year + 1] += proof.remaining;
    gathered.open_at_disposal.push_back(std::move(asset));
  }
}

Table asset_table(const char* name, Text title, const std::vector<ProvenAsset>& assets) {
  Table table;
  table.schema = {name, std::move(title), {}};
  table.schema.columns = {{"entity", {"核算主体", "Entity"}},
                          {"asset", {"资产编号", "Asset"}},
                          {"name", {"资产名称", "Name"}},
                          {"last_year", {"最后变动年度", "Last year"}, CellKind::integer},
                          {"adjustments", {"纳税调整合计", "Adjustments"}, CellKind::money},
                          {"permanent", {"永久性差异", "Permanent"}, CellKind::money},
                          {"temp_diff_initial", {"初始确认差异", "Initial"}, CellKind::money},
                          {"temp_diff_equity", {"计入权益", "Equity"}, CellKind::money},
                          {"remaining", {"剩余差异", "Remaining"}, CellKind::money}};
  for (const ProvenAsset& asset : assets) {
    const LifetimeProof& proof = asset.proof;
    table.rows.push_back({Cell::of(std::string_view(asset.entity)), Cell::of(std::string_view(asset.asset)),
                          Cell::of(std::string_view(asset.name)), Cell::of(proof.last_year), Cell::of(proof.adjustments),
                          Cell::of(proof.permanent), Cell::of(proof.initial), Cell::of(proof.equity),
                          Cell::of(proof.remaining)});
  }
  return table;
}

Table forecast_table(const Gathered& gathered, std::optional<int> from) {
  Table table;
  table.schema = {"forecast", {"暂时性差异转回预测", "Reversal forecast"}, {}};
  table.schema.columns = {{"year", {"年度", "Year"}, CellKind::integer},
                          {"adjustment", {"暂时性差异纳税调整", "Temporary adjustments"}, CellKind::money},
                          {"temp_diff_close", {"期末暂时性差异", "Temporary difference, closing"}, CellKind::money}};
  Money resting;
  for (const auto& [year, forecast] : gathered.forecast) {
    if (auto found = gathered.resting.find(year); found != gathered.resting.end()) resting += found->second;
    if (from && year < *from) continue;
    table.rows.push_back({Cell::of(year), Cell::of(forecast.adjustment), Cell::of(forecast.carried + resting)});
  }
  return table;
}

Table total_table(const Gathered& gathered) {
  Table table;
  table.schema = {"proof", {"全生命周期验证", "Lifetime proof"}, {}};
  table.schema.columns = {{"item", {"项目", "Item"}}, {"amount", {"金额", "Amount"}, CellKind::money}};
  auto line = [&](const Text& text, Money amount) {
    table.rows.push_back({Cell::of(table.keep(text.zh + " " + text.en)), Cell::of(amount)});
  };
  const LifetimeProof& total = gathered.total;
  line({"纳税调整合计", "(sum of adjustments)"}, total.adjustments);
  line({"其中：永久性差异", "(of which permanent)"}, total.permanent);
  line({"接管时差异", "(difference taken over)"}, total.opening);
  line({"初始确认差异", "(arose initially)"}, total.initial);
  line({"计入权益的差异", "(through equity)"}, total.equity);
  line({"处置时转回的差异", "(open until disposal)"}, total.remaining);
  return table;
}

int write_json(const Gathered& gathered, const Session& session) {
  Table open = asset_table("open", {}, gathered.open);
  Table at_disposal = asset_table("open_at_disposal", {}, gathered.open_at_disposal);
  Table forecast = forecast_table(gathered, session.options().year);
  writing::OutFile file(session.options().out);
  std::string text = fmt::format(
      "{{\"schema\":\"tieout/proof/1\",\n\"closed\":{},\n\"assets\":{},\n\"adjustments\":\"{}\",\n\"permanent\":\"{}\",\n"
      "\"open\":{},\n\"open_at_disposal\":{},\n\"forecast\":{}}}\n",
      gathered.open.empty(), gathered.assets, to_string(gathered.total.adjustments), to_string(gathered.total.permanent),
      writing::json_rows(open), writing::json_rows(at_disposal), writing::json_rows(forecast));
  file.write(text);
  if (auto failure = file.commit()) return output_trouble(*failure, session.options());
  return kDone;
}

}  // namespace

int run_prove(const Options& options) {
  Session session(options);
  if (!session.open_rules() || !session.open_register()) return session.exit_code();
  Gathered gathered;
  std::mutex mutex;  // sums do not depend on the order in which batches add to them
  session.run(
      [&](AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult&) {
        if (!reconciler.open(entry)) return;
        std::map<int, YearForecast> forecast;
        LifetimeProof proof = prove_lifetime(reconciler, forecast);
        reconciler.finish();
        if (proof.end == LifetimeEnd::refused) return;
        std::lock_guard lock(mutex);
        add(gathered, {entry.asset.entity, entry.asset.id, entry.asset.name, proof});
        for (const auto& [year, sums] : forecast) {
          gathered.forecast[year].adjustment += sums.adjustment;
          gathered.forecast[year].carried += sums.carried;
        }
      },
      [](BatchResult&) {});
  if (session.report_errors()) return session.exit_code();
  auto by_name = [](const ProvenAsset& a, const ProvenAsset& b) {
    return std::tie(a.entity, a.asset) < std::tie(b.entity, b.asset);
  };
  std::sort(gathered.open.begin(), gathered.open.end(), by_name);
  std::sort(gathered.open_at_disposal.begin(), gathered.open_at_disposal.end(), by_name);
  int verdict = session.finish();
  if (options.format == writing::Format::json) {
    if (int code = write_json(gathered, session)) return code;
  } else {
    Table total = total_table(gathered);
    Table open = asset_table("open", {"未闭合", "Not closed"}, gathered.open);
    Table at_disposal = asset_table("open-at-disposal", {"处置时才转回", "Open until disposal"}, gathered.open_at_disposal);
    Table forecast = forecast_table(gathered, options.year);
    if (int code = write_tables({&total, &open, &at_disposal, &forecast}, options)) return code;
  }
  if (!options.quiet) {
    fmt::print(stderr, "tieout: {}\n",
               session.say({fmt::format("{} 项资产，{}项未闭合，{} 项差异在处置时转回", gathered.assets,
                                        gathered.open.size(), gathered.open_at_disposal.size()),
                            fmt::format("{} assets, {} not closed, {} open until disposal", gathered.assets,
                                        gathered.open.size(), gathered.open_at_disposal.size())}));
  }
  return gathered.open.empty() ? verdict : kNegative;
}

}  // namespace tieout::cli
