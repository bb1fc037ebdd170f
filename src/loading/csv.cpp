#include "loading/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace tieout::loading {

namespace {

constexpr std::size_t quote_errors_shown = 20;   // one forgotten quote can spoil every row after it
constexpr std::size_t separator_sample = 65536;  // bytes looked at to choose the separator

struct Dialect {
  char separator = ',';
  char newline = '\n';
  bool quotes = false;  // whether the file has a quote at all
};

std::size_t find_byte(std::string_view text, char wanted, std::size_t from) {
  if (from >= text.size()) return text.size();
  const void* found = std::memchr(text.data() + from, wanted, text.size() - from);
  return found == nullptr ? text.size() : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

// The separator that stands on the most lines of the sample, outside quotes; the comma where it is as good. Counting
// lines, not occurrences, keeps a tab file whose title has commas, and a comma file whose codes end in tabs.
char separator_of(std::string_view text) {
  constexpr std::string_view candidates = ",\t;";
  std::array<std::size_t, candidates.size()> lines{};
  std::array<bool, candidates.size()> seen{};
  bool quoted = false;
  auto end_line = [&] {
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i] += seen[i] ? 1U : 0U;
    seen.fill(false);
  };
  for (const char c : text.substr(0, separator_sample)) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') end_line();
    if (const std::size_t which = candidates.find(c); which != std::string_view::npos) seen[which] = true;
  }
  end_line();
  return candidates[static_cast<std::size_t>(std::max_element(lines.begin(), lines.end()) - lines.begin())];
}

Dialect dialect_of(std::string_view text) {
  const bool lone_returns = find_byte(text, '\n', 0) == text.size() && find_byte(text, '\r', 0) < text.size();
  return {separator_of(text), lone_returns ? '\r' : '\n', find_byte(text, '"', 0) < text.size()};
}

// High bit set in each byte of `word` that equals `wanted`, exactly (no carries between bytes).
std::uint64_t equal_bytes(std::uint64_t word, std::uint64_t wanted) {
  constexpr std::uint64_t low_seven = 0x7F7F7F7F7F7F7F7FU;
  const std::uint64_t x = word ^ wanted;
  return ~(((x & low_seven) + low_seven) | x | low_seven);
}

// Splits a row without quotes. Eight bytes at a time: a ledger's cells are short, so a call per cell would cost
// more than the search.
void split_plain(std::string_view row, char separator, std::vector<SheetCell>& cells) {
  const std::uint64_t wanted = 0x0101010101010101U * static_cast<std::uint8_t>(separator);
  std::size_t start = 0;
  std::size_t at = 0;
  auto close = [&](std::size_t end) {
    cells.push_back({row.substr(start, end - start), CellType::text});
    start = end + 1;
  };
  if constexpr (std::endian::native == std::endian::little) {
    for (; at + 8 <= row.size(); at += 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, row.data() + at, 8);
      for (std::uint64_t hits = equal_bytes(word, wanted); hits != 0; hits &= hits - 1) {
        close(at + static_cast<std::size_t>(std::countr_zero(hits)) / 8);
      }
    }
  }
  for (; at < row.size(); ++at) {
    if (row[at] == separator) close(at);
  }
  close(row.size());
}

// Where the quoted cell opened at `open` ends: the offset after its closing quote, or npos when it never closes.
std::size_t after_quoted(std::string_view text, std::size_t open) {
  std::size_t at = open + 1;
  while (true) {
    at = find_byte(text, '"', at);
    if (at == text.size()) return std::string_view::npos;
    if (at + 1 < text.size() && text[at + 1] == '"') {
      at += 2;
      continue;
    }
    return at + 1;
  }
}

// The cell's text from what stands between its quotes; copied only where a doubled quote makes it differ.
std::string_view unquote(std::string_view raw, char*& scratch) {
  if (raw.find('"') == std::string_view::npos) return raw;
  char* const start = scratch;
  for (std::size_t at = 0; at < raw.size(); ++at) {
    *scratch++ = raw[at];
    if (raw[at] == '"') ++at;
  }
  return {start, static_cast<std::size_t>(scratch - start)};
}

// Splits a row that holds quotes and was found well-formed when indexed.
void split_quoted(std::string_view row, char separator, RowBuffer& buffer) {
  if (buffer.scratch.size() < row.size()) buffer.scratch.resize(row.size());
  char* scratch = buffer.scratch.data();
  std::size_t at = 0;
  while (true) {
    if (at < row.size() && row[at] == '"') {
      const std::size_t after = after_quoted(row, at);
      buffer.cells.push_back({unquote(row.substr(at + 1, after - at - 2), scratch), CellType::text});
      at = after;
    } else {
      const std::size_t end = find_byte(row, separator, at);
      buffer.cells.push_back({row.substr(at, end - at), CellType::text});
      at = end;
    }
    if (at >= row.size()) return;
    ++at;  // the separator
  }
}

