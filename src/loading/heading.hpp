// What headings mean: canonical names, the equivalents of data/headings.toml, and a user's own mapping file.
// Inside loading/ only.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "loading/field.hpp"
#include "loading/toml.hpp"
#include "tieout/core/diagnostic.hpp"

namespace tieout::loading {

// The unit a heading puts on its cells.
enum class HeadingUnit : std::uint8_t {
  none,
  months,
  years,
  percent,   // "净残值率(%)": 5 means 5%
  unstated,  // "使用年限": years or months, nobody knows
  foreign,   // "原值(万元)": not yuan
};

struct HeadingMeaning {
  FieldIndex field = 0;
  HeadingUnit unit = HeadingUnit::none;
  // Gives way to another column of the field: 卡片编号 beside 资产编号, 入账日期 beside 开始使用日期.
  bool second_choice = false;
};

// "asset = { value = … }" of a mapping file: the same cell for every row.
struct ConstantCell {
  FieldIndex field = 0;
  std::string text;
};

// Without spaces, line breaks and marks of compulsory columns (*), full-width forms as ASCII, in lower case, a
// trailing "(元)" dropped.
std::string normalise_heading(std::string_view heading);

class HeadingWords {
 public:
  // Reads data/headings.toml; what is wrong with it goes to `diagnostics`.
  static HeadingWords load(const std::string& path, Diagnostics& diagnostics);

  // Reads a user's mapping: `our_name = "their heading"`, or { heading = "…", unit = "年" }, or { value = "…" },
  // and `ignore = ["…"]`, at the top (for every table) or below [assets], [events] …
  void add_mapping(const std::string& path, Diagnostics& diagnostics);

  std::optional<HeadingMeaning> meaning(RecordType type, std::string_view heading) const;
  bool ignored(RecordType type, std::string_view heading) const;
  // The known name that the unknown `heading` is nearly, or empty.
  std::string near_miss(RecordType type, std::string_view heading) const;
  // Whether an upper heading makes another thing of the lower one ("税务 / 使用月数").
  bool stands_apart(std::string_view upper) const;

  const std::vector<ConstantCell>& constants(RecordType type) const { return at(type).constants; }
  // Headings that the mapping names for this table, with the fields they stand for.
  struct Mapped {
    std::string heading;
    FieldIndex field = 0;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
  };
  const std::vector<Mapped>& mapped(RecordType type) const { return at(type).mapped; }
  const std::string& mapping_path() const { return mapping_path_; }

  bool is_sheet_of(RecordType type, std::string_view sheet) const;
  bool is_subtotal(std::string_view text) const;  // contains 小计
  bool is_total(std::string_view text) const;     // contains 合计 or 总计

  // Canonical word of the alias, per list of [words.*]; the lists are those of value_words.
  const std::vector<std::pair<std::string, std::string>>& words(std::string_view list) const;

 private:
  struct Table {
    std::unordered_map<std::string, HeadingMeaning> names;
    std::unordered_set<std::string> ignored;
    std::vector<std::string> canonical;
    std::vector<std::string> equivalents;
    std::vector<ConstantCell> constants;
    std::vector<Mapped> mapped;
    std::unordered_set<std::string> sheets;
  };

  Table& at(RecordType type) { return tables_[static_cast<std::size_t>(type)]; }
  const Table& at(RecordType type) const { return tables_[static_cast<std::size_t>(type)]; }
  void add_canonical(RecordType type);
  void read_table(RecordType type, const TomlNode& node, const std::string& path, Diagnostics& diagnostics);
  void add_equivalents(RecordType type, const TomlNode& list, HeadingMeaning meaning);
  struct MappingPlace {
    const std::string& path;
    Diagnostics& diagnostics;
    bool own_table = true;  // the mapping speaks of this table, not of the file as a whole
  };
  bool map_key(RecordType type, const std::string& key, const TomlNode& node, const MappingPlace& place);
  void map_table(RecordType type, const TomlNode& node, const MappingPlace& place);
  bool map_everywhere(const std::string& key, const TomlNode& node, MappingPlace place);
  bool differs_tellingly(std::string_view a, std::string_view b) const;

  std::array<Table, kRecordTypes> tables_;
  std::vector<std::string> apart_, subtotal_, total_;
  std::string telling_;
  std::unordered_map<std::string, std::vector<std::pair<std::string, std::string>>> words_;
  std::string mapping_path_;
};

}  // namespace tieout::loading
