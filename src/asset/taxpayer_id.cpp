#include "tieout/asset/taxpayer_id.hpp"

#include <algorithm>

namespace tieout {

namespace {

// GB 32100-2015: the characters in the order of their values; I, O, S, V and Z are left out.
constexpr std::string_view kCharacters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr std::size_t kModulus = kCharacters.size();
constexpr std::size_t kLength = 18;
constexpr std::size_t kOldLength = 15;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

// Weights are the powers of 3, modulo 31.
std::optional<char> taxpayer_id_check(std::string_view id) {
  if (id.size() + 1 < kLength) return std::nullopt;
  std::size_t sum = 0, weight = 1;
  for (const char c : id.substr(0, kLength - 1)) {
    const std::size_t value = kCharacters.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    sum += value * weight;
    weight = weight * 3 % kModulus;
  }
  return kCharacters[(kModulus - sum % kModulus) % kModulus];
}

TaxpayerIdFault fault_of_taxpayer_id(std::string_view id) {
  if (id.size() == kOldLength && std::all_of(id.begin(), id.end(), is_digit)) return TaxpayerIdFault::none;
  if (id.size() != kLength) return TaxpayerIdFault::length;
  const std::optional<char> check = taxpayer_id_check(id);
  if (!check || kCharacters.find(id.back()) == std::string_view::npos) return TaxpayerIdFault::character;
  return *check == id.back() ? TaxpayerIdFault::none : TaxpayerIdFault::check;
}

}  // namespace tieout
