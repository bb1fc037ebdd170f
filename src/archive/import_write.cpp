// Writing what the comparison found (import_kind.hpp).
#include <algorithm>

#include "archive/flat_json.hpp"
#include "archive/import_kind.hpp"

namespace tieout::archive {

using loading::FieldIndex;

void Import::Kind::write(std::int64_t import, const Diagnostics& remarks, std::vector<bool>& taken) {
  if (mode_.keep_places && !all_added_ && steps_.empty()) return;
  write_source(import);
  write_remarks(remarks, taken);
  log_changes(import);
  write_removals();
  write_rows(import);
  Statement orphans(database_, "DELETE FROM source WHERE kind = ?1 AND id <> ?2 AND NOT EXISTS (SELECT 1 FROM " +
                                   shape_.table + " WHERE source = source.id)");
  if (beside_ == 0) {
    orphans.bind(1, shape_.table);
    orphans.bind(2, source_);
    orphans.execute();
  }
  write_count(import);
}

void Import::Kind::write_source(std::int64_t import) {
  Statement row(
      database_,
      "INSERT INTO source (kind, file, sheet, form, heading_line, sha256, import) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
      "ON CONFLICT (kind, file, sheet) DO UPDATE SET form = excluded.form, heading_line = excluded.heading_line, "
      "sha256 = excluded.sha256, import = excluded.import");
  row.bind(1, shape_.table);
  row.bind(2, file_.file);
  row.bind(3, file_.sheet);
  row.bind(4, file_.nodes ? "nodes" : "table");
  row.bind(5, std::int64_t{file_.heading_line});
  row.bind(6, count_.sha256);
  row.bind(7, import);
  row.execute();
  find_source();
  Statement clear(database_, "DELETE FROM source_column WHERE source = ?1");
  clear.bind(1, source_);
  clear.execute();
  Statement columns(database_, "INSERT INTO source_column (source, number, field) VALUES (?1, ?2, ?3)");
  for (const loading::InputColumn& column : file_.columns) {
    const std::string name = column.field < 0 ? "" : shape_.name_of(static_cast<FieldIndex>(column.field));
    columns.bind(1, source_);
    columns.bind(2, std::int64_t{column.number});
    columns.bind_stated(3, name);
    columns.execute();
  }
}

// What was noted about this file and sheet, and not yet taken by another kind that the file holds.
void Import::Kind::write_remarks(const Diagnostics& remarks, std::vector<bool>& taken) {
  Statement clear(database_, "DELETE FROM remark WHERE source = ?1");
  clear.bind(1, source_);
  clear.execute();
  Statement row(
      database_,
      "INSERT INTO remark (source, severity, code, file, sheet, line, column_number, excerpt, zh, en, help_zh, "
      "help_en) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
  for (std::size_t at = 0; at < remarks.all().size(); ++at) {
    const Diagnostic& remark = remarks.all()[at];
    const SourceSpan& span = remark.span;
    const bool of_sheet = span.sheet == file_.sheet || span.sheet.empty() || remark.code == "SHEET-NOT-READ";
    if (taken[at] || remark.severity == Severity::error || span.file != file_.file || !of_sheet) continue;
    taken[at] = true;
    row.bind(1, source_);
    row.bind(2, remark.severity == Severity::warning ? "warning" : "note");
    row.bind(3, remark.code);
    row.bind(4, span.file);
    row.bind(5, span.sheet);
    row.bind(6, std::int64_t{span.line});
    row.bind(7, std::int64_t{span.column});
    row.bind(8, span.excerpt);
    row.bind(9, remark.message.zh);
    row.bind(10, remark.message.en);
    row.bind(11, remark.help.zh);
    row.bind(12, remark.help.en);
    row.execute();
  }
}

// The columns that a file of columns can fill; the others are NULL without being said, which takes half the time.
RecordShape Import::Kind::stated_shape() const {
  RecordShape stated = shape_;
  if (file_.nodes) return stated;
  std::erase_if(stated.columns, [&](FieldIndex field) {
    return std::none_of(file_.columns.begin(), file_.columns.end(),
                        [&](const loading::InputColumn& column) { return column.field == field; });
  });
  return stated;
}

// One prepared statement for all rows, which come in the order of the key.
void Import::Kind::write_rows(std::int64_t import) {
  const RecordShape stated = stated_shape();
  std::string parameters;
  for (int at = 1; at <= stated.column_count(); ++at) parameters += (at > 1 ? ", ?" : "?") + std::to_string(at);
  Statement insert(database_, std::string(all_added_ ? "INSERT" : "INSERT OR REPLACE") + " INTO " + shape_.table +
                                  " (" + stated.column_list() + ") VALUES (" + parameters + ")");
  if (all_added_) {
    for (std::size_t at = 0; at < keys_.rows().size(); ++at) insert_row(insert, stated, at, import);
  }
  for (const Step& step : steps_) {
    if (step.action == Action::removed) continue;
    insert_row(insert, stated, step.at, step.action == Action::moved ? step.import : import);
  }
}

void Import::Kind::insert_row(Statement& insert, const RecordShape& stated, std::size_t at, std::int64_t import) {
  const KeyedRow& keyed = keys_.rows()[at];
  rows_.read(shape_.type, keyed.row, row_);
  more_ = more_of(row_);
  as_read_ = as_read_of(row_);
  int parameter = 1;
  for (const FieldIndex field : shape_.key) insert.bind(parameter++, row_.cells[field]);
  insert.bind(parameter++, std::int64_t{keyed.n});
  for (const FieldIndex field : stated.columns) insert.bind_stated(parameter++, row_.cells[field]);
  insert.bind_stated(parameter++, more_);
  insert.bind(parameter++, source_);
  insert.bind(parameter++, std::int64_t{row_.line});
  insert.bind_stated(parameter++, as_read_);
  insert.bind(parameter, import);
  insert.execute();
}

void Import::Kind::write_removals() {
  std::string where;
  for (std::size_t part = 0; part < shape_.key.size(); ++part) {
    where += '"' + shape_.name_of(shape_.key[part]) + "\" = ?" + std::to_string(part + 1) + " AND ";
  }
  Statement removal(
      database_, "DELETE FROM " + shape_.table + " WHERE " + where + "n = ?" + std::to_string(shape_.key.size() + 1));
  for (const Step& step : steps_) {
    if (step.action != Action::removed) continue;
    for (std::size_t part = 0; part < shape_.key.size(); ++part) {
      removal.bind(static_cast<int>(part + 1), key_part(step.key, part));
    }
    removal.bind(static_cast<int>(shape_.key.size() + 1), std::int64_t{step.n});
    removal.execute();
  }
}

void Import::Kind::log_changes(std::int64_t import) {
  Statement row(
      database_,
      "INSERT INTO change (import, kind, entity, asset, record, action, before) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
  for (const Step& step : steps_) {
    if (step.action != Action::changed && step.action != Action::removed) continue;
    const bool removed = step.action == Action::removed;
    const std::string_view key = removed ? std::string_view(step.key) : keys_.key(keys_.rows()[step.at]);
    std::string record, entity, asset;
    for (std::size_t part = 0; part < shape_.key.size(); ++part) {
      const std::string name = shape_.name_of(shape_.key[part]);
      append_member(record, name, key_part(key, part));
      if (name == "entity") entity = key_part(key, part);
      if (name == "asset") asset = key_part(key, part);
    }
    append_member(record, "n", std::to_string(removed ? step.n : keys_.rows()[step.at].n));
    close_object(record);
    row.bind(1, import);
    row.bind(2, shape_.table);
    row.bind(3, entity);
    row.bind(4, asset);
    row.bind(5, record);
    row.bind(6, removed ? "removed" : "changed");
    row.bind(7, step.before);
    row.execute();
  }
}

void Import::Kind::write_count(std::int64_t import) {
  Statement row(database_,
                "INSERT INTO import_file (import, kind, file, sheet, sha256, bytes, rows, added, changed, removed) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
  row.bind(1, import);
  row.bind(2, shape_.table);
  row.bind(3, file_.file);
  row.bind(4, file_.sheet);
  row.bind(5, count_.sha256);
  int parameter = 6;
  for (const std::size_t number : {count_.bytes, count_.rows, count_.added, count_.changed, count_.removed}) {
    row.bind(parameter++, static_cast<std::int64_t>(number));
  }
  row.execute();
}

}  // namespace tieout::archive
