#include "loading/register_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "loading/policy.hpp"
#include "loading/record_acceptance.hpp"
#include "loading/record_adjustment.hpp"
#include "loading/record_asset.hpp"
#include "loading/record_entity.hpp"
#include "loading/record_event.hpp"
#include "loading/record_opening.hpp"
#include "loading/register_cards.hpp"
#include "loading/register_sources.hpp"
#include "loading/related_cards.hpp"
#include "tieout/ledger/family.hpp"

namespace tieout::loading {

namespace {

class Reader : public RegisterReader {
 public:
  Reader(HeadingWords headings, const rules::RuleBook& rules)
      : headings_(std::move(headings)), words_(headings_, rules.classes), rules_(rules) {}

  bool open(const InputFiles& files, Diagnostics& diagnostics) {
    sources_ = open_sources(files, headings_, diagnostics);
    if (const RecordTable* table = sources_.at(RecordType::policy)) policies_.load(*table, words_, diagnostics);
    if (const RecordTable* table = sources_.at(RecordType::entity)) {
      entities_ = read_entities({*table, headings_, words_, rules_}, diagnostics);
    }
    if (const RecordTable* table = sources_.at(RecordType::acceptance)) {
      acceptances_ = read_acceptances(*table, words_, diagnostics);
    }
    if (sources_.at(RecordType::asset) == nullptr) return false;
    // With a single entity there is no question whose the cards are.
    if (entities_.size() == 1) default_entity_ = entities_.front().id;
    undated_on_ = files.openings_undated_on;
    RegisterCards cards(context(), headings_, files.assets_may_follow, diagnostics);
    // Balances beside the register replace those that merely stood on the cards at some day.
    const bool beside = sources_.at(RecordType::opening) != nullptr;
    openings_dated_ = beside || undated_on_ ? cards.dates_openings() || undated_on_ : cards.openings_dated();
    cards.index(index_);
    if (const RecordTable* table = sources_.at(RecordType::adjustment)) {
      adjustments_ = read_adjustments({*table, words_, default_entity_, index_.entities(), entities_}, diagnostics);
    }
    join(cards);
    order_ = moves_.order(index_, files.held_in);
    find_successors(cards);
    settle_families(cards, diagnostics);
    return true;
  }

  std::size_t size() const override { return index_.size(); }

  void read(std::size_t first, std::size_t count, std::vector<RegisterEntry>& batch,
            Diagnostics& diagnostics) const override {
    const std::size_t last = std::min(first + count, index_.size());
    if (batch.size() < last - first) batch.resize(last - first);
    RowBuffer cells;
    std::size_t kept = 0;
    for (std::size_t at = first; at < last; ++at) {
      const std::size_t position = order_.empty() ? at : order_[at];
      if (read_entry(position, cells, batch[kept], diagnostics)) ++kept;
    }
    batch.resize(kept);
  }

  SourceSpan span(Origin origin, std::string_view field) const override {
    const RecordTable* table = sources_.by_number(origin.source);
    if (table == nullptr || origin.line == 0) return {};
    const auto row = table->row_at(origin.line);
    if (!row) return {table->sheet->file, table->sheet->name, origin.line, 0, ""};
    const auto index = find_field(table->type, field);
    return index ? table->span(*row, *index) : table->span(*row);
  }

  const std::vector<Entity>& entities() const override { return entities_; }
  const std::vector<SetAsideCard>& set_aside() const override { return set_aside_; }
  const std::vector<AccountMapping>& accounts() const override { return accounts_; }
  const std::vector<Acceptance>& acceptances() const override { return acceptances_; }
  const std::vector<Adjustment>& adjustments() const override { return adjustments_; }
  std::vector<std::string> files() const override { return sources_.files; }

 private:
  AssetContext context() const {
    return {*sources_.at(RecordType::asset), words_, policies_, default_entity_, openings_dated_, undated_on_};
  }

  // Set-aside cards leave the index; events and recorded rows are grouped by the cards that stay.
  void join(RegisterCards& cards) {
    accounts_ = policies_.accounts();
    const RecordTable* events = sources_.at(RecordType::event);
    const RecordTable* recorded = sources_.at(RecordType::recorded);
    const RecordTable* set_aside = sources_.at(RecordType::set_aside);
    const RecordTable* openings = sources_.at(RecordType::opening);
    const bool joins = events != nullptr || recorded != nullptr || set_aside != nullptr || openings != nullptr;
    if (!joins && !cards.has_components()) return;
    index_.build_lookup();
    if (cards.has_components()) cards.check_parents(index_);
    std::vector<std::uint32_t> removed;
    if (set_aside != nullptr) removed = cards.take_aside(index_, *set_aside, set_aside_);
    if (events != nullptr) events_ = cards.group(index_, *events, removed, moves_);
    if (recorded != nullptr) recorded_ = cards.group(index_, *recorded, removed, moves_);
    if (openings != nullptr) openings_ = cards.group(index_, *openings, removed, moves_);
    index_.drop_lookup();
    if (removed.empty()) return;
    index_.remove(removed);
    moves_.follow(removed);
  }

