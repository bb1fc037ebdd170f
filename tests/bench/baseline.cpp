// The yardstick of the benchmark: reads every field of the same files and writes as many rows, columns and bytes as
// `tieout reconcile --format csv`, and computes nothing.
//
//     bench_baseline --assets F --events F --out F [--threads N] [--amount-columns N] [--row-bytes N]
//
// It maps the files, splits them at row ends (quoted line breaks respected), and on every thread takes rows apart by
// RFC 4180 and converts amounts, dates and whole numbers with checks. Each row then goes out as the texts of the
// asset, the report year and `--amount-columns` amounts: the parsed cost in as many of them as `--row-bytes` (the
// average that tieout writes) asks for, and 0.00 in the rest, each formatted anew.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace {

constexpr std::size_t kChunkBytes = std::size_t{1} << 20;

class MappedFile {
 public:
  explicit MappedFile(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat status {};
    if (descriptor < 0 || ::fstat(descriptor, &status) != 0 || status.st_size == 0) {
      throw std::runtime_error("cannot read " + path);
    }
    size_ = static_cast<std::size_t>(status.st_size);
    data_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, descriptor, 0);
    ::close(descriptor);
    if (data_ == MAP_FAILED) throw std::runtime_error("cannot map " + path);
    ::madvise(data_, size_, MADV_SEQUENTIAL);
  }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile() { ::munmap(data_, size_); }
  std::string_view text() const { return {static_cast<const char*>(data_), size_}; }

 private:
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

// ---- reading -------------------------------------------------------------------------------------------------------

// The end of the first row at or after `from` (one past its line feed), `quoted` = whether `from` is inside quotes.
std::size_t row_end(std::string_view text, std::size_t from, bool quoted) {
  for (std::size_t i = from; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (text[i] == '\n' && !quoted) return i + 1;
  }
  return text.size();
}

// Splits rows into chunks of about a megabyte. Whether a place is inside quotes depends on all before it, so the
// quotes are counted on the way.
std::vector<std::string_view> split_rows(std::string_view text) {
  std::vector<std::string_view> chunks;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t probe = std::min(begin + kChunkBytes, text.size());
    const bool quoted = std::count(text.begin() + static_cast<std::ptrdiff_t>(begin),
                                   text.begin() + static_cast<std::ptrdiff_t>(probe), '"') %
                            2 !=
                        0;
    const std::size_t end = row_end(text, probe, quoted);
    chunks.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return chunks;
}

// Takes one row apart; cells point into the text, or into `scratch` where quotes had to be undone.
class RowParser {
 public:
  // Replaces cells() by those of the row at `position` and moves it behind the row.
  void parse(std::string_view text, std::size_t& position) {
    cells_.clear();
    scratch_.clear();
    while (true) {
      cells_.push_back(text[position] == '"' ? quoted_cell(text, position) : plain_cell(text, position));
      if (position >= text.size()) return;
      const char separator = text[position++];
      if (separator == '\r' && position < text.size() && text[position] == '\n') ++position;
      if (separator != ',' || position >= text.size()) return;
    }
  }
  const std::vector<std::string_view>& cells() const { return cells_; }

 private:
  static std::string_view plain_cell(std::string_view text, std::size_t& position) {
    const std::size_t begin = position;
    while (position < text.size() && text[position] != ',' && text[position] != '\n' && text[position] != '\r') {
      ++position;
    }
    return text.substr(begin, position - begin);
  }

  std::string_view quoted_cell(std::string_view text, std::size_t& position) {
    scratch_.emplace_back();
    std::string& cell = scratch_.back();
    ++position;
    while (position < text.size()) {
      if (text[position] == '"') {
        if (position + 1 >= text.size() || text[position + 1] != '"') break;
        ++position;
      }
      cell.push_back(text[position++]);
    }
    if (position >= text.size()) throw std::runtime_error("a quote is not closed");
    ++position;
    return cell;
  }

  std::vector<std::string_view> cells_;
  std::vector<std::string> scratch_;
};

std::int64_t parse_digits(std::string_view text) {
  std::int64_t value = 0;
  if (text.empty()) throw std::runtime_error("a number is missing");
  for (const char c : text) {
    if (c < '0' || c > '9') throw std::runtime_error("not a number: " + std::string(text));
    if (__builtin_mul_overflow(value, std::int64_t{10}, &value) ||
        __builtin_add_overflow(value, std::int64_t{c - '0'}, &value)) {
      throw std::runtime_error("too large: " + std::string(text));
    }
  }
  return value;
}

