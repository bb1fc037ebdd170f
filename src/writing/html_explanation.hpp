// An Explanation as part of an HTML report: what recurs (words, articles, files) is named by number.
#pragma once

#include <string>

#include "tieout/explain/explanation.hpp"
#include "writing/explanation.hpp"
#include "writing/html_values.hpp"

namespace tieout::writing {

// {"choices":[[key, title, value, why, [authority], place]],
//  "figures":[[key, title, value, formula, numbers, [operand], [authority], [choice], place]], "steps":[likewise]}
// Titles, sentences and authorities are numbers of `strings`; `value` is fen or a word; an operand is
// [0, value, label, place], [1, value, key] (a figure or step of this explanation) or [2, value, key, year]; a place is
// [file, row, column, text] or null.
std::string page_explanation(const Explanation& explanation, const ExplanationOptions& options, PageStrings& strings);

}  // namespace tieout::writing
