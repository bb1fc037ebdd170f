// A file made beside its name that takes it whole or not at all. Inside archive/ only.
#pragma once

#include <string>

namespace tieout::archive {

class UnbornFile {
 public:
  // An empty file for its owner alone; Trouble where there is one of that name, or a journal that would be taken for
  // its own.
  explicit UnbornFile(const std::string& path);
  // Removes what did not take its name.
  ~UnbornFile();
  UnbornFile(const UnbornFile&) = delete;
  UnbornFile& operator=(const UnbornFile&) = delete;

  const std::string& name() const { return name_; }
  // Brings the file to the disk under its name; never replaces another.
  void take_name();

 private:
  std::string path_, name_;
};

}  // namespace tieout::archive
