// The review as one list: rows of the form with their candidates and combinations below them.
#include "tieout/filing/takeover_tables.hpp"

namespace tieout {

namespace {

// Copies a cell whose text another table owns.
Cell kept(const Cell& cell, Table& table) {
  return cell.kind == CellKind::text ? Cell::of(table.keep(std::string(cell.text))) : cell;
}

std::size_t column_of(const Table& table, std::string_view key) {
  std::size_t column = 0;
  while (table.schema.columns[column].key != key) ++column;
  return column;
}

// The keys of the columns of an explanation in the list, and in the table that a line comes from.
struct Explaining {
  const char* key;
  const char* zh;
  const char* en;
  const char* of_candidate;    // null: none
  const char* of_combination;  // null: none
  CellKind kind = CellKind::text;
};
constexpr Explaining kExplaining[] = {
    {"rank", "次序", "Rank", "rank", "number", CellKind::integer},
    {"assets", "资产编号", "Assets", "asset", "assets"},
    {"kind", "类型", "Kind", "kind", nullptr},
    {"detail", "条件", "Detail", "detail", nullptr},
    {"explains_tax_cost", "可解释计税基础", "Explains of tax cost", "tax_cost", nullptr, CellKind::money},
    {"explains_tax_accumulated", "可解释税收累计", "Explains of accumulated", "tax_accumulated", "tax_accumulated",
     CellKind::money},
    {"left", "余差", "Left", "left", nullptr, CellKind::money},
    {"explanation", "说明", "Explanation", "explanation", "explanation"},
};

class ReviewList {
 public:
  ReviewList(Table rows, Table candidates, Table combinations)
      : rows_(std::move(rows)), candidates_(std::move(candidates)), combinations_(std::move(combinations)) {}

  Table make() {
    list_.schema = rows_.schema;
    list_.schema.columns.insert(list_.schema.columns.begin() + kKeys, {"line", {"种类", "Line"}});
    for (const Explaining& each : kExplaining)
      list_.schema.columns.push_back({each.key, {each.zh, each.en}, each.kind});
    for (const std::vector<Cell>& row : rows_.rows) {
      std::vector<Cell> cells;
      for (const Cell& cell : row) cells.push_back(kept(cell, list_));
      cells.insert(cells.begin() + kKeys, Cell::of(std::string_view("row")));
      cells.resize(list_.schema.columns.size());
      list_.rows.push_back(cells);
      const std::vector<Cell> keys(cells.begin(), cells.begin() + kKeys);
      add(candidates_, "candidate", keys);
      add(combinations_, "combination", keys);
    }
    return std::move(list_);
  }

 private:
  static constexpr std::ptrdiff_t kKeys = 4;  // entity, form, edition, row

  void add(const Table& from, std::string_view line, const std::vector<Cell>& keys) {
    for (const std::vector<Cell>& source : from.rows) {
      if (source[0].text != keys[0].text || source[1].text != keys[3].text) continue;
      std::vector<Cell> cells = keys;
      cells.push_back(Cell::of(line));
      cells.resize(list_.schema.columns.size() - std::size(kExplaining));
      for (const Explaining& each : kExplaining) {
        const char* key = &from == &candidates_ ? each.of_candidate : each.of_combination;
        cells.push_back(key == nullptr ? Cell{} : kept(source[column_of(from, key)], list_));
      }
      list_.rows.push_back(std::move(cells));
    }
  }

  Table rows_, candidates_, combinations_;
  Table list_;
};

}  // namespace

Table takeover_review_table(const Takeover& takeover, const std::vector<TakeoverReview>& reviews, Language language) {
  return ReviewList(takeover_rows_table(takeover, language), takeover_candidates_table(takeover, reviews, 0, language),
                    takeover_combinations_table(takeover, reviews, language))
      .make();
}

}  // namespace tieout
