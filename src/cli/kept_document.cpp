#include "cli/kept_document.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace tieout::cli {

std::string write_document(const archive::StoredDocument& document, const std::string& directory,
                           const std::string& name) {
  const bool workbook = std::filesystem::path(document.file).extension() == ".xlsx";
  std::string path = fmt::format("{}/{}.{}", directory, name, workbook ? "xlsx" : "csv");
  return archive::write_file(path, document.content) ? path : std::string();
}

}  // namespace tieout::cli
