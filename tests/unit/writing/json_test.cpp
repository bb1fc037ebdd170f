#include "writing/json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "unit/writing/sample_tables.hpp"
#include "writing/formats.hpp"

namespace tieout::writing {
namespace {

std::string document(const Table& table, std::vector<JsonMember> members = {}) {
  StringSink out;
  JsonSink sink(out, std::move(members));
  write_table(table, sink);
  return out.text();
}

TEST(Json, OneRowALineInTheOrderOfColumns) {
  EXPECT_EQ(document(testing::small_reconciliation(), {{"year", "2003"}, {"book", json_string("cn/cas")}}),
            R"({
"schema":"tieout/reconciliation/1",
"year":2003,
"book":"cn/cas",
"rows":[
{"asset":"0001","name":"专利权甲","year":2003,"in_service":"2001-01-15","book_cost":"180000.00","book_charge":"16800.00","tax_charge":"18000.00","adj_charge":"-1200.00"},
{"asset":"0002","name":"=1+2","year":2003,"in_service":null,"book_cost":"0.01","book_charge":"0.00","tax_charge":"-0.05","adj_charge":"0.05"}
],
"totals":{"book_cost":"180000.01","book_charge":"16800.00","tax_charge":"17999.95","adj_charge":"-1199.95"}
}
)");
}

TEST(Json, AnotherParserReadsTheSame) {
  auto read = nlohmann::json::parse(document(testing::small_reconciliation()));
  EXPECT_EQ(read["rows"].size(), 2u);
  EXPECT_EQ(read["rows"][0]["name"], "专利权甲");
  EXPECT_TRUE(read["rows"][0]["year"].is_number_integer());
  EXPECT_TRUE(read["totals"]["adj_charge"].is_string());
}

TEST(Json, ATableWithoutRowsOrTotals) {
  Table table = testing::small_reconciliation();
  table.rows.clear();
  table.totals.clear();
  EXPECT_EQ(document(table), "{\n\"schema\":\"tieout/reconciliation/1\",\n\"rows\":[]\n}\n");
  EXPECT_EQ(json_rows(table), "[]");
}

TEST(Json, EveryCharacterSurvives) {
  std::string every;
  for (int c = 0; c < 128; ++c) every += static_cast<char>(c);
  every += "é专𠀀\u2028";
  EXPECT_EQ(nlohmann::json::parse(json_string(every)).get<std::string>(), every);
  EXPECT_EQ(json_string("a\"b\\c\n\x01"), R"("a\"b\\c\n\u0001")");
}

TEST(Json, BrokenUtf8IsReplacedAndNothingElseIsLost) {
  EXPECT_EQ(json_string("a\xFFz"), "\"a\uFFFDz\"");
  EXPECT_EQ(json_string("\xE4\xB8"), "\"\uFFFD\uFFFD\"");            // cut short
  EXPECT_EQ(json_string("\xC0\xAF"), "\"\uFFFD\uFFFD\"");            // overlong
  EXPECT_EQ(json_string("\xED\xA0\x80"), "\"\uFFFD\uFFFD\uFFFD\"");  // surrogate
  EXPECT_EQ(json_string("\xF4\x90\x80\x80"), "\"\uFFFD\uFFFD\uFFFD\uFFFD\"");
}

TEST(Json, RowsRenderedElsewhereKeepTheirPlace) {
  Table table = testing::small_reconciliation();
  JsonKeys keys(table.schema);
  std::string batch;
  for (const auto& row : table.rows) append_json_row(batch, keys, row);
  StringSink out;
  JsonSink sink(out);
  sink.begin(table.schema);
  sink.rendered_rows("");
  sink.rendered_rows(batch);
  sink.totals(table.totals);
  sink.end();
  EXPECT_EQ(out.text(), document(table));
}

TEST(Json, ATableAsAMemberOfADocument) {
  Table table = testing::small_reconciliation();
  auto read = nlohmann::json::parse(json_rows(table));
  EXPECT_EQ(read.size(), 2u);
  EXPECT_EQ(read[1]["tax_charge"], "-0.05");
}

TEST(Json, MembersKnownLastFollowTheRows) {
  StringSink out;
  JsonSink sink(out, {{"year", "2023"}});
  TableSchema schema{"t", {}, {{"n", {}, CellKind::integer}}};
  sink.begin(schema);
  sink.row({Cell::of(1)});
  sink.append({"weak", "[]"});
  sink.end();
  EXPECT_EQ(out.text(), R"({
"schema":"tieout/t/1",
"year":2023,
"rows":[
{"n":1}
],
"weak":[]
}
)");
}

}  // namespace
}  // namespace tieout::writing
