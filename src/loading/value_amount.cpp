#include <array>

#include "loading/value.hpp"
#include "loading/value_text.hpp"

namespace tieout::loading {

namespace {

constexpr std::size_t kWholeDigitsMax = 13;  // |amount| < 10^13 yuan: what a spreadsheet still keeps to the fen
constexpr std::size_t kDecimalsMax = 2;

// "1234.50" without sign or commas.
ValueError parse_plain(std::string_view text, std::int64_t& fen) {
  std::size_t at = 0;
  while (at + 1 < text.size() && text[at] == '0' && is_digit(text[at + 1])) ++at;
  const std::size_t begin = at;
  std::int64_t value = 0;
  for (; at < text.size() && is_digit(text[at]); ++at) {
    if (at - begin >= kWholeDigitsMax) {
      const std::size_t other = text.find_first_not_of("0123456789.", at);
      return other == std::string_view::npos ? ValueError::amount_overflow : ValueError::not_an_amount;
    }
    value = value * 10 + (text[at] - '0');
  }
  const bool whole = at > begin;
  std::size_t places = 0;
  bool zeros = true;
  if (at < text.size() && text[at] == '.') {
    for (++at; at < text.size() && is_digit(text[at]); ++at, ++places) {
      if (places < kDecimalsMax) {
        value = value * 10 + (text[at] - '0');
      } else {
        zeros = zeros && text[at] == '0';
      }
    }
    if (places == 0) return ValueError::not_an_amount;
  }
  if (at != text.size() || (!whole && places == 0)) return ValueError::not_an_amount;
  // "1234.5000" as some ERPs write it is exact; "1.500" may be fifteen hundred elsewhere.
  if (places > kDecimalsMax && (!zeros || places == kDecimalsMax + 1)) return ValueError::amount_decimals;
  for (std::size_t more = places; more < kDecimalsMax; ++more) value *= 10;
  fen = value;
  return ValueError::none;
}

bool names_foreign_currency(std::string_view text) {
  constexpr std::string_view kSigns[] = {"$",    "€",    "£",    "₩",    "USD",  "EUR",  "GBP",    "HKD",
                                         "JPY",  "TWD",  "MOP",  "KRW",  "SGD",  "AUD",  "CAD",    "CHF",
                                         "美元", "港元", "港币", "欧元", "日元", "英镑", "新台币", "澳元",
                                         "加元", "韩元", "卢布", "RUB",  "US",   "HK"};
  for (const std::string_view sign : kSigns) {
    if (text.find(sign) != std::string_view::npos) return true;
  }
  return false;
}

bool names_larger_unit(std::string_view text) {
  for (const std::string_view unit : {std::string_view("万"), std::string_view("千"), std::string_view("亿")}) {
    if (text.find(unit) != std::string_view::npos) return true;
  }
  return false;
}

bool drop_currency(std::string_view& text) {
  bool dropped = false;
  for (const std::string_view sign : {"¥", "￥", "CNY", "RMB", "人民币"}) dropped = drop_front(text, sign) || dropped;
  for (const std::string_view sign : {"元", "圆", "CNY", "RMB", "人民币"}) dropped = drop_back(text, sign) || dropped;
  return dropped;
}

ValueError parse_ornate(std::string_view original, Money& out) {
  const PlainText plain(original);
  if (!plain.fits()) return ValueError::not_an_amount;
  std::string_view text = plain.view();
  if (names_foreign_currency(text)) return ValueError::foreign_currency;
  if (names_larger_unit(text)) return ValueError::amount_unit;
  int signs = 0;
  const auto take_sign = [&] {
    if (drop_front(text, "-")) ++signs;
    if (text.starts_with("(") && text.ends_with(")")) {
      text = text.substr(1, text.size() - 2);
      ++signs;
    }
  };
  take_sign();
  drop_currency(text);
  take_sign();
  if (drop_back(text, "-")) ++signs;
  if (signs == 0) drop_front(text, "+");
  if (signs > 1 || text.empty()) return ValueError::not_an_amount;
  std::array<char, 64> digits{};
  std::size_t size = 0;
  if (text.find_first_not_of("0123456789.,") != std::string_view::npos) return ValueError::not_an_amount;
  if (!ungroup(text, digits, size)) return ValueError::amount_grouping;
  std::int64_t fen = 0;
  const ValueError error = parse_plain({digits.data(), size}, fen);
  if (error == ValueError::none) out = Money::from_fen(signs == 1 ? -fen : fen);
  return error;
}

}  // namespace

ValueError parse_amount(std::string_view text, Money& out) {
  const bool negative = text.front() == '-';
  std::int64_t fen = 0;
  const ValueError error = parse_plain(text.substr(negative ? 1 : 0), fen);
  if (error == ValueError::not_an_amount) return parse_ornate(text, out);
  if (error == ValueError::none) out = Money::from_fen(negative ? -fen : fen);
  return error;
}

}  // namespace tieout::loading
