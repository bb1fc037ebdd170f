// JSON objects whose members are all strings: what a row of the workspace keeps beside its columns.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tieout::archive {

using Members = std::vector<std::pair<std::string, std::string>>;

// Appends "key":"text" to an object under work, `{` or `,` before it. close_object() ends it.
void append_member(std::string& object, std::string_view key, std::string_view text);
void close_object(std::string& object);

// The members in their order; what is no such object yields those before the fault.
Members parse_members(std::string_view object);

// The text of the member, or null.
const std::string* find_member(const Members& members, std::string_view key);

}  // namespace tieout::archive
