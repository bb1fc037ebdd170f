// What a filing says of itself (its section filing.json), and its seal: the hash of its manifest with signatures.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tieout::archive {

inline constexpr std::string_view kHeadSection = "filing.json";

struct FilingHead {
  int year = 0;
  std::string entity;  // empty: the whole workspace
  int version = 1;     // of this year and entity
  int sequence = 1;    // of the workspace: the chain's order
  std::string book, tax;
  std::string law_as_of;  // empty: all law that the sealed rules hold
  std::string opening;    // policy for what stood above the residual at a take-over
  std::string encoding;   // of CSV inputs, where it was forced
  std::string program;    // version that sealed it
  std::string sealed_at;  // "2026-03-01T08:00:00Z"
  std::string preparer, reviewer;
  std::string reason;        // of an amended filing
  std::string previous;      // hash of the filing sealed before it in the workspace; empty for the first
  std::string supersedes;    // hash of the version that it replaces
  std::string opening_from;  // hash of last year's filing, on whose closing it stands
  std::string signer;        // public key of the one who sealed; empty: not signed
  bool countersign = false;  // another key has to sign as well

  std::string text() const;
};

// Nothing where it is not the canonical form of a head.
std::optional<FilingHead> parse_head(std::string_view text);

struct Signature {
  std::string role;        // "seal" or "countersign"
  std::string public_key;  // hexadecimal
  std::string signature;   // over the manifest's text
};

struct Seal {
  std::string hash;
  std::vector<Signature> signatures;

  std::string text() const;
};

std::optional<Seal> parse_seal(std::string_view text);

}  // namespace tieout::archive
