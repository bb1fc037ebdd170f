#include "tieout/filing/provision_statement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "provision_valuation.hpp"
#include "tieout/core/invariant.hpp"
#include "tieout/rules/regime.hpp"

namespace tieout {

using rules::ProvisionKind;
using rules::ProvisionRules;

namespace {

// The line on which a change of the measurement model happens.
const RollForwardLine* last_book_line(const AssetYear& year) {
  const RollForwardLine* last = nullptr;
  for (const RollForwardLine& line : year.roll_forward) {
    if (line.basis == Basis::book) last = &line;
  }
  return last;
}

}  // namespace

// At fair value a property stands at one amount: what was provided for it before is part of that, and no provision.
void CardProvisions::add(const AssetYear& year, const ProvisionRules& rules) {
  const RollForwardLine* last = last_book_line(year);
  for (const RollForwardLine& line : year.roll_forward) {
    if (line.basis != Basis::book) continue;
    const ProvisionKind* kind = rules.of_class(line.asset_class, year.row.year);
    if (kind == nullptr) continue;
    const bool was_value = year.book_model_open == Model::fair_value;
    const bool is_value = &line == last && year.book_model_close == Model::fair_value;
    if (was_value && is_value) continue;
    Sum one;
    one.opening = was_value ? Money{} : line.open.provision;
    one.charged = line.charged.provision;
    one.reversed = line.reversed.provision;
    one.written_off = line.disposed.provision;
    one.closing = is_value ? Money{} : line.close.provision;
    one.transferred = one.closing + one.written_off + one.reversed - one.charged - one.opening;
    sums_[{year.entity_of(line.holder), kind}] += one;
  }
}

void CardProvisions::Sum::operator+=(const Sum& other) {
  opening += other.opening;
  charged += other.charged;
  reversed += other.reversed;
  written_off += other.written_off;
  transferred += other.transferred;
  closing += other.closing;
}

namespace {

using Key = std::tuple<std::string, std::string, std::string>;  // entity, kind, item

// What stands at the end of a year, for the year after.
struct Carried {
  int year = 0;
  Money closing;
  Money pending;  // written off and not yet deducted
};

class StatementMaker {
 public:
  explicit StatementMaker(const ProvisionInput& input) : input_(input), stated_(input.stated), valued_(input.valued) {
    for (StatedProvision& row : stated_) row.provision = code_of(row.entity, row.provision);
    for (ValuedItem& item : valued_) item.provision = code_of(item.entity, item.provision);
  }

  ProvisionStatement make() {
    add_cards();
    require_values();
    std::vector<const StatedProvision*> rows;
    for (const StatedProvision& row : stated_) rows.push_back(&row);
    std::stable_sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) {
      return std::tie(a->entity, a->provision, a->item, a->year) < std::tie(b->entity, b->provision, b->item, b->year);
    });
    for (const StatedProvision* row : rows) take(*row);
    refuse_unused_values();
    sort();
    return std::move(result_);
  }

 private:
  void problem(Origin origin, std::string field, std::string code, Text message, Text help,
               const rules::Citation* cite = nullptr, bool valuation = false) {
    ProvisionProblem problem;
    problem.origin = origin;
    problem.valuation = valuation;
    problem.field = std::move(field);
    problem.diagnostic.code = std::move(code);
    problem.diagnostic.message = std::move(message);
    problem.diagnostic.help = std::move(help);
    if (cite != nullptr && input_.book != nullptr && !cite->source.empty()) {
      problem.diagnostic.rule = {input_.book->describe(*cite, Language::zh),
                                 input_.book->describe(*cite, Language::en)};
    }
    result_.problems.push_back(std::move(problem));
  }

  const ProvisionRules* rules_of(const std::string& entity) const {
    const auto found = input_.rules_by_entity.find(entity);
    if (found != input_.rules_by_entity.end()) return found->second;
    const auto general = input_.rules_by_entity.find("");
    return general == input_.rules_by_entity.end() ? nullptr : general->second;
  }

  // A kind may be named by its code or by its label ("存货跌价准备").
  std::string code_of(const std::string& entity, const std::string& name) const {
    const ProvisionRules* rules = rules_of(entity);
    if (rules == nullptr) return name;
    for (const ProvisionKind& kind : rules->kinds) {
      if (name == kind.label.zh || name == kind.label.en) return kind.code;
    }
    return name;
  }

