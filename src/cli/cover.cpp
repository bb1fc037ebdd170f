#include "cli/cover.hpp"

#include <fmt/format.h>

#include "cli/law_note.hpp"

namespace tieout::cli {

void Cover::add(const Text& label, const std::string& value) { facts_.emplace_back(session_.say(label), value); }

void Cover::add_frame() {
  const Options& options = session_.options();
  const bool part = options.through && options.through->month() != 12;
  add({"年度", "Year"},
      part ? fmt::format("{}-01 – {}", *options.year, to_string(*options.through)) : std::to_string(*options.year));
  const Framework framework = session_.framework();
  add({"会计准则", "Book regime"}, session_.say(framework.book->title) + " (" + options.book + ")");
  add({"税收规则", "Tax regime"}, session_.say(framework.tax->title) + " (" + options.tax + ")");
  add({"依据此日以前公布的法规", "Law as published by"}, to_string(law_date(session_)));
  add({"程序", "Program"}, fmt::format("tieout {}", TIEOUT_VERSION));
  for (const std::string& file : session_.reader().files()) add({"输入文件", "Input file"}, file);
}

void Cover::add_entity(const std::string& id) {
  std::string text = id;
  for (const Entity& entity : session_.reader().entities()) {
    if (entity.id != id) continue;
    for (const std::string* part : {&entity.name, &entity.taxpayer_id}) {
      if (!part->empty()) text += " " + *part;
    }
  }
  add({"核算主体", "Entity"}, text);
}

void Cover::add_proofs(const ClassTotals& totals, const ProofTotals& proofs) {
  const RecordedCount recorded = totals.recorded();
  const std::int32_t computed = totals.assets() - recorded.recorded;
  add({"资产", "Assets"},
      session_.say(
          {fmt::format("{} 项，其中 {} 项按记录，{} 项按计算", totals.assets(), recorded.recorded, computed),
           fmt::format("{}: {} on recorded figures, {} computed", totals.assets(), recorded.recorded, computed)}));
  if (const std::size_t aside = session_.reader().set_aside().size(); aside > 0) {
    add({"已搁置", "Set aside"},
        session_.say({fmt::format("{} 张卡片，不在计算之内", aside), fmt::format("{} cards, not computed", aside)}));
  }
  add({"两向验证", "Two-way proof"},
      session_.say({fmt::format("{} 项资产逐项相符（收益口径等于资产负债口径）", totals.assets()),
                    fmt::format("each of {} assets: income side equals balance side", totals.assets())}));
  add({"全生命周期验证", "Lifetime proof"},
      session_.say(
          {fmt::format("自启用至处置或提完共 {} 项资产（含本年以外的），{} 项未闭合，{} 项差异在处置时转回",
                       proofs.assets(), proofs.open().size(), proofs.open_at_disposal().size()),
           fmt::format("{} assets over their lives (those of other years too), {} not closed, {} open until disposal",
                       proofs.assets(), proofs.open().size(), proofs.open_at_disposal().size())}));
}

void Cover::add_rows(const Text& label, const Table& table) {
  for (const std::vector<Cell>& row : table.rows) {
    std::string value;
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::string text(row[i].text);
      if (row[i].kind == CellKind::money) text = to_grouped_string(Money::from_fen(row[i].number));
      if (row[i].kind == CellKind::integer) text = std::to_string(row[i].number);
      if (text.empty()) continue;
      value +=
          (value.empty() ? "" : session_.say({"；", "; "})) + session_.say(table.schema.columns[i].label) + " " + text;
    }
    add(label, value);
  }
}

Table Cover::table() const {
  Table table;
  table.schema = {"cover", {}, {{"fact", {"项目", "Fact"}}, {"value", {"内容", "Value"}}}};
  for (const auto& [label, value] : facts_) {
    table.rows.push_back({Cell::of(table.keep(label)), Cell::of(table.keep(value))});
  }
  return table;
}

}  // namespace tieout::cli