// Fen of a decimal of at most two places.
std::int64_t parse_amount(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  std::int64_t fen = parse_digits(text.substr(0, point));
  if (__builtin_mul_overflow(fen, std::int64_t{100}, &fen)) throw std::runtime_error("too large");
  if (point != std::string_view::npos) {
    const std::string_view places = text.substr(point + 1);
    if (places.size() > 2) throw std::runtime_error("more than two places: " + std::string(text));
    fen += parse_digits(places) * (places.size() == 1 ? 10 : 1);
  }
  return negative ? -fen : fen;
}

// Days are checked against the calendar; the result is YYYYMMDD.
std::int64_t parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') throw std::runtime_error("not a date");
  const std::int64_t year = parse_digits(text.substr(0, 4));
  const std::int64_t month = parse_digits(text.substr(5, 2));
  const std::int64_t day = parse_digits(text.substr(8, 2));
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const std::int64_t last =
      month == 2 ? (leap ? 29 : 28) : (month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31);
  if (month < 1 || month > 12 || day < 1 || day > last) throw std::runtime_error("no such day: " + std::string(text));
  return (year * 100 + month) * 100 + day;
}

enum class Kind { text, amount, date, whole };

Kind kind_of(std::string_view heading) {
  for (const std::string_view name : {"cost", "amount", "proceeds", "book_residual_rate", "tax_residual_rate"}) {
    if (heading == name) return Kind::amount;
  }
  for (const std::string_view name : {"acquired", "in_service", "date"}) {
    if (heading == name) return Kind::date;
  }
  for (const std::string_view name : {"quantity", "book_life_months", "tax_life_months", "life_months"}) {
    if (heading == name) return Kind::whole;
  }
  return Kind::text;
}

// A file with its headings read and its rows split.
struct Table {
  explicit Table(const std::string& path) : file(path) {
    std::size_t position = 0;
    RowParser parser;
    parser.parse(file.text(), position);
    for (const std::string_view cell : parser.cells()) {
      headings.emplace_back(cell);
      kinds.push_back(kind_of(cell));
    }
    chunks = split_rows(file.text().substr(position));
  }
  std::size_t column(std::string_view heading) const {
    const auto place = std::find(headings.begin(), headings.end(), heading);
    if (place == headings.end()) throw std::runtime_error("no column " + std::string(heading));
    return static_cast<std::size_t>(place - headings.begin());
  }

  MappedFile file;
  std::vector<std::string> headings;
  std::vector<Kind> kinds;
  std::vector<std::string_view> chunks;
};

// Converts every cell of the row by its column's kind; `values` of texts are their lengths.
void convert(const Table& table, const std::vector<std::string_view>& cells, std::vector<std::int64_t>& values) {
  if (cells.size() != table.kinds.size()) throw std::runtime_error("a row with too few or too many cells");
  values.clear();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string_view cell = cells[i];
    switch (cell.empty() ? Kind::text : table.kinds[i]) {
      case Kind::text:
        values.push_back(static_cast<std::int64_t>(cell.size()));
        break;
      case Kind::amount:
        values.push_back(parse_amount(cell));
        break;
      case Kind::date:
        values.push_back(parse_date(cell));
        break;
      case Kind::whole:
        values.push_back(parse_digits(cell));
        break;
    }
  }
}

// ---- writing -------------------------------------------------------------------------------------------------------

void append_amount(std::string& out, std::int64_t fen) {
  char digits[24];
  char* begin = digits + sizeof digits;
  auto rest = static_cast<std::uint64_t>(fen < 0 ? -fen : fen);
  for (int i = 0; i < 2; ++i, rest /= 10) *--begin = static_cast<char>('0' + rest % 10);
  *--begin = '.';
  do {
    *--begin = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  if (fen < 0) *--begin = '-';
  out.append(begin, static_cast<std::size_t>(digits + sizeof digits - begin));
}

// A text that would be read as something else is quoted.
void append_text(std::string& out, std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    out.append(text);
    return;
  }
  out.push_back('"');
  for (const char c : text) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  out.push_back('"');
}

struct Options {
  std::string assets, events, out;
  std::size_t threads = 1;
  std::size_t amount_columns = 41;
  std::size_t row_bytes = 300;
};

// The rows of one chunk of assets.
class RowWriter {
 public:
  RowWriter(const Table& table, const Options& options)
      : table_(table),
        options_(options),
        texts_{table.column("entity"), table.column("asset"), table.column("name"), table.column("class")},
        cost_(table.column("cost")) {}

  void write(std::string_view chunk, std::string& out) {
    std::size_t position = 0;
    while (position < chunk.size()) {
      parser_.parse(chunk, position);
      convert(table_, parser_.cells(), values_);
      write_row(parser_.cells(), values_[cost_], out);
    }
  }

