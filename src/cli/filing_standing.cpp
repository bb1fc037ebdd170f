#include "cli/filing_standing.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tieout::cli {

namespace {

bool awaits_countersignature(const archive::FilingHead& head, const archive::StoredFiling& filing) {
  return head.countersign && filing.signatures.size() < 2;
}

void add_standing(Text& text, const Text& more) {
  text.zh += "；" + more.zh;
  text.en += "; " + more.en;
}

// What a claim does to a sealed year.
Text effect_of_claim(int year, int from) {
  if (year == from) return {"待更正（tieout archive amend）", "to be amended (tieout archive amend)"};
  return {fmt::format("依据更正前的 {} 年度；按封存保留，不重算", from),
          fmt::format("stands on {} as it was before the claim; kept as sealed, not computed again", from)};
}

}  // namespace

bool is_newest(const std::vector<archive::StoredFiling>& filings, const archive::StoredFiling& filing) {
  return std::none_of(filings.begin(), filings.end(), [&](const archive::StoredFiling& each) {
    return each.year == filing.year && each.entity == filing.entity && each.version > filing.version;
  });
}

// A filing opens from one that was sealed before it, so that the walk ends.
Text superseded_opening(archive::FilingStore& store, const std::vector<archive::StoredFiling>& filings,
                        const archive::FilingHead& head) {
  std::string hash = head.opening_from;
  for (auto each = filings.rbegin(); each != filings.rend(); ++each) {
    if (hash.empty() || each->hash != hash) continue;
    if (!is_newest(filings, *each)) {
      return {fmt::format("期初取自 {} 年度第 {} 版，该版已被取代", each->year, each->version),
              fmt::format("it stands on version {} of {}, which has been superseded", each->version, each->year)};
    }
    if (store.open_amendment_of(each->year, each->entity)) {
      return {fmt::format("期初取自 {} 年度，该年度正在更正", each->year),
              fmt::format("it stands on {}, which is open to be amended", each->year)};
    }
    hash = store.head(*each).value_or(archive::FilingHead{}).opening_from;
  }
  return {};
}

Text standing_of(archive::FilingStore& store, const std::vector<archive::StoredFiling>& filings,
                 const archive::StoredFiling& filing) {
  const bool newest = is_newest(filings, filing);
  const archive::FilingHead head = store.head(filing).value_or(archive::FilingHead{});
  Text text = newest ? Text{"现行", "in force"} : Text{"已被取代", "superseded"};
  if (newest && store.open_amendment_of(filing.year, filing.entity)) {
    add_standing(text, {"正在更正", "open to be amended"});
  }
  if (awaits_countersignature(head, filing)) add_standing(text, {"待会签", "awaits its countersignature"});
  if (const Text note = superseded_opening(store, filings, head); !note.en.empty()) add_standing(text, note);
  return text;
}

Table sealed_years_of_claim(archive::FilingStore& store, int from, int to, const std::vector<std::string>& entities,
                            Language language) {
  Table table;
  table.schema = {"sealed-years",
                  {"已封存的年度", "Sealed years"},
                  {{"year", {"年度", "Year"}, CellKind::integer},
                   {"entity", {"主体", "Entity"}},
                   {"version", {"版本", "Version"}, CellKind::integer},
                   {"hash", {"SHA-256", "SHA-256"}},
                   {"standing", {"状态", "Standing"}},
                   {"effect", {"追补的影响", "What the claim does"}}}};
  const std::vector<archive::StoredFiling> filings = store.list();
  for (const archive::StoredFiling& filing : filings) {
    const bool theirs =
        filing.entity.empty() || std::find(entities.begin(), entities.end(), filing.entity) != entities.end();
    if (!theirs || filing.year < from || filing.year > to || !is_newest(filings, filing)) continue;
    const auto text = [&](const std::string& value) { return Cell::of(table.keep(value)); };
    table.rows.push_back({Cell::of(filing.year), text(filing.entity), Cell::of(filing.version), text(filing.hash),
                          text(in(language, standing_of(store, filings, filing))),
                          text(in(language, effect_of_claim(filing.year, from)))});
  }
  return table;
}

}  // namespace tieout::cli
