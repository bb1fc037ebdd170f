#include "archive/history.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "archive/flat_json.hpp"
#include "archive/record_image.hpp"

namespace tieout::archive {

using loading::RecordType;

namespace {

struct LoggedChange {
  std::int64_t import;
  bool removed;
  std::string before;
};

// A record through time: what the log says of it, and how it stands now.
struct Record {
  std::vector<LoggedChange> changes;
  std::optional<std::string> now;
};

// By kind, and key as the log writes it.
using Records = std::map<std::pair<RecordType, std::string>, Record>;

std::string text_at(const Members& members, std::string_view key) {
  const std::string* text = find_member(members, key);
  return text != nullptr ? *text : std::string();
}

std::int64_t number_at(const Members& members, std::string_view key) {
  const std::string text = text_at(members, key);
  return text.empty() ? 0 : std::stoll(text);
}

std::string key_of(const RecordShape& shape, const Statement& stored) {
  std::string record;
  int column = 0;
  for (const loading::FieldIndex field : shape.key) append_member(record, shape.name_of(field), stored.text(column++));
  append_member(record, "n", std::to_string(stored.number(column)));
  close_object(record);
  return record;
}

// Entities that stand first in the key of a table: one look-up each instead of a pass over the rows.
std::vector<std::string> entities_in(Database& database, const std::string& table) {
  std::vector<std::string> result;
  Statement first(database, "SELECT min(entity) FROM " + table);
  if (!first.step() || first.is_null(0)) return result;
  result.emplace_back(first.text(0));
  Statement next(database, "SELECT min(entity) FROM " + table + " WHERE entity > ?1");
  while (true) {
    next.bind(1, result.back());
    if (!next.step() || next.is_null(0)) return result;
    std::string entity(next.text(0));
    next.reset();
    result.push_back(std::move(entity));
  }
}

class Historian {
 public:
  Historian(Database& database, const std::string& asset, const std::string& entity)
      : database_(database), asset_(asset), entity_(entity) {}

  std::vector<HistoryEntry> entries() {
    for (const RecordType type : {RecordType::asset, RecordType::event, RecordType::recorded, RecordType::set_aside}) {
      read_present(type);
    }
    read_log();
    for (const auto& [key, record] : records_) tell(key.first, key.second, record);
    std::stable_sort(entries_.begin(), entries_.end(),
                     [](const HistoryEntry& a, const HistoryEntry& b) { return a.import < b.import; });
    for (HistoryEntry& entry : entries_) complete(entry);
    return std::move(entries_);
  }

 private:
  void read_present(RecordType type) {
    const RecordShape shape = shape_of(database_, type);
    Statement rows(database_,
                   "SELECT " + shape.column_list() + " FROM " + shape.table + " WHERE entity = ?1 AND asset = ?2");
    const std::vector<std::string> entities =
        entity_.empty() ? entities_in(database_, shape.table) : std::vector<std::string>{entity_};
    for (const std::string& entity : entities) {
      rows.bind(1, entity);
      rows.bind(2, asset_);
      while (rows.step()) records_[{type, key_of(shape, rows)}].now = record_image(shape, rows);
      rows.reset();
    }
  }

  void read_log() {
    Statement rows(database_,
                   "SELECT import, kind, record, action, before, entity FROM change WHERE asset = ?1 ORDER BY id");
    rows.bind(1, asset_);
    while (rows.step()) {
      if (!entity_.empty() && rows.text(5) != entity_) continue;
      const auto type = type_named(rows.text(1));
      if (!type) continue;
      records_[{*type, std::string(rows.text(2))}].changes.push_back(
          {rows.number(0), rows.text(3) == "removed", std::string(rows.text(4))});
    }
  }

  static std::optional<RecordType> type_named(std::string_view kind) {
    for (std::size_t index = 0; index < loading::kRecordTypes; ++index) {
      if (loading::table_name(static_cast<RecordType>(index)) == kind) return static_cast<RecordType>(index);
    }
    return std::nullopt;
  }

  // A life begins with the image that nothing was before; each change leads from one image to the next.
  void tell(RecordType type, const std::string& key, const Record& record) {
    std::vector<std::optional<std::string>> images;
    for (const LoggedChange& change : record.changes) images.emplace_back(change.before);
    images.push_back(record.now);
    for (std::size_t at = 0; at < images.size(); ++at) {
      if (!images[at]) continue;
      const Members image = parse_members(*images[at]);
      const bool born = at == 0 || record.changes[at - 1].removed;
      if (born) put(type, key, "added", number_at(image, "$import"), image, {});
      if (at == record.changes.size()) continue;
      const LoggedChange& change = record.changes[at];
      if (change.removed) {
        put(type, key, "removed", change.import, image, {});
      } else if (images[at + 1]) {
        const Members after = parse_members(*images[at + 1]);
        put(type, key, "changed", change.import, after, differences(type, image, after));
      }
    }
  }

  static std::vector<CellChange> differences(RecordType type, const Members& before, const Members& after) {
    std::vector<CellChange> result;
    for (const loading::FieldSpec& field : loading::fields_of(type)) {
      CellChange cell{std::string(field.name), text_at(before, field.name), text_at(after, field.name)};
      if (cell.before != cell.after) result.push_back(std::move(cell));
    }
    return result;
  }

  void put(RecordType type, const std::string& key, const char* action, std::int64_t import, const Members& image,
           std::vector<CellChange> cells) {
    HistoryEntry entry;
    entry.import = import;
    entry.change.type = type;
    entry.change.action = action;
    entry.change.line = static_cast<std::uint32_t>(number_at(image, "$line"));
    entry.change.cells = std::move(cells);
    for (const auto& [name, text] : parse_members(key)) {
      if (name == "entity") {
        entry.change.entity = text;
      } else if (name == "asset") {
        entry.change.asset = text;
      } else if (!text.empty() && (name != "n" || text != "0")) {
        entry.change.record += (entry.change.record.empty() ? "" : " ") + text;
      }
    }
    entries_.push_back(std::move(entry));
  }

  void complete(HistoryEntry& entry) {
    Statement import(database_, "SELECT at, user FROM import WHERE id = ?1");
    import.bind(1, entry.import);
    if (import.step()) {
      entry.at = import.text(0);
      entry.user = import.text(1);
    }
    const std::string kind(loading::table_name(entry.change.type));
    Statement file(database_, "SELECT file, sheet, sha256 FROM import_file WHERE import = ?1 AND kind = ?2");
    file.bind(1, entry.import);
    file.bind(2, kind);
    if (!file.step()) return;
    entry.file = file.text(0);
    entry.change.file = entry.file;
    entry.change.sheet = file.text(1);
    entry.sha256 = file.text(2);
  }

  Database& database_;
  const std::string& asset_;
  const std::string& entity_;
  Records records_;
  std::vector<HistoryEntry> entries_;
};

}  // namespace

std::vector<HistoryEntry> history_of(Database& database, const std::string& asset, const std::string& entity) {
  return Historian(database, asset, entity).entries();
}

}  // namespace tieout::archive