  void add_cards() {
    for (const auto& [key, sum] : input_.cards.sums()) {
      if (!input_.entity.empty() && key.first != input_.entity) continue;
      ProvisionLine line;
      line.entity = key.first;
      line.year = input_.year;
      line.kind = key.second;
      line.from_register = true;
      line.opening = sum.opening;
      line.charged = sum.charged;
      line.reversed = sum.reversed;
      line.written_off = sum.written_off;
      line.transferred = sum.transferred;
      line.closing = sum.closing;
      from_register_.insert({line.entity, line.kind->code});
      const bool idle = sum.opening.is_zero() && sum.charged.is_zero() && sum.transferred.is_zero() &&
                        sum.closing.is_zero() && sum.written_off.is_zero();
      // What leaves with the asset is deducted with it.
      if (!idle) finish(std::move(line), {}, {}, sum.written_off);
    }
  }

  // The provision that the lower of cost and value asks for.
  void require_values() {
    for (const ValuedItem& item : valued_) {
      const ProvisionRules* rules = rules_of(item.entity);
      const ProvisionKind* kind = rules == nullptr ? nullptr : rules->find(item.provision, item.year, input_.law_as_of);
      const bool allowed =
          kind != nullptr && std::find(kind->bases.begin(), kind->bases.end(), item.basis) != kind->bases.end();
      if (!allowed) {
        problem(item.origin, "basis", "PROVISION-BASIS",
                {fmt::format("{}不按“{}”比较成本与可变现净值", kind == nullptr ? item.provision : kind->label.zh,
                             name_of(item.basis)),
                 fmt::format("cost and value of '{}' are not compared by {}", item.provision, name_of(item.basis))},
                allowed_bases(kind), kind == nullptr ? nullptr : &kind->cite, true);
      }
      if (item.basis == rules::ValuationBasis::category && item.category.empty()) {
        problem(item.origin, "category", "PROVISION-CATEGORY",
                {"按类别比较，但没有写明类别", "it is compared by category, and names none"},
                {"填写 category，或按 item 比较。", "State the category, or compare by item."}, nullptr, true);
      }
      values_[{item.entity, item.provision, item.year}].add(item);
    }
  }

  static Text allowed_bases(const ProvisionKind* kind) {
    if (kind == nullptr || kind->bases.empty()) {
      return {"会计制度没有这种比较；删去该行，或更正准备种类。",
              "The standard makes no such comparison: remove the row, or correct the kind of provision."};
    }
    std::string names;
    for (const rules::ValuationBasis basis : kind->bases) {
      names += (names.empty() ? "" : ", ") + std::string(name_of(basis));
    }
    return {fmt::format("basis 可填：{}。", names), fmt::format("The basis may be: {}.", names)};
  }

  void take(const StatedProvision& row) {
    const ProvisionRules* rules = rules_of(row.entity);
    const ProvisionKind* kind = rules == nullptr ? nullptr : rules->find(row.provision, row.year, input_.law_as_of);
    if (kind == nullptr) {
      problem(row.origin, "provision", "PROVISION-NOT-IN-REGIME",
              {fmt::format("该会计制度在 {} 年没有准备“{}”", row.year, row.provision),
               fmt::format("the standard knows no provision '{}' in {}", row.provision, row.year)},
              {"tieout help provisions 列出各种准备；或更正会计制度。",
               "tieout help provisions lists them; or correct the regime."},
              rules == nullptr ? nullptr : &rules->cite);
      return;
    }
    const Key key{row.entity, row.provision, row.item};
    const auto carried = carried_.find(key);
    if (carried != carried_.end() && carried->second.year == row.year) {
      problem(row.origin, "year", "PROVISION-TWICE",
              {fmt::format("{} {} 年的准备“{}”列了两次", row.entity, row.year, row.provision),
               fmt::format("the provision '{}' of {} stands twice", row.provision, row.year)},
              {"合为一行，或用 item 区分。", "Make it one row, or part the rows by item."});
      return;
    }
    if (from_register_.contains({row.entity, row.provision}) && row.year == input_.year) {
      problem(row.origin, "provision", "PROVISION-TWICE",
              {fmt::format("准备“{}”已由资产卡片得出", row.provision),
               fmt::format("the provision '{}' comes from the cards already", row.provision)},
              {"从文件中删去该行；没有卡片的资产补入资产清单。",
               "Remove the row from the file; add assets without a card to the register."});
      return;
    }
    const Carried* before =
        carried != carried_.end() && carried->second.year == row.year - 1 ? &carried->second : nullptr;
    check_and_add(row, *kind, before);
  }

