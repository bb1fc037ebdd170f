// Charts as SVG. Lengths are computed in whole fen and only then become pixels; every chart has a title, a description
// and its table beside it.
let chartNumber = 0;

function chart(title, description, width, height, shapes, legend = []) {
  const id = "chart-" + ++chartNumber;
  const picture = svg(
    "svg",
    { role: "img", viewBox: `0 0 ${width} ${height}`, "aria-labelledby": id + "-t " + id + "-d", class: "chart" },
    svg("title", { id: id + "-t" }, title),
    svg("desc", { id: id + "-d" }, description),
    shapes,
  );
  const keys = legend.map(([kind, label]) =>
    make("li", {}, svg("svg", { viewBox: "0 0 12 12", class: "key", "aria-hidden": "true" }, svg("rect", { width: 12, height: 12, class: kind })), label),
  );
  return make("figure", {}, make("figcaption", {}, title), keys.length > 0 ? make("ul", { class: "legend" }, keys) : null, make("div", { class: "picture", tabindex: "0", role: "group", "aria-label": title }, picture));
}

// Whole fen to tenths of a pixel, then to pixels.
function scaleOf(low, high, length) {
  const bottom = BigInt(low);
  const range = BigInt(high) - bottom || 1n;
  return (value) => Number(((BigInt(value) - bottom) * BigInt(length) * 10n) / range) / 10;
}

function bounds(values) {
  let low = 0n;
  let high = 0n;
  for (const value of values) {
    const figure = BigInt(value);
    if (figure < low) low = figure;
    if (figure > high) high = figure;
  }
  return low === high ? [0n, 100n] : [low, high];
}

// Round amounts between the bounds, four or so, for the axis.
function ticks(low, high) {
  const range = high - low;
  let unit = 1n;
  while (unit * 10n <= range) unit *= 10n;
  for (const part of [1n, 2n, 5n, 10n]) {
    const step = (unit * part) / 5n || 1n;
    if (range / step > 6n) continue;
    const list = [];
    for (let tick = (low / step) * step; tick <= high; tick += step) if (tick >= low) list.push(tick);
    return list;
  }
  return [0n];
}

// For axes: 万 and 亿 in Chinese, thousands and millions in English.
function shortMoney(fen) {
  const value = BigInt(fen);
  const size = value < 0n ? -value : value;
  const units = zh
    ? [[10000000000n, "亿"], [1000000n, "万"], [100n, ""]]
    : [[100000000n, "m"], [100000n, "k"], [100n, ""]];
  for (const [unit, name] of units) {
    const tenths = (size * 10n + unit / 2n) / unit;
    if (tenths < 10n && unit !== 100n) continue;
    const text = tenths % 10n === 0n ? String(tenths / 10n) : `${tenths / 10n}.${tenths % 10n}`;
    return (value < 0n ? "-" : "") + text + name;
  }
  return "0";
}

function valueAxis(low, high, scale, from, to, height) {
  return ticks(low, high).map((tick) => [
    svg("line", { x1: from, x2: to, y1: height - scale(tick), y2: height - scale(tick), class: tick === 0n ? "zero" : "grid" }),
    svg("text", { x: from - 6, y: height - scale(tick) + 4, class: "axis end" }, shortMoney(tick)),
  ]).flat();
}

const natureKinds = ["c1", "c2", "c3", "c4", "c5"];

// Adjustments by class, stacked by nature: horizontal, what adds to the right, what deducts to the left.
function natureChart() {
  const table = data.nature;
  const natures = table.columns.slice(1, 6).map((column) => column[1]);
  const used = natures.map((_, n) => table.rows.some((row) => Number(row[n + 1]) !== 0));
  const sides = [];
  for (const row of table.rows) {
    let plus = 0n;
    let minus = 0n;
    for (let n = 1; n <= 5; ++n) {
      const value = BigInt(row[n]);
      if (value > 0n) plus += value;
      else minus += value;
    }
    sides.push(plus, minus);
  }
  const [low, high] = bounds(sides);
  const left = 190;
  const right = 20;
  const width = 860;
  const line = 26;
  const top = 24;
  const height = top + table.rows.length * line + 4;
  const scale = scaleOf(low, high, width - left - right);
  const shapes = ticks(low, high).map((tick) => [
    svg("line", { x1: left + scale(tick), x2: left + scale(tick), y1: top - 6, y2: height, class: tick === 0n ? "zero" : "grid" }),
    svg("text", { x: left + scale(tick), y: top - 10, class: "axis middle" }, shortMoney(tick)),
  ]);
  table.rows.forEach((row, i) => {
    const y = top + i * line;
    const label = row[0].length > (zh ? 13 : 26) ? row[0].slice(0, zh ? 12 : 25) + "…" : row[0];
    shapes.push([svg("text", { x: left - 8, y: y + 16, class: "axis end" }, svg("title", {}, row[0]), label)]);
    let plus = 0n;
    let minus = 0n;
    for (let n = 1; n <= 5; ++n) {
      const value = BigInt(row[n]);
      if (value === 0n) continue;
      const from = value > 0n ? plus : minus + value;
      const to = value > 0n ? plus + value : minus;
      if (value > 0n) plus = to;
      else minus = from;
      const size = Math.max(scale(to) - scale(from), 0.5);
      shapes.push([
        svg("rect", { x: left + scale(from), y: y + 3, width: size, height: line - 8, class: natureKinds[n - 1] },
          svg("title", {}, `${row[0]} ${natures[n - 1]} ${money(value)}`)),
      ]);
    }
  });
  const legend = natures.map((name, n) => [natureKinds[n], name]).filter((_, n) => used[n]);
  return chart(table.title, say("横条：每个类别的纳税调整，按性质分色；零线以右调增，以左调减。数字见下表。",
    "Bars: the adjustment of each class in the colours of its natures; right of zero adds, left deducts. Figures in the table."),
    width, height, shapes.flat(), legend);
}

