// The legal entity that files the return: facts on which elections and rates depend. A fact not stated is
// empty; an election that needs it is refused, never assumed.
#pragma once

#include <string>
#include <vector>

#include "tieout/core/date.hpp"
#include "tieout/core/ratio.hpp"

namespace tieout {

// A tax rate in force from a date, known since its enactment.
struct TaxRate {
  Date from;
  Date enacted;
  Ratio rate;
};

struct Entity {
  std::string id;
  std::string name;
  std::vector<std::string> types;  // small-low-profit, small-medium, high-tech
  std::string industry;
  std::string place;  // hainan, hengqin
  std::vector<TaxRate> rates;
};

}  // namespace tieout