  void check_and_add(const StatedProvision& row, const ProvisionKind& kind, const Carried* before) {
    const std::size_t problems = result_.problems.size();
    ProvisionLine line;
    line.entity = row.entity;
    line.year = row.year;
    line.kind = &kind;
    line.item = row.item;
    line.opening = row.opening.value_or(before == nullptr ? Money{} : before->closing);
    line.written_off = row.written_off;
    line.recovered = row.recovered;
    line.sold = row.sold;
    line.transferred = row.transferred;
    measure(row, line);
    check_opening(row, before);
    check_reversal(row, line);
    check_roll(row, line);
    if (result_.problems.size() != problems) return;
    const Money pending_open = before == nullptr ? Money{} : before->pending;
    const Money deducted = row.deducted.value_or(row.written_off - row.not_deductible);
    const Money pending_close = pending_open + row.written_off - deducted - row.not_deductible;
    if (pending_close < Money{}) {
      problem(row.origin, "deducted", "PROVISION-DEDUCTED",
              {fmt::format("税前扣除 {} 与不得扣除 {} 之和超过核销金额", to_string(deducted),
                           to_string(row.not_deductible)),
               fmt::format("{} deducted and {} never deductible exceed what was written off", to_string(deducted),
                           to_string(row.not_deductible))},
              {"更正 deducted 或 not_deductible。", "Correct deducted or not_deductible."});
      return;
    }
    carried_[{row.entity, row.provision, row.item}] = {row.year, line.closing, pending_close};
    line.adj_permanent = row.not_deductible;
    const bool wanted = row.year == input_.year && (input_.entity.empty() || row.entity == input_.entity);
    if (wanted) finish(std::move(line), pending_open, pending_close, deducted);
  }

  // Charged and reversed as stated; where neither is, what cost and value, or the closing balance, ask for.
  void measure(const StatedProvision& row, ProvisionLine& line) {
    const auto value = values_.find({row.entity, row.provision, row.year});
    if (value != values_.end()) line.required = value->second.required(row.item, other_items(row));
    const Money before = line.opening - row.written_off + row.recovered - row.sold + row.transferred;
    line.charged = row.charged.value_or(Money{});
    line.reversed = row.reversed.value_or(Money{});
    const std::optional<Money> target = line.required ? line.required : row.closing;
    if (!row.charged && !row.reversed && target) {
      const Money needed = *target - before;
      (needed < Money{} ? line.reversed : line.charged) = needed < Money{} ? -needed : needed;
    }
    line.closing = row.closing.value_or(before + line.charged - line.reversed);
    if (!line.required || line.closing == *line.required) return;
    problem(row.origin, "closing", "PROVISION-REQUIRED",
            {fmt::format("期末余额 {} 与成本和可变现净值孰低所需的 {} 不符", to_string(line.closing),
                         to_string(*line.required)),
             fmt::format("the closing balance {} is not what the lower of cost and value asks for, {}",
                         to_string(line.closing), to_string(*line.required))},
            {"核对计提、转回与各项目的可变现净值；两栏留空即自动得出。",
             "Check the charge, the reversal and the values; leave both empty to have them computed."},
            &line.kind->cite);
  }

  // The items of the other rows of the kind and year.
  std::vector<std::string> other_items(const StatedProvision& row) const {
    std::vector<std::string> items;
    for (const StatedProvision& other : stated_) {
      const bool beside = other.entity == row.entity && other.provision == row.provision && other.year == row.year;
      if (beside && !other.item.empty()) items.push_back(other.item);
    }
    return items;
  }

  void check_opening(const StatedProvision& row, const Carried* before) {
    if (before == nullptr || !row.opening || *row.opening == before->closing) return;
    problem(row.origin, "opening", "PROVISION-ROLL",
            {fmt::format("期初余额 {} 不等于上年期末余额 {}", to_string(*row.opening), to_string(before->closing)),
             fmt::format("the opening {} is not the closing of the year before, {}", to_string(*row.opening),
                         to_string(before->closing))},
            {"更正期初或上年期末余额。", "Correct the opening or last year's closing."});
  }

