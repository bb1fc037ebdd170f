#include "loading/trial_balance_columns.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "loading/heading.hpp"
#include "loading/record_problem.hpp"
#include "loading/toml.hpp"
#include "loading/value.hpp"

namespace tieout::loading {

namespace {

constexpr std::size_t kRowsSearchedMax = 100;
constexpr std::array<std::string_view, kBalanceFields> kNames = {
    "entity",    "account",    "name",        "debit",        "credit",        "balance",
    "direction", "open_debit", "open_credit", "open_balance", "open_direction"};
constexpr std::array kOpeningFields = {BalanceField::open_debit, BalanceField::open_credit, BalanceField::open_balance,
                                       BalanceField::open_direction};

using List = TrialBalanceWords::List;
using Texts = std::vector<std::string>;
using Columns = std::vector<std::size_t>;

List list_at(const TomlNode& root, std::string_view table, std::string_view key) {
  List result;
  const TomlNode* owner = root.find(table);
  const TomlNode* list = owner != nullptr ? owner->find(key) : nullptr;
  if (list == nullptr) return result;
  for (const TomlNode& item : list->items) result.push_back(normalise_heading(item.text));
  return result;
}

bool among(std::string_view text, const List& list) { return std::find(list.begin(), list.end(), text) != list.end(); }

// The headings of one row, or of two joined, and what they mean.
struct Reading {
  std::size_t row = 0;  // the last row of headings
  Texts shown, headings;
  std::array<Columns, kBalanceFields> found;
  bool joined = false;  // some heading was made of two tiers

  const Columns& of(BalanceField field) const { return found[static_cast<std::size_t>(field)]; }
  Columns& of(BalanceField field) { return found[static_cast<std::size_t>(field)]; }
  bool has(BalanceField field) const { return !of(field).empty(); }
  bool has_pair() const { return has(BalanceField::debit) && has(BalanceField::credit); }
  bool has_opening_pair() const { return has(BalanceField::open_debit) && has(BalanceField::open_credit); }
  bool usable() const { return has(BalanceField::account) && (has_pair() || has(BalanceField::balance)); }
  std::size_t known() const {
    return static_cast<std::size_t>(
        std::count_if(found.begin(), found.end(), [](const Columns& columns) { return !columns.empty(); }));
  }
};

// The columns whose heading stands first in the list.
Columns strongest(const Texts& headings, const List& list) {
  Columns columns;
  for (const std::string& word : list) {
    for (std::size_t column = 0; column < headings.size(); ++column) {
      if (headings[column] == word) columns.push_back(column);
    }
    if (!columns.empty()) break;
  }
  return columns;
}

class ColumnSearch {
 public:
  ColumnSearch(const Sheet& sheet, const TrialBalanceWords& words) : sheet_(sheet), words_(words) {}

  // The first reading that holds all that is needed, else the one that knows most.
  Reading search() const {
    Reading best;
    const std::size_t rows = std::min(sheet_.row_count(), kRowsSearchedMax);
    for (std::size_t row = 0; row < rows; ++row) {
      // Two tiers first: above "借方 | 贷方" the upper heading "期末余额" looks like a column of its own.
      Reading two = tiers(row);
      if (two.joined && two.usable()) return two;
      Reading one = single(row);
      if (one.usable()) return one;
      if (one.known() > best.known()) best = std::move(one);
      if (two.joined && two.known() > best.known()) best = std::move(two);
    }
    return best;
  }

  Texts row_texts(std::size_t row) const {
    Texts texts;
    if (row >= sheet_.row_count()) return texts;
    RowBuffer buffer;
    sheet_.read_row(row, buffer);
    for (const SheetCell& cell : buffer.cells) texts.emplace_back(trimmed(cell.text));
    return texts;
  }

 private:
  Reading single(std::size_t row) const {
    Reading reading;
    reading.row = row;
    reading.shown = row_texts(row);
    for (const std::string& text : reading.shown) reading.headings.push_back(normalise_heading(text));
    understand(reading);
    return reading;
  }

