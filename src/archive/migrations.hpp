// The schema of a workspace as a list of steps, one a version. A step that has been released never changes; a later
// wish is a step of its own. Each step has its SQL in a file of its own, schema_<version>_<what>.cpp.
#pragma once

#include <span>

namespace tieout::archive {

struct Migration {
  int version;  // PRAGMA user_version after it
  const char* what;
  const char* sql;
};

// In order of version, from 1.
std::span<const Migration> migrations();
int newest_version();

extern const char* const kSchemaInputs;   // 1
extern const char* const kSchemaFilings;  // 2

}  // namespace tieout::archive
