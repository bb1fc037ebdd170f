// tieout import --db W: what files would add, change and remove, and with --apply doing it.
#include "archive/import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "archive/filing_store.hpp"
#include "archive/workspace_rows.hpp"
#include "cli/commands.hpp"
#include "cli/filing_make.hpp"
#include "cli/import_balances.hpp"
#include "cli/import_return.hpp"
#include "cli/import_snapshot.hpp"
#include "cli/import_tables.hpp"
#include "cli/output.hpp"
#include "cli/sealed_years.hpp"
#include "cli/session.hpp"
#include "cli/snapshot_into.hpp"
#include "cli/snapshot_rows.hpp"
#include "cli/workspace.hpp"

namespace tieout::cli {

namespace {

// All cards, whatever --entity and --asset say.
Options whole(const Options& options) {
  Options result = options;
  result.entity.clear();
  result.asset.clear();
  return result;
}

// As a command that computes would: every cell is read, and every card opened.
bool valid(Session& session, const std::shared_ptr<archive::Database>& database, bool assets_may_follow) {
  if (!session.open_rules()) return false;
  if (!session.open_register(std::make_shared<archive::WorkspaceRows>(database), assets_may_follow)) return false;
  session.run(
      [](AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult&) {
        if (reconciler.open(entry)) reconciler.finish();
      },
      [](BatchResult&) {});
  return !session.report_errors();
}

void tell_sealed(const SealedCard& card, const Options& options) {
  Diagnostic diagnostic;
  diagnostic.code = "CARD-SEALED";
  diagnostic.span.file = options.db;
  const auto or_nothing = [&](const std::string& figure, const char* nothing) {
    return figure.empty() ? std::string(nothing) : figure;
  };
  diagnostic.message = {
      fmt::format("资产 {} {} 在已封存的 {} 年度 {} 为 {}，导入后将为 {}；该卡片未更改", card.entity, card.asset,
                  card.year, card.key, or_nothing(card.sealed, "无"), or_nothing(card.now, "无")),
      fmt::format("asset {} {}: {} of the sealed year {} is {} and would become {}; the card was "
                  "left as it is",
                  card.entity, card.asset, card.key, card.year, or_nothing(card.sealed, "nothing"),
                  or_nothing(card.now, "nothing"))};
  diagnostic.help = {fmt::format("确需更正时，先用 tieout archive amend --db {} --year {} --reason 打开该年度。",
                                 options.db, card.year),
                     fmt::format("To correct it, open the year first: tieout archive amend --db {} --year {} --reason.",
                                 options.db, card.year)};
  print_diagnostic(diagnostic, options.language);
}

class ImportRun {
 public:
  explicit ImportRun(const Options& options) : options_(whole(options)), session_(options_) {}

  // The register after a comparison with the state that the workspace was in after import `last`.
  int run_snapshot(std::unique_ptr<loading::InputRows> rows, std::int64_t last) {
    rows_ = std::move(rows);
    last_ = last;
    return run();
  }

  int run() {
    if (!session_.open_rules()) return session_.exit_code();
    if (!rows_) open_files();
    if (!last_ && !read_documents()) return exit_code_;
    if (rows_->empty() && documents_.empty() && remarks_.empty()) {
      fmt::print(
          stderr, "tieout: {}\n",
          session_.say({"没有要导入的文件（--assets、--events …）", "no file to import (--assets, --events …)"}));
      return kUsage;
    }
    database_ = open_workspace(options_, options_.apply ? archive::Access::write : archive::Access::read);
    bool good = false;
    if (options_.apply) {
      database_->transact([&] { return good = compare() && write() && sealed_years_hold(); });
      if (!sealed_.empty()) good = apply_the_rest();
    } else {
      good = compare() && (!(import_->mixes() || sealed_years_exist()) || rehearse());
    }
    if (!good) return exit_code_;
    const int code = tell();
    return code == kDone ? exit_code_ : code;
  }

 private:
  void open_files() {
    loading::InputFiles inputs = options_.inputs;
    inputs.headings = headings_file(options_);
    rows_ = loading::InputRows::open(inputs, session_.rules(), remarks_);
  }

