// A small exact arithmetic that can be read, evaluated and written out: what a figure is made of. Amounts are fen,
// every product is rounded to the fen (half away from zero), nothing else is rounded.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tieout/asset/origin.hpp"
#include "tieout/core/diagnostic.hpp"
#include "tieout/core/money.hpp"
#include "tieout/ledger/segment.hpp"

namespace tieout {

// Where a stated value was read: its row, and its column. Line 0: nowhere.
struct StatedAt {
  Origin origin;
  std::string field;
  bool known() const { return origin.line != 0; }
};

struct Expression {
  enum class Kind : std::uint8_t {
    amount,     // a figure that is not derived here; `label` says what it is
    reference,  // another derivation of the same explanation, by its key
    earlier,    // a figure of the row of an earlier year, by its key
    sum,        // of the operands, those marked `subtracted` with a minus
    product,    // round(first operand × numerator / denominator)
    least,      // the smallest operand
    greatest,   // the largest
  };
  Kind kind = Kind::sum;
  bool subtracted = false;  // as the operand of a sum
  Money value;              // of an amount as it stands, of everything else once it was evaluated
  Text label;
  StatedAt stated_at;
  std::string key;
  int year = 0;
  std::int64_t numerator = 1, denominator = 1;  // as people write them: 14/120, not 7/60
  ExactShare share;                             // instead, where 64 bits do not hold it
  std::vector<Expression> operands;
};

Expression amount(Money value, Text label, StatedAt stated_at = {});
Expression reference(std::string key);
Expression earlier(int year, std::string key, Money value);
Expression sum(std::vector<Expression> operands);  // of none: 0
Expression minus(Expression operand);              // as an operand of a sum
Expression product(Expression operand, std::int64_t numerator, std::int64_t denominator);
Expression product(Expression operand, Ratio ratio);
Expression product(Expression operand, ExactShare share);
Expression least(std::vector<Expression> operands);
Expression greatest(std::vector<Expression> operands);

// Computes `value` in every node; `value_of` gives that of a reference.
using ValueOf = std::function<Money(const std::string& key)>;
Money evaluate(Expression& expression, const ValueOf& value_of);

// "round((120,000.00 − 6,000.00) × 14/120) − …", of an evaluated expression.
std::string in_numbers(const Expression& expression);

}  // namespace tieout
