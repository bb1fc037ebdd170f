// Forms on sheets of a workbook: the form as it is printed, its cells live sums over a sheet of parts by asset.
#pragma once

#include <string>
#include <vector>

#include "cli/page_forms.hpp"
#include "writing/workbook.hpp"

namespace tieout::cli {

class WorkbookForms {
 public:
  // `forms`, finished, and `session` must outlive it.
  WorkbookForms(const PageForms& forms, const Session& session);

  // One sheet an entity and form; the sheets of parts must follow under the names that the formulas use.
  void add_forms(writing::Workbook& book) const;
  // One sheet a form, open for the parts of the assets that pass by.
  void begin_parts(writing::Workbook& book);
  void add_part(const FormPart& part);
  void end_parts();

 private:
  std::string parts_name(std::size_t form) const;
  std::string formula(std::size_t entity, std::size_t form, std::size_t shown, std::size_t column,
                      std::uint32_t first) const;
  std::string sum_of_parts(std::size_t entity, std::size_t form, std::size_t column, std::uint32_t sheet_row) const;
  const std::string& number_of(const std::string& entity, std::size_t form, std::size_t row) const;

  const PageForms& forms_;
  const Session& session_;
  std::vector<TableSink*> parts_;                // by form
  std::vector<std::vector<std::size_t>> shown_;  // by entity and form: rows of the edition that are printed
  std::vector<Cell> cells_;
};

}  // namespace tieout::cli
