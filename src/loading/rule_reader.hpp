// Reading one rule file: its nodes with their kinds checked, every problem reported with file and line.
// Inside loading/ only; rule_files.hpp is the door.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loading/toml.hpp"
#include "tieout/core/date.hpp"
#include "tieout/core/diagnostic.hpp"

namespace tieout::loading {

// How well a row, a formula or an account is known; parameters have no `inference`.
inline const std::vector<std::string_view> kEvidence = {"two texts", "one text", "memory", "inference"};

class RuleReader {
 public:
  // `path` as shown to people, `name` below the directory of rules ("cn/cit/residual.toml").
  RuleReader(std::string path, std::string name, Diagnostics& diagnostics)
      : path_(std::move(path)), name_(std::move(name)), diagnostics_(diagnostics) {}

  const std::string& path() const { return path_; }
  const std::string& name() const { return name_; }
  // The name without ".toml": the id of a parameter.
  std::string id() const;

  void problem(std::string code, const TomlNode& place, Text message, Text help = {});

  // Reports keys of `table` that are not among `known`.
  void refuse_unknown_keys(const TomlNode& table, const std::vector<std::string_view>& known);

  // The member of that kind; a missing one is a problem where `required`, another kind always.
  const TomlNode* member(const TomlNode& table, std::string_view key, TomlKind kind, bool required = true);
  std::string text(const TomlNode& table, std::string_view key, bool required = true);
  // { zh = "…", en = "…" }
  Text both_languages(const TomlNode& table, std::string_view key, bool required = true);
  std::optional<Date> date(const TomlNode& table, std::string_view key, bool required = true);
  bool flag(const TomlNode& table, std::string_view key, bool otherwise);
  std::vector<std::string> texts(const TomlNode& table, std::string_view key, bool required = true);
  // A text that must be one of `words`.
  std::string word(const TomlNode& table, std::string_view key, const std::vector<std::string_view>& words,
                   bool required = true);

 private:
  std::string path_;
  std::string name_;
  Diagnostics& diagnostics_;
};

}  // namespace tieout::loading
