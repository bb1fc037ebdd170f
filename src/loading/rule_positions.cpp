#include "loading/rule_positions.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace tieout::loading {

namespace {

using rules::Parameter;
using rules::Position;
using rules::PositionOption;

Text text_of(const Parameter& parameter, std::string_view key) {
  const auto found = parameter.keys.find(key);
  return found != parameter.keys.end() && found->second.size() == 2 ? Text{found->second[0], found->second[1]} : Text{};
}

class PositionChecker {
 public:
  PositionChecker(const std::string& directory, const Position& position, Diagnostics& diagnostics)
      : directory_(directory),
        position_(position),
        known_(rules::option_codes(position.id)),
        diagnostics_(diagnostics) {}

  void check() {
    if (known_.empty()) {
      report("RULE-UNREAD", 1,
             {fmt::format("程序不使用立场“{}”", position_.id),
              fmt::format("nothing in the program acts on the position '{}'", position_.id)},
             {"检查文件名;新的立场要先登记(rules/README.md)。",
              "Check the file's name; a new position must be registered first (rules/README.md)."});
      return;
    }
    for (const PositionOption& option : position_.options) {
      if (std::find(known_.begin(), known_.end(), option.code) == known_.end()) unknown_option(option);
    }
    for (const std::string_view code : known_) {
      if (position_.find_option(code) == nullptr) missing_option(code);
    }
    if (position_.find_option(position_.default_option) == nullptr) no_such_default();
  }

 private:
  void report(std::string code, std::uint32_t line, Text message, Text help) {
    Diagnostic diagnostic;
    diagnostic.code = std::move(code);
    diagnostic.span.file = directory_ + "/" + position_.parameter->file;
    diagnostic.span.line = line;
    diagnostic.message = std::move(message);
    diagnostic.help = std::move(help);
    diagnostics_.add(std::move(diagnostic));
  }

  Text known_codes() const {
    return {fmt::format("可用:{}。", fmt::join(known_, "、")), fmt::format("Use one of: {}.", fmt::join(known_, ", "))};
  }

  void unknown_option(const PositionOption& option) {
    report("RULE-UNKNOWN-WORD", option.line,
           {fmt::format("“{}”不是立场“{}”的选项", option.code, position_.id),
            fmt::format("'{}' is not an option of the position '{}'", option.code, position_.id)},
           known_codes());
  }

  void missing_option(std::string_view code) {
    report("RULE-MISSING-KEY", 1,
           {fmt::format("立场“{}”缺少选项“{}”", position_.id, code),
            fmt::format("the position '{}' lacks its option '{}'", position_.id, code)},
           {"每个选项写成一个 [[option]] 表。", "Write each option as an [[option]] table."});
  }

  void no_such_default() {
    report(
        "RULE-UNKNOWN-WORD", position_.parameter->values.back().line,
        {fmt::format("默认选项“{}”不是立场“{}”的选项", position_.default_option, position_.id),
         fmt::format("the default '{}' is not an option of the position '{}'", position_.default_option, position_.id)},
        known_codes());
  }

  const std::string& directory_;
  const Position& position_;
  const std::vector<std::string_view>& known_;
  Diagnostics& diagnostics_;
};

Position position(const Parameter& parameter, std::string id) {
  Position result;
  result.id = std::move(id);
  result.title = parameter.title;
  result.question = text_of(parameter, "question");
  result.default_reason = text_of(parameter, "default_reason");
  result.default_option = std::string(parameter.values.back().field("option"));
  const auto touches = parameter.keys.find("touches_assets");
  result.touches_assets = touches != parameter.keys.end() && touches->second.front() == "true";
  result.options = parameter.options;
  result.parameter = &parameter;
  return result;
}

}  // namespace

void compile_positions(const std::string& directory, const std::string& code, const rules::RuleBook& book,
                       rules::TaxRegime& regime, Diagnostics& diagnostics) {
  const std::string prefix = code + "/position/";
  for (const Parameter& parameter : book.parameters) {
    if (parameter.values.empty() || !parameter.id.starts_with(prefix)) continue;
    regime.positions.push_back(position(parameter, parameter.id.substr(prefix.size())));
    PositionChecker(directory, regime.positions.back(), diagnostics).check();
  }
}

}  // namespace tieout::loading
