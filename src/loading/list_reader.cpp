#include "loading/list_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "loading/field.hpp"
#include "loading/heading.hpp"
#include "loading/value.hpp"
#include "loading/value_text.hpp"

namespace tieout::loading {

ListReader::ListReader(const std::string& path, const std::string& encoding, std::span<const ListColumn> columns,
                       Diagnostics& diagnostics)
    : path_(path), columns_(columns), diagnostics_(diagnostics), sheets_(open_sheets(path, encoding, diagnostics)) {}

bool ListReader::is_blank() const {
  return std::all_of(buffer_.cells.begin(), buffer_.cells.end(),
                     [](const SheetCell& cell) { return trimmed(cell.text).empty(); });
}

std::string_view ListReader::cell(std::size_t column) const {
  const auto place = places_[column];
  return place && *place < buffer_.cells.size() ? trimmed(buffer_.cells[*place].text) : std::string_view{};
}

SourceSpan ListReader::span(std::size_t column) const {
  SourceSpan span;
  span.file = path_;
  span.sheet = sheet().name;
  span.line = line();
  if (places_[column]) span.column = static_cast<std::uint32_t>(*places_[column] + 1);
  span.excerpt = std::string(cell(column));
  return span;
}

void ListReader::problem(std::size_t column, std::string code, Text message, Text help) {
  Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.span = span(column);
  diagnostic.message = std::move(message);
  diagnostic.help = std::move(help);
  diagnostics_.add(std::move(diagnostic));
}

std::string ListReader::needed(std::size_t column) {
  if (cell(column).empty()) {
    const std::string_view name = columns_[column].name;
    problem(column, "VALUE-MISSING", {fmt::format("缺少 `{}`", name), fmt::format("the row has no `{}`", name)},
            {"填写该栏。", "Fill in the column."});
  }
  return std::string(cell(column));
}

SourceSpan ListReader::heading_span(std::size_t place) const {
  SourceSpan span;
  span.file = path_;
  span.sheet = sheet().name;
  span.line = sheet().line_of(0);
  span.column = static_cast<std::uint32_t>(place + 1);
  span.excerpt = std::string(trimmed(buffer_.cells[place].text));
  return span;
}

// False where two columns have the same meaning.
bool ListReader::take_heading(std::size_t place, std::vector<std::size_t>& unknown) {
  const std::string_view heading = trimmed(buffer_.cells[place].text);
  const std::string plain = normalise_heading(heading);
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    if (plain != columns_[column].name && heading != columns_[column].zh) continue;
    if (!places_[column]) {
      places_[column] = place;
      return true;
    }
    diagnostics_.add({Severity::error,
                      "HEADING-DUPLICATE",
                      heading_span(place),
                      {fmt::format("栏目 `{}` 出现两次", columns_[column].name),
                       fmt::format("the column `{}` stands twice", columns_[column].name)},
                      {},
                      {"只保留一列。", "Keep one."}});
    return false;
  }
  if (!plain.empty()) unknown.push_back(place);
  return true;
}

// The name that no column has and that the heading nearly is: a letter or two apart, or in Chinese with a word more
// ("核销金额" for "核销"). Empty where there is none.
std::string ListReader::nearly(const std::string& heading) const {
  constexpr std::size_t kShort = 4, kChineseBytes = 6;
  std::vector<std::string> open;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    if (!places_[column]) open.emplace_back(columns_[column].name);
  }
  const std::string plain = normalise_heading(heading);
  if (std::string near = nearest(plain, open, plain.size() <= kShort ? 1 : 2); !near.empty()) return near;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    const std::string_view zh = columns_[column].zh;
    const bool within = plain.size() >= kChineseBytes && zh.size() >= kChineseBytes &&
                        (plain.find(zh) != std::string::npos || zh.find(plain) != std::string_view::npos);
    if (!places_[column] && within) return std::string(zh);
  }
  return {};
}

// False after an error: a heading that nearly is one that no column has.
bool ListReader::judge_unknown(const std::vector<std::size_t>& unknown) {
  std::vector<std::string> ignored;
  bool good = true;
  for (const std::size_t place : unknown) {
    const std::string heading(trimmed(buffer_.cells[place].text));
    const std::string near = nearly(heading);
    if (near.empty()) {
      ignored.push_back(heading);
      continue;
    }
    good = false;
    diagnostics_.add({Severity::error,
                      "HEADING-NEAR-MISS",
                      heading_span(place),
                      {fmt::format("列标题“{}”与“{}”只差一点", heading, near),
                       fmt::format("the heading \"{}\" is nearly \"{}\"", heading, near)},
                      {},
                      {fmt::format("改为“{}”；若是另一列，换一个名称。", near),
                       fmt::format("Write \"{}\"; if it is another column, give it another name.", near)}});
  }
  if (ignored.empty()) return good;
  SourceSpan span = heading_span(unknown.front());
  span.column = 0;
  span.excerpt.clear();
  diagnostics_.add({Severity::note,
                    "COLUMNS-IGNORED",
                    std::move(span),
                    {fmt::format("{} 列未使用：{}", ignored.size(), fmt::join(ignored, "、")),
                     fmt::format("{} columns are not used: {}", ignored.size(), fmt::join(ignored, ", "))},
                    {},
                    {}});
  return good;
}

bool ListReader::find_columns() {
  places_.assign(columns_.size(), std::nullopt);
  if (sheet().row_count() > 0) sheet().read_row(0, buffer_);
  std::vector<std::size_t> unknown;
  bool good = true;
  for (std::size_t place = 0; place < buffer_.cells.size(); ++place) good = take_heading(place, unknown) && good;
  if (!judge_unknown(unknown) || !good) return false;
  bool complete = true;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    if (places_[column] || !columns_[column].needed) continue;
    complete = false;
    Diagnostic diagnostic;
    diagnostic.code = "HEADING-MISSING";
    diagnostic.span.file = path_;
    diagnostic.span.line = 1;
    diagnostic.message = {fmt::format("首行没有栏目 `{}`（{}）", columns_[column].name, columns_[column].zh),
                          fmt::format("the first row has no column `{}`", columns_[column].name)};
    diagnostics_.add(std::move(diagnostic));
  }
  return complete;
}

}  // namespace tieout::loading
