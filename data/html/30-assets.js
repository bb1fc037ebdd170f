// The table of assets: filtered, sorted, a page of rows at a time. What differs between a report, two years compared and
// a range of years is said here: the columns shown at first, the words to choose by, the figure that is "moved or not".
const listings = {
  report: {
    title: say("资产明细", "Assets"),
    usual: ["entity", "asset", "name", "class", "book_charge", "tax_charge", "adj_charge", "adj_impairment", "adj_disposal", "adj_permanent", "adj_total", "adj_reason", "temp_diff_close"],
    choice: "adj_reason", choiceLabel: say("差异原因", "Reason"), figure: "adj_total", figureLabel: say("只看有调整的", "Adjusted only"),
  },
  compare: {
    title: say("逐项资产", "Assets"),
    usual: ["entity", "asset", "name", "class", "status", ...["book_charge", "tax_charge", "adj_total", "temp_diff_close"].flatMap((key) => [key + "_from", key + "_to", key + "_moved"])],
    choice: "status", choiceLabel: say("变化", "Status"), figure: "adj_total_moved", figureLabel: say("只看调整额有变动的", "Adjustment moved only"),
  },
  range: {
    title: say("逐项资产逐年", "Assets by year"), usual: null,
    choice: "year", choiceLabel: say("年度", "Year"), figure: "adj_total", figureLabel: say("只看有调整的", "Adjusted only"),
  },
};
const listing = listings[data.mode] || listings.report;
const assetColumns = data.assets.columns;
const columnIndex = new Map(assetColumns.map((column, i) => [column[0], i]));
const numbered = ["entity", "class", "adj_reason", "status"].map((key) => columnIndex.get(key)).filter((i) => i !== undefined);
const rows = data.rows;
for (const row of rows) for (const i of numbered) row[i] = data.strings[row[i]];
for (const row of rows) for (let i = 5; i < row.length; ++i) if (typeof row[i] === "string" && assetColumns[i][2] === "money") row[i] = exact(row[i]);

const usualColumns = listing.usual || assetColumns.map((column) => column[0]);
const grouped = data.mode !== "report" && assetColumns.some((column) => column[3]);
const pageSize = 100;
const mostPrinted = 5000;

const list = {
  filter: { text: "", entity: "", class: "", reason: "", adjusted: false },
  sort: { column: -1, down: false },
  allColumns: false,
  page: 0,
  order: rows.map((_, i) => i),
};

const searchText = rows.map((row) =>
  [row[0], row[columnIndex.get("asset")], row[columnIndex.get("name")], word(row[columnIndex.get("class")])].join("\n").toLowerCase());

function at(row, key) {
  return rows[row][columnIndex.get(key)];
}

function applyFilter() {
  const { text, entity, class: assetClass, reason, adjusted } = list.filter;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const entityAt = columnIndex.get("entity");
  const classAt = columnIndex.get("class");
  const reasonAt = columnIndex.get(listing.choice);
  const totalAt = columnIndex.get(listing.figure);
  const kept = [];
  for (let i = 0; i < rows.length; ++i) {
    const row = rows[i];
    if (entity !== "" && row[entityAt] !== entity) continue;
    if (assetClass !== "" && row[classAt] !== assetClass) continue;
    if (reason !== "" && !String(row[reasonAt]).split(";").includes(reason)) continue;
    if (adjusted && Number(row[totalAt]) === 0) continue;
    if (words.length > 0 && !words.every((one) => searchText[i].includes(one))) continue;
    kept.push(i);
  }
  list.order = kept;
  applySort();
}

function applySort() {
  const { column, down } = list.sort;
  const figures = column >= 0 && (assetColumns[column][2] === "money" || assetColumns[column][2] === "integer");
  const sign = down ? -1 : 1;
  if (column < 0) {
    list.order.sort((a, b) => a - b);
  } else if (figures) {
    list.order.sort((a, b) => sign * compareFigures(rows[a][column], rows[b][column]) || a - b);
  } else {
    const text = (i) => rows[i][column];
    list.order.sort((a, b) => sign * (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0) || a - b);
  }
  list.page = 0;
}

