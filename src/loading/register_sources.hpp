// Opening the input files and finding the table of each record type in them. Inside loading/ only.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "loading/record_table.hpp"
#include "loading/register_reader.hpp"

namespace tieout::loading {

struct Sources {
  std::array<std::unique_ptr<RecordTable>, kRecordTypes> tables;  // null: not given, or not readable
  std::vector<std::string> files;

  RecordTable* at(RecordType type) { return tables[static_cast<std::size_t>(type)].get(); }
  const RecordTable* at(RecordType type) const { return tables[static_cast<std::size_t>(type)].get(); }
  const RecordTable* by_number(std::uint32_t source) const;
};

// Opens every file given and binds its columns. A workbook (or TOML file) given for the assets also yields the
// tables that no file of their own was given for.
Sources open_sources(const InputFiles& files, const HeadingWords& words, Diagnostics& diagnostics);

// The [[…]] tables of a TOML root as sheets, by record type; keys at the top other than those and `others` are
// diagnostics.
std::vector<std::unique_ptr<NodeSheet>> node_sheets(const TomlNode& root, const std::string& path,
                                                    const std::vector<std::string>& others, Diagnostics& diagnostics);

}  // namespace tieout::loading
