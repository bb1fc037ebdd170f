// Draft runs: the figures of a year's rows kept under a name before the year is sealed, to be compared.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "archive/database.hpp"

namespace tieout::archive {

struct DraftHead {
  std::string name;
  int year = 0;
  std::string at, user, program;
  std::string settings;     // JSON of what the run rested on
  std::int64_t import = 0;  // the last one before it
  std::int64_t rows = 0;
};

// Writes a draft; one of its name is replaced. To be used within Database::transact().
class DraftWriter {
 public:
  DraftWriter(Database& database, const DraftHead& head);
  ~DraftWriter();
  // Figures by key, those that are zero left out.
  void add(const std::string& entity, const std::string& asset,
           const std::vector<std::pair<std::string, std::string>>& figures);

 private:
  struct Rows;
  std::string name_;
  std::unique_ptr<Rows> rows_;
};

std::vector<DraftHead> list_drafts(Database& database);
std::optional<DraftHead> find_draft(Database& database, const std::string& name);
void drop_draft(Database& database, const std::string& name);

struct DraftDifference {
  std::string entity, asset, key, before, after;
};
// What is otherwise in the second, asset by asset and figure by figure; a row that one lacks has empty figures there.
void compare_drafts(Database& database, const std::string& first, const std::string& second,
                    const std::function<void(const DraftDifference&)>& take);

}  // namespace tieout::archive