  void check_reversal(const StatedProvision& row, const ProvisionLine& line) {
    if (!row.recovered.is_zero() && !line.kind->reversible) {
      problem(
          row.origin, "recovered", "PROVISION-REVERSAL-FORBIDDEN",
          {fmt::format("{}准备一经计提不得转回，收回 {} 不能恢复准备", line.kind->label.zh, to_string(row.recovered)),
           fmt::format("the provision for {} is never reversed: {} recovered cannot restore it", line.kind->label.en,
                       to_string(row.recovered))},
          {"收回已核销的款项计入当期损益，不列在准备中。",
           "What is recovered after a write-off is income of the year, and stands in no provision."},
          &line.kind->cite);
    }
    if (line.reversed.is_zero()) return;
    if (!line.kind->reversible) {
      problem(row.origin, "reversed", "PROVISION-REVERSAL-FORBIDDEN",
              {fmt::format("{}准备一经计提不得转回，却转回 {}", line.kind->label.zh, to_string(line.reversed)),
               fmt::format("the provision for {} is never reversed, yet {} are", line.kind->label.en,
                           to_string(line.reversed))},
              {"删去转回；资产处置或核销时准备随之转出（written_off、transferred）。",
               "Remove the reversal; with a disposal or write-off the provision leaves (written_off, transferred)."},
              &line.kind->cite);
      return;
    }
    const Money there = line.opening + line.charged + row.recovered + row.transferred - row.written_off - row.sold;
    if (line.reversed <= there) return;
    problem(row.origin, "reversed", "PROVISION-REVERSAL-EXCESS",
            {fmt::format("转回 {} 超过已计提的准备 {}", to_string(line.reversed), to_string(there)),
             fmt::format("{} reversed exceed the provision of {}", to_string(line.reversed), to_string(there))},
            {"转回以原已计提的准备为限。", "A reversal is limited to the provision made."}, &line.kind->cite);
  }

  void check_roll(const StatedProvision& row, const ProvisionLine& line) {
    const Money rolled =
        line.opening + line.charged - line.reversed - line.written_off + line.recovered - line.sold + line.transferred;
    const bool negative = rolled < Money{} && line.reversed.is_zero();
    if (rolled == line.closing && !negative) return;
    problem(row.origin, "closing", "PROVISION-ROLL",
            negative
                ? Text{fmt::format("各栏滚动得出的期末余额 {} 为负数", to_string(rolled)),
                       fmt::format("the movements lead to {}, below zero", to_string(rolled))}
                : Text{fmt::format("期末余额 {} 与各栏滚动得出的 {} 不符", to_string(line.closing), to_string(rolled)),
                       fmt::format("the closing {} is not what the movements lead to, {}", to_string(line.closing),
                                   to_string(rolled))},
            {"期初 + 计提 − 转回 − 核销 + 收回 − 转销 ± 转入转出 = 期末。",
             "opening + charged − reversed − written_off + recovered − sold ± transferred = closing."});
  }

  void finish(ProvisionLine line, Money pending_open, Money pending_close, Money deducted) {
    line.adj_provision = line.charged - line.reversed - line.sold;
    line.adj_loss = line.recovered - deducted;
    line.temp_diff_open = line.opening + pending_open;
    line.temp_diff_close = line.closing + pending_close;
    const Money income = line.adj_total() - line.adj_permanent;
    const Money balance = line.temp_diff_close - line.temp_diff_open - line.transferred;
    if (income != balance) {
      throw InvariantViolation("provision-two-way-proof",
                               fmt::format("entity '{}' {} {}: {} against {}", line.entity, line.kind->code, line.year,
                                           to_string(income), to_string(balance)));
    }
    result_.lines.push_back(std::move(line));
  }

  // Values that no row takes would be left out silently.
  void refuse_unused_values() {
    for (const auto& [key, values] : values_) {
      const auto& [entity, provision, year] = key;
      const ValuedItem* item = values.unused();
      if (item == nullptr || year != input_.year) continue;
      const std::string name = item->item.empty() ? item->category : item->item;
      problem(item->origin, "provision", "PROVISION-VALUES-UNUSED",
              {fmt::format("列有 {} 年“{}”{} 的价值，而准备文件中没有与之对应的行", year, provision, name),
               fmt::format("there is a value of '{}' {} for {}, and the file of provisions has no row for it",
                           provision, name, year)},
              {"在 --provisions 文件中加一行（期初余额），计提与转回可留空；行的 item 与价值的 item 或 category "
               "相同，或留空而包括其余全部。",
               "Add a row with the opening balance to the file of --provisions; charged and reversed may be empty. Its "
               "item "
               "is that of the value, or its category; a row without an item takes all the rest."},
              nullptr, true);
    }
  }

