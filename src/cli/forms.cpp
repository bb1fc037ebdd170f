// tieout forms --year Y: the forms of the annual return, their formulas, the assets behind a cell, the bridge.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

#include "cli/accepted_return.hpp"
#include "cli/adjustment_note.hpp"
#include "cli/as_filed.hpp"
#include "cli/commands.hpp"
#include "cli/forms_output.hpp"
#include "cli/kept_document.hpp"
#include "cli/output.hpp"
#include "cli/prepayment_form.hpp"
#include "cli/session.hpp"
#include "loading/form_lists.hpp"
#include "tieout/core/invariant.hpp"

namespace tieout::cli {

namespace {

const std::string kAuto = "auto";

void usage(const Options& options, const Text& text) { fmt::print(stderr, "tieout: {}\n", in(options.language, text)); }

// Everything between the options and the accumulators.
class FormsRun {
 public:
  explicit FormsRun(const Options& options) : options_(options), session_(options) {}

  int run() {
    if (!options_.year) {
      usage(options_, {"缺少 --year（年度）", "--year is missing"});
      return kUsage;
    }
    if (!session_.open_rules()) return session_.exit_code();
    prepayment_ = is_prepayment_form(session_);
    if (misplaced_options()) return kUsage;
    if (prepayment_) {
      find_prepayment_edition();
    } else {
      find_editions();
    }
    if (!find_kept_return()) return kUsage;
    read_lists();
    if (!editions_.empty()) check_overrides();
    if (session_.report_errors()) return session_.exit_code();
    if (!find_wanted()) return kUsage;
    if (!session_.open_register()) return session_.exit_code();
    Framework framework = session_.framework();
    set_.emplace(editions_, framework, *options_.year, overrides_, through());
    lines_ = adjustment_lines_of(session_, *options_.year, through());
    fill();
    fill_without_card();
    if (session_.report_errors()) return session_.exit_code();
    for (EntityForms& forms : forms_) {
      auto checks = set_->finish(forms);
      checks_.insert(checks_.end(), checks.begin(), checks.end());
    }
    note_overrides();
    return write();
  }

 private:
  void problem(std::string code, Text message, Text help, SourceSpan span = {}, Severity severity = Severity::error) {
    Diagnostic diagnostic;
    diagnostic.severity = severity;
    diagnostic.code = std::move(code);
    diagnostic.span = std::move(span);
    diagnostic.message = std::move(message);
    diagnostic.help = std::move(help);
    if (severity != Severity::error && !options_.quiet) print_diagnostic(diagnostic, options_.language);
    session_.diagnostics().add(std::move(diagnostic));
  }

  SourceSpan option_span(const std::string& option) const {
    SourceSpan span;
    span.file = option;
    return span;
  }

  // The last month of what is filed.
  int through() const { return prepayment_ && options_.through ? options_.through->month() : 12; }

  // The accepted return of --as-filed.
  bool find_kept_return() {
    if (!options_.filed.as_filed) return true;
    if (options_.db.empty() || !options_.filed.filed.empty()) {
      usage(options_, {"--as-filed 取工作区保存的申报表：须有 --db，且不与 --filed 合用",
                       "--as-filed takes the return that a workspace keeps: it needs --db, and no --filed beside it"});
      return false;
    }
    kept_ = kept_return(options_);
    if (kept_) return true;
    usage(options_, {fmt::format("--as-filed：工作区没有 {} 年度受理的申报表（tieout import --filed）", *options_.year),
                     fmt::format("--as-filed: the workspace keeps no accepted return of {} (tieout import --filed)",
                                 *options_.year)});
    return false;
  }

  bool misplaced_options() const {
    if (!prepayment_ && options_.through && options_.through->month() < 12) {
      usage(options_, {"年度申报表只按全年填报，不能与 --through 合用；预缴用 --form A201020",
                       "the forms of the annual return are for the whole year; --through does not go with them, but "
                       "with --form A201020 for a prepayment"});
      return true;
    }
    return prepayment_ && !fits_prepayment(options_);
  }

