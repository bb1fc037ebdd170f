// A temporary file for a library that wants to write to a name of its own; removed in the end.
#pragma once

#include <string>

#include "writing/byte_sink.hpp"

namespace tieout::writing {

// Where temporary files go: TMPDIR where it is a directory, else /tmp.
std::string temporary_directory();

class TemporaryFile {
 public:
  // In temporary_directory(); empty, and readable by us alone.
  TemporaryFile();
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  bool made() const { return made_; }
  const std::string& name() const { return name_; }

  // Appends what the file holds; false when it cannot be read back.
  bool copy_to(ByteSink& out) const;

 private:
  std::string name_;
  bool made_ = false;
};

}  // namespace tieout::writing
