// Comparing the records of a file with those of the workspace: a merge of two ordered lists (import_kind.hpp).
#include "archive/import_kind.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "archive/flat_json.hpp"
#include "archive/record_image.hpp"

namespace tieout::archive {

using loading::FieldIndex;
using loading::RecordType;

namespace {

// A stored key as RecordKeys joins it.
void join_key(const Statement& stored, const RecordShape& shape, std::string& key) {
  key.clear();
  for (std::size_t part = 0; part < shape.key.size(); ++part) {
    if (part > 0) key += '\0';
    key += stored.text(static_cast<int>(part));
  }
}

bool scoped_by_entity(RecordType type) {
  return type == RecordType::asset || type == RecordType::event || type == RecordType::recorded;
}

}  // namespace

Import::Kind::Kind(Database& database, const loading::InputRows& rows, RecordType type, ImportMode mode,
                   Diagnostics& diagnostics)
    : database_(database),
      rows_(rows),
      shape_(shape_of(database, type)),
      file_(rows.source(type)),
      mode_(mode),
      keys_(rows, shape_, diagnostics) {
  count_.type = type;
  count_.file = file_.file;
  count_.sheet = file_.sheet;
  count_.rows = keys_.rows().size();
  count_.sha256 = file_sha256(file_.file, count_.bytes);
  find_source();
  compare();
  if (!mode_.keep_places) return;
  count_.rows = count_.added + count_.changed;
  count_.same_file = true;
}

void Import::Kind::find_source() {
  Statement row(database_, "SELECT id, sha256 FROM source WHERE kind = ?1 AND file = ?2 AND sheet = ?3");
  row.bind(1, shape_.table);
  row.bind(2, file_.file);
  row.bind(3, file_.sheet);
  if (!row.step()) return;
  source_ = row.number(0);
  count_.same_file = row.text(1) == count_.sha256;
}

void Import::Kind::compare() {
  const auto& rows = keys_.rows();
  Statement stored(database_,
                   "SELECT " + shape_.column_list() + " FROM " + shape_.table + " ORDER BY " + shape_.key_list());
  if (!stored.step()) {
    all_added_ = true;
    count_.added = rows.size();
    return;
  }
  const int n_column = static_cast<int>(shape_.key.size());
  std::size_t at = 0;
  std::string key;
  do {
    join_key(stored, shape_, key);
    const auto n = static_cast<std::uint32_t>(stored.number(n_column));
    const auto before = [&](const KeyedRow& row) {
      const int order = keys_.key(row).compare(key);
      return order != 0 ? order < 0 : row.n < n;
    };
    while (at < rows.size() && before(rows[at])) add(at++);
    if (at < rows.size() && keys_.key(rows[at]) == key && rows[at].n == n) {
      match(at++, stored);
    } else if (in_scope(key)) {
      remove(key, stored);
    } else {
      ++beside_;
    }
  } while (stored.step());
  while (at < rows.size()) add(at++);
}

void Import::Kind::add(std::size_t at) {
  ++count_.added;
  steps_.push_back({Action::added, at, {}, 0, {}, 0});
}

// Records that the file does not name go where it speaks for all of their entity.
bool Import::Kind::in_scope(std::string_view key) const {
  if (mode_.partial) return false;
  if (!scoped_by_entity(shape_.type) || keys_.entities().empty()) return true;
  return keys_.entities().contains(key_part(key, 0));
}

void Import::Kind::match(std::size_t at, const Statement& stored) {
  rows_.read(shape_.type, keys_.rows()[at].row, row_);
  more_ = more_of(row_);
  as_read_ = as_read_of(row_);
  if (!same_content(stored)) {
    ++count_.changed;
    steps_.push_back({Action::changed, at, {}, 0, record_image(shape_, stored), 0});
  } else if (!mode_.keep_places && !same_place(stored)) {
    ++count_.moved;
    const int import = shape_.column_count() - 1;
    steps_.push_back({Action::moved, at, {}, 0, {}, stored.number(import)});
  }
}

void Import::Kind::remove(std::string_view key, const Statement& stored) {
  ++count_.removed;
  const auto n = static_cast<std::uint32_t>(stored.number(static_cast<int>(shape_.key.size())));
  steps_.push_back({Action::removed, 0, std::string(key), n, record_image(shape_, stored), 0});
}

bool Import::Kind::same_content(const Statement& stored) const {
  int column = static_cast<int>(shape_.key.size()) + 1;
  for (const FieldIndex field : shape_.columns) {
    if (stored.text(column++) != row_.cells[field]) return false;
  }
  return stored.text(column) == more_;
}

bool Import::Kind::same_place(const Statement& stored) {
  const int more = static_cast<int>(shape_.key.size() + 1 + shape_.columns.size());
  return source_ != 0 && stored.number(more + 1) == source_ && stored.number(more + 2) == row_.line &&
         stored.text(more + 3) == as_read_;
}

std::string Import::Kind::more_of(const loading::InputRow& row) const {
  std::string object;
  for (const FieldIndex field : shape_.more) {
    if (!row.cells[field].empty()) append_member(object, shape_.name_of(field), row.cells[field]);
  }
  if (!object.empty()) close_object(object);
  return object;
}

std::string Import::Kind::as_read_of(const loading::InputRow& row) const {
  std::string object;
  for (const loading::AsRead& read : row.as_read) {
    if (read.column > 0) {
      append_member(object, "#" + std::to_string(read.column), read.text);
      continue;
    }
    const std::string_view name = loading::fields_of(shape_.type)[read.field].name;
    append_member(object, name, read.text);
    if (read.at_line > 0)
      append_member(object, std::string(name) + '@', fmt::format("{}:{}", read.at_line, read.at_column));
  }
  if (!object.empty()) close_object(object);
  return object;
}

// What changes, in the order of keys: steps are in it already.
bool Import::Kind::each_change(const std::function<bool(const RecordChange&)>& take) const {
  if (all_added_) {
    for (std::size_t at = 0; at < keys_.rows().size(); ++at) {
      if (!take(change_of({Action::added, at, {}, 0, {}, 0}))) return false;
    }
  }
  for (const Step& step : steps_) {
    if (step.action != Action::moved && !take(change_of(step))) return false;
  }
  return true;
}

RecordChange Import::Kind::change_of(const Step& step) const {
  constexpr const char* kNames[] = {"added", "changed", "moved", "removed"};
  RecordChange change{
      shape_.type, kNames[static_cast<std::size_t>(step.action)], {}, {}, {}, file_.file, file_.sheet, 0, {}};
  const bool removed = step.action == Action::removed;
  const std::string_view key = removed ? std::string_view(step.key) : keys_.key(keys_.rows()[step.at]);
  for (std::size_t part = 0; part < shape_.key.size(); ++part) {
    const std::string text(key_part(key, part));
    const std::string name = shape_.name_of(shape_.key[part]);
    if (name == "entity") {
      change.entity = text;
    } else if (name == "asset") {
      change.asset = text;
    } else if (!text.empty()) {
      change.record += (change.record.empty() ? "" : " ") + text;
    }
  }
  if (removed) {
    const Members before = parse_members(step.before);
    const std::string* line = find_member(before, "$line");
    change.line = line != nullptr ? static_cast<std::uint32_t>(std::stoul(*line)) : 0;
    const std::string* source = find_member(before, "$source");
    Statement place(database_, "SELECT file, sheet FROM source WHERE id = ?1");
    place.bind(1, std::int64_t{source != nullptr ? std::stoll(*source) : 0});
    if (place.step()) {
      change.file = place.text(0);
      change.sheet = place.text(1);
    }
    return change;
  }
  rows_.read(shape_.type, keys_.rows()[step.at].row, row_);
  change.line = row_.line;
  if (step.action == Action::changed) put_cells(change, step);
  return change;
}

void Import::Kind::put_cells(RecordChange& change, const Step& step) const {
  const Members before = parse_members(step.before);
  for (FieldIndex field = 0; field < row_.cells.size(); ++field) {
    const std::string* was = find_member(before, shape_.name_of(field));
    const std::string_view old = was != nullptr ? std::string_view(*was) : std::string_view();
    if (old != row_.cells[field]) {
      change.cells.push_back({shape_.name_of(field), std::string(old), std::string(row_.cells[field])});
    }
  }
}

void Import::Kind::touch(TouchedCards& touched) const {
  if (!is_of_card(shape_.type)) {
    touched.all = touched.all || count_.added + count_.changed + count_.removed > 0;
    return;
  }
  const auto add = [&](std::string_view key) {
    touched.cards.push_back({std::string(key_part(key, 0)), std::string(key_part(key, 1))});
  };
  if (all_added_) {
    for (const KeyedRow& row : keys_.rows()) add(keys_.key(row));
  }
  for (const Step& step : steps_) {
    if (step.action == Action::removed) {
      add(step.key);
    } else if (step.action != Action::moved) {
      add(keys_.key(keys_.rows()[step.at]));
    }
  }
}

}  // namespace tieout::archive