  // An upper heading reaches over the empty cells to its right, as merged cells and their CSV do.
  Reading tiers(std::size_t row) const {
    Reading reading;
    reading.row = row + 1;
    const Texts upper = row_texts(row);
    const Texts lower = row_texts(row + 1);
    std::vector<bool> composed;
    std::string over;
    for (std::size_t column = 0; column < std::max(upper.size(), lower.size()); ++column) {
      const std::string own = column < upper.size() ? upper[column] : std::string();
      const std::string below = column < lower.size() ? lower[column] : std::string();
      if (!own.empty()) over = own;
      const bool two_parts = !below.empty() && !over.empty() && below != over && !names_alone(over, below);
      composed.push_back(two_parts);
      reading.shown.push_back(below.empty() ? own : two_parts ? over + below : below);
      reading.headings.push_back(normalise_heading(reading.shown.back()));
    }
    understand(reading);
    for (const Columns& columns : reading.found) {
      for (const std::size_t column : columns) reading.joined = reading.joined || composed[column];
    }
    return reading;
  }

  // Whether the lower heading is that of a column of its own, below an upper one that does not reach over it.
  bool names_alone(const std::string& over, const std::string& below) const {
    for (const BalanceField field : {BalanceField::entity, BalanceField::account, BalanceField::name}) {
      const List& list = words_.headings[static_cast<std::size_t>(field)];
      if (among(normalise_heading(below), list) && !among(normalise_heading(over + below), list)) return true;
    }
    return false;
  }

  void understand(Reading& reading) const {
    for (std::size_t field = 0; field < kBalanceFields; ++field) {
      reading.found[field] = strongest(reading.headings, words_.headings[field]);
    }
    understand_openings(reading);
    const bool other_periods = std::any_of(reading.headings.begin(), reading.headings.end(), [&](const auto& heading) {
      return contains_any(heading, words_.other_periods);
    });
    if (other_periods || reading.has(BalanceField::balance) || reading.has_pair()) return;
    reading.of(BalanceField::debit) = strongest(reading.headings, words_.bare_debit);
    reading.of(BalanceField::credit) = strongest(reading.headings, words_.bare_credit);
  }

  // Openings of the year where they are named so. Else those of the period, unless the file tells the turnover of the
  // year to date apart from that of the period: then the period is a month.
  void understand_openings(Reading& reading) const {
    if (reading.has_opening_pair() || reading.has(BalanceField::open_balance)) return;
    for (const BalanceField field : kOpeningFields) reading.of(field).clear();
    const bool of_a_month = std::any_of(reading.headings.begin(), reading.headings.end(), [&](const auto& heading) {
      return contains_any(heading, words_.year_to_date);
    });
    if (of_a_month) return;
    for (const BalanceField field : kOpeningFields) {
      reading.of(field) = strongest(reading.headings, words_.of_period[static_cast<std::size_t>(field)]);
    }
  }

