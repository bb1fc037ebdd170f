#include "archive/migrations.hpp"

#include <array>

namespace tieout::archive {

std::span<const Migration> migrations() {
  static const std::array kMigrations{
      Migration{1, "inputs with their places, imports, and the log of changes", kSchemaInputs},
      Migration{2, "sealed filings", kSchemaFilings},
  };
  return kMigrations;
}

int newest_version() { return migrations().back().version; }

}  // namespace tieout::archive
