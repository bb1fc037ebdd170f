#include "loading/toml.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace tieout::loading {

namespace {

// The file's text by line, to quote a place and to read a floating number back digit by digit.
class SourceLines {
 public:
  explicit SourceLines(const std::string& content) {
    std::size_t start = 0;
    while (start <= content.size()) {
      const std::size_t end = std::min(content.find('\n', start), content.size());
      lines_.push_back(content.substr(start, end - start));
      if (!lines_.back().empty() && lines_.back().back() == '\r') lines_.back().pop_back();
      start = end + 1;
    }
  }

  std::string_view line(std::uint32_t number) const {
    if (number == 0 || number > lines_.size()) return {};
    return lines_[number - 1];
  }

  // The text from a column counted in characters, as toml++ counts, not in bytes.
  std::string_view from_column(std::uint32_t number, std::uint32_t column) const {
    const std::string_view text = line(number);
    std::size_t offset = 0;
    for (std::uint32_t characters = 1; offset < text.size(); ++offset) {
      const bool continues = (static_cast<unsigned char>(text[offset]) & 0xC0U) == 0x80U;
      if (continues) continue;
      if (characters == column) break;
      ++characters;
    }
    return text.substr(offset);
  }

 private:
  std::vector<std::string> lines_;
};

std::string number_text(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '+' || c == '-' || c == '.' || c == '_';
  });
  return {text.begin(), end};
}

std::string iso_text(const toml::date& date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, static_cast<unsigned>(date.month),
                     static_cast<unsigned>(date.day));
}

template <typename Value>
std::string streamed(const Value& value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

TomlNode convert(const toml::node& node, const SourceLines& lines);

TomlNode convert_table(const toml::table& table, const SourceLines& lines) {
  TomlNode result;
  struct Member {
    toml::source_position place;
    std::string key;
    const toml::node* node;
  };
  std::vector<Member> members;
  for (const auto& [key, child] : table) {
    members.push_back({key.source().begin, std::string(key.str()), &child});
  }
  // The library keeps keys by name; a reader of the file expects its order.
  std::stable_sort(members.begin(), members.end(), [](const Member& a, const Member& b) { return a.place < b.place; });
  for (const Member& member : members) {
    TomlNode child = convert(*member.node, lines);
    if (child.line == 0) {
      child.line = static_cast<std::uint32_t>(member.place.line);
      child.column = static_cast<std::uint32_t>(member.place.column);
    }
    result.members.push_back({member.key, std::move(child)});
  }
  return result;
}

void convert_scalar(const toml::node& node, const SourceLines& lines, TomlNode& result) {
  if (const auto* text = node.as_string()) {
    result.kind = TomlKind::string;
    result.text = text->get();
  } else if (const auto* integer = node.as_integer()) {
    result.kind = TomlKind::integer;
    result.text = std::to_string(integer->get());
  } else if (node.is_floating_point()) {
    result.kind = TomlKind::floating;
    result.text = number_text(lines.from_column(result.line, result.column));
  } else if (const auto* flag = node.as_boolean()) {
    result.kind = TomlKind::boolean;
    result.text = flag->get() ? "true" : "false";
  } else if (const auto* date = node.as_date()) {
    result.kind = TomlKind::date;
    result.text = iso_text(date->get());
  } else if (const auto* time = node.as_time()) {
    // Neither a time nor a date with one is a date of ours: their text fails where a date is read.
    result.kind = TomlKind::date;
    result.text = streamed(time->get());
  } else if (const auto* moment = node.as_date_time()) {
    result.kind = TomlKind::date;
    result.text = streamed(moment->get());
  }
}

TomlNode convert(const toml::node& node, const SourceLines& lines) {
  TomlNode result;
  if (const auto* table = node.as_table()) result = convert_table(*table, lines);
  result.line = static_cast<std::uint32_t>(node.source().begin.line);
  result.column = static_cast<std::uint32_t>(node.source().begin.column);
  if (const auto* array = node.as_array()) {
    result.kind = TomlKind::array;
    for (const auto& item : *array) result.items.push_back(convert(item, lines));
    if (result.line == 0 && !result.items.empty()) {
      result.line = result.items.front().line;
      result.column = result.items.front().column;
    }
  } else if (!node.is_table()) {
    convert_scalar(node, lines, result);
  }
  return result;
}

Diagnostic file_problem(std::string code, const std::string& path, Text message, Text help) {
  Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.span.file = path;
  diagnostic.message = std::move(message);
  diagnostic.help = std::move(help);
  return diagnostic;
}

Diagnostic syntax_problem(const toml::parse_error& error, const std::string& path, const SourceLines& lines) {
  const std::string reason(error.description());
  Diagnostic diagnostic =
      file_problem("TOML-SYNTAX", path, {"TOML 语法错误:" + reason, "this is not valid TOML: " + reason},
                   {"按 TOML 1.0 语法改正此处。", "Correct this place; the syntax is TOML 1.0."});
  diagnostic.span.line = static_cast<std::uint32_t>(error.source().begin.line);
  diagnostic.span.column = static_cast<std::uint32_t>(error.source().begin.column);
  diagnostic.span.excerpt = std::string(lines.line(diagnostic.span.line));
  return diagnostic;
}

}  // namespace

const TomlNode* TomlNode::find(std::string_view key) const {
  const auto found =
      std::find_if(members.begin(), members.end(), [&](const auto& member) { return member.key == key; });
  return found == members.end() ? nullptr : &found->node;
}

TomlNode read_toml(const std::string& path, Diagnostics& diagnostics) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    diagnostics.add(file_problem("FILE-MISSING", path,
                                 {"找不到或无法打开该文件", "the file does not exist or cannot be opened"},
                                 {"检查路径和读取权限。", "Check the path and the permission to read it."}));
    return {};
  }
  if (std::error_code error; std::filesystem::is_directory(path, error)) {
    diagnostics.add(file_problem("FILE-UNREADABLE", path, {"这是一个目录,不是文件", "this is a directory, not a file"},
                                 {"路径应指向文件。", "The path must name a file."}));
    return {};
  }
  const std::string content{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const SourceLines lines(content);
  try {
    const toml::table table = toml::parse(std::string_view(content), std::string_view(path));
    TomlNode root = convert_table(table, lines);
    root.line = root.column = 1;
    return root;
  } catch (const toml::parse_error& error) {
    diagnostics.add(syntax_problem(error, path, lines));
    return {};
  }
}

}  // namespace tieout::loading
