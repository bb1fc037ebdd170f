#include "writing/out_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <vector>

#include "writing/temporary_file.hpp"

namespace tieout::writing {

namespace {

constexpr std::size_t kBufferSize = std::size_t{1024} * 1024;

struct Reason {
  int error;
  Text what;
  Text help;
};

// The failures a user can do something about, in both languages; the system names the others.
const std::vector<Reason>& known_reasons() {
  static const std::vector<Reason> reasons = {
      {ENOENT,
       {"目录不存在", "the directory does not exist"},
       {"先建立该目录，或改用 --out 指定别处。", "Create the directory first, or name another place with --out."}},
      {ENOTDIR,
       {"路径中有一段不是目录", "a part of the path is not a directory"},
       {"检查 --out 的路径。", "Check the path given with --out."}},
      {EACCES,
       {"没有写入权限", "no permission to write there"},
       {"改用 --out 指定可写的目录。", "Name a directory you may write to with --out."}},
      {EPERM,
       {"系统不允许写入", "the system does not allow it"},
       {"改用 --out 指定可写的目录。", "Name a directory you may write to with --out."}},
      {EROFS,
       {"文件系统是只读的", "the file system is read-only"},
       {"改用 --out 指定可写的目录。", "Name a directory you may write to with --out."}},
      {EISDIR, {"这是一个目录", "it is a directory"}, {"用 --out 指定文件名。", "Name a file with --out."}},
      {ENOSPC,
       {"磁盘空间不足", "no space is left on the disk"},
       {"腾出空间后重新运行；原有文件未改动。", "Free some space and run again; an earlier file is untouched."}},
      {EDQUOT,
       {"超出磁盘配额", "the disk quota is used up"},
       {"腾出空间后重新运行；原有文件未改动。", "Free some space and run again; an earlier file is untouched."}},
      {EFBIG,
       {"文件超过允许的大小", "the file is larger than allowed"},
       {"放宽大小限制（ulimit -f），或分批输出。", "Raise the limit (ulimit -f), or write less at a time."}},
      {EPIPE, {"接收方已关闭管道", "the reader closed the pipe"}, {}},
  };
  return reasons;
}

const Reason* find_reason(int error) {
  for (const Reason& reason : known_reasons()) {
    if (reason.error == error) return &reason;
  }
  return nullptr;
}

std::string resolved(const std::string& path) {
  std::error_code error;
  auto target = std::filesystem::weakly_canonical(path, error);
  return error ? path : target.string();
}

std::string directory_of(const std::string& path) {
  auto directory = std::filesystem::path(path).parent_path().string();
  return directory.empty() ? "." : directory;
}

// A new name is durable only once its directory is, too. Some file systems cannot do it; that is no failure.
void sync_directory(const std::string& path) {
  int descriptor = ::open(directory_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace

Diagnostic output_failed(std::string_view path, int error) {
  const Reason* reason = find_reason(error);
  std::string system = std::strerror(error);
  std::string zh_name = path.empty() ? std::string("标准输出") : std::string(path);
  std::string en_name = path.empty() ? std::string("standard output") : std::string(path);
  Diagnostic diagnostic;
  diagnostic.code = "OUTPUT-FAILED";
  diagnostic.span.file = path;
  diagnostic.message = {"无法写入" + zh_name + "：" + (reason ? reason->what.zh : system),
                        "cannot write " + en_name + ": " + (reason ? reason->what.en : system)};
  if (reason) diagnostic.help = reason->help;
  return diagnostic;
}

OutFile::OutFile(std::string path) : path_(path == "-" ? std::string{} : std::move(path)) {
  buffer_.reserve(kBufferSize);
  if (path_.empty()) return;
  target_ = resolved(path_);
  struct stat status {};
  bool exists = ::stat(target_.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) {
    fail(EISDIR);
  } else if (!exists || S_ISREG(status.st_mode)) {
    open_beside();
  }
}

OutFile::~OutFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (replaces() && !committed_) ::unlink(temporary_.c_str());
}

void OutFile::open_beside() {
  for (int attempt = 0; attempt < 1000; ++attempt) {
    std::string name = target_ + ".tmp-" + std::to_string(::getpid()) + "-" + std::to_string(attempt);
    descriptor_ = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor_ >= 0) {
      temporary_ = name;
      return take_mode_of_target();
    }
    if (errno != EEXIST) break;
  }
  fail(errno);
}

// A file that is written again stays as private, or as shared, as its owner made it.
void OutFile::take_mode_of_target() {
  struct stat status {};
  if (::stat(target_.c_str(), &status) != 0) return;
  if (::access(target_.c_str(), W_OK) != 0) return fail(errno);
  if (::fchmod(descriptor_, status.st_mode & 07777) != 0) fail(errno);
}

void OutFile::open_spool() {
  std::string name = temporary_directory() + "/tieout-XXXXXX";
  descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
  if (descriptor_ < 0) return fail(errno);
  ::unlink(name.c_str());
}

void OutFile::write(std::string_view bytes) {
  if (failure_) return;
  if (buffer_.size() + bytes.size() > kBufferSize) flush();
  if (bytes.size() >= kBufferSize) {
    write_out(descriptor_, bytes);
  } else {
    buffer_ += bytes;
  }
}

void OutFile::flush() {
  if (failure_) return;
  if (descriptor_ < 0) open_spool();
  write_out(descriptor_, buffer_);
  buffer_.clear();
}

void OutFile::write_out(int descriptor, std::string_view bytes) {
  while (!failure_ && !bytes.empty()) {
    ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno != EINTR) fail(errno);
      continue;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
    begin_writeback(descriptor, written);
  }
}

// Lets the kernel carry a long file to the disk while the next rows are computed, so that the final sync is short.
// A hint only: where it is not understood nothing is lost.
void OutFile::begin_writeback(int descriptor, std::int64_t written) {
  constexpr std::int64_t kStretch = std::int64_t{8} << 20U;
  if (descriptor != descriptor_ || temporary_.empty()) return;
  written_ += written;
  if (written_ - handed_on_ < kStretch) return;
  ::sync_file_range(descriptor, handed_on_, written_ - handed_on_, SYNC_FILE_RANGE_WRITE);
  handed_on_ = written_;
}

void OutFile::fail(int error) {
  if (!failure_) failure_ = output_failed(path_, error);
}

std::optional<Diagnostic> OutFile::commit() {
  if (prepare()) replaces() ? take_name() : copy_to_target();
  return failure_;
}

bool OutFile::prepare() {
  if (replaces()) {
    flush();
    if (!failure_ && ::fsync(descriptor_) != 0) fail(errno);
  }
  return !failure_;
}

void OutFile::take_name() {
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) return fail(errno);
  committed_ = true;
  sync_directory(target_);
}

