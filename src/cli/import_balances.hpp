// The trial balance among the files of an import, read as tie reads it.
#pragma once

#include "cli/document_import.hpp"

namespace tieout::cli {

class BalanceImport : public DocumentImport {
 public:
  // Reads the file of --trial-balance; what is wrong with it goes to `diagnostics`. `options` must outlive it.
  BalanceImport(const Options& options, Diagnostics& diagnostics);

 private:
  DocumentRecords records_of(const archive::StoredDocument& document) const override;

  const Options& options_;
};

}  // namespace tieout::cli
