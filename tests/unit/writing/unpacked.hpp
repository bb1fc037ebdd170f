// Parts of a workbook, unpacked by a program that knows nothing of ours.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace tieout::writing::testing {

inline std::string part(const std::string& workbook, const std::string& name) {
  namespace fs = std::filesystem;
  fs::path path = fs::temp_directory_path() / ("tieout-part-" + std::to_string(::getpid()) + ".xlsx");
  std::ofstream(path, std::ios::binary) << workbook;
  std::string command =
      "/usr/bin/python3 -c \"import sys,zipfile;sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read("
      "sys.argv[2]))\" '" +
      path.string() + "' '" + name + "'";
  std::string text;
  std::FILE* pipe = ::popen(command.c_str(), "r");
  EXPECT_NE(pipe, nullptr);
  std::array<char, 4096> piece;
  while (std::size_t got = std::fread(piece.data(), 1, piece.size(), pipe)) text.append(piece.data(), got);
  EXPECT_EQ(::pclose(pipe), 0);
  fs::remove(path);
  return text;
}

inline bool has(const std::string& text, std::string_view piece) { return text.find(piece) != std::string::npos; }

}  // namespace tieout::writing::testing
