// The bridge from the columns of the form of charges to the register: columns 1, 3, 4 and 8 keep what was disposed of
// in the year (by position) and leave out what bore no charge, so that they do not tie to the balance sheet. For each
// row the bridge says by how much, and how the closing balance came about.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tieout/filing/forms.hpp"
#include "tieout/filing/table.hpp"

namespace tieout {

class FormBridge {
 public:
  explicit FormBridge(std::string entity = {}) : entity_(std::move(entity)) {}

  const std::string& entity() const { return entity_; }
  void add(const FormSet& set, const EntityForms& forms, const AssetYear& year);
  void merge(const FormBridge& other);
  // `forms` is finished. Throws InvariantViolation where a row does not close.
  void append(const FormSet& set, const EntityForms& forms, Language language, Table& table) const;

 private:
  struct Balance {
    RollForwardLine roll;
    Layers kept;  // disposed of in the year and still in the columns
    Layers idle;  // closing balances of assets without a charge of that ledger
  };
  struct Row {
    Balance book, tax;
  };
  std::string entity_;
  std::map<std::int64_t, Row> rows_;  // by row of the form; -1: classes without a row
};

Table form_bridge_table();

}  // namespace tieout