function shownColumns() {
  const used = list.allColumns ? assetColumns.map((column) => column[0]) : usualColumns;
  const several = new Set(rows.map((row) => row[0])).size > 1;
  return used.filter((key) => key !== "entity" || several || list.allColumns).map((key) => columnIndex.get(key));
}

function sortBy(column) {
  const figure = columnClass(assetColumns[column]) === "n";
  if (list.sort.column !== column) list.sort = { column, down: figure };
  else if (list.sort.down === figure) list.sort = { column, down: !figure };
  else list.sort = { column: -1, down: false };
  applySort();
  drawAssets();
  announce(list.sort.column < 0 ? say("恢复原次序", "Original order") : say("已排序：", "Sorted by ") + assetColumns[column][1]);
  const button = document.querySelector(`#assets th[data-column="${column}"] button`);
  if (button) button.focus();
}

// On paper the headings are text: a browser does not repeat buttons on the next page.
function headCell(index, onPaper) {
  if (onPaper) return make("th", { scope: "col", class: columnClass(assetColumns[index]) }, assetColumns[index][1]);
  const { column, down } = list.sort;
  const sorted = column === index;
  const arrow = sorted ? (down ? " ▼" : " ▲") : "";
  return make("th", { scope: "col", class: columnClass(assetColumns[index]), "data-column": index, "aria-sort": sorted ? (down ? "descending" : "ascending") : null },
    make("button", { type: "button", class: "sort", onclick: () => sortBy(index) }, assetColumns[index][1], make("span", { "aria-hidden": "true" }, arrow)));
}

function assetRow(i, columns) {
  return make("tr", { "data-row": i }, columns.map((column) => {
    const key = assetColumns[column][0];
    const value = rows[i][column];
    if (key === "asset") {
      return make("th", { scope: "row" }, make("button", { type: "button", class: "open", onclick: () => openAsset(i) }, value));
    }
    if (key === "class" || key === "adj_reason") return make("td", { class: "wide" }, word(value));
    if (key === "status") return make("td", {}, word(value));
    if (key === "name") return make("td", { class: "wide" }, value);
    return cellOf(typeof value === "bigint" ? String(value) : value, assetColumns[column][2]);
  }));
}

// All rows: the report's totals. Fewer: the sum of what is shown, in exact integers; null for what is not summed.
function totalOf(column) {
  if (data.assets.totals[column] === null) return null;
  if (list.order.length === rows.length) return data.assets.totals[column];
  let sum = 0n;
  for (const i of list.order) sum += BigInt(rows[i][column]);
  return String(sum);
}

function totalCell(value) {
  return value === null ? make("td") : moneyCell(value);
}

function drawAssets(all = false) {
  const columns = shownColumns();
  const from = all ? 0 : list.page * pageSize;
  const to = all ? Math.min(list.order.length, mostPrinted) : Math.min(from + pageSize, list.order.length);
  const body = make("tbody", { onkeydown: moveInRows });
  for (let n = from; n < to; ++n) body.append(assetRow(list.order[n], columns));
  const whole = list.order.length === rows.length;
  const label = whole ? say("合计", "Total") : say("所选小计", "Subtotal of the selection");
  const firstFigure = columns.findIndex((column) => assetColumns[column][2] === "money");
  const foot = make("tr", {}, make("th", { scope: "row", colspan: firstFigure }, label),
    columns.slice(firstFigure).map((column) => (assetColumns[column][2] === "money" ? totalCell(totalOf(column)) : make("td"))));
  document.getElementById("asset-table").replaceChildren(
    make("caption", {}, data.assets.title),
    grouped ? tableHead(columns.map((column) => assetColumns[column]), (column) => headCell(columnIndex.get(column[0]), all))
      : make("thead", {}, make("tr", {}, columns.map((column) => headCell(column, all)))), body, make("tfoot", {}, foot));
  const pages = Math.max(1, Math.ceil(list.order.length / pageSize));
  const range = list.order.length === 0 ? say("没有符合条件的资产", "No asset matches") : say(
    `第 ${from + 1}–${to} 项，共 ${list.order.length} 项` + (whole ? "" : `（全部 ${rows.length} 项）`),
    `${from + 1}–${to} of ${list.order.length}` + (whole ? "" : ` (${rows.length} in all)`));
  document.getElementById("asset-range").textContent = range;
  const button = (id, text, target, enabled) => make("button", { type: "button", id, disabled: !enabled, onclick: () => turnTo(target, id) }, text);
  document.getElementById("pager").replaceChildren(
    button("page-first", say("首页", "First"), 0, list.page > 0),
    button("page-before", say("上一页", "Previous"), list.page - 1, list.page > 0),
    make("span", {}, `${list.page + 1} / ${pages}`),
    button("page-next", say("下一页", "Next"), list.page + 1, list.page + 1 < pages),
    button("page-last", say("末页", "Last"), pages - 1, list.page + 1 < pages));
}

