// Which few cards come to the difference of a row together. Sums of two amounts (cost, accumulated) in fen, exact; up
// to four cards of any kind, up to twenty where they are few and of one kind.
#include <algorithm>
#include <map>
#include <unordered_map>

#include "tieout/filing/takeover_candidates.hpp"

namespace tieout {

namespace {

constexpr std::size_t kListed = 5;          // combinations of a row
constexpr std::size_t kPairs = 1500;        // candidates of which all pairs are tried
constexpr std::size_t kPairsOfPairs = 400;  // … and all pairs of pairs
constexpr std::size_t kSubsets = 20;        // candidates of one kind of which all subsets are tried

struct Sum {
  std::int64_t cost = 0, accumulated = 0;
  friend bool operator==(const Sum&, const Sum&) = default;
  friend Sum operator+(Sum a, Sum b) { return {a.cost + b.cost, a.accumulated + b.accumulated}; }
  friend Sum operator-(Sum a, Sum b) { return {a.cost - b.cost, a.accumulated - b.accumulated}; }
};

struct SumHash {
  std::size_t operator()(const Sum& sum) const {
    return std::hash<std::int64_t>{}(sum.cost) * 1000003U ^ std::hash<std::int64_t>{}(sum.accumulated);
  }
};

class CombinationFinder {
 public:
  CombinationFinder(const TakeoverRow& row, const std::vector<TakeoverCandidate>& candidates)
      : candidates_(candidates), wanted_{row.tax_cost.difference().fen(), row.tax_accumulated.difference().fen()} {
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (candidates[i].specific) pool_.push_back(i);
    }
  }

  std::vector<TakeoverCombination> run() {
    find_whole_row();
    // Cards of one kind first: one habit explains a return better than three accidents.
    for (const auto& [kind, members] : by_kind()) find_among(members);
    if (found_.empty()) find_among(pool_);
    if (found_.empty()) {
      for (const auto& [kind, members] : by_kind()) find_subsets(members);
    }
    return std::move(found_);
  }

 private:
  Sum amount(std::size_t candidate) const {
    return {candidates_[candidate].tax_cost.fen(), candidates_[candidate].tax_accumulated.fen()};
  }
  bool full() const { return found_.size() >= kListed; }

  std::map<std::pair<TakeoverExplanation, std::string>, std::vector<std::size_t>> by_kind() const {
    std::map<std::pair<TakeoverExplanation, std::string>, std::vector<std::size_t>> kinds;
    for (const std::size_t each : pool_) {
      const TakeoverCandidate& candidate = candidates_[each];
      kinds[{candidate.kind, candidate.habit}].push_back(each);
    }
    return kinds;
  }

  void add(std::vector<std::size_t> members, bool whole_row = false) {
    for (std::size_t i = 0; i < members.size(); ++i) {
      for (std::size_t j = i + 1; j < members.size(); ++j) {
        if (candidates_[members[i]].card == candidates_[members[j]].card) return;
      }
    }
    std::sort(members.begin(), members.end());
    const bool known = std::any_of(found_.begin(), found_.end(),
                                   [&](const TakeoverCombination& each) { return each.candidates == members; });
    if (!known && !full()) found_.push_back({std::move(members), whole_row});
  }

  // Every card of the row under the same other terms: a policy that the return did not follow.
  void find_whole_row() {
    for (const auto& [kind, members] : by_kind()) {
      std::vector<std::size_t> one_each;
      Sum sum;
      for (const std::size_t each : members) {
        const bool again = !one_each.empty() && candidates_[one_each.back()].card == candidates_[each].card;
        if (again) continue;  // of several residuals the first
        one_each.push_back(each);
        sum = sum + amount(each);
      }
      if (one_each.size() > 4 && sum == wanted_) add(std::move(one_each), true);
    }
  }

