// Worked cases (contract.md §5): a TOML file with its own assets, events, recorded figures and expectations; and, where
// it is about statements, the provisions, limits and accounts beside the register.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tieout/asset/entity.hpp"
#include "tieout/asset/register.hpp"
#include "tieout/core/diagnostic.hpp"
#include "tieout/filing/account_book.hpp"
#include "tieout/filing/deferred_tax_tables.hpp"
#include "tieout/filing/provision_statement.hpp"
#include "tieout/ledger/terms.hpp"
#include "tieout/rules/regime.hpp"

namespace tieout::loading {

// One [[expect]]: the keys of the row to compare, a diagnostic to expect, the value of a rule on a day, a line of a
// statement, or vouchers.
struct Expectation {
  std::string asset;
  std::string entity;
  std::optional<std::int32_t> year;
  std::string error;  // a diagnostic code, "any", or empty
  // Codes of findings: with `year` what `check` of that year must make, or not make, of the asset; without, what the
  // ledgers must find at any time.
  std::string finding, no_finding;
  std::string amount;  // of the finding, as to_string(Money) gives it; empty: any
  std::string rule;    // id of a rule parameter, looked up on `on`
  std::optional<Date> on;
  std::string value;            // "months = 48", several fields in byte order with ", " between, or "none"
  std::string provision, item;  // a line of the provision statement, with the columns of its deferred tax
  std::string deferred_tax;     // of the entity: "totals", "proof", or the code of a nature
  // The vouchers of a kind, together: of the asset, the entity, the day, as far as stated. What they debit and credit,
  // by account; an account that is not named must not be in them.
  std::string voucher;
  std::optional<Date> date;
  std::map<std::string, std::string> debit, credit;
  // Key and expected text: amounts as to_string(Money) gives them ("10800.00"), words as they stand.
  std::vector<std::pair<std::string, std::string>> figures;
  std::uint32_t line = 0;
};

// What a user gives as files beside the register.
struct CaseStatements {
  std::vector<StatedProvision> provisions;  // [[provision]]
  std::vector<ValuedItem> valued;           // [[valuation]]
  std::vector<DeferredTaxLimit> limits;     // [[limit]]
  std::vector<StatedAccount> accounts;      // [[account]]
};

struct CaseFile {
  std::string path;
  std::string title;
  std::string source;
  std::string book;  // regime codes
  std::string tax;
  std::optional<OpeningPolicy> opening;  // of the case; empty: the run's
  std::vector<std::string> cites;
  // Rows of rules, "cn/cit/minimum-life/vehicle#2008-01-01"; read by the coverage table.
  std::vector<std::string> covers;
  std::optional<Date> law_as_of;       // [rules] as_of: only what was published by then
  Entity entity;                       // [entity]
  std::vector<Entity> entities;        // [[entity]]: the entities of a group, by id
  std::vector<RegisterEntry> entries;  // in order of the file
  CaseStatements stated;
  std::vector<Expectation> expectations;

  // The facts of the entity: its own, or those of [entity] where the case states no group.
  const Entity* facts_of(std::string_view entity_id) const;
};

// Reads a case; what is wrong goes to `diagnostics` (a case may expect exactly that).
CaseFile load_case(const std::string& path, const rules::RuleBook& rules, Diagnostics& diagnostics);

// The place of a row of the case, for diagnostics of the engine: `origin.line` is the line of the table.
SourceSpan case_span(const CaseFile& file, Origin origin, std::string_view field);

}  // namespace tieout::loading