  void find_successors(const RegisterCards& cards) {
    for (const ComponentLink& link : cards.successors()) {
      const std::uint32_t before = index_.position(link.entity, link.parent);
      const std::uint32_t after = index_.position(link.entity, link.asset);
      if (before != RegisterIndex::kNone && after != RegisterIndex::kNone) successors_.emplace(before, after);
    }
  }

  // What the ledgers must know of other cards. Nothing is reported here: each card is read for itself, too.
  void relate(std::size_t position, RowBuffer& cells, RegisterEntry& entry) const {
    entry.whole.reset();
    entry.successor.reset();
    const bool measured = !entry.asset.parent.empty() && measured_by_whole(rules_, entry.asset.asset_class);
    if (!measured && successors_.empty()) return;
    Asset other;
    if (measured) {
      const std::uint32_t whole = index_.position(entry.asset.entity, entry.asset.parent);
      if (whole != RegisterIndex::kNone && read_other(whole, cells, other)) entry.whole = whole_of(other);
    }
    const auto found = successors_.find(static_cast<std::uint32_t>(position));
    if (found != successors_.end() && read_other(found->second, cells, other)) entry.successor = successor_of(other);
  }

  bool read_other(std::uint32_t position, RowBuffer& cells, Asset& asset) const {
    Diagnostics repeated;
    const std::size_t row = index_.row(position);
    sources_.at(RecordType::asset)->sheet->read_row(row, cells);
    return read_asset(context(), row, cells, asset, repeated);
  }

  // Families of which the whole is disposed of: the shares of joint disposals are worked out once, here, and take the
  // place of the events as they were read.
  void settle_families(const RegisterCards& cards, Diagnostics& diagnostics) {
    for (const ComponentLink& link : cards.components()) {
      const std::uint32_t whole = index_.position(link.entity, link.parent);
      const std::uint32_t component = index_.position(link.entity, link.asset);
      if (whole != RegisterIndex::kNone && component != RegisterIndex::kNone) families_[whole].push_back(component);
    }
    RowBuffer cells;
    for (auto& [whole, components] : families_) {
      if (events_.of(whole).empty()) continue;
      std::sort(components.begin(), components.end());
      settle_family_of(whole, components, cells, diagnostics);
    }
  }

  void settle_family_of(std::uint32_t whole, const std::vector<std::uint32_t>& components, RowBuffer& cells,
                        Diagnostics& diagnostics) {
    Diagnostics repeated;  // what is wrong with a row is said when its card is read for good
    std::vector<RegisterEntry> family(components.size() + 1);
    bool good = read_entry(whole, cells, family[0], repeated);
    const auto& own = family[0].events;
    const bool disposed = std::any_of(own.begin(), own.end(),
                                      [](const Event& event) { return std::holds_alternative<Dispose>(event.detail); });
    if (!good || !disposed) return;
    std::vector<RegisterEntry*> members;
    for (std::size_t at = 0; at < components.size(); ++at) {
      good = read_entry(components[at], cells, family[at + 1], repeated) && good;
      members.push_back(&family[at + 1]);
    }
    if (!good) return;
    const bool joint = takes_components(own);
    Problems findings;
    settle_family(family[0], members, findings);
    for (Problem& finding : findings) {
      finding.diagnostic.span = span(finding.origin, finding.field);
      diagnostics.add(std::move(finding.diagnostic));
    }
    if (!joint) return;
    settled_[whole] = std::move(family[0].events);
    for (std::size_t at = 0; at < components.size(); ++at) settled_[components[at]] = std::move(family[at + 1].events);
  }

  bool read_entry(std::size_t position, RowBuffer& cells, RegisterEntry& entry, Diagnostics& diagnostics) const {
    const RecordTable& assets = *sources_.at(RecordType::asset);
    const std::size_t row = index_.row(position);
    assets.sheet->read_row(row, cells);
    bool good = read_asset(context(), row, cells, entry.asset, diagnostics);
    if (!openings_.of(position).empty()) good = read_openings(position, cells, entry.asset, diagnostics) && good;
    good = read_events(position, cells, entry.events, diagnostics) && good;
    good = good && place_joint_disposals(position, entry, diagnostics);
    if (good) relate(position, cells, entry);
    return read_recorded_rows(position, cells, entry.recorded, diagnostics) && good;
  }

