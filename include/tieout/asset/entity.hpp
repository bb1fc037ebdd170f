// The legal entity that files the return: facts on which elections and rates depend. A fact not stated is
// empty; an election that needs it is refused, never assumed.
#pragma once

#include <map>
#include <optional>
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
  std::string taxpayer_id;         // unified social credit code, 18 characters (GB 32100)
  std::string regime;              // book regime, "cn/cas"; empty: the run's
  std::string tax_regime;          // empty: the run's
  std::vector<std::string> types;  // small-low-profit, small-medium, high-tech, technology-small-medium
  std::string industry;
  std::string place;           // hainan, hengqin
  // First and last day of business; with them its first or last tax year may be shorter than a calendar year.
  std::optional<Date> started, closed;
  std::vector<TaxRate> rates;  // by `from`
  // Options chosen where the law is open, by id of the position (rules/position.hpp); the default elsewhere.
  std::map<std::string, std::string, std::less<>> positions;
};

}  // namespace tieout
