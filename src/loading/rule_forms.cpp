#include "loading/rule_forms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace tieout::loading {

namespace {

using rules::FormAmount;
using rules::FormCheck;
using rules::FormColumn;
using rules::FormEdition;
using rules::FormRow;
using rules::FormTakes;
using rules::LossMatch;
using rules::PreferenceMatch;

// Forms rest on copies and inference more than statutes do, and say so.

class FormReader {
 public:
  FormReader(RuleReader& reader, const TomlNode& root, const rules::RuleBook& book)
      : reader_(reader), root_(root), book_(book) {}

  FormEdition read() {
    reader_.refuse_unknown_keys(
        root_, {"id", "form", "title", "from_year", "from_month", "through_year", "published", "cite", "verified",
                "note", "columns", "rows", "cells", "checks", "pointers", "by_position", "without_row"});
    form_.id = reader_.text(root_, "id");
    form_.form = reader_.text(root_, "form");
    form_.title = reader_.both_languages(root_, "title");
    form_.from_year = whole(root_, "from_year", true).value_or(0);
    form_.through_year = whole(root_, "through_year", false).value_or(form_.through_year);
    form_.from_month = whole(root_, "from_month", false).value_or(0);
    form_.published = reader_.date(root_, "published").value_or(Date{});
    if (const TomlNode* cite = reader_.member(root_, "cite", TomlKind::table)) {
      reader_.refuse_unknown_keys(*cite, {"source", "article"});
      form_.cite = {reader_.text(*cite, "source"), reader_.text(*cite, "article", false)};
    }
    form_.verified = evidence(root_, true);
    form_.note = reader_.text(root_, "note", false);
    form_.file = reader_.path();
    check_id();
    each("columns", [&](const TomlNode& item) { read_column(item); });
    each("rows", [&](const TomlNode& item) { read_row(item); });
    each("rows", [&](const TomlNode& item) { read_sums(item); });
    each(
        "cells", [&](const TomlNode& item) { read_cell(item); }, false);
    each(
        "checks", [&](const TomlNode& item) { read_check(item); }, false);
    each(
        "pointers", [&](const TomlNode& item) { read_pointer(item); }, false);
    each(
        "by_position", [&](const TomlNode& item) { read_by_position(item); }, false);
    form_.without_row = classes(root_, "without_row");
    check_placement();
    return std::move(form_);
  }

 private:
  template <typename Visit>
  void each(std::string_view key, const Visit& visit, bool required = true) {
    const TomlNode* list = reader_.member(root_, key, TomlKind::array, required);
    if (list == nullptr) return;
    for (const TomlNode& item : list->items) {
      if (item.kind == TomlKind::table) {
        visit(item);
      } else {
        reader_.problem("RULE-WRONG-TYPE", item,
                        {fmt::format("“{}”的每一项应为表", key), fmt::format("every item of '{}' is a table", key)});
      }
    }
  }

  std::string evidence(const TomlNode& table, bool required = false, std::string_view key = "verified") {
    return reader_.word(table, key, kEvidence, required);
  }

  std::optional<int> whole(const TomlNode& table, std::string_view key, bool required) {
    const TomlNode* node = reader_.member(table, key, TomlKind::integer, required);
    if (node == nullptr) return {};
    if (node->text.size() <= 8 && node->text.front() != '-') return std::stoi(node->text);
    reader_.problem("RULE-WRONG-TYPE", *node,
                    {fmt::format("“{}”超出范围", key), fmt::format("'{}' is out of range", key)});
    return {};
  }

  std::optional<Money> yuan(const TomlNode& table, std::string_view key) {
    const auto value = whole(table, key, false);
    if (!value) return {};
    return Money::from_fen(std::int64_t{*value} * 100);
  }

  void check_id() {
    const std::string expected = reader_.id();
    if (form_.id == expected && expected.ends_with("/" + form_.form + "/" + form_.name())) return;
    reader_.problem("RULE-ID-PATH", root_,
                    {fmt::format("id“{}”、表号或首个年度与文件路径不符", form_.id),
                     fmt::format("the id '{}', the form or the first year is not the file's path", form_.id)},
                    {fmt::format("应为“{}”。", expected), fmt::format("Write '{}'.", expected)});
  }

  std::vector<ClassId> classes(const TomlNode& table, std::string_view key) {
    std::vector<ClassId> result;
    for (const std::string& code : reader_.texts(table, key, false)) {
      const auto id = book_.classes.find(code);
      if (id && book_.classes.at(*id).code == code) {
        result.push_back(*id);
        continue;
      }
      reader_.problem("RULE-UNKNOWN-CLASS", table,
                      {fmt::format("没有类别“{}”", code), fmt::format("there is no class '{}'", code)},
                      {"类别代码见 rules/classes.toml。", "rules/classes.toml lists the class codes."});
    }
    return result;
  }

