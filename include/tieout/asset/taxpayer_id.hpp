// The unified social credit code (统一社会信用代码) that identifies a filer since 2015: 18 characters whose last one
// checks the others (GB 32100-2015). Older taxpayer numbers of 15 digits carry no check and are let through.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tieout {

enum class TaxpayerIdFault : std::uint8_t {
  none,
  length,     // neither 18 characters nor an old number of 15 digits
  character,  // a character that the code does not use (I, O, S, V, Z, small letters …)
  check,      // the last character is not the one that the others give
};

TaxpayerIdFault fault_of_taxpayer_id(std::string_view id);

// The 18th character for the first 17 of `id`; nothing where one of them is not a character of the code.
std::optional<char> taxpayer_id_check(std::string_view id);

}  // namespace tieout