  void sort() {
    std::stable_sort(result_.lines.begin(), result_.lines.end(), [&](const ProvisionLine& a, const ProvisionLine& b) {
      if (a.entity != b.entity) return a.entity < b.entity;
      if (a.kind != b.kind) return a.kind < b.kind;  // in the order of the list that holds them
      return a.item < b.item;
    });
  }

  const ProvisionInput& input_;
  std::vector<StatedProvision> stated_;
  std::vector<ValuedItem> valued_;
  ProvisionStatement result_;
  std::set<std::pair<std::string, std::string>> from_register_;
  std::map<Key, Carried> carried_;
  std::map<std::tuple<std::string, std::string, int>, ValuedItems> values_;
};

}  // namespace

ProvisionStatement make_provision_statement(const ProvisionInput& input) { return StatementMaker(input).make(); }

Table provision_table(const ProvisionStatement& statement, Language language) {
  Table table;
  table.schema = {"provisions", {"资产减值准备明细表", "Provisions"}, {}};
  table.schema.columns = {{"entity", {"核算主体", "Entity"}},   {"year", {"年度", "Year"}, CellKind::integer},
                          {"provision", {"准备", "Provision"}}, {"label", {"名称", "Name"}},
                          {"item", {"项目", "Item"}},           {"source", {"来源", "Source"}}};
  struct Amount {
    const char* key;
    Text label;
    Money ProvisionLine::*amount;
    const char* group_zh;
    const char* group_en;
  };
  static const std::vector<Amount> kAmounts{
      {"opening", {"期初余额", "Opening"}, &ProvisionLine::opening, "准备", "Provision"},
      {"charged", {"计提", "Charged"}, &ProvisionLine::charged, "准备", "Provision"},
      {"reversed", {"转回", "Reversed"}, &ProvisionLine::reversed, "准备", "Provision"},
      {"written_off", {"核销", "Written off"}, &ProvisionLine::written_off, "准备", "Provision"},
      {"recovered", {"收回", "Recovered"}, &ProvisionLine::recovered, "准备", "Provision"},
      {"sold", {"转销", "Sold"}, &ProvisionLine::sold, "准备", "Provision"},
      {"transferred", {"转入转出", "Transferred"}, &ProvisionLine::transferred, "准备", "Provision"},
      {"closing", {"期末余额", "Closing"}, &ProvisionLine::closing, "准备", "Provision"},
      {"adj_provision", {"准备金调整", "Provisions"}, &ProvisionLine::adj_provision, "纳税调整", "Adjustment"},
      {"adj_loss", {"实际损失调整", "Actual losses"}, &ProvisionLine::adj_loss, "纳税调整", "Adjustment"},
      {"adj_permanent", {"其中：永久性", "Of it permanent"}, &ProvisionLine::adj_permanent, "纳税调整", "Adjustment"},
      {"temp_diff_open", {"期初", "Opening"}, &ProvisionLine::temp_diff_open, "暂时性差异", "Temporary difference"},
      {"temp_diff_close", {"期末", "Closing"}, &ProvisionLine::temp_diff_close, "暂时性差异", "Temporary difference"}};
  for (const Amount& amount : kAmounts) {
    table.schema.columns.push_back({amount.key, amount.label, CellKind::money, {amount.group_zh, amount.group_en}});
  }
  std::vector<Money> totals(kAmounts.size());
  for (const ProvisionLine& line : statement.lines) {
    std::vector<Cell> row{Cell::of(table.keep(line.entity)),
                          Cell::of(line.year),
                          Cell::of(std::string_view(line.kind->code)),
                          Cell::of(std::string_view(in(language, line.kind->label))),
                          Cell::of(table.keep(line.item)),
                          Cell::of(std::string_view(line.from_register ? "register" : "file"))};
    for (std::size_t i = 0; i < kAmounts.size(); ++i) {
      row.push_back(Cell::of(line.*kAmounts[i].amount));
      totals[i] += line.*kAmounts[i].amount;
    }
    table.rows.push_back(std::move(row));
  }
  if (table.rows.empty()) return table;
  table.totals.resize(6);
  for (const Money total : totals) table.totals.push_back(Cell::of(total));
  return table;
}

}  // namespace tieout
