#include "cli/test_impairment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "cli/impairment_remarks.hpp"
#include "loading/impairment_input.hpp"
#include "loading/toml.hpp"
#include "loading/value.hpp"

namespace tieout::cli {

namespace {

using Figures = std::map<std::string, std::optional<Money>, std::less<>>;

Figures figures_of(const UnitOutcome& unit) {
  return {{"recoverable", unit.recoverable.amount},
          {"value_in_use", unit.recoverable.value_in_use},
          {"fair_value_less_costs", unit.recoverable.fair_value_less_costs},
          {"carrying", unit.carrying},
          {"loss", unit.loss},
          {"recognised", unit.recognised()},
          {"goodwill_loss", unit.goodwill.loss},
          {"goodwill_after", unit.goodwill.carrying_after},
          {"noncontrolling_goodwill_loss", unit.goodwill.noncontrolling_loss},
          {"unallocated", unit.unallocated},
          {"group_loss", unit.group_loss},
          {"reversal", unit.reversal}};
}

Figures figures_of(const GroupOutcome& group) {
  return {{"recoverable", group.recoverable.amount},
          {"value_in_use", group.recoverable.value_in_use},
          {"carrying", group.carrying},
          {"loss", group.loss},
          {"goodwill_loss", group.goodwill.loss},
          {"unallocated", group.unallocated}};
}

Figures figures_of(const AssetOutcome& asset) {
  return {{"carrying", asset.carrying},         {"floor", asset.floor},
          {"first_round", asset.first_round},   {"loss", asset.loss},
          {"group_loss", asset.group_loss},     {"reversal", asset.reversal},
          {"by_shortfall", asset.by_shortfall}, {"carrying_after", asset.carrying_after}};
}

template <typename Part>  // CorporateShare or CorporateOutcome
Figures figures_of_corporate(const Part& part) {
  return {{"carrying", part.carrying}, {"loss", part.loss}, {"carrying_after", part.carrying_after}};
}

template <typename List>
auto find_id(const List& list, const std::string& id) {
  return std::find_if(list.begin(), list.end(), [&](const auto& item) { return item.id == id; });
}

std::string text_of(const loading::TomlNode& expectation, std::string_view key) {
  const loading::TomlNode* member = expectation.find(key);
  return member == nullptr ? std::string() : member->text;
}

class Checker {
 public:
  Checker(const std::string& path, const ImpairmentOutcome& outcome, const Diagnostics& found)
      : path_(path), outcome_(outcome), found_(found) {}

  bool check(const loading::TomlNode& expectation) {
    good_ = true;
    line_ = expectation.line;
    check_codes(expectation);
    const bool codes_alone = expectation.members.size() == 1 && expectation.find("remark") != nullptr;
    if (codes_alone || expectation.find("error") != nullptr) return good_;
    if (found_.has_errors()) {
      complain(fmt::format("error[{}]: {}", found_.all().front().code, found_.all().front().message.en));
    } else {
      check_figures(expectation);
    }
    return good_;
  }

 private:
  void complain(const std::string& text) {
    good_ = false;
    fmt::print("{}:{}: {}\n", path_, line_, text);
  }

  void check_codes(const loading::TomlNode& expectation) {
    for (const auto& [key, severe] : {std::pair{"error", true}, std::pair{"remark", false}}) {
      const std::string code = text_of(expectation, key);
      const bool met = code.empty() || std::any_of(found_.all().begin(), found_.all().end(), [&](const Diagnostic& d) {
                         return (d.code == code || code == "any") && (d.severity == Severity::error) == severe;
                       });
      if (!met) complain(fmt::format("{} expected {}, got none", key, code));
    }
  }

  std::optional<Figures> figures(const loading::TomlNode& expectation) const {
    const std::string unit_id = text_of(expectation, "unit"), corporate = text_of(expectation, "corporate");
    if (const std::string group = text_of(expectation, "group"); !group.empty()) {
      const auto found = find_id(outcome_.groups, group);
      if (found == outcome_.groups.end()) return {};
      return figures_of(*found);
    }
    const auto unit = find_id(outcome_.units, unit_id);
    if (!corporate.empty()) {
      const auto whole = find_id(outcome_.corporate, corporate);
      if (whole == outcome_.corporate.end()) return {};
      if (unit_id.empty()) return figures_of_corporate(*whole);
      if (unit == outcome_.units.end()) return {};
      const auto index = static_cast<std::size_t>(whole - outcome_.corporate.begin());
      for (const CorporateShare& share : unit->corporate) {
        if (share.corporate == index) return figures_of_corporate(share);
      }
      return {};
    }
    if (unit == outcome_.units.end()) return {};
    const std::string asset = text_of(expectation, "asset");
    if (asset.empty()) return figures_of(*unit);
    const auto found = find_id(unit->assets, asset);
    if (found == unit->assets.end()) return {};
    return figures_of(*found);
  }

  void check_figures(const loading::TomlNode& expectation) {
    const std::optional<Figures> got = figures(expectation);
    if (!got) return complain("there is no such unit, group, asset or corporate asset");
    bool compared = expectation.find("remark") != nullptr;
    for (const auto& [key, node] : expectation.members) {
      if (key == "unit" || key == "group" || key == "asset" || key == "corporate" || key == "remark") continue;
      compared = true;
      const auto figure = got->find(key);
      Money expected;
      if (figure == got->end()) {
        complain(fmt::format("unknown key {}", key));
      } else if (node.kind == loading::TomlKind::floating ||
                 loading::parse_amount(node.text, expected) != loading::ValueError::none) {
        complain(fmt::format("{}: {} is not an amount", key, node.text));
      } else if (figure->second != expected) {
        complain(fmt::format("{}: expected {} got {}", key, to_string(expected),
                             figure->second ? to_string(*figure->second) : "nothing"));
      }
    }
    if (!compared) complain("nothing is expected");
  }

  const std::string& path_;
  const ImpairmentOutcome& outcome_;
  const Diagnostics& found_;
  std::uint32_t line_ = 0;
  bool good_ = true;
};

}  // namespace

bool is_impairment_case(const std::string& path) {
  Diagnostics ignored;
  return loading::is_impairment_case(loading::read_toml(path, ignored));
}

void run_impairment_case(const std::string& path, const std::string& book, const rules::RuleBook& rules,
                         std::size_t& passed, std::size_t& failed) {
  Diagnostics found;
  const ImpairmentInput input = loading::read_impairment(path, book, rules, found);
  ImpairmentOutcome outcome;
  if (!found.has_errors()) {
    outcome = test_impairment(input, *rules.find_book_regime(input.regime));
    found.append(impairment_remarks(input, outcome, rules));
  }
  Diagnostics ignored;
  const loading::TomlNode root = loading::read_toml(path, ignored);
  const loading::TomlNode* expectations = root.find("expect");
  if (expectations == nullptr || expectations->items.empty()) {
    fmt::print("{}: no [[expect]]\n", path);
    ++failed;
    return;
  }
  Checker checker(path, outcome, found);
  for (const loading::TomlNode& expectation : expectations->items) ++(checker.check(expectation) ? passed : failed);
}

}  // namespace tieout::cli
