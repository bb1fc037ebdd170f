// Proposals of a comparison as tables: in the shape of the files they would be added to, and in few columns for people.
#include <algorithm>

#include "card_standing.hpp"

namespace tieout {

namespace {

const char* const kEventColumns[] = {"asset",
                                     "entity",
                                     "date",
                                     "type",
                                     "amount",
                                     "recoverable",
                                     "life_months",
                                     "remaining_months",
                                     "tax_remaining_months",
                                     "residual",
                                     "method",
                                     "basis",
                                     "proceeds",
                                     "compensation",
                                     "costs",
                                     "kind",
                                     "fraction",
                                     "cost_removed",
                                     "accumulated_removed",
                                     "provision_removed",
                                     "removed",
                                     "tax_amount",
                                     "units",
                                     "class",
                                     "model",
                                     "to_entity",
                                     "note"};

struct EventCells {
  std::optional<Money> amount, residual, proceeds, compensation, costs, cost_removed, accumulated_removed,
      provision_removed;
  std::optional<std::int32_t> life_months, remaining_months;
  std::string_view method, kind, asset_class, to_entity;
};

// The types that a comparison proposes.
EventCells cells_of(const EventDetail& detail, const rules::ClassTable& classes) {
  EventCells cells;
  const auto filled = [](Money amount) { return amount.is_zero() ? std::nullopt : std::optional<Money>(amount); };
  if (const auto* impair = std::get_if<Impair>(&detail)) cells.amount = impair->amount;
  if (const auto* reverse = std::get_if<Reverse>(&detail)) cells.amount = reverse->amount;
  if (const auto* adjust = std::get_if<AdjustCost>(&detail)) cells.amount = adjust->amount;
  if (const auto* improve = std::get_if<Improve>(&detail)) {
    cells.amount = improve->amount;
    cells.remaining_months = improve->remaining_months;
  }
  if (const auto* estimate = std::get_if<Estimate>(&detail)) {
    cells.life_months = estimate->estimate.life_months;
    cells.residual = estimate->estimate.residual;
    if (estimate->estimate.method) cells.method = name_of(*estimate->estimate.method);
  }
  if (const auto* transfer = std::get_if<Transfer>(&detail)) {
    if (transfer->to_class) cells.asset_class = classes.at(*transfer->to_class).code;
    cells.to_entity = transfer->to_entity;
  }
  if (const auto* dispose = std::get_if<Dispose>(&detail)) {
    cells.proceeds = filled(dispose->proceeds);
    cells.compensation = filled(dispose->compensation);
    cells.costs = filled(dispose->costs);
    cells.kind = name_of(dispose->kind);
    cells.cost_removed = dispose->cost_removed;
    cells.accumulated_removed = dispose->accumulated_removed;
    cells.provision_removed = dispose->provision_removed;
  }
  return cells;
}

class Rows {
 public:
  Rows(Table& table, const PlaceOf& place, Language language) : table_(table), place_(place), language_(language) {}

  Cell text(std::string_view text) { return text.empty() ? Cell{} : Cell::of(table_.keep(std::string(text))); }
  Cell amount(const std::optional<Money>& amount) { return amount ? Cell::of(*amount) : Cell{}; }
  Cell integer(const std::optional<std::int32_t>& number) { return number ? Cell::of(*number) : Cell{}; }
  Cell words(const Text& words) { return text(in(language_, words)); }

  // change, was, is, from, accept
  void add_review(std::vector<Cell>& cells, const CardProposal& proposal) {
    cells.push_back(text(name_of(proposal.change)));
    cells.push_back(text(proposal.was));
    cells.push_back(text(proposal.is));
    cells.push_back(text(place_(proposal)));
    cells.push_back(proposal.sure ? text("yes") : Cell{});
  }