void OutFile::copy_to_target() {
  int out = STDOUT_FILENO;
  if (!path_.empty()) out = ::open(target_.c_str(), O_WRONLY | O_CLOEXEC);
  if (out < 0) return fail(errno);
  if (descriptor_ >= 0) {  // else all of it still stands in the buffer
    if (::lseek(descriptor_, 0, SEEK_SET) < 0) fail(errno);
    std::string piece(kBufferSize, '\0');
    for (ssize_t got = 1; !failure_ && got > 0;) {
      got = ::read(descriptor_, piece.data(), piece.size());
      if (got < 0) fail(errno);
      if (got > 0) write_out(out, std::string_view(piece).substr(0, static_cast<std::size_t>(got)));
    }
  }
  write_out(out, buffer_);
  buffer_.clear();
  if (!path_.empty() && ::close(out) != 0) fail(errno);
  committed_ = true;
}

Diagnostics commit_all(std::span<OutFile* const> files) {
  Diagnostics failures;
  for (OutFile* file : files) {
    if (!file->prepare()) failures.add(*file->failure());
  }
  for (bool named : {true, false}) {
    for (OutFile* file : files) {
      if (failures.has_errors()) return failures;
      if (file->replaces() != named) continue;
      named ? file->take_name() : file->copy_to_target();
      if (file->failure()) failures.add(*file->failure());
    }
  }
  return failures;
}

}  // namespace tieout::writing
