// The members of a TOML table read into typed values, with a diagnostic at its place for each that cannot be.
// Inside loading/ only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loading/record_problem.hpp"
#include "loading/toml.hpp"
#include "tieout/core/date.hpp"
#include "tieout/core/money.hpp"
#include "tieout/core/ratio.hpp"

namespace tieout::loading {

// The file that the nodes are of.
struct NodeFile {
  std::string path;
  std::vector<std::string> sheets;  // of a workbook, by TomlNode::sheet - 1
  Diagnostics& diagnostics;

  SourceSpan span(const TomlNode& node, std::string_view excerpt) const;
  void add(const TomlNode& node, CellProblem problem, Text rule = {}, Severity severity = Severity::error);
};

class NodeTable {
 public:
  // Keys that are not `known` are reported.
  NodeTable(NodeFile& file, const TomlNode& node, const std::vector<std::string>& known);

  const TomlNode& node() const { return node_; }
  const TomlNode* find(std::string_view key) const { return node_.find(key); }
  // The member, or the table where it has none: for diagnostics.
  const TomlNode& at(std::string_view key) const;
  NodeFile& file() const { return file_; }

  // Nothing where the key is absent or its value was reported.
  std::optional<std::string> text(std::string_view key) const;
  std::optional<Money> amount(std::string_view key) const;
  std::optional<Date> date(std::string_view key) const;
  std::optional<std::int32_t> integer(std::string_view key) const;
  // Of any sign, "8%" or "0.08"; a bare number of 1 or more may mean percent and is refused.
  std::optional<Ratio> rate(std::string_view key) const;
  // Above 0: a discount factor, an exchange rate.
  std::optional<Ratio> factor(std::string_view key) const;
  std::optional<Ratio> fraction(std::string_view key) const;
  bool flag(std::string_view key, bool otherwise) const;
  // The position of the word among `words`.
  std::optional<std::size_t> word(std::string_view key, const std::vector<std::string>& words) const;

  // A list, or a single value as a list of one.
  std::vector<std::string> texts(std::string_view key) const;
  std::vector<Money> amounts(std::string_view key) const;
  std::vector<Ratio> rates(std::string_view key) const;
  std::vector<Ratio> factors(std::string_view key) const;

  // VALUE-MISSING at the table.
  void missing(std::string_view key) const;

 private:
  template <typename Value, typename Read>
  std::optional<Value> one(std::string_view key, Read read) const;
  template <typename Value, typename Read>
  std::vector<Value> list(std::string_view key, Read read) const;
  std::optional<std::string> text_of(std::string_view key, const TomlNode& node) const;
  std::optional<Money> amount_of(std::string_view key, const TomlNode& node) const;
  std::optional<Ratio> rate_of(std::string_view key, const TomlNode& node) const;
  std::optional<Ratio> factor_of(std::string_view key, const TomlNode& node) const;
  void wrong(std::string_view key, const TomlNode& node, ValueError error) const;

  NodeFile& file_;
  const TomlNode& node_;
};

}  // namespace tieout::loading
