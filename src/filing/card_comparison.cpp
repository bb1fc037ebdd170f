#include "tieout/filing/card_comparison.hpp"

#include <fmt/format.h>

#include <array>

#include "card_work.hpp"

namespace tieout {

namespace {

struct ChangeWords {
  std::string_view name;
  Text label;
};

// In the order of the enumeration.
const std::array<ChangeWords, 19>& words() {
  static const std::array<ChangeWords, 19> kWords{{{"added", {"新增", "added"}},
                                                   {"disposed", {"减少", "disposed"}},
                                                   {"missing", {"缺失", "missing"}},
                                                   {"returned", {"重新出现", "returned"}},
                                                   {"cost", {"原值变动", "cost"}},
                                                   {"improved", {"改良", "improved"}},
                                                   {"corrected", {"红字冲减", "corrected"}},
                                                   {"life", {"年限变动", "life"}},
                                                   {"residual", {"残值变动", "residual"}},
                                                   {"method", {"方法变动", "method"}},
                                                   {"impaired", {"减值", "impaired"}},
                                                   {"reversed", {"减值转回", "reversed"}},
                                                   {"class", {"类别变动", "class"}},
                                                   {"entity", {"主体变动", "entity"}},
                                                   {"renamed", {"更名", "renamed"}},
                                                   {"renumbered", {"换号", "renumbered"}},
                                                   {"split", {"拆分", "split"}},
                                                   {"merged", {"合并", "merged"}},
                                                   {"charge", {"折旧差异", "charge"}}}};
  return kWords;
}

const ChangeWords& words_of(CardChange change) {
  static const ChangeWords kDifference{"difference", {"未能解释", "difference"}};
  const auto index = static_cast<std::size_t>(change);
  return index < words().size() ? words()[index] : kDifference;
}

}  // namespace

std::string_view name_of(CardChange change) { return words_of(change).name; }
Text label_of(CardChange change) { return words_of(change).label; }

void CardComparison::compare(AssetReconciler& reconciler, const RegisterEntry& entry, CardComparisonResult& result,
                             Problems& problems) const {
  auto standing = stand_at(reconciler, entry, day_.through);
  if (!standing) return;  // not yet in service, or refused: the reconciler says why
  const CardKey key{standing->entity, entry.asset.id};
  const CardMatch& match = matching_.of(key);
  ++result.compared;
  if (const auto into = matching_.merged_into(key); into && match.cards.empty()) {
    result.merged[*into] += standing->book;  // told with the card that takes it
    return;
  }
  const std::size_t before = result.proposals.size();
  CardWork::Inputs inputs{reconciler, list_, match, classes_, day_};
  CardWork(inputs, entry, *standing, result, problems).run();
  if (result.proposals.size() == before) ++result.unchanged;
  reconciler.open(entry);  // what was tried and refused is nobody's mistake
}

void CardComparison::compare_added(AssetReconciler& reconciler, std::size_t card, CardComparisonResult& result,
                                   Problems& problems) const {
  const ListedCard& listed = list_.cards[card];
  CardOnPaper paper;
  paper.add(listed);
  for (const std::size_t red : matching_.red_of_added(card)) paper.add(list_.cards[red]);
  CardProposal proposal;
  proposal.change = CardChange::added;
  proposal.entity = listed.card.entity;
  proposal.asset = listed.card.id;
  proposal.name = listed.card.name;
  proposal.is = to_string(paper.cost);
  proposal.amount = paper.cost;
  proposal.origin = listed.card.origin;
  proposal.field = "asset";
  RegisterEntry entry;
  entry.asset = listed.card;
  entry.asset.opening.reset();
  if (listed.card.in_service > day_.date) {
    proposal.sure = false;
    proposal.note = {"开始使用日期晚于清单日期", "comes into service after the day of the list"};
  }
  result.proposals.push_back(std::move(proposal));
  const auto standing = stand_at(reconciler, entry, day_.through);
  if (!standing) {
    problems.insert(problems.end(), reconciler.problems().begin(), reconciler.problems().end());
    return;
  }
  // A new row with a history, or corrected on the day it came: worked like any card from here.
  CardMatch match;
  match.cards.push_back(card);
  match.red = matching_.red_of_added(card);
  CardWork::Inputs inputs{reconciler, list_, match, classes_, day_};
  CardWork(inputs, entry, *standing, result, problems).run();
}

void CardComparison::compare_mergers(CardComparisonResult& result) const {
  for (const CardMatching::Merger& merger : matching_.mergers()) {
    const ListedCard& listed = list_.cards[merger.card];
    for (const CardKey& from : merger.from) {
      CardProposal proposal;
      proposal.change = CardChange::merged;
      proposal.entity = from.first;
      proposal.asset = from.second;
      proposal.name = listed.card.name;
      proposal.was = from.second;
      proposal.is = fmt::format("{} {}", listed.card.id, to_string(listed.card.cost));
      proposal.other = listed.card.id;
      proposal.amount = listed.card.cost;
      proposal.origin = listed.card.origin;
      proposal.field = "predecessor";
      proposal.note = {
          "几张卡片合并为一张；资产各自的年限和余额继续有效，不产生处置",
          "several cards became one: the assets keep their lives and balances, and nothing is disposed of"};
      result.proposals.push_back(std::move(proposal));
    }
    tell_merged(merger, result);
  }
}

// What the cards had together is what the new one must have.
void CardComparison::tell_merged(const CardMatching::Merger& merger, CardComparisonResult& result) const {
  const ListedCard& listed = list_.cards[merger.card];
  const Layers stood = result.merged[merger.card];
  const auto tell = [&](const char* field, Money was, std::optional<Money> is) {
    if (!is || *is == was) return;
    CardProposal proposal;
    proposal.entity = listed.card.entity;
    proposal.asset = listed.card.id;
    proposal.name = listed.card.name;
    proposal.was = to_string(was);
    proposal.is = to_string(*is);
    proposal.amount = *is - was;
    proposal.origin = listed.card.origin;
    proposal.field = field;
    proposal.sure = false;
    proposal.note = {"合并后的余额不等于原各卡片之和", "the balance is not the sum of the cards merged"};
    result.proposals.push_back(std::move(proposal));
  };
  tell("cost", stood.cost, listed.card.cost);
  tell("opening_book_accumulated", stood.accumulated, listed.accumulated);
  tell("opening_provision", stood.provision, listed.provision);
}

}  // namespace tieout
