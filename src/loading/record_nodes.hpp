// The records of a TOML file ([[asset]], [[event]] …) shown as a sheet, so that they go the way of all cells.
// Inside loading/ only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "loading/field.hpp"
#include "loading/sheet.hpp"
#include "loading/toml.hpp"
#include "tieout/core/diagnostic.hpp"

namespace tieout::loading {

// Column i of the sheet is field i of the record type. A value of a kind that TOML cannot give (a float, a
// boolean, a list) stands as an error cell with its text.
class NodeSheet : public Sheet {
 public:
  struct Value {
    std::string text;
    CellType type = CellType::text;
    TomlKind kind = TomlKind::string;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    FieldIndex field = 0;
  };
  struct Record {
    std::uint32_t line = 0;
    std::vector<Value> values;
    bool spoiled = false;  // by a key that is unknown or repeated
  };

  explicit NodeSheet(RecordType type) : type_(type) {}
  std::size_t row_count() const override { return records_.size(); }
  void read_row(std::size_t index, RowBuffer& buffer) const override;
  std::uint32_t line_of(std::size_t index) const override { return records_[index].line; }

  bool spoiled(std::size_t row) const { return records_[row].spoiled; }
  // The value of the field in a row, or null.
  const Value* value(std::size_t row, FieldIndex field) const;
  RecordType type() const { return type_; }

  // Adds the table as a record; unknown and repeated keys are diagnostics.
  void add(const TomlNode& node, Diagnostics& diagnostics);

 private:
  void add_positions(Record& record, const TomlNode& node, Diagnostics& diagnostics);
  Record rate_record(const TomlNode& entity, const TomlNode& rate, Diagnostics& diagnostics);
  void add_member(Record& record, const std::string& key, const TomlNode& node, Diagnostics& diagnostics);

  RecordType type_;
  std::vector<Record> records_;
};

}  // namespace tieout::loading
