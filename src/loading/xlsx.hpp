// XLSX workbooks: every worksheet as a sheet of text cells. Read as a stream; what stays in memory is the text of
// the cells, packed, and each shared string once.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "loading/encoding.hpp"
#include "loading/sheet.hpp"
#include "loading/zip.hpp"

namespace tieout::loading {

// The worksheets in the order of their tabs, or none after an error (XLSX-*). Warning: XLSX-FORMULA-NO-VALUE.
std::vector<std::unique_ptr<Sheet>> read_xlsx(const Bytes& bytes, const std::string& file, Diagnostics& diagnostics,
                                              const ZipLimits& limits = {});

}  // namespace tieout::loading
