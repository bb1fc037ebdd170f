#include "cli/page_forms.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tieout/core/invariant.hpp"
#include "writing/html_values.hpp"

namespace tieout::cli {

PageForms::PageForms(const Session& session) : session_(session) {
  const Options& options = session.options();
  if (options.through && options.through->month() != 12) return;
  auto editions = rules::editions_for(session.rules().forms, options.tax, *options.year, options.law_as_of);
  if (!editions.empty()) set_.emplace(std::move(editions), session.framework(), *options.year, overrides_);
}

const Entity* PageForms::entity_named(const std::string& id) const {
  for (const Entity& entity : session_.reader().entities()) {
    if (entity.id == id) return &entity;
  }
  return nullptr;
}

EntityForms& PageForms::forms_of(const std::string& entity, std::vector<EntityForms>& list) const {
  for (auto it = list.rbegin(); it != list.rend(); ++it) {
    if (it->entity == entity) return *it;
  }
  return list.emplace_back(set_->begin(entity, entity_named(entity)));
}

std::size_t PageForms::index_of(const std::string& entity) const {
  const auto found =
      std::lower_bound(forms_.begin(), forms_.end(), entity,
                       [](const EntityForms& forms, const std::string& id) { return forms.entity < id; });
  return static_cast<std::size_t>(found - forms_.begin());
}

void PageForms::add(const AssetReconciler& reconciler, const RegisterEntry& entry, const AssetYear& year,
                    BatchResult& result) const {
  if (!any()) return;
  EntityForms& forms = forms_of(year.row.entity, result.forms);
  const Entity* owner = entity_named(entry.asset.entity);
  if (set_->add(forms, entry, year, reconciler.terms().elected, owner, nullptr)) return;
  warn_without_row(year.row, {"资产 " + entry.asset.id, "asset '" + entry.asset.id + "'"},
                   session_.reader().span(entry.asset.origin, "class"), result.diagnostics);
}

void PageForms::warn_without_row(const ReconciliationRow& row, const Text& what, SourceSpan span,
                                 Diagnostics& diagnostics) const {
  const rules::AssetClass& asset_class = session_.rules().classes.at(row.asset_class);
  Diagnostic diagnostic;
  diagnostic.severity = Severity::warning;
  diagnostic.code = "FORM-CLASS-NO-ROW";
  diagnostic.span = std::move(span);
  diagnostic.message = {
      fmt::format("{} 年度申报表没有“{}”的行次，报告中的申报表不含{}", row.year, asset_class.label.zh, what.zh),
      fmt::format("the forms of {} have no row for '{}': those of this report leave out {}", row.year, asset_class.code,
                  what.en)};
  diagnostic.help = {"改用该年度表内有行次的类别，或用 --set-aside 搁置并另行调整。",
                     "Give it a class that has a row in that year, or set the card aside and adjust it by hand."};
  diagnostics.add(std::move(diagnostic));
}

void PageForms::add_line(const AdjustmentLine& line, Diagnostics& diagnostics) {
  if (!any()) return;
  const std::string& entity = line.row().entity;
  if (set_->add(forms_of(entity, forms_), line.entry, line.year, false, entity_named(entity), nullptr)) return;
  warn_without_row(line.row(), {"无卡片金额", "amounts without a card"},
                   session_.reader().span(line.rows.front()->origin, "class"), diagnostics);
}

EntityForms PageForms::alone(const AdjustmentLine& line) const {
  const std::string& entity = line.row().entity;
  EntityForms alone = set_->begin(entity, entity_named(entity));
  set_->add(alone, line.entry, line.year, false, entity_named(entity), nullptr);
  return alone;
}

std::string PageForms::line_shares(const AdjustmentLine& line, BatchResult& result) const {
  return any() ? shares_of(alone(line), result) : "[]";
}

void PageForms::line_parts(const AdjustmentLine& line, BatchResult& result) const {
  if (any()) parts_of(alone(line), line.row(), result);
}

void PageForms::merge(const std::vector<EntityForms>& forms) {
  for (const EntityForms& each : forms) FormSet::merge(forms_of(each.entity, forms_), each);
}

void PageForms::finish() {
  std::sort(forms_.begin(), forms_.end(),
            [](const EntityForms& a, const EntityForms& b) { return a.entity < b.entity; });
  for (EntityForms& forms : forms_) {
    auto checks = set_->finish(forms);
    checks_.insert(checks_.end(), checks.begin(), checks.end());
    for (const EntityForms::Sheet& sheet : forms.sheets) {
      std::vector<std::int32_t>& shown = shown_.emplace_back();
      std::int32_t next = 0;
      for (const std::string& number : sheet.numbers) shown.push_back(number.empty() ? -1 : next++);
    }
  }
}

std::string PageForms::shares(const AssetReconciler& reconciler, const RegisterEntry& entry, const AssetYear& year,
                              BatchResult& result) const {
  if (!any()) return "[]";
  const std::string& entity = year.row.entity;
  EntityForms alone = set_->begin(entity, entity_named(entity));
  set_->add(alone, entry, year, reconciler.terms().elected, entity_named(entry.asset.entity), nullptr);
  return shares_of(alone, result);
}

std::string PageForms::shares_of(const EntityForms& alone, BatchResult& result) const {
  const std::size_t place = index_of(alone.entity);
  EntityForms& listed = forms_of(alone.entity, result.forms);
  std::string out = "[";
  for (std::size_t form = 0; form < alone.sheets.size(); ++form) {
    const rules::FormEdition& edition = set_->edition(form);
    const std::size_t index = place * alone.sheets.size() + form;
    std::vector<std::pair<std::string, std::string>> groups;  // parts, rows
    for (std::size_t row = 0; row < edition.rows.size(); ++row) {
      std::string parts;
      for (std::size_t column = 0; column < edition.columns.size(); ++column) {
        const FormCell at{form, row, column};
        const Money amount = set_->share(alone, forms_[place], at);
        if (amount.is_zero()) continue;
        listed.cell(at, edition.columns.size()) += amount;
        parts += fmt::format("{}{},", parts.empty() ? "" : ",", column);
        writing::append_page_number(parts, amount.fen());
      }
      if (parts.empty() || shown_[index][row] < 0) continue;
      const auto same = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.first == parts; });
      if (same != groups.end()) {
        same->second += fmt::format(",{}", shown_[index][row]);
      } else {
        groups.emplace_back(std::move(parts), std::to_string(shown_[index][row]));
      }
    }
    for (const auto& [parts, rows] : groups) {
      out += fmt::format("{}[{},[{}],[{}]]", out.size() > 1 ? "," : "", index, rows, parts);
    }
  }
  return out + "]";
}