  void find_among(const std::vector<std::size_t>& members) {
    if (members.size() < 2 || members.size() > kPairs || full()) return;
    std::unordered_multimap<Sum, std::size_t, SumHash> singles;
    for (const std::size_t each : members) singles.emplace(amount(each), each);
    find_pairs(members, singles);
    if (found_.empty()) find_triples(members, singles);
    if (found_.empty() && members.size() <= kPairsOfPairs) find_quadruples(members);
  }

  using Singles = std::unordered_multimap<Sum, std::size_t, SumHash>;

  void find_pairs(const std::vector<std::size_t>& members, const Singles& singles) {
    for (const std::size_t first : members) {
      const auto [begin, end] = singles.equal_range(wanted_ - amount(first));
      for (auto it = begin; it != end; ++it) {
        if (it->second > first) pending_.push_back({first, it->second});
      }
    }
    take_pending();
  }

  void find_triples(const std::vector<std::size_t>& members, const Singles& singles) {
    for (std::size_t i = 0; i < members.size(); ++i) {
      for (std::size_t j = i + 1; j < members.size(); ++j) {
        const auto [begin, end] = singles.equal_range(wanted_ - amount(members[i]) - amount(members[j]));
        for (auto it = begin; it != end; ++it) {
          if (it->second > members[j]) pending_.push_back({members[i], members[j], it->second});
        }
      }
      if (pending_.size() > kListed * 100) break;
    }
    take_pending();
  }

  void find_quadruples(const std::vector<std::size_t>& members) {
    std::unordered_multimap<Sum, std::pair<std::size_t, std::size_t>, SumHash> pairs;
    for (std::size_t i = 0; i < members.size(); ++i) {
      for (std::size_t j = i + 1; j < members.size(); ++j) {
        const Sum two = amount(members[i]) + amount(members[j]);
        const auto [begin, end] = pairs.equal_range(wanted_ - two);
        for (auto it = begin; it != end; ++it) {
          if (it->second.second < members[i]) {
            pending_.push_back({it->second.first, it->second.second, members[i], members[j]});
          }
        }
        pairs.emplace(two, std::pair{members[i], members[j]});
      }
      if (pending_.size() > kListed * 100) break;
    }
    take_pending();
  }

  void find_subsets(const std::vector<std::size_t>& members) {
    if (members.size() < 5 || members.size() > kSubsets || full()) return;
    std::vector<Sum> sums{Sum{}};
    sums.reserve(std::size_t{1} << members.size());
    for (const std::size_t each : members) {
      const std::size_t half = sums.size();
      for (std::size_t i = 0; i < half; ++i) sums.push_back(sums[i] + amount(each));
    }
    std::vector<std::size_t> hits;
    for (std::size_t mask = 1; mask < sums.size(); ++mask) {
      if (sums[mask] == wanted_) hits.push_back(mask);
    }
    std::stable_sort(hits.begin(), hits.end(),
                     [](std::size_t a, std::size_t b) { return __builtin_popcountll(a) < __builtin_popcountll(b); });
    for (const std::size_t mask : hits) {
      std::vector<std::size_t> chosen;
      for (std::size_t bit = 0; bit < members.size(); ++bit) {
        if ((mask >> bit & 1U) != 0) chosen.push_back(members[bit]);
      }
      add(std::move(chosen));
    }
  }

  // In an order that does not depend on how a hash table keeps its entries.
  void take_pending() {
    std::sort(pending_.begin(), pending_.end());
    for (std::vector<std::size_t>& each : pending_) add(std::move(each));
    pending_.clear();
  }

  const std::vector<TakeoverCandidate>& candidates_;
  Sum wanted_;
  std::vector<std::size_t> pool_;
  std::vector<std::vector<std::size_t>> pending_;
  std::vector<TakeoverCombination> found_;
};

}  // namespace

std::vector<TakeoverCombination> find_combinations(const TakeoverRow& row,
                                                   const std::vector<TakeoverCandidate>& candidates) {
  return CombinationFinder(row, candidates).run();
}

}  // namespace tieout
