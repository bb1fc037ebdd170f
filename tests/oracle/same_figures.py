#!/usr/bin/python3
"""same_figures.py PROGRAM PROJECT: CSV, JSON, XLSX, HTML and PDF of the same run state the same figures.

Every figure of every row and of the totals is read back from each format by a program that is not ours (openpyxl for
the workbook, pdftotext for the PDF) and compared with the CSV, to the fen; likewise the cells of the forms, and amounts
without a card, which no format may give to an asset. Then the PDF as such: the same bytes twice, all fonts embedded and as text, names with markup in them left as they are.
"""

import csv
import decimal
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import openpyxl

Decimal = decimal.Decimal
YEAR = "2023"
FIGURE = r"-?\d{1,3}(?:,\d{3})*\.\d\d"
LISTED = ["book_charge", "tax_charge", "adj_charge", "adj_impairment", "adj_disposal", "adj_permanent", "adj_total",
          "temp_diff_open", "temp_diff_close"]


class Verdict:
    def __init__(self):
        self.compared = 0
        self.faults = 0

    def equal(self, place, expected, got):
        self.compared += 1
        if expected == got:
            return
        self.faults += 1
        if self.faults <= 20:
            print(f"{place}: expected {expected!r}, got {got!r}")


class Run:
    def __init__(self, program, inputs, work):
        self.program, self.inputs, self.work = program, inputs, work

    def make(self, command, form, *more):
        path = self.work / f"{command}-{form}{len(more)}.{form}"
        subprocess.run([self.program, command, "--year", YEAR, *self.inputs, "--format", form, "--quiet", "--out", path,
                        *more], check=True)
        return path


def amounts(headings):
    return [h for h in headings if h not in ("entity", "asset", "name", "class", "year", "adj_reason", "opening_status")]


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def compare_json(verdict, rows, path):
    document = json.loads(path.read_text(encoding="utf-8"))
    verdict.equal("json: rows", len(rows), len(document["rows"]))
    for row, other in zip(rows, document["rows"]):
        for key in amounts(row):
            verdict.equal(f"json {row['asset']} {key}", row[key], other[key])
    for key in amounts(rows[0]):
        total = sum((Decimal(row[key]) for row in rows), Decimal(0))
        verdict.equal(f"json total {key}", total, Decimal(document["totals"][key]))


def compare_xlsx(verdict, rows, path):
    sheet = openpyxl.load_workbook(path, data_only=True)["纳税调整明细"]
    first = int(re.sub(r"\D", "", sheet.freeze_panes))
    for i, row in enumerate(rows):
        for j, key in enumerate(row):
            if key in amounts(row):
                value = sheet.cell(first + i, j + 1).value
                verdict.equal(f"xlsx {row['asset']} {key}", Decimal(row[key]), Decimal(repr(value)))


def compare_html(verdict, rows, path):
    text = re.search(r'<script type="application/json" id="data">(.*?)</script>', path.read_text(encoding="utf-8"),
                     re.S).group(1)
    page = json.loads(text)
    verdict.equal("html: rows", len(rows), len(page["rows"]))
    for row, cells in zip(rows, page["rows"]):
        for key, cell in zip(row, cells):  # in the order of the CSV
            if key in amounts(row):
                verdict.equal(f"html {row['asset']} {key}", Decimal(row[key]), Decimal(cell or 0).scaleb(-2))


def pdf_lines(path):
    text = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout
    return text.replace("\f", "\n").splitlines()


def figures_at_end(line, count):
    """The last `count` amounts of a line, "*" for a closed cell; None where it does not end so."""
    words = line.split()[-count:]
    if len(words) < count or not all(re.fullmatch(FIGURE + r"|\*", word) for word in words):
        return None
    return [word if word == "*" else Decimal(word.replace(",", "")) for word in words]


def compare_pdf(verdict, rows, path):
    found = {}
    for line in pdf_lines(path):
        figures = figures_at_end(line, len(LISTED))
        if figures and len(line.split()) >= len(LISTED) + 1:
            found.setdefault(tuple(line.split()[:2]), figures)
    for row in rows:
        got = found.get((row["entity"], row["asset"]))
        verdict.equal(f"pdf {row['asset']}", [Decimal(row[key]) for key in LISTED], got)
    totals = [sum((Decimal(row[key]) for row in rows), Decimal(0)) for key in LISTED]
    verdict.equal("pdf totals", True, any(figures_at_end(line, len(LISTED)) == totals and "合计" in line
                                          for line in pdf_lines(path)))


