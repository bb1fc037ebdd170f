#include "loading/record_problem.hpp"

#include <fmt/format.h>

namespace tieout::loading {

namespace {

// Wording of a value error; {0} is the field's name, {1} the cell.
struct Wording {
  ValueError error;
  std::string_view code;
  std::string_view zh, en;
  std::string_view help_zh, help_en;
};

constexpr Wording kWordings[] = {
    {ValueError::error_cell, "CELL-ERROR", "`{0}` 是电子表格的错误值 {1}", "`{0}` holds the spreadsheet error {1}",
     "在原表中修正公式后重新导出。", "Mend the formula in the spreadsheet and export again."},
    {ValueError::not_a_date, "DATE-UNREADABLE", "`{0}` 的 {1} 不是日期", "`{0}`: {1} is not a date",
     "写成 2024-03-15、2024/3/15、20240315 或 2024年3月15日。",
     "Write 2024-03-15, 2024/3/15, 20240315 or 2024年3月15日."},
    {ValueError::date_impossible, "DATE-IMPOSSIBLE", "`{0}` 的 {1}：日历上没有这一天(年份须在 1900 至 2999 之间)",
     "`{0}`: there is no day {1} in the calendar (years 1900 to 2999)", "核对年、月、日。",
     "Check year, month and day."},
    {ValueError::date_ambiguous, "DATE-AMBIGUOUS", "`{0}` 的 {1} 有多种读法",
     "`{0}`: {1} can be read in more than one way", "年份写四位并放在最前:2024-03-15。",
     "Put a year of four digits first: 2024-03-15."},
    {ValueError::not_an_amount, "AMOUNT-UNREADABLE", "`{0}` 的 {1} 不是金额", "`{0}`: {1} is not an amount",
     "以元为单位书写:1234.50、1,234.50 或 (1,234.50);没有金额时留空。",
     "Write yuan: 1234.50, 1,234.50 or (1,234.50); leave the cell empty where there is no amount."},
    {ValueError::amount_decimals, "AMOUNT-DECIMALS", "`{0}` 的 {1} 超过两位小数",
     "`{0}`: {1} has more than two decimals", "金额精确到分，请在来源系统中先行取整。",
     "Amounts are exact to the fen (two decimals): round in the system they come from."},
    {ValueError::amount_grouping, "AMOUNT-GROUPING", "`{0}` 的 {1} 千分位位置不对",
     "`{0}`: the thousands separators of {1} are misplaced", "写成 1,234,567.89 或 1234567.89。",
     "Write 1,234,567.89 or 1234567.89."},
    {ValueError::amount_overflow, "AMOUNT-OVERFLOW", "`{0}` 的 {1} 太大，金额须小于 10 万亿元",
     "`{0}`: {1} is too large; amounts stay below 10,000,000,000,000 yuan", "检查单位和位数。",
     "Check the unit and the number of digits."},
    {ValueError::amount_unit, "AMOUNT-UNIT", "`{0}` 的 {1} 不以元为单位", "`{0}`: {1} is not in yuan",
     "以元为单位导出金额。", "Export amounts in yuan."},
    {ValueError::foreign_currency, "CURRENCY", "`{0}` 的 {1} 不是人民币", "`{0}`: {1} is not in CNY",
     "只处理人民币金额，请用记账本位币金额导出。",
     "Only CNY is handled: export the amounts in the currency of account."},
    {ValueError::not_a_rate, "RATE-UNREADABLE", "`{0}` 的 {1} 不是比率", "`{0}`: {1} is not a rate",
     "写成 5% 或 0.05。", "Write 5% or 0.05."},
    {ValueError::rate_ambiguous, "RATE-AMBIGUOUS", "`{0}` 的 {1}：可能是百分之 {1}，也可能是 {1} 倍",
     "`{0}`: {1} may mean {1} per cent or {1} times the whole", "写成 5% 或 0.05，或在列标题后注明 (%)。",
     "Write 5% or 0.05, or put (%) behind the heading."},
    {ValueError::rate_range, "RATE-RANGE", "`{0}` 的 {1} 超出范围", "`{0}`: {1} is out of range",
     "比率须在 0 与上限之间，如 5%。", "A rate lies between 0 and its upper limit, such as 5%."},
    {ValueError::not_a_fraction, "FRACTION-UNREADABLE", "`{0}` 的 {1} 不是份额", "`{0}`: {1} is not a fraction",
     "写成 1/3、0.25 或 25%。", "Write 1/3, 0.25 or 25%."},
    {ValueError::fraction_range, "FRACTION-RANGE", "`{0}` 的 {1} 不在 0 到 1 之间", "`{0}`: {1} is not between 0 and 1",
     "写成 1/3、0.25 或 25%。", "Write 1/3, 0.25 or 25%."},
    {ValueError::not_a_number, "NUMBER-UNREADABLE", "`{0}` 的 {1} 不是数字", "`{0}`: {1} is not a number",
     "写成 120 这样的数字。", "Write a number such as 120."},
    {ValueError::number_negative, "NUMBER-NEGATIVE", "`{0}` 的 {1} 小于零", "`{0}`: {1} is below zero",
     "该数不得小于零。", "This number cannot be below zero."},
    {ValueError::not_whole, "NUMBER-FRACTIONAL", "`{0}` 的 {1} 不是整数(月)",
     "`{0}`: {1} is not a whole number (of months)", "写成整月数，如 120。", "Write whole months, such as 120."},
    {ValueError::life_not_positive, "LIFE-NOT-POSITIVE", "`{0}` 的 {1}：使用期限须大于零",
     "`{0}`: {1} is no life; it must be above zero", "填写总月数；不计提折旧的资产请将折旧方法写为 none 并留空年限。",
     "Write the total of months; for an asset that is never charged state the method none and leave the life empty."},
    {ValueError::life_too_long, "LIFE-TOO-LONG", "`{0}` 的 {1} 超过 1200 个月", "`{0}`: {1} is longer than 1200 months",
     "检查单位是年还是月。", "Check whether the unit is years or months."},
};

// What the XLSX reader gives for a formula whose result the file does not hold.
constexpr std::string_view kFormulaWithoutValue = "#NO-VALUE!";

CellProblem formula_problem(const FieldSpec& field) {
  return {
      "XLSX-FORMULA-NO-VALUE",
      {fmt::format("`{}` 是没有结果的公式", field.name),
       fmt::format("`{}` is a formula without its result", field.name)},
      {"在表格软件中打开、重新计算并保存。", "Open the file in a spreadsheet program, let it calculate and save it."}};
}

Diagnostic at_node(std::string code, const std::string& file, const TomlNode& node) {
  Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.span.file = file;
  diagnostic.span.line = node.line;
  diagnostic.span.column = node.column;
  diagnostic.span.excerpt = node.text;
  return diagnostic;
}

}  // namespace

std::string quoted_list(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "`" : ", `") + word + "`";
  return text;
}

