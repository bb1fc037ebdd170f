// A list of cards compared with the register as its own events project it to the list's day, so that ordinary
// depreciation is no change: what is left is proposed as events, each with the cell it comes from. Nothing is taken
// over by comparing; a person looks at the proposals first.
//
//     const CardMatching matching(list, keys, problems);
//     CardComparison comparison(list, matching, {…});
//     comparison.compare(reconciler, entry, result);     // for each card of the register
//     comparison.compare_added(reconciler, card, result, problems);     // for what is new on the list
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tieout/filing/card_matching.hpp"
#include "tieout/filing/table.hpp"
#include "tieout/reconcile/reconcile.hpp"

namespace tieout {

enum class CardChange : std::uint8_t {
  added,       // a new card
  disposed,    // named by the list of removed cards
  missing,     // gone, and the list of removed cards does not name it
  returned,    // on the list, and disposed of in the register
  cost,        // the cost changed
  improved,    // cost and life grew
  corrected,   // by a red card
  life,        // re-estimated
  residual,    // re-estimated
  method,      // changed
  impaired,    // the provision grew
  reversed,    // the provision shrank
  class_of,    // moved to another class
  entity,      // moved to another entity
  renamed,     // another name
  renumbered,  // another code
  split,       // one card became several
  merged,      // several cards became one
  charge,      // the books charged otherwise than computed: a recorded row
  difference,  // a difference that no event explains
};
// "class" for class_of; else the enumerator.
std::string_view name_of(CardChange);
Text label_of(CardChange);

struct CardProposal {
  CardChange change = CardChange::difference;
  std::string entity, asset, name;
  // What would be taken: an event, a recorded row, a new card (added), or nothing: then it is for a person to settle.
  std::optional<Event> event;
  std::optional<Recorded> recorded;
  std::string was, is;
  Money amount;   // what is at stake, for the order of the list
  Origin origin;  // the row that tells; `field` its column
  std::string field;
  bool sure = true;  // false: the lists do not decide it; a person has to
  Text note;
  // Of renumbered, split, merged: the other card.
  std::string other;
};

struct CardComparisonResult {
  std::vector<CardProposal> proposals;
  std::vector<std::size_t> added;        // indices into the list
  std::map<std::size_t, Layers> merged;  // what stood on the cards that a row takes together
  std::size_t compared = 0, unchanged = 0;
  std::size_t rounding = 0;  // cards whose accumulated charge differs by ERP rounding
  Money rounding_sum;
};

struct ListDay {
  Date date;                   // of the list
  Month through;               // the last month whose charge the list holds
  std::optional<Month> since;  // the month of the list before; changes lie after it
};

class CardComparison {
 public:
  CardComparison(const CardList& list, const CardMatching& matching, const rules::ClassTable& classes, ListDay day)
      : list_(list), matching_(matching), classes_(classes), day_(day) {}

  // A card of the register. What the engine refuses of it stands in reconciler.problems(); what the lists say against
  // it goes to `problems`.
  void compare(AssetReconciler& reconciler, const RegisterEntry& entry, CardComparisonResult& result,
               Problems& problems) const;
  // A new row of the list; the reconciler must be set to its entity. What the engine refuses of it goes to `problems`.
  void compare_added(AssetReconciler& reconciler, std::size_t card, CardComparisonResult& result,
                     Problems& problems) const;
  // After all cards.
  void compare_mergers(CardComparisonResult& result) const;

 private:
  void tell_merged(const CardMatching::Merger& merger, CardComparisonResult& result) const;

  const CardList& list_;
  const CardMatching& matching_;
  const rules::ClassTable& classes_;
  ListDay day_;
};

// Where a proposal comes from, as people find it: "cards.xlsx[固定资产]:14:3".
using PlaceOf = std::function<std::string(const CardProposal&)>;

// Proposals with an event, in the shape of an events file, with the columns change, was, is, from and accept: those
// that the lists decide, or those that a person has to decide. An events file is read without looking at accept, so the
// two never stand in one table.
enum class Decided : std::uint8_t { by_lists, by_person };
Table proposed_events(const std::vector<CardProposal>& proposals, Decided decided, const rules::ClassTable& classes,
                      const PlaceOf& place, Language language);
// Proposals with a recorded row, in the shape of a recorded file, with the same further columns.
Table proposed_recorded(const std::vector<CardProposal>& proposals, const PlaceOf& place, Language language);
// The others: new names and codes, splits, mergers, and what a person has to settle.
Table proposed_notes(const std::vector<CardProposal>& proposals, const PlaceOf& place, Language language);
// All of them in few columns, for people; the largest amount first.
Table proposals_overview(const std::vector<CardProposal>& proposals, const PlaceOf& place, Language language);

}  // namespace tieout
