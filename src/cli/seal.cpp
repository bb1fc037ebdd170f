// tieout seal --year Y: runs the year and keeps it, sealed.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "archive/filing_store.hpp"
#include "cli/commands.hpp"
#include "cli/filing_make.hpp"
#include "cli/filing_run.hpp"
#include "cli/session.hpp"
#include "cli/workspace.hpp"
#include "cli/workspace_inputs.hpp"

namespace tieout::cli {

namespace fs = std::filesystem;

namespace {

int usage(const Options& options, const Text& text) {
  fmt::print(stderr, "tieout: {}\n", in(options.language, text));
  return kUsage;
}

int refuse(const Options& options, const char* code, Text message, Text help) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.span.file = options.db;
  diagnostic.message = std::move(message);
  diagnostic.help = std::move(help);
  print_diagnostic(diagnostic, options.language);
  return kBadInput;
}

// The key is read before anything is computed. False: said on stderr.
bool read_key(const Options& options, std::optional<archive::SigningKey>& key) {
  if (options.archive.key.empty()) return true;
  key = archive::SigningKey::load(options.archive.key);
  if (key) return true;
  Diagnostic diagnostic;
  diagnostic.code = "KEY-UNREADABLE";
  diagnostic.span.file = options.archive.key;
  diagnostic.message = {"不是可用的 Ed25519 私钥（PEM，无口令）",
                        "this is no Ed25519 private key in PEM without a password"};
  diagnostic.help = {"openssl genpkey -algorithm ed25519 -out key.pem 生成一把。",
                     "openssl genpkey -algorithm ed25519 -out key.pem makes one."};
  print_diagnostic(diagnostic, options.language);
  return false;
}

void tell_sealed(const archive::FilingHead& head, const std::string& hash, bool tied, const Options& options) {
  if (options.quiet) return;
  if (!tied) {
    fmt::print(
        stderr, "tieout: {}\n",
        in(options.language, {"没有科目余额表，未与总账核对（--trial-balance，或 tieout import --trial-balance）",
                              "there is no trial balance: the register was not compared with the accounts "
                              "(--trial-balance, or tieout import --trial-balance)"}));
  }
  fmt::print(stderr, "tieout: {}\n",
             in(options.language,
                {fmt::format("{} 年度已封存，第 {} 版，SHA-256 {}", head.year, head.version, hash),
                 fmt::format("the year {} is sealed, version {}, SHA-256 {}", head.year, head.version, hash)}));
}

// Whether the filing was set against the accounts.
bool is_tied(const std::string& directory) { return fs::exists(directory + "/results/tie-out.csv"); }

std::string hash_of(const std::string& directory) {
  return archive::sha256_hex(archive::read_file(directory + "/" + archive::kManifestFile).value_or(""));
}

// The trial balance that is named takes the place of the one kept for the year.
bool replace_balances(const Options& options, const std::string& work) {
  std::error_code ignored;
  for (const char* ending : {"csv", "xlsx"}) {
    fs::remove(fmt::format("{}/{}/trial-balance.{}", work, kInputs, ending), ignored);
  }
  Options alone;
  alone.trial_balance = options.trial_balance;
  return copy_inputs(alone, work);
}

// Inputs and rules in a directory of our own; false: said on stderr.
bool prepare(const Options& options, const std::shared_ptr<archive::Database>& database, const std::string& work) {
  if (work.empty() || !copy_rules(options, work)) {
    write_trouble(work, options);
    return false;
  }
  const bool files = database == nullptr || !options.inputs.assets.empty();
  bool good = files ? copy_inputs(options, work) : write_workspace_inputs(database, *options.year, work);
  if (database != nullptr && files && options.trial_balance.empty()) {
    good = good && write_kept_balances(*database, *options.year, work);
  } else if (!files && !options.trial_balance.empty()) {
    good = good && replace_balances(options, work);
  }
  if (!good) fmt::print(stderr, "tieout: {}\n", in(options.language, {"无法读取输入", "the input cannot be read"}));
  return good;
}

// Without a workspace: the filing goes to a directory of its own.
int seal_files(const Options& options, const archive::SigningKey* key) {
  std::error_code error;
  if (fs::exists(options.out, error)) {
    return usage(options,
                 {fmt::format("--out {}：已存在", options.out), fmt::format("--out {}: it exists", options.out)});
  }
  const archive::WorkDirectory work;
  if (!prepare(options, nullptr, work.path())) return kOutputTrouble;
  const archive::FilingHead head = head_of(options);
  if (const int code = seal_directory(head, key, options, work.path(), ""); code != kDone) return code;
  const std::string beside = options.out + ".partial";
  fs::copy(work.path(), beside, fs::copy_options::recursive, error);
  if (!error) fs::rename(beside, options.out, error);
  if (!error) {
    tell_sealed(head, hash_of(work.path()), is_tied(work.path()), options);
    return kDone;
  }
  fs::remove_all(beside, error);
  return write_trouble(options.out, options);
}

// Sealing in a workspace: one transaction from the look at the chain to the new link.
class WorkspaceSeal {
 public:
  WorkspaceSeal(std::shared_ptr<archive::Database> database, const archive::SigningKey* key, const Options& options)
      : database_(std::move(database)), store_(*database_), key_(key), options_(options) {}

