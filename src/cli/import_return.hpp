// The return as the tax office accepted it, among the files of an import: checked against the forms of its year.
#pragma once

#include <vector>

#include "cli/document_import.hpp"
#include "tieout/filing/filed_form.hpp"
#include "tieout/rules/form.hpp"

namespace tieout::cli {

class ReturnImport : public DocumentImport {
 public:
  // Reads the file of --filed; what is wrong with it goes to `diagnostics`. `options` must outlive it.
  ReturnImport(const Options& options, std::vector<const rules::FormEdition*> editions, Diagnostics& diagnostics);

 private:
  DocumentRecords records_of(const archive::StoredDocument& document) const override;

  const Options& options_;
  std::vector<const rules::FormEdition*> editions_;
};

}  // namespace tieout::cli
