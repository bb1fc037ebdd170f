#include "archive/unborn_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "archive/trouble.hpp"

namespace tieout::archive {

namespace {

constexpr mode_t kOwnerOnly = 0600;

[[noreturn]] void refuse_existing(const std::string& path) {
  throw Trouble("WORKSPACE-EXISTS", path, {"文件已存在", "the file exists already"},
                {"另起一个名字；已有的文件不会被覆盖。", "Choose another name; a file that exists is never replaced."});
}

[[noreturn]] void refuse(const std::string& path, int error) {
  if (error == EEXIST) refuse_existing(path);
  throw Trouble(
      "WORKSPACE-UNREADABLE", path,
      {fmt::format("无法新建：{}", std::strerror(error)), fmt::format("cannot be made: {}", std::strerror(error))},
      {"检查目录、权限和磁盘空间。", "Check the directory, its permissions and the room on the disk."});
}

void bring_to_disk(const std::string& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace

UnbornFile::UnbornFile(const std::string& path) : path_(path), name_(path + ".new-XXXXXX") {
  for (const char* tail : {"", "-wal", "-journal"}) {
    struct stat info {};
    if (::lstat((path + tail).c_str(), &info) == 0) refuse_existing(path + tail);
  }
  const int descriptor = ::mkstemp(name_.data());
  if (descriptor < 0) refuse(path, errno);
  ::fchmod(descriptor, kOwnerOnly);
  ::close(descriptor);
}

UnbornFile::~UnbornFile() {
  for (const char* tail : {"", "-wal", "-shm", "-journal"}) ::unlink((name_ + tail).c_str());
}

void UnbornFile::take_name() {
  bring_to_disk(name_, O_RDONLY);
  // A link never replaces what is there, as a rename would.
  if (::link(name_.c_str(), path_.c_str()) != 0) refuse(path_, errno);
  const std::size_t slash = path_.rfind('/');
  bring_to_disk(slash == std::string::npos ? "." : path_.substr(0, slash + 1), O_RDONLY | O_DIRECTORY);
}

}  // namespace tieout::archive
