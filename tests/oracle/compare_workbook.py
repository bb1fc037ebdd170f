#!/usr/bin/python3
"""compare_workbook.py WORKBOOK RECALCULATED SHEET=CSV...

Checks a workbook of Tieout against the CSV of the same run and against LibreOffice, which worked out every formula
of it anew (recalculate.sh):

  * each SHEET holds the rows of its CSV, cell for cell: amounts to the fen, text as text and never a formula;
  * a total in the row below them is the sum of the CSV's column;
  * every formula of every sheet shows the value that LibreOffice finds, and none shows an error;
  * there is at least one formula.

Prints what differs (at most 20 lines) and ends with status 1 if anything does.
"""

import csv
import datetime
import decimal
import sys

import openpyxl

Decimal = decimal.Decimal
FEN = Decimal("0.01")


class Report:
    def __init__(self):
        self.faults = 0
        self.compared = 0
        self.formulas = 0

    def differ(self, place, expected, got):
        self.faults += 1
        if self.faults <= 20:
            print(f"{place}: expected {expected!r}, got {got!r}")


def amount(text):
    """The amount that a CSV cell states, or None where it is text. Only canonical texts of figures count."""
    try:
        value = Decimal(text)
    except decimal.InvalidOperation:
        return None
    return value if value.is_finite() and text in (f"{value:f}", str(value)) else None


def plain(text):
    """A CSV text cell without the apostrophe that keeps spreadsheets from running it."""
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in "=+-@\t\r\n" else text


def same(expected, value):
    """Whether a worksheet's value is what the CSV cell says."""
    if value is None:
        return expected == ""
    if isinstance(value, bool):
        return False
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() == expected
    if isinstance(value, (int, float)):
        figure = amount(expected)
        # repr is the shortest text that reads back as the same number: what a spreadsheet shows in full.
        return figure is not None and Decimal(repr(value)) == figure
    text = str(value)
    return text == plain(expected) or (amount(expected) is not None and text.replace(",", "") == expected)


def close(a, b):
    """Whether two results of the same formula agree: sums of doubles, in yuan, to less than half a fen."""
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(Decimal(repr(a)) - Decimal(repr(b))) < FEN / 2
    return a == b


def first_row_of(sheet):
    """The first row below the headings: the frozen ones end there."""
    if not sheet.freeze_panes:
        raise SystemExit(f"{sheet.title}: no frozen panes, so no telling where the rows begin")
    return int("".join(c for c in sheet.freeze_panes if c.isdigit()))


def compare_rows(report, formulas, values, recalculated, path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    headings, rows = rows[0], rows[1:]
    name = values.title
    first = first_row_of(values)
    width = sum(1 for cell in values[first - 1] if cell.value is not None)
    if width != len(headings):
        report.differ(f"{name}: columns", len(headings), width)
        return
    for i, row in enumerate(rows):
        for j, expected in enumerate(row):
            cell = values.cell(first + i, j + 1)
            place = f"{name}!{cell.coordinate} ({headings[j]})"
            report.compared += 1
            if not same(expected, cell.value):
                report.differ(place, expected, cell.value)
            again = recalculated.cell(first + i, j + 1).value
            if not (same(expected, again) or close(cell.value, again)):
                report.differ(place + " in LibreOffice", expected, again)
            if amount(expected) is None and formulas.cell(first + i, j + 1).data_type == "f":
                report.differ(place, "text", "a formula")
    compare_totals(report, values, headings, rows, first + len(rows))


def compare_totals(report, values, headings, rows, totals_row):
    for j, heading in enumerate(headings):
        total = values.cell(totals_row, j + 1).value
        if not isinstance(total, (int, float)):
            continue
        column = [amount(row[j]) or Decimal(0) for row in rows]
        report.compared += 1
        if Decimal(repr(total)) != sum(column, Decimal(0)):
            report.differ(f"{values.title}: total of {heading}", sum(column, Decimal(0)), total)


def compare_formulas(report, formulas, values, recalculated):
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                report.formulas += 1
                shown = values[sheet.title][cell.coordinate].value
                found = recalculated[sheet.title][cell.coordinate].value
                place = f"{sheet.title}!{cell.coordinate} {cell.value}"
                if shown is None or isinstance(shown, str) or not close(shown, found):
                    report.differ(place, found, shown)


def main(arguments):
    if len(arguments) < 3:
        raise SystemExit(__doc__)
    workbook, again, pairs = arguments[0], arguments[1], arguments[2:]
    formulas = openpyxl.load_workbook(workbook)
    values = openpyxl.load_workbook(workbook, data_only=True)
    recalculated = openpyxl.load_workbook(again, data_only=True)
    report = Report()
    for pair in pairs:
        sheet, path = pair.split("=", 1)
        if sheet not in values.sheetnames:
            report.differ(workbook, f"a sheet {sheet}", values.sheetnames)
            continue
        compare_rows(report, formulas[sheet], values[sheet], recalculated[sheet], path)
    compare_formulas(report, formulas, values, recalculated)
    if report.formulas == 0:
        report.differ(workbook, "formulas", "none")
    print(f"{report.compared} figures and texts, {report.formulas} formulas compared, {report.faults} differ")
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
