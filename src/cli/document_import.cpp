#include "cli/document_import.hpp"

#include <utility>

#include "archive/crypto.hpp"
#include "archive/filing_files.hpp"

namespace tieout::cli {

DocumentImport::DocumentImport(std::string kind, std::string period, const std::string& file)
    : kind_(std::move(kind)), period_(std::move(period)) {
  document_.file = file;
  if (!withdraws()) document_.content = archive::read_file(file).value_or("");
  document_.sha256 = archive::sha256_hex(document_.content);
}

void DocumentImport::compare(archive::Database& database) {
  changes_.clear();
  counts_ = {records_.size(), 0, 0, 0};
  const auto kept = archive::find_document(database, kind_, period_);
  same_ = kept ? kept->sha256 == document_.sha256 : withdraws();
  if (same_) return;
  DocumentRecords before = kept ? records_of(*kept) : DocumentRecords{};
  const auto note = [&](const char* action, const auto& key, DocumentValue was, DocumentValue is) {
    changes_.push_back({action, std::get<0>(key), std::get<1>(key), std::get<2>(key), std::move(was), std::move(is)});
  };
  for (const auto& [key, value] : records_) {
    const auto was = before.find(key);
    if (was == before.end()) {
      ++counts_.added;
      note("added", key, {}, value);
      continue;
    }
    if (was->second != value) {
      ++counts_.changed;
      note("changed", key, was->second, value);
    }
    before.erase(was);
  }
  for (const auto& [key, value] : before) {
    ++counts_.removed;
    note("removed", key, value, {});
  }
}

void DocumentImport::write(archive::Database& database, std::int64_t number) const {
  archive::keep_document(database, kind_, period_, document_, counts_, number);
}

}  // namespace tieout::cli