 private:
  Table& table_;
  const PlaceOf& place_;
  Language language_;
};

void add_review_columns(TableSchema& schema) {
  schema.columns.push_back({"change", {"变动", "Change"}});
  schema.columns.push_back({"was", {"原为", "Was"}});
  schema.columns.push_back({"is", {"现为", "Is"}});
  schema.columns.push_back({"from", {"出处", "From"}});
  schema.columns.push_back({"accept", {"接受", "Accept"}});
}

CellKind kind_of_event_column(std::string_view key) {
  if (key == "date") return CellKind::date;
  if (key == "life_months" || key == "remaining_months" || key == "tax_remaining_months") return CellKind::integer;
  for (const std::string_view amount : {"amount", "recoverable", "residual", "proceeds", "compensation", "costs",
                                        "cost_removed", "accumulated_removed", "provision_removed", "tax_amount"}) {
    if (key == amount) return CellKind::money;
  }
  return CellKind::text;
}

}  // namespace

Table proposed_events(const std::vector<CardProposal>& proposals, Decided decided, const rules::ClassTable& classes,
                      const PlaceOf& place, Language language) {
  Table table;
  const bool sure = decided == Decided::by_lists;
  table.schema = sure ? TableSchema{"events", {"拟列事项", "Proposed events"}, {}}
                      : TableSchema{"open", {"待定事项", "Events to decide"}, {}};
  for (const char* key : kEventColumns) table.schema.columns.push_back({key, {key, key}, kind_of_event_column(key)});
  add_review_columns(table.schema);
  Rows rows(table, place, language);
  for (const CardProposal& proposal : proposals) {
    if (!proposal.event || proposal.sure != sure) continue;
    const Event& event = *proposal.event;
    const EventCells cells = cells_of(event.detail, classes);
    const std::string& note = event.note.empty() ? in(language, proposal.note) : event.note;
    std::vector<Cell> row{rows.text(proposal.asset),
                          rows.text(proposal.entity),
                          Cell::of(event.date),
                          rows.text(type_name(event.detail)),
                          rows.amount(cells.amount),
                          {},
                          rows.integer(cells.life_months),
                          rows.integer(cells.remaining_months),
                          {},
                          rows.amount(cells.residual),
                          rows.text(cells.method),
                          {},
                          rows.amount(cells.proceeds),
                          rows.amount(cells.compensation),
                          rows.amount(cells.costs),
                          rows.text(cells.kind),
                          {},
                          rows.amount(cells.cost_removed),
                          rows.amount(cells.accumulated_removed),
                          rows.amount(cells.provision_removed),
                          {},
                          {},
                          {},
                          rows.text(cells.asset_class),
                          {},
                          rows.text(cells.to_entity),
                          rows.text(note)};
    rows.add_review(row, proposal);
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table proposed_recorded(const std::vector<CardProposal>& proposals, const PlaceOf& place, Language language) {
  Table table;
  table.schema = {"recorded",
                  {"拟列记录", "Proposed recorded figures"},
                  {{"asset", {"asset", "asset"}},
                   {"entity", {"entity", "entity"}},
                   {"year", {"year", "year"}, CellKind::integer},
                   {"month", {"month", "month"}, CellKind::integer},
                   {"book_charge", {"book_charge", "book_charge"}, CellKind::money}}};
  add_review_columns(table.schema);
  Rows rows(table, place, language);
  for (const CardProposal& proposal : proposals) {
    if (!proposal.recorded) continue;
    const Recorded& recorded = *proposal.recorded;
    std::vector<Cell> row{rows.text(proposal.asset), rows.text(proposal.entity), Cell::of(recorded.year),
                          Cell::of(recorded.month), rows.amount(recorded.book_charge)};
    rows.add_review(row, proposal);
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table proposed_notes(const std::vector<CardProposal>& proposals, const PlaceOf& place, Language language) {
  Table table;
  table.schema = {"notes",
                  {"待处理", "To settle"},
                  {{"asset", {"资产编号", "Asset"}},
                   {"entity", {"核算主体", "Entity"}},
                   {"name", {"资产名称", "Name"}},
                   {"amount", {"金额", "Amount"}, CellKind::money},
                   {"note", {"说明", "Note"}}}};
  add_review_columns(table.schema);
  Rows rows(table, place, language);
  for (const CardProposal& proposal : proposals) {
    if (proposal.event || proposal.recorded || proposal.change == CardChange::added) continue;
    std::vector<Cell> row{rows.text(proposal.asset), rows.text(proposal.entity), rows.text(proposal.name),
                          Cell::of(proposal.amount), rows.words(proposal.note)};
    rows.add_review(row, proposal);
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table proposals_overview(const std::vector<CardProposal>& proposals, const PlaceOf& place, Language language) {
  Table table;
  table.schema = {"snapshot",
                  {"卡片清单与此前状态的差别", "The list of cards against the state before"},
                  {{"change", {"变动", "Change"}},
                   {"entity", {"主体", "Entity"}},
                   {"asset", {"资产编号", "Asset"}},
                   {"date", {"日期", "Date"}, CellKind::date},
                   {"type", {"事项", "Event"}},
                   {"was", {"原为", "Was"}},
                   {"is", {"现为", "Is"}},
                   {"from", {"出处", "From"}},
                   {"accept", {"接受", "Accept"}}}};
  Rows rows(table, place, language);
  std::vector<const CardProposal*> order;
  for (const CardProposal& proposal : proposals) order.push_back(&proposal);
  std::stable_sort(order.begin(), order.end(), [](const CardProposal* a, const CardProposal* b) {
    if (a->sure != b->sure) return !a->sure;
    return size_of(a->amount) > size_of(b->amount);
  });
  for (const CardProposal* proposal : order) {
    Cell type;
    if (proposal->event) type = rows.text(type_name(proposal->event->detail));
    if (proposal->recorded) type = rows.text("recorded");
    table.rows.push_back({rows.words(label_of(proposal->change)), rows.text(proposal->entity),
                          rows.text(proposal->asset), proposal->event ? Cell::of(proposal->event->date) : Cell{}, type,
                          rows.text(proposal->was), rows.text(proposal->is), rows.text(place(*proposal)),
                          proposal->sure ? rows.words({"是", "yes"}) : Cell{}});
  }
  return table;
}

}  // namespace tieout
