#include "loading/record_position.hpp"

#include <fmt/format.h>

namespace tieout::loading {

namespace {

const rules::Position* find_position(const rules::RuleBook& rules, std::string_view id) {
  for (const rules::TaxRegime& regime : rules.tax_regimes) {
    if (const rules::Position* position = regime.find_position(id)) return position;
  }
  return nullptr;
}

bool names(const rules::PositionOption& option, std::string_view text) {
  return option.code == text || option.title.zh == text || option.title.en == text;
}

template <typename Regime>
std::vector<std::string> codes_of(const std::vector<Regime>& regimes) {
  std::vector<std::string> codes;
  for (const Regime& regime : regimes) codes.push_back(regime.code);
  return codes;
}

}  // namespace

std::vector<std::string> position_ids() {
  std::vector<std::string> ids;
  for (const FieldSpec& field : fields_of(RecordType::entity)) {
    if (field.name.starts_with(kPositionPrefix)) ids.emplace_back(field.name.substr(kPositionPrefix.size()));
  }
  return ids;
}

CellProblem unknown_position(std::string_view id, const std::vector<std::string>& known) {
  return {"POSITION-UNKNOWN",
          {fmt::format("没有立场“{}”", id), fmt::format("there is no position '{}'", id)},
          {fmt::format("可选的立场：{}。tieout positions 说明各项。", quoted_list(known)),
           fmt::format("Known are {}; tieout positions explains them.", quoted_list(known))}};
}

std::optional<CellProblem> take_position(const rules::RuleBook& rules, std::string_view id, std::string_view option,
                                         Entity& entity) {
  const rules::Position* position = find_position(rules, id);
  if (position == nullptr) return unknown_position(id, position_ids());
  std::vector<std::string> codes;
  for (const rules::PositionOption& entry : position->options) {
    if (names(entry, option)) {
      entity.positions[std::string(id)] = entry.code;
      return std::nullopt;
    }
    codes.push_back(entry.code);
  }
  return CellProblem{"POSITION-OPTION",
                     {fmt::format("“{}”不是立场“{}”的选项", option, position->title.zh),
                      fmt::format("'{}' is not an option of the position '{}'", option, id)},
                     {fmt::format("可用：{}；留空则为 {}。", quoted_list(codes), position->default_option),
                      fmt::format("Use one of {}; empty means {}.", quoted_list(codes), position->default_option)}};
}

std::optional<CellProblem> take_regime(const rules::RuleBook& rules, RegimeKind kind, std::string_view code,
                                       std::string& out) {
  const bool known =
      kind == RegimeKind::book ? rules.find_book_regime(code) != nullptr : rules.find_tax_regime(code) != nullptr;
  if (known) {
    out.assign(code);
    return std::nullopt;
  }
  const std::string list =
      quoted_list(kind == RegimeKind::book ? codes_of(rules.book_regimes) : codes_of(rules.tax_regimes));
  return CellProblem{"REGIME-UNKNOWN",
                     {fmt::format("没有规则集“{}”", code), fmt::format("there is no regime '{}'", code)},
                     {fmt::format("可用：{}。", list), fmt::format("Use one of {}.", list)}};
}

}  // namespace tieout::loading
