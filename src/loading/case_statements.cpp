// The lists of a case that a user would give as files beside the register.
#include "loading/case_expectation.hpp"
#include "loading/node_table.hpp"

namespace tieout::loading {

namespace {

StatedProvision case_provision(NodeFile& file, const TomlNode& node) {
  const NodeTable table(file, node,
                        {"entity", "year", "provision", "item", "opening", "charged", "reversed", "written_off",
                         "recovered", "sold", "transferred", "closing", "deducted", "not_deductible"});
  StatedProvision row;
  row.entity = table.text("entity").value_or("");
  row.year = table.integer("year").value_or(0);
  row.provision = table.text("provision").value_or("");
  if (row.year == 0) table.missing("year");
  if (row.provision.empty()) table.missing("provision");
  row.item = table.text("item").value_or("");
  row.opening = table.amount("opening");
  row.charged = table.amount("charged");
  row.reversed = table.amount("reversed");
  row.written_off = table.amount("written_off").value_or(Money{});
  row.recovered = table.amount("recovered").value_or(Money{});
  row.sold = table.amount("sold").value_or(Money{});
  row.transferred = table.amount("transferred").value_or(Money{});
  row.closing = table.amount("closing");
  row.deducted = table.amount("deducted");
  row.not_deductible = table.amount("not_deductible").value_or(Money{});
  row.origin.line = node.line;
  return row;
}

ValuedItem case_valued_item(NodeFile& file, const TomlNode& node) {
  const NodeTable table(file, node, {"entity", "year", "provision", "basis", "category", "item", "cost", "value"});
  ValuedItem row;
  row.entity = table.text("entity").value_or("");
  row.year = table.integer("year").value_or(0);
  row.provision = table.text("provision").value_or("");
  for (const std::string_view key : {"year", "provision", "cost", "value"}) {
    if (table.find(key) == nullptr) table.missing(key);
  }
  if (const auto basis = table.word("basis", {"item", "category", "total"})) {
    row.basis = static_cast<rules::ValuationBasis>(*basis);
  }
  row.category = table.text("category").value_or("");
  row.item = table.text("item").value_or("");
  row.cost = table.amount("cost").value_or(Money{});
  row.value = table.amount("value").value_or(Money{});
  row.origin.line = node.line;
  return row;
}

DeferredTaxLimit case_limit(NodeFile& file, const TomlNode& node) {
  const NodeTable table(file, node, {"entity", "year", "limit"});
  DeferredTaxLimit row;
  row.entity = table.text("entity").value_or("");
  row.year = table.integer("year").value_or(0);
  if (table.find("limit") == nullptr) table.missing("limit");
  row.limit = table.amount("limit").value_or(Money{});
  return row;
}

StatedAccount case_account(NodeFile& file, const TomlNode& node) {
  const NodeTable table(file, node, {"entity", "role", "category", "kind", "provision", "account", "name"});
  const auto refuse = [&](std::string_view key, std::string_view what) {
    file.add(table.at(key), {"ACCOUNT-ROLE",
                             {"没有“" + std::string(what) + "”", "there is no '" + std::string(what) + "'"},
                             {"可用的词见 tieout help journal。", "tieout help journal lists the words."}});
  };
  StatedAccount row;
  row.entity = table.text("entity").value_or("");
  row.category = table.text("category").value_or("");
  row.provision = table.text("provision").value_or("");
  row.account = table.text("account").value_or("");
  row.name = table.text("name").value_or("");
  if (row.account.empty()) table.missing("account");
  if (const auto role = table.text("role")) {
    row.role = rules::parse_account_role(*role);
    if (!row.role) refuse("role", *role);
  }
  if (const auto kind = table.text("kind")) {
    row.kind = parse_disposal_kind(*kind);
    if (!row.kind) refuse("kind", *kind);
  }
  row.origin.line = node.line;
  return row;
}

}  // namespace

bool is_case_statement(std::string_view key) {
  return key == "provision" || key == "valuation" || key == "limit" || key == "account";
}

void take_case_statement(const std::string& path, std::string_view key, const TomlNode& node, CaseStatements& stated,
                         Diagnostics& diagnostics) {
  NodeFile file{path, {}, diagnostics};
  if (key == "provision") stated.provisions.push_back(case_provision(file, node));
  if (key == "valuation") stated.valued.push_back(case_valued_item(file, node));
  if (key == "limit") stated.limits.push_back(case_limit(file, node));
  if (key == "account") stated.accounts.push_back(case_account(file, node));
}

}  // namespace tieout::loading
