// Styles and script of the HTML report, made from data/html when the program is built.
#pragma once

#include <string_view>

namespace tieout::writing {

extern const std::string_view kReportStyle, kReportStyleDigest;  // the digests: SHA-256, hexadecimal
extern const std::string_view kReportScript, kReportScriptDigest;

}  // namespace tieout::writing