  // The documents among the files: those of a year need to be told of which.
  bool read_documents() {
    if (options_.trial_balance.empty() && options_.filed.filed.empty()) return true;
    if (!options_.year) {
      fmt::print(stderr, "tieout: {}\n",
                 session_.say({"--trial-balance 和 --filed 须有 --year（属于哪个年度）",
                               "--trial-balance and --filed need a --year (of which they are)"}));
      exit_code_ = kUsage;
      return false;
    }
    Diagnostics found;
    if (!options_.trial_balance.empty()) documents_.push_back(std::make_unique<BalanceImport>(options_, found));
    if (!options_.filed.filed.empty()) {
      documents_.push_back(std::make_unique<ReturnImport>(
          options_, rules::editions_for(session_.rules().forms, options_.tax, *options_.year, options_.law_as_of),
          found));
    }
    if (found.has_errors()) {
      remarks_.append(std::move(found));
    } else if (!options_.quiet) {
      for (const Diagnostic& diagnostic : found.all()) print_diagnostic(diagnostic, options_.language);
    }
    return true;
  }

  // What was compared must still be what is there.
  void require_unchanged() const {
    if (database_->number("SELECT ifnull(max(id), 0) FROM import") == *last_) return;
    throw archive::Trouble("WORKSPACE-BUSY", options_.db,
                           {"比较期间工作区已由他人更改", "the workspace was changed while the list was compared"},
                           {"重新比较。", "Compare again."});
  }

  bool refuse(Session& session) {
    exit_code_ = session.exit_code() == kDone ? kBadInput : session.exit_code();
    return false;
  }

  bool compare() {
    if (last_) require_unchanged();
    import_ = std::make_unique<archive::Import>(database_, *rows_,
                                                archive::ImportMode{options_.partial, last_.has_value()}, remarks_);
    assets_may_follow_ = !rows_->has(loading::RecordType::asset);
    for (const auto& each : documents_) each->compare(*database_);
    // Where nothing stays beside the files, they and the tables that no file is given for are the outcome.
    if (!rows_->empty() && !last_ && !import_->mixes() && !valid(session_, database_, assets_may_follow_))
      return refuse(session_);
    if (!remarks_.has_errors()) return true;
    for (const Diagnostic& diagnostic : remarks_.all()) session_.diagnostics().add(diagnostic);
    session_.report_errors();
    return refuse(session_);
  }

  bool changes_nothing() const {
    const auto same = [](const auto& each) { return each->changes_nothing(); };
    return import_->changes_nothing() && std::all_of(documents_.begin(), documents_.end(), same);
  }

  bool write() {
    if (changes_nothing()) return true;
    const std::int64_t number =
        archive::enter_import(*database_, {user_name(options_), time_now(options_), TIEOUT_VERSION});
    for (const auto& each : documents_) {
      if (!each->changes_nothing()) each->write(*database_, number);
    }
    if (import_->changes_nothing()) return true;
    import_->write(number, remarks_);
    return !(import_->mixes() || last_) || outcome_valid();
  }

  // Figures of a sealed year do not change; the cards that would change them are left out, and told.
  bool sealed_years_hold() {
    if (import_->changes_nothing()) return true;
    const std::vector<SealedCard> cards = sealed_cards_changed(*database_, options_);
    if (cards.empty()) return true;
    for (const SealedCard& card : cards) {
      if (sealed_.insert({card.entity, card.asset}).second) tell_sealed(card, options_);
    }
    exit_code_ = kBadInput;
    return false;
  }

  // With a single entity its cards need not name it: they are stored without, and told with it.
  std::set<std::pair<std::string, std::string>> as_stored(std::set<std::pair<std::string, std::string>> cards) const {
    if (database_->number("SELECT count(DISTINCT entity) FROM entities") != 1) return cards;
    std::set<std::pair<std::string, std::string>> nameless;
    for (const auto& [entity, asset] : cards) nameless.insert({"", asset});
    cards.merge(nameless);
    return cards;
  }

  bool apply_the_rest() {
    bool good = false;
    const auto cards = std::move(sealed_);
    sealed_.clear();
    left_out_ = cards.size();
    database_->transact([&] {
      if (!compare()) return false;
      import_->leave_out(as_stored(cards));
      return good = write() && sealed_years_hold();  // a policy or an entity is of no card
    });
    exit_code_ = kBadInput;
    return good;
  }

  // The workspace as it stands within the transaction.
  bool outcome_valid() {
    Options stored = options_;
    stored.inputs = {};
    stored.inputs.headings = options_.inputs.headings;
    Session session(stored);
    return valid(session, database_, assets_may_follow_) || refuse(session);
  }