void PageForms::parts(const AssetReconciler& reconciler, const RegisterEntry& entry, const AssetYear& year,
                      BatchResult& result) const {
  if (!any()) return;
  const std::string& entity = year.row.entity;
  EntityForms alone = set_->begin(entity, entity_named(entity));
  set_->add(alone, entry, year, reconciler.terms().elected, entity_named(entry.asset.entity), nullptr);
  parts_of(alone, year.row, result);
}

void PageForms::parts_of(const EntityForms& alone, const ReconciliationRow& of, BatchResult& result) const {
  const EntityForms& whole = forms_[index_of(alone.entity)];
  EntityForms& listed = forms_of(alone.entity, result.forms);
  for (std::size_t form = 0; form < alone.sheets.size(); ++form) {
    const rules::FormEdition& edition = set_->edition(form);
    for (std::size_t row = 0; row < edition.rows.size(); ++row) {
      FormPart part{alone.entity, of.asset, of.name, of.asset_class, form, row, {}};
      part.amounts.resize(edition.columns.size());
      bool filled = false;
      for (std::size_t column = 0; column < edition.columns.size(); ++column) {
        const FormCell at{form, row, column};
        part.amounts[column] = set_->share(alone, whole, at);
        listed.cell(at, edition.columns.size()) += part.amounts[column];
        filled = filled || !part.amounts[column].is_zero();
      }
      if (filled && edition.rows[row].sum.empty()) result.parts.push_back(std::move(part));
    }
  }
}

void PageForms::merge_listed(const std::vector<EntityForms>& listed) {
  for (const EntityForms& each : listed) FormSet::merge(forms_of(each.entity, listed_), each);
}

void PageForms::prove() const {
  for (const EntityForms& listed : listed_) {
    const EntityForms& whole = forms_[index_of(listed.entity)];
    for (std::size_t form = 0; form < whole.sheets.size(); ++form) {
      const rules::FormEdition& edition = set_->edition(form);
      for (std::size_t i = 0; i < whole.sheets[form].cells.size(); ++i) {
        const Money sum = listed.sheets[form].cells[i];
        const Money cell = whole.sheets[form].cells[i];
        if (sum == cell) continue;
        const std::size_t columns = edition.columns.size();
        throw InvariantViolation("cell-equals-its-assets",
                                 fmt::format("{} {} row {} column {}: {} against {}", listed.entity, edition.form,
                                             edition.rows[i / columns].number, edition.columns[i % columns].number,
                                             to_string(cell), to_string(sum)));
      }
    }
  }
}

std::string PageForms::forms_json() const {
  std::string out = "[";
  const bool gloss = session_.options().language == Language::en;
  for (const EntityForms& forms : forms_) {
    for (std::size_t form = 0; form < forms.sheets.size(); ++form) {
      const rules::FormEdition& edition = set_->edition(form);
      if (out.size() > 1) out += ",\n";
      out += fmt::format("{{\"entity\":{},\"form\":{},\"edition\":{},\"table\":", writing::page_string(forms.entity),
                         writing::page_string(edition.form), writing::page_string(edition.name()));
      // The forms speak Chinese in every report; an English one explains the rows.
      out += writing::page_table(form_table(*set_, forms, form, Language::zh), Language::zh) + ",\"gloss\":[";
      const char* between = "";
      for (std::size_t row = 0; gloss && row < edition.rows.size(); ++row) {
        if (forms.sheets[form].numbers[row].empty()) continue;
        out += between + writing::page_string(edition.rows[row].label.en);
        between = ",";
      }
      out += "]}";
    }
  }
  return out + "]";
}

Table PageForms::checks_table() const { return form_checks_table(checks_, session_.options().language); }

}  // namespace tieout::cli
