#include "filing/unrecognised_difference.hpp"

#include <algorithm>

namespace tieout {

namespace {

// Fair-value changes are no part of what was recognised at first.
Money at_cost(const Layers& layers) { return layers.cost - layers.accumulated - layers.provision; }

struct Sums {
  Money cost_open, open, added, disposed, cost_disposed, cost_close, close;
};

Sums sums_of(const AssetYear& year, Basis basis) {
  Sums sums;
  for (const RollForwardLine& line : year.roll_forward) {
    if (line.basis != basis) continue;
    sums.cost_open += line.open.cost;
    sums.open += at_cost(line.open);
    sums.added += at_cost(line.added);
    sums.disposed += at_cost(line.disposed);
    sums.cost_disposed += line.disposed.cost;
    sums.cost_close += line.close.cost;
    sums.close += at_cost(line.close);
  }
  return sums;
}

// amount × part / whole, the share kept within 0 and 1.
Money share(Money amount, Money part, Money whole) {
  if (whole <= Money{} || part <= Money{}) return {};
  return part >= whole ? amount : scale(amount, part.fen(), whole.fen());
}

}  // namespace

Money UnrecognisedDifference::in_residual(const AssetYear& year, Basis basis, Money amount) {
  const Money more = basis == Basis::book ? year.book_terms.residual - year.tax_terms.residual
                                          : year.tax_terms.residual - year.book_terms.residual;
  return std::clamp(more, Money{}, amount);
}

void UnrecognisedDifference::Excess::add(Money amount, Money residual_part) {
  charged += amount - residual_part;
  residual += residual_part;
}

void UnrecognisedDifference::Excess::run(Money open, Money close, Money disposed, Money cost_close, Money cost_disposed,
                                         Money residual_close) {
  const Money cost = cost_close + cost_disposed;
  // As the residual was before a part was disposed of.
  const Money before =
      cost_close.is_zero() ? Money{} : scale(residual_close, cost.fen(), std::max<std::int64_t>(cost_close.fen(), 1));
  charged = share(share(charged, close + disposed - before, open - before), cost_close, cost);
  residual = share(residual, cost_close, cost);
  limit = std::max(close, Money{});
}

void UnrecognisedDifference::begin(const AssetYear& first, bool taken_over) {
  fresh_ = !taken_over;
  if (!taken_over) return;
  const Sums book = sums_of(first, Basis::book), tax = sums_of(first, Basis::tax);
  const Money more = tax.cost_open - book.cost_open;
  const Basis basis = more > Money{} ? Basis::tax : Basis::book;
  const Sums& sums = basis == Basis::tax ? tax : book;
  const Money amount = more > Money{} ? more : -more;
  const Money kept = in_residual(first, basis, amount);
  const Money residual = basis == Basis::tax ? first.tax_terms.residual : first.book_terms.residual;
  Excess& excess = basis == Basis::tax ? tax_ : book_;
  excess.add(share(amount - kept, sums.open - residual, sums.cost_open - residual) + kept, kept);
  excess.limit = std::max(sums.open, Money{});
}

void UnrecognisedDifference::run(const AssetYear& year) {
  const Money initial = year.row.temp_diff_initial;
  const Basis basis = initial > Money{} ? Basis::tax : Basis::book;
  const Money amount = initial > Money{} ? initial : -initial;
  const Money kept = fresh_ ? in_residual(year, basis, amount) : Money{};
  fresh_ = false;
  (basis == Basis::tax ? tax_ : book_).add(amount, kept);
  for (const Basis side : {Basis::book, Basis::tax}) {
    const Sums sums = sums_of(year, side);
    const Money residual = side == Basis::tax ? year.tax_terms.residual : year.book_terms.residual;
    (side == Basis::tax ? tax_ : book_)
        .run(sums.open + sums.added, sums.close, sums.disposed, sums.cost_close, sums.cost_disposed, residual);
  }
}

}  // namespace tieout
