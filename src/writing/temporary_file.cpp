#include "writing/temporary_file.hpp"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace tieout::writing {

std::string temporary_directory() {
  std::error_code error;
  auto directory = std::filesystem::temp_directory_path(error);
  return error ? std::string("/tmp") : directory.string();
}

TemporaryFile::TemporaryFile() : name_(temporary_directory() + "/tieout-XXXXXX") {
  int descriptor = ::mkstemp(name_.data());
  made_ = descriptor >= 0;
  if (made_) ::close(descriptor);
}

TemporaryFile::~TemporaryFile() {
  if (made_) ::unlink(name_.c_str());
}

bool TemporaryFile::copy_to(ByteSink& out) const {
  std::FILE* file = std::fopen(name_.c_str(), "rb");
  if (file == nullptr) return false;
  std::string piece(std::size_t{1024} * 1024, '\0');
  while (std::size_t got = std::fread(piece.data(), 1, piece.size(), file)) {
    out.write(std::string_view(piece).substr(0, got));
  }
  bool whole = std::ferror(file) == 0;
  std::fclose(file);
  return whole;
}

}  // namespace tieout::writing
