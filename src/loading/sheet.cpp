#include "loading/sheet.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>

#include "loading/csv.hpp"
#include "loading/encoding.hpp"
#include "loading/value.hpp"
#include "loading/xlsx.hpp"

namespace tieout::loading {

namespace {

constexpr std::size_t stream_bytes_max = std::size_t{2} << 30U;  // a pipe has no size to look at beforehand
constexpr std::string_view ole_magic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

SourceSpan whole(const std::string& file) { return {file, "", 0, 0, ""}; }

void report(Diagnostics& diagnostics, const char* code, const std::string& file, Text message, Text help) {
  diagnostics.add({Severity::error, code, whole(file), std::move(message), {}, std::move(help)});
}

void report_empty(const std::string& file, Diagnostics& diagnostics) {
  report(diagnostics, "FILE-EMPTY", file, {"文件是空的", "the file is empty"},
         {"请检查导出是否成功，然后重新导出。", "Check whether the export succeeded and export it again."});
}

void report_unreadable(const std::string& file, const Text& why, Diagnostics& diagnostics) {
  report(diagnostics, "FILE-UNREADABLE", file, {"无法读取：" + why.zh, "cannot be read: " + why.en},
         {"请检查路径与权限。", "Check the path and its permissions."});
}

class Descriptor {
 public:
  explicit Descriptor(const std::string& path) : number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

std::optional<Bytes> map_file(int descriptor, std::size_t size) {
  void* const start = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
  if (start == MAP_FAILED) return std::nullopt;
  const auto unmap = [size](const char* data) { ::munmap(const_cast<char*>(data), size); };
  return Bytes{std::shared_ptr<const char>(static_cast<const char*>(start), unmap), size};
}

// Reads what cannot be mapped (a pipe); an empty result has errno set when it is an error.
std::optional<Bytes> read_stream(int descriptor) {
  std::string content;
  std::array<char, 65536> block{};
  while (true) {
    const ssize_t count = ::read(descriptor, block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return std::nullopt;
    if (count == 0) return bytes_of(std::move(content));
    content.append(block.data(), static_cast<std::size_t>(count));
    if (content.size() > stream_bytes_max) {
      errno = EFBIG;
      return std::nullopt;
    }
  }
}

void report_system_error(const std::string& path, int error, Diagnostics& diagnostics) {
  if (error == ENOENT || error == ENOTDIR) {
    report(diagnostics, "FILE-MISSING", path, {"文件不存在", "the file does not exist"},
           {"请检查文件名与当前目录。", "Check the name and the current directory."});
    return;
  }
  Text why = {std::strerror(error), std::strerror(error)};
  if (error == EACCES || error == EPERM) why = {"没有读取权限", "no permission to read it"};
  if (error == EISDIR) why = {"这是一个目录", "it is a directory"};
  if (error == EFBIG) why = {"数据流超过 2 GiB", "the stream is longer than 2 GiB"};
  report_unreadable(path, why, diagnostics);
}

std::optional<Bytes> load(const std::string& path, Diagnostics& diagnostics) {
  const Descriptor file(path);
  struct stat info {};
  if (file.number() < 0 || ::fstat(file.number(), &info) != 0) {
    report_system_error(path, errno, diagnostics);
    return std::nullopt;
  }
  if (S_ISREG(info.st_mode) && info.st_size > 0) {
    if (auto bytes = map_file(file.number(), static_cast<std::size_t>(info.st_size))) return bytes;
  }
  auto bytes = read_stream(file.number());
  if (!bytes) report_system_error(path, errno, diagnostics);
  return bytes;
}

bool same_letter(char a, char b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return lower(a) == lower(b);
}

bool starts_with_ignoring_case(std::string_view text, std::string_view start) {
  return text.size() >= start.size() && std::equal(start.begin(), start.end(), text.begin(), same_letter);
}

bool ends_with_ignoring_case(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && starts_with_ignoring_case(text.substr(text.size() - end.size()), end);
}

bool is_zip(std::string_view text) {
  return text.starts_with("PK\x03\x04") || text.starts_with("PK\x05\x06") || text.starts_with("PK\x07\x08");
}

// Many systems export a web page, or the XML of 2003, and call it .xls.
bool is_markup(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  constexpr std::array<std::string_view, 6> starts = {"<html", "<!doctype", "<?xml", "<table", "<meta", "<head"};
  return std::any_of(starts.begin(), starts.end(),
                     [text](auto start) { return starts_with_ignoring_case(text, start); });
}

// The OLE container holds old .xls books, and .xlsx books under a password.
void report_ole(std::string_view text, const std::string& file, Diagnostics& diagnostics) {
  constexpr std::string_view package("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
  if (text.find(package) != std::string_view::npos) {
    report(diagnostics, "XLSX-ENCRYPTED", file, {"工作簿设有打开密码", "the workbook is protected by a password"},
           {"请在表格软件中打开，去掉打开密码后另存为 .xlsx。",
            "Open it in a spreadsheet program, remove the password and save it as .xlsx."});
    return;
  }
  report(diagnostics, "XLSX-OLD-FORMAT", file,
         {"这是旧的 .xls 格式，不是 .xlsx", "this is the old .xls format, not .xlsx"},
         {"请在表格软件中打开并另存为 .xlsx。", "Open it in a spreadsheet program and save it as .xlsx."});
}

// Reports content that is no table at all. True if it was reported.
bool refuse_content(std::string_view text, const std::string& file, Diagnostics& diagnostics) {
  if (text.starts_with(ole_magic)) {
    report_ole(text, file, diagnostics);
    return true;
  }
  const Text help = {"请在表格软件中打开并另存为 .xlsx，或导出为 CSV。",
                     "Open it in a spreadsheet program and save it as .xlsx, or export CSV."};
  if (is_markup(text)) {
    report(diagnostics, "XLSX-NOT", file,
           {"这是网页或 XML 文件，不是工作簿", "this is a web page or an XML file, not a workbook"}, help);
    return true;
  }
  if (ends_with_ignoring_case(file, ".xlsx") || ends_with_ignoring_case(file, ".xlsm")) {
    report(diagnostics, "XLSX-NOT", file,
           {"文件名是 .xlsx，内容却不是工作簿", "the file is named .xlsx but its content is no workbook"}, help);
    return true;
  }
  return false;
}

std::vector<std::unique_ptr<Sheet>> read_content(const Bytes& bytes, const std::string& file,
                                                 const std::string& encoding, Diagnostics& diagnostics) {
  std::vector<std::unique_ptr<Sheet>> sheets;
  if (bytes.size == 0) {
    report_empty(file, diagnostics);
    return sheets;
  }
  if (is_zip(bytes.view())) return read_xlsx(bytes, file, diagnostics);
  if (refuse_content(bytes.view(), file, diagnostics)) return sheets;
  auto decoded = decode_text(bytes, encoding, file, diagnostics);
  if (!decoded) return sheets;
  if (decoded->text.view().find_first_not_of(" \t\r\n") == std::string_view::npos) {
    report_empty(file, diagnostics);
    return sheets;
  }
  if (auto sheet = read_csv(std::move(*decoded), file, diagnostics)) sheets.push_back(std::move(sheet));
  return sheets;
}

}  // namespace

bool is_blank(const RowBuffer& row) {
  return std::all_of(row.cells.begin(), row.cells.end(),
                     [](const SheetCell& cell) { return trimmed(cell.text).empty(); });
}

std::vector<std::unique_ptr<Sheet>> open_sheets(const std::string& path, const std::string& encoding,
                                                Diagnostics& diagnostics) {
  const auto bytes = load(path, diagnostics);
  if (!bytes) return {};
  return read_content(*bytes, path, encoding, diagnostics);
}

std::vector<std::unique_ptr<Sheet>> read_sheets(const std::string& name, std::string bytes, const std::string& encoding,
                                                Diagnostics& diagnostics) {
  return read_content(bytes_of(std::move(bytes)), name, encoding, diagnostics);
}

}  // namespace tieout::loading
