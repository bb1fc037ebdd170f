// The methods that exist, each defined in its own file.
#pragma once

#include "tieout/ledger/segment.hpp"

namespace tieout {

extern const MethodRule kStraightLine;
extern const MethodRule kDoubleDeclining;
extern const MethodRule kDoubleDecliningMonthly;
extern const MethodRule kSumOfYears;
extern const MethodRule kUnitsOfProduction;
extern const MethodRule kOneTime;
extern const MethodRule kFirstShare;
extern const MethodRule kNoCharge;

}  // namespace tieout
