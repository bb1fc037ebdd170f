#include "writing/explanation.hpp"

namespace tieout::writing {

namespace {

class TableMaker {
 public:
  explicit TableMaker(const ExplanationOptions& options) : options_(options) {
    table_.schema = {"explanation", {"推导", "Explanation"}, {}};
    table_.schema.columns = {{"kind", {"类型", "Kind"}},       {"key", {"键", "Key"}},
                             {"title", {"名称", "Title"}},     {"value", {"值", "Value"}},
                             {"formula", {"算法", "Formula"}}, {"numbers", {"算式", "Numbers"}},
                             {"law", {"依据", "Law"}},         {"place", {"出处", "Place"}}};
  }

  void choice(const Choice& c) { row("choice", c.key, c.title, c.value, c.why, "", c.authorities, c.stated_at); }
  void derivation(const char* kind, const Derivation& d) {
    row(kind, d.key, d.title, d.is_word() ? d.word : to_string(d.value), d.formula,
        d.is_word() ? "" : in_numbers(d.expression), d.authorities, d.stated_at);
  }
  Table take() { return std::move(table_); }

 private:
  const std::string& say(const Text& text) const { return in(options_.language, text); }
  Cell keep(std::string text) { return Cell::of(table_.keep(std::move(text))); }

  void row(const char* kind, const std::string& key, const Text& title, const std::string& value, const Text& formula,
           const std::string& numbers, const std::vector<Authority>& passages, const StatedAt& at) {
    std::string law;
    for (const Authority& passage : passages) law += (law.empty() ? "" : "; ") + say(passage.cite);
    const std::string place = at.known() && options_.place ? place_text(options_.place(at)) : std::string();
    table_.rows.push_back({keep(kind), keep(key), keep(say(title)), keep(value), keep(say(formula)), keep(numbers),
                           keep(law), keep(place)});
  }

  const ExplanationOptions& options_;
  Table table_;
};

}  // namespace

Table explanation_table(const Explanation& explanation, const ExplanationOptions& options) {
  TableMaker maker(options);
  const Derivation* only = options.key.empty() ? nullptr : explanation.find(options.key);
  if (only != nullptr) {
    maker.derivation("figure", *only);
    for (const Derivation* step : explanation.steps_of(*only)) maker.derivation("step", *step);
    return maker.take();
  }
  for (const Choice& choice : explanation.choices) maker.choice(choice);
  for (const Derivation& figure : explanation.figures) maker.derivation("figure", figure);
  for (const Derivation& step : explanation.steps) maker.derivation("step", step);
  return maker.take();
}

}  // namespace tieout::writing
