// Registers from files written for one test, with the rules and headings of the repository.
#pragma once

#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "loading/case_file.hpp"
#include "loading/register_reader.hpp"
#include "loading/rule_files.hpp"
#include "source_dir.hpp"
#include "unit/loading/sheet_fixture.hpp"

namespace tieout::loading::fixture {

inline const rules::RuleBook& rule_book() {
  static const rules::RuleBook book = [] {
    Diagnostics diagnostics;
    return load_rules(std::string(kSourceDir) + "/rules", diagnostics);
  }();
  return book;
}

inline std::string headings_path() { return std::string(kSourceDir) + "/data/headings.toml"; }

inline ClassId class_id(const std::string& code) { return rule_book().classes.find(code).value(); }

class Files {
 public:
  Files() {
    std::string path = ::testing::TempDir() + "tieout-register-XXXXXX";
    if (::mkdtemp(path.data()) == nullptr) throw std::runtime_error("no temporary directory");
    directory_ = path;
  }
  Files(Files&& other) noexcept : directory_(std::exchange(other.directory_, {})) {}
  Files& operator=(Files&&) = delete;
  ~Files() {
    if (!directory_.empty()) std::filesystem::remove_all(directory_);
  }

  std::string write(const std::string& name, const std::string& content) const {
    const std::string path = directory_ + "/" + name;
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }

 private:
  std::string directory_;
};

// Everything a register yields: its entries, and the diagnostics of opening and reading.
class Register {
 public:
  Register& assets(const std::string& text, const std::string& name = "assets.csv") {
    inputs.assets = files.write(name, text);
    return *this;
  }
  Register& events(const std::string& text) { return put(inputs.events, "events.csv", text); }
  Register& recorded(const std::string& text) { return put(inputs.recorded, "recorded.csv", text); }
  Register& policies(const std::string& text) { return put(inputs.policies, "policies.csv", text); }
  Register& entities(const std::string& text) { return put(inputs.entities, "entities.csv", text); }
  Register& set_aside(const std::string& text) { return put(inputs.set_aside, "set-aside.csv", text); }
  Register& mapping(const std::string& text) { return put(inputs.mapping, "mapping.toml", text); }

  Register& open(std::size_t batch = 1000) {
    inputs.headings = headings_path();
    reader = open_register(inputs, rule_book(), diagnostics);
    if (!reader) return *this;
    std::vector<RegisterEntry> part;
    for (std::size_t first = 0; first < reader->size(); first += batch) {
      reader->read(first, batch, part, diagnostics);
      entries.insert(entries.end(), part.begin(), part.end());
    }
    return *this;
  }

  // Codes of the errors, then (if asked for) of warnings and notes, in the order found.
  std::vector<std::string> errors() const { return codes_of(Severity::error); }
  std::vector<std::string> warnings() const { return codes_of(Severity::warning); }
  std::vector<std::string> notes() const { return codes_of(Severity::note); }

  const Diagnostic& find(const std::string& code) const {
    const auto& all = diagnostics.all();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Diagnostic& d) { return d.code == code; });
    if (found == all.end()) throw std::runtime_error("no diagnostic " + code);
    return *found;
  }

  std::vector<std::string> ids() const {
    std::vector<std::string> result;
    for (const RegisterEntry& entry : entries) result.push_back(entry.asset.entity + "/" + entry.asset.id);
    return result;
  }

  Files files;
  InputFiles inputs;
  Diagnostics diagnostics;
  std::unique_ptr<RegisterReader> reader;
  std::vector<RegisterEntry> entries;

 private:
  Register& put(std::string& path, const std::string& name, const std::string& text) {
    path = files.write(name, text);
    return *this;
  }
  std::vector<std::string> codes_of(Severity severity) const {
    std::vector<std::string> result;
    for (const Diagnostic& d : diagnostics.all()) {
      if (d.severity == severity) result.push_back(d.code);
    }
    return result;
  }
};

}  // namespace tieout::loading::fixture
