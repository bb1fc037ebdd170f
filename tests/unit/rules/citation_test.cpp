#include <gtest/gtest.h>

#include "tieout/rules/regime.hpp"

namespace tieout::rules {
namespace {

Source source(std::string id, Text cite_as, std::string articles) {
  Source result;
  result.id = std::move(id);
  result.title = {"全称", "Full title"};
  result.cite_as = std::move(cite_as);
  result.articles = std::move(articles);
  return result;
}

class Describe : public testing::Test {
 protected:
  Describe() {
    book.sources.push_back(source("regulations", {"《实施条例》", "Implementation Regulations"}, "article"));
    book.sources.push_back(source("ias-36", {"《国际会计准则第36号》", "IAS 36"}, "paragraph"));
    book.sources.push_back(source("asc", {"美国《会计准则汇编》", "ASC"}, "section"));
    book.sources.push_back(source("answers", {"问题解答(二)", "Answers 2"}, "question"));
    book.sources.push_back(source("untitled", {}, "article"));
  }
  std::string zh(const std::string& id, const std::string& article) {
    return book.describe({id, article}, Language::zh);
  }
  std::string en(const std::string& id, const std::string& article) {
    return book.describe({id, article}, Language::en);
  }
  RuleBook book;
};

TEST_F(Describe, ArticlesInTheWordsOfEachLanguage) {
  EXPECT_EQ(en("regulations", "60(2)"), "Implementation Regulations art. 60(2)");
  EXPECT_EQ(zh("regulations", "60(2)"), "《实施条例》第六十条第(二)项");
  EXPECT_EQ(zh("regulations", "67.2"), "《实施条例》第六十七条第二款");
  EXPECT_EQ(zh("regulations", "68.1(3)"), "《实施条例》第六十八条第一款第(三)项");
}

TEST_F(Describe, ChineseNumbers) {
  EXPECT_EQ(zh("regulations", "7"), "《实施条例》第七条");
  EXPECT_EQ(zh("regulations", "10"), "《实施条例》第十条");
  EXPECT_EQ(zh("regulations", "17"), "《实施条例》第十七条");
  EXPECT_EQ(zh("regulations", "100"), "《实施条例》第一百条");
  EXPECT_EQ(zh("regulations", "105"), "《实施条例》第一百零五条");
  EXPECT_EQ(zh("regulations", "110"), "《实施条例》第一百一十条");
  EXPECT_EQ(zh("regulations", "1801"), "《实施条例》第一千八百零一条");
}

TEST_F(Describe, ListsAndRanges) {
  EXPECT_EQ(zh("regulations", "60, 64"), "《实施条例》第六十条、第六十四条");
  EXPECT_EQ(zh("regulations", "67-70"), "《实施条例》第六十七条至第七十条");
}

TEST_F(Describe, StandardsThatAreNotInArticles) {
  EXPECT_EQ(en("ias-36", "117"), "IAS 36 para. 117");
  EXPECT_EQ(zh("ias-36", "117"), "《国际会计准则第36号》第117段");
  EXPECT_EQ(en("asc", "360-10-35-20"), "ASC 360-10-35-20");
  EXPECT_EQ(zh("asc", "360-10-35-20"), "美国《会计准则汇编》 360-10-35-20");
  EXPECT_EQ(zh("answers", "5"), "问题解答(二)问题五");
}

TEST_F(Describe, WithoutArticleTheSourceAlone) {
  EXPECT_EQ(en("regulations", ""), "Implementation Regulations");
  EXPECT_EQ(zh("untitled", "3"), "全称第三条");
}

TEST_F(Describe, UnknownSourceStaysReadable) { EXPECT_EQ(en("nowhere", "3"), "nowhere 3"); }

}  // namespace
}  // namespace tieout::rules
