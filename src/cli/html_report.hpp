// The HTML report of tieout reconcile: what of the register goes into it, and what is left out to keep it small.
#pragma once

#include "cli/options.hpp"
#include "cli/session.hpp"
#include "tieout/explain/explanation.hpp"

namespace tieout::cli {

// More assets than this are for a workbook; a page of them would not open well.
constexpr std::size_t kMostPageAssets = 50'000;
// Derivations are the bulk of a page. Where those of all assets would make it larger than this, the assets with the
// largest adjustments have theirs: as many as fit, and no fewer than the last number.
constexpr std::size_t kPageBytes = 19'000'000;
constexpr std::size_t kBytesOfAsset = 330;          // its row and its parts in the forms, about
constexpr std::size_t kBytesOfDerivations = 4'500;  // of one asset, about
constexpr std::size_t kLeastExplained = 200;

// tieout reconcile --format html; --year is given. Returns an exit code.
int run_html_report(const Options& options);

// tieout explain ASSET --format html: a page of that one asset. `entry` as the run met it. Returns an exit code.
int write_html_asset(const Session& session, const Table& schedule, const AssetYear& year,
                     const Explanation& explanation);

}  // namespace tieout::cli
