// A filing as a directory of files, which is how it is made, checked and exported: one file for each section, beside
// them MANIFEST and SEAL.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/filing_head.hpp"
#include "archive/manifest.hpp"
#include "tieout/core/diagnostic.hpp"

namespace tieout::archive {

inline constexpr const char* kManifestFile = "MANIFEST";
inline constexpr const char* kSealFile = "SEAL";

// What is broken, and where: a section of the filing, or empty for the whole of it.
struct Fault {
  std::string section;
  Text message;
};

struct Filing {
  FilingHead head;
  Manifest manifest;
  Seal seal;
};

// A directory of our own below temporary_directory(), removed in the end with all it holds.
class WorkDirectory {
 public:
  WorkDirectory();
  ~WorkDirectory();
  WorkDirectory(const WorkDirectory&) = delete;
  WorkDirectory& operator=(const WorkDirectory&) = delete;
  const std::string& path() const { return path_; }  // empty: could not be made

 private:
  std::string path_;
};

// Reads a file piece by piece; false where it cannot be read.
bool read_pieces(const std::string& path, const std::function<void(std::string_view)>& take);
std::optional<std::string> read_file(const std::string& path);
// False where it cannot be written. Makes the directories above it.
bool write_file(const std::string& path, std::string_view bytes);

// Names of all files below the directory, with '/', in byte order, without MANIFEST and SEAL.
std::vector<std::string> files_below(const std::string& directory);

// Hashes every file below the directory. Nothing where one cannot be read.
std::optional<Manifest> make_manifest(const std::string& directory);

// Reads manifest, seal and head of the directory, recomputes every hash and verifies every signature; with a trusted
// public key, one of the signatures has to be of that key. What is broken goes to `faults`; the filing is returned as
// far as it could be read, and nothing where it has no readable head or manifest.
std::optional<Filing> check_files(const std::string& directory, const std::string& trusted, std::vector<Fault>& faults);

// The same checks of a filing whose sections were hashed elsewhere.
void check_seal(const FilingHead& head, const Manifest& manifest, const Seal& seal, const std::string& trusted,
                std::vector<Fault>& faults);

}  // namespace tieout::archive
