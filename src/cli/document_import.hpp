// A file that an import keeps whole beside the tables, such as the trial balance of a year: compared with the one kept
// for the same period, record by record.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

#include "archive/documents.hpp"
#include "cli/options.hpp"
#include "tieout/core/diagnostic.hpp"
#include "tieout/core/money.hpp"

namespace tieout::cli {

// What a document says of one thing: an amount, or words.
using DocumentValue = std::variant<std::monostate, Money, std::string>;
// By entity, record and field.
using DocumentRecords = std::map<std::tuple<std::string, std::string, std::string>, DocumentValue>;

struct DocumentChange {
  std::string action;  // "added", "changed" or "removed"
  std::string entity, record, field;
  DocumentValue before, after;
};

// The word in place of a file that withdraws the kept document of a period.
inline constexpr const char* kNoDocument = "none";

class DocumentImport {
 public:
  virtual ~DocumentImport() = default;

  // Compares the file with the one that the workspace keeps.
  void compare(archive::Database& database);
  // In a transaction of the caller.
  void write(archive::Database& database, std::int64_t number) const;

  bool changes_nothing() const { return same_; }
  const std::string& kind() const { return kind_; }
  const std::string& period() const { return period_; }
  const archive::StoredDocument& document() const { return document_; }
  const std::string& sheet() const { return sheet_; }
  const archive::DocumentCounts& counts() const { return counts_; }
  const std::vector<DocumentChange>& changes() const { return changes_; }

 protected:
  // Reads the bytes of `file`; a file that cannot be read is told by its reader.
  DocumentImport(std::string kind, std::string period, const std::string& file);

  // What a kept document says; its mistakes were told when it was imported.
  virtual DocumentRecords records_of(const archive::StoredDocument& document) const = 0;

  bool withdraws() const { return document_.file == kNoDocument; }

  DocumentRecords records_;  // of the file
  std::string sheet_;

 private:
  std::string kind_, period_;
  archive::StoredDocument document_;
  bool same_ = false;
  archive::DocumentCounts counts_;
  std::vector<DocumentChange> changes_;
};

using KeptDocuments = std::vector<std::unique_ptr<DocumentImport>>;

}  // namespace tieout::cli