class CsvSheet final : public Sheet {
 public:
  // From row `row` on, lines run `lines` ahead of rows.
  struct Shift {
    std::size_t row;
    std::uint32_t lines;
  };

  CsvSheet(Bytes text, Dialect dialect, std::vector<std::uint64_t> starts, std::vector<Shift> shifts)
      : text_(std::move(text)), dialect_(dialect), starts_(std::move(starts)), shifts_(std::move(shifts)) {}

  std::size_t row_count() const override { return starts_.size() - 1; }

  void read_row(std::size_t index, RowBuffer& buffer) const override {
    buffer.cells.clear();
    const std::string_view row = row_text(index);
    if (row.empty()) return;
    if (dialect_.quotes && row.find('"') != std::string_view::npos) {
      split_quoted(row, dialect_.separator, buffer);
    } else {
      split_plain(row, dialect_.separator, buffer.cells);
    }
  }

  std::uint32_t line_of(std::size_t index) const override {
    const auto after = std::upper_bound(shifts_.begin(), shifts_.end(), index,
                                        [](std::size_t row, const Shift& shift) { return row < shift.row; });
    const std::uint32_t shift = after == shifts_.begin() ? 0 : std::prev(after)->lines;
    return static_cast<std::uint32_t>(index) + 1 + shift;
  }

 private:
  std::string_view row_text(std::size_t index) const {
    std::string_view row = text_.view().substr(starts_[index], starts_[index + 1] - starts_[index]);
    if (!row.empty() && row.back() == dialect_.newline) row.remove_suffix(1);
    while (!row.empty() && row.back() == '\r') row.remove_suffix(1);
    return row;
  }

  Bytes text_;
  Dialect dialect_;
  std::vector<std::uint64_t> starts_;  // of each row, then the end of the text
  std::vector<Shift> shifts_;
};

// Finds the rows. Rows without a quote are one memchr each; only rows with one are walked cell by cell.
class RowIndexer {
 public:
  RowIndexer(std::string_view text, Dialect dialect, const std::string& file, Diagnostics& diagnostics)
      : text_(text), dialect_(dialect), file_(file), diagnostics_(diagnostics) {}

  // False after an error.
  bool run() {
    starts.reserve(expected_rows());
    std::size_t next_quote = dialect_.quotes ? find_byte(text_, '"', 0) : text_.size();
    std::size_t at = 0;
    while (at < text_.size()) {
      starts.push_back(at);
      std::size_t end = find_byte(text_, dialect_.newline, at);
      if (next_quote < at) next_quote = find_byte(text_, '"', at);
      if (next_quote < end) end = walk_row(at);
      at = end + 1;
      ++line_;
    }
    starts.push_back(text_.size());
    summarize();
    return errors_ == 0;
  }

  std::vector<std::uint64_t> starts;
  std::vector<CsvSheet::Shift> shifts;

 private:
  std::size_t expected_rows() const {
    const std::string_view sample = text_.substr(0, separator_sample);
    const auto lines = static_cast<std::size_t>(std::count(sample.begin(), sample.end(), dialect_.newline)) + 2;
    return text_.size() / std::max<std::size_t>(sample.size(), 1) * lines + lines;
  }

  // Walks the row at `start` with its quotes; returns the offset of its line end.
  std::size_t walk_row(std::size_t start) {
    row_start_ = start;
    const std::uint32_t first_line = line_;
    std::size_t at = start;
    while (true) {
      at = text_[at] == '"' ? walk_quoted(at) : walk_unquoted(at);
      if (at >= text_.size() || text_[at] == dialect_.newline) break;
      ++at;  // the separator
      if (at >= text_.size()) break;
    }
    if (line_ != first_line) shifts.push_back({starts.size(), line_ - static_cast<std::uint32_t>(starts.size())});
    return at;
  }

  bool ends_cell(std::size_t at) const {
    while (at < text_.size() && text_[at] == '\r' && dialect_.newline != '\r') ++at;
    return at >= text_.size() || text_[at] == dialect_.newline;
  }

  std::size_t cell_end(std::size_t at) const {
    while (at < text_.size() && text_[at] != dialect_.separator && text_[at] != dialect_.newline) ++at;
    return at;
  }

