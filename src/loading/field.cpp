#include "loading/field.hpp"

#include <algorithm>
#include <array>

namespace tieout::loading {

namespace {

using K = ValueKind;

const std::array<std::vector<FieldSpec>, kRecordTypes> kFields{{
    {
        {"asset", K::text, true},
        {"entity"},
        {"name"},
        {"category"},
        {"class", K::asset_class, true},
        {"in_service", K::date, true},
        {"cost", K::amount, true},
        {"acquired", K::date},
        {"condition", K::condition},
        {"age_months", K::integer},
        {"age_evidence"},
        {"quantity", K::quantity},
        {"book_method", K::method},
        {"book_life_months", K::life},
        {"book_residual", K::amount},
        {"book_residual_rate", K::rate},
        {"book_starts", K::starts},
        {"book_stops", K::stops},
        {"book_rounding", K::rounding},
        {"book_model", K::model},
        {"tax_cost", K::amount},
        {"tax_method", K::method},
        {"tax_life_months", K::life},
        {"tax_residual", K::amount},
        {"tax_residual_rate", K::rate},
        {"tax_election"},
        {"tax_override"},
        {"tax_treatment", K::treatment},
        {"tax_starts", K::starts},
        {"tax_stops", K::stops},
        {"tax_rounding", K::rounding},
        {"tax_first_share", K::fraction},
        {"extra_deduction_rate", K::deduction},
        {"extra_deduction_share", K::fraction},
        {"contract_months", K::life},
        {"total_units", K::quantity},
        {"parent"},
        {"predecessor"},
        {"opening_date", K::date},
        {"opening_book_accumulated", K::amount},
        {"opening_provision", K::amount},
        {"opening_tax_cost", K::amount},
        {"opening_tax_accumulated", K::amount},
        {"opening_book_months", K::integer},
        {"opening_tax_months", K::integer},
        {"opening_status", K::opening_status},
        {"currency", K::currency},
    },
    {
        {"asset", K::text, true},
        {"entity"},
        {"date", K::date, true},
        {"type", K::event_type, true},
        {"amount", K::amount},
        {"recoverable", K::amount},
        {"life_months", K::life},
        {"remaining_months", K::life},
        {"tax_remaining_months", K::life},
        {"residual", K::amount},
        {"method", K::method},
        {"basis", K::basis},
        {"proceeds", K::amount},
        {"compensation", K::amount},
        {"costs", K::amount},
        {"kind", K::disposal_kind},
        {"fraction", K::fraction},
        {"cost_removed", K::amount},
        {"accumulated_removed", K::amount},
        {"provision_removed", K::amount},
        {"components", K::components},
        {"removed", K::fraction},
        {"tax_amount", K::amount},
        {"units", K::quantity},
        {"class", K::asset_class},
        {"model", K::model},
        {"to_entity"},
        {"note"},
        {"currency", K::currency},
    },
    {
        {"asset", K::text, true},
        {"entity"},
        {"year", K::integer, true},
        {"month", K::integer},
        {"book_charge", K::amount},
        {"book_impairment", K::amount},
        {"book_accumulated", K::amount},
        {"book_provision", K::amount},
        {"book_cost", K::amount},
        {"tax_charge", K::amount},
        {"tax_accumulated", K::amount},
        {"currency", K::currency},
    },
    {
        {"entity"},
        {"category"},
        {"class", K::asset_class, true},
        {"tax_method", K::method},
        {"tax_life_months", K::life},
        {"tax_residual_rate", K::rate},
        {"tax_election"},
        {"tax_treatment", K::treatment},
        {"book_rounding", K::rounding},
        {"account_cost"},
        {"account_accumulated"},
        {"account_provision"},
        {"from", K::date},
    },
    {
        {"entity", K::text, true},
        {"name"},
        {"type"},
        {"industry"},
        {"place"},
        {"rate", K::rate},
        {"from", K::date},
        {"enacted", K::date},
        {"taxpayer_id"},
        {"regime"},
        {"tax_regime"},
        {"started", K::date},
        {"closed", K::date},
        {"position:declining-balance-base"},
        {"position:disposal-routing"},
        {"position:disposed-in-year"},
        {"position:fair-value-property-charge"},
        {"position:indefinite-life-charge"},
        {"position:one-time-residual"},
        {"position:right-of-use-form"},
        {"position:tax-life-follows-book"},
    },
    {
        {"asset", K::text, true},
        {"entity"},
        {"reason", K::text, true},
    },
    {
        {"code", K::text, true},
        {"entity"},
        {"asset"},
        {"year", K::integer},
        {"reason", K::text, true},
        {"by"},
        {"date", K::date},
    },
    {
        {"asset", K::text, true},
        {"entity"},
        {"date", K::date},
        {"cost_removed", K::amount},
        {"accumulated_removed", K::amount},
        {"provision_removed", K::amount},
        {"proceeds", K::amount},
        {"compensation", K::amount},
        {"costs", K::amount},
        {"kind", K::disposal_kind},
        {"note"},
        {"currency", K::currency},
    },
    {
        {"asset", K::text, true},
        {"entity"},
        {"opening_date", K::date, true},
        {"opening_book_accumulated", K::amount},
        {"opening_provision", K::amount},
        {"opening_tax_cost", K::amount},
        {"opening_tax_accumulated", K::amount},
        {"opening_book_months", K::integer},
        {"opening_tax_months", K::integer},
        {"opening_status", K::opening_status},
        {"source"},
        {"currency", K::currency},
    },
    {
        {"entity"},
        {"year", K::integer, true},
        {"month", K::integer},
        {"class", K::asset_class, true},
        {"account"},
        {"key", K::text, true},
        {"amount", K::amount, true},
        {"reason", K::text, true},
        {"source"},
        {"currency", K::currency},
    },
}};

constexpr std::array<std::string_view, kRecordTypes> kTableNames{"assets",   "events",     "recorded",    "policies",
                                                                 "entities", "set_aside",  "acceptances", "removed",
                                                                 "openings", "adjustments"};
constexpr std::array<std::string_view, kRecordTypes> kRecordNames{
    "asset", "event", "recorded", "policy", "entity", "set_aside", "acceptance", "removed", "opening", "adjustment"};

}  // namespace

const std::vector<FieldSpec>& fields_of(RecordType type) { return kFields[static_cast<std::size_t>(type)]; }

std::optional<FieldIndex> find_field(RecordType type, std::string_view name) {
  const auto& fields = fields_of(type);
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const FieldSpec& spec) { return spec.name == name; });
  if (found == fields.end()) return std::nullopt;
  return static_cast<FieldIndex>(found - fields.begin());
}

std::string_view table_name(RecordType type) { return kTableNames[static_cast<std::size_t>(type)]; }
std::string_view record_name(RecordType type) { return kRecordNames[static_cast<std::size_t>(type)]; }

std::vector<std::string_view> letters_of(std::string_view text) {
  std::vector<std::string_view> result;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 1;
    while (at + length < text.size() && (static_cast<unsigned char>(text[at + length]) & 0xC0U) == 0x80U) ++length;
    result.push_back(text.substr(at, length));
    at += length;
  }
  return result;
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  const auto left = letters_of(a);
  const auto right = letters_of(b);
  const std::size_t gap = left.size() > right.size() ? left.size() - right.size() : right.size() - left.size();
  if (gap > limit) return limit + 1;
  std::vector<std::size_t> before(right.size() + 1), above(right.size() + 1), row(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t replace = above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, replace});
      const bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return std::min(above[right.size()], limit + 1);
}

std::string nearest(std::string_view text, const std::vector<std::string>& names, std::size_t distance) {
  std::string best;
  std::size_t least = distance + 1;
  for (const std::string& name : names) {
    const std::size_t d = edit_distance(text, name, distance);
    if (d < least) {
      least = d;
      best = name;
    }
  }
  return best;
}

}  // namespace tieout::loading
