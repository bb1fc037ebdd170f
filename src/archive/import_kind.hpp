// One kind of record within an import. Inside archive/ only.
#pragma once

#include <optional>

#include "archive/import.hpp"
#include "archive/record_keys.hpp"
#include "archive/record_shape.hpp"
#include "archive/statement.hpp"

namespace tieout::archive {

class Import::Kind {
 public:
  Kind(Database& database, const loading::InputRows& rows, loading::RecordType type, ImportMode mode,
       Diagnostics& diagnostics);

  const KindCount& count() const { return count_; }
  bool mixes() const { return beside_ > 0; }
  // False where `take` wanted no more.
  bool each_change(const std::function<bool(const RecordChange&)>& take) const;
  void touch(TouchedCards& touched) const;
  void leave_out(const std::set<std::pair<std::string, std::string>>& cards);
  void write(std::int64_t import, const Diagnostics& remarks, std::vector<bool>& taken);

 private:
  enum class Action : std::uint8_t { added, changed, moved, removed };
  struct Step {
    Action action;
    std::size_t at = 0;  // of a record in the file: in keys_.rows()
    std::string key;     // of one that is removed, with its n
    std::uint32_t n = 0;
    std::string before;       // the record as it was, JSON; of a changed or removed one
    std::int64_t import = 0;  // that gave a moved one its content
  };

  void find_source();
  void compare();
  void add(std::size_t at);
  bool in_scope(std::string_view key) const;
  void match(std::size_t at, const Statement& stored);
  void remove(std::string_view key, const Statement& stored);
  bool same_content(const Statement& stored) const;
  bool same_place(const Statement& stored);
  std::string more_of(const loading::InputRow& row) const;
  std::string as_read_of(const loading::InputRow& row) const;

  RecordChange change_of(const Step& step) const;
  void put_cells(RecordChange& change, const Step& step) const;
  void write_source(std::int64_t import);
  void write_remarks(const Diagnostics& remarks, std::vector<bool>& taken);
  void write_rows(std::int64_t import);
  RecordShape stated_shape() const;
  void insert_row(Statement& insert, const RecordShape& stated, std::size_t at, std::int64_t import);
  void write_removals();
  void log_changes(std::int64_t import);
  void write_count(std::int64_t import);

  Database& database_;
  const loading::InputRows& rows_;
  RecordShape shape_;
  loading::InputSource file_;
  ImportMode mode_;
  RecordKeys keys_;
  KindCount count_;
  std::int64_t source_ = 0;  // 0: not known yet
  std::size_t beside_ = 0;
  bool all_added_ = false;  // every record of the file is new: no steps are kept
  std::vector<Step> steps_;
  mutable loading::InputRow row_;
  std::string more_, as_read_;  // of row_
};

}  // namespace tieout::archive