  // ---- editions ----------------------------------------------------------------------------------------------------

  void find_editions() {
    const int year = *options_.year;
    const std::vector<rules::FormEdition>& all = session_.rules().forms;
    const std::vector<int> known = rules::edition_years(all);
    const std::string listed = fmt::format("{}", fmt::join(known, ", "));
    int edition_year = year;
    const std::string& wanted = options_.forms.edition;
    if (!wanted.empty() && wanted != kAuto) {
      const auto found = std::find_if(known.begin(), known.end(), [&](int y) { return std::to_string(y) == wanted; });
      if (found == known.end()) {
        return problem("FORM-EDITION-UNKNOWN",
                       {fmt::format("没有 {} 版申报表", wanted), fmt::format("there is no edition '{}'", wanted)},
                       {fmt::format("版本以首个适用年度命名：{}。", listed),
                        fmt::format("An edition is named by its first tax year: {}.", listed)},
                       option_span("--edition"));
      }
      edition_year = *found;
    }
    // An edition that was asked for by name is taken whenever it was published.
    const bool named = !wanted.empty() && wanted != kAuto;
    const auto as_of = named ? std::optional<Date>() : options_.law_as_of;
    const auto take = [&](std::optional<Date> published_by) {
      editions_ = rules::editions_for(all, options_.tax, edition_year, published_by);
      return !editions_.empty();
    };
    if (take(as_of)) return;
    if (as_of && take(std::nullopt)) {
      editions_.clear();
      return problem("FORM-NOT-PUBLISHED",
                     {fmt::format("至 {} 尚未公布 {} 年度的申报表", to_string(*as_of), edition_year),
                      fmt::format("no forms for {} had been published by {}", edition_year, to_string(*as_of))},
                     {"把 --law-as-of 改为以后的日期，或用 --edition 指定版本。",
                      "Take a later date for --law-as-of, or name an edition with --edition."},
                     option_span("--law-as-of"));
    }
    problem("FORM-NO-EDITION",
            {fmt::format("{} 年度没有收录的申报表版本（{}）", edition_year, options_.tax),
             fmt::format("no edition of the forms is known for {} under {}", edition_year, options_.tax)},
            {fmt::format("已收录的版本：{}；--edition 可指定其一。", listed),
             fmt::format("Known editions: {}; --edition takes one of them.", listed)},
            option_span("--year"));
  }

  void find_prepayment_edition() {
    Diagnostic found;
    const Month end = Month::of(*options_.year, through());
    if (const auto* edition = prepayment_edition_for(session_, end, found)) {
      editions_ = {edition};
    } else {
      session_.diagnostics().add(std::move(found));
    }
  }

  bool find_wanted() {
    for (std::size_t i = 0; i < editions_.size(); ++i) {
      if (options_.forms.form.empty() || options_.forms.form == editions_[i]->form) wanted_.push_back(i);
    }
    if (!wanted_.empty()) return true;
    std::vector<std::string> names;
    for (const rules::FormEdition* each : editions_) names.push_back(each->form);
    usage(options_, {fmt::format("--form {}：该年度没有这张表，有 {}", options_.forms.form, fmt::join(names, "、")),
                     fmt::format("--form {}: the year has no such form; it has {}", options_.forms.form,
                                 fmt::join(names, ", "))});
    return false;
  }

  // ---- lists -------------------------------------------------------------------------------------------------------

  void read_lists() {
    const std::string& encoding = options_.inputs.encoding;
    if (!options_.forms.routing.empty()) {
      overrides_ = loading::read_routing(options_.forms.routing, encoding, session_.diagnostics());
    }
    if (!options_.forms.against.empty()) {
      earlier_ = loading::read_filed_cells(options_.forms.against, encoding, session_.diagnostics());
    }
    Diagnostics found;
    if (!options_.filed.filed.empty()) {
      accepted_ = read_accepted_return(options_.filed.filed, editions_, options_, found);
    } else if (kept_) {
      accepted_ = read_document(*kept_, found, [&](const std::string& path, Diagnostics& in_file) {
        return read_accepted_return(path, editions_, options_, in_file);
      });
    }
    for (const Diagnostic& diagnostic : found.all()) {
      const bool shown = diagnostic.severity == Severity::warning && !options_.quiet;
      if (shown) print_diagnostic(diagnostic, options_.language);
    }
    session_.diagnostics().append(std::move(found));
  }

