// The document tieout/impairment/1: units with their assets, as the contract has them, then what else there is to say.
#pragma once

#include <string>

#include "tieout/filing/impairment_test.hpp"
#include "writing/byte_sink.hpp"

namespace tieout::writing {

void write_impairment_json(const ImpairmentInput& input, const ImpairmentOutcome& outcome, ByteSink& out);

}  // namespace tieout::writing
