"use strict";
// The report's data, words, amounts and elements. Amounts are whole fen: numbers where they are exact, else strings of
// digits that become BigInt. Figures come from the data; nothing here computes one.
const data = JSON.parse(document.getElementById("data").textContent);
const zh = data.lang === "zh";
const say = (chinese, english) => (zh ? chinese : english);

function exact(value) {
  return typeof value === "string" ? BigInt(value) : value;
}

// "-1,234.50"
function money(value) {
  let digits = String(value);
  const minus = digits.startsWith("-");
  if (minus) digits = digits.slice(1);
  digits = digits.padStart(3, "0");
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",");
  return (minus ? "-" : "") + yuan + "." + digits.slice(-2);
}

function isNegative(value) {
  return String(value).startsWith("-");
}

// Of figures of either kind.
function compareFigures(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

function shown(value, kind) {
  if (value === null || value === undefined) return "";
  return kind === "money" ? money(value) : String(value);
}

// An element with attributes, listeners (on…) and children; text stays text.
function make(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

// Codes of the tables in words: classes and reasons from the data, the rest from here.
const ownWords = {
  note: say("提示", "note"), warning: say("警告", "warning"), error: say("错误", "error"), open: say("未处理", "open"), accepted: say("已接受", "accepted"),
  sale: say("出售", "sale"), scrap: say("报废", "scrapped"), loss: say("盘亏毁损", "loss"), disaster: say("灾害损失", "disaster"), exchange: say("非货币性资产交换", "exchange"),
  "debt-settlement": say("抵债", "debt settlement"), contribution: say("投资", "contribution"), distribution: say("分配", "distribution"), donation: say("捐赠", "donation"),
  new: say("新增", "new"), gone: say("退出", "gone"), moved: say("有变动", "moved"), same: say("不变", "same"),
  "two texts": say("两处文本", "two texts"), "one text": say("一处文本", "one text"), memory: say("凭记忆", "memory"),
};
const codedColumns = new Set(["severity", "status", "class", "kind", "verified"]);

function word(code) {
  return data.words[code] || ownWords[code] || code;
}

function moneyCell(value, tag = "td") {
  return make(tag, { class: isNegative(value) ? "n minus" : "n" }, money(value));
}

function cellOf(value, kind) {
  if (kind === "money" && value !== null && typeof value !== "object" && value !== "*" && value !== "") {
    return moneyCell(value);
  }
  return make("td", { class: kind === "integer" ? "n" : kind === "date" ? "d" : "t" }, shown(value, "text"));
}

// Heading rows: groups above columns where there are any.
function tableHead(columns, headOf = (column) => make("th", { scope: "col", class: columnClass(column) }, column[1])) {
  const head = make("thead");
  if (columns.some((column) => column[3])) {
    const groups = make("tr");
    for (let i = 0; i < columns.length; ) {
      let end = i + 1;
      while (end < columns.length && columns[end][3] === columns[i][3]) ++end;
      const named = columns[i][3] !== "";
      groups.append(
        make(named ? "th" : "td", { colspan: end - i, scope: named ? "colgroup" : null, class: "group" }, columns[i][3]),
      );
      i = end;
    }
    head.append(groups);
  }
  head.append(make("tr", {}, columns.map(headOf)));
  return head;
}

function columnClass(column) {
  return column[2] === "money" || column[2] === "integer" ? "n" : null;
}

// A table of the data without the columns that hold nothing. An asset's code opens the asset.
function plainTable(given) {
  const used = given.columns.map((column, i) => given.rows.some((row) => row[i] !== null && row[i] !== "") || given.rows.length === 0);
  const keep = (cells) => cells.filter((_, i) => used[i]);
  const table = { title: given.title, columns: keep(given.columns), rows: given.rows.map(keep), totals: keep(given.totals || []) };
  const find = (key) => table.columns.findIndex((column) => column[0] === key);
  const assetAt = find("asset");
  const entityAt = find("entity");
  const body = make("tbody");
  for (const row of table.rows) {
    body.append(make("tr", {}, row.map((value, i) => {
      const key = table.columns[i][0];
      if (i === assetAt && value) {
        const number = assetNumber(entityAt < 0 ? "" : row[entityAt], value);
        if (number !== undefined) return make("td", {}, make("button", { type: "button", class: "open", onclick: () => openAsset(number) }, value));
      }
      const cell = cellOf(codedColumns.has(key) ? word(value) : value, table.columns[i][2]);
      cell.dataset.column = key;
      return cell;
    })));
  }
  const element = make("table", {}, make("caption", {}, table.title), tableHead(table.columns), body);
  if (table.totals && table.totals.length > 0) {
    const cells = table.totals.map((value, i) => cellOf(value, table.columns[i][2]));
    if (table.totals[0] === null) cells[0] = make("th", { scope: "row" }, say("合计", "Total"));
    element.append(make("tfoot", {}, make("tr", {}, cells)));
  }
  return scrolling(element, table.title);
}

let assetNumbers = null;
function assetNumber(entity, asset) {
  if (!assetNumbers) assetNumbers = new Map(rows.map((row, i) => [row[0] + "\n" + row[1], i]));
  return assetNumbers.get((entity || "") + "\n" + asset);
}

// Wide tables scroll by themselves, by keyboard too.
function scrolling(table, label) {
  return make("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": label }, table);
}

function section(id, title, ...children) {
  return make("section", { id, "aria-labelledby": id + "-title" }, make("h2", { id: id + "-title", tabindex: "-1" }, title), ...children);
}

function announce(text) {
  document.getElementById("status").textContent = text;
}

// A packed table (see the program's html_values.hpp) as rows of cells.
function unpack(packed, width) {
  const count = packed[0];
  const columns = [];
  for (let c = 0; c < width; ++c) {
    const column = packed[c + 1];
    if (column === 0) columns.push(new Array(count).fill(0));
    else if (typeof column === "number") columns.push(columns[column]);
    else if (!Array.isArray(column)) columns.push(column.v);
    else columns.push(sumUp(column));
  }
  const rows = [];
  for (let r = 0; r < count; ++r) rows.push(columns.map((column) => column[r]));
  return { rows, totals: packed[width + 1] };
}

function sumUp(changes) {
  const values = [];
  let step = 0;
  let value = 0;
  for (const entry of changes) {
    const [change, run] = Array.isArray(entry) ? entry : [entry, 1];
    for (let i = 0; i < run; ++i) {
      if (values.length === 0) {
        value = change;
      } else {
        step += change;
        value += step;
      }
      values.push(value);
    }
  }
  return values;
}
