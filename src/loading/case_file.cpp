#include "loading/case_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "loading/case_expectation.hpp"
#include "loading/case_nodes.hpp"
#include "loading/components.hpp"
#include "loading/policy.hpp"
#include "loading/record_asset.hpp"
#include "loading/record_entity.hpp"
#include "loading/record_event.hpp"
#include "loading/record_opening.hpp"
#include "loading/record_position.hpp"
#include "loading/register_sources.hpp"
#include "loading/related_cards.hpp"

namespace tieout::loading {

namespace {

constexpr std::string_view kDefaultBook = "cn/cas";
constexpr std::string_view kDefaultTax = "cn/cit";
class CaseLoader : CaseNodes {
 public:
  // A case speaks the canonical words alone: no headings, no aliases of an ERP.
  CaseLoader(CaseFile& file, const rules::RuleBook& rules, Diagnostics& diagnostics)
      : CaseNodes(file.path, diagnostics), file_(file), rules_(rules), words_(headings_, rules.classes) {}

  void load() {
    const TomlNode root = read_toml(file_.path, diagnostics_);
    take_head(root);
    TomlNode records;  // what is left for the tables of records
    for (const auto& [key, node] : root.members) {
      if (key == "rules") {
        take_rules(node);
      } else if (key == "entity" && node.kind == TomlKind::table) {
        take_entity(node, file_.entity);
      } else if (key == "entity" && node.kind == TomlKind::array) {
        for (const TomlNode& item : node.items) take_group_entity(item);
      } else if (key == "rate") {
        for (const TomlNode& item : node.items) take_rate(item);
      } else if (key == "expect") {
        for (const TomlNode& item : node.items) {
          file_.expectations.push_back(read_expectation(file_.path, item, diagnostics_));
        }
      } else if (is_case_statement(key)) {
        for (const TomlNode& item : node.items) take_case_statement(file_.path, key, item, file_.stated, diagnostics_);
      } else if (key == "policy" || key == "set_aside" || key == "acceptance" || key == "removed" ||
                 key == "adjustment") {
        diagnostics_.add(unknown_key(
            file_.path, node, key,
            {"asset", "event", "recorded", "rate", "provision", "valuation", "limit", "account", "expect"}));
      } else {
        records.members.push_back({key, node});
      }
    }
    for (Entity& entity : file_.entities) {
      entity.rates = file_.entity.rates;
      if (entity.positions.empty()) entity.positions = file_.entity.positions;
    }
    take_records(records);
  }

 private:
  void take_head(const TomlNode& root) {
    if (const TomlNode* title = root.find("title")) text(*title, {"title"}, file_.title);
    if (const TomlNode* source = root.find("source")) text(*source, {"source"}, file_.source);
    take_list(root, "cites", file_.cites);
    take_list(root, "covers", file_.covers);
  }

  void take_list(const TomlNode& root, std::string_view key, std::vector<std::string>& out) {
    const TomlNode* list = root.find(key);
    if (list == nullptr) return;
    for (const TomlNode& item : list->items) {
      if (!text(item, {key}, out.emplace_back())) out.pop_back();
    }
  }

  void take_rules(const TomlNode& node) {
    for (const auto& [key, value] : node.members) {
      if (key == "book") {
        text(value, {"book"}, file_.book);
      } else if (key == "tax") {
        text(value, {"tax"}, file_.tax);
      } else if (key == "opening") {
        take_opening_policy(value);
      } else if (key == "positions") {
        take_positions(value, file_.entity);
      } else if (key == "as_of") {
        if (Date day; date(value, {"as_of"}, day)) file_.law_as_of = day;
      } else {
        diagnostics_.add(unknown_key(file_.path, value, key, {"book", "tax", "opening", "positions", "as_of"}));
      }
    }
  }

  void take_opening_policy(const TomlNode& node) {
    std::string word;
    if (!text(node, {"opening"}, word)) return;
    file_.opening = parse_opening_policy(word);
    if (file_.opening) return;
    problem(node, {"OPENING-POLICY",
                   {fmt::format("`opening` 不认识“{}”", word), fmt::format("`opening` knows no \"{}\"", word)},
                   {"填写 spread（在剩余年限内摊销）或 true-up（计入接管当年）。",
                    "State spread (over the remaining life) or true-up (in the year of take-over)."}});
  }

