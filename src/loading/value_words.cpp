#include "loading/value_words.hpp"

#include <algorithm>

#include "tieout/asset/event.hpp"
#include "tieout/asset/vocabulary.hpp"

namespace tieout::loading {

namespace {

constexpr std::size_t kNearWordsMax = 3;

struct KindName {
  ValueKind kind;
  std::string_view list;
  std::string_view code;
};

// Kinds whose words are few share UNKNOWN-WORD: the message names the field and lists them all.
constexpr KindName kKindNames[] = {
    {ValueKind::asset_class, "class", "UNKNOWN-CLASS"},
    {ValueKind::method, "method", "UNKNOWN-METHOD"},
    {ValueKind::starts, "starts", "UNKNOWN-WORD"},
    {ValueKind::stops, "stops", "UNKNOWN-WORD"},
    {ValueKind::rounding, "rounding", "UNKNOWN-WORD"},
    {ValueKind::model, "model", "UNKNOWN-WORD"},
    {ValueKind::treatment, "treatment", "UNKNOWN-WORD"},
    {ValueKind::condition, "condition", "UNKNOWN-WORD"},
    {ValueKind::opening_status, "opening_status", "UNKNOWN-WORD"},
    {ValueKind::basis, "basis", "UNKNOWN-WORD"},
    {ValueKind::disposal_kind, "disposal_kind", "UNKNOWN-KIND"},
    {ValueKind::components, "components", "UNKNOWN-WORD"},
    {ValueKind::event_type, "event_type", "UNKNOWN-EVENT-TYPE"},
};

const KindName* names_of(ValueKind kind) {
  for (const KindName& entry : kKindNames) {
    if (entry.kind == kind) return &entry;
  }
  return nullptr;
}

// Spellings of an enumeration that runs from 0 without gaps; `name_of` is empty behind its end.
template <typename Enum>
std::vector<std::string> spellings(std::uint16_t first = 0) {
  std::vector<std::string> result;
  for (std::uint16_t value = first;; ++value) {
    const std::string_view name = name_of(static_cast<Enum>(value));
    if (name.empty()) return result;
    result.emplace_back(name);
  }
}

template <std::size_t... Index>
std::vector<std::string> event_types(std::index_sequence<Index...>) {
  return {std::string(type_name(EventDetail(std::in_place_index<Index>)))...};
}

std::vector<std::string> spellings_of(ValueKind kind) {
  switch (kind) {
    case ValueKind::method:
      return spellings<Method>();
    case ValueKind::starts:
      return spellings<Starts>();
    case ValueKind::stops:
      return spellings<Stops>();
    case ValueKind::rounding:
      return spellings<ChargeRounding>();
    case ValueKind::model:
      return spellings<Model>();
    case ValueKind::treatment:
      return spellings<TaxTreatment>();
    case ValueKind::opening_status:
      return spellings<OpeningStatus>();
    case ValueKind::basis:
      return spellings<BasisChoice>();
    case ValueKind::disposal_kind:
      return spellings<DisposalKind>();
    case ValueKind::components:
      return spellings<ComponentsChoice>();
    case ValueKind::event_type:
      return event_types(std::make_index_sequence<std::variant_size_v<EventDetail>>());
    // "unstated" has no spelling: the words begin at `brand_new`.
    case ValueKind::condition:
      return spellings<Condition>(1);
    default:
      return {};
  }
}

}  // namespace

std::string_view list_name(ValueKind kind) {
  const KindName* names = names_of(kind);
  return names == nullptr ? std::string_view{} : names->list;
}

std::string unknown_word_code(ValueKind kind) {
  const KindName* names = names_of(kind);
  return names == nullptr ? "UNKNOWN-WORD" : std::string(names->code);
}

WordBook::WordBook(const HeadingWords& headings, const rules::ClassTable& classes) {
  for (const KindName& entry : kKindNames) {
    List& list = at(entry.kind);
    list.canonical = spellings_of(entry.kind);
    const std::uint16_t first = entry.kind == ValueKind::condition ? 1 : 0;
    for (std::size_t index = 0; index < list.canonical.size(); ++index) {
      list.words.emplace_back(list.canonical[index], static_cast<std::uint16_t>(index + first));
    }
    for (const auto& [alias, canonical] : headings.words(entry.list)) {
      const auto found = std::find(list.canonical.begin(), list.canonical.end(), canonical);
      if (found == list.canonical.end()) continue;
      list.words.emplace_back(alias, static_cast<std::uint16_t>(found - list.canonical.begin() + first));
    }
  }
  List& list = at(ValueKind::asset_class);
  for (std::uint16_t index = 0; index < classes.size(); ++index) {
    const rules::AssetClass& entry = classes.at(ClassId{index});
    list.canonical.push_back(entry.code);
    for (const std::string& word : {entry.code, entry.label.zh, entry.label.en}) list.words.emplace_back(word, index);
    for (const std::string& word : entry.aliases) list.words.emplace_back(word, index);
  }
  for (List& each : lists_) {
    std::stable_sort(each.words.begin(), each.words.end());
    each.by_word.insert(each.words.begin(), each.words.end());
  }
}

std::optional<std::uint16_t> WordBook::find(ValueKind kind, std::string_view word) const {
  const auto& words = at(kind).by_word;
  const auto found = words.find(word);
  return found == words.end() ? std::nullopt : std::optional(found->second);
}

const std::vector<std::string>& WordBook::canonical(ValueKind kind) const { return at(kind).canonical; }

std::vector<std::string> WordBook::near(ValueKind kind, std::string_view word) const {
  constexpr std::size_t kAsciiLettersMax = 3;
  const List& list = at(kind);
  const auto letters = letters_of(word);
  if (letters.empty()) return {};
  const bool ascii = static_cast<unsigned char>(word.front()) < 0x80;
  const std::size_t limit = ascii ? std::min(kAsciiLettersMax, letters.size() / 2) : letters.size() / 2;
  std::vector<std::pair<std::size_t, std::string>> found;
  for (const auto& entry : list.words) {
    // "impairment" for `impair`; and a Chinese word must begin alike, else two letters of four say little.
    const bool begins =
        letters_of(entry.first).size() > 2 && (word.starts_with(entry.first) || entry.first.starts_with(word));
    const std::size_t distance = begins ? 0 : edit_distance(word, entry.first, limit);
    const bool alike = ascii || entry.first.starts_with(letters.front());
    if (distance <= limit && alike && distance < letters_of(entry.first).size())
      found.emplace_back(distance, entry.first);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<std::string> result;
  for (std::size_t index = 0; index < found.size() && index < kNearWordsMax; ++index)
    result.push_back(found[index].second);
  return result;
}

}  // namespace tieout::loading
