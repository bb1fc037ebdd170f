// The forms of a full report (page, PDF, workbook) with the assets behind every cell: filled while assets pass by the
// first time, shared out among them while they pass by again.
#pragma once

#include <string>
#include <vector>

#include "cli/session.hpp"
#include "tieout/filing/adjustment_lines.hpp"
#include "writing/html_page.hpp"

namespace tieout::cli {

class PageForms {
 public:
  // `session` must outlive it.
  explicit PageForms(const Session& session);

  // Whether the year has forms: a part of a year has none, nor a year or a country without an edition.
  bool any() const { return set_.has_value(); }

  // First pass, in a worker: adds the asset; then in order.
  void add(const AssetReconciler& reconciler, const RegisterEntry& entry, const AssetYear& year,
           BatchResult& result) const;
  void merge(const std::vector<EntityForms>& forms);
  // An amount without a card, after all assets.
  void add_line(const AdjustmentLine& line, Diagnostics& diagnostics);
  void finish();

  // Second pass: the parts of the asset in the cells, as JSON: [[form, [row, …], [column, amount, …]], …]. Rows in
  // which it has the same parts (a class, the total above it) stand together. Adds the parts to result.forms.
  std::string shares(const AssetReconciler& reconciler, const RegisterEntry& entry, const AssetYear& year,
                     BatchResult& result) const;
  // The same for a sheet: a part for each row that is filled by assets themselves, in result.parts.
  void parts(const AssetReconciler& reconciler, const RegisterEntry& entry, const AssetYear& year,
             BatchResult& result) const;
  // Both for an amount without a card.
  std::string line_shares(const AdjustmentLine& line, BatchResult& result) const;
  void line_parts(const AdjustmentLine& line, BatchResult& result) const;
  void merge_listed(const std::vector<EntityForms>& listed);
  // Throws InvariantViolation where the parts listed do not add up to a cell.
  void prove() const;

  // [{"entity":…,"form":…,"edition":…,"table":…}, …]
  std::string forms_json() const;
  Table checks_table() const;
  // Where any() holds; `filled` once finished.
  const FormSet& set() const { return *set_; }
  const std::vector<EntityForms>& filled() const { return forms_; }

 private:
  void warn_without_row(const ReconciliationRow& row, const Text& what, SourceSpan span,
                        Diagnostics& diagnostics) const;
  std::string shares_of(const EntityForms& alone, BatchResult& result) const;
  void parts_of(const EntityForms& alone, const ReconciliationRow& row, BatchResult& result) const;
  EntityForms alone(const AdjustmentLine& line) const;
  const Entity* entity_named(const std::string& id) const;
  EntityForms& forms_of(const std::string& entity, std::vector<EntityForms>& list) const;
  std::size_t index_of(const std::string& entity) const;

  const Session& session_;
  std::vector<RoutingOverride> overrides_;  // none: they are options of tieout forms
  std::optional<FormSet> set_;
  std::vector<EntityForms> forms_, listed_;
  std::vector<FormCheckResult> checks_;
  std::vector<std::vector<std::int32_t>> shown_;  // by entity and form: row as shown; -1: not shown
};

}  // namespace tieout::cli
