#include "loading/rule_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace tieout::loading {

namespace {

Text kind_name(TomlKind kind) {
  switch (kind) {
    case TomlKind::table:
      return {"表", "a table"};
    case TomlKind::array:
      return {"数组", "an array"};
    case TomlKind::string:
      return {"带引号的文字", "quoted text"};
    case TomlKind::integer:
      return {"整数", "a whole number"};
    case TomlKind::floating:
      return {"小数", "a number with a point"};
    case TomlKind::boolean:
      return {"true 或 false", "true or false"};
    case TomlKind::date:
      return {"日期", "a date"};
  }
  return {};
}

bool contains(const std::vector<std::string_view>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::string RuleReader::id() const { return name_.substr(0, name_.size() - std::string_view(".toml").size()); }

void RuleReader::problem(std::string code, const TomlNode& place, Text message, Text help) {
  Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.span.file = path_;
  diagnostic.span.line = place.line;
  diagnostic.span.column = place.column;
  diagnostic.message = std::move(message);
  diagnostic.help = std::move(help);
  diagnostics_.add(std::move(diagnostic));
}

void RuleReader::refuse_unknown_keys(const TomlNode& table, const std::vector<std::string_view>& known) {
  for (const auto& [key, node] : table.members) {
    if (contains(known, key)) continue;
    problem(
        "RULE-UNKNOWN-KEY", node,
        {fmt::format("规则文件中没有名为“{}”的键", key), fmt::format("'{}' is not a key of this kind of rule", key)},
        {fmt::format("可用的键:{}。", fmt::join(known, "、")), fmt::format("Known keys: {}.", fmt::join(known, ", "))});
  }
}

const TomlNode* RuleReader::member(const TomlNode& table, std::string_view key, TomlKind kind, bool required) {
  const TomlNode* node = table.find(key);
  if (node == nullptr) {
    if (required) {
      problem("RULE-MISSING-KEY", table, {fmt::format("缺少键“{}”", key), fmt::format("the key '{}' is missing", key)},
              {"每项规则的必填键见 rules/README.md。", "rules/README.md lists the keys every rule needs."});
    }
    return nullptr;
  }
  if (node->kind == kind) return node;
  const Text expected = kind_name(kind);
  problem("RULE-WRONG-TYPE", *node,
          {fmt::format("“{}”应为{}", key, expected.zh), fmt::format("'{}' must be {}", key, expected.en)},
          {"小数写成带引号的文字,如 \"0.05\"。", "Write a decimal as quoted text, such as \"0.05\"."});
  return nullptr;
}

std::string RuleReader::text(const TomlNode& table, std::string_view key, bool required) {
  const TomlNode* node = member(table, key, TomlKind::string, required);
  if (node == nullptr) return {};
  if (node->text.empty() && required) {
    problem("RULE-MISSING-KEY", *node, {fmt::format("“{}”为空", key), fmt::format("'{}' is empty", key)});
  }
  return node->text;
}

Text RuleReader::both_languages(const TomlNode& table, std::string_view key, bool required) {
  const TomlNode* node = member(table, key, TomlKind::table, required);
  if (node == nullptr) return {};
  refuse_unknown_keys(*node, {"zh", "en"});
  Text result;
  result.zh = text(*node, "zh");
  result.en = text(*node, "en");
  return result;
}

std::optional<Date> RuleReader::date(const TomlNode& table, std::string_view key, bool required) {
  const TomlNode* node = member(table, key, TomlKind::date, required);
  if (node == nullptr) return std::nullopt;
  const std::optional<Date> date = parse_iso_date(node->text);
  if (!date) {
    problem(
        "RULE-WRONG-TYPE", *node,
        {fmt::format("“{}”应为日期,如 2008-01-01", key), fmt::format("'{}' must be a date such as 2008-01-01", key)});
  }
  return date;
}

bool RuleReader::flag(const TomlNode& table, std::string_view key, bool otherwise) {
  if (table.find(key) == nullptr) return otherwise;
  const TomlNode* node = member(table, key, TomlKind::boolean);
  return node == nullptr ? otherwise : node->text == "true";
}

std::vector<std::string> RuleReader::texts(const TomlNode& table, std::string_view key, bool required) {
  const TomlNode* node = member(table, key, TomlKind::array, required);
  std::vector<std::string> result;
  if (node == nullptr) return result;
  for (const TomlNode& item : node->items) {
    if (item.kind == TomlKind::string && !item.text.empty()) {
      result.push_back(item.text);
      continue;
    }
    problem("RULE-WRONG-TYPE", item,
            {fmt::format("“{}”的每一项应为文字", key), fmt::format("every item of '{}' must be text", key)});
  }
  return result;
}

std::string RuleReader::word(const TomlNode& table, std::string_view key, const std::vector<std::string_view>& words,
                             bool required) {
  std::string found = text(table, key, required);
  if (found.empty() || contains(words, found)) return found;
  problem("RULE-UNKNOWN-WORD", *table.find(key),
          {fmt::format("“{}”不是“{}”可用的词", found, key), fmt::format("'{}' is not a word for '{}'", found, key)},
          {fmt::format("可用:{}。", fmt::join(words, "、")), fmt::format("Use one of: {}.", fmt::join(words, ", "))});
  return {};
}

}  // namespace tieout::loading
