// The records of input files as rows of canonical cells, each with what the file really said: what a workspace keeps.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loading/field.hpp"
#include "loading/register_reader.hpp"

namespace tieout::loading {

// What stands in the file where it is not the canonical text of the field.
struct AsRead {
  FieldIndex field = 0;
  std::uint32_t column = 0;  // from 1: a column without a field; 0: see `field`
  std::string_view text;
  // Of TOML, where every value has its own place; else 0.
  std::uint32_t at_line = 0, at_column = 0;
};

struct InputRow {
  std::uint32_t line = 0;
  std::vector<std::string_view> cells;  // by field; empty: not stated
  std::vector<AsRead> as_read;

 private:
  friend class InputRows;
  struct Work;
  std::shared_ptr<Work> work_;
};

// A column of the file: number from 1 as the user counts; below 1: the same cell for every row.
struct InputColumn {
  std::int32_t number = 0;
  std::int32_t field = -1;  // -1: not used
};

struct InputSource {
  std::string file, sheet;
  bool nodes = false;  // TOML
  std::uint32_t heading_line = 0;
  std::vector<InputColumn> columns;
};

class InputRows {
 public:
  // Opens the files that `files` names; what is wrong with files and headings goes to `diagnostics`.
  static std::unique_ptr<InputRows> open(const InputFiles& files, const rules::RuleBook& rules,
                                         Diagnostics& diagnostics);
  virtual ~InputRows() = default;

  virtual bool has(RecordType type) const = 0;
  bool empty() const;
  virtual InputSource source(RecordType type) const = 0;
  // Numbers of the rows that are records, in the order of the file. Control totals, rows without an id and footers go
  // to `diagnostics`.
  virtual std::vector<std::uint32_t> records(RecordType type, Diagnostics& diagnostics) const = 0;
  // Reads a row; cells that cannot be read stay as they are. `row` is reused. With `only`, no more than the cells of
  // those fields. Thread-safe with distinct rows.
  virtual void read(RecordType type, std::uint32_t number, InputRow& row,
                    std::span<const FieldIndex> only = {}) const = 0;

 protected:
  static InputRow::Work& work_of(InputRow& row);
};

}  // namespace tieout::loading
