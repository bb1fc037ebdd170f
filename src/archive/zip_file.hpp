// A directory as one zip file and back. Names stand in byte order, times and attributes are fixed, and the last entry
// holds the SHA-256 of all bytes before it: so a single changed byte of the file is found, not only of its contents.
#pragma once

#include <string>
#include <vector>

#include "archive/filing_files.hpp"

namespace tieout::archive {

// Nothing where it went well; else the name of the file that failed. At most 4 GB: beyond, a directory has to do.
std::string zip(const std::string& directory, const std::string& path);

// Unpacks what zip() made; whatever is not exactly that goes to `faults`.
void unzip(const std::string& path, const std::string& directory, std::vector<Fault>& faults);

}  // namespace tieout::archive
