// What the user asked for on the command line. The only file that names Boost.Program_options is options.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "loading/register_reader.hpp"
#include "tieout/core/date.hpp"
#include "tieout/core/diagnostic.hpp"
#include "tieout/ledger/terms.hpp"
#include "writing/formats.hpp"

namespace tieout::cli {

// Exit codes of the contract, section 4.
enum ExitCode : int { kDone = 0, kNegative = 1, kUsage = 2, kBadInput = 3, kOutputTrouble = 4, kInternal = 70 };

// Of `tieout forms`.
struct FormOptions {
  std::string form;     // one form alone
  std::string edition;  // first year of an edition; empty or "auto": that of the tax year
  std::string cell;     // "A105080:3:9"
  std::string routing;  // file of overrides
  std::string against;  // cells of an earlier filling
  bool bridge = false;
};

// Of `tieout journal`.
struct JournalOptions {
  std::string plain;     // hledger, ledger or beancount in place of a format
  std::string shape;     // of the CSV: debit-credit or side-amount
  std::string accounts;  // file
  bool complete = false;
};

// Of `tieout import --snapshot`: a list of cards against the register.
struct SnapshotOptions {
  std::optional<Date> date;           // of the list
  std::string list;                   // the new list of cards
  std::string previous;               // the register before, or the list before
  std::optional<Date> previous_date;  // of that list
  std::string reviewed;               // the proposals as a person returned them
  std::int64_t last_import = 0;       // of the workspace whose state is compared
  std::string into;                   // the directory for the register with what was accepted
};

// Of `tieout check`: the working papers of a review.
struct ReviewOptions {
  std::string papers;  // their list
  std::string preparer, reviewer;
  std::optional<Date> date;
  bool any() const { return !papers.empty() || !preparer.empty() || !reviewer.empty() || date; }
};

// Of `tieout takeover`, and of `tieout forms` where the accepted return is compared.
struct FiledOptions {
  std::string filed;            // cells of the accepted return
  bool as_filed = false;        // those that the workspace keeps
  std::string answers;          // per row: computed, filed or unallocated
  std::string answers_out;      // the same, ready to edit
  std::string adjustments_out;  // amounts without a card
  std::string recorded_out;     // what the accepted return deducted, by asset
  std::string amended;          // what an amended return deducts, by asset and year
  std::optional<int> from_year;
};

// Of `tieout provisions` and `tieout journal`.
struct ProvisionOptions {
  std::string stated, valued;  // files
};

// Of `tieout seal` and `tieout archive`.
struct ArchiveOptions {
  std::string preparer, reviewer;
  std::string key;     // PEM file of a private key
  std::string trust;   // PEM file of a public key
  std::string reason;  // of an amended filing
  std::string filing;  // an exported filing
  bool amend = false;
  std::string openings;      // inputs/opening.csv of a filing
  bool as_computed = false;  // openings are not those of a sealed year
  bool four_eyes = false;    // another key has to countersign
  bool countersign = false;  // countersign instead of sealing
};

struct Options {
  std::string command;
  std::vector<std::string> arguments;  // what follows the command without a dash
  loading::InputFiles inputs;
  std::string trial_balance;
  std::string db;        // the workspace
  bool apply = false;    // of import: not a dry run
  bool partial = false;  // of import: what the file does not name stays
  std::string user;      // who does it; empty: $USER
  std::string at;        // when, for reproducible runs; empty: now
  std::string in;        // of tieout impairment
  std::string events_out;
  std::optional<int> year;
  std::vector<int> years;       // all that --year named, where it is there more than once
  std::optional<int> from, to;  // a range of years
  std::optional<Month> through;
  std::string book = "cn/cas";
  std::string tax = "cn/cit";
  std::string entity, asset;
  std::string key;  // of the row: the figure to explain
  bool monthly = false;
  bool all = false;  // of elections: those that are not open as well; of findings: singly
  writing::Format format = writing::Format::table;
  std::string out;
  Language language = Language::zh;
  unsigned threads = 0;  // 0: as many as the machine has
  bool quiet = false;
  std::optional<Date> law_as_of;
  OpeningPolicy opening = OpeningPolicy::spread;
  std::optional<Severity> fail_on;
  std::string rules;  // directory; empty: beside the program
  FormOptions forms;
  JournalOptions journal;
  SnapshotOptions snapshot;
  FiledOptions filed;
  ReviewOptions review;
  ProvisionOptions provisions;
  std::string limits;  // of deferred tax assets: file
  ArchiveOptions archive;
  Severity severity = Severity::note;  // of findings: nothing below it is listed
  std::optional<bool> group;           // equal findings as one line; default: on a terminal table
  bool list = false;                   // the catalogue instead of findings
  bool help = false;
  bool version = false;
};

// A usage mistake: printed with the command's help at hand, exit code 2.
struct UsageError {
  Text message;
};

// Reads the arguments; the language is known even where the rest is wrong.
std::optional<UsageError> parse_options(int argc, char** argv, Options& options);

}  // namespace tieout::cli
