#pragma once

namespace tieout {

// The root of the source tree under test. Stated in one object file alone, so that the compiler cache serves every
// checkout with the others.
extern const char* const kSourceDir;

}  // namespace tieout