// Two years compared: the adjustment of each class in both, a bar each.
function comparedChart() {
  const table = { ...data.classes };
  const column = (key) => table.columns.findIndex((each) => each[0] === key);
  const [classAt, entityAt, fromAt, toAt] = ["class", "entity", "adj_total_from", "adj_total_to"].map(column);
  const several = new Set(table.rows.map((row) => row[entityAt])).size > 1;
  table.rows = table.rows.filter((row) => Number(row[fromAt]) !== 0 || Number(row[toAt]) !== 0);
  if (table.rows.length === 0) return null;
  const [low, high] = bounds(table.rows.flatMap((row) => [row[fromAt], row[toAt]]));
  const left = 220;
  const width = 860;
  const line = 34;
  const top = 24;
  const height = top + table.rows.length * line + 4;
  const scale = scaleOf(low, high, width - left - 20);
  const zero = scale(0n);
  const shapes = ticks(low, high).map((tick) => [
    svg("line", { x1: left + scale(tick), x2: left + scale(tick), y1: top - 6, y2: height, class: tick === 0n ? "zero" : "grid" }),
    svg("text", { x: left + scale(tick), y: top - 10, class: "axis middle" }, shortMoney(tick)),
  ]);
  table.rows.forEach((row, i) => {
    const y = top + i * line;
    const name = several ? `${row[entityAt]} ${row[classAt]}` : row[classAt];
    const most = zh ? 15 : 30;
    shapes.push([svg("text", { x: left - 8, y: y + 20, class: "axis end" }, svg("title", {}, name), name.length > most ? name.slice(0, most - 1) + "…" : name)]);
    [[row[fromAt], "c1", 3, data.from], [row[toAt], "c2", 15, data.year]].forEach(([value, kind, offset, year]) => {
      const to = scale(value);
      shapes.push([svg("rect", { x: left + Math.min(zero, to), y: y + offset, width: Math.max(Math.abs(to - zero), 0.5), height: 11, class: kind },
        svg("title", {}, `${name} ${year} ${money(value)}`))]);
    });
  });
  return chart(say("各类别的纳税调整", "Adjustment by class"), say("每个类别两根横条：两个年度的纳税调整；零线以右调增，以左调减。数字见下表。",
    "Two bars a class: the adjustment of both years; right of zero adds, left deducts. Figures in the table."),
    width, height, shapes.flat(), [["c1", String(data.from)], ["c2", String(data.year)]]);
}

function bridgeChart() {
  const table = data.bridge;
  const width = 860;
  const height = 300;
  const left = 70;
  const base = 250;
  const [low, high] = bounds(table.rows.map((row) => row[3]));
  const scale = scaleOf(low, high, base - 30);
  const slot = (width - left - 10) / table.rows.length;
  const shapes = valueAxis(low, high, scale, left, width - 10, base);
  table.rows.forEach((row, i) => {
    const whole = row[0] === "book" || row[0] === "tax";
    const level = BigInt(row[3]);
    const from = whole ? 0n : level - BigInt(row[2]);
    const topValue = level > from ? level : from;
    const lowValue = level > from ? from : level;
    const x = left + i * slot + slot * 0.15;
    const kind = whole ? "whole" : BigInt(row[2]) < 0n ? "down" : "up";
    shapes.push(
      svg("rect", { x, y: base - scale(topValue), width: slot * 0.7, height: Math.max(scale(topValue) - scale(lowValue), 1), class: kind },
        svg("title", {}, `${row[1]} ${money(row[2])}`)),
      svg("text", { x: x + slot * 0.35, y: base - scale(topValue) - 5, class: "axis middle" }, shortMoney(row[2])),
    );
    if (i + 1 < table.rows.length) {
      shapes.push(svg("line", { x1: x + slot * 0.7, x2: x + slot, y1: base - scale(level), y2: base - scale(level), class: "link" }));
    }
    wrapLabel(row[1]).forEach((text, n) => shapes.push(svg("text", { x: x + slot * 0.35, y: base + 18 + n * 14, class: "axis middle" }, text)));
  });
  return chart(table.title, say("自左至右：资产对会计利润的影响，逐项纳税调整，到对应纳税所得额的影响。数字见下表。",
    "From left to right: the effect on book profit, each part of the adjustment, the effect on taxable income. Figures in the table."),
    width, height, shapes, [["up", say("调增", "Adds")], ["down", say("调减", "Deducts")], ["whole", say("影响合计", "Effect")]]);
}

