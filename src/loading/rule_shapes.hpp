// The kinds of parameter that the program reads, with the keys each must have. A rule file that matches none
// is read by nothing and is reported: rules that look in force but are not would mislead.
#pragma once

#include <string_view>
#include <vector>

namespace tieout::loading {

enum class FieldKind {
  months,   // whole number above 0
  years,    // whole number above 0
  yuan,     // whole number, 0 or more
  ratio,    // quoted decimal or fraction in 0..10
  date,     // 2014-01-01
  flag,     // true, false
  word,     // one of `words`
  words,    // a list of texts, of `words` where given
  classes,  // a list of class codes
  text,
  both,  // { zh, en }
};

struct FieldShape {
  std::string_view name;
  FieldKind kind;
  bool required = true;
  std::vector<std::string_view> words = {};
};

struct ParameterShape {
  // The id, `*` standing for one part of it and a leading `**` for any number ("**/minimum-life/*").
  std::string_view pattern;
  std::vector<FieldShape> keys;    // of the file
  std::vector<FieldShape> fields;  // of each row that does not end the rule
  bool has_options = false;        // [[option]] tables: code, title, reason, cite, verified
};

// The shape of a parameter, or null where nothing reads it.
const ParameterShape* shape_of(std::string_view id);

// Whether the file, named below the directory of rules, is an edition of a form ("cn/forms/A105080/2022.toml").
bool is_form(std::string_view name);

// All shapes, for tests.
const std::vector<ParameterShape>& parameter_shapes();

}  // namespace tieout::loading