  int run() {
    int code = kDone;
    database_->transact([&] {
      code = seal();
      return code == kDone;
    });
    if (code == kDone) tell_sealed(head_, hash_, tied_, options_);
    return code;
  }

 private:
  int seal() {
    head_ = head_of(options_);
    if (const int code = link(); code != kDone) return code;
    const archive::WorkDirectory work;
    if (!prepare(options_, database_, work.path())) return kOutputTrouble;
    const archive::WorkDirectory last;
    std::vector<archive::Fault> faults;  // told by verify
    if (last_) store_.extract(*last_, last.path(), faults);
    const int code = seal_directory(head_, key_, options_, work.path(), last_ ? last.path() : "");
    if (code != kDone) return code;
    store_.add(work.path());
    store_.close_amendments(head_.year, head_.entity, head_.sequence);
    hash_ = hash_of(work.path());
    tied_ = is_tied(work.path());
    return kDone;
  }

  // The new filing's place in the chain.
  int link() {
    const std::vector<archive::StoredFiling> filings = store_.list();
    if (!filings.empty()) {
      head_.previous = filings.back().hash;
      head_.sequence = static_cast<int>(filings.back().sequence) + 1;
    }
    for (const archive::StoredFiling& each : filings) {
      const bool overlaps = each.entity != head_.entity && (each.entity.empty() || head_.entity.empty());
      if (each.year == head_.year && overlaps) return refuse_scope(each);
    }
    for (const std::string& entity : {head_.entity, std::string()}) {
      if (!last_) last_ = store_.newest(head_.year - 1, entity);
    }
    if (last_) head_.opening_from = last_->hash;
    return amend();
  }

  int refuse_scope(const archive::StoredFiling& other) const {
    const std::string whose = other.entity.empty() ? "*" : other.entity;
    return refuse(options_, "FILING-SCOPE",
                  {fmt::format("{} 年度已按另一范围（{}）封存", other.year, whose),
                   fmt::format("the year {} is sealed for another scope ({})", other.year, whose)},
                  {"一个年度要么整个工作区一份，要么每个主体一份；用相同的 --entity。",
                   "A year is sealed either for the whole workspace or entity by entity; name the same --entity."});
  }

  int amend() {
    const auto existing = store_.newest(head_.year, head_.entity);
    const auto amendment = store_.open_amendment_of(head_.year, head_.entity);
    if (!existing) {
      if (!options_.archive.amend) return kDone;
      return refuse(options_, "FILING-NOT-SEALED",
                    {fmt::format("{} 年度尚未封存，无从更正", head_.year),
                     fmt::format("the year {} is not sealed: there is nothing to amend", head_.year)},
                    {"去掉 --amend。", "Leave out --amend."});
    }
    if (head_.reason.empty() && amendment) head_.reason = amendment->reason;
    if (!options_.archive.amend && !amendment) {
      return refuse(
          options_, "FILING-SEALED",
          {fmt::format("{} 年度已封存（第 {} 版）", head_.year, existing->version),
           fmt::format("the year {} is sealed already (version {})", head_.year, existing->version)},
          {"更正申报用 --amend --reason 说明原因。", "An amended filing takes --amend --reason with the reason."});
    }
    head_.version = existing->version + 1;
    head_.supersedes = existing->hash;
    return kDone;
  }

