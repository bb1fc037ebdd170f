#include "archive/record_shape.hpp"

#include <algorithm>
#include <set>

#include "archive/statement.hpp"

namespace tieout::archive {

using loading::FieldIndex;
using loading::RecordType;

namespace {

// The key of each table, in the order in which its rows lie.
struct TableKey {
  std::string_view table;
  std::vector<std::string_view> fields;
};

const std::vector<TableKey>& table_keys() {
  static const std::vector<TableKey> kKeys{
      {"assets", {"entity", "asset"}},
      {"events", {"entity", "asset", "date", "type"}},
      {"recorded", {"entity", "asset", "year", "month"}},
      {"policies", {"entity", "category", "class", "from"}},
      {"entities", {"entity", "from", "enacted"}},
      {"set_aside", {"entity", "asset"}},
      {"acceptances", {"code", "entity", "asset", "year"}},
      {"adjustments", {"entity", "year", "month", "class", "account", "key"}},
      {"openings", {"entity", "asset"}},
  };
  return kKeys;
}

std::vector<FieldIndex> key_of(RecordType type) {
  std::vector<FieldIndex> result;
  for (const TableKey& key : table_keys()) {
    if (key.table != loading::table_name(type)) continue;
    for (const std::string_view field : key.fields) result.push_back(loading::find_field(type, field).value());
  }
  return result;
}

std::string quoted(const std::string& name) { return '"' + name + '"'; }

}  // namespace

RecordShape shape_of(Database& database, RecordType type) {
  RecordShape shape{type, std::string(loading::table_name(type)), key_of(type), {}, {}};
  std::set<std::string, std::less<>> names;
  Statement columns(database, "SELECT name FROM pragma_table_info('" + shape.table + "')");
  while (columns.step()) names.emplace(columns.text(0));
  // Names that the row's own columns have.
  for (const char* own : {"n", "more", "source", "line", "as_read", "import"}) names.erase(own);
  const auto& fields = loading::fields_of(type);
  for (FieldIndex field = 0; field < fields.size(); ++field) {
    if (std::find(shape.key.begin(), shape.key.end(), field) != shape.key.end()) continue;
    (names.contains(fields[field].name) ? shape.columns : shape.more).push_back(field);
  }
  return shape;
}

std::string RecordShape::name_of(FieldIndex field) const { return std::string(loading::fields_of(type)[field].name); }

std::string RecordShape::key_list() const {
  std::string result;
  for (const FieldIndex field : key) result += quoted(name_of(field)) + ", ";
  return result + "n";
}

std::string RecordShape::column_list() const {
  std::string result = key_list();
  for (const FieldIndex field : columns) result += ", " + quoted(name_of(field));
  return result + ", more, source, line, as_read, import";
}

bool is_kept(RecordType type) {
  return std::any_of(table_keys().begin(), table_keys().end(),
                     [&](const TableKey& key) { return key.table == loading::table_name(type); });
}

bool is_of_card(RecordType type) {
  return is_kept(type) && loading::table_name(type) != "acceptances" && loading::find_field(type, "asset");
}

}  // namespace tieout::archive
