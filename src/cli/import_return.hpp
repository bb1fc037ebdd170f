// The return as the tax office accepted it, among the files of an import: checked against the forms of its year.
#pragma once

#include <vector>

#include "cli/document_import.hpp"
#include "tieout/filing/filed_form.hpp"
#include "tieout/rules/form.hpp"

namespace tieout::cli {

class ReturnImport : public DocumentImport {
 public:
  // Reads the file of --filed; what is wrong with it goes to `diagnostics`.
  ReturnImport(const Options& options, const std::vector<const rules::FormEdition*>& editions,
               Diagnostics& diagnostics);

 private:
  DocumentRecords records_of(const archive::StoredDocument& document) const override;
  std::vector<FiledFormCell> read(const std::string& path, Diagnostics& diagnostics) const;

  Options options_;
  std::vector<rules::FormEdition> editions_;  // of our own: rules may be loaded anew before the file is compared again
};

}  // namespace tieout::cli
