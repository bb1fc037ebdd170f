#include "archive/import.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "archive/crypto.hpp"
#include "archive/import_kind.hpp"

namespace tieout::archive {

using loading::RecordType;

Import::Import(std::shared_ptr<Database> database, const loading::InputRows& rows, ImportMode mode,
               Diagnostics& diagnostics)
    : database_(std::move(database)) {
  for (std::size_t index = 0; index < loading::kRecordTypes; ++index) {
    const auto type = static_cast<RecordType>(index);
    if (!rows.has(type) || !is_kept(type)) continue;
    kinds_.push_back(std::make_unique<Kind>(*database_, rows, type, mode, diagnostics));
    counts_.push_back(kinds_.back()->count());
  }
}

Import::~Import() = default;

const std::vector<KindCount>& Import::counts() const { return counts_; }

bool Import::changes_nothing() const {
  return std::all_of(counts_.begin(), counts_.end(), [](const KindCount& count) {
    return count.added + count.changed + count.removed + count.moved == 0 && count.same_file;
  });
}

bool Import::mixes() const {
  return std::any_of(kinds_.begin(), kinds_.end(), [](const auto& kind) { return kind->mixes(); });
}

void Import::each_change(const std::function<bool(const RecordChange&)>& take) const {
  for (const auto& kind : kinds_) {
    if (!kind->each_change(take)) return;
  }
}

TouchedCards Import::touched() const {
  TouchedCards touched;
  for (const auto& kind : kinds_) kind->touch(touched);
  return touched;
}

std::int64_t enter_import(Database& database, const Actor& actor) {
  Statement row(database, "INSERT INTO import (at, user, program) VALUES (?1, ?2, ?3)");
  row.bind(1, actor.at);
  row.bind(2, actor.user);
  row.bind(3, actor.program);
  row.execute();
  return database.number("SELECT max(id) FROM import");
}

void Import::write(std::int64_t number, const Diagnostics& remarks) {
  std::vector<bool> taken(remarks.all().size(), false);
  for (const auto& kind : kinds_) kind->write(number, remarks, taken);
}

std::string file_sha256(const std::string& path, std::size_t& bytes) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  Sha256 hash;
  std::vector<char> block(std::size_t{1} << 18U);
  bytes = 0;
  ssize_t count = descriptor < 0 ? -1 : 1;
  while (count > 0) {
    count = ::read(descriptor, block.data(), block.size());
    if (count > 0) hash.update({block.data(), static_cast<std::size_t>(count)});
    bytes += static_cast<std::size_t>(std::max<ssize_t>(count, 0));
  }
  const int error = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (count < 0) {
    throw Trouble(
        "FILE-UNREADABLE", path,
        {fmt::format("无法读取：{}", std::strerror(error)), fmt::format("cannot be read: {}", std::strerror(error))},
        {"请检查路径与权限。", "Check the path and its permissions."});
  }
  return hash.hex();
}

}  // namespace tieout::archive