  std::shared_ptr<archive::Database> database_;
  archive::FilingStore store_;
  const archive::SigningKey* key_;
  const Options& options_;
  archive::FilingHead head_;
  std::optional<archive::StoredFiling> last_;  // of last year
  bool tied_ = false;
  std::string hash_;
};

// The second pair of eyes: signs the newest filing of the year with a key other than the first.
int countersign(const Options& options, const archive::SigningKey& key) {
  archive::Database database(options.db, archive::Access::write);
  archive::FilingStore store(database);
  int code = kDone;
  database.transact([&] {
    const auto filing = store.newest(*options.year, options.entity);
    const auto same = [&](const archive::Signature& each) { return each.public_key == key.public_key(); };
    if (!filing) {
      code = refuse(
          options, "FILING-NOT-SEALED",
          {fmt::format("{} 年度尚未封存", *options.year), fmt::format("the year {} is not sealed", *options.year)},
          {"先封存，再会签。", "Seal it first."});
    } else if (std::any_of(filing->signatures.begin(), filing->signatures.end(), same)) {
      code = refuse(options, "COUNTERSIGN-SAME-KEY", {"会签须用另一把密钥", "a countersignature takes another key"},
                    {"由另一人用自己的密钥会签。", "Let another person sign with a key of their own."});
    } else {
      store.sign(filing->sequence, {"countersign", key.public_key(), key.sign(filing->manifest)});
    }
    return code == kDone;
  });
  return code;
}

}  // namespace

static int run_seal(const Options& options) {
  if (!options.year) return usage(options, {"缺少 --year（年度）", "--year is missing"});
  if (options.archive.amend && options.archive.reason.empty()) {
    return usage(options, {"--amend 须用 --reason 说明原因", "--amend needs a --reason"});
  }
  if ((options.archive.countersign || options.archive.four_eyes) && options.archive.key.empty()) {
    return usage(options, {"会签须有 --key", "four eyes need a --key"});
  }
  std::optional<archive::SigningKey> key;
  if (!read_key(options, key)) return kBadInput;
  const archive::SigningKey* with = key ? &*key : nullptr;
  if (options.db.empty()) {
    if (options.inputs.assets.empty() || options.out.empty() || options.archive.countersign) {
      return usage(options, {"缺少 --db（工作区），或 --assets 与 --out", "--db is missing (or --assets and --out)"});
    }
    return seal_files(options, with);
  }
  if (options.archive.countersign) return countersign(options, *with);
  return WorkspaceSeal(open_workspace(options, archive::Access::write), with, options).run();
}

const Command kSealCommand{
    "seal",
    run_seal,
    {"--db 工作区 --year 年度", "--db W --year Y"},
    {"封存一个年度的申报", "close a year and keep its filing, sealed"},
    {R"(tieout seal --db 工作区 --year 年度 [--entity 主体] [--preparer 姓名] [--reviewer 姓名] [--key 私钥]
tieout seal --db 工作区 --year 年度 --amend --reason 原因 …      更正申报：新的一版，取代前一版
tieout seal --db 工作区 --year 年度 --countersign --key 私钥     会签
tieout seal --assets 文件 … --year 年度 --out 目录              不用工作区，封存到一个目录

计算该年度，并把输入、所用规则全文、立场、程序版本、各资产的调整明细、变动表、处置、申报表、验证和检查事项存为一份申报。
科目余额表取 --trial-balance，未给时取工作区保存的该年度的一份。
有不闭合、与该年科目余额表不符或有未接受的错误级检查事项时不封存（退出码 1）。申报以 SHA-256 标识并接在前一份之后；
--key 用 Ed25519 私钥（PEM）签名，--four-eyes 要求另一把密钥会签。

示例
  tieout seal --year 2023 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv --out 申报2023
)",
     R"(tieout seal --db W --year Y [--entity E] [--preparer NAME] [--reviewer NAME] [--key PRIVATE]
tieout seal --db W --year Y --amend --reason TEXT …      an amended filing: a new version that supersedes the last
tieout seal --db W --year Y --countersign --key PRIVATE  the second signature
tieout seal --assets F … --year Y --out DIR              without a workspace, into a directory

Computes the year and stores one filing: inputs, the text of the rules, positions, the program's version, the adjustment
of every asset, roll-forward, disposals, forms, proofs and findings. Refused (exit code 1) while something does not close,
does not tie to the year's trial balance (--trial-balance, or the one that the workspace keeps), or is a finding of severity error that nobody accepted. The filing is known by
its SHA-256 and follows the one before it. --key signs it with an Ed25519 key (PEM); --four-eyes demands that another key
countersigns.

Example
  tieout seal --year 2023 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv --out filing-2023
)"}};

}  // namespace tieout::cli