  template <typename Value, typename Parse>
  std::vector<Value> words(const TomlNode& table, std::string_view key, const Parse& parse) {
    std::vector<Value> result;
    for (const std::string& text : reader_.texts(table, key, false)) {
      if (const auto value = parse(text)) {
        result.push_back(*value);
      } else {
        unknown_word(table, key, text);
      }
    }
    return result;
  }

  void unknown_word(const TomlNode& place, std::string_view key, const std::string& text) {
    reader_.problem(
        "RULE-UNKNOWN-WORD", place,
        {fmt::format("“{}”不是“{}”可用的词", text, key), fmt::format("'{}' is not a word for '{}'", text, key)});
  }

  std::vector<PreferenceMatch> preferences(const TomlNode& table) {
    std::vector<PreferenceMatch> result;
    const TomlNode* list = reader_.member(table, "preferences", TomlKind::array, false);
    if (list == nullptr) return result;
    for (const TomlNode& item : list->items) {
      reader_.refuse_unknown_keys(
          item, {"elections", "grounds", "families", "classes", "unit_cost_above", "unit_cost_at_most", "books"});
      PreferenceMatch match;
      match.elections = reader_.texts(item, "elections");
      match.grounds = reader_.texts(item, "grounds", false);
      match.families = words<Family>(item, "families", parse_family);
      match.classes = classes(item, "classes");
      match.unit_cost_above = yuan(item, "unit_cost_above");
      match.unit_cost_at_most = yuan(item, "unit_cost_at_most");
      const std::string books = reader_.word(item, "books", {"alike", "apart"}, false);
      if (!books.empty()) match.books_alike = books == "alike";
      check_elections(item, match.elections);
      result.push_back(std::move(match));
    }
    return result;
  }

  void check_elections(const TomlNode& place, const std::vector<std::string>& codes) {
    for (const std::string& code : codes) {
      const bool known = std::any_of(book_.parameters.begin(), book_.parameters.end(), [&](const auto& parameter) {
        return parameter.id.ends_with("/election/" + code);
      });
      if (known) continue;
      reader_.problem("RULE-UNKNOWN-ELECTION", place,
                      {fmt::format("没有优惠选择“{}”", code), fmt::format("there is no election '{}'", code)},
                      {"优惠选择是 election/ 下的文件名。", "Elections are the files below election/."});
    }
  }

  void read_column(const TomlNode& item) {
    reader_.refuse_unknown_keys(
        item, {"number", "label", "group", "amount", "elected", "classes", "preferences", "letters", "verified"});
    FormColumn column;
    column.number = reader_.text(item, "number");
    column.label = reader_.both_languages(item, "label");
    column.group = reader_.both_languages(item, "group", false);
    const std::string amount = reader_.text(item, "amount");
    if (const auto parsed = rules::parse_form_amount(amount)) {
      column.amount = *parsed;
    } else {
      unknown_word(item, "amount", amount);
    }
    const std::string elected = reader_.word(item, "elected", {"yes", "no"}, false);
    if (elected == "yes") column.elected = rules::FormElected::yes;
    if (elected == "no") column.elected = rules::FormElected::no;
    column.classes = classes(item, "classes");
    column.preferences = preferences(item);
    if (const TomlNode* letters = reader_.member(item, "letters", TomlKind::table, false)) {
      constexpr std::array<std::string_view, 4> kReasons{"life", "method", "basis", "impairment"};
      reader_.refuse_unknown_keys(*letters, {kReasons.begin(), kReasons.end()});
      for (std::size_t i = 0; i < kReasons.size(); ++i) column.letters[i] = reader_.text(*letters, kReasons[i], false);
    }
    column.verified = evidence(item);
    if (form_.find_column(column.number)) duplicate(item, "栏", "column", column.number);
    form_.columns.push_back(std::move(column));
  }

  void duplicate(const TomlNode& place, const char* zh, const char* en, const std::string& number) {
    reader_.problem("FORM-NUMBER-TWICE", place,
                    {fmt::format("{}次 {} 出现两次", zh, number), fmt::format("{} {} stands twice", en, number)},
                    {"行次和栏次在一张表内各不相同。", "Rows and columns of a form have numbers of their own."});
  }

