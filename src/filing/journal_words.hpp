// What vouchers say. Inside filing/ only.
#pragma once

#include "tieout/asset/vocabulary.hpp"
#include "tieout/core/date.hpp"
#include "tieout/core/diagnostic.hpp"

namespace tieout::journal_words {

// "计提 2023 年 3 月折旧"; of the whole period where charges are not booked by month.
Text charge(Family family, Month month, bool monthly, Month last);
Text disposal(DisposalKind kind);

}  // namespace tieout::journal_words