 private:
  // Amounts are the cost while the row lags behind the average length asked for, else zero.
  void write_row(const std::vector<std::string_view>& cells, std::int64_t cost, std::string& out) {
    const std::size_t begin = out.size();
    for (const std::size_t text : texts_) {
      append_text(out, cells[text]);
      out.push_back(',');
    }
    out.append("2023");
    for (std::size_t column = 0; column < options_.amount_columns; ++column) {
      const std::size_t zeros = 5 * (options_.amount_columns - column);
      const bool behind = out.size() - begin + zeros + 1 < options_.row_bytes + credit_;
      out.push_back(',');
      append_amount(out, behind ? cost : 0);
    }
    out.push_back('\n');
    const std::size_t length = out.size() - begin;
    credit_ = options_.row_bytes + credit_ > length ? options_.row_bytes + credit_ - length : 0;
  }

  const Table& table_;
  const Options& options_;
  std::size_t texts_[4];
  std::size_t cost_;
  std::size_t credit_ = 0;  // bytes by which the rows so far are short of the average
  RowParser parser_;
  std::vector<std::int64_t> values_;
};

// Hands finished chunks to the file in their order; a worker waits while it is far ahead, so memory stays bounded.
class OrderedOutput {
 public:
  explicit OrderedOutput(const std::string& path)
      : descriptor_(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)) {
    if (descriptor_ < 0) throw std::runtime_error("cannot write " + path);
  }
  OrderedOutput(const OrderedOutput&) = delete;
  OrderedOutput& operator=(const OrderedOutput&) = delete;
  ~OrderedOutput() { ::close(descriptor_); }

  void write(std::size_t index, std::string_view text) {
    std::unique_lock lock(mutex_);
    turn_.wait(lock, [&] { return next_ == index; });
    while (!text.empty()) {
      const ssize_t written = ::write(descriptor_, text.data(), text.size());
      if (written < 0) throw std::runtime_error("cannot write");
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    ++next_;
    turn_.notify_all();
  }

 private:
  int descriptor_;
  std::mutex mutex_;
  std::condition_variable turn_;
  std::size_t next_ = 0;
};

// ---- the run -------------------------------------------------------------------------------------------------------

// Calls `work(thread's own state, chunk number)` for all chunks; chunks are taken in order.
template <typename MakeWorker>
void on_threads(std::size_t threads, std::size_t chunks, const MakeWorker& make_worker) {
  std::atomic<std::size_t> next{0};
  const auto run = [&] {
    auto worker = make_worker();
    for (std::size_t chunk = next++; chunk < chunks; chunk = next++) worker(chunk);
  };
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < threads; ++i) others.emplace_back(run);
  run();
  for (std::thread& thread : others) thread.join();
}

void read_events(const Options& options) {
  const Table table(options.events);
  std::atomic<std::int64_t> sum{0};
  on_threads(options.threads, table.chunks.size(), [&] {
    return [&, parser = RowParser(), values = std::vector<std::int64_t>()](std::size_t index) mutable {
      const std::string_view chunk = table.chunks[index];
      std::int64_t chunk_sum = 0;
      for (std::size_t position = 0; position < chunk.size();) {
        parser.parse(chunk, position);
        convert(table, parser.cells(), values);
        for (const std::int64_t value : values) chunk_sum ^= value;
      }
      sum ^= chunk_sum;
    };
  });
  // Keeps the compiler from leaving the conversions out.
  if (sum.load() == -1) std::fputs("", stderr);
}

void write_rows(const Options& options) {
  const Table table(options.assets);
  OrderedOutput output(options.out);
  on_threads(options.threads, table.chunks.size(), [&] {
    return [&, writer = RowWriter(table, options), text = std::string()](std::size_t index) mutable {
      text.clear();
      if (index == 0) {
        text = "entity,asset,name,class,year";
        for (std::size_t i = 0; i < options.amount_columns; ++i) text += ",column_" + std::to_string(i + 1);
        text += '\n';
      }
      writer.write(table.chunks[index], text);
      output.write(index, text);
    };
  });
}

Options parse_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    const std::string value = argv[i + 1];
    if (name == "--assets") {
      options.assets = value;
    } else if (name == "--events") {
      options.events = value;
    } else if (name == "--out") {
      options.out = value;
    } else if (name == "--threads") {
      options.threads = std::stoul(value);
    } else if (name == "--amount-columns") {
      options.amount_columns = std::stoul(value);
    } else if (name == "--row-bytes") {
      options.row_bytes = std::stoul(value);
    } else {
      throw std::runtime_error("unknown option " + std::string(name));
    }
  }
  if (options.assets.empty() || options.events.empty() || options.out.empty() || options.threads == 0) {
    throw std::runtime_error("usage: bench_baseline --assets F --events F --out F [--threads N] …");
  }
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const Options options = parse_options(argc, argv);
    read_events(options);
    write_rows(options);
    return EXIT_SUCCESS;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_baseline: %s\n", error.what());
    return EXIT_FAILURE;
  }
}
