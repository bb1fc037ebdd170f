#include "loading/rule_shapes.hpp"

#include <algorithm>

#include "tieout/reconcile/row_columns.hpp"

namespace tieout::loading {

namespace {

bool matches(std::string_view pattern, std::string_view id) {
  if (pattern.starts_with("**/")) {
    const std::string_view rest = pattern.substr(3);
    for (std::size_t slash = id.find('/'); slash != std::string_view::npos; slash = id.find('/', slash + 1)) {
      if (matches(rest, id.substr(slash + 1))) return true;
    }
    return false;
  }
  const std::size_t pattern_end = std::min(pattern.find('/'), pattern.size());
  const std::size_t id_end = std::min(id.find('/'), id.size());
  const std::string_view part = pattern.substr(0, pattern_end);
  if (part != "*" && part != id.substr(0, id_end)) return false;
  if (pattern_end == pattern.size() || id_end == id.size()) {
    return pattern_end == pattern.size() && id_end == id.size();
  }
  return matches(pattern.substr(pattern_end + 1), id.substr(id_end + 1));
}

using enum FieldKind;

// The keys of the reconciliation row, for the passages that stand behind its figures.
std::vector<std::string_view> row_keys() {
  std::vector<std::string_view> keys;
  for (const AmountColumn& column : kAmountColumns) keys.push_back(column.key);
  keys.insert(keys.end(), {"class", "adj_reason"});
  return keys;
}

std::vector<ParameterShape> regime_shapes() {
  return {
      {"**/regime", {{"basis", word, true, {"book", "tax"}}}, {}},
      {"**/charging-months/*",
       {},
       {{"starts", word, true, {"month-of", "month-after"}}, {"stops", word, true, {"month-of", "month-before"}}}},
      {"**/impairment", {}, {{"impairment", word, true, {"recognised", "not-recognised"}}}},
      {"**/deferred-tax", {}, {{"deferred_tax", word, true, {"recognised", "not-recognised"}}}},
      {"**/impairment-reversal", {}, {{"reversal", word, true, {"never", "within-cap"}}}},
      {"**/goodwill-reversal", {}, {{"reversal", word, true, {"barred", "as-other-assets"}}}},
      {"**/impairment-test/measure", {}, {{"measure", word, true, {"recoverable-amount", "fair-value"}}}},
      {"**/impairment-test/forecast", {}, {{"years", years}}},
      {"**/impairment-test/allocation", {}, {{"order", word, true, {"goodwill-first"}}}},
      {"**/impairment-test/corporate", {}, {{"unallocated", word, true, {"smallest-group"}}}},
      {"**/impairment-test/unit-reversal", {}, {{"order", word, true, {"pro-rata"}}}},
      {"**/held-back-charge", {}, {{"moves", word, true, {"tangible", "intangible", "deferred"}}}},
      {"**/figure/*", {{"figures", words, true, row_keys()}}, {}},
      {"**/equity-surplus", {}, {{"on_disposal", word, true, {"recycled", "kept"}}}},
  };
}

const std::vector<std::string_view> kEntityTypes = {"small-low-profit", "small-medium", "high-tech",
                                                    "technology-small-medium", "foreign-invested"};

std::vector<ParameterShape> tax_shapes() {
  return {
      {"**/minimum-life/*", {{"classes", classes}}, {{"months", months}}},
      {"**/contract-term/*", {{"classes", classes}}, {}},
      {"**/methods", {}, {{"requirement", word, true, {"election", "free"}}}},
      {"**/residual", {}, {{"change", word, true, {"never", "prospective"}}}},
      {"**/residual-rate/*",
       {{"entity_types", words, false, kEntityTypes}, {"classes", classes}},
       {{"at_least", ratio, false}, {"at_most", ratio, false}}},
      {"**/used-asset", {{"classes", classes}}, {{"remaining_life", word, true, {"minimum-less-age"}}}},
      {"**/life-transition",
       {{"classes", classes}},
       {{"remaining_life", word, true, {"new-minimum-less-age"}}, {"residual", word, true, {"may-be-reset", "stays"}}}},
      {"**/book-life", {}, {{"longer", word, true, {"holds"}}}},
      {"**/late-claim", {}, {{"years", years}}},
      {"**/annual-return", {}, {{"months", months}}},
      {"**/rate", {}, {{"rate", ratio}}},
      {"**/provisional-cost", {{"classes", classes}}, {{"months", months}}},
      {"**/major-repair", {{"classes", classes}}, {{"cost_share", ratio}, {"life_extension_months", months}}},
      {"**/treatment/*",
       {{"classes", classes, false}},
       {{"treatment",
         word,
         true,
         {"not-deductible", "not-depreciated", "deducted-on-disposal", "joins-new-cost", "joins-cost"}}}},
  };
}

std::vector<ParameterShape> election_shapes() {
  const FieldShape methods{
      "methods", words, true, {"straight-line", "double-declining", "sum-of-years", "one-time", "first-share"}};
  return {
      {"**/election/*",
       {},
       {methods,
        {"first_share", ratio, false},
        {"full_up_to_life_months", months, false},
        {"life_factor", ratio, false},
        {"life_months", months, false},
        {"residual", word, false, {"zero", "stated"}},
        {"extra_deduction_rate", ratio, false},
        {"taken_in", word, true, {"first-return", "any-return"}}}},
      {"**/election-ground/*",
       {{"elections", words},
        {"classes", classes},
        {"entity_types", words, false, kEntityTypes},
        {"places", words, false, {"hainan", "hengqin"}},
        {"condition", word, false, {"new", "used"}},
        {"assurance", both, false}},
       {{"unit_cost_above", yuan, false},
        {"unit_cost_at_most", yuan, false},
        {"industries", words, false},
        {"remaining_value_from", date, false}}},
      {"**/research-super-deduction/*",
       {{"entity_types", words, false, kEntityTypes},
        {"industries", words, false},
        {"excluded_industries", words, false}},
       {{"rate", ratio}}},
  };
}

// The options of a position are [[option]] tables; its rows say which is the default.
std::vector<ParameterShape> position_shapes() {
  return {{"**/position/*",
           {{"question", both}, {"default_reason", both}, {"touches_assets", flag}},
           {{"option", text}},
           true}};
}

std::vector<ParameterShape> finding_shapes() {
  return {{"findings/*",
           {{"why", both}, {"remedy", both}, {"evidence", both, false}, {"example", both}, {"regimes", words, false}},
           {{"severity", word, true, {"error", "warning", "note"}}}}};
}

}  // namespace

const std::vector<ParameterShape>& parameter_shapes() {
  static const std::vector<ParameterShape> shapes = [] {
    std::vector<ParameterShape> all = regime_shapes();
    for (const auto& more : {tax_shapes(), election_shapes(), position_shapes(), finding_shapes()}) {
      all.insert(all.end(), more.begin(), more.end());
    }
    return all;
  }();
  return shapes;
}

bool is_form(std::string_view name) { return matches("**/forms/*/*", name); }

const ParameterShape* shape_of(std::string_view id) {
  for (const ParameterShape& shape : parameter_shapes()) {
    if (matches(shape.pattern, id)) return &shape;
  }
  return nullptr;
}

}  // namespace tieout::loading
