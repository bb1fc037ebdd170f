#include "cli/journal_output.hpp"

#include "cli/output.hpp"
#include "writing/plain_journal.hpp"

namespace tieout::cli {

namespace {

// What the journal did to each account, and what stands in it at the end.
Table balances_table(const Journal& journal, Language language) {
  Table table;
  table.schema = {"journal-balances", {"科目余额", "Balances"}, {}};
  table.schema.columns = {{"entity", {"核算主体", "Entity"}},
                          {"account", {"科目编码", "Account"}},
                          {"account_name", {"科目名称", "Account name"}},
                          {"balance", {"余额（借方为正）", "Balance (debit)"}, CellKind::money}};
  for (const auto& [key, used] : journal.accounts) {
    table.rows.push_back({Cell::of(std::string_view(key.first)), Cell::of(std::string_view(key.second)),
                          Cell::of(std::string_view(in(language, used.account.name))), Cell::of(used.balance)});
  }
  return table;
}

// Accounts of the chart that nobody has found in two texts.
Table weak_table(const AccountBook& accounts, const Session& session) {
  Table table;
  table.schema = {"unverified-accounts", {"未经两处文本核对的科目", "Accounts not in two texts"}, {}};
  table.schema.columns = {
      {"account", {"科目", "Account"}}, {"cite", {"依据", "Cited"}}, {"verified", {"依据核对", "Verified"}}};
  for (const auto& [id, use] : accounts.weak()) {
    table.rows.push_back({Cell::of(std::string_view(id)),
                          Cell::of(table.keep(session.rules().describe(use->cite, session.options().language))),
                          Cell::of(std::string_view(use->verified))});
  }
  return table;
}

int write_plain(const Journal& journal, const JournalPeriod& period, const Options& options) {
  writing::OutFile file(options.out);
  if (file.failure()) return output_trouble(*file.failure(), options);
  writing::write_plain_journal(file, *writing::parse_plain_format(options.journal.plain), journal,
                               *make_date(period.year, 1, 1), last_day(period.last), options.language);
  if (auto failure = file.commit()) return output_trouble(*failure, options);
  return kDone;
}

}  // namespace

bool shows_all(const Options& options) { return options.journal.complete || !options.journal.plain.empty(); }

int write_journal(const Journal& journal, const AccountBook& accounts, const JournalPeriod& period,
                  const Session& session) {
  const Options& options = session.options();
  if (!options.journal.plain.empty()) return write_plain(journal, period, options);
  const bool complete = shows_all(options);
  const bool imports = options.format == writing::Format::csv || !options.journal.shape.empty();
  const ImportShape shape =
      options.journal.shape == "side-amount" ? ImportShape::side_amount : ImportShape::debit_credit;
  const Table lines = imports ? journal_import_table(journal, shape, complete, options.language)
                              : journal_table(journal, complete, options.language);
  const Table balances = balances_table(journal, options.language);
  const Table weak = weak_table(accounts, session);
  std::vector<const Table*> tables{&lines};
  if (options.format == writing::Format::xlsx && !imports) tables.insert(tables.end(), {&balances, &weak});
  return write_report(tables, session,
                      {year_member(period.year),
                       {"month", std::to_string(period.last.month())},
                       {"balances", writing::json_rows(balances)},
                       {"unverified_accounts", writing::json_rows(weak)}});
}

}  // namespace tieout::cli
