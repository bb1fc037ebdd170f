// The lifetime proof as tables: per asset, in total, and the reversal forecast.
#pragma once

#include <string>
#include <vector>

#include "tieout/filing/table.hpp"
#include "tieout/reconcile/lifetime.hpp"

namespace tieout {

struct ProvenAsset {
  std::string entity, asset, name;
  LifetimeProof proof;
};

// Sums over any number of assets; merged in order, so that lists stand in the order of the register.
class ProofTotals {
 public:
  void add(ProvenAsset asset);
  void merge(ProofTotals&& other);

  std::size_t assets() const { return assets_; }
  bool closed() const { return open_.empty(); }
  const std::vector<ProvenAsset>& open() const { return open_; }
  const std::vector<ProvenAsset>& open_at_disposal() const { return open_at_disposal_; }
  // Those whose treatment has a proof of its own.
  const std::vector<ProvenAsset>& treated() const { return treated_; }
  const LifetimeProof& total() const { return total_; }
  ReversalForecast& forecast() { return forecast_; }

  Table total_table() const;
  // The years from `from` on (0: all), with the difference carried forward at the end of each.
  Table forecast_table(int from) const;

 private:
  std::vector<ProvenAsset> open_, open_at_disposal_, treated_;
  LifetimeProof total_;
  ReversalForecast forecast_;
  std::size_t assets_ = 0;
};

// One row an asset; `standing` is the difference at the end of `year`, or of the last year where `year` is 0.
TableSchema proof_schema(int year);
void proof_cells(const ProvenAsset& asset, std::vector<Cell>& cells);
// Two columns more: `proof`, the codes of the treatments whose proof applies (ProofKind), and `proof_sum`, each proof
// as a sentence with its sums. `owner` keeps the texts.
void add_treatment_columns(TableSchema& schema);
void add_treatment_cells(const ProvenAsset& asset, Language language, Table& owner, std::vector<Cell>& cells);
// The same for people: one row a proof.
Table treatment_table(const std::vector<ProvenAsset>& assets, Language language);
// A list of assets as a table of that shape.
Table proof_table(std::string name, Text title, const std::vector<ProvenAsset>& assets, int year);

}  // namespace tieout