CellProblem value_problem(ValueError error, const FieldSpec& field, std::string_view text) {
  if (text == kFormulaWithoutValue) return formula_problem(field);
  const std::string quoted = fmt::format("\"{}\"", text);
  for (const Wording& wording : kWordings) {
    if (wording.error != error) continue;
    const std::string_view cell =
        error == ValueError::rate_ambiguous || error == ValueError::error_cell ? text : quoted;
    return {std::string(wording.code),
            {fmt::format(fmt::runtime(wording.zh), field.name, cell),
             fmt::format(fmt::runtime(wording.en), field.name, cell)},
            {std::string(wording.help_zh), std::string(wording.help_en)}};
  }
  return {};
}

CellProblem word_problem(const FieldSpec& field, std::string_view text, const WordBook& words) {
  CellProblem problem{unknown_word_code(field.kind),
                      {fmt::format("`{}` 中不认识的词 \"{}\"", field.name, text),
                       fmt::format("`{}`: unknown word \"{}\"", field.name, text)},
                      {}};
  const auto near = words.near(field.kind, text);
  const std::string all = quoted_list(words.canonical(field.kind));
  if (!near.empty()) {
    problem.help = {fmt::format("是否为 {}？可用：{}。", quoted_list(near), all),
                    fmt::format("Did you mean {}? Known are {}.", quoted_list(near), all)};
  } else {
    problem.help = {fmt::format("可用：{}。", all), fmt::format("Known are {}.", all)};
  }
  return problem;
}

CellProblem toml_problem(TomlKind kind, const FieldSpec& field, std::string_view text) {
  if (kind == TomlKind::floating) {
    return {"TOML-FLOAT",
            {fmt::format("`{}` 的 {} 是二进制浮点数", field.name, text),
             fmt::format("`{}`: {} is a binary floating-point number", field.name, text)},
            {fmt::format("加上引号，写成 \"{}\"：金额和比率不经过浮点数。", text),
             fmt::format("Quote it, \"{}\": amounts and rates never pass through floating point.", text)}};
  }
  return {"TOML-KIND",
          {fmt::format("`{}` 不能是这种 TOML 值：{}", field.name, text),
           fmt::format("`{}` cannot be this kind of TOML value: {}", field.name, text)},
          {"写成带引号的文字、整数或日期。", "Write a quoted text, an integer or a date."}};
}

Diagnostic unknown_key(const std::string& file, const TomlNode& node, std::string_view key,
                       const std::vector<std::string>& known) {
  Diagnostic diagnostic = at_node("UNKNOWN-KEY", file, node);
  diagnostic.span.excerpt = std::string(key);
  diagnostic.message = {fmt::format("不认识的键 `{}`", key), fmt::format("unknown key `{}`", key)};
  const std::string near = nearest(key, known, 2);
  if (!near.empty()) {
    diagnostic.help = {fmt::format("是否为 `{}`？", near), fmt::format("Did you mean `{}`?", near)};
  } else {
    diagnostic.help = {fmt::format("可用的键：{}。", quoted_list(known)),
                       fmt::format("Known keys are {}.", quoted_list(known))};
  }
  return diagnostic;
}

Diagnostic repeated_key(const std::string& file, const TomlNode& node, std::string_view key) {
  Diagnostic diagnostic = at_node("KEY-REPEATED", file, node);
  diagnostic.message = {fmt::format("`{}` 写了两次", key), fmt::format("`{}` is stated twice", key)};
  diagnostic.help = {"只保留一个。", "Keep one of them."};
  return diagnostic;
}

Diagnostic mapping_shape(const std::string& file, const TomlNode& node, std::string_view key) {
  Diagnostic diagnostic = at_node("MAPPING-SHAPE", file, node);
  diagnostic.message = {fmt::format("`{}` 须写成对方的列标题", key), fmt::format("`{}` must name their heading", key)};
  diagnostic.help = {
      fmt::format(
          "写成 {0} = \"列标题\"、{0} = {{ heading = \"列标题\", unit = \"年\" }} 或 {0} = {{ value = \"…\" }}。", key),
      fmt::format(
          "Write {0} = \"their heading\", {0} = {{ heading = \"their heading\", unit = \"年\" }} or {0} = {{ value = "
          "\"…\" }}.",
          key)};
  return diagnostic;
}

}  // namespace tieout::loading
