// A document that a workspace keeps, given to the readers of files.
#pragma once

#include <string>

#include "archive/documents.hpp"
#include "archive/filing_files.hpp"
#include "tieout/core/diagnostic.hpp"

namespace tieout::cli {

// Writes a kept document as DIRECTORY/NAME.csv or .xlsx; its path, or empty where it cannot be written.
std::string write_document(const archive::StoredDocument& document, const std::string& directory,
                           const std::string& name);

// `read(path)` on the document as a file; what is wrong is told of the file that was imported.
template <typename Read>
auto read_document(const archive::StoredDocument& document, Diagnostics& diagnostics, Read&& read) {
  const archive::WorkDirectory work;
  const std::string path = write_document(document, work.path(), "document");
  Diagnostics found;
  auto result = read(path, found);
  for (Diagnostic diagnostic : found.all()) {
    if (diagnostic.span.file == path) diagnostic.span.file = document.file;
    diagnostics.add(std::move(diagnostic));
  }
  return result;
}

}  // namespace tieout::cli