def compare_forms(verdict, run):
    """Every row of every form, in the order of the JSON document, is found in the PDF."""
    document = json.loads(run.make("forms", "json").read_text(encoding="utf-8"))
    filled = {(row["entity"], row["form"], row["row"], row["column"]): row["amount"]
              for row in read_csv(run.make("forms", "csv"))}
    lines = pdf_lines(run.make("forms", "pdf"))
    at = 0
    for form in document["forms"]:
        columns = max(int(column) for row in form["rows"] for column in row["cells"])
        while at < len(lines) and form["form"] not in lines[at].split("（")[0].split()[:1]:
            at += 1
        for row in form["rows"]:
            expected = [Decimal(row["cells"][str(c)]) if str(c) in row["cells"] else "*" for c in range(1, columns + 1)]
            while at < len(lines) and (lines[at].split()[:1] != [row["row"]] or
                                       figures_at_end(lines[at], columns) is None):
                at += 1
            got = figures_at_end(lines[at], columns) if at < len(lines) else None
            verdict.equal(f"pdf {form['entity']} {form['form']} row {row['row']}", expected, got)
            for column, amount in row["cells"].items():
                key = (form["entity"], form["form"], row["row"], column)
                verdict.equal(f"csv {key}", amount, filled.get(key, amount))


def check_pdf(verdict, run, path):
    again = run.make("reconcile", "pdf", "--threads", "1")
    verdict.equal("the same bytes twice", True, path.read_bytes() == again.read_bytes())
    info = subprocess.run(["pdfinfo", path], check=True, capture_output=True, text=True).stdout
    verdict.equal("pages", True, int(re.search(r"Pages:\s+(\d+)", info).group(1)) > 5)
    fonts = subprocess.run(["pdffonts", path], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    verdict.equal("fonts", True, len(fonts) > 0)
    for font in fonts:
        verdict.equal(f"embedded, subset, with text: {font}", ["yes", "yes", "yes"], font.split()[-5:-2])
    text = "\n".join(pdf_lines(path))
    pages = int(re.search(r"共 (\d+) 页", text).group(1))
    for page in range(1, pages + 1):
        verdict.equal(f"page {page} is numbered", 1, text.count(f"第 {page} 页，共 {pages} 页"))


ADJUSTED = '''entity,year,class,account,key,amount,reason,source
3001,2023,machinery,1602,book_charge,3600.00,mould,F-3
3001,2023,vehicle,1603,book_impairment,18000.00,van,F-5
3001,2023,electronics,,tax_charge,1305.00,scanner,F-6
'''


def without_card(rows):
    """Of a CSV: the rows of assets, and (account-less) lines by reason."""
    return [row for row in rows if row["asset"]], {row["name"]: row for row in rows if not row["asset"]}


def sums(rows):
    return [sum((Decimal(row[key]) for row in rows), Decimal(0)) for key in LISTED]


def compare_lines(verdict, run, entity):
    """The same lines without a card, and the same totals with and without them, in every format."""
    adjustments = run.work / "adjustments.csv"
    adjustments.write_text(ADJUSTED.replace("3001", entity), encoding="utf-8")
    more = ["--adjustments", adjustments]
    assets, lines = without_card(read_csv(run.make("reconcile", "csv", *more)))
    verdict.equal("lines", {"mould", "van", "scanner"}, set(lines))
    verdict.equal("adjustment of the lines", Decimal("20295.00"), sums(lines.values())[LISTED.index("adj_total")])
    totals = [sums(assets), sums(lines.values()), sums([*assets, *lines.values()])]

    document = json.loads(run.make("reconcile", "json", *more).read_text(encoding="utf-8"))
    for expected, row in zip(totals, document["totals_with_and_without"], strict=True):
        verdict.equal(f"json {row['what']}", expected, [Decimal(row[key]) for key in LISTED])

    workbook = run.make("reconcile", "xlsx", *more)
    compare_xlsx(verdict, assets, workbook)
    book = openpyxl.load_workbook(workbook, data_only=True)
    found = {str(row[2]): row for row in book["无卡片金额"].iter_rows(values_only=True)}
    for name, line in lines.items():
        got = [Decimal(repr(value)) for value in found[name][4 : 4 + len(LISTED)]]
        verdict.equal(f"xlsx {name}", [Decimal(line[key]) for key in LISTED], got)
    rows = [row for row in book["含与不含无卡片金额"].iter_rows(values_only=True) if isinstance(row[1], (int, float))]
    for expected, row in zip(totals, rows, strict=True):
        verdict.equal(f"xlsx {row[0]}", expected, [Decimal(repr(value)) for value in row[1 : 1 + len(LISTED)]])

    text = run.make("reconcile", "html", *more).read_text(encoding="utf-8")
    page = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S).group(1))
    verdict.equal("html: rows are of assets", len(assets), len(page["rows"]))
    fen = lambda cells: [Decimal(cell or 0).scaleb(-2) for cell in cells]
    for row in page["lines"][0]["rows"]:
        verdict.equal(f"html {row[2]}", [Decimal(lines[row[2]][key]) for key in LISTED], fen(row[4:]))
    for expected, row in zip(totals, page["lines"][1]["rows"], strict=True):
        verdict.equal(f"html {row[0]}", expected, fen(row[1:]))
    verdict.equal("html: a share for each line", len(lines), len(page["lineShares"]))

    pdf = pdf_lines(run.make("reconcile", "pdf", *more))
    for name, line in lines.items():
        expected = [Decimal(line[key]) for key in LISTED]
        verdict.equal(f"pdf {name}", True, any(name in each.split() and figures_at_end(each, len(LISTED)) == expected
                                               for each in pdf))
    for words, expected in zip(("各项资产", "无卡片金额", "合计"), totals, strict=True):
        verdict.equal(f"pdf {words}", True, any(each.split()[:1] == [words] and
                                                figures_at_end(each, len(LISTED)) == expected for each in pdf))
    compare_workbook_forms(verdict, book, run.make("forms", "csv", *more))