  bool sealed_years_exist() const { return !archive::FilingStore(*database_).list().empty(); }

  // What --apply would do, taken back; cards of sealed years are told, and stay among the changes shown.
  bool rehearse() {
    auto reading = std::move(database_);
    database_ = open_workspace(options_, archive::Access::write);
    bool good = false;
    database_->transact([&] {
      good = compare() && write();
      if (good) sealed_years_hold();
      return false;
    });
    return good;
  }

  int tell() const {
    const int code = write_import(*import_, documents_, options_);
    if (code != kDone || options_.quiet) return code;
    const bool nothing = changes_nothing();
    Text text{"试运行，未写入；加 --apply 写入", "a dry run, nothing was written; --apply does it"};
    if (options_.apply) text = {"已写入工作区", "written to the workspace"};
    if (options_.apply && left_out_ > 0) {
      text = {fmt::format("已写入工作区；封存年度的 {} 张卡片未更改", left_out_),
              fmt::format("written to the workspace, but for {} card{} of sealed years", left_out_,
                          left_out_ == 1 ? "" : "s")};
    }
    if (nothing) text = {"工作区内容相同，无需更改", "the workspace holds the same; nothing changes"};
    fmt::print(stderr, "tieout: {}\n", in(options_.language, text));
    return code;
  }

