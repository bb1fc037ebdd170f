#include "loading/node_table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tieout::loading {

namespace {

// A rate worked out in a spreadsheet has fifteen digits.
constexpr int kRateDecimals = 18;

}  // namespace

SourceSpan NodeFile::span(const TomlNode& node, std::string_view excerpt) const {
  const std::string sheet = node.sheet == 0 ? std::string() : sheets.at(node.sheet - 1U);
  return {path, sheet, node.line, node.column, std::string(excerpt)};
}

void NodeFile::add(const TomlNode& node, CellProblem problem, Text rule, Severity severity) {
  Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.code = std::move(problem.code);
  diagnostic.span = span(node, node.text);
  diagnostic.message = std::move(problem.message);
  diagnostic.rule = std::move(rule);
  diagnostic.help = std::move(problem.help);
  diagnostics.add(std::move(diagnostic));
}

NodeTable::NodeTable(NodeFile& file, const TomlNode& node, const std::vector<std::string>& known)
    : file_(file), node_(node) {
  for (const auto& [key, member] : node.members) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    Diagnostic diagnostic = unknown_key(file.path, member, key, known);
    diagnostic.span = file.span(member, key);
    file.diagnostics.add(std::move(diagnostic));
  }
}

const TomlNode& NodeTable::at(std::string_view key) const {
  const TomlNode* member = find(key);
  return member == nullptr ? node_ : *member;
}

void NodeTable::missing(std::string_view key) const {
  file_.add(node_, {"VALUE-MISSING",
                    {fmt::format("缺少 `{}`", key), fmt::format("`{}` is missing", key)},
                    {fmt::format("填写 `{}`。", key), fmt::format("State `{}`.", key)}});
}

void NodeTable::wrong(std::string_view key, const TomlNode& node, ValueError error) const {
  file_.add(node, value_problem(error, {key}, node.text));
}

std::optional<std::string> NodeTable::text_of(std::string_view key, const TomlNode& node) const {
  if (node.kind == TomlKind::string || node.kind == TomlKind::integer || node.kind == TomlKind::date) return node.text;
  file_.add(node, toml_problem(node.kind, {key}, node.text));
  return {};
}

std::optional<Money> NodeTable::amount_of(std::string_view key, const TomlNode& node) const {
  const auto text = text_of(key, node);
  if (!text) return {};
  Money amount;
  const ValueError error = trimmed(*text).empty() ? ValueError::not_an_amount : parse_amount(trimmed(*text), amount);
  if (error == ValueError::none) return amount;
  wrong(key, node, error);
  return {};
}

std::optional<Ratio> NodeTable::rate_of(std::string_view key, const TomlNode& node) const {
  const auto text = text_of(key, node);
  if (!text) return {};
  const std::string_view stated = trimmed(*text);
  const auto rate = parse_ratio(stated, kRateDecimals);
  if (!rate) {
    wrong(key, node, ValueError::not_a_rate);
    return {};
  }
  if (stated.find('%') == std::string_view::npos && compare(*rate, Ratio::of(1, 1)) >= 0) {
    wrong(key, node, ValueError::rate_ambiguous);
    return {};
  }
  return rate;
}

std::optional<Ratio> NodeTable::factor_of(std::string_view key, const TomlNode& node) const {
  const auto text = text_of(key, node);
  if (!text) return {};
  const auto factor = parse_ratio(trimmed(*text), kRateDecimals);
  if (factor && factor->numerator() > 0) return factor;
  wrong(key, node, factor ? ValueError::number_negative : ValueError::not_a_number);
  return {};
}

template <typename Value, typename Read>
std::optional<Value> NodeTable::one(std::string_view key, Read read) const {
  const TomlNode* member = find(key);
  if (member == nullptr) return {};
  return (this->*read)(key, *member);
}

template <typename Value, typename Read>
std::vector<Value> NodeTable::list(std::string_view key, Read read) const {
  std::vector<Value> values;
  const TomlNode* member = find(key);
  if (member == nullptr) return values;
  const std::vector<TomlNode> single{*member};
  for (const TomlNode& item : member->kind == TomlKind::array ? member->items : single) {
    if (auto value = (this->*read)(key, item)) values.push_back(std::move(*value));
  }
  return values;
}

std::optional<std::string> NodeTable::text(std::string_view key) const {
  return one<std::string>(key, &NodeTable::text_of);
}
std::optional<Money> NodeTable::amount(std::string_view key) const { return one<Money>(key, &NodeTable::amount_of); }
std::optional<Ratio> NodeTable::rate(std::string_view key) const { return one<Ratio>(key, &NodeTable::rate_of); }
std::optional<Ratio> NodeTable::factor(std::string_view key) const { return one<Ratio>(key, &NodeTable::factor_of); }
std::vector<std::string> NodeTable::texts(std::string_view key) const {
  return list<std::string>(key, &NodeTable::text_of);
}
std::vector<Money> NodeTable::amounts(std::string_view key) const { return list<Money>(key, &NodeTable::amount_of); }
std::vector<Ratio> NodeTable::rates(std::string_view key) const { return list<Ratio>(key, &NodeTable::rate_of); }
std::vector<Ratio> NodeTable::factors(std::string_view key) const { return list<Ratio>(key, &NodeTable::factor_of); }

std::optional<Date> NodeTable::date(std::string_view key) const {
  const auto stated = text(key);
  if (!stated) return {};
  Date date;
  const ValueError error =
      stated->empty() ? ValueError::not_a_date : parse_date(trimmed(*stated), CellType::text, date);
  if (error == ValueError::none) return date;
  wrong(key, at(key), error);
  return {};
}

std::optional<std::int32_t> NodeTable::integer(std::string_view key) const {
  const auto stated = text(key);
  if (!stated) return {};
  std::int32_t number = 0;
  const ValueError error = stated->empty() ? ValueError::not_a_number : parse_integer(trimmed(*stated), number);
  if (error == ValueError::none) return number;
  wrong(key, at(key), error);
  return {};
}

std::optional<Ratio> NodeTable::fraction(std::string_view key) const {
  const auto stated = text(key);
  if (!stated) return {};
  Ratio fraction;
  const ValueError error =
      stated->empty() ? ValueError::not_a_fraction : parse_fraction(trimmed(*stated), HeadingUnit::none, fraction);
  if (error == ValueError::none) return fraction;
  wrong(key, at(key), error);
  return {};
}

bool NodeTable::flag(std::string_view key, bool otherwise) const {
  const TomlNode* member = find(key);
  if (member == nullptr) return otherwise;
  for (const std::string_view yes : {"true", "TRUE", "yes", "1", "是"}) {
    if (member->text == yes) return true;
  }
  for (const std::string_view no : {"false", "FALSE", "no", "0", "否"}) {
    if (member->text == no) return false;
  }
  word(key, {"true", "false"});
  return otherwise;
}

std::optional<std::size_t> NodeTable::word(std::string_view key, const std::vector<std::string>& words) const {
  const auto stated = text(key);
  if (!stated) return {};
  const auto found = std::find(words.begin(), words.end(), trimmed(*stated));
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  file_.add(
      at(key),
      {"UNKNOWN-WORD",
       {fmt::format("`{}` 中不认识的词 \"{}\"", key, *stated), fmt::format("`{}`: unknown word \"{}\"", key, *stated)},
       {fmt::format("可用：{}。", quoted_list(words)), fmt::format("Known are {}.", quoted_list(words))}});
  return {};
}

}  // namespace tieout::loading
