#include "archive/record_image.hpp"

#include "archive/flat_json.hpp"

namespace tieout::archive {

std::string record_image(const RecordShape& shape, const Statement& stored) {
  std::string object;
  int column = 0;
  for (const loading::FieldIndex field : shape.key) {
    append_member(object, shape.name_of(field), stored.text(column++));
  }
  ++column;  // n
  for (const loading::FieldIndex field : shape.columns) {
    if (!stored.is_null(column)) append_member(object, shape.name_of(field), stored.text(column));
    ++column;
  }
  for (const auto& [name, text] : parse_members(stored.text(column))) append_member(object, name, text);
  append_member(object, "$source", std::to_string(stored.number(column + 1)));
  append_member(object, "$line", std::to_string(stored.number(column + 2)));
  append_member(object, "$import", std::to_string(stored.number(column + 4)));
  close_object(object);
  return object;
}

}  // namespace tieout::archive
