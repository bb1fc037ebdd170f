#include <fmt/format.h>

#include "writing/explanation.hpp"
#include "writing/json.hpp"

namespace tieout::writing {

namespace {

// Members of one JSON object, in order.
class Members {
 public:
  Members& text(const char* key, std::string_view value) { return raw(key, json_string(value)); }
  Members& money(const char* key, Money value) { return raw(key, json_string(to_string(value))); }
  Members& number(const char* key, std::int64_t value) { return raw(key, std::to_string(value)); }
  Members& raw(const char* key, std::string_view value) {
    text_ += text_.empty() ? "{" : ",";
    append_json_string(text_, key);
    text_ += ':';
    text_ += value;
    return *this;
  }
  std::string done() const { return text_.empty() ? "{}" : text_ + "}"; }

 private:
  std::string text_;
};

template <typename Items, typename Write>
std::string list(const Items& items, Write write, const char* between = ",") {
  std::string text = "[";
  for (const auto& item : items) {
    if (text.size() > 1) text += between;
    text += write(item);
  }
  return text + "]";
}

class JsonWriter {
 public:
  explicit JsonWriter(const ExplanationOptions& options) : options_(options) {}

  std::string place(const StatedAt& at) const {
    if (!at.known() || !options_.place) return "null";
    const SourceSpan span = options_.place(at);
    if (span.file.empty()) return "null";
    Members members;
    members.text("file", span.file).text("sheet", span.sheet).number("row", span.line).number("column", span.column);
    members.text("field", at.field).text("text", span.excerpt);
    return members.done();
  }

  std::string authority(const Authority& passage) const {
    Members members;
    members.text("cite", say(passage.cite)).text("label", passage.label).text("rule", passage.rule);
    members.number("line", passage.line).text("evidence", passage.evidence);
    return members.done();
  }

  std::string authorities(const std::vector<Authority>& passages) const {
    return list(passages, [&](const Authority& passage) { return authority(passage); });
  }

  std::string expression(const Expression& e) const {
    using Kind = Expression::Kind;
    static constexpr const char* kNames[] = {"amount", "reference", "earlier", "sum", "product", "min", "max"};
    Members members;
    members.text("op", kNames[static_cast<std::size_t>(e.kind)]).money("value", e.value);
    if (e.subtracted) members.raw("subtracted", "true");
    if (e.kind == Kind::amount) members.text("label", say(e.label)).raw("source", place(e.stated_at));
    if (e.kind == Kind::reference || e.kind == Kind::earlier) members.text("key", e.key);
    if (e.kind == Kind::earlier) members.number("year", e.year);
    if (e.kind == Kind::product) {
      members.text("numerator", e.share.empty() ? std::to_string(e.numerator) : e.share.numerator);
      members.text("denominator", e.share.empty() ? std::to_string(e.denominator) : e.share.denominator);
    }
    if (!e.operands.empty()) {
      members.raw("operands", list(e.operands, [&](const Expression& operand) { return expression(operand); }));
    }
    return members.done();
  }

  std::string derivation(const Derivation& d) const {
    Members members;
    members.text("key", d.key).text("title", say(d.title));
    if (d.is_word()) {
      members.text("value", d.word == "—" ? "" : d.word);
    } else {
      members.money("value", d.value);
    }
    members.text("formula", say(d.formula));
    if (!d.is_word()) members.text("numbers", in_numbers(d.expression)).raw("expression", expression(d.expression));
    members.raw("choices", list(d.choices, [](const std::string& key) { return json_string(key); }));
    members.raw("authorities", authorities(d.authorities)).raw("source", place(d.stated_at));
    return members.done();
  }

  std::string choice(const Choice& c) const {
    Members members;
    members.text("key", c.key).text("title", say(c.title)).text("value", c.value).text("why", say(c.why));
    members.raw("authorities", authorities(c.authorities)).raw("source", place(c.stated_at));
    return members.done();
  }

 private:
  const std::string& say(const Text& text) const { return in(options_.language, text); }
  const ExplanationOptions& options_;
};

}  // namespace

std::string explanation_json(const Explanation& explanation, const ExplanationOptions& options) {
  const JsonWriter writer(options);
  const Derivation* only = options.key.empty() ? nullptr : explanation.find(options.key);
  std::vector<const Derivation*> figures, steps;
  std::vector<const Choice*> choices;
  if (only != nullptr) {
    figures.push_back(only);
    steps = explanation.steps_of(*only);
  } else {
    for (const Derivation& figure : explanation.figures) figures.push_back(&figure);
    for (const Derivation& step : explanation.steps) steps.push_back(&step);
  }
  for (const Choice& choice : explanation.choices) {
    const std::string base = choice.key.substr(0, choice.key.find('@'));
    bool wanted = only == nullptr;
    if (only != nullptr) {
      for (const std::string& key : only->choices) wanted = wanted || key == base;
    }
    if (wanted) choices.push_back(&choice);
  }
  const auto derivation = [&](const Derivation* d) { return writer.derivation(*d); };
  Members members;
  members.text("schema", "tieout/explanation/1").text("entity", explanation.entity).text("asset", explanation.asset);
  members.text("name", explanation.name).number("year", explanation.year);
  members.text("through", to_string(explanation.last));
  for (const JsonMember& member : options.law) members.raw(member.key.c_str(), member.value);
  members.raw("choices", list(
                             choices, [&](const Choice* choice) { return writer.choice(*choice); }, ",\n"));
  members.raw("figures", list(figures, derivation, ",\n"));
  members.raw("steps", list(steps, derivation, ",\n"));
  return members.done() + "\n";
}

}  // namespace tieout::writing
