#include "cli/opening.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "archive/csv_records.hpp"
#include "cli/csv_rows.hpp"

namespace tieout::cli {

namespace {

Money amount_of(const std::string& text) { return Money::from_fen(fen_of(text).value_or(0)); }

Text cause_words(const std::string& cause) {
  if (cause == "rule-changed") return {"规则已更改", "rules changed"};
  if (cause == "program-changed") return {"程序版本不同", "the program changed"};
  return {"输入已更改", "its input changed"};
}

class OpeningReader : public loading::RegisterReader {
 public:
  OpeningReader(std::unique_ptr<loading::RegisterReader> inner, SealedOpenings openings, int year,
                std::function<Framework()> framework)
      : inner_(std::move(inner)), openings_(std::move(openings)), year_(year), framework_(std::move(framework)) {}

  std::size_t size() const override { return inner_->size(); }
  SourceSpan span(Origin origin, std::string_view field) const override { return inner_->span(origin, field); }
  const std::vector<Entity>& entities() const override { return inner_->entities(); }
  const std::vector<loading::SetAsideCard>& set_aside() const override { return inner_->set_aside(); }
  const std::vector<loading::AccountMapping>& accounts() const override { return inner_->accounts(); }
  const std::vector<Acceptance>& acceptances() const override { return inner_->acceptances(); }
  const std::vector<Adjustment>& adjustments() const override { return inner_->adjustments(); }
  std::vector<std::string> files() const override { return inner_->files(); }

  void read(std::size_t first, std::size_t count, std::vector<RegisterEntry>& batch,
            Diagnostics& diagnostics) const override {
    inner_->read(first, count, batch, diagnostics);
    for (RegisterEntry& entry : batch) {
      const auto found = find(entry);
      if (found != openings_.end()) meet(entry, found->second, diagnostics);
    }
  }

 private:
  // Sealed rows stand with the entity that held the asset at the end of their year.
  SealedOpenings::const_iterator find(const RegisterEntry& entry) const {
    if (const auto own = openings_.find({entry.asset.entity, entry.asset.id}); own != openings_.end()) return own;
    for (const Event& event : entry.events) {
      const auto* transfer = std::get_if<Transfer>(&event.detail);
      if (transfer == nullptr || transfer->to_entity.empty()) continue;
      const auto held = openings_.find({transfer->to_entity, entry.asset.id});
      if (held != openings_.end()) return held;
    }
    return openings_.end();
  }

  void meet(RegisterEntry& entry, const SealedOpening& sealed, Diagnostics& diagnostics) const {
    const Framework framework = framework_();
    AssetReconciler reconciler(framework);
    const auto& stated = inner_->entities();
    const auto owner =
        std::find_if(stated.begin(), stated.end(), [&](const Entity& each) { return each.id == entry.asset.entity; });
    reconciler.set_entity(owner == stated.end() ? nullptr : &*owner);
    const AssetYear* last = reconciler.open(entry) ? reconciler.run_year(year_ - 1) : nullptr;
    if (last == nullptr) return;  // said when the asset is run
    Recorded& row = row_of(entry);
    row.book_charge = last->row.book_charge + last->row.book_carrying_close - sealed.book_carrying;
    row.tax_charge = last->row.tax_charge + last->row.tax_base_close - sealed.tax_base;
    tell(entry, sealed, diagnostics);
  }

  Recorded& row_of(RegisterEntry& entry) const {
    for (Recorded& row : entry.recorded) {
      if (row.year == year_ - 1 && row.month == 0) return row;
    }
    Recorded row;
    row.year = year_ - 1;
    row.origin = entry.asset.origin;
    return entry.recorded.emplace_back(row);
  }

