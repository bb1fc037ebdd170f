// Policies: what an ERP export does not say about an asset, by entity and category, category, or class.
// The most specific row that states a column wins; the asset's own cell wins over all. Inside loading/ only.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "loading/record_table.hpp"
#include "loading/register_reader.hpp"
#include "loading/value_words.hpp"
#include "tieout/asset/asset.hpp"

namespace tieout::loading {

struct PolicyRow {
  std::string entity, category;
  std::optional<ClassId> asset_class;
  std::optional<Date> from;  // for assets in service on or after it
  std::optional<Method> tax_method;
  std::optional<std::int32_t> tax_life_months;
  std::optional<Ratio> tax_residual_rate;
  std::optional<std::string> tax_election;
  std::optional<TaxTreatment> tax_treatment;
  std::optional<ChargeRounding> book_rounding;
  std::string account_cost, account_accumulated, account_provision;
  std::size_t row = 0;
  Origin origin;
};

class PolicyTable {
 public:
  void load(const RecordTable& table, const WordBook& words, Diagnostics& diagnostics);

  // Whether any row was given; without one a category may name a class by its own words.
  bool given() const { return given_; }

  // The class of a category for an asset in service on `date`, or nothing. Without a date rows of any date count.
  std::optional<ClassId> class_of(std::string_view entity, std::string_view category, std::optional<Date> date) const;

  // The row that says so, or null.
  const PolicyRow* class_row(std::string_view entity, std::string_view category, std::optional<Date> date) const;

  // Completes what the asset does not state; its class must be known.
  void complete(Asset& asset) const;

  // "none", 无 and 不选择 say that nothing is elected, whatever a policy elects.
  static bool ends_election(std::string_view text) { return text == "none" || text == "无" || text == "不选择"; }

  std::vector<AccountMapping> accounts() const;

 private:
  // Rows of one category or class, apart by entity ("" = every entity); each list by `from`, none first.
  struct Group {
    std::vector<std::pair<std::string, std::vector<std::size_t>>> by_entity;
    const std::vector<std::size_t>* find(std::string_view entity) const;
  };
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  bool read(const RecordTable& table, std::size_t row, const RowBuffer& cells, const WordBook& words,
            Diagnostics& diagnostics, PolicyRow& policy) const;
  void add(PolicyRow policy, const RecordTable& table, Diagnostics& diagnostics);
  void complete_from_rows(Asset& asset) const;
  const PolicyRow* in_force(const std::vector<std::size_t>* rows, std::optional<Date> date) const;
  const PolicyRow* latest(const Group* group, std::string_view entity, std::optional<Date> date) const;

  bool given_ = false;
  std::vector<PolicyRow> rows_;
  std::unordered_map<std::string, Group, TextHash, std::equal_to<>> by_category_;
  std::unordered_map<std::uint16_t, Group> by_class_;
  std::vector<std::string> class_codes_;
};

}  // namespace tieout::loading