  // Before the register is read, so that these problems come with those of reading the list.
  void check_overrides() {
    const FormSet set(editions_, session_.framework(), *options_.year, overrides_);
    for (const RoutingOverride& each : overrides_) {
      if (each.year != *options_.year || set.takes_disposals(each.form, each.row)) continue;
      problem("ROUTING-ROW",
              {fmt::format("{} 第 {} 行不填资产处置差异", each.form, each.row),
               fmt::format("row {} of {} takes no disposals of assets", each.row, each.form)},
              {"写 A105090 中直接填列损失的行，或 A105000 资产类“其他”行。",
               "Name a row of A105090 that takes losses itself, or the row 'other' of the assets on A105000."},
              loading::routing_span(options_.forms.routing, each));
    }
  }

  void note_overrides() {
    for (std::size_t i = 0; i < overrides_.size(); ++i) {
      const bool met = std::any_of(forms_.begin(), forms_.end(),
                                   [&](const EntityForms& forms) { return forms.overrides_met[i] != 0; });
      if (met || overrides_[i].year != *options_.year) continue;
      problem(
          "ROUTING-UNUSED",
          {fmt::format("{} 年度没有资产 {} 的处置差异", *options_.year, overrides_[i].asset),
           fmt::format("asset '{}' has no disposal in {} that leads to a form", overrides_[i].asset, *options_.year)},
          {"检查资产编号和年度。", "Check the asset and the year."},
          loading::routing_span(options_.forms.routing, overrides_[i]), Severity::warning);
    }
  }

  // ---- filling -----------------------------------------------------------------------------------------------------

  const Entity* entity_named(const std::string& id) const {
    for (const Entity& entity : session_.reader().entities()) {
      if (entity.id == id) return &entity;
    }
    return nullptr;
  }

  bool selected(const AssetYear& year) const { return options_.entity.empty() || year.row.entity == options_.entity; }

  EntityForms& forms_of(const std::string& entity, std::vector<EntityForms>& list) const {
    // Assets come entity by entity: mostly the last one.
    for (auto it = list.rbegin(); it != list.rend(); ++it) {
      if (it->entity == entity) return *it;
    }
    return list.emplace_back(set_->begin(entity, entity_named(entity)));
  }

  static FormBridge& bridge_of(const std::string& entity, std::vector<FormBridge>& list) {
    for (auto it = list.rbegin(); it != list.rend(); ++it) {
      if (it->entity() == entity) return *it;
    }
    return list.emplace_back(entity);
  }

  void add(AssetReconciler& reconciler, const RegisterEntry& entry, const AssetYear& year, BatchResult& result) const {
    EntityForms& forms = forms_of(year.row.entity, result.forms);
    const Entity* owner = entity_named(entry.asset.entity);
    const bool lists_disposals = options_.format != writing::Format::csv;
    if (!set_->add(forms, entry, year, reconciler.terms().elected, owner, lists_disposals ? &result.routed : nullptr)) {
      refuse_class(entry, year, result.diagnostics);
    }
    if (options_.forms.bridge) bridge_of(year.row.entity, result.bridges).add(*set_, forms, year);
  }

