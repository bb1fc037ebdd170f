#include "tieout/filing/deferred_tax_lines.hpp"

#include <optional>

namespace tieout {

namespace {

// A difference without a schedule, at the end of `known_in`; nothing, with the gap in `missing`, where no rate is
// known.
Money at_next_rate(Money difference, const std::vector<TaxRate>& rates, int known_in,
                   std::optional<MissingRate>& missing) {
  if (difference.is_zero()) return {};
  if (const auto rate = rate_in(rates, known_in + 1, known_in)) return scale(difference, *rate);
  missing = MissingRate{known_in + 1, known_in};
  return {};
}

// From the recognised differences of the row.
void measure_without_schedule(DeferredTaxYear& tax, const std::vector<TaxRate>& rates, int year) {
  tax.close = at_next_rate(tax.recognised_close, rates, year, tax.missing);
  tax.open = at_next_rate(tax.recognised_open, rates, year - 1, tax.missing);
  // The opening is re-measured at what the same year's rate, or that of the year after, is known to be now.
  if (!tax.open.is_zero()) tax.rate_effect = at_next_rate(tax.recognised_open, rates, year, tax.missing) - tax.open;
}

}  // namespace

DeferredTaxRow deferred_tax_of(const AdjustmentLine& line, const std::vector<TaxRate>& rates, int year) {
  const ReconciliationRow& figures = line.row();
  DeferredTaxRow row;
  row.take(figures, {});
  row.tax.recognised_close = figures.temp_diff_close - line.initial_close;
  row.tax.recognised_open = figures.temp_diff_open - line.initial_open;
  measure_without_schedule(row.tax, rates, year);
  return row;
}

DeferredTaxRow deferred_tax_of(const ProvisionLine& line, const std::vector<TaxRate>& rates, int year,
                               Language language) {
  DeferredTaxRow row;
  row.entity = line.entity;
  row.provision = line.kind;
  row.name = in(language, line.kind->label);
  if (!line.item.empty()) row.name += " " + line.item;
  row.temp_diff_open = line.temp_diff_open;
  row.temp_diff_close = line.temp_diff_close;
  row.natures[static_cast<std::size_t>(DifferenceNature::provision)] = line.temp_diff_close;
  row.book_profit = line.reversed - line.charged + line.sold;
  row.adj_total = line.adj_total();
  row.adj_permanent = line.adj_permanent;
  row.transferred = line.transferred;
  row.tax.recognised_open = line.temp_diff_open;
  row.tax.recognised_close = line.temp_diff_close;
  measure_without_schedule(row.tax, rates, year);
  return row;
}

}  // namespace tieout
