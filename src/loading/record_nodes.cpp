#include "loading/record_nodes.hpp"

#include <algorithm>

#include "loading/record_position.hpp"

namespace tieout::loading {

namespace {

// book = { life_months = 120 } is book_life_months.
bool is_prefix_table(const std::string& key) { return key == "book" || key == "tax" || key == "opening"; }

std::string field_name(RecordType type, const std::string& key) {
  const bool names_itself = (type == RecordType::asset && key == "id") || (type == RecordType::entity && key == "id");
  return names_itself ? std::string(record_name(type)) : key;
}

CellType cell_type(TomlKind kind) {
  switch (kind) {
    case TomlKind::string:
      return CellType::text;
    case TomlKind::integer:
      return CellType::number;
    case TomlKind::date:
      return CellType::date;
    default:
      return CellType::error;
  }
}

std::string text_of(const TomlNode& node) {
  if (node.kind == TomlKind::array) return "[…]";
  if (node.kind == TomlKind::table) return "{…}";
  return node.text;
}

}  // namespace

void NodeSheet::read_row(std::size_t index, RowBuffer& buffer) const {
  buffer.cells.assign(fields_of(type_).size(), SheetCell{});
  for (const Value& value : records_[index].values) buffer.cells[value.field] = {value.text, value.type};
}

const NodeSheet::Value* NodeSheet::value(std::size_t row, FieldIndex field) const {
  const auto& values = records_[row].values;
  const auto found = std::find_if(values.begin(), values.end(), [&](const Value& v) { return v.field == field; });
  return found == values.end() ? nullptr : &*found;
}

void NodeSheet::add(const TomlNode& node, Diagnostics& diagnostics) {
  Record record;
  record.line = node.line;
  std::vector<Record> rates;
  for (const auto& [key, member] : node.members) {
    if (type_ == RecordType::entity && key == "positions" && member.kind == TomlKind::table) {
      add_positions(record, member, diagnostics);
    } else if (type_ == RecordType::entity && key == "rate" && member.kind == TomlKind::array) {
      for (const TomlNode& rate : member.items) rates.push_back(rate_record(node, rate, diagnostics));
    } else if (member.kind == TomlKind::table && is_prefix_table(key)) {
      for (const auto& [inner, value] : member.members) add_member(record, key + "_" + inner, value, diagnostics);
    } else {
      add_member(record, field_name(type_, key), member, diagnostics);
    }
  }
  records_.push_back(std::move(record));
  for (Record& rate : rates) records_.push_back(std::move(rate));
}

// positions = { one-time-residual = "…" } is the column position:one-time-residual.
void NodeSheet::add_positions(Record& record, const TomlNode& node, Diagnostics& diagnostics) {
  for (const auto& [id, option] : node.members) {
    const std::string name = std::string(kPositionPrefix) + id;
    if (find_field(type_, name)) {
      add_member(record, name, option, diagnostics);
      continue;
    }
    CellProblem problem = unknown_position(id, position_ids());
    Diagnostic diagnostic;
    diagnostic.code = std::move(problem.code);
    diagnostic.span = {file, "", option.line, option.column, id};
    diagnostic.message = std::move(problem.message);
    diagnostic.help = std::move(problem.help);
    diagnostics.add(std::move(diagnostic));
    record.spoiled = true;
  }
}

// [[entity.rate]] is a row that repeats the entity.
NodeSheet::Record NodeSheet::rate_record(const TomlNode& entity, const TomlNode& rate, Diagnostics& diagnostics) {
  Record record;
  record.line = rate.line;
  for (const std::string_view key : {"id", "entity"}) {
    if (const TomlNode* id = entity.find(key))
      add_member(record, field_name(type_, std::string(key)), *id, diagnostics);
  }
  for (const auto& [key, member] : rate.members) {
    if (key == "from" || key == "enacted" || key == "rate") {
      add_member(record, key, member, diagnostics);
    } else {
      diagnostics.add(unknown_key(file, member, key, {"from", "enacted", "rate"}));
      record.spoiled = true;
    }
  }
  return record;
}

void NodeSheet::add_member(Record& record, const std::string& key, const TomlNode& node, Diagnostics& diagnostics) {
  const auto field = find_field(type_, key);
  if (!field) {
    std::vector<std::string> known;
    for (const FieldSpec& spec : fields_of(type_)) known.emplace_back(spec.name);
    diagnostics.add(unknown_key(file, node, key, known));
    record.spoiled = true;
    return;
  }
  const bool repeated = std::any_of(record.values.begin(), record.values.end(),
                                    [&](const Value& value) { return value.field == *field; });
  if (repeated) {
    diagnostics.add(repeated_key(file, node, key));
    record.spoiled = true;
    return;
  }
  if (type_ == RecordType::entity && node.kind == TomlKind::array) {
    std::string joined;
    for (const TomlNode& item : node.items) joined += (joined.empty() ? "" : ";") + item.text;
    record.values.push_back({joined, CellType::text, TomlKind::string, node.line, node.column, *field});
    return;
  }
  record.values.push_back({text_of(node), cell_type(node.kind), node.kind, node.line, node.column, *field});
}

}  // namespace tieout::loading
