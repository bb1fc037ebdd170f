// A filing of a few lines, made without the engine: for tests of how filings are kept.
#pragma once

#include <string>

#include "archive/crypto.hpp"
#include "archive/filing_files.hpp"

namespace tieout::archive {

inline SigningKey test_key(char fill) { return std::move(*SigningKey::from_seed(std::string(32, fill))); }

inline void write_small_filing(const std::string& directory, const FilingHead& head, const SigningKey* key,
                               const std::string& charge = "800.00") {
  write_file(directory + "/" + std::string(kHeadSection), head.text());
  write_file(directory + "/inputs/assets.csv", "asset,cost\nM-01,9600.00\nM-02,1200.00\n");
  write_file(directory + "/rules/classes.toml", "[[class]]\ncode = \"machinery\"\n");
  write_file(directory + "/results/rows.csv",
             "entity,asset,year,book_charge\n1001,M-01,2023," + charge + "\n1001,M-02,2023,100.00\n");
  const Manifest manifest = *make_manifest(directory);
  Seal seal{sha256_hex(manifest.text()), {}};
  if (key != nullptr) seal.signatures.push_back({"seal", key->public_key(), key->sign(manifest.text())});
  write_file(directory + "/" + kManifestFile, manifest.text());
  write_file(directory + "/" + kSealFile, seal.text());
}

inline FilingHead small_head() {
  FilingHead head;
  head.year = 2023;
  head.book = "cn/cas";
  head.tax = "cn/cit";
  head.opening = "spread";
  head.program = "0.1.0";
  head.sealed_at = "2024-05-31T08:00:00Z";
  head.preparer = "甲";
  return head;
}

}  // namespace tieout::archive
