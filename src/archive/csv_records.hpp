// A CSV file of ours record by record, pulled: for walking two of them side by side.
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tieout::archive {

// The cells of one record without its line feed, quotes resolved (RFC 4180).
void csv_cells(std::string_view record, std::vector<std::string>& cells);

// One line with its line feed, quoted where needed.
std::string csv_line(const std::vector<std::string>& cells);

class CsvRecords {
 public:
  explicit CsvRecords(const std::string& path);
  bool readable() const { return file_ != nullptr; }

  // The next record, whose text stands until the next call; false at the end. A quoted cell may hold line feeds.
  bool next();
  std::string_view text() const { return record_; }
  std::uint64_t offset() const { return offset_; }  // of its first byte
  std::uint64_t line() const { return line_; }      // of its first line, from 1

 private:
  bool fill();

  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::unique_ptr<std::FILE, CloseFile> file_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::string record_;
  std::uint64_t offset_ = 0, next_offset_ = 0;
  std::uint64_t line_ = 0, next_line_ = 1;
};

}  // namespace tieout::archive