  Options options_;
  Session session_;
  Diagnostics remarks_;
  std::unique_ptr<loading::InputRows> rows_;
  std::shared_ptr<archive::Database> database_;
  std::unique_ptr<archive::Import> import_;
  KeptDocuments documents_;
  std::optional<std::int64_t> last_;  // of a snapshot: the import before it
  bool assets_may_follow_ = false;
  std::set<std::pair<std::string, std::string>> sealed_;  // cards left out
  std::size_t left_out_ = 0;
  int exit_code_ = kDone;
};

}  // namespace

int import_accepted(Session& session, const std::vector<const Table*>& proposals, Date day) {
  Options options = session.options();
  RegisterAfter after;
  if (!take_accepted(session, proposals, after)) return session.exit_code();
  const archive::WorkDirectory work;
  const std::string& file = options.snapshot.reviewed.empty() ? options.snapshot.list : options.snapshot.reviewed;
  auto rows = rows_after(after.books, file, "snapshot " + to_string(day), work.path(), headings_file(options),
                         session.rules(), session.diagnostics());
  if (rows == nullptr) return write_trouble(work.path(), options);
  if (session.report_errors()) return session.exit_code();
  options.inputs = {};
  options.inputs.headings = session.options().inputs.headings;
  options.year.reset();
  options.through.reset();
  options.partial = false;
  return ImportRun(options).run_snapshot(std::move(rows), options.snapshot.last_import);
}

static int run_import(const Options& options) {
  if (options.snapshot.date) return run_import_snapshot(options);
  if (!require_workspace(options)) return kUsage;
  return ImportRun(options).run();
}

const Command kImportCommand{
    "import",
    run_import,
    {"--db 工作区 --assets 文件 … [--apply]", "--db W --assets F … [--apply]"},
    {"把文件导入工作区（默认试运行）", "files into the workspace (a dry run first)"},
    {R"(tieout import --db 工作区 [--assets 文件] [--events …] [--recorded …] [--policies …] [--entities …]
              [--set-aside …] [--accept …] [--openings …] [--adjustments …] [--partial] [--apply]
              [--trial-balance 文件 --year 年度] [--filed 文件 --year 年度] [--user 姓名] [--at 时刻]

像 reconcile 一样检查全部文件，列出会新增、更改、删除的记录（更改的逐格列出前后值）；缺省只试运行，加 --apply 才在一个事务内写入，
并记录操作人、时间、文件（SHA-256）和行号。改动前的内容保留在只增不减的记录（表 change）中。
文件中没有、而其核算主体在文件中出现的资产（事项、记录）视为删除；--partial 只增改、不删除。重复导入同一文件不产生任何更改。
--trial-balance 保存该年度的科目余额表（月末的用 --through YYYY-MM），借贷不平的不收；此后 tie 和 seal 未给文件时取用它。
--filed 保存税务机关受理的该年度申报表（逐格金额、理由、回执编号和受理日期），tieout forms --as-filed 据以比较；文件写 none 撤下。
--format csv 或 json 列出全部更改。

示例
  tieout import --db 集团.tieout --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv --apply

tieout import --snapshot 日期 --assets 新清单 --previous 此前资产清单 [--events 文件] [--recorded 文件]
    [--policies 文件] [--removed 减少清单] [--previous-date 日期] [--out 文件]

把新的卡片清单与推算到该日的此前状态比较（正常折旧不是变动），列出拟列事项：新增、减少、原值、年限、残值、方法、减值、
类别和主体变动、更名、换号、拆分、合并、红字冲减，逐项写明出处单元格、原为、现为。--out 的扩展名决定格式：CSV 为事项文件，
待定事项、新增卡片、记录和待处理另存在旁边；XLSX 全部在一个工作簿。accept 栏为 yes 的是清单已能确定的；其余须人判断。
--previous-date：此前清单的日期。其卡片上没有注明日期的累计折旧和准备即为该日余额（另有 --openings 的以其为准），变动发生在该日之后。
--into 目录：不列清单，而把资产清单连同已接受的各项写成 assets.csv、events.csv、recorded.csv；--reviewed 给出复核过的清单
（CSV 或 XLSX），只取 accept 为 yes 的行。
用 --db 工作区 代替 --previous 时，此前状态取自工作区；--apply 把已接受的各项（或 --reviewed 中 accept 为 yes 的行）在一个
事务内写入工作区，并记录操作人、时间、清单（SHA-256）和行号；未变的记录不动。

示例
  tieout import --snapshot 2024-12-31 --assets data/sample/assets.xlsx --previous data/sample/assets.xlsx \
      --events data/sample/events.csv --recorded data/sample/recorded.csv --policies data/sample/policies.csv
)",
     R"(tieout import --db W [--assets F] [--events …] [--recorded …] [--policies …] [--entities …]
              [--set-aside …] [--accept …] [--openings …] [--adjustments …] [--partial] [--apply]
              [--trial-balance F --year Y] [--filed F --year Y] [--user NAME] [--at TIME]

Checks all files as reconcile does and shows which records they would add, change and remove (every cell that changes,
before and after). It is a dry run unless --apply is given, which does it in one transaction and records who, when, which
file (SHA-256) and which rows. What stood before is kept in a log that only grows (table change).
Cards (events, recorded figures) that the file does not name are removed where it names others of their entity;
--partial adds and changes and removes nothing. Importing the same file again changes nothing.
--trial-balance keeps the account balances of the year (of a month's end with --through YYYY-MM); those that do not
balance are refused. tie and seal take the kept ones where no file is given.
--filed keeps the return of the year as the tax office accepted it (cells, reasons, receipt and its day), which
tieout forms --as-filed compares. The word none in place of a file withdraws a kept one.
--format csv or json lists every change.

Example
  tieout import --db group.tieout --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv --apply

tieout import --snapshot DATE --assets NEW --previous REGISTER [--events F] [--recorded F] [--policies F]
    [--removed F] [--previous-date DATE] [--out F]

Compares a new list of cards with the state before, projected to its day (ordinary depreciation is no change), and
proposes events: added, disposed by the amounts removed, cost, life, residual, method, impairment, class, entity, renamed,
renumbered, split, merged, corrected by red cards; each with the cell it comes from, what was and what is. The ending of
--out gives the format: CSV is an events file, with events to decide, new cards, recorded rows and what has to be settled in files
beside it; XLSX holds all in one workbook. Where accept says yes the lists decide it; the rest is for a person.
--previous-date is the day of the list before: accumulated charges and provisions on its cards that carry no date of
their own are balances of that day (where --openings states them, those stand), and changes lie after it.
--into DIR writes the register with what was accepted (assets.csv, events.csv, recorded.csv) instead; --reviewed F is the
list as a person returned it (CSV or XLSX), of which the rows with accept = yes are taken.
With --db W in place of --previous the state before is that of the workspace, and --apply takes what was accepted (or the
rows of --reviewed with accept = yes) into it in one transaction that records who, when, which list (SHA-256) and which
rows; records that do not change are left alone.

Example
  tieout import --snapshot 2024-12-31 --assets data/sample/assets.xlsx --previous data/sample/assets.xlsx \
      --events data/sample/events.csv --recorded data/sample/recorded.csv --policies data/sample/policies.csv
)"}};

}  // namespace tieout::cli
