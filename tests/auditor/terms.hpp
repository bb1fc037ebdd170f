// From what the asset states and the rules say to the terms with which each basis begins.
#pragma once

#include <cstdint>

#include "model.hpp"
#include "projection.hpp"

namespace tieout::auditor {

// The first month of the projections: take-over, or recognition.
Month first_month(const Asset& asset);

Projection starting_book(const Asset& asset, const World& world);

// How the tax life hangs on the book life after the start.
struct TaxLife {
  bool automatic = false;
  int floor = 0;     // statutory minimum, or 0
  int contract = 0;  // a term that decides alone, or 0
  // The automatic life for a book life of `book_life` months (0 = none).
  int read(int book_life) const;
};

struct StartingTax {
  Projection basis;
  TaxLife life;
};

// `general`: as if nothing had been elected.
StartingTax starting_tax(const Asset& asset, const World& world, const Projection& book, bool general);

}  // namespace tieout::auditor
