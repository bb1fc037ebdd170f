// What can be wrong with a workspace file, looked at without changing it.
#pragma once

#include <string>
#include <vector>

#include "archive/database.hpp"

namespace tieout::archive {

struct Check {
  std::string name;  // "pages", "references" …
  Text title;
  Severity severity = Severity::note;  // note: all is well
  std::string detail;
};

// Every check is made, whatever the others found. Throws Trouble where the file cannot be opened at all.
std::vector<Check> inspect(const std::string& path);

}  // namespace tieout::archive