  bool read_events(std::size_t position, RowBuffer& cells, std::vector<Event>& events, Diagnostics& diagnostics) const {
    const auto rows = events_.of(position);
    events.resize(rows.size());
    bool good = true;
    for (std::size_t at = 0; at < rows.size(); ++at) {
      const RecordTable& table = *sources_.at(RecordType::event);
      table.sheet->read_row(rows[at], cells);
      good = read_event(table, words_, rows[at], cells, events[at], diagnostics) && good;
    }
    return good;
  }

  bool read_openings(std::size_t position, RowBuffer& cells, Asset& asset, Diagnostics& diagnostics) const {
    const RecordTable& table = *sources_.at(RecordType::opening);
    const auto rows = openings_.of(position);
    Opening opening;
    table.sheet->read_row(rows.front(), cells);
    bool good = read_opening(table, words_, rows.front(), cells, opening, diagnostics);
    good = good && take_opening(table, rows.front(), opening, asset, diagnostics);
    for (std::size_t at = 1; at < rows.size(); ++at) {
      refuse_second_opening(table, rows[at], table.sheet->line_of(rows.front()), diagnostics);
      good = false;
    }
    return good;
  }

  bool place_joint_disposals(std::size_t position, RegisterEntry& entry, Diagnostics& diagnostics) const {
    if (!settled_.empty()) {
      const auto found = settled_.find(static_cast<std::uint32_t>(position));
      if (found != settled_.end()) entry.events = found->second;
    }
    if (!takes_components(entry.events) || families_.contains(static_cast<std::uint32_t>(position))) return true;
    Problem problem = no_components(entry);
    problem.diagnostic.span = span(problem.origin, problem.field);
    diagnostics.add(std::move(problem.diagnostic));
    return false;
  }

  bool read_recorded_rows(std::size_t position, RowBuffer& cells, std::vector<Recorded>& recorded,
                          Diagnostics& diagnostics) const {
    const auto rows = recorded_.of(position);
    recorded.resize(rows.size());
    bool good = true;
    for (std::size_t at = 0; at < rows.size(); ++at) {
      const RecordTable& table = *sources_.at(RecordType::recorded);
      table.sheet->read_row(rows[at], cells);
      good = read_recorded(table, words_, rows[at], cells, recorded[at], diagnostics) && good;
      for (std::size_t before = 0; before < at && good; ++before) {
        if (recorded[before].year != recorded[at].year || recorded[before].month != recorded[at].month) continue;
        refuse_repeated(table, rows[at], recorded[before].origin.line, diagnostics);
        good = false;
      }
    }
    return good;
  }

  static void refuse_repeated(const RecordTable& table, std::size_t row, std::uint32_t first_line,
                              Diagnostics& diagnostics) {
    RowReport(table, row, diagnostics)
        .at_field(index_of(RecordedField::year),
                  {"RECORDED-DUPLICATE",
                   {fmt::format("该资产该期间在第 {} 行已有记录", first_line),
                    fmt::format("the asset already has a record for this period in line {}", first_line)},
                   {"每项资产每年(或每月)只保留一行。", "Keep one row per asset and year (or month)."}});
  }

  HeadingWords headings_;
  WordBook words_;
  const rules::RuleBook& rules_;
  Sources sources_;
  PolicyTable policies_;
  std::string default_entity_;
  bool openings_dated_ = true;
  RegisterIndex index_;
  std::optional<Date> undated_on_;
  RowsByCard events_, recorded_, openings_;
  std::map<std::uint32_t, std::vector<std::uint32_t>> families_;  // components by whole
  std::map<std::uint32_t, std::uint32_t> successors_;             // the card built in place of another, by the other
  std::map<std::uint32_t, std::vector<Event>> settled_;           // events of cards that leave by a joint disposal
  CardMoves moves_;
  std::vector<std::uint32_t> order_;  // of the cards, where transfers change it
  std::vector<Entity> entities_;
  std::vector<SetAsideCard> set_aside_;
  std::vector<AccountMapping> accounts_;
  std::vector<Acceptance> acceptances_;
  std::vector<Adjustment> adjustments_;
};

}  // namespace

std::unique_ptr<RegisterReader> open_register(const InputFiles& files, const rules::RuleBook& rules,
                                              Diagnostics& diagnostics) {
  HeadingWords headings = HeadingWords::load(files.headings, diagnostics);
  if (!files.mapping.empty()) headings.add_mapping(files.mapping, diagnostics);
  auto reader = std::make_unique<Reader>(std::move(headings), rules);
  if (!reader->open(files, diagnostics)) return nullptr;
  return reader;
}

}  // namespace tieout::loading
