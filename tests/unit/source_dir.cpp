#include "source_dir.hpp"

namespace tieout {

const char* const kSourceDir = TIEOUT_SOURCE_DIR;

}  // namespace tieout
