// The manifest of a filing: the SHA-256 and name of every section, in the form that `sha256sum -c` takes. The filing's
// own hash is the SHA-256 of this text, so that it stands for every byte of every section.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tieout::archive {

struct Section {
  std::string name;    // a path below the filing, with '/': "results/rows.csv"
  std::string sha256;  // of its bytes
};

// Names become paths of an export: none may lead out of it, and none may need escaping in a manifest.
bool is_section_name(std::string_view name);

// In byte order of the names.
struct Manifest {
  std::vector<Section> sections;

  std::string text() const;
  const Section* find(std::string_view name) const;
};

// Nothing where the text is not exactly what Manifest::text() gives: a name that leaves the directory, another order, a
// missing line feed.
std::optional<Manifest> parse_manifest(std::string_view text);

}  // namespace tieout::archive
