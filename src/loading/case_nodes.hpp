// Values of a case's nodes, with a diagnostic where one is not what it should be. Inside loading/ only.
#pragma once

#include <string>
#include <utility>

#include "loading/record_problem.hpp"
#include "loading/toml.hpp"
#include "tieout/core/date.hpp"
#include "tieout/core/diagnostic.hpp"

namespace tieout::loading {

class CaseNodes {
 protected:
  CaseNodes(const std::string& path, Diagnostics& diagnostics) : path_(path), diagnostics_(diagnostics) {}

  void problem(const TomlNode& node, CellProblem found) const {
    Diagnostic diagnostic;
    diagnostic.code = std::move(found.code);
    diagnostic.span = {path_, "", node.line, node.column, node.text};
    diagnostic.message = std::move(found.message);
    diagnostic.help = std::move(found.help);
    diagnostics_.add(std::move(diagnostic));
  }

  // The text of a string, integer or date; anything else is a diagnostic.
  bool text(const TomlNode& node, const FieldSpec& field, std::string& out) const {
    if (node.kind != TomlKind::string && node.kind != TomlKind::integer && node.kind != TomlKind::date) {
      problem(node, toml_problem(node.kind, field, node.text));
      return false;
    }
    out = node.text;
    return true;
  }

  bool date(const TomlNode& node, const FieldSpec& field, Date& out) const {
    std::string value;
    if (!text(node, field, value)) return false;
    const ValueError error = value.empty() ? ValueError::not_a_date : parse_date(value, CellType::text, out);
    if (error != ValueError::none) problem(node, value_problem(error, field, value));
    return error == ValueError::none;
  }

  const std::string& path_;
  Diagnostics& diagnostics_;
};

}  // namespace tieout::loading
