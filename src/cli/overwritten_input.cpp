#include "cli/overwritten_input.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <string_view>

namespace tieout::cli {

namespace fs = std::filesystem;

namespace {

bool is_database(const std::string& path) {
  constexpr std::string_view kSqlite = "SQLite format 3";
  std::string head(kSqlite.size(), '\0');
  std::ifstream file(path, std::ios::binary);
  return file.read(head.data(), static_cast<std::streamsize>(head.size())) && head == kSqlite;
}

}  // namespace

std::optional<Text> overwritten_input(const std::vector<NamedPath>& outputs, const std::vector<NamedPath>& others) {
  for (const auto& [option, path] : outputs) {
    std::error_code error;
    if (!fs::is_regular_file(path, error)) continue;
    for (const auto& [other, input] : others) {
      if (!fs::exists(input, error) || !fs::equivalent(path, input, error)) continue;
      const std::string name = other.empty() ? input : "--" + other + " " + input;
      return Text{fmt::format("--{} {} 就是 {}：结果不覆盖输入文件", option, path, name),
                  fmt::format("--{} {} is {}: results do not take the place of an input", option, path, name)};
    }
    if (is_database(path)) {
      return Text{fmt::format("--{} {} 是工作区或其他 SQLite 数据库，不予覆盖", option, path),
                  fmt::format("--{} {} is a workspace or another SQLite database and is not replaced", option, path)};
    }
  }
  return {};
}

}  // namespace tieout::cli