  void read_row(const TomlNode& item) {
    reader_.refuse_unknown_keys(
        item, {"number", "label", "indent", "sum", "sum_by_column", "classes", "classes_inferred", "preferences",
               "losses", "of_which", "takes", "named", "general", "closed", "verified", "sum_verified"});
    FormRow row;
    row.number = reader_.text(item, "number");
    row.label = reader_.both_languages(item, "label");
    row.indent = whole(item, "indent", false).value_or(0);
    row.classes = classes(item, "classes");
    row.classes_inferred = classes(item, "classes_inferred");
    row.classes.insert(row.classes.end(), row.classes_inferred.begin(), row.classes_inferred.end());
    row.preferences = preferences(item);
    read_losses(item, row);
    read_of_which(item, row);
    row.takes = takes(item);
    row.named = reader_.flag(item, "named", false);
    row.general_of_one_month = reader_.word(item, "general", {"one-month"}, false) == "one-month";
    row.closed.assign(form_.columns.size(), false);
    for (const std::string& number : reader_.texts(item, "closed", false)) {
      if (const auto column = find_column(item, number)) row.closed[*column] = true;
    }
    row.verified = evidence(item);
    row.sum_verified = evidence(item, false, "sum_verified");
    row.line = item.line;
    if (form_.find_row(row.number)) duplicate(item, "行", "row", row.number);
    form_.rows.push_back(std::move(row));
  }

  void read_losses(const TomlNode& item, FormRow& row) {
    const TomlNode* node = reader_.member(item, "losses", TomlKind::table, false);
    if (node == nullptr) return;
    reader_.refuse_unknown_keys(*node, {"classes", "kinds", "worn_out", "rest"});
    LossMatch match;
    match.classes = classes(*node, "classes");
    match.kinds = words<DisposalKind>(*node, "kinds", parse_disposal_kind);
    match.worn_out = reader_.flag(*node, "worn_out", false);
    match.rest = reader_.flag(*node, "rest", false);
    row.losses = std::move(match);
  }

  void read_of_which(const TomlNode& item, FormRow& row) {
    const std::string text = reader_.text(item, "of_which", false);
    if (text.empty()) return;
    const std::size_t colon = text.find(':');
    row.of_which_form = colon == std::string::npos ? form_.form : text.substr(0, colon);
    row.of_which_row = colon == std::string::npos ? text : text.substr(colon + 1);
  }

  FormTakes takes(const TomlNode& item) {
    static const std::map<std::string, FormTakes> kWords = {{"charges", FormTakes::charges},
                                                            {"provisions", FormTakes::provisions},
                                                            {"losses", FormTakes::losses},
                                                            {"other-disposals", FormTakes::other_disposals},
                                                            {"fair-value", FormTakes::fair_value}};
    const std::string word =
        reader_.word(item, "takes", {"charges", "provisions", "losses", "other-disposals", "fair-value"}, false);
    const auto found = kWords.find(word);
    return found == kWords.end() ? FormTakes::nothing : found->second;
  }

  std::optional<std::size_t> find_column(const TomlNode& place, const std::string& number) {
    const auto column = form_.find_column(number);
    if (!column) unknown_cell(place, "栏", "column", number);
    return column;
  }

  std::optional<std::size_t> find_row(const TomlNode& place, const std::string& number) {
    const auto row = form_.find_row(number);
    if (!row) unknown_cell(place, "行", "row", number);
    return row;
  }

  void unknown_cell(const TomlNode& place, const char* zh, const char* en, const std::string& number) {
    reader_.problem("FORM-CELL-UNKNOWN", place,
                    {fmt::format("本表没有{}次 {}", zh, number), fmt::format("the form has no {} {}", en, number)},
                    {"更正行次或栏次。", "Correct the row or the column."});
  }

  std::vector<std::size_t> row_list(const TomlNode& item, std::string_view key) {
    std::vector<std::size_t> result;
    for (const std::string& number : reader_.texts(item, key, false)) {
      if (const auto row = find_row(item, number)) result.push_back(*row);
    }
    return result;
  }

  // In a second pass: a total may stand above the rows that it adds up.
  void read_sums(const TomlNode& item) {
    const TomlNode* number = item.find("number");
    const auto index = number == nullptr ? std::nullopt : form_.find_row(number->text);
    if (!index) return;
    FormRow& row = form_.rows[*index];
    row.sum = row_list(item, "sum");
    const TomlNode* by_column = reader_.member(item, "sum_by_column", TomlKind::table, false);
    if (by_column == nullptr) return;
    for (const TomlMember& member : by_column->members) {
      if (const auto column = find_column(item, member.key)) {
        row.sum_by_column.emplace_back(*column, row_list(*by_column, member.key));
      }
    }
  }

