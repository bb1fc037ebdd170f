#include "cli/as_filed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <tuple>

#include "cli/output.hpp"
#include "tieout/filing/takeover.hpp"
#include "writing/csv.hpp"

namespace tieout::cli {

namespace {

using rules::FormAmount;

class AsFiled {
 public:
  AsFiled(std::vector<FiledFormCell> accepted, const FilledReturn& computed, Session& session)
      : accepted_(std::move(accepted)), computed_(computed), session_(session), options_(session.options()) {}

  int write() {
    name_entities();
    lines_ = compare_as_filed(computed_.set.editions(), computed_.cells, accepted_);
    if (lines_.empty()) {
      refuse_nothing();
      session_.report_errors();
      return session_.exit_code();
    }
    std::vector<FiledShare> shares;
    if (!options_.filed.recorded_out.empty()) {
      shares = share_differences();
      if (session_.report_errors()) return session_.exit_code();
    }
    if (!options_.filed.recorded_out.empty()) {
      writing::OutFile file(options_.filed.recorded_out);
      writing::CsvSink sink(file);
      writing::write_table(filed_recorded_table(shares, *options_.year), sink);
      if (const auto failure = file.commit()) return output_trouble(*failure, options_);
    }
    const Table table = as_filed_table(lines_, *options_.year, options_.all);
    if (const int status = write_report({&table}, session_, {year_member(*options_.year)})) return status;
    return tell();
  }

 private:
  void name_entities() {
    if (computed_.entities.size() != 1) return;
    for (FiledFormCell& cell : accepted_) {
      if (cell.entity.empty()) cell.entity = computed_.entities.front().entity;
    }
  }

  void add_error(const char* code, SourceSpan span, Text message, Text help) {
    Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.span = std::move(span);
    diagnostic.message = std::move(message);
    diagnostic.help = std::move(help);
    session_.diagnostics().add(std::move(diagnostic));
  }

  void refuse_nothing() {
    SourceSpan span;
    span.file = options_.filed.filed;
    add_error("FILED-NOTHING", std::move(span),
              {"申报表中没有可与计算结果比较的单元格", "the return holds no cell that could be compared"},
              {"核对表号、核算主体和年度。", "Check the form, the entity and the year."});
  }

  // ---- what enters the next year -----------------------------------------------------------------------------------

  using RowKey = std::pair<std::string, std::size_t>;  // entity, row of the form of charges

  // Of each row that assets fill, by how much the deductions so far were filed otherwise: the accumulated column where
  // the return gives it, else the charge of the year.
  std::map<RowKey, Money> differences() const {
    std::map<RowKey, Money> by_row;
    if (!computed_.set.charges_form()) return by_row;
    const rules::FormEdition& edition = computed_.set.edition(*computed_.set.charges_form());
    std::map<RowKey, bool> accumulated;
    for (const AsFiledLine& line : lines_) {
      if (line.form != edition.form || line.total || line.difference().is_zero()) continue;
      const auto row = edition.find_row(line.row);
      const auto column = edition.find_column(line.column);
      if (!row || !column || edition.rows[*row].classes.empty()) continue;
      const RowKey key{line.entity, *row};
      if (edition.columns[*column].amount == FormAmount::tax_accumulated) {
        if (!std::exchange(accumulated[key], true)) by_row[key] = {};
        by_row[key] += line.difference();
      } else if (edition.columns[*column].amount == FormAmount::tax_charge && !accumulated[key]) {
        by_row[key] += line.difference();
      }
    }
    return by_row;
  }

  std::vector<FiledShare> share_differences() {
    const std::map<RowKey, Money> by_row = differences();
    std::map<RowKey, std::vector<FiledShare>> cards;
    std::mutex mutex;
    session_.run(
        [&](AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult& result) {
          result.diagnostics = {};
          if (!reconciler.open(entry)) return;
          const AssetYear* year = reconciler.run_year(*options_.year);
          if (year == nullptr) return;
          const ReconciliationRow& row = year->row;
          const auto forms = std::find_if(computed_.entities.begin(), computed_.entities.end(),
                                          [&](const EntityForms& each) { return each.entity == row.entity; });
          if (forms == computed_.entities.end()) return;
          const auto at = computed_.set.charge_row(*forms, row.asset_class);
          if (!at || !by_row.contains({row.entity, at->row})) return;
          const BasisLedger& tax = reconciler.tax_ledger();
          const std::int32_t life = tax.terms().life_months;
          const FiledShare card{entry.asset.entity,
                                row.asset,
                                row.tax_charge,
                                row.tax_base_close,
                                life == 0 || tax.months_charged() < life,
                                {}};
          std::lock_guard lock(mutex);
          cards[{row.entity, at->row}].push_back(card);
        },
        [](BatchResult&) {});
    std::vector<FiledShare> shares;
    for (const auto& [key, difference] : by_row) {
      std::vector<FiledShare>& list = cards[key];
      std::sort(list.begin(), list.end(), [](const FiledShare& a, const FiledShare& b) {
        return std::tie(a.entity, a.asset) < std::tie(b.entity, b.asset);
      });
      const Money left = share_filed(difference, list);
      if (!left.is_zero()) refuse_left(key, left);
      shares.insert(shares.end(), list.begin(), list.end());
    }
    return shares;
  }

  void refuse_left(const RowKey& key, Money left) {
    const rules::FormEdition& edition = computed_.set.edition(*computed_.set.charges_form());
    SourceSpan span;
    span.file = options_.filed.filed;
    add_error("FILED-NO-ROOM", std::move(span),
              {fmt::format("主体 {} 第 {} 行的资产容纳不下申报差异，余 {}", key.first, edition.rows[key.second].number,
                           to_grouped_string(left)),
               fmt::format("the assets of row {} of entity '{}' cannot hold what was filed otherwise; {} is left",
                           edition.rows[key.second].number, key.first, to_grouped_string(left))},
              {"把该差异写入 adjustments 文件。", "Enter the difference in the file of adjustments."});
  }

  int tell() {
    std::size_t differing = 0, unexplained = 0;
    for (const AsFiledLine& line : lines_) {
      differing += !line.difference().is_zero();
      unexplained += line.unexplained();
    }
    if (!options_.quiet || unexplained > 0) {
      fmt::print(stderr, "tieout: {}\n",
                 session_.say(
                     {fmt::format("比较 {} 格，{} 格有差异，其中 {} 格没有理由", lines_.size(), differing, unexplained),
                      fmt::format("{} cells compared, {} differ, {} of them without a reason", lines_.size(), differing,
                                  unexplained)}));
    }
    return unexplained > 0 ? kNegative : session_.finish();
  }

  std::vector<FiledFormCell> accepted_;
  const FilledReturn& computed_;
  Session& session_;
  const Options& options_;
  std::vector<AsFiledLine> lines_;
};

}  // namespace

int write_as_filed(std::vector<FiledFormCell> accepted, const FilledReturn& computed, Session& session) {
  return AsFiled(std::move(accepted), computed, session).write();
}

}  // namespace tieout::cli