function wrapLabel(text) {
  const most = zh ? 8 : 17;
  if (text.length <= most) return [text];
  if (zh) return [text.slice(0, most), text.slice(most, 2 * most)];
  const lines = [""];
  for (const part of text.split(" ")) {
    if ((lines[lines.length - 1] + " " + part).length > most) lines.push("");
    lines[lines.length - 1] = (lines[lines.length - 1] + " " + part).trim();
  }
  return lines;
}

// Bars by year, with the year reported and what lies ahead marked.
function forecastChart() {
  const table = data.forecast;
  if (table.rows.length === 0) return null;
  const width = 860;
  const height = 280;
  const left = 70;
  const base = 240;
  const [low, high] = bounds(table.rows.map((row) => row[2]));
  const scale = scaleOf(low, high, base - 20);
  const slot = (width - left - 10) / table.rows.length;
  const shapes = valueAxis(low, high, scale, left, width - 10, base);
  const every = Math.ceil(table.rows.length / 16);
  table.rows.forEach((row, i) => {
    const x = left + i * slot;
    const from = scale(0n);
    const to = scale(row[2]);
    shapes.push(
      svg("rect", { x: x + slot * 0.15, y: base - Math.max(from, to), width: slot * 0.7, height: Math.max(Math.abs(to - from), 0.5),
        class: row[0] < data.year ? "past" : row[0] === data.year ? "now" : "ahead" }, svg("title", {}, `${row[0]} ${money(row[2])}`)),
    );
    if (i % every === 0 || row[0] === data.year) {
      if (row[0] === data.year || Math.abs(row[0] - data.year) >= every / 2) {
        shapes.push(svg("text", { x: x + slot / 2, y: base + 18, class: row[0] === data.year ? "axis middle strong" : "axis middle" }, String(row[0])));
      }
    }
  });
  return chart(say("暂时性差异及其转回预测", "Temporary difference and its forecast reversal"),
    say("每年末的暂时性差异（计税基础减账面价值）：以前年度、本年、按现有资产推算的以后年度。数字见下表。",
      "Temporary difference (tax base less carrying amount) at the end of each year: earlier years, this year, later years as projected from the assets there are. Figures in the table."),
    width, height, shapes, [["past", say("以前年度", "Earlier")], ["now", say("本年", "This year")], ["ahead", say("预测", "Forecast")]]);
}

// Book and tax charge of each year, and the temporary difference as a line.
function scheduleChart(who, columns, rows) {
  const at = (key) => columns.findIndex((column) => column[0] === key);
  const book = at("book_charge");
  const tax = at("tax_charge");
  const difference = at("temp_diff_close");
  const width = 860;
  const height = 260;
  const left = 70;
  const base = 220;
  const [low, high] = bounds(rows.flatMap((row) => [row[book], row[tax], row[difference]]));
  const scale = scaleOf(low, high, base - 20);
  const slot = (width - left - 10) / Math.max(rows.length, 1);
  const shapes = valueAxis(low, high, scale, left, width - 10, base);
  const points = [];
  const every = Math.ceil(rows.length / 16);
  const zero = scale(0n);
  rows.forEach((row, i) => {
    const x = left + i * slot;
    [[row[book], "c1", 0.14], [row[tax], "c2", 0.5]].forEach(([value, kind, offset]) => {
      const to = scale(value);
      shapes.push(svg("rect", { x: x + slot * offset, y: base - Math.max(zero, to), width: slot * 0.34, height: Math.abs(to - zero), class: kind },
        svg("title", {}, `${row[0]} ${money(value)}`)));
    });
    points.push(`${(x + slot / 2).toFixed(1)},${(base - scale(row[difference])).toFixed(1)}`);
    if (i % every === 0) shapes.push(svg("text", { x: x + slot / 2, y: base + 18, class: isCurrent(row[0]) ? "axis middle strong" : "axis middle" }, String(row[0])));
  });
  shapes.push(svg("polyline", { points: points.join(" "), class: "line" }));
  return chart(say("账面与税收折旧、暂时性差异", "Book and tax charges, temporary difference") + " " + who,
    say("每年两根柱：账面与税收折旧摊销；折线为年末暂时性差异。数字见下表。", "Two bars a year: book and tax charge; the line is the temporary difference at year end. Figures in the table."),
    width, height, shapes, [["c1", say("账面", "Book")], ["c2", say("税收", "Tax")], ["lineKey", say("暂时性差异", "Temporary difference")]]);
}