  std::size_t walk_quoted(std::size_t open) {
    const std::size_t after = after_quoted(text_, open);
    if (after == std::string_view::npos) {
      error(open, {"此处的引号没有配对的结束引号", "the quote opened here is never closed"},
            {"请补上结束引号；单元格内的引号要写成两个。", "Close the quote; a quote inside a cell is written twice."});
      return text_.size();
    }
    if (after < text_.size() && text_[after] != dialect_.separator && !ends_cell(after)) {
      error(after, {"结束引号之后还有文字", "there is text after the closing quote"},
            {"单元格内的引号要写成两个，结束引号之后只能是分隔符或行尾。",
             "A quote inside a cell is written twice; after the closing quote only a separator or the line's end may "
             "stand."});
    }
    line_ +=
        static_cast<std::uint32_t>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(open),
                                              text_.begin() + static_cast<std::ptrdiff_t>(after), dialect_.newline));
    return ends_cell(after) ? find_byte(text_, dialect_.newline, after) : cell_end(after);
  }

  std::size_t walk_unquoted(std::size_t at) {
    const std::size_t end = cell_end(at);
    const std::string_view cell = text_.substr(at, end - at);
    const std::size_t quote = cell.find('"');
    if (quote == std::string_view::npos) return end;
    // Blanks before a quote: did the writer mean to quote, and is a separator inside the quotes text? Not guessed.
    if (cell.find_first_not_of(" \t") == quote) {
      error(
          at + quote,
          {"引号之前有空格，无法判断单元格是否加了引号", "blanks before the quote: the cell may or may not be quoted"},
          {"请删去引号前的空格。", "Remove the blanks before the quote."});
    } else if (stray_quotes_++ == 0) {
      stray_place_ = span_at(at + quote);
    }
    return end;
  }

  SourceSpan span_at(std::size_t offset) const {
    const std::string_view before = text_.substr(0, offset);
    const std::size_t line_break = before.rfind(dialect_.newline);
    const std::size_t line_start = line_break == std::string_view::npos ? 0 : line_break + 1;
    const auto inside = text_.substr(row_start_, offset - row_start_);
    const auto breaks = static_cast<std::uint32_t>(std::count(inside.begin(), inside.end(), dialect_.newline));
    const std::string_view line = text_.substr(line_start, find_byte(text_, dialect_.newline, offset) - line_start);
    const std::uint32_t line_number = static_cast<std::uint32_t>(starts.size()) + earlier_shift() + breaks;
    return {file_, "", line_number, characters(before.substr(line_start)) + 1, clipped(line)};
  }

  std::uint32_t earlier_shift() const { return shifts.empty() ? 0 : shifts.back().lines; }

  static bool starts_character(char c) { return (static_cast<std::uint8_t>(c) & 0xC0U) != 0x80U; }

  static std::uint32_t characters(std::string_view text) {
    return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), starts_character));
  }

  static std::string clipped(std::string_view line) {
    while (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    std::size_t end = std::min<std::size_t>(line.size(), 160);
    while (end < line.size() && !starts_character(line[end])) --end;
    return std::string(line.substr(0, end)) + (end < line.size() ? "…" : "");
  }

  void error(std::size_t offset, Text message, Text help) {
    if (++errors_ > quote_errors_shown) return;
    diagnostics_.add({Severity::error, "CSV-QUOTE", span_at(offset), std::move(message), {}, std::move(help)});
  }

  void summarize() {
    if (errors_ > quote_errors_shown) {
      const std::size_t more = errors_ - quote_errors_shown;
      diagnostics_.add({Severity::error,
                        "CSV-QUOTE",
                        {file_, "", 0, 0, ""},
                        {fmt::format("另有 {} 处引号错误未列出", more),
                         fmt::format("{} more faults of quoting are not listed", more)},
                        {},
                        {"多半是前面某处漏写了引号。", "Most often one quote is missing further up."}});
    }
    if (stray_quotes_ == 0 || errors_ > 0) return;  // beside faults it says nothing reliable
    diagnostics_.add({Severity::warning,
                      "CSV-STRAY-QUOTE",
                      stray_place_,
                      {fmt::format("未加引号的单元格内有引号，已按原样读取（共 {} 处）", stray_quotes_),
                       fmt::format("a quote inside an unquoted cell was read as it stands ({} in all)", stray_quotes_)},
                      {},
                      {"规范的写法是整格加引号，其中的引号写成两个。",
                       "The proper form is to quote the cell and write the quote inside it twice."}});
  }

  std::string_view text_;
  Dialect dialect_;
  const std::string& file_;
  Diagnostics& diagnostics_;
  std::uint32_t line_ = 1;
  std::size_t row_start_ = 0;
  std::size_t errors_ = 0;
  std::size_t stray_quotes_ = 0;
  SourceSpan stray_place_;
};

}  // namespace

std::unique_ptr<Sheet> read_csv(DecodedText decoded, const std::string& file, Diagnostics& diagnostics) {
  const std::string_view text = decoded.text.view();
  const Dialect dialect = dialect_of(text);
  RowIndexer indexer(text, dialect, file, diagnostics);
  if (!indexer.run()) return nullptr;
  auto sheet = std::make_unique<CsvSheet>(std::move(decoded.text), dialect, std::move(indexer.starts),
                                          std::move(indexer.shifts));
  sheet->file = file;
  sheet->encoding = std::move(decoded.encoding);
  return sheet;
}

}  // namespace tieout::loading