  // Of the case's entity; they may stand beside the rules they choose among.
  void take_positions(const TomlNode& node, Entity& entity) {
    for (const auto& [id, value] : node.members) {
      std::string option;
      if (!text(value, {id}, option)) continue;
      if (auto found = take_position(rules_, id, option, entity)) problem(value, std::move(*found));
    }
  }

  void take_regime_of(const TomlNode& node, std::string_view key, RegimeKind kind, std::string& out) {
    std::string code;
    if (!text(node, {key}, code)) return;
    if (auto found = take_regime(rules_, kind, code, out)) problem(node, std::move(*found));
  }

  void take_group_entity(const TomlNode& node) {
    Entity& entity = file_.entities.emplace_back();
    take_entity(node, entity);
    if (entity.id.empty()) {
      problem(node,
              {"VALUE-MISSING", {"[[entity]] 需要 `id`", "an [[entity]] needs its `id`"}, {"填写 id。", "State it."}});
    }
  }

  void take_entity(const TomlNode& node, Entity& entity) {
    for (const auto& [key, value] : node.members) {
      if (key == "id") {
        text(value, {"id"}, entity.id);
      } else if (key == "name") {
        text(value, {"name"}, entity.name);
      } else if (key == "industry") {
        text(value, {"industry"}, entity.industry);
      } else if (key == "place") {
        text(value, {"place"}, entity.place);
      } else if (key == "taxpayer_id") {
        text(value, {"taxpayer_id"}, entity.taxpayer_id);
      } else if (key == "regime") {
        take_regime_of(value, "regime", RegimeKind::book, entity.regime);
      } else if (key == "tax_regime") {
        take_regime_of(value, "tax_regime", RegimeKind::tax, entity.tax_regime);
      } else if (key == "started" || key == "closed") {
        Date day;
        if (date(value, {key}, day)) (key == "started" ? entity.started : entity.closed) = day;
      } else if (key == "positions") {
        take_positions(value, entity);
      } else if (key == "type") {
        const std::vector<TomlNode> single{value};
        for (const TomlNode& item : value.kind == TomlKind::array ? value.items : single) {
          if (!text(item, {"type"}, entity.types.emplace_back())) entity.types.pop_back();
        }
      } else {
        diagnostics_.add(unknown_key(file_.path, value, key,
                                     {"id", "name", "type", "industry", "place", "taxpayer_id", "regime", "tax_regime",
                                      "started", "closed", "positions"}));
      }
    }
  }

  void take_rate(const TomlNode& node) {
    TaxRate rate;
    bool from = false, enacted = false, stated = false;
    for (const auto& [key, value] : node.members) {
      std::string digits;
      if (key == "from") {
        from = date(value, {"from"}, rate.from);
      } else if (key == "enacted") {
        enacted = date(value, {"enacted"}, rate.enacted);
      } else if (key == "rate") {
        if (!text(value, {"rate"}, digits)) continue;
        const ValueError error =
            digits.empty() ? ValueError::not_a_rate : parse_rate(digits, HeadingUnit::none, 100, rate.rate);
        if (error != ValueError::none) problem(value, value_problem(error, {"rate"}, digits));
        stated = error == ValueError::none;
      } else {
        diagnostics_.add(unknown_key(file_.path, value, key, {"from", "enacted", "rate"}));
      }
    }
    if (!enacted) rate.enacted = rate.from;
    if (from && stated) {
      file_.entity.rates.push_back(rate);
    } else if (node.find("from") == nullptr || node.find("rate") == nullptr) {
      problem(node, {"VALUE-MISSING",
                     {"[[rate]] 需要 `from` 和 `rate`", "a [[rate]] needs `from` and `rate`"},
                     {"两者都要填写。", "State both."}});
    }
  }

