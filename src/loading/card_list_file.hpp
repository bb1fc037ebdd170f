// A list of cards of a day and the list of cards removed since, from files as ERPs write them (filing/card_list.hpp).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "loading/register_reader.hpp"
#include "tieout/filing/card_list.hpp"

namespace tieout::loading {

class CardListFile {
 public:
  virtual ~CardListFile() = default;
  virtual const CardList& list() const = 0;
  virtual SourceSpan span(Origin origin, std::string_view field) const = 0;
  // The row as one of an assets file: names of the contract and values in their one spelling, without balances.
  virtual std::vector<std::pair<std::string, std::string>> asset_cells(Origin origin) const = 0;
  // Input files in the order given, for sorting diagnostics.
  virtual std::vector<std::string> files() const = 0;
};

// `files.assets` is the list of `day`, `files.removed` that of removed cards; policies and entities are those of the
// register. Balances that the list itself dates otherwise are not taken as those of the day. Null only when the list
// cannot be read at all.
std::unique_ptr<CardListFile> read_card_list(const InputFiles& files, Date day, const rules::RuleBook& rules,
                                             Diagnostics& diagnostics);

}  // namespace tieout::loading
