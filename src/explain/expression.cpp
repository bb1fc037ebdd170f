#include "tieout/explain/expression.hpp"

#include <algorithm>

#include "tieout/core/invariant.hpp"

namespace tieout {

namespace {

using Kind = Expression::Kind;

Expression of(Kind kind, std::vector<Expression> operands) {
  Expression expression;
  expression.kind = kind;
  expression.operands = std::move(operands);
  return expression;
}

Expression one(Kind kind, Expression operand) {
  std::vector<Expression> operands;
  operands.push_back(std::move(operand));
  return of(kind, std::move(operands));
}

Money combine(const Expression& e) {
  switch (e.kind) {
    case Kind::product:
      return e.share.empty() ? scale(e.operands.front().value, e.numerator, e.denominator)
                             : scale(e.operands.front().value, e.share);
    case Kind::least:
    case Kind::greatest: {
      Money best = e.operands.front().value;
      for (const Expression& operand : e.operands) {
        best = e.kind == Kind::least ? std::min(best, operand.value) : std::max(best, operand.value);
      }
      return best;
    }
    default: {
      Money total;
      for (const Expression& operand : e.operands) total += operand.subtracted ? -operand.value : operand.value;
      return total;
    }
  }
}

// A sum needs brackets inside a product; a lone operand without a minus does not.
bool is_compound(const Expression& e) {
  return e.kind == Kind::sum && (e.operands.size() > 1 || (e.operands.size() == 1 && e.operands.front().subtracted));
}

std::string signed_amount(Money value) {
  std::string text = to_grouped_string(value);
  return value < Money{} ? "(" + text + ")" : text;
}

std::string joined(const Expression& e, const char* name) {
  std::string text = name;
  text += '(';
  for (std::size_t i = 0; i < e.operands.size(); ++i) {
    if (i > 0) text += "; ";
    text += in_numbers(e.operands[i]);
  }
  return text + ')';
}

std::string sum_in_numbers(const Expression& e) {
  if (e.operands.empty()) return to_grouped_string(Money{});
  std::string text;
  for (const Expression& operand : e.operands) {
    const bool first = text.empty();
    if (operand.subtracted) {
      text += first ? "−" : " − ";
    } else if (!first) {
      text += " + ";
    }
    const std::string inner = in_numbers(operand);
    const bool brackets = is_compound(operand) && (operand.subtracted || !first);
    text += brackets ? "(" + inner + ")" : inner;
  }
  return text;
}

std::string product_in_numbers(const Expression& e) {
  const Expression& operand = e.operands.front();
  std::string inner = in_numbers(operand);
  if (is_compound(operand)) inner = "(" + inner + ")";
  if (!e.share.empty()) return "round(" + inner + " × " + e.share.numerator + "/" + e.share.denominator + ")";
  // A whole number of times needs no rounding.
  if (e.denominator == 1) return inner + " × " + std::to_string(e.numerator);
  return "round(" + inner + " × " + std::to_string(e.numerator) + "/" + std::to_string(e.denominator) + ")";
}

}  // namespace

Expression amount(Money value, Text label, StatedAt stated_at) {
  Expression expression = of(Kind::amount, {});
  expression.value = value;
  expression.label = std::move(label);
  expression.stated_at = std::move(stated_at);
  return expression;
}

Expression reference(std::string key) {
  Expression expression = of(Kind::reference, {});
  expression.key = std::move(key);
  return expression;
}

Expression earlier(int year, std::string key, Money value) {
  Expression expression = of(Kind::earlier, {});
  expression.year = year;
  expression.key = std::move(key);
  expression.value = value;
  return expression;
}

Expression sum(std::vector<Expression> operands) { return of(Kind::sum, std::move(operands)); }

Expression minus(Expression operand) {
  operand.subtracted = true;
  return operand;
}

Expression product(Expression operand, std::int64_t numerator, std::int64_t denominator) {
  Expression expression = one(Kind::product, std::move(operand));
  expression.numerator = numerator;
  expression.denominator = denominator;
  return expression;
}

Expression product(Expression operand, Ratio ratio) {
  return product(std::move(operand), ratio.numerator(), ratio.denominator());
}

Expression product(Expression operand, ExactShare share) {
  Expression expression = one(Kind::product, std::move(operand));
  expression.share = std::move(share);
  return expression;
}

Expression least(std::vector<Expression> operands) { return of(Kind::least, std::move(operands)); }
Expression greatest(std::vector<Expression> operands) { return of(Kind::greatest, std::move(operands)); }

Money evaluate(Expression& expression, const ValueOf& value_of) {
  switch (expression.kind) {
    case Kind::amount:
    case Kind::earlier:
      return expression.value;
    case Kind::reference:
      return expression.value = value_of(expression.key);
    default:
      break;
  }
  for (Expression& operand : expression.operands) evaluate(operand, value_of);
  const bool needs_one = expression.kind != Kind::sum;
  if (needs_one && expression.operands.empty()) {
    throw InvariantViolation("explanation", "an expression without an operand");
  }
  return expression.value = combine(expression);
}

std::string in_numbers(const Expression& e) {
  switch (e.kind) {
    case Kind::sum:
      return sum_in_numbers(e);
    case Kind::product:
      return product_in_numbers(e);
    case Kind::least:
      return joined(e, "min");
    case Kind::greatest:
      return joined(e, "max");
    default:
      return signed_amount(e.value);
  }
}

}  // namespace tieout
