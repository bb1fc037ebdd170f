#include "archive/csv_records.hpp"

#include <algorithm>

namespace tieout::archive {

namespace {
constexpr std::size_t kReadPiece = std::size_t{1} << 18U;
}

void csv_cells(std::string_view record, std::vector<std::string>& cells) {
  std::size_t count = 0;
  const auto open = [&]() -> std::string& {
    if (count == cells.size()) cells.emplace_back();
    cells[count].clear();
    return cells[count++];
  };
  std::string* cell = &open();
  bool quoted = false;
  for (std::size_t at = 0; at < record.size(); ++at) {
    const char c = record[at];
    if (c == '"' && quoted && at + 1 < record.size() && record[at + 1] == '"') {
      *cell += c;
      ++at;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cell = &open();
    } else {
      *cell += c;
    }
  }
  cells.resize(count);
}

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) {
    if (!line.empty() || &cell != &cells.front()) line += ',';
    const bool quoted = cell.find_first_of(",\"\n\r") != std::string::npos;
    if (!quoted) {
      line += cell;
      continue;
    }
    line += '"';
    for (const char c : cell) line.append(c == '"' ? 2 : 1, c);
    line += '"';
  }
  return line + '\n';
}

CsvRecords::CsvRecords(const std::string& path) : file_(std::fopen(path.c_str(), "rb")) {}

bool CsvRecords::fill() {
  if (!file_) return false;
  buffer_.resize(kReadPiece);
  buffer_.resize(std::fread(buffer_.data(), 1, kReadPiece, file_.get()));
  at_ = 0;
  return !buffer_.empty();
}

bool CsvRecords::next() {
  record_.clear();
  offset_ = next_offset_;
  line_ = next_line_;
  bool quoted = false;
  for (;;) {
    if (at_ == buffer_.size() && !fill()) break;
    const std::size_t end = std::min(buffer_.find('\n', at_), buffer_.size());
    const std::string_view piece = std::string_view(buffer_).substr(at_, end - at_);
    quoted ^= std::count(piece.begin(), piece.end(), '"') % 2 == 1;
    record_ += piece;
    const bool ended = end < buffer_.size();
    at_ = end + (ended ? 1 : 0);
    next_offset_ += piece.size() + (ended ? 1 : 0);
    if (!ended) continue;
    ++next_line_;
    if (!quoted) return true;
    record_ += '\n';
  }
  return !record_.empty();
}

}  // namespace tieout::archive
