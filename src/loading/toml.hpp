// The only door to toml++: a TOML document as plain nodes, each with its place. Nothing of the library
// shows through.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tieout/core/diagnostic.hpp"

namespace tieout::loading {

enum class TomlKind : std::uint8_t { table, array, string, integer, floating, boolean, date };

struct TomlMember;  // a key and its node

struct TomlNode {
  TomlKind kind = TomlKind::table;
  std::uint16_t sheet = 0;  // of a workbook shown as nodes: its number, from 1
  // string: its value; integer: decimal digits; floating: as in the file; date: ISO; boolean: true/false
  std::string text;
  std::vector<TomlMember> members;  // table, in order of the file
  std::vector<TomlNode> items;      // array
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  const TomlNode* find(std::string_view key) const;
};

struct TomlMember {
  std::string key;
  TomlNode node;
};

// The root table of the file; on trouble a diagnostic (TOML-SYNTAX, FILE-MISSING …) and an empty table.
TomlNode read_toml(const std::string& path, Diagnostics& diagnostics);

}  // namespace tieout::loading