  void refuse_class(const RegisterEntry& entry, const AssetYear& year, Diagnostics& diagnostics) const {
    const rules::AssetClass& asset_class = session_.rules().classes.at(year.row.asset_class);
    Diagnostic diagnostic;
    diagnostic.code = "FORM-CLASS-NO-ROW";
    diagnostic.span = session_.reader().span(entry.asset.origin, "class");
    diagnostic.message = {fmt::format("{} 年度申报表没有“{}”的行次，而资产 {} 当年有折旧、摊销", *options_.year,
                                      asset_class.label.zh, entry.asset.id),
                          fmt::format("the forms of {} have no row for '{}', and asset '{}' bears a charge",
                                      *options_.year, asset_class.code, entry.asset.id)};
    diagnostic.help = {"改用该年度表内有行次的类别，或用 --set-aside 搁置并另行调整。",
                       "Give it a class that has a row in that year, or set the card aside and adjust it by hand."};
    diagnostics.add(std::move(diagnostic));
  }

  void fill() {
    if (!options_.entity.empty()) forms_of(options_.entity, forms_);
    const int year = *options_.year;
    session_.run(
        [&](AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult& result) {
          if (!reconciler.open(entry)) return;
          const AssetYear* row = reconciler.run_year(year, through());
          if (row && selected(*row)) add(reconciler, entry, *row, result);
          reconciler.finish();
        },
        [&](BatchResult& result) {
          for (const EntityForms& each : result.forms) FormSet::merge(forms_of(each.entity, forms_), each);
          for (const FormBridge& each : result.bridges) bridge_of(each.entity(), bridges_).merge(each);
          routed_.insert(routed_.end(), result.routed.begin(), result.routed.end());
        });
  }

  // Lines without a card come after the assets, each in the row of its class.
  void fill_without_card() {
    for (const AdjustmentLine& line : lines_) {
      EntityForms& forms = forms_of(line.row().entity, forms_);
      const bool lists_disposals = options_.format != writing::Format::csv;
      if (!set_->add(forms, line.entry, line.year, false, entity_named(line.row().entity),
                     lists_disposals ? &routed_ : nullptr)) {
        refuse_line(line);
      }
      if (options_.forms.bridge) bridge_of(line.row().entity, bridges_).add(*set_, forms, line.year);
    }
    sort_by_entity();
  }

  void refuse_line(const AdjustmentLine& line) {
    const rules::AssetClass& asset_class = session_.rules().classes.at(line.row().asset_class);
    problem("FORM-CLASS-NO-ROW",
            {fmt::format("{} 年度申报表没有“{}”的行次，而有该类的无卡片金额", *options_.year, asset_class.label.zh),
             fmt::format("the forms of {} have no row for '{}', and an amount without a card is of that class",
                         *options_.year, asset_class.code)},
            {"改用该年度表内有行次的类别。", "Give it a class that has a row in that year."},
            session_.reader().span(line.rows.front()->origin, "class"));
  }

  void sort_by_entity() {
    std::sort(forms_.begin(), forms_.end(),
              [](const EntityForms& a, const EntityForms& b) { return a.entity < b.entity; });
    std::sort(bridges_.begin(), bridges_.end(),
              [](const FormBridge& a, const FormBridge& b) { return a.entity() < b.entity(); });
  }

  // ---- the assets behind a cell ------------------------------------------------------------------------------------

  // Indices of the cell by entity; nothing where an entity has no such cell.
  bool find_cell(std::vector<std::optional<FormCell>>& places) const {
    const std::string& text = options_.forms.cell;
    const std::size_t first = text.find(':');
    const std::size_t last = text.rfind(':');
    if (first == std::string::npos || first == last) {
      usage(options_, {fmt::format("--cell {}：应为 表号:行次:栏次，如 A105080:3:9", text),
                       fmt::format("--cell {}: write form:row:column, such as A105080:3:9", text)});
      return false;
    }
    bool found = false;
    for (const EntityForms& forms : forms_) {
      auto place =
          set_->find(forms, text.substr(0, first), text.substr(first + 1, last - first - 1), text.substr(last + 1));
      if (place && (set_->edition(place->form).rows[place->row].closed[place->column] ||
                    set_->edition(place->form).columns[place->column].amount == rules::FormAmount::adjustment_reason)) {
        place.reset();
      }
      found = found || place.has_value();
      places.push_back(place);
    }
    if (found) return true;
    usage(options_, {fmt::format("--cell {}：没有这个单元格，或该格不填金额", text),
                     fmt::format("--cell {}: there is no such cell, or it takes no amount", text)});
    return false;
  }

