#include "archive/filing_head.hpp"

#include "archive/canonical.hpp"

namespace tieout::archive {

namespace {

constexpr const char* kSchema = "tieout/filing/1";

// Every text of a head with its key: one list for writing and reading.
template <typename Head, typename Visit>
void visit_texts(Head& head, Visit&& visit) {
  visit("entity", head.entity);
  visit("book", head.book);
  visit("tax", head.tax);
  visit("law_as_of", head.law_as_of);
  visit("opening", head.opening);
  visit("encoding", head.encoding);
  visit("program", head.program);
  visit("sealed_at", head.sealed_at);
  visit("preparer", head.preparer);
  visit("reviewer", head.reviewer);
  visit("reason", head.reason);
  visit("previous", head.previous);
  visit("supersedes", head.supersedes);
  visit("opening_from", head.opening_from);
  visit("signer", head.signer);
}

template <typename Head, typename Visit>
void visit_numbers(Head& head, Visit&& visit) {
  visit("year", head.year);
  visit("version", head.version);
  visit("sequence", head.sequence);
}

}  // namespace

std::string FilingHead::text() const {
  CanonicalObject object{{"schema", std::string(kSchema)}, {"countersign", std::int64_t{countersign ? 1 : 0}}};
  visit_texts(*this, [&](const char* key, const std::string& text) { object[key] = text; });
  visit_numbers(*this, [&](const char* key, int number) { object[key] = std::int64_t{number}; });
  return canonical_text(object);
}

std::optional<FilingHead> parse_head(std::string_view text) {
  const auto object = parse_canonical(text);
  if (!object) return {};
  FilingHead head;
  visit_texts(head, [&](const char* key, std::string& out) {
    const auto found = object->find(key);
    if (found == object->end()) return;
    if (const auto* value = std::get_if<std::string>(&found->second)) out = *value;
  });
  const auto number = [&](const char* key, int& out) {
    const auto found = object->find(key);
    if (found == object->end()) return;
    if (const auto* value = std::get_if<std::int64_t>(&found->second)) out = static_cast<int>(*value);
  };
  visit_numbers(head, number);
  int countersign = 0;
  number("countersign", countersign);
  head.countersign = countersign == 1;
  const auto schema = object->find("schema");
  if (schema == object->end() || schema->second != CanonicalValue(std::string(kSchema))) return {};
  return head;
}

// One line for the hash, one for each signature.
std::string Seal::text() const {
  std::string out = canonical_text({{"hash", hash}});
  for (const Signature& each : signatures) {
    out += canonical_text({{"key", each.public_key}, {"role", each.role}, {"signature", each.signature}});
  }
  return out;
}

std::optional<Seal> parse_seal(std::string_view text) {
  Seal seal;
  const std::string_view whole = text;
  for (bool first = true; !text.empty(); first = false) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    const auto object = parse_canonical(text.substr(0, end + 1));
    if (!object) return {};
    const auto member = [&](const char* key) {
      const auto found = object->find(key);
      const auto* value = found == object->end() ? nullptr : std::get_if<std::string>(&found->second);
      return value == nullptr ? std::string() : *value;
    };
    if (first) {
      seal.hash = member("hash");
    } else {
      seal.signatures.push_back({member("role"), member("key"), member("signature")});
    }
    text.remove_prefix(end + 1);
  }
  if (seal.text() != whole) return {};
  return seal;
}

}  // namespace tieout::archive
