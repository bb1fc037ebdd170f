#!/usr/bin/python3
"""same_figures.py PROGRAM PROJECT: CSV, JSON, XLSX, HTML and PDF of the same run state the same figures.

Every figure of every row and of the totals is read back from each format by a program that is not ours (openpyxl for
the workbook, pdftotext for the PDF) and compared with the CSV, to the fen; likewise the cells of the forms. Then the
PDF as such: the same bytes twice, all fonts embedded and as text, names with markup in them left as they are.
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
        check_markup(verdict, run)
    print(f"{verdict.compared} compared, {verdict.faults} differ")
    return 1 if verdict.faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
