#include "cli/import_return.hpp"

#include <fmt/format.h>

#include <utility>

#include "cli/accepted_return.hpp"

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

ReturnImport::ReturnImport(const Options& options, std::vector<const rules::FormEdition*> editions,
                           Diagnostics& diagnostics)
    : DocumentImport(archive::kReturnDocument, std::to_string(*options.year), options.filed.filed),
      options_(options),
      editions_(std::move(editions)) {
  if (!withdraws()) records_ = by_cell(read_accepted_return(options.filed.filed, editions_, options, diagnostics));
}

DocumentRecords ReturnImport::records_of(const archive::StoredDocument& document) const {
  Diagnostics told;  // when it was imported
  return by_cell(read_document(document, told, [&](const std::string& path, Diagnostics& found) {
    return read_accepted_return(path, editions_, options_, found);
  }));
}

}  // namespace tieout::cli
