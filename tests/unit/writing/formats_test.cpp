#include "writing/formats.hpp"

#include <gtest/gtest.h>

namespace tieout::writing {
namespace {

TEST(Formats, NamesAreReadBack) {
  for (Format format : {Format::table, Format::csv, Format::json, Format::xlsx}) {
    EXPECT_EQ(parse_format(name_of(format)), format);
  }
  EXPECT_EQ(name_of(Format::xlsx), "xlsx");
  EXPECT_FALSE(parse_format("CSV"));
  EXPECT_FALSE(parse_format(""));
}

}  // namespace
}  // namespace tieout::writing
