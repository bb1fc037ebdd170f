#include "tieout/filing/proof_tables.hpp"

#include <iterator>
#include <utility>

#include "tieout/filing/treatment_proof_text.hpp"

namespace tieout {

void ProofTotals::add(ProvenAsset asset) {
  const LifetimeProof& proof = asset.proof;
  ++assets_;
  total_.adjustments += proof.adjustments;
  total_.permanent += proof.permanent;
  total_.initial += proof.initial;
  total_.equity += proof.equity;
  total_.opening += proof.opening;
  total_.remaining += proof.remaining;
  total_.standing += proof.standing;
  if (!treatment_proofs(proof).empty()) treated_.push_back(asset);
  if (!proof.closed()) {
    open_.push_back(std::move(asset));
  } else if (!proof.remaining.is_zero()) {
    open_at_disposal_.push_back(std::move(asset));
  }
}

void ProofTotals::merge(ProofTotals&& other) {
  auto append = [](std::vector<ProvenAsset>& mine, std::vector<ProvenAsset>& theirs) {
    mine.insert(mine.end(), std::make_move_iterator(theirs.begin()), std::make_move_iterator(theirs.end()));
  };
  append(open_, other.open_);
  append(open_at_disposal_, other.open_at_disposal_);
  append(treated_, other.treated_);
  assets_ += other.assets_;
  total_.adjustments += other.total_.adjustments;
  total_.permanent += other.total_.permanent;
  total_.initial += other.total_.initial;
  total_.equity += other.total_.equity;
  total_.opening += other.total_.opening;
  total_.remaining += other.total_.remaining;
  total_.standing += other.total_.standing;
  forecast_.merge(other.forecast_);
}

TableSchema proof_schema(int year) {
  Text standing{"末年差异", "Difference at the last year"};
  if (year > 0) standing = {std::to_string(year) + " 年末差异", "Difference at end of " + std::to_string(year)};
  TableSchema schema{"proof", {"逐项资产全生命周期验证", "Lifetime proof by asset"}, {}};
  schema.columns = {{"entity", {"核算主体", "Entity"}},
                    {"asset", {"资产编号", "Asset"}},
                    {"name", {"资产名称", "Name"}},
                    {"adjustments", {"纳税调整合计", "Adjustments"}, CellKind::money},
                    {"permanent", {"其中永久性", "Of which permanent"}, CellKind::money},
                    {"temp_diff_open", {"接管时差异", "Taken over"}, CellKind::money},
                    {"temp_diff_initial", {"初始确认差异", "Initial"}, CellKind::money},
                    {"temp_diff_equity", {"计入权益", "Equity"}, CellKind::money},
                    {"standing", standing, CellKind::money},
                    {"last_reversal", {"最后转回年度", "Last reversal"}, CellKind::integer},
                    {"remaining", {"处置时转回", "Open until disposal"}, CellKind::money}};
  return schema;
}

void proof_cells(const ProvenAsset& asset, std::vector<Cell>& cells) {
  const LifetimeProof& proof = asset.proof;
  cells = {Cell::of(std::string_view(asset.entity)),
           Cell::of(std::string_view(asset.asset)),
           Cell::of(std::string_view(asset.name)),
           Cell::of(proof.adjustments),
           Cell::of(proof.permanent),
           Cell::of(proof.opening),
           Cell::of(proof.initial),
           Cell::of(proof.equity),
           Cell::of(proof.standing),
           proof.last_reversal == 0 ? Cell{} : Cell::of(proof.last_reversal),
           Cell::of(proof.remaining)};
}

void add_treatment_columns(TableSchema& schema) {
  schema.columns.push_back({"proof", {"适用的验证", "Proof"}});
  schema.columns.push_back({"proof_sum", {"验证算式", "Proof, evaluated"}});
}

void add_treatment_cells(const ProvenAsset& asset, Language language, Table& owner, std::vector<Cell>& cells) {
  std::string codes, sentences;
  for (const TreatmentProof& found : treatment_proofs(asset.proof)) {
    codes += (codes.empty() ? "" : ";") + std::string(name_of(found.kind));
    sentences += (sentences.empty() ? "" : " | ") + in(language, proof_sentence(found, asset.proof));
  }
  owner.texts.clear();
  cells.push_back(Cell::of(owner.keep(std::move(codes))));
  cells.push_back(Cell::of(owner.keep(std::move(sentences))));
}

Table treatment_table(const std::vector<ProvenAsset>& assets, Language language) {
  Table table;
  table.schema = {"treatments", {"特殊税务处理的验证", "Proofs by treatment"}, {}};
  table.schema.columns = {{"entity", {"核算主体", "Entity"}},
                          {"asset", {"资产编号", "Asset"}},
                          {"treatment", {"税务处理", "Treatment"}},
                          {"holds", {"成立", "Holds"}},
                          {"proof_sum", {"验证算式", "Proof, evaluated"}}};
  const Text yes{"是", "yes"}, no{"否", "no"};
  for (const ProvenAsset& asset : assets) {
    for (const TreatmentProof& found : treatment_proofs(asset.proof)) {
      table.rows.push_back({Cell::of(table.keep(asset.entity)), Cell::of(table.keep(asset.asset)),
                            Cell::of(table.keep(in(language, proof_title(found.kind)))),
                            Cell::of(table.keep(in(language, found.holds ? yes : no))),
                            Cell::of(table.keep(in(language, proof_sentence(found, asset.proof))))});
    }
  }
  return table;
}

Table proof_table(std::string name, Text title, const std::vector<ProvenAsset>& assets, int year) {
  Table table;
  table.schema = proof_schema(year);
  table.schema.name = std::move(name);
  table.schema.title = std::move(title);
  for (const ProvenAsset& asset : assets) proof_cells(asset, table.rows.emplace_back());
  return table;
}

Table ProofTotals::total_table() const {
  Table table;
  table.schema = {"proof-total", {"全生命周期验证合计", "Lifetime proof, total"}, {}};
  table.schema.columns = {{"adjustments", {"纳税调整合计", "Adjustments"}, CellKind::money},
                          {"permanent", {"其中永久性", "Of which permanent"}, CellKind::money},
                          {"temp_diff_open", {"接管时差异", "Taken over"}, CellKind::money},
                          {"temp_diff_initial", {"初始确认差异", "Initial"}, CellKind::money},
                          {"temp_diff_equity", {"计入权益", "Equity"}, CellKind::money},
                          {"remaining", {"处置时转回", "Open until disposal"}, CellKind::money}};
  table.rows.push_back({Cell::of(total_.adjustments), Cell::of(total_.permanent), Cell::of(total_.opening),
                        Cell::of(total_.initial), Cell::of(total_.equity), Cell::of(total_.remaining)});
  return table;
}

Table ProofTotals::forecast_table(int from) const {
  Table table;
  table.schema = {"forecast", {"暂时性差异转回预测", "Reversal forecast"}, {}};
  table.schema.columns = {{"year", {"年度", "Year"}, CellKind::integer},
                          {"adjustment", {"暂时性差异纳税调整", "Temporary adjustments"}, CellKind::money},
                          {"temp_diff_close", {"期末暂时性差异", "Temporary difference, closing"}, CellKind::money}};
  Money carried;
  int year = forecast_.first_year();
  for (const ReversalForecast::Year& sums : forecast_.years()) {
    carried += sums.moved;
    if (year >= from) table.rows.push_back({Cell::of(year), Cell::of(sums.adjustment), Cell::of(carried)});
    ++year;
  }
  return table;
}

}  // namespace tieout
