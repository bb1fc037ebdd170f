#include "loading/trial_balance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "loading/heading.hpp"
#include "loading/record_problem.hpp"
#include "loading/trial_balance_columns.hpp"
#include "loading/trial_balance_totals.hpp"
#include "loading/value.hpp"

namespace tieout::loading {

namespace {

using enum BalanceField;

// The columns of one balance: in two columns, or in one with its direction.
struct BalanceCells {
  BalanceField debit, credit, balance, direction;
};
constexpr BalanceCells kClosingCells{debit, credit, balance, direction};
constexpr BalanceCells kOpeningCells{open_debit, open_credit, open_balance, open_direction};

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_word(std::string_view text, const TrialBalanceWords::List& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

class BalanceReader {
 public:
  BalanceReader(const TrialBalanceSheet& found, const TrialBalanceWords& words, Diagnostics& diagnostics)
      : sheet_(*found.sheet), columns_(found.columns), words_(words), diagnostics_(diagnostics) {}

  void read(TrialBalance& result) {
    for (row_ = columns_.heading_row + 1; row_ < sheet_.row_count(); ++row_) {
      sheet_.read_row(row_, buffer_);
      if (!read_row(result)) incomplete_ = true;
    }
    warn_of_numbers();
    check_balance();
  }

 private:
  std::string_view cell(BalanceField field) const {
    const auto column = columns_.at(field);
    return column && *column < buffer_.cells.size() ? trimmed(buffer_.cells[*column].text) : std::string_view{};
  }
  CellType type(BalanceField field) const {
    const auto column = columns_.at(field);
    return column && *column < buffer_.cells.size() ? buffer_.cells[*column].type : CellType::text;
  }

  Diagnostic at(std::optional<BalanceField> field, std::string code) const {
    Diagnostic diagnostic;
    diagnostic.code = std::move(code);
    diagnostic.span.file = sheet_.file;
    diagnostic.span.sheet = sheet_.name;
    diagnostic.span.line = sheet_.line_of(row_);
    if (field && columns_.at(*field)) {
      diagnostic.span.column = static_cast<std::uint32_t>(*columns_.at(*field) + 1);
      diagnostic.span.excerpt = std::string(cell(*field));
    }
    return diagnostic;
  }

  void report(std::optional<BalanceField> field, std::string code, Text message, Text help) {
    Diagnostic diagnostic = at(field, std::move(code));
    diagnostic.message = std::move(message);
    diagnostic.help = std::move(help);
    diagnostics_.add(std::move(diagnostic));
  }

  bool is_broken(BalanceField field) const { return type(field) == CellType::error || is_error_text(cell(field)); }

  void report_value(BalanceField field, ValueKind kind, ValueError error) {
    CellProblem problem = value_problem(error, FieldSpec{name_of(field), kind, false}, cell(field));
    report(field, std::move(problem.code), std::move(problem.message), std::move(problem.help));
  }

  // False where the row holds something that could not be read.
  bool read_row(TrialBalance& result) {
    const std::string_view account = cell(BalanceField::account);
    if (is_heading_again(account)) return true;
    if (is_broken(BalanceField::account)) {
      report_value(BalanceField::account, ValueKind::text, ValueError::error_cell);
      return false;
    }
    const ControlKind control = has_digit(account) ? ControlKind::none : control_kind();
    // A blank row, a signature, or a caption such as "资产类".
    if (control == ControlKind::none && !has_digit(account) && !has_amounts()) return true;
    BalanceAmounts amounts, opening;
    if (!read_amounts(kClosingCells, control, amounts)) return false;
    if (control != ControlKind::none) {
      check_total(control, amounts);
      return true;
    }
    if (account.empty()) {
      report(BalanceField::account, "ACCOUNT-MISSING", {"有余额而没有科目编码", "a balance without an account code"},
             {"补上科目编码；合计行请写明“合计”。", "Add the account code; mark a row of totals as 合计."});
      return false;
    }
    if (columns_.has_openings() && !read_amounts(kOpeningCells, control, opening)) return false;
    return add(account, amounts, opening, result);
  }

  // Lists printed by page repeat their headings.
  bool is_heading_again(std::string_view account) const {
    return !account.empty() && account == columns_.headings[*columns_.at(BalanceField::account)];
  }

  ControlKind control_kind() const {
    ControlKind kind = ControlKind::none;
    for (const SheetCell& cell : buffer_.cells) {
      if (cell.type != CellType::text) continue;
      const std::string text = normalise_heading(cell.text);
      if (contains_any(text, words_.subtotal)) return ControlKind::subtotal;
      if (contains_any(text, words_.total)) kind = ControlKind::total;
    }
    return kind;
  }

  bool has_amounts() const { return !cell(debit).empty() || !cell(credit).empty() || !cell(balance).empty(); }

  std::optional<Money> amount(BalanceField field, bool& sound) {
    const std::string_view text = cell(field);
    if (text.empty()) return std::nullopt;
    Money value;
    const ValueError error = is_broken(field) ? ValueError::error_cell : parse_amount(text, value);
    if (error == ValueError::none) return value;
    report_value(field, ValueKind::amount, error);
    sound = false;
    return std::nullopt;
  }

  // False after an error.
  bool read_amounts(const BalanceCells& of, ControlKind control, BalanceAmounts& amounts) {
    bool sound = true;
    if (columns_.at(of.debit)) {
      amounts.debit = amount(of.debit, sound);
      amounts.credit = amount(of.credit, sound);
      return sound;
    }
    amounts.debit = amount(of.balance, sound);
    if (!sound || !columns_.at(of.direction)) return sound;
    // The sum of balances on both sides has no meaning that could be checked.
    if (control != ControlKind::none) amounts.debit.reset();
    return control != ControlKind::none || apply_direction(of.direction, amounts);
  }

  bool apply_direction(BalanceField direction, BalanceAmounts& amounts) {
    const std::string word = normalise_heading(cell(direction));
    const Money value = amounts.debit.value_or(Money{});
    if (is_word(word, words_.debit)) return true;
    if (is_word(word, words_.credit)) {
      amounts.debit = -value;
      return true;
    }
    if ((word.empty() || is_word(word, words_.level)) && value.is_zero()) return true;
    report(direction, "BALANCE-DIRECTION",
           {fmt::format("余额 {} 的方向“{}”既不是借也不是贷", to_grouped_string(value), cell(direction)),
            fmt::format("the balance {} has the direction \"{}\", neither debit nor credit", to_grouped_string(value),
                        cell(direction))},
           {"写“借”或“贷”；没有余额时可写“平”。", "Write 借 (debit) or 贷 (credit); 平 goes with no balance."});
    return false;
  }

  void check_total(ControlKind control, const BalanceAmounts& stated) {
    const auto expected = totals_.check(control, stated);
    // Rows that could not be read are missing from the sum and have been reported.
    if (!expected || incomplete_) return;
    const auto shown = [](const BalanceAmounts& amounts) {
      const std::string first = to_grouped_string(amounts.debit.value_or(Money{}));
      return amounts.credit ? first + " / " + to_grouped_string(*amounts.credit) : first;
    };
    report(columns_.in_two_columns() ? debit : balance, "CONTROL-TOTAL",
           {fmt::format("合计 {} 与各行之和 {} 不符", shown(stated), shown(*expected)),
            fmt::format("the total {} is not the sum of its rows, {}", shown(stated), shown(*expected))},
           {"检查导出是否完整、是否漏行。", "Check whether the export is complete."});
  }

  bool add(std::string_view account, const BalanceAmounts& amounts, const BalanceAmounts& opening,
           TrialBalance& result) {
    AccountBalance row;
    row.entity = cell(BalanceField::entity);
    row.account = account;
    row.name = cell(BalanceField::name);
    row.debit = amounts.net();
    row.open = opening.net();
    result.states_openings = result.states_openings || opening.debit || opening.credit;
    const auto [known, fresh] = lines_.try_emplace({row.entity, row.account}, sheet_.line_of(row_));
    if (!fresh) {
      report(BalanceField::account, "ACCOUNT-DUPLICATE",
             {fmt::format("科目 {} 在第 {} 行已经出现过", account, known->second),
              fmt::format("the account {} stands in row {} already", account, known->second)},
             {"每个核算主体的每个科目只留一行；导出时不要带辅助核算。",
              "Keep one row for each account of an entity; export without auxiliary dimensions."});
      return false;
    }
    if (type(BalanceField::account) == CellType::number && account.find('.') != std::string_view::npos) {
      if (!number_row_) number_row_ = row_;
    }
    warn_of_both_sides(amounts);
    totals_.add(row.entity, row.account, amounts);
    result.rows.push_back(std::move(row));
    return true;
  }

  void warn_of_both_sides(const BalanceAmounts& amounts) {
    if (!amounts.credit || !amounts.debit || amounts.credit->is_zero() || amounts.debit->is_zero()) return;
    Diagnostic diagnostic = at(credit, "BALANCE-BOTH-SIDES");
    diagnostic.severity = Severity::warning;
    diagnostic.message = {fmt::format("科目 {} 的借方 {} 和贷方 {} 都有余额，按净额 {} 核对",
                                      cell(BalanceField::account), to_grouped_string(*amounts.debit),
                                      to_grouped_string(*amounts.credit), to_grouped_string(amounts.net())),
                          fmt::format("account {} has a debit {} and a credit {}; the net {} is compared",
                                      cell(BalanceField::account), to_grouped_string(*amounts.debit),
                                      to_grouped_string(*amounts.credit), to_grouped_string(amounts.net()))};
    diagnostic.help = {"确认这两列是期末余额而不是本期发生额。",
                       "Make sure that these are closing balances, not turnover."};
    diagnostics_.add(std::move(diagnostic));
  }

  // A spreadsheet shows account 1601.10 entered as a number as 1601.1.
  void warn_of_numbers() {
    if (!number_row_) return;
    row_ = *number_row_;
    sheet_.read_row(row_, buffer_);
    Diagnostic diagnostic = at(BalanceField::account, "ACCOUNT-AS-NUMBER");
    diagnostic.severity = Severity::warning;
    diagnostic.message = {"科目编码存为数值，末尾的 0 会丢失（1601.10 变成 1601.1）",
                          "account codes are stored as numbers, which lose a 0 at their end (1601.10 becomes 1601.1)"};
    diagnostic.help = {"把科目编码列设为文本后重新导出。", "Export the account codes as text."};
    diagnostics_.add(std::move(diagnostic));
  }

  void check_balance() {
    if (incomplete_) return;
    for (const auto& [entity, difference] : totals_.unbalanced(words_.whole_ledger)) {
      Diagnostic diagnostic;
      diagnostic.code = "TRIAL-BALANCE-UNBALANCED";
      diagnostic.span.file = sheet_.file;
      diagnostic.span.sheet = sheet_.name;
      const std::string amount = to_grouped_string(difference);
      diagnostic.message = entity.empty()
                               ? Text{"借方合计与贷方合计相差 " + amount, "debits and credits differ by " + amount}
                               : Text{fmt::format("{} 的借方合计与贷方合计相差 {}", entity, amount),
                                      fmt::format("debits and credits of {} differ by {}", entity, amount)};
      diagnostic.help = {"检查导出是否完整、期间是否已结账。",
                         "Check whether the export is complete and the period is closed."};
      diagnostics_.add(std::move(diagnostic));
    }
  }

  const Sheet& sheet_;
  const TrialBalanceColumns& columns_;
  const TrialBalanceWords& words_;
  Diagnostics& diagnostics_;
  RowBuffer buffer_;
  std::size_t row_ = 0;
  bool incomplete_ = false;  // some row could not be read
  std::optional<std::size_t> number_row_;
  std::map<std::pair<std::string, std::string>, std::uint32_t> lines_;
  ControlTotals totals_;
};

void refuse_entities(const TrialBalance& balances, const std::vector<std::string>& register_entities, Text message,
                     Diagnostics& diagnostics) {
  Diagnostic diagnostic;
  diagnostic.code = "TRIAL-BALANCE-ENTITY";
  diagnostic.span.file = balances.file;
  diagnostic.span.sheet = balances.sheet;
  diagnostic.message = std::move(message);
  const std::string known = quoted_list(register_entities);
  diagnostic.help = {
      fmt::format("卡片的核算主体：{}。在余额表中写明核算主体，或用 --entity 只核对一个。", known),
      fmt::format("The register has {}. Name them in the trial balance, or compare one with --entity.", known)};
  diagnostics.add(std::move(diagnostic));
}

}  // namespace

TrialBalance read_trial_balance(const std::string& path, const std::string& encoding, const std::string& headings,
                                Diagnostics& diagnostics) {
  TrialBalance result;
  result.file = path;
  const TrialBalanceWords words = TrialBalanceWords::load(headings, diagnostics);
  const auto sheets = open_sheets(path, encoding, diagnostics);
  if (diagnostics.has_errors()) return result;
  const auto found = find_trial_balance(sheets, words, diagnostics);
  if (!found) return result;
  result.sheet = found->sheet->name;
  BalanceReader(*found, words, diagnostics).read(result);
  return result;
}

void assign_entities(TrialBalance& balances, const std::vector<std::string>& register_entities,
                     const std::vector<Entity>& entities, Diagnostics& diagnostics) {
  std::map<std::string, std::string> id_of;
  for (const Entity& entity : entities) {
    if (!entity.name.empty()) id_of[entity.name] = entity.id;
  }
  for (const std::string& entity : register_entities) id_of[entity] = entity;
  std::set<std::string> named;
  bool any_known = false;
  for (AccountBalance& row : balances.rows) {
    if (const auto found = id_of.find(row.entity); found != id_of.end() && !row.entity.empty())
      row.entity = found->second;
    named.insert(row.entity);
    any_known = any_known ||
                std::find(register_entities.begin(), register_entities.end(), row.entity) != register_entities.end();
  }
  if (register_entities.empty() || named.empty()) return;
  // One on each side, and one of them without a name: they are the same.
  const bool nameless = named.contains("") || register_entities.front().empty();
  if (register_entities.size() == 1 && named.size() == 1 && nameless) {
    for (AccountBalance& row : balances.rows) row.entity = register_entities.front();
    return;
  }
  if (named.contains("") &&
      std::find(register_entities.begin(), register_entities.end(), "") == register_entities.end()) {
    refuse_entities(balances, register_entities,
                    {"余额表有未写明核算主体的行", "rows of the trial balance name no entity"}, diagnostics);
  } else if (!any_known) {
    refuse_entities(
        balances, register_entities,
        {"余额表的核算主体在卡片中一个也没有：" + *named.begin() + (named.size() > 1 ? " …" : ""),
         "no entity of the trial balance is in the register: " + *named.begin() + (named.size() > 1 ? " …" : "")},
        diagnostics);
  }
}

}  // namespace tieout::loading
