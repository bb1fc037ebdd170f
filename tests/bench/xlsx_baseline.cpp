// The yardstick of the workbook: as many cells of each kind as tieout writes, by libxlsxwriter alone, in constant
// memory.
//
//     bench_xlsx_baseline --out F SHEET…      SHEET: rows:texts:numbers:formulas, the last three a row
#include <xlsxwriter.h>

#include <cstdio>
#include <string>
#include <vector>

namespace {

struct Shape {
  unsigned rows = 0, texts = 0, numbers = 0, formulas = 0;
};

void write_sheet(lxw_workbook* book, const Shape& shape) {
  lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
  for (lxw_row_t row = 0; row < shape.rows; ++row) {
    lxw_col_t column = 0;
    const std::string text = "FA-" + std::to_string(row);
    for (unsigned i = 0; i < shape.texts; ++i) worksheet_write_string(sheet, row, column++, text.c_str(), nullptr);
    for (unsigned i = 0; i < shape.numbers; ++i) {
      worksheet_write_number(sheet, row, column++, row * 100.0 + i + 0.25, nullptr);
    }
    const std::string formula = "=F" + std::to_string(row + 1) + "-G" + std::to_string(row + 1);
    for (unsigned i = 0; i < shape.formulas; ++i) {
      worksheet_write_formula_num(sheet, row, column++, formula.c_str(), nullptr, row + 0.25);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::string out;
  std::vector<Shape> shapes;
  for (int i = 1; i < argc; ++i) {
    Shape shape;
    if (std::string(argv[i]) == "--out" && i + 1 < argc) {
      out = argv[++i];
    } else if (std::sscanf(argv[i], "%u:%u:%u:%u", &shape.rows, &shape.texts, &shape.numbers, &shape.formulas) == 4) {
      shapes.push_back(shape);
    }
  }
  if (out.empty() || shapes.empty()) {
    std::fprintf(stderr, "usage: bench_xlsx_baseline --out F rows:texts:numbers:formulas …\n");
    return 2;
  }
  lxw_workbook_options options{};
  options.constant_memory = 1;
  lxw_workbook* book = workbook_new_opt(out.c_str(), &options);
  for (const Shape& shape : shapes) write_sheet(book, shape);
  return workbook_close(book) == LXW_NO_ERROR ? 0 : 1;
}
