#include "loading/xlsx_number.hpp"

#include <gmock/gmock.h>

#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

namespace tieout::loading {
namespace {

std::string decimal(std::string_view stored) {
  std::string out;
  return append_decimal(stored, out) ? out : "no number";
}

TEST(XlsxNumber, StoredDigitsBecomeTheDecimalMeant) {
  EXPECT_EQ(decimal("1.1000000000000001E3"), "1100");
  EXPECT_EQ(decimal("1234.5650000000001"), "1234.565");
  EXPECT_EQ(decimal("0.10000000000000001"), "0.1");
  EXPECT_EQ(decimal("4.9999999999999996E-2"), "0.05");
  EXPECT_EQ(decimal("45365.999999999993"), "45366");
  EXPECT_EQ(decimal("99999999999999.995"), "100000000000000");
  EXPECT_EQ(decimal("9.9999999999999995E-7"), "0.000001");
}

TEST(XlsxNumber, PlainForms) {
  EXPECT_EQ(decimal("0"), "0");
  EXPECT_EQ(decimal("-0"), "0");
  EXPECT_EQ(decimal("000"), "0");
  EXPECT_EQ(decimal("007"), "7");
  EXPECT_EQ(decimal("-12.50"), "-12.5");
  EXPECT_EQ(decimal("+3"), "3");
  EXPECT_EQ(decimal(".5"), "0.5");
  EXPECT_EQ(decimal("5."), "5");
  EXPECT_EQ(decimal(" 12 "), "12");
  EXPECT_EQ(decimal("1E3"), "1000");
  EXPECT_EQ(decimal("1.5e+2"), "150");
  EXPECT_EQ(decimal("-1.25E-3"), "-0.00125");
  EXPECT_EQ(decimal("9223372036854775807"), "9223372036854780000");
  EXPECT_EQ(decimal("123456789012345"), "123456789012345");
}

TEST(XlsxNumber, NotANumber) {
  for (const char* text :
       {"", "-", ".", "abc", "1,000", "1e", "1e+", "1E99999", "1e500", "0x10", "nan", "1.2.3", "--1"}) {
    EXPECT_EQ(decimal(text), "no number") << text;
  }
}

// The text arithmetic agrees with the C library's own rounding of the binary number, wherever that is not a tie.
TEST(XlsxNumber, AgreesWithTheLibraryOnMoney) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 20000; ++i) {
    const auto fen = std::uniform_int_distribution<std::int64_t>(-100'000'000'000'000, 100'000'000'000'000)(random);
    const std::int64_t magnitude = fen < 0 ? -fen : fen;
    char exact[40];
    std::snprintf(exact, sizeof exact, "%s%lld.%02lld", fen < 0 ? "-" : "", static_cast<long long>(magnitude / 100),
                  static_cast<long long>(magnitude % 100));
    char stored[40];
    std::snprintf(stored, sizeof stored, "%.17g", std::strtod(exact, nullptr));
    EXPECT_EQ(decimal(stored), decimal(exact)) << exact << " stored as " << stored;
  }
}

std::string date(std::string_view serial, DateSystem system = DateSystem::from_1900) {
  std::string out;
  return append_date(serial, system, out) ? out : "no date";
}

TEST(XlsxNumber, DatesOfThe1900System) {
  EXPECT_EQ(date("1"), "1900-01-01");
  EXPECT_EQ(date("59"), "1900-02-28");
  EXPECT_EQ(date("60"), "1900-02-29") << "the day that never was, for the reader to refuse";
  EXPECT_EQ(date("61"), "1900-03-01");
  EXPECT_EQ(date("45366"), "2024-03-15");
  EXPECT_EQ(date("45351.75"), "2024-02-29");
  EXPECT_EQ(date("2958465"), "9999-12-31");
  for (const char* serial : {"0", "0.5", "-1", "2958466", "99999999999"}) EXPECT_EQ(date(serial), "no date") << serial;
}

TEST(XlsxNumber, DatesOfThe1904System) {
  EXPECT_EQ(date("0", DateSystem::from_1904), "1904-01-01");
  EXPECT_EQ(date("0.5", DateSystem::from_1904), "no date");
  EXPECT_EQ(date("43904", DateSystem::from_1904), "2024-03-15");
}

TEST(XlsxNumber, FormatsThatShowDates) {
  for (const char* code :
       {"yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy年m月d日", "m/d/yy h:mm", "[h]:mm:ss", "mmm-yy",
        "yyyy/m/d;@", "DD.MM.YYYY", R"([$-F800]dddd\,\ mmmm\ dd\,\ yyyy)", "e\"年\"m\"月\""}) {
    EXPECT_EQ(read_format_code(code).kind, FormatKind::date) << code;
  }
  for (const char* code :
       {"General", "Standard", "0.00", R"(#,##0.00_);[Red]\(#,##0.00\))", "0.00\"days\"", "0\\d", "@", "0%",
        "[Magenta]0.0", "[$¥-804]#,##0.00", "_-* #,##0.00_-", "", "\"", "[", "\\", "G/通用格式\"年\""}) {
    EXPECT_EQ(read_format_code(code).kind, FormatKind::plain) << code;
  }
  for (const std::uint32_t id : {14U, 22U, 27U, 36U, 45U, 47U, 50U, 58U})
    EXPECT_EQ(built_in_format(id).kind, FormatKind::date);
  for (const std::uint32_t id : {0U, 1U, 9U, 13U, 23U, 37U, 44U, 48U, 49U, 59U}) {
    EXPECT_EQ(built_in_format(id).kind, FormatKind::plain);
  }
}

std::string shown(std::string_view code, std::string_view number) {
  std::string out;
  const NumberFormat format = read_format_code(code);
  return format.kind == FormatKind::digits && append_shown(number, format, out) ? out : "as it is";
}

TEST(XlsxNumber, CodesAsShown) {
  EXPECT_EQ(shown("000000", "123"), "000123");
  EXPECT_EQ(shown("000000", "0"), "000000");
  EXPECT_EQ(shown("000", "12345"), "12345");
  EXPECT_EQ(shown("\"ZC-\"0000", "42"), "ZC-0042");
  EXPECT_EQ(shown("00-0000", "10001"), "01-0001");
  EXPECT_EQ(shown("00-0000", "1230001"), "123-0001");
  EXPECT_EQ(shown("0000\"号\"", "7"), "0007号");
  EXPECT_EQ(shown("0000", "-7"), "as it is");
  EXPECT_EQ(shown("0000", "1.5"), "as it is");
  EXPECT_EQ(shown("0", "7"), "as it is");
  EXPECT_EQ(shown("0\"年\"", "10"), "as it is") << "one digit is an amount with its unit, not a code";
  EXPECT_EQ(shown("0.00", "7"), "as it is");
}

}  // namespace
}  // namespace tieout::loading
