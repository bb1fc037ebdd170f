// Puts the page together.
function coverSection() {
  const list = make("dl", { class: "cover" });
  let before = "";
  for (const [label, value] of data.cover) {
    if (label !== before) list.append(make("dt", {}, label));
    before = label;
    list.append(make("dd", {}, value));
  }
  const parts = [list];
  if (data.mode === "report") parts.unshift(headline());
  if (data.mode === "compare") parts.unshift(movedHeadline());
  return section("cover", say("概览", "Overview"), parts);
}

// The figures that a reader looks for first: the report's totals.
function headline() {
  const total = (key) => data.total.totals[columnIndex.get(key)];  // amounts without a card included
  const tile = (label, key) => make("div", { class: "tile" }, make("span", {}, label), make("strong", { class: isNegative(total(key)) ? "minus" : null, "data-total": key }, money(total(key))));
  return make("div", { class: "tiles" }, tile(say("纳税调整合计", "Adjustment in total"), "adj_total"), tile(say("账面折旧摊销", "Book charge"), "book_charge"),
    tile(say("税收折旧摊销", "Tax charge"), "tax_charge"), tile(say("期末暂时性差异", "Temporary difference, closing"), "temp_diff_close"));
}

// Two years: what was adjusted and what stands, and by how much it moved.
function movedHeadline() {
  const tile = (key) => {
    const column = columnIndex.get(key);
    const value = data.assets.totals[column];
    return make("div", { class: "tile" }, make("span", {}, assetColumns[column][3] + " " + assetColumns[column][1]), make("strong", { class: isNegative(value) ? "minus" : null, "data-total": key }, money(value)));
  };
  return make("div", { class: "tiles" }, ["adj_total_from", "adj_total_to", "adj_total_moved", "temp_diff_close_moved"].map(tile));
}

function withTable(figure, table) {
  return make("div", { class: "chart-block" }, figure, make("details", { class: "fold" }, make("summary", {}, say("数字表：", "Table: ") + table.title), plainTable(table)));
}

function chartsSection() {
  return section("charts", say("图", "Charts"), withTable(natureChart(), data.nature), withTable(bridgeChart(), data.bridge),
    data.forecast.rows.length > 0 ? withTable(forecastChart(), data.forecast) : null);
}

// A table of many figures as two that fit on paper, each with what the rows are about.
function halvesOf(table) {
  const lead = table.columns.findIndex((column) => column[2] === "money");
  const figures = [...new Set(table.columns.slice(lead).map((column) => column[3]))];
  const middle = Math.ceil(figures.length / 2);
  return [figures.slice(0, middle), figures.slice(middle)].map((half) => {
    const keep = (cells) => (cells || []).filter((_, i) => i < lead || half.includes(table.columns[i][3]));
    return { title: table.title + say("：", ": ") + half.join(say("、", ", ")), columns: keep(table.columns), rows: table.rows.map(keep), totals: keep(table.totals) };
  });
}

function tablesSection(id, title, tables, empty) {
  const filled = tables.filter((table) => table.rows.length > 0);
  return section(id, title, filled.length > 0 ? filled.map((table) => plainTable(table)) : make("p", { class: "note" }, empty));
}

function themeButton() {
  const names = { auto: say("外观：随系统", "Theme: system"), light: say("外观：浅色", "Theme: light"), dark: say("外观：深色", "Theme: dark") };
  const order = ["auto", "light", "dark"];
  let current = 0;
  const button = make("button", { type: "button", id: "theme", onclick: () => {
    current = (current + 1) % order.length;
    document.documentElement.dataset.theme = order[current];
    button.textContent = names[order[current]];
  } }, names.auto);
  return button;
}

function build() {
  const main = document.getElementById("main");
  const sections = [coverSection()];
  const place = make("section", { id: "asset", hidden: true, "aria-labelledby": "asset-title" });
  if (data.mode === "report") {
    sections.push(chartsSection(), section("summary", say("按类别汇总", "Summary by class"), plainTable(data.summary)), assetSection(), place);
    if (data.lines.length > 0) sections.push(tablesSection("without-card", say("无卡片金额", "Amounts without a card"), data.lines, ""));
    sections.push(formsSection());
    sections.push(tablesSection("disposals", say("资产处置", "Disposals"), [data.disposals], say("本期没有处置。", "No disposals in the period.")));
    sections.push(tablesSection("findings", say("检查事项", "Findings"), [data.findings, data.remedies], say("没有检查事项。", "No findings.")));
    sections.push(tablesSection("proofs", say("验证", "Proofs"), [data.proof, data.atDisposal], ""));
    sections.push(tablesSection("positions", say("立场", "Positions"), [data.positions], say("不涉及法律未定的问题。", "No question that the law leaves open.")));
  } else if (data.scheduleAt) {
    if (data.classes && data.classes.rows.length > 0) {
      const title = say("按类别", "By class");
      sections.push(section("classes", title, comparedChart(), halvesOf(data.classes).map(plainTable)));
    }
    sections.push(assetSection(), place);
  } else {
    sections.push(place);
  }
  sections.push(tablesSection("law", say("法规依据", "Law"), [data.law], data.law.title + say("：无", ": none")));
  const links = sections.filter((each) => each.id !== "asset").map((each) => make("a", { href: "#" + each.id }, each.querySelector("h2").textContent));
  document.getElementById("top").append(make("nav", { "aria-label": say("目录", "Contents") }, links, themeButton(),
    make("button", { type: "button", onclick: () => window.print() }, say("打印", "Print"))));
  main.append(make("p", { id: "status", class: "hidden", role: "status" }), ...sections);
  if (data.mode !== "asset") {
    applyFilter();
    drawAssets();
    window.addEventListener("beforeprint", () => drawAssets(true));
    window.addEventListener("afterprint", () => drawAssets());
  } else {
    openAsset(0, false);
    const asked = data.open === "" ? null : document.querySelector(`#asset [data-key="${data.open}"]`);
    if (asked) {
      asked.open = true;
      const fold = asked.closest("details.fold");
      if (fold) fold.open = true;
    }
  }
  window.addEventListener("beforeprint", () => document.querySelectorAll("details.fold, .tree > details").forEach((each) => { each.dataset.was = each.open ? "open" : ""; each.open = each.classList.contains("fold") || each.open; }));
  window.addEventListener("afterprint", () => document.querySelectorAll("details[data-was]").forEach((each) => { each.open = each.dataset.was === "open"; delete each.dataset.was; }));
}

build();
