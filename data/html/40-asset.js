// One asset: both schedules as chart and table, every figure of its row, and how it came about.
function openAsset(i, focus = true) {
  const place = document.getElementById("asset");
  const from = document.activeElement;
  const title = `${at(i, "asset")} ${at(i, "name")}`.trim();
  const close = () => {
    place.replaceChildren();
    place.hidden = true;
    if (from && from.isConnected) from.focus();
  };
  const heading = make("h2", { id: "asset-title", tabindex: "-1" }, title);
  place.replaceChildren(
    make("div", { class: "bar" }, heading, data.mode !== "asset" ? make("button", { type: "button", class: "close", onclick: close }, say("关闭", "Close")) : null),
    make("p", { class: "hint" }, [at(i, "entity"), word(at(i, "class")), word(at(i, "adj_reason"))].filter(Boolean).join(" · ")),
    ...(data.scheduleAt ? [comparedOf(i), scheduleOf(i, title)] : [scheduleOf(i, title), figuresOf(i)]));
  place.hidden = false;
  place.onkeydown = (event) => {
    if (event.key === "Escape" && data.mode !== "asset") close();
  };
  if (!focus) return;
  heading.focus();
  place.scrollIntoView({ block: "start" });
}

function scheduleOf(i, title) {
  const columns = data.scheduleColumns;
  const { rows: years, totals } = unpack(data.schedules[data.scheduleAt ? data.scheduleAt[i] : i], columns.length);
  const body = make("tbody", {}, years.map((row) => make("tr", { class: isCurrent(row[0]) ? "current" : null },
    make("th", { scope: "row" }, String(row[0])), row.slice(1).map((value) => cellOf(value, "money")))));
  const sums = make("tr", {}, make("th", { scope: "row" }, say("合计", "Total")), totals.slice(1).map((value) => (value === null ? make("td") : moneyCell(value))));
  const table = make("table", { id: "schedule-table" }, make("caption", {}, say("折旧摊销对照表 ", "Schedule of ") + title), tableHead(columns, scheduleHead), body, make("tfoot", {}, sums));
  return make("div", {}, scheduleChart(title, columns, years), scrolling(table, say("折旧摊销对照表", "Schedule")));
}

// The year stands to the left, as its cells do.
function scheduleHead(column, i) {
  return make("th", { scope: "col", class: i === 0 ? null : columnClass(column) }, column[1]);
}

// Years that the page is about.
function isCurrent(year) {
  if (data.mode === "compare") return year === data.from || year === data.year;
  return data.mode === "range" ? year >= data.from && year <= data.year : year === data.year;
}

// Two years of one asset, a figure a row; a range has its years in the schedule.
function comparedOf(i) {
  if (data.mode !== "compare") return null;
  const body = make("tbody");
  assetColumns.forEach((column, c) => {
    if (!column[0].endsWith("_from")) return;
    body.append(make("tr", {}, make("th", { scope: "row" }, column[3]), [c, c + 1, c + 2].map((at) => moneyCell(String(rows[i][at])))));
  });
  const columns = [["", say("项目", "Figure"), "text", ""], ...[String(data.from), String(data.year), say("变动", "Moved")].map((label) => ["", label, "money", ""])];
  const title = say("两个年度", "Both years");
  return scrolling(make("table", { id: "compared-table" }, make("caption", {}, title), tableHead(columns), body), title);
}

function figuresOf(i) {
  const explanation = data.explanations[i];
  const heading = make("h3", {}, say(`${data.year} 年度各数字的来历`, `How the figures of ${data.year} came about`));
  if (!explanation) {
    const list = make("dl", { class: "figures" });
    assetColumns.forEach((column, c) => {
      if (column[2] === "money") list.append(make("dt", {}, column[1]), make("dd", { class: "n" }, money(rows[i][c])));
    });
    return make("div", {}, heading, make("p", { class: "note" }, say(
      `为控制文件大小，本报告只含纳税调整额最大的 ${data.explained} 项资产的推导；此项可用 tieout explain 得到。`,
      `To keep the file small, it holds the derivations of the ${data.explained} assets with the largest adjustments; tieout explain gives this one's.`)), list);
  }
  const known = derivationsOf(explanation);
  const details = (figure) => figureDetails(figure, known, new Set());
  const figures = explanation.figures.filter((figure) => figure[2] !== 0).map(details);
  const none = explanation.figures.filter((figure) => figure[2] === 0).map(details);
  const choices = make("table", {}, make("caption", {}, say("处理方法的选择", "Treatments chosen")),
    tableHead([["", say("项目", "Item"), "text", ""], ["", say("取值", "Value"), "text", ""], ["", say("理由", "Why"), "text", ""], ["", say("依据", "Law"), "text", ""], ["", say("出处", "Place"), "text", ""]]),
    make("tbody", {}, explanation.choices.map((choice) => make("tr", {}, make("th", { scope: "row" }, text(choice[1])), make("td", {}, choice[2]), make("td", { class: "wide" }, text(choice[3])),
      make("td", { class: "wide" }, choice[4].map(authority)), make("td", {}, placeText(choice[5]))))));
  return make("div", {}, heading,
    make("p", { class: "hint screen" }, say("点一个数字看它的算法、所用数字、依据和取数单元格；算式中的数字可再展开。",
      "Open a figure for its formula, numbers, law and source cells; the figures in it open in turn.")),
    make("div", { class: "tree", onkeydown: moveInTree }, figures),
    none.length > 0 ? make("details", { class: "fold" }, make("summary", {}, say(`为零的数字（${none.length}）`, `Figures that are zero (${none.length})`)),
      make("div", { class: "tree", onkeydown: moveInTree }, none)) : null, scrolling(choices, say("处理方法的选择", "Treatments chosen")));
}