def compare_workbook_forms(verdict, book, path):
    """A105080 of the workbook, whose cells add up assets and lines, is that of tieout forms."""
    for row in read_csv(path):
        names = [row["form"], f"{row['form']} {row['entity']}"]
        sheet = next((book[name] for name in names if name in book.sheetnames), None)
        if sheet is None or row["form"] != "A105080":
            continue
        got = next((cells for cells in sheet.iter_rows(values_only=True) if str(cells[0]) == row["row"]), None)
        verdict.equal(f"xlsx {row['form']} {row['row']}:{row['column']}", Decimal(row["amount"]),
                      Decimal(repr(got[1 + int(row["column"])])) if got else None)


def check_markup(verdict, run):
    assets = run.work / "markup.csv"
    name = "<b>炉&amp;窑</b>𠮷"
    assets.write_text(f"asset,name,class,in_service,cost,book_life_months\nA1,{name},machinery,2020-03-15,100000.00,120\n",
                      encoding="utf-8")
    run.inputs = ["--assets", assets]
    verdict.equal("markup stays text", True, any(name in line for line in pdf_lines(run.make("reconcile", "pdf"))))


def main(program, project):
    sample = pathlib.Path(project) / "data" / "sample"
    inputs = [word for name in ("assets.xlsx", "events.csv", "recorded.csv", "policies.csv", "entities.csv",
                                "set-aside.csv") for word in ("--" + name.split(".")[0], sample / name)]
    verdict = Verdict()
    with tempfile.TemporaryDirectory() as folder:
        run = Run(program, inputs, pathlib.Path(folder))
        rows = read_csv(run.make("reconcile", "csv"))
        compare_json(verdict, rows, run.make("reconcile", "json"))
        compare_xlsx(verdict, rows, run.make("reconcile", "xlsx"))
        compare_html(verdict, rows, run.make("reconcile", "html"))
        pdf = run.make("reconcile", "pdf")
        compare_pdf(verdict, rows, pdf)
        compare_forms(verdict, run)
        check_pdf(verdict, run, pdf)
        compare_lines(verdict, run, rows[0]["entity"])
        check_markup(verdict, run)
    print(f"{verdict.compared} compared, {verdict.faults} differ")
    return 1 if verdict.faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
