#include "tieout/rules/form.hpp"

#include <algorithm>
#include <set>

namespace tieout::rules {

namespace {

constexpr std::array<std::string_view, kFormAmounts> kAmountNames{
    "book-cost",
    "book-charge",
    "book-accumulated",
    "tax-cost",
    "tax-charge",
    "tax-charge-general",
    "tax-charge-above-general",
    "tax-charge-above-book",
    "charge-reduction",
    "tax-accumulated",
    "charge-adjustment",
    "adjustment-reason",
    "book-loss",
    "provision-used",
    "net-proceeds",
    "compensation",
    "tax-base",
    "tax-loss",
    "loss-adjustment",
    "book",
    "tax",
    "increase",
    "decrease",
};

template <typename Item, typename Wanted>
bool lists(const std::vector<Item>& list, const Wanted& wanted) {
  return list.empty() || std::find(list.begin(), list.end(), wanted) != list.end();
}

template <typename Item>
std::optional<std::size_t> index_of(const std::vector<Item>& items, std::string_view number) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.number == number; });
  if (found == items.end()) return std::nullopt;
  return static_cast<std::size_t>(found - items.begin());
}

}  // namespace

bool matches(const PreferenceMatch& match, const PreferenceFacts& facts) {
  if (!lists(match.elections, facts.election) || !lists(match.grounds, facts.ground)) return false;
  if (match.books_alike && *match.books_alike != facts.books_alike) return false;
  if (!lists(match.families, facts.family) || !lists(match.classes, facts.asset_class)) return false;
  // Unit cost against the limit, without a division: cost against limit × quantity.
  const auto compared = [&](Money limit) {
    const __int128 cost = static_cast<__int128>(facts.cost.fen()) * facts.quantity.denominator();
    const __int128 bound = static_cast<__int128>(limit.fen()) * facts.quantity.numerator();
    return cost == bound ? 0 : cost < bound ? -1 : 1;
  };
  if (match.unit_cost_above && compared(*match.unit_cost_above) <= 0) return false;
  return !match.unit_cost_at_most || compared(*match.unit_cost_at_most) <= 0;
}

bool matches_any(const std::vector<PreferenceMatch>& list, const PreferenceFacts& facts) {
  return std::any_of(list.begin(), list.end(), [&](const PreferenceMatch& match) { return matches(match, facts); });
}

bool LossMatch::takes(ClassId asset_class, DisposalKind kind, bool at_end_of_life) const {
  return lists(classes, asset_class) && lists(kinds, kind) && (!worn_out || at_end_of_life);
}

std::optional<std::size_t> FormEdition::find_row(std::string_view number) const { return index_of(rows, number); }

std::optional<std::size_t> FormEdition::find_column(std::string_view number) const { return index_of(columns, number); }

std::vector<const FormEdition*> editions_for(const std::vector<FormEdition>& forms, int year,
                                             std::optional<Date> as_of) {
  std::vector<const FormEdition*> result;
  for (const FormEdition& edition : forms) {
    if (edition.prepayment() || edition.from_year > year || (as_of && edition.published > *as_of)) continue;
    const auto same = std::find_if(result.begin(), result.end(),
                                   [&](const FormEdition* other) { return other->form == edition.form; });
    if (same == result.end()) {
      result.push_back(&edition);
    } else if ((*same)->from_year < edition.from_year) {
      *same = &edition;
    }
  }
  std::erase_if(result, [&](const FormEdition* edition) { return edition->through_year < year; });
  std::sort(result.begin(), result.end(), [](const FormEdition* a, const FormEdition* b) { return a->form < b->form; });
  return result;
}

std::vector<const FormEdition*> editions_for(const std::vector<FormEdition>& forms, std::string_view regime, int year,
                                             std::optional<Date> as_of) {
  const std::string_view country = regime.substr(0, regime.find('/') + 1);
  std::vector<const FormEdition*> result = editions_for(forms, year, as_of);
  std::erase_if(result, [&](const FormEdition* edition) { return !edition->id.starts_with(country); });
  return result;
}

const FormEdition* prepayment_edition(const std::vector<FormEdition>& forms, std::string_view form, Month month,
                                      std::optional<Date> as_of) {
  const FormEdition* result = nullptr;
  const auto begins = [](const FormEdition& edition) { return Month::of(edition.from_year, edition.from_month); };
  for (const FormEdition& edition : forms) {
    if (!edition.prepayment() || edition.form != form || begins(edition) > month) continue;
    if (as_of && edition.published > *as_of) continue;
    if (result == nullptr || begins(*result) < begins(edition)) result = &edition;
  }
  return result;
}

std::vector<int> edition_years(const std::vector<FormEdition>& forms) {
  std::set<int> years;
  for (const FormEdition& edition : forms) {
    if (!edition.prepayment()) years.insert(edition.from_year);
  }
  return {years.begin(), years.end()};
}

std::optional<FormAmount> parse_form_amount(std::string_view text) {
  const auto found = std::find(kAmountNames.begin(), kAmountNames.end(), text);
  if (found == kAmountNames.end()) return std::nullopt;
  return static_cast<FormAmount>(found - kAmountNames.begin());
}

std::string_view name_of(FormAmount amount) { return kAmountNames[static_cast<std::size_t>(amount)]; }

}  // namespace tieout::rules