  int write_cell() {
    std::vector<std::optional<FormCell>> places;
    if (!find_cell(places)) return kUsage;
    std::vector<FormShare> shares;
    const auto place_of = [&](const std::string& entity) {
      const auto found = std::find_if(forms_.begin(), forms_.end(), [&](const auto& f) { return f.entity == entity; });
      return static_cast<std::size_t>(found - forms_.begin());
    };
    session_.run(
        [&](AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult& result) {
          if (!reconciler.open(entry)) return;
          const AssetYear* year = reconciler.run_year(*options_.year, through());
          if (!year || !selected(*year)) return;
          const std::size_t index = place_of(year->row.entity);
          if (!places[index]) return;
          EntityForms alone = set_->begin(year->row.entity, entity_named(year->row.entity));
          set_->add(alone, entry, *year, reconciler.terms().elected, entity_named(entry.asset.entity), nullptr);
          const Money amount = set_->share(alone, forms_[index], *places[index]);
          if (amount.is_zero()) return;
          result.shares.push_back({year->row.entity, year->row.asset, year->row.name, year->row.asset_class, amount});
        },
        [&](BatchResult& result) { shares.insert(shares.end(), result.shares.begin(), result.shares.end()); });
    for (const AdjustmentLine& line : lines_) {
      const std::size_t index = place_of(line.row().entity);
      if (!places[index]) continue;
      EntityForms alone = set_->begin(line.row().entity, entity_named(line.row().entity));
      set_->add(alone, line.entry, line.year, false, nullptr, nullptr);
      const Money amount = set_->share(alone, forms_[index], *places[index]);
      if (amount.is_zero()) continue;
      shares.push_back({line.row().entity, "", line.row().name, line.row().asset_class, amount});
    }
    prove_shares(shares, places);
    const Table table = form_shares_table(shares, options_.forms.cell, session_.rules().classes, options_.language);
    return write_report({&table}, session_, {year_member(*options_.year)});
  }

  void prove_shares(const std::vector<FormShare>& shares, const std::vector<std::optional<FormCell>>& places) {
    Money listed, cells;
    for (const FormShare& share : shares) listed += share.amount;
    for (std::size_t i = 0; i < forms_.size(); ++i) {
      if (places[i]) cells += forms_[i].cell(*places[i], set_->columns(places[i]->form));
    }
    if (listed == cells) return;
    throw InvariantViolation("cell-equals-its-assets", fmt::format("{}: {} against {}", options_.forms.cell,
                                                                   to_string(cells), to_string(listed)));
  }

  // ---- output ------------------------------------------------------------------------------------------------------

  int write() {
    if (!options_.forms.cell.empty()) return write_cell();
    if (!options_.filed.filed.empty() || kept_) {
      return write_as_filed(std::move(accepted_), {*set_, forms_, cells_now()}, session_);
    }
    int status = kDone;
    if (options_.forms.bridge) {
      Table table = form_bridge_table();
      for (const FormBridge& bridge : bridges_) {
        const auto forms = std::find_if(forms_.begin(), forms_.end(),
                                        [&](const EntityForms& f) { return f.entity == bridge.entity(); });
        bridge.append(*set_, *forms, options_.language, table);
      }
      status = write_report({&table}, session_, {year_member(*options_.year)});
    } else if (!options_.forms.against.empty()) {
      const Table table = form_differences_table(earlier_, cells_now());
      status = write_report({&table}, session_, {year_member(*options_.year)});
    } else {
      status = write_forms(FilledForms{*set_, forms_, wanted_, checks_, routed_, lines_}, session_);
    }
    if (status != kDone) return status;
    warn();
    return session_.finish();
  }

