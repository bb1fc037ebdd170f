// Workbooks zipped from XML written by hand, so that the habits of any writer, and the faults of none, can be had.
#pragma once

#include <minizip/zip.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "unit/loading/sheet_fixture.hpp"

namespace tieout::loading::fixture {

using Parts = std::vector<std::pair<std::string, std::string>>;

inline std::string zip_parts(const Parts& parts) {
  std::string path = ::testing::TempDir() + "tieout-fixture-XXXXXX";
  const int descriptor = ::mkstemp(path.data());
  if (descriptor < 0) throw std::runtime_error("no temporary file");
  ::close(descriptor);
  zipFile zip = zipOpen64(path.c_str(), APPEND_STATUS_CREATE);
  for (const auto& [name, content] : parts) {
    const zip_fileinfo info{};
    zipOpenNewFileInZip64(zip, name.c_str(), &info, nullptr, 0, nullptr, 0, nullptr, Z_DEFLATED, Z_BEST_SPEED, 0);
    zipWriteInFileInZip(zip, content.data(), static_cast<unsigned>(content.size()));
    zipCloseFileInZip(zip);
  }
  zipClose(zip, nullptr);
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  ::unlink(path.c_str());
  return bytes;
}

// A workbook of one worksheet, any part of which a test may replace or add to.
struct Book {
  std::string rows;                                    // inside <sheetData>
  std::string after_rows;                              // after </sheetData>
  std::string strings;                                 // inside <sst>
  std::string number_formats;                          // inside <numFmts>
  std::string cell_formats = R"(<xf numFmtId="0"/>)";  // inside <cellXfs>
  std::string workbook_properties;
  Parts others;  // further parts, or replacements of those below

  Parts parts() const {
    const std::string head = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
    const std::string types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    Parts all = {
        {"_rels/.rels", head + R"(<Relationships><Relationship Id="rId1" Type=")" + types +
                            R"(officeDocument" Target="xl/workbook.xml"/></Relationships>)"},
        {"xl/workbook.xml", head + R"(<workbook xmlns:r="r">)" + workbook_properties +
                                R"(<sheets><sheet name="卡片" sheetId="1" r:id="rId1"/></sheets></workbook>)"},
        {"xl/_rels/workbook.xml.rels",
         head + R"(<Relationships><Relationship Id="rId1" Type=")" + types +
             R"(worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type=")" + types +
             R"(sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type=")" + types +
             R"(styles" Target="/xl/styles.xml"/></Relationships>)"},
        {"xl/sharedStrings.xml", head + "<sst>" + strings + "</sst>"},
        {"xl/styles.xml", head + "<styleSheet><numFmts>" + number_formats + "</numFmts><cellXfs>" + cell_formats +
                              "</cellXfs></styleSheet>"},
        {"xl/worksheets/sheet1.xml",
         head + "<worksheet><sheetData>" + rows + "</sheetData>" + after_rows + "</worksheet>"},
    };
    for (const auto& other : others) {
      bool replaced = false;
      for (auto& part : all) {
        if (part.first != other.first) continue;
        part.second = other.second;
        replaced = true;
      }
      if (!replaced) all.push_back(other);
    }
    return all;
  }

  std::string bytes() const { return zip_parts(parts()); }
};

inline Loaded load_book(const Book& book) { return load_bytes(book.bytes(), "book.xlsx"); }

// "<row><c r='A1'>…" for one number under one number format, read back as the only cell.
inline SheetCell cell_of(const Loaded& loaded, RowBuffer& buffer, std::size_t row = 0, std::size_t column = 0) {
  loaded.only().read_row(row, buffer);
  return buffer.cells.at(column);
}

}  // namespace tieout::loading::fixture
