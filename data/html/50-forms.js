// The forms of the return. A cell that assets fill is a button: it lists them, and they add up to it. Amounts without a
// card have the numbers after the last asset.
const shareIndex = [];  // by form: Map of "row:column" to [[asset, amount], …], made when first asked for

function sharesOf(form) {
  if (shareIndex[form]) return shareIndex[form];
  const index = new Map();
  [...data.shares, ...(data.lineShares || [])].forEach((groups, asset) => {
    for (const [at, shownRows, parts] of groups) {
      if (at !== form) continue;
      for (const row of shownRows) {
        for (let i = 0; i < parts.length; i += 2) {
          const key = row + ":" + parts[i];
          if (!index.has(key)) index.set(key, []);
          index.get(key).push([asset, parts[i + 1]]);
        }
      }
    }
  });
  return (shareIndex[form] = index);
}

function formsSection() {
  const title = say("纳税申报表", "Forms of the return");
  if (data.forms.length === 0) {
    return section("forms", title, make("p", { class: "note" }, say("该期间没有收录的申报表版本（申报表按整年填列）。", "No edition of the forms is known for the period (forms are of whole years).")));
  }
  const forms = data.forms.map((form, number) => formBlock(form, number));
  return section("forms", title,
    make("p", { class: "hint screen" }, say("点一个金额，列出构成它的资产。* 表示该格不填。", "An amount opens the assets it is made of. * marks a cell that is not filled in.")),
    forms, data.checks ? make("details", { class: "fold" }, make("summary", {}, data.checks.title + ` (${data.checks.rows.length})`), plainTable(data.checks)) : null);
}

function formBlock(form, number) {
  const table = form.table;
  const usedRows = table.rows.map((row) => row.slice(2).some((value) => value !== "*" && value !== "" && value !== 0 && value !== "0"));
  const body = make("tbody", {}, table.rows.map((row, r) => make("tr", { class: usedRows[r] ? null : "unused" },
    make("td", { class: "n" }, row[0]), make("th", { scope: "row", class: "item" }, row[1], form.gloss[r] ? make("span", { class: "gloss" }, form.gloss[r]) : null),
    row.slice(2).map((value, c) => formCell(number, r, c, value, table.columns[c + 2][2])))));
  const element = make("table", { class: "form" }, make("caption", {}, table.title), tableHead(table.columns), body);
  const only = make("input", { type: "checkbox", id: "used-" + number, onchange: (event) => element.classList.toggle("only-used", event.target.checked) });
  return make("div", { class: "form-block", id: "form-" + number }, make("h3", {}, table.title),
    make("p", { class: "screen" }, make("label", { for: "used-" + number, class: "check" }, only, say("只看有数的行", "Rows with amounts only"))),
    scrolling(element, table.title), make("div", { id: "drill-" + number, class: "drill", "aria-live": "polite" }));
}

function formCell(form, row, column, value, kind) {
  if (kind !== "money" || value === "*") return make("td", { class: value === "*" ? "closed" : "letters" }, value === null ? "" : value);
  const none = value === 0;
  if (none) return moneyCell(value);
  return make("td", { class: isNegative(value) ? "n minus" : "n" },
    make("button", { type: "button", class: "drill-open", "data-cell": row + ":" + column, onclick: () => drill(form, row, column, value) }, money(value)));
}

// Who has a part in a cell: an asset that opens, or the reason of an amount without a card.
function partCells(asset) {
  if (asset >= rows.length) {
    const [, account, reason, assetClass] = data.lines[0].rows[asset - rows.length];
    return [make("th", { scope: "row" }, say("无卡片 ", "No card ") + account), make("td", { class: "wide" }, reason), make("td", { class: "wide" }, assetClass)];
  }
  return [make("th", { scope: "row" }, make("button", { type: "button", class: "open", onclick: () => openAsset(asset) }, at(asset, "asset"))),
    make("td", { class: "wide" }, at(asset, "name")), make("td", { class: "wide" }, word(at(asset, "class")))];
}

function drill(form, row, column, value) {
  const place = document.getElementById("drill-" + form);
  const parts = sharesOf(form).get(row + ":" + column) || [];
  const table = data.forms[form].table;
  const number = table.columns[column + 2][0];
  const title = say(`${data.forms[form].form} 第 ${table.rows[row][0]} 行 第 ${number} 列：${parts.length} 项资产`,
    `${data.forms[form].form} row ${table.rows[row][0]} column ${number}: ${parts.length} assets`);
  const from = document.activeElement;
  const close = () => { place.replaceChildren(); if (from && from.isConnected) from.focus(); };
  const body = make("tbody");
  const draw = (all) => {
    body.replaceChildren(...parts.slice(0, all ? parts.length : 200).map(([asset, amount]) => make("tr", {}, partCells(asset), moneyCell(amount))));
  };
  draw(false);
  const more = parts.length > 200 ? make("button", { type: "button", onclick: (event) => { draw(true); event.target.remove(); } }, say(`列出全部 ${parts.length} 项`, `List all ${parts.length}`)) : null;
  const columns = [["asset", say("资产编号", "Asset"), "text", ""], ["name", say("资产名称", "Name"), "text", ""], ["class", say("资产类别", "Class"), "text", ""], ["amount", say("金额", "Amount"), "money", ""]];
  const heading = make("h4", { tabindex: "-1" }, title);
  place.replaceChildren(make("div", { class: "bar" }, heading, make("button", { type: "button", class: "close", onclick: close }, say("关闭", "Close"))),
    scrolling(make("table", {}, make("caption", {}, title), tableHead(columns), body,
      make("tfoot", {}, make("tr", {}, make("th", { scope: "row", colspan: 3 }, say("该格金额", "The cell")), moneyCell(value)))), title), more);
  place.onkeydown = (event) => { if (event.key === "Escape") close(); };
  heading.focus();
}