  void tell(const RegisterEntry& entry, const SealedOpening& sealed, Diagnostics& diagnostics) const {
    const Text cause = cause_words(sealed.cause);
    Diagnostic diagnostic;
    diagnostic.severity = Severity::warning;
    diagnostic.code = "OPENING-NOT-AS-SEALED";
    diagnostic.span = inner_->span(entry.asset.origin, "asset");
    diagnostic.message = {
        fmt::format("资产 {} {} 年初计算为账面 {}、计税基础 {}，上年封存的期末为 {}、{}；原因：{}。以封存的为期初",
                    entry.asset.id, year_, to_string(sealed.book_computed), to_string(sealed.tax_computed),
                    to_string(sealed.book_carrying), to_string(sealed.tax_base), cause.zh),
        fmt::format(
            "asset {} opens {} with {} book and {} tax as computed, and last year was sealed with {} and {}: {}. "
            "The sealed closing is taken",
            entry.asset.id, year_, to_string(sealed.book_computed), to_string(sealed.tax_computed),
            to_string(sealed.book_carrying), to_string(sealed.tax_base), cause.en)};
    diagnostic.help = {"如上年申报有误，先封存更正申报（tieout archive amend）。",
                       "If last year's filing is wrong, seal an amended one first (tieout archive amend)."};
    diagnostics.add(std::move(diagnostic));
  }

  std::unique_ptr<loading::RegisterReader> inner_;
  SealedOpenings openings_;
  int year_;
  std::function<Framework()> framework_;
};

}  // namespace

SealedOpenings differing_openings(const std::string& rows_path, const std::string& last_path) {
  SealedOpenings openings;
  CsvRows rows(rows_path), last(last_path);
  const auto take = [&](const CsvRows& now, const std::string& book, const std::string& tax) {
    SealedOpening opening;
    opening.book_computed = amount_of(now.cell("book_carrying_open"));
    opening.tax_computed = amount_of(now.cell("tax_base_open"));
    opening.book_carrying = amount_of(book);
    opening.tax_base = amount_of(tax);
    if (opening.book_computed == opening.book_carrying && opening.tax_computed == opening.tax_base) return;
    openings[now.key()] = opening;
  };
  std::map<std::string, std::pair<std::string, std::string>> nameless;  // closings whose entity was not stated then
  const auto without_entity = [&](const CsvRows& row) { return row.cells[0].empty(); };
  while (rows.there) {
    if (last.there && last.key() < rows.key()) {
      if (without_entity(last)) {
        nameless[last.cells[1]] = {last.cell("book_carrying_close"), last.cell("tax_base_close")};
      }
      last.next();
    } else if (last.there && last.key() == rows.key()) {
      take(rows, last.cell("book_carrying_close"), last.cell("tax_base_close"));
      rows.next();
      last.next();
    } else {  // new this year, held by another entity before, or named since
      const auto found = nameless.find(rows.cells[1]);
      if (found != nameless.end()) {
        take(rows, found->second.first, found->second.second);
        nameless.erase(found);
      }
      rows.next();
    }
  }
  return openings;
}

std::string openings_text(const SealedOpenings& openings) {
  std::string text = "entity,asset,book_carrying,tax_base,book_computed,tax_computed,cause\n";
  for (const auto& [key, each] : openings) {
    text += archive::csv_line({key.first, key.second, to_string(each.book_carrying), to_string(each.tax_base),
                               to_string(each.book_computed), to_string(each.tax_computed), each.cause});
  }
  return text;
}

SealedOpenings read_openings(const std::string& path) {
  SealedOpenings openings;
  for (CsvRows rows(path); rows.there; rows.next()) {
    openings[rows.key()] = {amount_of(rows.cell("book_carrying")), amount_of(rows.cell("tax_base")),
                            amount_of(rows.cell("book_computed")), amount_of(rows.cell("tax_computed")),
                            rows.cell("cause")};
  }
  return openings;
}

std::unique_ptr<loading::RegisterReader> with_openings(std::unique_ptr<loading::RegisterReader> reader,
                                                       SealedOpenings openings, int year,
                                                       std::function<Framework()> framework) {
  return std::make_unique<OpeningReader>(std::move(reader), std::move(openings), year, std::move(framework));
}

}  // namespace tieout::cli
