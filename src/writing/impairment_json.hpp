// The document tieout/impairment/1: units with their assets, as the contract has them, then what else there is to say.
#pragma once

#include <vector>

#include "tieout/filing/impairment_test.hpp"
#include "writing/byte_sink.hpp"
#include "writing/json.hpp"

namespace tieout::writing {

// `members` end the document.
void write_impairment_json(const ImpairmentInput& input, const ImpairmentOutcome& outcome,
                           const std::vector<JsonMember>& members, ByteSink& out);

}  // namespace tieout::writing
