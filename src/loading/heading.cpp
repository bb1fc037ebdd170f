#include "loading/heading.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "loading/record_problem.hpp"

namespace tieout::loading {

namespace {

constexpr std::size_t kAsciiNearness = 2;
constexpr std::size_t kChineseNearness = 1;
constexpr std::size_t kChineseLettersMin = 4;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::size_t letter_count(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool drop_suffix(std::string& text, std::string_view suffix) {
  if (text.size() <= suffix.size() || !std::string_view(text).ends_with(suffix)) return false;
  text.resize(text.size() - suffix.size());
  return true;
}

bool contains_any(std::string_view text, const std::vector<std::string>& parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [&](const std::string& part) { return text.find(part) != std::string_view::npos; });
}

// The unit in brackets at the end, cut off; `none` where there is none.
HeadingUnit cut_unit(std::string& heading) {
  constexpr std::pair<std::string_view, HeadingUnit> kUnits[] = {
      {"(年)", HeadingUnit::years},      {"(月)", HeadingUnit::months},    {"(个月)", HeadingUnit::months},
      {"(月份)", HeadingUnit::months},   {"(月数)", HeadingUnit::months},  {"(years)", HeadingUnit::years},
      {"(months)", HeadingUnit::months}, {"(%)", HeadingUnit::percent},    {"(万元)", HeadingUnit::foreign},
      {"(千元)", HeadingUnit::foreign},  {"(亿元)", HeadingUnit::foreign}, {"(百万元)", HeadingUnit::foreign}};
  for (const auto& [suffix, unit] : kUnits) {
    if (drop_suffix(heading, suffix)) return unit;
  }
  return HeadingUnit::none;
}

// Whether the unit can stand on a field of the kind.
bool fits(HeadingUnit unit, ValueKind kind) {
  switch (unit) {
    case HeadingUnit::months:
    case HeadingUnit::years:
      return kind == ValueKind::life || kind == ValueKind::integer;
    case HeadingUnit::percent:
      return kind == ValueKind::rate || kind == ValueKind::deduction || kind == ValueKind::fraction;
    case HeadingUnit::foreign:
      return kind == ValueKind::amount;
    case HeadingUnit::none:
    case HeadingUnit::unstated:
      break;
  }
  return true;
}

std::vector<std::string> normalised(const TomlNode* list) {
  std::vector<std::string> result;
  if (list == nullptr) return result;
  for (const TomlNode& item : list->items) result.push_back(normalise_heading(item.text));
  return result;
}

HeadingUnit unit_of(std::string_view text) {
  if (text == "年" || text == "years") return HeadingUnit::years;
  if (text == "月" || text == "months") return HeadingUnit::months;
  if (text == "%") return HeadingUnit::percent;
  return HeadingUnit::none;
}

}  // namespace

std::string normalise_heading(std::string_view heading) {
  std::string result;
  for (std::size_t at = 0; at < heading.size();) {
    const auto byte = static_cast<unsigned char>(heading[at]);
    const std::string_view three = heading.substr(at, 3);
    if (byte <= ' ' || byte == '*') {
      ++at;
    } else if (heading.substr(at, 2) == "\xC2\xA0") {
      at += 2;
    } else if (three == "\u3000" || three == "\uFEFF" || three == "\u200B") {
      at += 3;
    } else if (three.size() == 3 && (three[0] == '\xEF') && (three[1] == '\xBC' || three[1] == '\xBD')) {
      // U+FF01..U+FF5E are the full-width forms of ! to ~.
      const unsigned code = 0xF000U | (static_cast<unsigned char>(three[1]) & 0x3FU) << 6U |
                            (static_cast<unsigned char>(three[2]) & 0x3FU);
      if (code >= 0xFF01U && code <= 0xFF5EU) {
        result += static_cast<char>(code - 0xFEE0U);
      } else {
        result.append(three);
      }
      at += 3;
    } else {
      result += heading[at++];
    }
  }
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  result.erase(std::remove(result.begin(), result.end(), '*'), result.end());
  if (!drop_suffix(result, "(元)") && !drop_suffix(result, "(人民币元)")) drop_suffix(result, "(人民币)");
  return result;
}

void HeadingWords::add_canonical(RecordType type) {
  Table& table = at(type);
  const auto& fields = fields_of(type);
  for (FieldIndex field = 0; field < fields.size(); ++field) {
    const HeadingUnit unit = fields[field].kind == ValueKind::life ? HeadingUnit::months : HeadingUnit::none;
    table.names[std::string(fields[field].name)] = {field, unit, false};
    table.canonical.emplace_back(fields[field].name);
  }
  table.sheets.insert(std::string(table_name(type)));
}

void HeadingWords::add_equivalents(RecordType type, const TomlNode& list, HeadingMeaning meaning) {
  for (const std::string& heading : normalised(&list)) {
    at(type).names.try_emplace(heading, meaning);
    at(type).equivalents.push_back(heading);
  }
}

void HeadingWords::read_table(RecordType type, const TomlNode& node, const std::string& path,
                              Diagnostics& diagnostics) {
  for (const auto& [key, list] : node.members) {
    if (key == "ignored") {
      for (std::string& heading : normalised(&list)) at(type).ignored.insert(std::move(heading));
      continue;
    }
    const bool unstated = key == "unstated_unit";
    const bool second = key == "second_choice";
    TomlNode single;
    single.members.emplace_back(key, list);
    for (const auto& [name, headings] : unstated || second ? list.members : single.members) {
      const auto field = find_field(type, name);
      if (!field) {
        diagnostics.add(unknown_key(path, headings, name, at(type).canonical));
        continue;
      }
      const bool life = fields_of(type)[*field].kind == ValueKind::life;
      const HeadingUnit unit = unstated ? HeadingUnit::unstated : life ? HeadingUnit::months : HeadingUnit::none;
      add_equivalents(type, headings, {*field, unit, second});
    }
  }
}

HeadingWords HeadingWords::load(const std::string& path, Diagnostics& diagnostics) {
  HeadingWords result;
  for (std::size_t type = 0; type < kRecordTypes; ++type) result.add_canonical(static_cast<RecordType>(type));
  const TomlNode root = read_toml(path, diagnostics);
  const TomlNode* sheets = root.find("sheets");
  for (std::size_t index = 0; index < kRecordTypes; ++index) {
    const auto type = static_cast<RecordType>(index);
    const std::string name(table_name(type));
    if (const TomlNode* table = root.find(name)) result.read_table(type, *table, path, diagnostics);
    if (sheets == nullptr) continue;
    for (std::string& sheet : normalised(sheets->find(name))) result.at(type).sheets.insert(std::move(sheet));
  }
  if (const TomlNode* joined = root.find("joined")) {
    result.apart_ = normalised(joined->find("apart"));
    if (const TomlNode* telling = joined->find("telling")) result.telling_ = telling->text;
  }
  if (const TomlNode* rows = root.find("rows")) {
    result.subtotal_ = normalised(rows->find("subtotal"));
    result.total_ = normalised(rows->find("total"));
  }
  if (const TomlNode* words = root.find("words")) {
    for (const auto& [list, entries] : words->members) {
      auto& pairs = result.words_[list];
      for (const auto& [canonical, aliases] : entries.members) {
        for (const TomlNode& alias : aliases.items) pairs.emplace_back(alias.text, canonical);
      }
    }
  }
  return result;
}

bool HeadingWords::map_key(RecordType type, const std::string& key, const TomlNode& node, const MappingPlace& place) {
  Diagnostics& diagnostics = place.diagnostics;
  const std::string& path = place.path;
  Table& table = at(type);
  if (key == "ignore") {
    for (std::string& heading : normalised(&node)) {
      table.names.erase(heading);
      table.ignored.insert(std::move(heading));
    }
    return true;
  }
  const auto field = find_field(type, key);
  if (!field) return false;
  if (const TomlNode* value = node.find("value")) {
    if (!place.own_table) return true;
    table.constants.push_back({*field, value->text});
    std::erase_if(table.names, [&](const auto& entry) { return entry.second.field == *field; });
    return true;
  }
  const TomlNode* heading = node.kind == TomlKind::table ? node.find("heading") : &node;
  if (heading == nullptr || heading->kind != TomlKind::string) {
    diagnostics.add(mapping_shape(path, node, key));
    return true;
  }
  const TomlNode* unit_node = node.find("unit");
  const std::string text = normalise_heading(heading->text);
  HeadingUnit unit = unit_node != nullptr ? unit_of(unit_node->text) : HeadingUnit::none;
  if (unit == HeadingUnit::none && fields_of(type)[*field].kind == ValueKind::life) {
    // The heading's own words may say the unit; one that says none stays refused, mapped or not.
    std::string base = text;
    unit = cut_unit(base);
    const auto known = table.names.find(text);
    if (unit == HeadingUnit::none) unit = known != table.names.end() ? known->second.unit : HeadingUnit::unstated;
  }
  if (!place.own_table) {
    // Said for the whole file: other tables learn the heading, but keep those they had.
    table.names.try_emplace(text, HeadingMeaning{*field, unit, false});
    return true;
  }
  std::erase_if(table.names, [&](const auto& entry) { return entry.second.field == *field; });
  table.names[text] = {*field, unit, false};
  table.ignored.erase(text);
  table.mapped.push_back({text, *field, heading->line, heading->column});
  return true;
}

void HeadingWords::map_table(RecordType type, const TomlNode& node, const MappingPlace& place) {
  for (const auto& [name, entry] : node.members) {
    if (!map_key(type, name, entry, place)) {
      place.diagnostics.add(unknown_key(place.path, entry, name, at(type).canonical));
    }
  }
}

// At the top a name speaks of the first table that knows it, the assets before all; `ignore` of every table.
bool HeadingWords::map_everywhere(const std::string& key, const TomlNode& node, MappingPlace place) {
  bool known = false;
  for (std::size_t index = 0; index < kRecordTypes; ++index) {
    place.own_table = !known;
    known = map_key(static_cast<RecordType>(index), key, node, place) || known;
  }
  return known;
}

void HeadingWords::add_mapping(const std::string& path, Diagnostics& diagnostics) {
  mapping_path_ = path;
  const MappingPlace place{path, diagnostics};
  const TomlNode root = read_toml(path, diagnostics);
  for (const auto& [key, node] : root.members) {
    bool table = false;
    for (std::size_t index = 0; index < kRecordTypes && node.kind == TomlKind::table; ++index) {
      const auto type = static_cast<RecordType>(index);
      if (key != table_name(type)) continue;
      map_table(type, node, place);
      table = true;
    }
    if (table || map_everywhere(key, node, place)) continue;
    diagnostics.add(unknown_key(path, node, key, at(RecordType::asset).canonical));
  }
}

std::optional<HeadingMeaning> HeadingWords::meaning(RecordType type, std::string_view heading) const {
  const Table& table = at(type);
  std::string text = normalise_heading(heading);
  if (const auto found = table.names.find(text); found != table.names.end()) return found->second;
  if (table.ignored.contains(text)) return std::nullopt;
  const HeadingUnit unit = cut_unit(text);
  if (unit == HeadingUnit::none) return std::nullopt;
  const auto found = table.names.find(text);
  if (found == table.names.end() || !fits(unit, fields_of(type)[found->second.field].kind)) return std::nullopt;
  return HeadingMeaning{found->second.field, unit, found->second.second_choice};
}

bool HeadingWords::ignored(RecordType type, std::string_view heading) const {
  return at(type).ignored.contains(normalise_heading(heading));
}

std::string HeadingWords::near_miss(RecordType type, std::string_view heading) const {
  const Table& table = at(type);
  std::string text = normalise_heading(heading);
  if (table.ignored.contains(text) || table.names.contains(text)) return {};
  if (is_ascii(text)) return nearest(text, table.canonical, kAsciiNearness);
  cut_unit(text);
  if (letter_count(text) < kChineseLettersMin) return {};
  for (const std::string& known : table.equivalents) {
    if (letter_count(known) < kChineseLettersMin || edit_distance(text, known, kChineseNearness) > kChineseNearness)
      continue;
    if (known == text || differs_tellingly(text, known)) continue;
    return known;
  }
  return {};
}

// "期末累计折旧" is no slip of the pen for "期初累计折旧": some letters make another word on purpose.
bool HeadingWords::differs_tellingly(std::string_view a, std::string_view b) const {
  auto left = letters_of(a);
  auto right = letters_of(b);
  while (!left.empty() && !right.empty() && left.back() == right.back()) {
    left.pop_back();
    right.pop_back();
  }
  std::size_t same = 0;
  while (same < left.size() && same < right.size() && left[same] == right[same]) ++same;
  // Each letter that differs must be a telling one: 曰 for 日 is a slip, 末 for 初 is not.
  const auto telling = [&](const std::vector<std::string_view>& rest) {
    return std::all_of(rest.begin() + static_cast<std::ptrdiff_t>(same), rest.end(),
                       [&](std::string_view letter) { return telling_.find(letter) != std::string::npos; });
  };
  return telling(left) && telling(right);
}

bool HeadingWords::stands_apart(std::string_view upper) const { return contains_any(normalise_heading(upper), apart_); }

bool HeadingWords::is_sheet_of(RecordType type, std::string_view sheet) const {
  return at(type).sheets.contains(normalise_heading(sheet));
}

bool HeadingWords::is_subtotal(std::string_view text) const { return contains_any(normalise_heading(text), subtotal_); }

bool HeadingWords::is_total(std::string_view text) const { return contains_any(normalise_heading(text), total_); }

const std::vector<std::pair<std::string, std::string>>& HeadingWords::words(std::string_view list) const {
  static const std::vector<std::pair<std::string, std::string>> kNone;
  const auto found = words_.find(std::string(list));
  return found == words_.end() ? kNone : found->second;
}

}  // namespace tieout::loading
