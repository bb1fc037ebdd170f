// Citations in words: "60(2)" of a law is "art. 60(2)" in English and 第六十条第(二)项 in Chinese.
#include <fmt/format.h>

#include <charconv>
#include <vector>

#include "tieout/rules/regime.hpp"

namespace tieout::rules {

namespace {

// How the parts of a source are called: the words before and after the number.
struct PartNames {
  std::string_view key;
  std::string_view en_before;
  std::string_view zh_before;
  std::string_view zh_after;
};

constexpr PartNames kPartNames[] = {
    {"article", "art. ", "第", "条"},
    {"paragraph", "para. ", "第", "段"},
    {"question", "question ", "问题", ""},
    {"section", "", "", ""},
};

const PartNames& part_names(std::string_view key) {
  for (const PartNames& names : kPartNames) {
    if (names.key == key) return names;
  }
  return kPartNames[0];
}

// 1..9999 as the law writes it: 十, 十七, 六十, 一百零五.
std::string chinese_number(int number) {
  static constexpr std::string_view kDigits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  static constexpr std::string_view kUnits[] = {"千", "百", "十", ""};
  static constexpr int kWeights[] = {1000, 100, 10, 1};
  std::string text;
  bool pending_zero = false;
  for (int place = 0; place < 4; ++place) {
    const int digit = number / kWeights[place] % 10;
    if (digit == 0) {
      pending_zero = !text.empty();
      continue;
    }
    if (pending_zero) text += kDigits[0];
    pending_zero = false;
    // 十七, not 一十七.
    if (digit != 1 || place != 2 || !text.empty()) text += kDigits[digit];
    text += kUnits[place];
  }
  return text;
}

// An article's parts: "10.2(7)" is article 10, paragraph 2, item 7; 0 = not named.
struct ArticleNumber {
  int article = 0;
  int paragraph = 0;
  int item = 0;
};

bool take_number(std::string_view& text, int& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || number < 1 || number > 9999) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

std::optional<ArticleNumber> parse_article(std::string_view text) {
  ArticleNumber result;
  if (!take_number(text, result.article)) return std::nullopt;
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    if (!take_number(text, result.paragraph)) return std::nullopt;
  }
  if (!text.empty() && text.front() == '(') {
    text.remove_prefix(1);
    if (!take_number(text, result.item) || text.empty() || text.front() != ')') return std::nullopt;
    text.remove_prefix(1);
  }
  if (!text.empty()) return std::nullopt;
  return result;
}

std::string chinese_article(std::string_view text, const PartNames& names) {
  const std::optional<ArticleNumber> number = parse_article(text);
  if (!number) return fmt::format("{}{}{}", names.zh_before, text, names.zh_after);
  std::string result = fmt::format("{}{}{}", names.zh_before, chinese_number(number->article), names.zh_after);
  if (number->paragraph > 0) result += fmt::format("第{}款", chinese_number(number->paragraph));
  if (number->item > 0) result += fmt::format("第({})项", chinese_number(number->item));
  return result;
}

// "60, 64" and "67-70": every number of the list in words.
std::string chinese_articles(std::string_view text, const PartNames& names) {
  std::string result;
  std::size_t start = 0;
  while (start <= text.size()) {
    const std::size_t end = std::min(text.find_first_of(",-", start), text.size());
    std::string_view part = text.substr(start, end - start);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    result += chinese_article(part, names);
    if (end < text.size()) result += text[end] == ',' ? "、" : "至";
    start = end + 1;
  }
  return result;
}

const std::string& name_of(const Source& source, Language language) {
  const std::string& short_name = in(language, source.cite_as);
  return short_name.empty() ? in(language, source.title) : short_name;
}

}  // namespace

std::string RuleBook::describe(const Citation& cite, Language language) const {
  const Source* source = find_source(cite.source);
  if (source == nullptr) return cite.article.empty() ? cite.source : cite.source + " " + cite.article;
  const std::string& name = name_of(*source, language);
  if (cite.article.empty()) return name;
  const PartNames& names = part_names(source->articles);
  // Standards outside China number their paragraphs in figures in either language: 第117段.
  const bool in_words = names.key == "article" || names.key == "question";
  if (language == Language::en) return fmt::format("{} {}{}", name, names.en_before, cite.article);
  if (in_words) return name + chinese_articles(cite.article, names);
  return fmt::format("{}{}{}{}", name, names.key == "section" ? " " : names.zh_before, cite.article, names.zh_after);
}

}  // namespace tieout::rules
