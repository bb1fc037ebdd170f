// The asset classes of contract.md §2: rule data (rules/classes.toml) with Chinese and English labels.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tieout/asset/vocabulary.hpp"
#include "tieout/core/diagnostic.hpp"

namespace tieout::rules {

struct AssetClass {
  std::string code;  // "machinery"
  Text label;
  std::vector<std::string> aliases;
  Family family = Family::tangible;
  TaxTreatment tax_treatment = TaxTreatment::depreciable;  // where the asset states none
  bool goodwill = false;                                   // reversal of impairment barred under IAS 36 art. 124
  bool depreciable = true;                                 // false: method none where the asset states none (land)
};

class ClassTable {
 public:
  ClassTable() = default;
  explicit ClassTable(std::vector<AssetClass> classes);

  const AssetClass& at(ClassId id) const { return classes_[id.index]; }
  std::size_t size() const { return classes_.size(); }
  // By code, label or alias (exact).
  std::optional<ClassId> find(std::string_view text) const;
  const std::vector<AssetClass>& all() const { return classes_; }

 private:
  std::vector<AssetClass> classes_;
  std::unordered_map<std::string, std::uint16_t> by_text_;
};

}  // namespace tieout::rules