  std::vector<FiledCell> cells_now() const {
    Table table;
    for (const EntityForms& forms : forms_) form_cells_rows(*set_, forms, wanted_, table);
    std::vector<FiledCell> cells;
    for (const std::vector<Cell>& row : table.rows) {
      if (row[4].kind != CellKind::money) continue;
      cells.push_back({std::string(row[0].text), std::string(row[1].text), std::string(row[2].text),
                       std::string(row[3].text), Money::from_fen(row[4].number)});
    }
    return cells;
  }

  // The checks of the tax office that do not hold are findings: better now than in its client.
  void warn() {
    std::size_t held = 0;
    for (const FormCheckResult& check : checks_) {
      held += check.ok;
      if (check.ok || (check.row.empty() && check.left_text.find('*') != std::string::npos)) continue;
      SourceSpan span;
      span.file = fmt::format("{}{}", check.entity.empty() ? "" : check.entity + " ", check.id);
      problem("FORM-CHECK",
              {fmt::format("{} 行 {}：{} = {}，应不小于 {} = {}", check.form, check.row, check.left_text,
                           to_grouped_string(check.left), check.right_text, to_grouped_string(check.right)),
               fmt::format("{} row {}: {} = {} should not be less than {} = {}", check.form, check.row, check.left_text,
                           to_grouped_string(check.left), check.right_text, to_grouped_string(check.right))},
              {"申报系统也会提示；填报前核对该行的资产（--cell）。",
               "The filing client will say so, too: look at the assets of the row first (--cell)."},
              std::move(span), Severity::warning);
    }
    if (options_.quiet) return;
    tell_adjustments(lines_, session_, Month::of(*options_.year, through()));
    Money adjustments, unplaced;
    for (const EntityForms& forms : forms_) {
      adjustments += forms.adjustments;
      unplaced += forms.unplaced;
    }
    if (prepayment_) return tell_prepayment(*set_, forms_, held, options_);
    usage(options_, {fmt::format("{} 个主体，纳税调整合计 {}，各表合计与各资产合计一致；{} 项关系相符", forms_.size(),
                                 to_grouped_string(adjustments), held),
                     fmt::format("{} {}, adjustment {}; the forms sum to the assets; {} formulas hold", forms_.size(),
                                 forms_.size() == 1 ? "entity" : "entities", to_grouped_string(adjustments), held)});
    if (unplaced.is_zero()) return;
    usage(options_, {fmt::format("另有加速折旧统计额 {}，所用版本没有相应的优惠行次", to_grouped_string(unplaced)),
                     fmt::format("acceleration of {} belongs to preferences that the edition has no row for",
                                 to_grouped_string(unplaced))});
  }

