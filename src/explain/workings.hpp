// The making of one Explanation: from the traces of the ledgers to steps and figures. Inside explain/ only; its parts
// are charges.cpp, balances.cpp, events.cpp, disposals.cpp, adjustments.cpp, choices.cpp and law.cpp.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tieout/explain/explanation.hpp"
#include "tieout/reconcile/reconcile.hpp"

namespace tieout {

enum class Layer : std::uint8_t { cost, accumulated, provision, fair_value, carrying };

// One ledger's trace with what its figures are called.
struct Side {
  Basis basis = Basis::book;
  std::string name;        // book, tax, general, unimpaired: the beginning of its steps' keys
  std::string charge_key;  // its charge in the row; empty: none
  const LedgerTrace* trace = nullptr;
  const BasisTerms* terms = nullptr;
  int year = 0;           // whose figures are derived; 0: the whole life
  std::size_t first = 0;  // posting with which it begins

  std::size_t end() const { return trace->postings.size(); }
  const Posting& at(std::size_t index) const { return trace->postings[index]; }
};

// What explains one year of one asset.
struct WorkingFacts {
  const AssetReconciler& reconciler;
  const AssetTrace& trace;
  const RegisterEntry& entry;
  const AssetYear& result;
  const ReconciliationRow* previous;  // of the year before; null: none
  Month last;
};

class Workings {
 public:
  explicit Workings(const WorkingFacts& facts);
  Explanation explain();

 private:
  // Steps. `expected`: what the ledger had; the step's arithmetic must come to it.
  struct Wording {
    Text title, formula;
    StatedAt stated_at = {};
  };
  Expression step(const std::string& key, Wording wording, Expression expression, std::optional<Money> expected = {});
  bool has_step(const std::string& key) const { return step_index_.contains(key); }
  std::string numbered(const std::string& name);
  void figure(const std::string& key, Text formula, Expression expression, std::vector<std::string> choices = {});
  void word(const std::string& key, Text title, std::string word, Text formula, std::vector<std::string> choices);

  // charges.cpp
  void charge_figures();
  void charge_figure(const Side& side, const std::string& key);
  Expression charges(const Side& side, std::size_t from, std::size_t to);
  std::vector<Expression> charge_pieces(const Side& side, std::size_t from, std::size_t to);
  std::size_t piece_end(const Side& side, std::size_t from, std::size_t to) const;
  Expression charge_piece(const Side& side, std::size_t from, std::size_t to);
  Expression piece_arithmetic(const Side& side, const Posting& first, const Posting& last);
  Expression cumulative(const Side& side, const Posting& posting, bool after);
  Expression charge_difference(const Side& side, std::size_t index);
  Expression plan_base(const Side& side, std::size_t plan);
  Expression plan_step(const Side& side, std::size_t plan);
  Expression block_base(const Side& side, std::size_t plan);
  Expression above_residual_of(const Side& side, std::size_t plan);
  Expression plan_carrying(const Side& side, std::size_t plan);
  std::size_t first_posting_of(const Side& side, std::size_t plan) const;
  Side side_at(const Side& side, std::size_t posting) const;
  Expression residual_at(const Side& side, std::size_t position);
  Expression first_residual(const Side& side);
  Text why_no_charge(const Side& side) const;

  // balances.cpp
  Expression balance(const Side& side, Layer layer, std::size_t to);
  std::optional<Expression> opening(const Side& side, Layer layer);
  Expression effect(const Side& side, std::size_t index, Layer layer);
  Expression recognised(const Side& side, const Posting& posting, Layer layer);
  Expression added_cost(const Side& side, const Posting& posting) const;
  void balance_figures();
  void opening_figure(const Side& side, const std::string& key, const std::string& close_key);

  // events.cpp
  Expression event_step(const Side& side, std::size_t index);
  Expression impairment(const Side& side, const Posting& posting, std::size_t index);
  Expression reversal(const Side& side, const Posting& posting, std::size_t index);
  Expression moved_provision(const Side& side, const Posting& posting, std::size_t index);
  Expression fair_value_change(const Side& side, const Posting& posting, std::size_t index);
  void event_figures();

  // disposals.cpp
  Expression released(const Side& side, std::size_t index, Layer layer);
  Expression released_surplus(std::size_t index);
  Expression share_of(const Posting& posting, Expression balance) const;
  std::string disposal_key(const Side& side, std::size_t index) const;
  void disposal_figures();
  void gains(std::size_t number, const DisposalLine& line);
  std::size_t release_of(const Side& side, const DisposalLine& line) const;
  Expression disposal_sum(const char* part, bool negative) const;

  // adjustments.cpp
  void adjustment_figures();
  void permanent_figure();
  void difference_figures();
  void reason_figure();
  void class_figure();

  // choices.cpp
  void choices();
  void choose(std::string key, Text title, std::string value, Text why, std::vector<Authority> authorities = {},
              StatedAt stated_at = {});
  void book_choices();
  void tax_choices();
  void month_choices(const Side& side, const StatedTerms& stated);
  void life_choice();
  void method_choice();
  void election_choice();
  void residual_choices();
  void position_choices();
  void opening_choices();
  void extra_deduction_choice();
  void later_changes(const Side& side);

  // law.cpp
  std::vector<Authority> law(const std::string& parameter) const;
  std::vector<Authority> law_of(const rules::Citation& cite, const rules::Parameter* parameter = nullptr,
                                std::uint32_t line = 0) const;
  void cite_figure(Derivation& derivation) const;

  void evaluate_all();
  Money value_of(const std::string& key);
  [[noreturn]] void broken(const Derivation& derivation, Money expected) const;

  // The cell of the card, or of the policy that completed it.
  StatedAt card(std::string field) const {
    const Origin origin = origin_of(facts_.entry.asset, field);
    return {origin, std::move(field)};
  }
  StatedAt opening_cell(std::string field) const { return {facts_.entry.asset.opening_origin(), std::move(field)}; }
  static StatedAt at_event(const PostingCause& cause, std::string field);
  const AssetTerms& terms() const { return facts_.reconciler.terms(); }
  const ReconciliationRow& row() const { return facts_.result.row; }
  int year() const { return facts_.last.year(); }
  Side& side_of(Basis basis) { return basis == Basis::book ? book_ : tax_; }

  WorkingFacts facts_;
  Side book_, tax_, general_, unimpaired_;
  Explanation out_;
  std::map<std::string, std::size_t> step_index_;
  std::vector<std::optional<Money>> expected_;  // by step
  std::map<std::string, int> numbers_;
  std::map<std::pair<std::string, std::size_t>, std::string> keys_;  // of what was derived before
  std::map<std::string, Money> values_;
  std::map<std::string, bool> evaluating_;
  std::map<std::string, std::vector<std::pair<std::size_t, std::string>>> residuals_;  // by side
};

// The first posting of the year, or the number of postings.
std::size_t first_of_year(const LedgerTrace& trace, int year);
// The month in words, and a span of months.
std::string months_text(Month first, Month last);
Text method_name(Method method);
// "2023-06-30 impair", in both languages.
Text event_name(const PostingCause& cause);

}  // namespace tieout
