#include "tieout/core/diagnostic.hpp"

#include <gtest/gtest.h>

namespace tieout {
namespace {

Diagnostic at(std::string file, std::uint32_t line, std::string code) {
  Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.span.file = std::move(file);
  diagnostic.span.line = line;
  diagnostic.message = {"错", "wrong"};
  return diagnostic;
}

TEST(Diagnostic, HasTheGnuFormThenExcerptLawAndRemedy) {
  Diagnostic diagnostic = at("register.csv", 14, "TAX-LIFE-BELOW-MINIMUM");
  diagnostic.span.column = 34;
  diagnostic.span.excerpt = "36";
  diagnostic.rule = {"条例第六十条", "Reg. art. 60"};
  diagnostic.help = {"留空", "Leave it empty."};
  EXPECT_EQ(format(diagnostic, Language::en),
            "register.csv:14:34: error[TAX-LIFE-BELOW-MINIMUM]: wrong\n     14 | 36\n    Reg. art. 60\n    Leave it "
            "empty.\n");
  EXPECT_EQ(format(diagnostic, Language::zh).substr(0, 51), "register.csv:14:34: 错误[TAX-LIFE-BELOW-MINIMUM]:");
}

TEST(Diagnostics, AreSortedByFileThenLineAndSaidOnce) {
  Diagnostics diagnostics;
  diagnostics.add(at("events.csv", 3, "B"));
  diagnostics.add(at("assets.csv", 9, "A"));
  diagnostics.add(at("assets.csv", 2, "A"));
  diagnostics.add(at("assets.csv", 2, "A"));
  diagnostics.sort_by_place({"assets.csv", "events.csv"});
  ASSERT_EQ(diagnostics.all().size(), 3U);
  EXPECT_EQ(diagnostics.all()[0].span.line, 2U);
  EXPECT_EQ(diagnostics.all()[1].span.line, 9U);
  EXPECT_EQ(diagnostics.all()[2].span.file, "events.csv");
  EXPECT_EQ(diagnostics.errors(), 3U);
}

}  // namespace
}  // namespace tieout
