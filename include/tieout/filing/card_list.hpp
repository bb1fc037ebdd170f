// A list of cards as an ERP prints it on a day (a snapshot), and the list of cards removed since: what stands on
// paper, before it is compared with anything.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tieout/asset/asset.hpp"
#include "tieout/asset/event.hpp"

namespace tieout {

// A card on the list. `card` holds what the row says of it; its opening is not used: the balances of a list are those
// of the list's day.
struct ListedCard {
  Asset card;
  std::optional<Money> accumulated, provision;  // empty: the list does not say
  std::vector<std::string> predecessors;        // other cards it comes from, or the one that a red card corrects

  // A red-letter card (红字卡片) takes back a part of another card; its amounts are negative.
  bool red() const { return card.cost < Money{}; }
};

// A row of the list of removed cards; amounts not stated are those of the card.
struct RemovedCard {
  std::string entity, asset;
  std::optional<Date> date;
  std::optional<Money> cost, accumulated, provision;
  Dispose terms;  // proceeds, compensation, costs and kind
  std::string note;
  Origin origin;
};

struct CardList {
  std::vector<ListedCard> cards;  // in order of entry
  std::vector<RemovedCard> removed;
};

}  // namespace tieout
