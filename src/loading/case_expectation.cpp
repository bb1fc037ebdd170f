#include "loading/case_expectation.hpp"

#include <algorithm>

#include "loading/case_nodes.hpp"
#include "tieout/reconcile/row_columns.hpp"

namespace tieout::loading {

namespace {

constexpr std::string_view kDeferredTaxKeys[] = {"deferred_tax_open", "deferred_tax_close", "deferred_tax_movement",
                                                 "deferred_tax_rate_effect"};
constexpr std::string_view kExpectedWords[] = {"name", "class", "adj_reason"};

bool one_of(const auto& list, std::string_view text) {
  return std::find(std::begin(list), std::end(list), text) != std::end(list);
}

bool is_amount_key(std::string_view key) {
  return one_of(kDeferredTaxKeys, key) ||
         std::any_of(kAmountColumns.begin(), kAmountColumns.end(), [&](const AmountColumn& c) { return c.key == key; });
}

std::vector<std::string> expectation_keys() {
  std::vector<std::string> keys{"asset",   "entity", "year",  "error",  "finding",     "no_finding",
                                "amount",  "rule",   "on",    "value",  "provision",   "item",
                                "voucher", "date",   "debit", "credit", "deferred_tax"};
  for (const std::string_view key : kExpectedWords) keys.emplace_back(key);
  for (const AmountColumn& column : kAmountColumns) keys.emplace_back(column.key);
  for (const std::string_view key : kDeferredTaxKeys) keys.emplace_back(key);
  return keys;
}

class ExpectationReader : CaseNodes {
 public:
  ExpectationReader(const std::string& path, Diagnostics& diagnostics) : CaseNodes(path, diagnostics) {}

  Expectation read(const TomlNode& node) {
    of_statement_ = node.find("provision") != nullptr || node.find("deferred_tax") != nullptr;
    expectation_.line = node.line;
    for (const auto& [key, value] : node.members) take(key, value);
    return std::move(expectation_);
  }

 private:
  void take(const std::string& key, const TomlNode& value) {
    if (key == "debit" || key == "credit") {
      return take_postings(value, key == "debit" ? expectation_.debit : expectation_.credit);
    }
    std::string found;
    if (!text(value, {key}, found)) return;
    if (std::string* word = word_of(key)) {
      *word = found;
    } else if (key == "on" || key == "date") {
      if (Date day; date(value, {key}, day)) (key == "on" ? expectation_.on : expectation_.date) = day;
    } else if (key == "amount") {
      if (const auto amount = amount_of(value, key, found)) expectation_.amount = *amount;
    } else if (key == "year") {
      take_year(value, found);
    } else if (one_of(kExpectedWords, key)) {
      expectation_.figures.emplace_back(key, found);
    } else if (is_amount_key(key) || of_statement_) {
      if (const auto amount = amount_of(value, key, found)) expectation_.figures.emplace_back(key, *amount);
    } else {
      diagnostics_.add(unknown_key(path_, value, key, expectation_keys()));
    }
  }

  std::string* word_of(std::string_view key) {
    if (key == "asset") return &expectation_.asset;
    if (key == "entity") return &expectation_.entity;
    if (key == "error") return &expectation_.error;
    if (key == "finding") return &expectation_.finding;
    if (key == "no_finding") return &expectation_.no_finding;
    if (key == "rule") return &expectation_.rule;
    if (key == "provision") return &expectation_.provision;
    if (key == "item") return &expectation_.item;
    if (key == "voucher") return &expectation_.voucher;
    if (key == "deferred_tax") return &expectation_.deferred_tax;
    return key == "value" ? &expectation_.value : nullptr;
  }

  void take_year(const TomlNode& node, const std::string& found) {
    std::int32_t year = 0;
    const ValueError error = found.empty() ? ValueError::not_a_number : parse_integer(found, year);
    if (error == ValueError::none) {
      expectation_.year = year;
    } else {
      problem(node, value_problem(error, {"year"}, found));
    }
  }

  // As to_string(Money) gives it.
  std::optional<std::string> amount_of(const TomlNode& node, const std::string& key, const std::string& found) {
    Money amount;
    const ValueError error = found.empty() ? ValueError::not_an_amount : parse_amount(found, amount);
    if (error == ValueError::none) return to_string(amount);
    problem(node, value_problem(error, {key}, found));
    return {};
  }

  void take_postings(const TomlNode& node, std::map<std::string, std::string>& out) {
    for (const auto& [account, value] : node.members) {
      std::string found;
      if (!text(value, {account}, found)) continue;
      if (const auto amount = amount_of(value, account, found)) out[account] = *amount;
    }
  }

  Expectation expectation_;
  bool of_statement_ = false;  // its keys are the columns of a statement
};

}  // namespace

Expectation read_expectation(const std::string& path, const TomlNode& node, Diagnostics& diagnostics) {
  return ExpectationReader(path, diagnostics).read(node);
}

}  // namespace tieout::loading
