// One row of the asset table as an Asset, checked as far as the row alone allows. Inside loading/ only.
#pragma once

#include <string_view>

#include "loading/policy.hpp"
#include "loading/record_cells.hpp"
#include "loading/record_table.hpp"
#include "tieout/asset/asset.hpp"

namespace tieout::loading {

struct AssetContext {
  const RecordTable& table;
  const WordBook& words;
  const PolicyTable& policies;
  std::string_view default_entity;  // of rows that name none
  // Opening amounts without any opening date in the file are left out (one finding for the file).
  bool openings_dated = true;
  // For a take-over: amounts without a date stood at the start of this day.
  std::optional<Date> undated_on = {};
};

// Reads the row into `asset`, whose strings keep their capacity. False: reported, the asset is unusable. A
// category that nothing maps is reported once for all its cards elsewhere; here it only fails.
bool read_asset(const AssetContext& context, std::size_t row, const RowBuffer& cells, Asset& asset,
                Diagnostics& diagnostics);

// The class of a row by its own cell, its category's policy, or (without policies) its category's words.
std::optional<ClassId> class_by_category(const AssetContext& context, std::string_view entity,
                                         std::string_view category, std::optional<Date> in_service);

}  // namespace tieout::loading