function turnTo(page, focus) {
  list.page = page;
  drawAssets();
  const button = document.getElementById(focus);
  if (button && !button.disabled) button.focus();
  else document.getElementById("asset-table").querySelector("tbody button").focus();
  announce(document.getElementById("asset-range").textContent);
}

// Arrow keys go from asset to asset, over the end of a page too.
function moveInRows(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !event.target.classList.contains("open")) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll("button.open")];
  const next = buttons.indexOf(event.target) + step;
  if (next >= 0 && next < buttons.length) return buttons[next].focus();
  const page = list.page + step;
  if (page < 0 || page * pageSize >= list.order.length) return;
  list.page = page;
  drawAssets();
  const fresh = document.querySelectorAll("#asset-table button.open");
  fresh[step > 0 ? 0 : fresh.length - 1].focus();
}

function filtered(change) {
  Object.assign(list.filter, change);
  applyFilter();
  drawAssets();
  announce(document.getElementById("asset-range").textContent);
}

function chooser(id, label, values, key) {
  if (values.length < 2) return null;
  const select = make("select", { id, onchange: (event) => filtered({ [key]: event.target.value }) },
    make("option", { value: "" }, say("全部", "All")), values.map((value) => make("option", { value }, word(value))));
  return make("label", { for: id }, label, select);
}

function distinct(key) {
  return [...new Set(rows.map((row) => String(row[columnIndex.get(key)])))].filter((value) => value !== "").sort();
}

function assetSection() {
  const reasons = [...new Set(distinct(listing.choice).flatMap((text) => text.split(";")))].sort();
  const search = make("input", { id: "search", type: "search", autocomplete: "off", placeholder: say("编号、名称、类别", "code, name, class"),
    oninput: (event) => filtered({ text: event.target.value }) });
  const adjusted = make("input", { id: "adjusted", type: "checkbox", onchange: (event) => filtered({ adjusted: event.target.checked }) });
  const all = make("input", { id: "all-columns", type: "checkbox", onchange: (event) => { list.allColumns = event.target.checked; drawAssets(); } });
  return section("assets", listing.title,
    make("form", { class: "tools", role: "search", onsubmit: (event) => event.preventDefault() },
      make("label", { for: "search" }, say("查找", "Find"), search),
      chooser("entity", say("核算主体", "Entity"), distinct("entity"), "entity"),
      chooser("class", say("类别", "Class"), distinct("class"), "class"),
      chooser("reason", listing.choiceLabel, reasons, "reason"),
      make("label", { for: "adjusted", class: "check" }, adjusted, listing.figureLabel),
      listing.usual ? make("label", { for: "all-columns", class: "check" }, all, say("全部栏目", "All columns")) : null),
    make("p", { class: "hint screen" }, data.mode === "report"
      ? say("点栏目标题排序；点资产编号看两套折旧和各数字的来历；上下箭头键换行。",
        "A column heading sorts; an asset's code opens both schedules and how its figures came about; arrow keys move between rows.")
      : say("点栏目标题排序；点资产编号看两套折旧；上下箭头键换行。",
        "A column heading sorts; an asset's code opens both schedules; arrow keys move between rows.")),
    make("p", { id: "asset-range", class: "hint" }),
    scrolling(make("table", { id: "asset-table" }), data.assets.title),
    make("div", { id: "pager", class: "pager", role: "group", "aria-label": say("翻页", "Pages") }));
}
