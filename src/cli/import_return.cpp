#include "cli/import_return.hpp"

#include <fmt/format.h>

#include "cli/accepted_return.hpp"
#include "cli/kept_document.hpp"

namespace tieout::cli {

namespace {

DocumentRecords by_cell(const std::vector<FiledFormCell>& cells) {
  DocumentRecords records;
  for (const FiledFormCell& cell : cells) {
    const std::string place = fmt::format("{} {}:{}", cell.form, cell.row, cell.column);
    records[{cell.entity, place, "amount"}] = cell.amount;
    if (!cell.reason.empty()) records[{cell.entity, place, "reason"}] = cell.reason;
    if (!cell.receipt.empty()) records[{cell.entity, cell.form, "receipt"}] = cell.receipt;
    if (cell.filed_on) records[{cell.entity, cell.form, "filed_on"}] = to_string(*cell.filed_on);
  }
  return records;
}

}  // namespace

ReturnImport::ReturnImport(const Options& options, const std::vector<const rules::FormEdition*>& editions,
                           Diagnostics& diagnostics)
    : DocumentImport(archive::kReturnDocument, std::to_string(*options.year), options.filed.filed), options_(options) {
  options_.forms.form.clear();  // the whole return is kept
  for (const rules::FormEdition* each : editions) editions_.push_back(*each);
  if (withdraws()) return;
  const std::size_t errors = diagnostics.errors();
  records_ = by_cell(read(options.filed.filed, diagnostics));
  if (!records_.empty() || diagnostics.errors() > errors) return;
  Diagnostic diagnostic;
  diagnostic.code = "FILED-NOTHING";
  diagnostic.span.file = options.filed.filed;
  diagnostic.message = {fmt::format("没有属于 {} 年度申报表的单元格", *options.year),
                        fmt::format("there is no cell of a form of the return for {}", *options.year)};
  diagnostic.help = {
      "核对表号（如 A105080）和年度；tieout rules list 列出已收录的申报表。",
      "Check the form (such as A105080) and the year; tieout rules list shows the forms that are known."};
  diagnostics.add(std::move(diagnostic));
}

std::vector<FiledFormCell> ReturnImport::read(const std::string& path, Diagnostics& diagnostics) const {
  std::vector<const rules::FormEdition*> editions;
  for (const rules::FormEdition& each : editions_) editions.push_back(&each);
  return read_accepted_return(path, editions, options_, diagnostics);
}

DocumentRecords ReturnImport::records_of(const archive::StoredDocument& document) const {
  Diagnostics told;  // when it was imported
  return by_cell(
      read_document(document, told, [&](const std::string& path, Diagnostics& found) { return read(path, found); }));
}

}  // namespace tieout::cli