  const Sheet& sheet_;
  const TrialBalanceWords& words_;
};

Diagnostic at_row(const Sheet& sheet, std::size_t row, std::string code) {
  Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.span.file = sheet.file;
  diagnostic.span.sheet = sheet.name;
  if (row < sheet.row_count()) diagnostic.span.line = sheet.line_of(row);
  return diagnostic;
}

// "单位:万元", "(千元)": amounts that are not in yuan.
bool states_thousands(std::string_view text, const TrialBalanceWords& words) {
  for (const std::string& unit : words.thousands) {
    for (const char* before : {"单位:", "单位", "单位:人民币", "(", "(人民币", "/"}) {
      const std::string phrase = before + unit;
      const std::size_t at = text.find(phrase);
      if (at == std::string_view::npos) continue;
      const std::size_t end = at + phrase.size();
      if (end == text.size() || static_cast<unsigned char>(text[end]) < 0x80) return true;
    }
  }
  return false;
}

bool refuse_thousands(const Sheet& sheet, const Reading& reading, const TrialBalanceWords& words,
                      Diagnostics& diagnostics) {
  const ColumnSearch rows(sheet, words);
  for (std::size_t row = 0; row <= reading.row && row < sheet.row_count(); ++row) {
    const Texts texts = rows.row_texts(row);
    for (std::size_t column = 0; column < texts.size(); ++column) {
      if (!states_thousands(normalise_heading(texts[column]), words)) continue;
      Diagnostic diagnostic = at_row(sheet, row, "AMOUNT-UNIT");
      diagnostic.span.column = static_cast<std::uint32_t>(column + 1);
      diagnostic.span.excerpt = texts[column];
      diagnostic.message = {"余额表不以元为单位", "the trial balance is not in yuan"};
      diagnostic.help = {"以元为单位导出余额表。", "Export the trial balance in yuan."};
      diagnostics.add(std::move(diagnostic));
      return true;
    }
  }
  return false;
}

void report_missing(const Sheet& sheet, const Reading& reading, Diagnostics& diagnostics) {
  const bool any = reading.known() > 0;
  Diagnostic diagnostic = at_row(sheet, any ? reading.row : sheet.row_count(), "HEADING-MISSING");
  Text missing;
  if (!reading.has(BalanceField::account)) missing = {"科目编码（`account`）", "`account` (科目编码)"};
  if (!reading.has_pair() && !reading.has(BalanceField::balance)) {
    if (!missing.zh.empty()) missing = {missing.zh + "、", missing.en + " and "};
    missing.zh += "期末借方余额和期末贷方余额（`debit`、`credit`），或期末余额（`balance`）";
    missing.en += "closing balances (`debit` and `credit`, or `balance`; 期末借方余额 and 期末贷方余额, or 期末余额)";
  }
  diagnostic.message = {"余额表缺少列：" + missing.zh, "the trial balance lacks columns: " + missing.en};
  std::vector<std::string> present;
  std::copy_if(reading.shown.begin(), reading.shown.end(), std::back_inserter(present),
               [](const std::string& heading) { return !heading.empty(); });
  if (any) {
    diagnostic.help = {fmt::format("找到的列：{}。期初余额和本期发生额不能代替期末余额。", quoted_list(present)),
                       fmt::format("Found were {}. Opening balances and turnover do not stand for closing balances.",
                                   quoted_list(present))};
  } else {
    diagnostic.help = {"第一行写列名：entity、account、name、debit、credit。",
                       "Name the columns in the first row: entity, account, name, debit, credit."};
  }
  diagnostics.add(std::move(diagnostic));
}

void report_duplicate(const Sheet& sheet, const Reading& reading, BalanceField field, Diagnostics& diagnostics) {
  const Columns& columns = reading.of(field);
  Diagnostic diagnostic = at_row(sheet, reading.row, "HEADING-DUPLICATE");
  diagnostic.span.column = static_cast<std::uint32_t>(columns[1] + 1);
  diagnostic.span.excerpt = reading.shown[columns[1]];
  diagnostic.message = {fmt::format("第 {} 列和第 {} 列都是“{}”（`{}`）", columns[0] + 1, columns[1] + 1,
                                    reading.shown[columns[1]], name_of(field)),
                        fmt::format("columns {} and {} are both \"{}\" (`{}`)", columns[0] + 1, columns[1] + 1,
                                    reading.shown[columns[1]], name_of(field))};
  diagnostic.help = {"只保留期末的一列。", "Keep the one that holds closing figures."};
  diagnostics.add(std::move(diagnostic));
}

// Of several columns "方向" the one beside the balance speaks of it: first the one before it. One alone speaks of all.
Columns direction_beside(const Columns& columns, const Columns& of_balance) {
  if (columns.size() < 2 || of_balance.empty()) return columns;
  for (const std::size_t beside : {of_balance.front() - 1, of_balance.front() + 1}) {
    if (std::find(columns.begin(), columns.end(), beside) != columns.end()) return {beside};
  }
  return columns;
}

void settle_direction(Reading& reading) {
  Columns& columns = reading.of(BalanceField::direction);
  const Columns& opening = reading.of(BalanceField::open_balance);
  if (!reading.has(BalanceField::open_direction) && !opening.empty()) {
    for (const std::size_t column : direction_beside(columns, opening)) {
      const bool beside = column + 1 == opening.front() || column == opening.front() + 1;
      if (beside) reading.of(BalanceField::open_direction).push_back(column);
    }
  }
  columns = direction_beside(columns, reading.of(BalanceField::balance));
}

Diagnostic not_compared(const Sheet& sheet, const Reading& reading, std::size_t column) {
  Diagnostic diagnostic = at_row(sheet, reading.row, "OPENING-BALANCE-AMBIGUOUS");
  diagnostic.severity = Severity::warning;
  diagnostic.span.column = static_cast<std::uint32_t>(column + 1);
  diagnostic.span.excerpt = reading.shown[column];
  return diagnostic;
}

// Openings are compared where the file states them; where it cannot be told which columns they are or on which side
// they stand, this is told and the closing balances are compared alone.
std::vector<BalanceField> opening_fields(const Sheet& sheet, const Reading& reading, Diagnostics& diagnostics) {
  using enum BalanceField;
  std::vector<BalanceField> fields;
  if (reading.has_opening_pair()) {
    fields = {open_debit, open_credit};
  } else if (reading.has(open_balance)) {
    fields = {open_balance, open_direction};
  }
  for (const BalanceField field : fields) {
    const Columns& columns = reading.of(field);
    if (columns.size() < 2) continue;
    Diagnostic diagnostic = not_compared(sheet, reading, columns[1]);
    diagnostic.message = {
        fmt::format("第 {} 列和第 {} 列都像期初余额（`{}`）；未核对期初余额", columns[0] + 1, columns[1] + 1,
                    name_of(field)),
        fmt::format("columns {} and {} both look like opening balances (`{}`), which are not compared", columns[0] + 1,
                    columns[1] + 1, name_of(field))};
    diagnostic.help = {"只保留年初余额的一列。", "Keep the one that holds the balances at the start of the year."};
    diagnostics.add(std::move(diagnostic));
    return {};
  }
  const bool one_sided = reading.has(direction) && !reading.has(open_direction) && !reading.has_pair();
  if (one_sided && !reading.has_opening_pair() && reading.has(open_balance)) {
    Diagnostic diagnostic = not_compared(sheet, reading, reading.of(open_balance).front());
    diagnostic.message = {"期初余额旁没有方向列，不知在借方还是贷方；未核对期初余额",
                          "no column beside the opening balance says on which side it stands; it is not compared"};
    diagnostic.help = {"增加“期初方向”列，或分“期初借方余额”“期初贷方余额”两列。",
                       "Add a column 期初方向 (open_direction), or export open_debit and open_credit."};
    diagnostics.add(std::move(diagnostic));
    return {};
  }
  return fields;
}

std::optional<TrialBalanceColumns> bind(const Sheet& sheet, Reading reading, Diagnostics& diagnostics) {
  using enum BalanceField;
  settle_direction(reading);
  std::vector<BalanceField> wanted = {entity, account, name};
  if (reading.has_pair()) {
    wanted.insert(wanted.end(), {debit, credit});
  } else {
    wanted.insert(wanted.end(), {balance, direction});
  }
  TrialBalanceColumns result;
  result.heading_row = reading.row;
  bool sound = true;
  for (const BalanceField field : wanted) {
    const Columns& columns = reading.of(field);
    if (columns.size() > 1) {
      report_duplicate(sheet, reading, field, diagnostics);
      sound = false;
    }
    if (!columns.empty()) result.of[static_cast<std::size_t>(field)] = columns.front();
  }
  for (const BalanceField field : opening_fields(sheet, reading, diagnostics)) {
    const Columns& columns = reading.of(field);
    if (!columns.empty()) result.of[static_cast<std::size_t>(field)] = columns.front();
  }
  result.headings = std::move(reading.shown);
  if (!sound) return std::nullopt;
  return result;
}

void report_several(const std::vector<std::size_t>& usable, const std::vector<std::unique_ptr<Sheet>>& sheets,
                    Diagnostics& diagnostics) {
  std::vector<std::string> names;
  names.reserve(usable.size());
  for (const std::size_t index : usable) names.push_back(sheets[index]->name);
  Diagnostic diagnostic;
  diagnostic.code = "SHEET-AMBIGUOUS";
  diagnostic.span.file = sheets[usable.front()]->file;
  diagnostic.message = {fmt::format("{} 张工作表都像余额表：{}", names.size(), quoted_list(names)),
                        fmt::format("{} worksheets look like a trial balance: {}", names.size(), quoted_list(names))};
  diagnostic.help = {"只保留要核对的一张，或把它命名为“科目余额表”。",
                     "Keep the one that is meant, or name it `trial_balance`."};
  diagnostics.add(std::move(diagnostic));
}

}  // namespace

std::string_view name_of(BalanceField field) { return kNames.at(static_cast<std::size_t>(field)); }

bool contains_any(std::string_view text, const List& parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [&](const std::string& part) { return text.find(part) != std::string_view::npos; });
}

