#include "archive/flat_json.hpp"

#include "archive/json_text.hpp"

namespace tieout::archive {

void append_member(std::string& object, std::string_view key, std::string_view text) {
  object += object.empty() ? '{' : ',';
  append_json_string(object, key);
  object += ':';
  append_json_string(object, text);
}

void close_object(std::string& object) {
  if (object.empty()) object += '{';
  object += '}';
}

Members parse_members(std::string_view object) {
  JsonText text(object);
  Members result;
  if (!text.take('{')) return result;
  do {
    std::pair<std::string, std::string> member;
    if (!text.string(member.first) || !text.take(':') || !text.string(member.second)) break;
    result.push_back(std::move(member));
  } while (text.take(','));
  return result;
}

const std::string* find_member(const Members& members, std::string_view key) {
  for (const auto& [name, text] : members) {
    if (name == key) return &text;
  }
  return nullptr;
}

}  // namespace tieout::archive
