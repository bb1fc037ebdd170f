#include <fmt/format.h>

#include <set>

#include "writing/display_width.hpp"
#include "writing/explanation.hpp"

namespace tieout::writing {

namespace {

constexpr int kWidthUnknown = 100;
constexpr int kIndent = 2;

// What the operands of an expression are, each once, in the order met.
void collect_leaves(const Expression& expression, std::vector<const Expression*>& leaves) {
  if (!expression.operands.empty()) {
    for (const Expression& operand : expression.operands) collect_leaves(operand, leaves);
    return;
  }
  if (expression.kind == Expression::Kind::sum) return;
  for (const Expression* known : leaves) {
    if (known->kind == expression.kind && known->key == expression.key && known->value == expression.value &&
        known->label.en == expression.label.en) {
      return;
    }
  }
  leaves.push_back(&expression);
}

class TextWriter {
 public:
  TextWriter(const Explanation& explanation, const ExplanationOptions& options)
      : explanation_(explanation), options_(options), width_(options.width > 0 ? options.width : kWidthUnknown) {}

  std::string write() {
    heading();
    const Derivation* only = options_.key.empty() ? nullptr : explanation_.find(options_.key);
    if (only == nullptr) {
      for (const Choice& choice : explanation_.choices) write_choice(choice);
      for (const Derivation& figure : explanation_.figures) write_figure(figure);
    } else {
      for (const std::string& key : only->choices) write_choices_of(key);
      write_figure(*only);
    }
    return std::move(text_);
  }

 private:
  const std::string& say(const Text& text) const { return in(options_.language, text); }
  bool zh() const { return options_.language == Language::zh; }
  std::string colon() const { return zh() ? "：" : ": "; }

  void line(int level, std::string_view content) {
    const int indent = level * kIndent;
    for (const std::string& part : wrap(content, std::max(width_ - indent, 20))) {
      text_.append(static_cast<std::size_t>(indent), ' ');
      text_ += part;
      while (text_.ends_with(' ')) text_.pop_back();
      text_ += '\n';
    }
  }

  void heading() {
    std::string who = explanation_.asset;
    if (!explanation_.name.empty()) who += " " + explanation_.name;
    if (!explanation_.entity.empty())
      who += zh() ? "（" + explanation_.entity + "）" : " (" + explanation_.entity + ")";
    const std::string period = explanation_.last.month() == 12
                                   ? std::to_string(explanation_.year)
                                   : fmt::format("{}-01…{}", explanation_.year, to_string(explanation_.last));
    line(0, fmt::format("{}  {}", who, period));
    text_ += '\n';
  }

  void write_place(int level, const StatedAt& at) {
    if (!at.known() || !options_.place) return;
    const SourceSpan span = options_.place(at);
    const std::string place = place_text(span);
    if (place.empty()) return;
    if (span.excerpt.empty()) {
      line(level, fmt::format("{} {}", zh() ? "见" : "see", place));
    } else {
      line(level, fmt::format("{} {}  {} = {}", zh() ? "见" : "see", place, at.field, span.excerpt));
    }
  }

  void write_authorities(int level, const std::vector<Authority>& authorities) {
    for (const Authority& passage : authorities) {
      std::string text = fmt::format("{} {}", zh() ? "依据" : "under", say(passage.cite));
      if (!passage.label.empty()) text += colon() + "“" + passage.label + "”";
      if (!passage.rule.empty()) text += fmt::format("  [rules/{}:{}]", passage.rule, passage.line);
      if (passage.evidence == "memory") text += zh() ? "（凭记忆，待核对）" : " (from memory, to be checked)";
      line(level, text);
    }
  }

  void write_choices_of(const std::string& key) {
    for (const Choice& choice : explanation_.choices) {
      if (choice.key == key || choice.key.starts_with(key + "@")) write_choice(choice);
    }
  }

  void write_choice(const Choice& choice) {
    line(0, fmt::format("{}  {} = {}", choice.key, say(choice.title), choice.value));
    line(1, say(choice.why));
    write_authorities(1, choice.authorities);
    write_place(1, choice.stated_at);
    text_ += '\n';
  }

  void write_figure(const Derivation& figure) {
    line(0, fmt::format("{}  {} = {}", figure.key, say(figure.title),
                        figure.is_word() ? figure.word : to_grouped_string(figure.value)));
    write_body(1, figure);
    for (const Derivation* step : explanation_.steps_of(figure)) {
      if (!written_.insert(step->key).second) continue;
      line(2, fmt::format("{}  {} = {}", step->key, say(step->title), to_grouped_string(step->value)));
      write_body(3, *step);
    }
    text_ += '\n';
  }

  void write_body(int level, const Derivation& derivation) {
    line(level, say(derivation.formula));
    // A lone operand is its own line below.
    const std::vector<Expression>& operands = derivation.expression.operands;
    const bool lone = derivation.expression.kind == Expression::Kind::sum && operands.size() == 1 &&
                      !operands.front().subtracted && operands.front().operands.empty();
    if (!derivation.is_word() && !operands.empty() && !lone) {
      line(level, "= " + in_numbers(derivation.expression));
    }
    std::vector<const Expression*> leaves;
    collect_leaves(derivation.expression, leaves);
    for (const Expression* leaf : leaves) write_leaf(level + 1, *leaf);
    write_authorities(level, derivation.authorities);
    if (leaves.empty() || derivation.expression.kind != Expression::Kind::amount) {
      write_place(level, derivation.stated_at);
    }
  }

  void write_leaf(int level, const Expression& leaf) {
    const std::string value = to_grouped_string(leaf.value);
    if (leaf.kind == Expression::Kind::earlier) {
      line(level, fmt::format("{}{}{} {}", value, colon(), leaf.year, leaf.key));
      return;
    }
    if (leaf.kind == Expression::Kind::reference) {
      line(level, value + colon() + leaf.key);
      return;
    }
    line(level, value + colon() + say(leaf.label));
    write_place(level + 1, leaf.stated_at);
  }

  const Explanation& explanation_;
  const ExplanationOptions& options_;
  int width_;
  std::set<std::string> written_;
  std::string text_;
};

}  // namespace

std::string place_text(const SourceSpan& span) {
  if (span.file.empty()) return {};
  std::string text = span.file;
  if (!span.sheet.empty()) text += "[" + span.sheet + "]";
  if (span.line > 0) text += fmt::format(":{}", span.line);
  if (span.line > 0 && span.column > 0) text += fmt::format(":{}", span.column);
  return text;
}

std::string explanation_text(const Explanation& explanation, const ExplanationOptions& options) {
  return TextWriter(explanation, options).write();
}

}  // namespace tieout::writing