  void take_records(const TomlNode& records) {
    std::unique_ptr<RecordTable> tables[kRecordTypes];
    for (auto& sheet : node_sheets(records, file_.path, {"title", "source", "cites", "covers"}, diagnostics_)) {
      auto table = std::make_unique<RecordTable>();
      table->type = sheet->type();
      table->nodes = sheet.get();
      table->sheet = std::move(sheet);
      bind_columns(*table, headings_, {}, diagnostics_);
      tables[static_cast<std::size_t>(table->type)] = std::move(table);
    }
    if (const auto& assets = tables[static_cast<std::size_t>(RecordType::asset)]) take_assets(*assets);
    if (const auto& openings = tables[static_cast<std::size_t>(RecordType::opening)]) {
      attach(*openings, [&](std::size_t row, const RowBuffer& cells, std::size_t owner) {
        Opening opening;
        if (!read_opening(*openings, words_, row, cells, opening, diagnostics_)) return false;
        return owner >= all_.size() || take_opening(*openings, row, opening, all_[owner].asset, diagnostics_);
      });
    }
    if (const auto& events = tables[static_cast<std::size_t>(RecordType::event)]) {
      attach(*events, [&](std::size_t row, const RowBuffer& cells, std::size_t owner) {
        Event event;
        if (!read_event(*events, words_, row, cells, event, diagnostics_)) return false;
        if (owner < all_.size()) all_[owner].events.push_back(std::move(event));
        return true;
      });
    }
    if (const auto& recorded = tables[static_cast<std::size_t>(RecordType::recorded)]) {
      attach(*recorded, [&](std::size_t row, const RowBuffer& cells, std::size_t owner) {
        Recorded figures;
        if (!read_recorded(*recorded, words_, row, cells, figures, diagnostics_)) return false;
        return owner >= all_.size() || add_recorded(*recorded, row, figures, owner);
      });
    }
    if (const auto& assets = tables[static_cast<std::size_t>(RecordType::asset)]) check_parents(*assets);
    settle_families();
    relate_cards(rules_, all_);
    for (std::size_t at = 0; at < all_.size(); ++at) {
      if (!bad_[at]) file_.entries.push_back(std::move(all_[at]));
    }
  }

  void settle_families() {
    if (diagnostics_.has_errors()) return;
    for (Problem& problem : settle_all_families(all_)) {
      problem.diagnostic.span = case_span(file_, problem.origin, problem.field);
      diagnostics_.add(std::move(problem.diagnostic));
    }
  }

  void check_parents(const RecordTable& table) {
    std::vector<ComponentLink> links;
    for (const RegisterEntry& entry : all_) {
      const Asset& asset = entry.asset;
      const auto row = table.row_at(asset.origin.line);
      if (!asset.parent.empty() && row) links.push_back({asset.entity, asset.id, asset.parent, *row});
    }
    auto exists = [&](std::string_view entity, std::string_view id) {
      return std::any_of(all_.begin(), all_.end(), [&](const RegisterEntry& entry) {
        return entry.asset.entity == entity && entry.asset.id == id;
      });
    };
    check_components(links, table, exists, diagnostics_);
  }

  bool add_recorded(const RecordTable& table, std::size_t row, const Recorded& figures, std::size_t owner) {
    for (const Recorded& before : all_[owner].recorded) {
      if (before.year != figures.year || before.month != figures.month) continue;
      RowReport(table, row, diagnostics_)
          .at_field(index_of(RecordedField::year),
                    {"RECORDED-DUPLICATE",
                     {fmt::format("该资产该期间在第 {} 行已有记录", before.origin.line),
                      fmt::format("the asset already has a record for this period in line {}", before.origin.line)},
                     {"每项资产每年(或每月)只保留一行。", "Keep one row per asset and year (or month)."}});
      return false;
    }
    all_[owner].recorded.push_back(figures);
    return true;
  }

  void take_assets(const RecordTable& table) {
    const AssetContext context{table, words_, policies_, {}, true};
    RowBuffer cells;
    for (std::size_t row = 0; row < table.sheet->row_count(); ++row) {
      table.sheet->read_row(row, cells);
      RegisterEntry entry;
      bool good = read_asset(context, row, cells, entry.asset, diagnostics_);
      if (entry.asset.id.empty()) {
        RowReport(table, row, diagnostics_)
            .at_row(
                {"VALUE-MISSING", {"[[asset]] 缺少 `id`", "an [[asset]] has no `id`"}, {"填写 id。", "State its id."}});
        good = false;
      } else if (find(entry.asset.entity, entry.asset.id) < all_.size()) {
        RowReport(table, row, diagnostics_)
            .at_field(0, {"ASSET-DUPLICATE",
                          {fmt::format("资产 {} 写了两次", entry.asset.id),
                           fmt::format("asset {} is stated twice", entry.asset.id)},
                          {"同一主体内资产编号须唯一。", "An asset's id is unique within its entity."}});
        good = false;
      }
      all_.push_back(std::move(entry));
      bad_.push_back(!good);
    }
  }

