#include "cli/report_contents.hpp"

#include <algorithm>

#include "cli/adjustment_note.hpp"
#include "cli/position_note.hpp"

namespace tieout::cli {

ReportContents::ReportContents(Session& session) : session_(session), forms_(session) {}

ReportContents::~ReportContents() = default;

int ReportContents::through() const {
  const Options& options = session_.options();
  return options.through ? options.through->month() : 12;
}

bool ReportContents::collect(const Met& met, const Shown& shown, const InOrder& in_order) {
  const rules::FindingCatalogue catalogue(session_.rules().parameters);
  maker_ = std::make_unique<FindingMaker>(catalogue, year());
  FindingList findings(Acceptances(session_.reader().acceptances()), true, Severity::note);
  session_.run([&](AssetReconciler& reconciler, const RegisterEntry& entry,
                   BatchResult& result) { examine(reconciler, entry, met, shown, result); },
               [&](BatchResult& result) {
                 merge(result, findings);
                 in_order(result);
               });
  keep_findings(std::move(findings), catalogue);
  maker_.reset();
  add_lines();
  if (session_.report_errors()) return false;
  if (forms_.any()) forms_.finish();
  return true;
}

void ReportContents::examine(AssetReconciler& reconciler, const RegisterEntry& entry, const Met& met,
                             const Shown& shown, BatchResult& result) const {
  if (!reconciler.open(entry)) return;
  const std::string& entity = session_.options().entity;
  const AssetYear* row = reconciler.run_year(year(), through());
  const bool is_shown = row != nullptr && (entity.empty() || row->row.entity == entity);
  if (row != nullptr) met(*row, is_shown, result);
  if (is_shown) {
    result.totals.add(*row);
    add_positions(reconciler, entry, *row, through(), result);
    forms_.add(reconciler, entry, *row, result);
  }
  reconciler.finish();
  if (!reconciler.problems().empty()) return;
  if (is_shown && shown) shown(reconciler, entry, result);
  prove_asset(reconciler, entry, result);
  maker_->examine(reconciler, entry, result.findings);
}

// The assets of the forecast are those of tieout prove: with the entity that holds them at the end of the year.
void ReportContents::prove_asset(AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult& result) const {
  if (!reconciler.open(entry)) return;
  const std::string& entity = reconciler.entity_at(december(std::min(year(), kLastCalendarYear)));
  if (!session_.options().entity.empty() && entity != session_.options().entity) return;
  const LifetimeProof proof = prove_lifetime(reconciler, year(), result.proofs.forecast());
  if (proof.end != LifetimeEnd::refused) {
    result.proofs.add(ProvenAsset{entity, entry.asset.id, entry.asset.name, proof});
  }
}

void ReportContents::merge(BatchResult& result, FindingList& findings) {
  for (const std::string& entity : result.totals.entities()) {
    if (!std::count(entities_.begin(), entities_.end(), entity)) entities_.push_back(entity);
  }
  totals_.merge(result.totals);
  positions_.merge(result.positions);
  proofs_.merge(std::move(result.proofs));
  if (forms_.any()) forms_.merge(result.forms);
  for (Finding& finding : result.findings) {
    if (session_.options().entity.empty() || finding.entity == session_.options().entity) {
      findings.add(std::move(finding));
    }
  }
}

// Amounts without a card enter totals and forms like an asset, and no list of assets.
void ReportContents::add_lines() {
  of_assets_ = totals_.total();
  lines_ = adjustment_lines_of(session_, year(), through());
  for (const AdjustmentLine& line : lines_) {
    totals_.add(line.year);
    forms_.add_line(line, session_.diagnostics());
    const std::string& entity = line.row().entity;
    if (!std::count(entities_.begin(), entities_.end(), entity)) entities_.push_back(entity);
  }
}

std::vector<Table> ReportContents::line_tables() const {
  if (lines_.empty()) return {};
  const Language language = session_.options().language;
  std::vector<Table> tables;
  tables.push_back(adjustment_line_table(lines_, session_.rules().classes, language));
  tables.push_back(totals_with_lines(of_assets_, lines_, language, true));
  tables.push_back(adjustment_rows(lines_, session_));
  return tables;
}

void ReportContents::keep_findings(FindingList findings, const rules::FindingCatalogue& catalogue) {
  for (const Diagnostic& diagnostic : session_.diagnostics().all()) {
    if (diagnostic.severity == Severity::error || catalogue.find(diagnostic.code) != nullptr) continue;
    Finding finding;
    finding.code = diagnostic.code;
    finding.severity = diagnostic.severity;
    finding.message = diagnostic.message;
    finding.article = diagnostic.rule;
    finding.remedy = diagnostic.help;
    findings.add(std::move(finding), diagnostic.span);
  }
  std::vector<FindingLine> lines = findings.lines();
  for (FindingLine& line : lines) {
    if (line.place.file.empty()) line.place = session_.reader().span(line.finding.origin, line.finding.field);
  }
  const FindingWords words{&session_.rules(), session_.options().language};
  findings_ = findings_table(lines, findings.acceptances(), words);
  remedies_ = findings_remedies(lines, words);
}

Cover ReportContents::cover() const {
  Cover cover(session_);
  for (const std::string& id : entities_) {
    if (!id.empty()) cover.add_entity(id);
  }
  cover.add_frame();
  cover.add_proofs(totals_, proofs_);
  return cover;
}

Table ReportContents::at_disposal() const {
  return proof_table("open-at-disposal", {"处置时才转回", "Open until disposal"}, proofs_.open_at_disposal(), year());
}

}  // namespace tieout::cli
