#include "loading/value.hpp"

#include <gmock/gmock.h>

namespace tieout::loading {
namespace {

std::string amount(std::string_view text) {
  Money out;
  const ValueError error = parse_amount(text, out);
  return error == ValueError::none ? to_string(out) : "error " + std::to_string(static_cast<int>(error));
}

std::string failed(ValueError error) { return "error " + std::to_string(static_cast<int>(error)); }

std::string date(std::string_view text, CellType type = CellType::text) {
  Date out;
  const ValueError error = parse_date(text, type, out);
  return error == ValueError::none ? to_string(out) : failed(error);
}

std::string rate(std::string_view text, HeadingUnit unit = HeadingUnit::none, int most = 100) {
  Ratio out;
  const ValueError error = parse_rate(text, unit, most, out);
  return error == ValueError::none ? to_string(out) : failed(error);
}

std::string life(std::string_view text, HeadingUnit unit = HeadingUnit::months) {
  std::int32_t out = 0;
  const ValueError error = parse_life(text, unit, out);
  return error == ValueError::none ? std::to_string(out) : failed(error);
}

TEST(ValueAmount, ReadsPlainAndOrnateForms) {
  EXPECT_EQ(amount("1234.5"), "1234.50");
  EXPECT_EQ(amount("0"), "0.00");
  EXPECT_EQ(amount("-0.01"), "-0.01");
  EXPECT_EQ(amount(".5"), "0.50");
  EXPECT_EQ(amount("007.10"), "7.10");
  EXPECT_EQ(amount("1,234.50"), "1234.50");
  EXPECT_EQ(amount("12,345,678"), "12345678.00");
  EXPECT_EQ(amount("(1,234.50)"), "-1234.50");
  EXPECT_EQ(amount("（1,234.50）"), "-1234.50");
  EXPECT_EQ(amount("1,234.50-"), "-1234.50");
  EXPECT_EQ(amount("−5"), "-5.00");
  EXPECT_EQ(amount("+5"), "5.00");
  EXPECT_EQ(amount("￥1,234.50"), "1234.50");
  EXPECT_EQ(amount("¥ 1234.5"), "1234.50");
  EXPECT_EQ(amount("-￥1,234.50"), "-1234.50");
  EXPECT_EQ(amount("￥-1,234.50"), "-1234.50");
  EXPECT_EQ(amount("1234.50元"), "1234.50");
  EXPECT_EQ(amount("CNY 1,234.50"), "1234.50");
  EXPECT_EQ(amount("1234.50 RMB"), "1234.50");
  EXPECT_EQ(amount("人民币1234.50元"), "1234.50");
  EXPECT_EQ(amount("１，２３４．５０"), "1234.50");
  EXPECT_EQ(amount("1234.5000"), "1234.50") << "four decimals of an ERP, exact";
}

TEST(ValueAmount, RefusesWhatCouldBeReadTwoWaysOrNotAtAll) {
  EXPECT_EQ(amount("1234.567"), failed(ValueError::amount_decimals));
  EXPECT_EQ(amount("1.500"), failed(ValueError::amount_decimals)) << "fifteen hundred elsewhere";
  EXPECT_EQ(amount("0.0001"), failed(ValueError::amount_decimals));
  EXPECT_EQ(amount("12,34.50"), failed(ValueError::amount_grouping));
  EXPECT_EQ(amount("1,2345"), failed(ValueError::amount_grouping));
  EXPECT_EQ(amount("1234,567"), failed(ValueError::amount_grouping));
  EXPECT_EQ(amount(",123"), failed(ValueError::amount_grouping));
  EXPECT_EQ(amount("1234567,890"), failed(ValueError::amount_grouping));
  EXPECT_EQ(amount("1,234,5678"), failed(ValueError::amount_grouping));
  EXPECT_EQ(amount("1.234,50"), failed(ValueError::amount_grouping));
  EXPECT_EQ(amount("$100"), failed(ValueError::foreign_currency));
  EXPECT_EQ(amount("USD 100"), failed(ValueError::foreign_currency));
  EXPECT_EQ(amount("100美元"), failed(ValueError::foreign_currency));
  EXPECT_EQ(amount("100港元"), failed(ValueError::foreign_currency));
  EXPECT_EQ(amount("12.5万"), failed(ValueError::amount_unit));
  EXPECT_EQ(amount("3万元"), failed(ValueError::amount_unit));
  for (const char* text : {"abc", "-", "—", "1e5", "--5", "(-5)", "5.", "1 2 3 x", "()", "5%", "1/3"}) {
    EXPECT_EQ(amount(text), failed(ValueError::not_an_amount)) << text;
  }
}

TEST(ValueAmount, StaysBelowTenTrillionYuan) {
  EXPECT_EQ(amount("9999999999999.99"), "9999999999999.99");
  EXPECT_EQ(amount("-9999999999999.99"), "-9999999999999.99");
  EXPECT_EQ(amount("10000000000000"), failed(ValueError::amount_overflow));
  EXPECT_EQ(amount("10,000,000,000,000.00"), failed(ValueError::amount_overflow));
  EXPECT_EQ(amount("99999999999999999999999999"), failed(ValueError::amount_overflow));
  EXPECT_EQ(amount("00000000000000000001"), "1.00") << "zeros in front are no size";
}

TEST(ValueDate, ReadsTheFormsOfFilesAndSerials) {
  for (const char* text :
       {"2024-03-15", "2024/3/15", "2024.3.15", "20240315", "2024年3月15日", "2024年03月15号", "2024-03-15 00:00:00",
        "2024/3/15 0:00", "2024-03-15T00:00:00.000", "２０２４－０３－１５"}) {
    EXPECT_EQ(date(text), "2024-03-15") << text;
  }
  EXPECT_EQ(date("45366"), "2024-03-15");
  EXPECT_EQ(date("45366", CellType::number), "2024-03-15");
  EXPECT_EQ(date("45366.5", CellType::number), "2024-03-15");
  EXPECT_EQ(date("20240315", CellType::number), "2024-03-15");
  EXPECT_EQ(date("1", CellType::number), "1900-01-01");
  EXPECT_EQ(date("59", CellType::number), "1900-02-28");
  EXPECT_EQ(date("61", CellType::number), "1900-03-01");
  EXPECT_EQ(date("2024-02-29"), "2024-02-29");
}

TEST(ValueDate, RefusesDaysThatAreNotAndTextsOfTwoReadings) {
  EXPECT_EQ(date("2023-02-30"), failed(ValueError::date_impossible));
  EXPECT_EQ(date("2023-02-29"), failed(ValueError::date_impossible));
  EXPECT_EQ(date("20231301"), failed(ValueError::date_impossible));
  EXPECT_EQ(date("1899-12-31"), failed(ValueError::date_impossible));
  EXPECT_EQ(date("3000/1/1"), failed(ValueError::date_impossible));
  EXPECT_EQ(date("60", CellType::number), failed(ValueError::date_impossible)) << "29 February 1900 of spreadsheets";
  EXPECT_EQ(date("03/04/2024"), failed(ValueError::date_ambiguous));
  EXPECT_EQ(date("24-03-15"), failed(ValueError::date_ambiguous));
  for (const char* text :
       {"2024-03", "2024年3月", "202403", "15 March 2024", "2024-3/15", "2024-03-15x", "2024-03-15 25", "x", "-"}) {
    EXPECT_EQ(date(text), failed(ValueError::not_a_date)) << text;
  }
}

TEST(ValueRate, ReadsPercentagesAndDecimals) {
  EXPECT_EQ(rate("5%"), "0.05");
  EXPECT_EQ(rate("5.00%"), "0.05");
  EXPECT_EQ(rate("５％"), "0.05");
  EXPECT_EQ(rate("0.05"), "0.05");
  EXPECT_EQ(rate("0"), "0");
  EXPECT_EQ(rate("100%"), "1");
  EXPECT_EQ(rate("5", HeadingUnit::percent), "0.05");
  EXPECT_EQ(rate("5%", HeadingUnit::percent), "0.05");
  EXPECT_EQ(rate("1", HeadingUnit::none, 200), "1") << "an extra deduction of the whole";
}

TEST(ValueRate, RefusesBareNumbersThatMayBePerCent) {
  EXPECT_EQ(rate("5"), failed(ValueError::rate_ambiguous));
  EXPECT_EQ(rate("1"), failed(ValueError::rate_ambiguous));
  EXPECT_EQ(rate("75", HeadingUnit::none, 200), failed(ValueError::rate_ambiguous));
  EXPECT_EQ(rate("-5%"), failed(ValueError::rate_range));
  EXPECT_EQ(rate("120%"), failed(ValueError::rate_range));
  EXPECT_EQ(rate("120", HeadingUnit::percent), failed(ValueError::rate_range));
  EXPECT_EQ(rate("five"), failed(ValueError::not_a_rate));
}

TEST(ValueLife, TakesItsUnitFromTheHeadingOrTheCell) {
  EXPECT_EQ(life("120"), "120");
  EXPECT_EQ(life("120.00"), "120");
  EXPECT_EQ(life("10", HeadingUnit::years), "120");
  EXPECT_EQ(life("2.5", HeadingUnit::years), "30");
  EXPECT_EQ(life("10年"), "120");
  EXPECT_EQ(life("10年6个月"), "126");
  EXPECT_EQ(life("120个月", HeadingUnit::years), "120");
  EXPECT_EQ(life("1200"), "1200");
}

TEST(ValueLife, StaysWithinAHundredYears) {
  EXPECT_EQ(life("0"), failed(ValueError::life_not_positive));
  EXPECT_EQ(life("-12"), failed(ValueError::life_not_positive));
  EXPECT_EQ(life("1201"), failed(ValueError::life_too_long));
  EXPECT_EQ(life("101", HeadingUnit::years), failed(ValueError::life_too_long));
  EXPECT_EQ(life("99999999999"), failed(ValueError::life_too_long));
  EXPECT_EQ(life("10.5"), failed(ValueError::not_whole));
  EXPECT_EQ(life("2.3", HeadingUnit::years), failed(ValueError::not_whole));
  EXPECT_EQ(life("ten"), failed(ValueError::not_a_number));
  EXPECT_EQ(life("50%"), failed(ValueError::not_a_number));
  EXPECT_EQ(life("年"), failed(ValueError::not_a_number));
}

TEST(ValueFraction, LiesBetweenNothingAndTheWhole) {
  Ratio out;
  EXPECT_EQ(parse_fraction("1/3", HeadingUnit::none, out), ValueError::none);
  EXPECT_EQ(out, Ratio::of(1, 3));
  EXPECT_EQ(parse_fraction("25%", HeadingUnit::none, out), ValueError::none);
  EXPECT_EQ(out, Ratio::of(1, 4));
  EXPECT_EQ(parse_fraction("25", HeadingUnit::percent, out), ValueError::none);
  EXPECT_EQ(out, Ratio::of(1, 4));
  EXPECT_EQ(parse_fraction("4/3", HeadingUnit::none, out), ValueError::fraction_range);
  EXPECT_EQ(parse_fraction("-0.5", HeadingUnit::none, out), ValueError::fraction_range);
  EXPECT_EQ(parse_fraction("1/0", HeadingUnit::none, out), ValueError::not_a_fraction);
}

TEST(ValueNumber, ReadsQuantitiesAndIntegers) {
  Ratio quantity;
  EXPECT_EQ(parse_quantity("1,000.5", quantity), ValueError::none);
  EXPECT_EQ(quantity, Ratio::of(2001, 2));
  EXPECT_EQ(parse_quantity("-1", quantity), ValueError::number_negative);
  EXPECT_EQ(parse_quantity("1/2", quantity), ValueError::not_a_number);
  std::int32_t integer = 0;
  EXPECT_EQ(parse_integer("2023年", integer), ValueError::none);
  EXPECT_EQ(integer, 2023);
  EXPECT_EQ(parse_integer("12期", integer), ValueError::none);
  EXPECT_EQ(integer, 12);
  EXPECT_EQ(parse_integer("7.5", integer), ValueError::not_whole);
  EXPECT_EQ(parse_integer("-7", integer), ValueError::number_negative);
  EXPECT_EQ(parse_integer("x", integer), ValueError::not_a_number);
}

TEST(ValueText, IsTrimmedOfEveryKindOfBlank) {
  EXPECT_EQ(trimmed("  A1\t"), "A1");
  EXPECT_EQ(trimmed("\u3000A1\u00A0"), "A1");
  EXPECT_EQ(trimmed("\uFEFFA1"), "A1");
  EXPECT_EQ(trimmed("=\"000123\""), "000123") << "how ERPs keep zeros in front";
  EXPECT_EQ(trimmed("\u3000"), "");
  EXPECT_TRUE(is_error_text("#REF!"));
  EXPECT_TRUE(is_error_text("#N/A"));
  EXPECT_TRUE(is_error_text("########"));
  EXPECT_FALSE(is_error_text("#1 machine"));
}

}  // namespace
}  // namespace tieout::loading