TrialBalanceWords TrialBalanceWords::load(const std::string& path, Diagnostics& diagnostics) {
  const TomlNode root = read_toml(path, diagnostics);
  TrialBalanceWords words;
  for (std::size_t field = 0; field < kBalanceFields; ++field) {
    words.headings[field] = list_at(root, "columns", kNames[field]);
    words.of_period[field] = list_at(root, "opening_of_period", kNames[field]);
  }
  words.bare_debit = list_at(root, "bare", "debit");
  words.bare_credit = list_at(root, "bare", "credit");
  words.other_periods = list_at(root, "words", "other_periods");
  words.year_to_date = list_at(root, "words", "year_to_date");
  words.debit = list_at(root, "words", "debit");
  words.credit = list_at(root, "words", "credit");
  words.level = list_at(root, "words", "level");
  words.subtotal = list_at(root, "words", "subtotal");
  words.total = list_at(root, "words", "total");
  words.sheets = list_at(root, "words", "sheets");
  words.thousands = list_at(root, "words", "thousands");
  const TomlNode* whole = root.find("whole_ledger");
  const TomlNode* kinds = whole != nullptr ? whole->find("beginnings") : nullptr;
  if (kinds != nullptr) {
    for (const TomlNode& kind : kinds->items) {
      List& beginnings = words.whole_ledger.emplace_back();
      for (const TomlNode& beginning : kind.items) beginnings.push_back(beginning.text);
    }
  }
  return words;
}

