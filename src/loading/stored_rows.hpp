// Records that are kept elsewhere than in a file (the workspace), given to the reader row by row as a file would give
// them: the same cells in canonical spelling, and for every cell the place where it was read at first.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "loading/field.hpp"
#include "loading/sheet.hpp"

namespace tieout::loading {

// Column i of the sheet holds the field fields()[i]. Lines are numbers of rows only; places come from place().
class StoredSheet : public Sheet {
 public:
  // Fields that any source of the rows has a column for.
  virtual const std::vector<FieldIndex>& fields() const = 0;
  // Of a cell, or of the row where there is no such cell or no field is named.
  virtual SourceSpan place(std::size_t row, std::optional<FieldIndex> field) const = 0;
  virtual SourceSpan headings_place() const = 0;
  // The files that the rows were read from, in order.
  virtual const std::vector<std::string>& files() const = 0;
};

class StoredRows {
 public:
  virtual ~StoredRows() = default;
  // Null where no record of the type was ever kept; assets are always there, be it without a row. What was remarked
  // about rows and columns that are no records goes to `diagnostics`.
  virtual std::unique_ptr<StoredSheet> open(RecordType type, Diagnostics& diagnostics) const = 0;
};

}  // namespace tieout::loading
