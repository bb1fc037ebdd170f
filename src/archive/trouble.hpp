// What the archive throws when a workspace cannot be opened, read or changed; the program prints it and ends with the
// exit code of file trouble. Nothing of SQLite's own escapes from this room.
#pragma once

#include <stdexcept>
#include <string>

#include "tieout/core/diagnostic.hpp"

namespace tieout::archive {

class Trouble : public std::runtime_error {
 public:
  explicit Trouble(Diagnostic diagnostic)
      : std::runtime_error(diagnostic.code + ": " + diagnostic.message.en), diagnostic_(std::move(diagnostic)) {}
  Trouble(std::string code, std::string file, Text message, Text help)
      : Trouble(Diagnostic{Severity::error,
                           std::move(code),
                           {std::move(file), "", 0, 0, ""},
                           std::move(message),
                           {},
                           std::move(help)}) {}

  const Diagnostic& diagnostic() const { return diagnostic_; }

 private:
  Diagnostic diagnostic_;
};

}  // namespace tieout::archive