  // Index of the asset, or all_.size(); with an empty entity the id alone decides if it is unique.
  std::size_t find(std::string_view entity, std::string_view id) const {
    std::size_t found = all_.size();
    for (std::size_t at = 0; at < all_.size(); ++at) {
      if (all_[at].asset.id != id) continue;
      if (all_[at].asset.entity == entity) return at;
      if (entity.empty()) found = found == all_.size() ? at : all_.size() + 1;
    }
    return found;
  }

  template <typename Read>
  void attach(const RecordTable& table, Read&& read) {
    RowBuffer cells;
    for (std::size_t row = 0; row < table.sheet->row_count(); ++row) {
      table.sheet->read_row(row, cells);
      const std::string_view id = cell_text(table, cells, 0);
      const std::size_t owner = find(cell_text(table, cells, 1), id);
      if (owner >= all_.size()) {
        RowReport(table, row, diagnostics_)
            .at_field(0, {owner == all_.size() ? "UNKNOWN-ASSET" : "ASSET-AMBIGUOUS",
                          {fmt::format("没有资产 {}，或不止一个主体有它", id),
                           fmt::format("there is no asset {}, or more than one entity has it", id)},
                          {"核对编号和主体。", "Check the id and the entity."}});
      }
      const bool good = read(row, cells, owner);
      if (!good && owner < all_.size()) bad_[owner] = true;
    }
  }

  CaseFile& file_;
  const rules::RuleBook& rules_;
  HeadingWords headings_;
  WordBook words_;
  PolicyTable policies_;
  std::vector<RegisterEntry> all_;
  std::vector<bool> bad_;
};

// The record table whose line is `line`, among the lists of the file.
const TomlNode* node_at(const TomlNode& root, std::uint32_t line) {
  for (const auto& [key, list] : root.members) {
    for (const TomlNode& item : list.items) {
      if (item.kind == TomlKind::table && item.line == line) return &item;
    }
  }
  return nullptr;
}

// The member of a record by the field's name; "book_life_months" may stand as `life_months` below `book`.
const TomlNode* member_of(const TomlNode& record, std::string_view field) {
  if (const TomlNode* direct = record.find(field)) return direct;
  if (field == "asset") return record.find("id");
  const std::size_t split = field.find('_');
  if (split == std::string_view::npos) return nullptr;
  const TomlNode* table = record.find(field.substr(0, split));
  return table == nullptr ? nullptr : table->find(field.substr(split + 1));
}

}  // namespace

const Entity* CaseFile::facts_of(std::string_view entity_id) const {
  for (const Entity& candidate : entities) {
    if (candidate.id == entity_id) return &candidate;
  }
  return entities.empty() ? &entity : nullptr;
}

CaseFile load_case(const std::string& path, const rules::RuleBook& rules, Diagnostics& diagnostics) {
  CaseFile file;
  file.path = path;
  file.book = kDefaultBook;
  file.tax = kDefaultTax;
  CaseLoader(file, rules, diagnostics).load();
  return file;
}

SourceSpan case_span(const CaseFile& file, Origin origin, std::string_view field) {
  SourceSpan span{file.path, "", origin.line, 0, ""};
  // Places are looked up again only when something is wrong: the case itself need not keep them.
  Diagnostics ignored;
  const TomlNode root = read_toml(file.path, ignored);
  const TomlNode* record = node_at(root, origin.line);
  if (record == nullptr) return span;
  const TomlNode* member = member_of(*record, field);
  if (member == nullptr) member = member_of(*record, "asset");
  if (member == nullptr) return span;
  span.line = member->line;
  span.column = member->column;
  span.excerpt = member->text;
  return span;
}

}  // namespace tieout::loading
