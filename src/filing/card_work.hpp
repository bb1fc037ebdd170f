// One card of the register beside what the lists say of it. Inside filing/ only; see card_comparison.hpp.
#pragma once

#include "card_standing.hpp"

namespace tieout {

// The rows of the list that stand for one card, summed.
struct CardOnPaper {
  const ListedCard* row = nullptr;  // the first of them, whose cells are named
  Money cost;
  std::optional<Money> accumulated, provision;  // where every row states it

  void add(const ListedCard& listed);
};

class CardWork {
 public:
  struct Inputs {
    AssetReconciler& reconciler;
    const CardList& list;
    const CardMatch& match;
    const rules::ClassTable& classes;
    ListDay day;
  };
  CardWork(const Inputs& in, const RegisterEntry& entry, CardStanding standing, CardComparisonResult& result,
           Problems& problems)
      : in_(in), entry_(entry), standing_(std::move(standing)), result_(result), problems_(problems) {}

  void run();

 private:
  // card_work.cpp: what the row says beside its amounts, and the order of work.
  void read_paper();
  void take_parts();
  void take_names();
  void take_class_and_entity();
  void tell_service();

  // card_removal.cpp: cards that are gone, in full or in part.
  void take_removed(bool gone);
  bool removal_fits(const RemovedCard& removed, Money cost_left);
  void remove(const RemovedCard& removed, bool whole);
  void tell_missing();

  // card_amounts.cpp: cost, estimates, provision, and what the charge is off by.
  void take_amounts();
  bool take_correction(const OffBy& off_by);
  std::optional<std::vector<Event>> bundle(Month month) const;
  Event cost_event(Month month) const;
  void plan();
  void take_fit(const CardFit& fit);
  void meet_provision(std::optional<CardFit>& fit, const OffBy& off_by);
  void meet_residual(std::optional<CardFit>& fit, const OffBy& off_by);
  void settle_charge(Money off, Month month, const OffBy& off_by, Origin origin, const char* field);
  bool record_charge(Money off, Month month, const OffBy& off_by, Origin origin, const char* field);

  CardProposal& propose(CardChange change, Origin origin, std::string field);
  CardProposal& propose(CardChange change, Event event, Origin origin, std::string field);
  void refuse(const RemovedCard& removed, const char* field, Text message);
  Origin place() const { return paper_.row->card.origin; }

  // What the list asks for, as amounts of the events to come.
  struct Plan {
    Money cost;       // growth of the cost
    Money provision;  // growth of the provision
    std::optional<std::int32_t> life;
    std::optional<Method> method;
    std::optional<Money> residual;
    bool improved = false;
    bool empty() const { return cost.is_zero() && provision.is_zero() && !life && !method && !residual; }
  };

  const Inputs& in_;
  RegisterEntry entry_;  // with what was proposed so far
  CardStanding standing_;
  CardComparisonResult& result_;
  Problems& problems_;
  CardOnPaper paper_;
  Plan plan_;
};

}  // namespace tieout