function text(number) {
  return data.strings[number];
}

function derivationsOf(explanation) {
  const known = new Map();
  for (const each of [...explanation.figures, ...explanation.steps]) known.set(each[0], each);
  return known;
}

function valueOf(derivation) {
  const value = derivation[2];
  if (typeof value !== "string" || /^-?\d+$/.test(value)) return money(value);
  return word(value) || "—";
}

// `above`: keys on the way down, so that a circle would end.
function figureDetails(derivation, known, above) {
  const details = make("details", { "data-key": text(derivation[0]) },
    make("summary", {}, make("span", { class: "what" }, text(derivation[1])), make("span", { class: "key-name" }, text(derivation[0])), make("span", { class: "n" }, valueOf(derivation))));
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(derivationBody(derivation, known, new Set(above).add(derivation[0])));
  });
  return details;
}

function derivationBody(derivation, known, above) {
  const [, , , formula, numbers, operands, authorities, , place] = derivation;
  const body = make("div", { class: "derivation" }, make("p", {}, text(formula)));
  if (numbers !== "") body.append(make("p", { class: "numbers" }, "= " + numbers));
  const parts = make("ul", { class: "operands" });
  for (const operand of operands) parts.append(make("li", {}, operandOf(operand, known, above)));
  if (operands.length > 0) body.append(parts);
  for (const each of authorities) body.append(authority(each));
  if (place) body.append(make("p", { class: "place" }, say("见 ", "see ") + placeText(place)));
  return body;
}

function operandOf([kind, value, name, more], known, above) {
  if (kind === 1) {
    const target = known.get(name);
    if (target && !above.has(name)) return figureDetails(target, known, above);
    return make("span", {}, money(value) + " " + text(name));
  }
  const label = kind === 2 ? say(`${more} 年度 ${text(name)}`, `${text(name)} of ${more}`) : text(name);
  return make("span", {}, make("span", { class: "n" }, money(value)), " " + label + " ", kind === 0 && more ? make("span", { class: "place" }, placeText(more)) : "");
}

function authority(number) {
  const [cite, label, rule, evidence] = text(number).split("\u001f");
  const weak = evidence === "memory" ? say("（凭记忆，待核对）", " (from memory, to be checked)") : "";
  return make("p", { class: "law" }, say("依据 ", "under ") + cite + (label ? say(`：“${label}”`, `: “${label}”`) : "") + weak,
    rule ? make("span", { class: "place" }, " rules/" + rule) : "");
}

// "assets.xlsx[卡片] R28C23 = 96"
function placeText(place) {
  if (!place) return "";
  const [file, line, column, excerpt] = place;
  return text(file) + (line > 0 ? ":" + line : "") + (line > 0 && column > 0 ? ":" + column : "") + (excerpt ? " = " + excerpt : "");
}

// Arrow keys go from figure to figure; right opens, left closes or goes up.
function moveInTree(event) {
  const summary = event.target.closest("summary");
  if (!summary) return;
  const details = summary.parentElement;
  const all = [...event.currentTarget.querySelectorAll("summary")].filter((each) => each.checkVisibility());
  const here = all.indexOf(summary);
  if (event.key === "ArrowDown" && here + 1 < all.length) all[here + 1].focus();
  else if (event.key === "ArrowUp" && here > 0) all[here - 1].focus();
  else if (event.key === "ArrowRight" && !details.open) details.open = true;
  else if (event.key === "ArrowLeft" && details.open) details.open = false;
  else if (event.key === "ArrowLeft" && details.parentElement.closest("details")) details.parentElement.closest("details").querySelector("summary").focus();
  else return;
  event.preventDefault();
}
