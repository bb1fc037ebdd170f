#include "cli/workspace.hpp"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>

namespace tieout::cli {

std::string user_name(const Options& options) {
  if (!options.user.empty()) return options.user;
  const char* user = std::getenv("USER");
  if (user != nullptr && *user != '\0') return user;
  const passwd* entry = getpwuid(getuid());
  return entry != nullptr ? entry->pw_name : std::to_string(getuid());
}

std::string time_now(const Options& options) {
  if (!options.at.empty()) return options.at;
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday,
                     utc.tm_hour, utc.tm_min, utc.tm_sec);
}

bool require_workspace(const Options& options) {
  if (!options.db.empty()) return true;
  fmt::print(stderr, "tieout: {}\n",
             in(options.language, {"缺少 --db（工作区文件）", "--db is missing (the workspace file)"}));
  return false;
}

std::shared_ptr<archive::Database> open_workspace(const Options& options, archive::Access access) {
  return std::make_shared<archive::Database>(options.db, access);
}

}  // namespace tieout::cli
