// The cover of a report, the same for every format: who, what, by which law, from which files, and what was proved.
#pragma once

#include <string>
#include <vector>

#include "cli/session.hpp"

namespace tieout::cli {

// Facts as label and value.
class Cover {
 public:
  // `session` must outlive it.
  explicit Cover(const Session& session) : session_(session) {}

  void add(const Text& label, const std::string& value);
  // Year, regimes, law, program, files.
  void add_frame();
  void add_entity(const std::string& id);
  // How many assets, and that each was proved in both ways.
  void add_proofs(const ClassTotals& totals, const ProofTotals& proofs);

  // Each row of the table as a fact: "heading value; heading value".
  void add_rows(const Text& label, const Table& table);

  const std::vector<std::pair<std::string, std::string>>& facts() const { return facts_; }
  // The same as a table of two columns.
  Table table() const;

 private:
  const Session& session_;
  std::vector<std::pair<std::string, std::string>> facts_;
};

}  // namespace tieout::cli
