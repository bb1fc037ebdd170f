#!/usr/bin/env python3
"""Impairment tests as workbooks: every worked case of tests/cases/impairment, and the sample's, is written with openpyxl as a
preparer would (numbers as numbers, percents as percents, a row a year) and must come to the result of the TOML file, down to
the remarks. Then the mistakes of a preparer, each at its cell.

usage: impairment_workbook.py PROGRAM SOURCE_DIR
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib
from datetime import date

import openpyxl

PROGRAM, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
LISTED = {"cash_flows": "cash_flow", "discount_rate": "discount_rate", "discount_factors": "discount_factor"}


def run(path, *more):
    done = subprocess.run([PROGRAM, "impairment", "--in", str(path), "--format", "json", "--lang", "en", *more],
                          capture_output=True, encoding="utf-8")
    return done.returncode, done.stdout, done.stderr


def put(sheet, row, column, value):
    cell = sheet.cell(row, column)
    if isinstance(value, list):
        value = ";".join(map(str, value))
    if isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?%", value):
        cell.value, cell.number_format = float(value[:-1]) / 100, "0.00%"
    elif isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value):
        cell.value, cell.number_format = float(value), "#,##0.00"
    else:
        cell.value = value


def write(book, name, rows):
    """Rows are dictionaries; a column for each key, in the order in which the keys come."""
    if not rows:
        return
    sheet = book.create_sheet(name)
    keys = list(dict.fromkeys(key for row in rows for key in row))
    for column, key in enumerate(keys, 1):
        sheet.cell(1, column, key)
        for number, row in enumerate(rows, 2):
            if key in row:
                put(sheet, number, column, row[key])


def without(table, *keys):
    return {key: value for key, value in table.items() if key not in keys}


def flows_of(unit, table, **more):
    """A row for each year, with what changes from year to year."""
    rows = []
    years = table.get("cash_flows", [])
    for year, flow in enumerate(years):
        row = {"unit": unit, **more, "year": year + 1, "cash_flow": flow}
        for key in ("discount_rate", "discount_factors"):
            values = table.get(key)
            if isinstance(values, list):
                row[LISTED[key]] = values[year]
        rows.append(row)
    return rows


def workbook(document, path):
    book = openpyxl.Workbook()
    test = book.active
    test.title = "test"
    test.append(["key", "value"])
    for key in ("regime", "date", "entity"):
        if key in document:
            test.append([key, document[key]])
    units, assets, scenarios, flows, groups = [], [], [], [], []
    for kind, target in (("unit", units), ("group", groups)):
        for table in document.get(kind, []):
            row = without(table, "asset", "scenario", "cash_flows", "discount_factors")
            if isinstance(row.get("discount_rate"), list):
                del row["discount_rate"]
            target.append(row)
            assets += [{"unit": table["id"], **asset} for asset in table.get("asset", [])]
            scenarios += [{"unit": table["id"], **without(one, "cash_flows")} for one in table.get("scenario", [])]
            flows += flows_of(table["id"], table)
            for one in table.get("scenario", []):
                flows += flows_of(table["id"], one, scenario=one["name"])
    write(book, "units", units)
    write(book, "assets", assets)
    write(book, "scenarios", scenarios)
    write(book, "cash_flows", flows)
    write(book, "corporate", document.get("corporate", []))
    write(book, "groups", groups)
    book.save(path)


def codes(text):
    return re.findall(r"(?:error|warning|note)\[([A-Z-]+)\]", text)


def compare(path, work):
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    plain = work / "plain.toml"
    plain.write_text(re.sub(r"\n\[\[expect\]\].*", "", path.read_text(encoding="utf-8"), flags=re.S), encoding="utf-8")
    book = work / "book.xlsx"
    workbook(document, book)
    told, read = run(plain), run(book)
    if told[0] != read[0] or told[1] != read[1] or codes(told[2]) != codes(read[2]):
        sys.exit(f"{path.name}: exit {told[0]} and {read[0]}\n{told[2]}\n{read[2]}\n{told[1][:2000]}\n{read[1][:2000]}")
    return len(json.loads(read[1])["units"]) if read[0] == 0 else 0


UNIT = {"id": "line", "carrying": 100}
MISTAKES = [
    # What is wrong, the code, the sheet, line and column that are named.
    ("a forecast of six years without a reason", "IMPAIRMENT-FORECAST", "[cash_flows]:2:",
     {"unit": [{"id": "line", "discount_rate": "10%", "cash_flows": [10] * 6, "asset": [UNIT | {"id": "a"}]}]}),
    ("a rate of -100%", "IMPAIRMENT-RATE", "[units]:2:2:",
     {"unit": [{"id": "line", "discount_rate": "-100%", "cash_flows": [10], "asset": [UNIT | {"id": "a"}]}]}),
    ("a rate below -100%", "IMPAIRMENT-RATE", "[units]:2:2:",
     {"unit": [{"id": "line", "discount_rate": "-150%", "cash_flows": [10], "asset": [UNIT | {"id": "a"}]}]}),
    ("a rate of -100% in the second year", "IMPAIRMENT-RATE", "[cash_flows]:3:4:",
     {"unit": [{"id": "line", "discount_rate": ["10%", "-100%"], "cash_flows": [10, 10], "asset": [UNIT | {"id": "a"}]}]}),
    ("an asset twice", "IMPAIRMENT-DUPLICATE", "[assets]:3:2:",
     {"unit": [{"id": "line", "recoverable": 50, "asset": [UNIT | {"id": "a"}, UNIT | {"id": "a"}]}]}),
    ("probabilities of 90%", "IMPAIRMENT-PROBABILITIES", "",
     {"unit": [{"id": "line", "discount_rate": "10%", "asset": [UNIT | {"id": "a"}],
                "scenario": [{"name": "good", "probability": "40%", "cash_flows": [10]},
                             {"name": "bad", "probability": "50%", "cash_flows": [5]}]}]}),
]


def mistakes(work):
    for what, code, place, document in MISTAKES:
        book = work / "mistake.xlsx"
        workbook({"regime": "cn/cas", **document}, book)
        status, _, told = run(book, "--out", str(work / "never.json"))
        if status != 3 or code not in codes(told):
            sys.exit(f"{what}: exit {status}\n{told}")
        if place not in told:
            sys.exit(f"{what}: {place} is not named\n{told}")
        if (work / "never.json").exists():
            sys.exit(f"{what}: something was written")
    return len(MISTAKES)


def remarks(work):
    """No loss is said so; what cannot be allocated is reported and not forced."""
    book = work / "remark.xlsx"
    workbook({"regime": "cn/cas", "date": date(2023, 12, 31), "unit": [
        {"id": "high", "recoverable": 120, "asset": [UNIT | {"id": "a"}]},
        {"id": "floored", "recoverable": 50, "asset": [UNIT | {"id": "b", "value_in_use": 80}]}]}, book)
    status, text, told = run(book)
    found = {unit["id"]: unit for unit in json.loads(text)["units"]}
    expected = {"high": ("0.00", "0.00"), "floored": ("50.00", "30.00")}
    for unit, (loss, rest) in expected.items():
        if (found[unit]["loss"], found[unit]["unallocated"]) != (loss, rest):
            sys.exit(f"{unit}: {found[unit]}")
    if status != 0 or not {"IMPAIRMENT-NO-LOSS", "IMPAIRMENT-UNALLOCATED"} <= set(codes(told)):
        sys.exit(f"remarks: exit {status}\n{told}")


def main():
    cases = sorted((SOURCE / "tests/cases/impairment").glob("*.toml")) + [SOURCE / "data/sample/impairment.toml"]
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        units = sum(compare(path, work) for path in cases)
        remarks(work)
        count = mistakes(work)
    print(f"impairment workbooks: {len(cases)} tests of {units} units as in TOML; {count} mistakes, each at its cell")


main()
