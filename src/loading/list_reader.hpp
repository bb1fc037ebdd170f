// Short lists of the user's own (routing, filed cells, accounts, provisions): a sheet whose first row holds the
// headings. Inside loading/ only.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loading/sheet.hpp"

namespace tieout::loading {

struct ListColumn {
  std::string_view name, zh;
  bool needed = true;
};

class ListReader {
 public:
  // `columns` and `path` must outlive the reader.
  ListReader(const std::string& path, const std::string& encoding, std::span<const ListColumn> columns,
             Diagnostics& diagnostics);

  // Calls `visit()` for each row that is not blank.
  template <typename Visit>
  void each(const Visit& visit) {
    if (sheets_.empty() || !find_columns()) return;
    for (row_ = 1; row_ < sheet().row_count(); ++row_) {
      sheet().read_row(row_, buffer_);
      if (!is_blank()) visit();
    }
  }

  // Trimmed; empty where there is none.
  std::string_view cell(std::size_t column) const;
  std::uint32_t line() const { return sheet().line_of(row_); }
  SourceSpan span(std::size_t column) const;

  std::string_view name(std::size_t column) const { return columns_[column].name; }

  void problem(std::size_t column, std::string code, Text message, Text help);

  // The text of a needed column; an empty one is a problem.
  std::string needed(std::size_t column);

 private:
  const Sheet& sheet() const { return *sheets_.front(); }
  bool is_blank() const;
  bool find_columns();
  bool take_heading(std::size_t place, std::vector<std::size_t>& unknown);
  std::string nearly(const std::string& heading) const;
  bool judge_unknown(const std::vector<std::size_t>& unknown);
  SourceSpan heading_span(std::size_t place) const;

  const std::string& path_;
  std::span<const ListColumn> columns_;
  Diagnostics& diagnostics_;
  std::vector<std::unique_ptr<Sheet>> sheets_;
  std::vector<std::optional<std::size_t>> places_;
  RowBuffer buffer_;
  std::size_t row_ = 0;
};

}  // namespace tieout::loading
