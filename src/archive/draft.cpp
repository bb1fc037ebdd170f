#include "archive/draft.hpp"

#include <algorithm>

#include "archive/flat_json.hpp"
#include "archive/statement.hpp"

namespace tieout::archive {

struct DraftWriter::Rows {
  Statement insert;
};

DraftWriter::DraftWriter(Database& database, const DraftHead& head) : name_(head.name) {
  drop_draft(database, head.name);
  Statement row(database,
                "INSERT INTO draft (name, year, at, user, program, settings, import) VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
                "(SELECT max(id) FROM import))");
  row.bind(1, head.name);
  row.bind(2, std::int64_t{head.year});
  row.bind(3, head.at);
  row.bind(4, head.user);
  row.bind(5, head.program);
  row.bind(6, head.settings);
  row.execute();
  rows_.reset(new Rows{{database, "INSERT INTO draft_row (draft, entity, asset, figures) VALUES (?1, ?2, ?3, ?4)"}});
}

DraftWriter::~DraftWriter() = default;

void DraftWriter::add(const std::string& entity, const std::string& asset,
                      const std::vector<std::pair<std::string, std::string>>& figures) {
  std::string object;
  for (const auto& [key, text] : figures) append_member(object, key, text);
  close_object(object);
  rows_->insert.bind(1, name_);
  rows_->insert.bind(2, entity);
  rows_->insert.bind(3, asset);
  rows_->insert.bind(4, object);
  rows_->insert.execute();
}

std::vector<DraftHead> list_drafts(Database& database) {
  Statement rows(
      database,
      "SELECT name, year, at, user, program, settings, import, (SELECT count(*) FROM draft_row WHERE draft = name) "
      "FROM draft ORDER BY name");
  std::vector<DraftHead> result;
  while (rows.step()) {
    result.push_back({std::string(rows.text(0)), static_cast<int>(rows.number(1)), std::string(rows.text(2)),
                      std::string(rows.text(3)), std::string(rows.text(4)), std::string(rows.text(5)), rows.number(6),
                      rows.number(7)});
  }
  return result;
}

std::optional<DraftHead> find_draft(Database& database, const std::string& name) {
  for (DraftHead& head : list_drafts(database)) {
    if (head.name == name) return std::move(head);
  }
  return std::nullopt;
}

void drop_draft(Database& database, const std::string& name) {
  Statement row(database, "DELETE FROM draft WHERE name = ?1");
  row.bind(1, name);
  row.execute();
}

namespace {

// The rows of a draft, one after another.
class DraftRows {
 public:
  DraftRows(Database& database, const std::string& name)
      : rows_(database, "SELECT entity, asset, figures FROM draft_row WHERE draft = ?1 ORDER BY entity, asset") {
    rows_.bind(1, name);
    next();
  }
  void next() {
    more = rows_.step();
    if (!more) return;
    key = {std::string(rows_.text(0)), std::string(rows_.text(1))};
    figures = parse_members(rows_.text(2));
  }

  bool more = false;
  std::pair<std::string, std::string> key;
  Members figures;

 private:
  Statement rows_;
};

void tell(const std::pair<std::string, std::string>& key, const Members* before, const Members* after,
          const std::function<void(const DraftDifference&)>& take) {
  std::vector<std::string> names;
  for (const Members* figures : {before, after}) {
    if (figures == nullptr) continue;
    for (const auto& [name, text] : *figures) {
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  const auto text_of = [](const Members* figures, const std::string& name) -> std::string {
    if (figures == nullptr) return "";
    const std::string* text = find_member(*figures, name);
    return text != nullptr ? *text : "0.00";
  };
  for (const std::string& name : names) {
    const DraftDifference difference{key.first, key.second, name, text_of(before, name), text_of(after, name)};
    if (difference.before != difference.after) take(difference);
  }
}

}  // namespace

void compare_drafts(Database& database, const std::string& first, const std::string& second,
                    const std::function<void(const DraftDifference&)>& take) {
  DraftRows a(database, first);
  DraftRows b(database, second);
  while (a.more || b.more) {
    const bool in_a = a.more && (!b.more || a.key <= b.key);
    const bool in_b = b.more && (!a.more || b.key <= a.key);
    tell(in_a ? a.key : b.key, in_a ? &a.figures : nullptr, in_b ? &b.figures : nullptr, take);
    if (in_a) a.next();
    if (in_b) b.next();
  }
}

}  // namespace tieout::archive