  void read_cell(const TomlNode& item) {
    reader_.refuse_unknown_keys(item, {"row", "columns", "verified", "note"});
    rules::FormCellNote note;
    const auto row = find_row(item, reader_.text(item, "row"));
    for (const std::string& number : reader_.texts(item, "columns")) {
      if (const auto column = find_column(item, number)) note.columns.push_back(*column);
    }
    note.verified = evidence(item, true);
    note.note = reader_.text(item, "note", false);
    if (!row) return;
    note.row = *row;
    form_.cell_notes.push_back(std::move(note));
  }

  void read_check(const TomlNode& item) {
    reader_.refuse_unknown_keys(item, {"id", "left", "is", "right", "verified", "rows"});
    FormCheck check;
    check.id = reader_.text(item, "id");
    check.relation = reader_.word(item, "is", {"equal", "at-least"}, false) == "at-least"
                         ? rules::FormRelation::at_least
                         : rules::FormRelation::equal;
    check.preference_rows_only = reader_.word(item, "rows", {"preferences"}, false) == "preferences";
    check.verified = evidence(item, true);
    check.line = item.line;
    const std::string left = reader_.text(item, "left");
    const std::string right = reader_.text(item, "right");
    auto parsed_left = parse_form_expression(left);
    auto parsed_right = parse_form_expression(right);
    if (!parsed_left || !parsed_right) {
      const std::string& text = parsed_left ? right : left;
      reader_.problem("RULE-WRONG-TYPE", item,
                      {fmt::format("公式“{}”无法读取", text), fmt::format("the formula '{}' cannot be read", text)},
                      {"写法如 \"*:9\"、\"positive(27:9)\"、\"A105000:32:1\"。",
                       "Write it like \"*:9\", \"positive(27:9)\", \"A105000:32:1\"."});
      return;
    }
    check.left = std::move(*parsed_left);
    check.right = std::move(*parsed_right);
    form_.checks.push_back(std::move(check));
  }

  void read_pointer(const TomlNode& item) {
    reader_.refuse_unknown_keys(item, {"takes", "elections", "form", "row", "label", "verified"});
    rules::FormPointer pointer;
    pointer.permanent = reader_.word(item, "takes", {"permanent", "outside"}) == "permanent";
    pointer.elections = reader_.texts(item, "elections", false);
    pointer.form = reader_.text(item, "form");
    pointer.row = reader_.text(item, "row", false);
    pointer.label = reader_.both_languages(item, "label");
    pointer.verified = evidence(item);
    check_elections(item, pointer.elections);
    form_.pointers.push_back(std::move(pointer));
  }

  void read_by_position(const TomlNode& item) {
    reader_.refuse_unknown_keys(item, {"position", "option", "classes", "row"});
    rules::FormByPosition entry;
    entry.position = reader_.text(item, "position");
    entry.option = reader_.text(item, "option");
    entry.classes = classes(item, "classes");
    const auto& known = rules::option_codes(entry.position);
    if (std::find(known.begin(), known.end(), entry.option) == known.end()) {
      unknown_word(item, "option", entry.option);
    }
    if (const auto row = find_row(item, reader_.text(item, "row"))) {
      entry.row = *row;
      form_.by_position.push_back(std::move(entry));
    }
  }

  // Where a form has rows for classes, each class has exactly one, or one by position.
  void check_placement() {
    std::vector<int> rows(book_.classes.size(), 0);
    bool any = false;
    for (const FormRow& row : form_.rows) {
      for (const ClassId id : row.classes) ++rows[id.index], any = true;
    }
    for (const rules::FormByPosition& entry : form_.by_position) {
      for (const ClassId id : entry.classes) ++rows[id.index];
    }
    for (const ClassId id : form_.without_row) ++rows[id.index];
    for (std::size_t i = 0; any && i < rows.size(); ++i) {
      if (rows[i] == 1) continue;
      const std::string& code = book_.classes.all()[i].code;
      reader_.problem(
          "FORM-CLASS-ROWS", root_,
          {fmt::format("类别“{}”在本表有 {} 行", code, rows[i]),
           fmt::format("the class '{}' has {} rows in this form", code, rows[i])},
          {"每个类别恰有一行(classes),或由立场决定(by_position),或列入 without_row。",
           "Give each class exactly one row (classes), one by position (by_position), or name it in without_row."});
    }
  }

  RuleReader& reader_;
  const TomlNode& root_;
  const rules::RuleBook& book_;
  FormEdition form_;
};

}  // namespace

rules::FormEdition read_form(RuleReader& reader, const TomlNode& root, const rules::RuleBook& book) {
  return FormReader(reader, root, book).read();
}

}  // namespace tieout::loading
