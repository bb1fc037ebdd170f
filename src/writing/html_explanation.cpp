#include "writing/html_explanation.hpp"

namespace tieout::writing {

namespace {

using Kind = Expression::Kind;

class PageWriter {
 public:
  PageWriter(const ExplanationOptions& options, PageStrings& strings) : options_(options), strings_(strings) {}

  std::string choice(const Choice& c) {
    return "[" + number(c.key) + "," + number(say(c.title)) + "," + page_string(c.value) + "," + number(say(c.why)) +
           "," + authorities(c.authorities) + "," + place(c.stated_at) + "]";
  }

  std::string derivation(const Derivation& d) {
    std::string out = "[" + number(d.key) + "," + number(say(d.title)) + ",";
    out += d.is_word() ? page_string(d.word) : amount(d.value);
    out += "," + number(say(d.formula)) + ",";
    out += d.is_word() || lone(d.expression) ? "\"\"" : page_string(in_numbers(d.expression));
    std::vector<const Expression*> leaves;
    collect(d.expression, leaves);
    out += "," + list(leaves, [&](const Expression* leaf) { return operand(*leaf); });
    out += "," + authorities(d.authorities);
    out += "," + list(d.choices, [&](const std::string& key) { return number(key); });
    return out + "," + place(d.stated_at) + "]";
  }

  template <typename Items, typename Write>
  static std::string list(const Items& items, Write write) {
    std::string out = "[";
    for (const auto& item : items) {
      if (out.size() > 1) out += ',';
      out += write(item);
    }
    return out + "]";
  }

 private:
  const std::string& say(const Text& text) const { return in(options_.language, text); }
  std::string number(std::string_view text) { return std::to_string(strings_.index_of(text)); }
  static std::string amount(Money value) {
    std::string out;
    append_page_number(out, value.fen());
    return out;
  }

  // Its only operand says it all.
  static bool lone(const Expression& e) { return e.operands.empty() || (e.operands.size() == 1 && plain(e)); }
  static bool plain(const Expression& e) {
    return e.kind == Kind::sum && !e.operands.front().subtracted && e.operands.front().operands.empty();
  }

  static void collect(const Expression& e, std::vector<const Expression*>& leaves) {
    for (const Expression& operand : e.operands) collect(operand, leaves);
    if (!e.operands.empty() || e.kind == Kind::sum) return;
    for (const Expression* known : leaves) {
      if (known->kind == e.kind && known->key == e.key && known->value == e.value && known->year == e.year &&
          known->label.en == e.label.en) {
        return;
      }
    }
    leaves.push_back(&e);
  }

  std::string operand(const Expression& e) {
    if (e.kind == Kind::reference) return "[1," + amount(e.value) + "," + number(e.key) + "]";
    if (e.kind == Kind::earlier) {
      return "[2," + amount(e.value) + "," + number(e.key) + "," + std::to_string(e.year) + "]";
    }
    return "[0," + amount(e.value) + "," + number(say(e.label)) + "," + place(e.stated_at) + "]";
  }

  std::string authorities(const std::vector<Authority>& passages) {
    return list(passages, [&](const Authority& passage) {
      // Unit separators part what the page shows in four places.
      const std::string rule = passage.rule.empty() ? "" : passage.rule + ":" + std::to_string(passage.line);
      return number(say(passage.cite) + "\x1f" + passage.label + "\x1f" + rule + "\x1f" + passage.evidence);
    });
  }

  std::string place(const StatedAt& at) {
    if (!at.known() || !options_.place) return "null";
    const SourceSpan span = options_.place(at);
    if (span.file.empty()) return "null";
    const std::string file = span.file + (span.sheet.empty() ? "" : "[" + span.sheet + "]");
    return "[" + number(file) + "," + std::to_string(span.line) + "," + std::to_string(span.column) + "," +
           page_string(span.excerpt) + "]";
  }

  const ExplanationOptions& options_;
  PageStrings& strings_;
};

}  // namespace

std::string page_explanation(const Explanation& explanation, const ExplanationOptions& options, PageStrings& strings) {
  PageWriter writer(options, strings);
  const auto derivation = [&](const Derivation& d) { return writer.derivation(d); };
  std::string out =
      "{\"choices\":" + PageWriter::list(explanation.choices, [&](const Choice& c) { return writer.choice(c); });
  out += ",\"figures\":" + PageWriter::list(explanation.figures, derivation);
  out += ",\"steps\":" + PageWriter::list(explanation.steps, derivation);
  return out + "}";
}

}  // namespace tieout::writing
