// A stored record as the log of changes keeps it. Inside archive/ only.
#pragma once

#include <string>

#include "archive/record_shape.hpp"
#include "archive/statement.hpp"

namespace tieout::archive {

// JSON of the row that `stored` stands on, a query of shape.column_list(): the stated cells by field, and "$source",
// "$line" and "$import", where and by which import they came.
std::string record_image(const RecordShape& shape, const Statement& stored);

}  // namespace tieout::archive