std::optional<TrialBalanceSheet> find_trial_balance(const std::vector<std::unique_ptr<Sheet>>& sheets,
                                                    const TrialBalanceWords& words, Diagnostics& diagnostics) {
  if (sheets.empty()) return std::nullopt;
  std::vector<Reading> readings;
  std::vector<std::size_t> usable;
  std::size_t best = 0;
  for (std::size_t index = 0; index < sheets.size(); ++index) {
    readings.push_back(ColumnSearch(*sheets[index], words).search());
    if (readings.back().usable()) usable.push_back(index);
    if (readings.back().known() > readings[best].known()) best = index;
  }
  if (usable.size() > 1) {
    std::vector<std::size_t> named;
    std::copy_if(usable.begin(), usable.end(), std::back_inserter(named),
                 [&](std::size_t index) { return among(normalise_heading(sheets[index]->name), words.sheets); });
    if (named.size() != 1) {
      report_several(usable, sheets, diagnostics);
      return std::nullopt;
    }
    usable = named;
  }
  const std::size_t chosen = usable.empty() ? best : usable.front();
  const Sheet& sheet = *sheets[chosen];
  if (refuse_thousands(sheet, readings[chosen], words, diagnostics)) return std::nullopt;
  if (usable.empty()) {
    report_missing(sheet, readings[chosen], diagnostics);
    return std::nullopt;
  }
  auto columns = bind(sheet, std::move(readings[chosen]), diagnostics);
  if (!columns) return std::nullopt;
  return TrialBalanceSheet{&sheet, std::move(*columns)};
}

}  // namespace tieout::loading
