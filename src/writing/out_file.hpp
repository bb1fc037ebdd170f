// An output file that appears whole or not at all: bytes go to a temporary file in the same directory, which
// takes the final name when it is committed. Standard output is held back likewise, in an unlinked temporary
// file, so that a failing run prints nothing. So is a target that is no regular file (a pipe, /dev/null):
// it is written to on commit and never replaced.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "tieout/core/diagnostic.hpp"
#include "writing/byte_sink.hpp"

namespace tieout::writing {

// A Diagnostic with code OUTPUT-FAILED for the file ("" = standard output) and the system's reason `error`
// (an errno value).
Diagnostic output_failed(std::string_view path, int error);

// The first failure is kept, later writes do nothing, and commit() returns it. Not copyable; one thread.
class OutFile : public ByteSink {
 public:
  // "" or "-" is standard output. A directory that is missing or closed to us fails here: see failure().
  explicit OutFile(std::string path);
  // Removes the temporary file when nothing was committed.
  ~OutFile() override;
  OutFile(const OutFile&) = delete;
  OutFile& operator=(const OutFile&) = delete;

  void write(std::string_view bytes) override;
  std::string_view path() const override { return path_; }

  const std::optional<Diagnostic>& failure() const { return failure_; }

  // Brings the bytes to the disk and gives the file its name (or copies them to standard output).
  // Empty when it went well. Further writes are a mistake.
  std::optional<Diagnostic> commit();

 private:
  friend Diagnostics commit_all(std::span<OutFile* const> files);

  bool replaces() const { return !temporary_.empty(); }
  void open_beside();
  void open_spool();
  void take_mode_of_target();
  bool prepare();
  void take_name();
  void copy_to_target();
  void flush();
  void write_out(int descriptor, std::string_view bytes);
  void begin_writeback(int descriptor, std::int64_t written);
  void fail(int error);

  std::string path_;       // as the user named it; "" = standard output
  std::string target_;     // symbolic links resolved
  std::string temporary_;  // empty when the bytes are spooled instead
  std::string buffer_;
  int descriptor_ = -1;
  std::int64_t written_ = 0;    // bytes of the temporary file
  std::int64_t handed_on_ = 0;  // of them, those whose way to the disk has begun
  bool committed_ = false;
  std::optional<Diagnostic> failure_;
};

// Commits several outputs together: all of them reach the disk before the first takes its name, and if one
// cannot, none does. Standard output comes last. No diagnostics when it went well.
Diagnostics commit_all(std::span<OutFile* const> files);

}  // namespace tieout::writing
