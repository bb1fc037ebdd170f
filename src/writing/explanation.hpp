// An Explanation as text for people, as JSON and as a table. Places are looked up by the caller, who knows the files.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tieout/explain/explanation.hpp"
#include "tieout/filing/table.hpp"
#include "writing/json.hpp"

namespace tieout::writing {

struct ExplanationOptions {
  Language language = Language::zh;
  int width = 0;    // of the terminal; 0: 100 columns
  std::string key;  // this figure alone; empty: all
  // The place of a stated value; its excerpt is the cell's text, empty where the value does not stand in a cell.
  std::function<SourceSpan(const StatedAt&)> place;
  std::vector<JsonMember> law;  // further members of the JSON document, before the choices
};

// A headline per figure, its arithmetic, what the operands are, and the steps behind them, indented. A step is written
// out under the first figure that needs it.
std::string explanation_text(const Explanation& explanation, const ExplanationOptions& options);

// {"schema":"tieout/explanation/1", …, "choices":[…],"figures":[…],"steps":[…]}
std::string explanation_json(const Explanation& explanation, const ExplanationOptions& options);

// One row a choice, figure and step.
Table explanation_table(const Explanation& explanation, const ExplanationOptions& options);

// "assets.xlsx[卡片]:14:7"; empty where nothing is known.
std::string place_text(const SourceSpan& span);

}  // namespace tieout::writing