  const Options& options_;
  Session session_;
  std::vector<const rules::FormEdition*> editions_;
  std::vector<std::size_t> wanted_;
  std::vector<RoutingOverride> overrides_;
  std::vector<FiledCell> earlier_;
  std::optional<archive::StoredDocument> kept_;
  std::vector<FiledFormCell> accepted_;
  std::optional<FormSet> set_;
  std::vector<EntityForms> forms_;
  std::vector<FormBridge> bridges_;
  std::vector<RoutedDisposal> routed_;
  std::vector<FormCheckResult> checks_;
  std::vector<AdjustmentLine> lines_;  // amounts without a card
  bool prepayment_ = false;
};

}  // namespace

static int run_forms(const Options& options) { return FormsRun(options).run(); }

const Command kFormsCommand{
    "forms",
    run_forms,
    {"--year 年度 --assets 文件 …", "--year Y --assets F …"},
    {"年度申报表的填列、勾稽与穿透", "the forms of the annual return, filled and traced"},
    {R"(tieout forms --year 年度 --assets 文件 … [--form 表号] [--edition 版本] [--cell 表号:行次:栏次] [--bridge]
             [--routing 文件] [--against 文件] [--filed 文件 | --as-filed] [--recorded-out 文件]
             [--adjustments 文件]
tieout forms --form A201020 --through YYYY-MM --assets 文件 …

填列 A105000（资产部分）、A105080、A105090 及其附表，检查表内、表间关系，并证明各表合计等于各资产纳税调整合计。
版本随纳税年度（--law-as-of 之前公布者）；--edition 指定某版（以首个适用年度命名）。csv 按申报系统的次序逐格列出，可直接导入。

  --format pdf  按表样排版的 PDF，含封面和关系核对（需要一种中文字体）
  --cell      列出一个单元格由哪些资产构成，合计等于该格
  --bridge    从各行第 1、3、4、8 列到资产变动表（期初、增加、计提、转回、转入转出、处置、期末）
  --routing   处置差异的去向（资产编号、核算主体、年度、表号、行次、理由），逐项指定，理由必填
  --against   与前次申报（本命令 csv 输出）逐格比较；与 --edition、--law-as-of 合用可重现更正前的申报
  --filed     与税务机关受理的申报表逐格比较（entity, year, form, edition, row, column, amount, reason, receipt, filed_on）；
              csv 输出保存差异和理由；有差异没有理由时退出码为 1。--recorded-out 把差异按剩余计税基础落到资产，供下年 --recorded
  --as-filed  同上，取工作区保存的该年度受理的申报表（tieout import --filed）
  --adjustments  无卡片金额（审计调整等）计入其类别的行，在 --cell 中单列，不记到任何资产

A201020 是预缴申报表（月、季度），按截至 --through 的本年累计数、用该期的版本填列：只填调减；加速额旁列按一般规定计算的额；
资产当月折旧不再大于一般折旧后，保留最后的数字直到年末。

示例
  tieout forms --form A201020 --through 2023-06 --assets data/sample/assets.xlsx --policies data/sample/policies.csv \
      --events data/sample/events.csv --recorded data/sample/recorded.csv --entities data/sample/entities.csv
  tieout forms --year 2023 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv --entities data/sample/entities.csv
  tieout forms --year 2023 --cell A105080:3:9 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv --entities data/sample/entities.csv
)",
     R"(tieout forms --year Y --assets F … [--form F] [--edition E] [--cell FORM:ROW:COLUMN] [--bridge]
             [--routing F] [--against F] [--filed F | --as-filed] [--recorded-out F]
             [--adjustments F]
tieout forms --form A201020 --through YYYY-MM --assets F …

Fills A105000 (its asset rows), A105080, A105090 and their annexes, checks every formula in and between them and proves
that the forms sum to the adjustments of all assets. The edition is that of the tax year (published by --law-as-of);
--edition takes another one, named by its first tax year. csv lists the cells in the order in which they are entered.

  --format pdf  the forms in their layout, with cover and checks (needs a font with Chinese characters)
  --cell      the assets behind a cell; they sum to it
  --bridge    from columns 1, 3, 4, 8 of each row to the roll-forward of the register
  --routing   where disposals of an asset go (asset, entity, year, form, row, reason); the reason is needed
  --against   compares with an earlier filling (csv of this command) cell by cell; with --edition and --law-as-of it
              reproduces what was filed before a correction
  --filed     compares with the return as it was accepted (entity, year, form, edition, row, column, amount, reason,
              receipt, filed_on); csv keeps the differences with their reasons. Exit code 1 while one has none.
              --recorded-out brings the differences to the assets by remaining tax base, for --recorded of the next year
  --as-filed  the same with the accepted return that the workspace keeps (tieout import --filed)
  --adjustments  amounts without a card (audit entries) enter the row of their class; --cell lists them as lines of their
              own, never an asset's

A201020 is filed for prepayments, by month or quarter: for the year up to --through, in the edition of that period. Only
reductions are entered, the general charge beside the accelerated one; once an asset's charge of the month no longer
exceeds the general one, its last figures are kept until December.

Examples
  tieout forms --form A201020 --through 2023-06 --assets data/sample/assets.xlsx --policies data/sample/policies.csv \
      --events data/sample/events.csv --recorded data/sample/recorded.csv --entities data/sample/entities.csv
  tieout forms --year 2023 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv --entities data/sample/entities.csv
  tieout forms --year 2023 --cell A105080:3:9 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv --entities data/sample/entities.csv
)"},
    false,
    true};

}  // namespace tieout::cli
