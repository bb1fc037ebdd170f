#!/usr/bin/python3
"""workbook_trace.py PROGRAM PROJECT: a reviewer who has only the workbook.

Every open cell of every form that assets fill is traced on the sheets alone: a cell of a row of totals adds up cells of
its sheet, any other one adds up the assets on the sheet of parts, and the sums are the cell's value. Every asset behind
a cell has its figures, its card's place and the derivation of each figure with the law it rests on.
"""

import decimal
import pathlib
import re
import subprocess
import sys
import tempfile

import openpyxl

Decimal = decimal.Decimal


def money(value):
    return Decimal(repr(value)) if isinstance(value, (int, float)) else Decimal(0)


def table(sheet):
    """Rows below the headings as dicts by the lowest heading."""
    first = int(re.sub(r"\D", "", sheet.freeze_panes))
    headings = [str(cell.value) for cell in sheet[first - 1]]
    return [dict(zip(headings, (cell.value for cell in row))) for row in sheet.iter_rows(min_row=first)]


def main(program, project):
    sample = pathlib.Path(project) / "data" / "sample"
    inputs = [word for name in ("assets.xlsx", "events.csv", "recorded.csv", "policies.csv", "entities.csv",
                                "set-aside.csv") for word in ("--" + name.split(".")[0], sample / name)]
    with tempfile.TemporaryDirectory() as folder:
        book = pathlib.Path(folder) / "book.xlsx"
        subprocess.run([program, "reconcile", "--year", "2023", *inputs, "--format", "xlsx", "--quiet", "--out", book,
                        "--from", "2022"], check=True)
        formulas = openpyxl.load_workbook(book)
        values = openpyxl.load_workbook(book, data_only=True)
    faults, cells, parts_seen = [], 0, set()
    for name in values.sheetnames:
        match = re.fullmatch(r"(A\d{6})(?: (\S+))?", name)
        if not match or match.group(2) == "构成":  # what the cells are made of
            continue
        code, entity = match.groups()
        for row in formulas[name].iter_rows(min_row=4, min_col=3):
            for cell in row:
                shown = values[name][cell.coordinate].value
                if cell.data_type != "f":
                    if money(shown) != 0:
                        faults.append(f"{name}!{cell.coordinate}: {shown} is no formula")
                    continue
                cells += 1
                if "SUMIFS" in cell.value:
                    column = re.search(r"!\$([A-Z]+):", cell.value).group(1)
                    place = f"{code}:{values[name].cell(cell.row, 1).value}"
                    total = Decimal(0)
                    sheet = values[f"{code} 构成"]
                    for line in range(1, sheet.max_row + 1):
                        if sheet.cell(line, 1).value == place and entity in (None, sheet.cell(line, 2).value):
                            total += money(sheet[f"{column}{line}"].value)
                            parts_seen.add(sheet.cell(line, 3).value)
                else:
                    total = sum((money(values[name][ref].value) for ref in re.findall(r"[A-Z]+\d+", cell.value)),
                                Decimal(0))
                if total != money(shown):
                    faults.append(f"{name}!{cell.coordinate} {cell.value}: {total} against {shown}")
    listed = {row["资产编号"] for row in table(values["纳税调整明细"])}
    placed = {row["资产编号"] for row in table(values["来源"]) if row["卡片位置"]}
    lawful = {row["资产编号"] for row in table(values["推导"]) if row["依据"]}
    for asset in sorted(parts_seen):
        for what, known in (("figures", listed), ("place", placed), ("law", lawful)):
            if asset not in known:
                faults.append(f"{asset}: no {what}")
    if cells < 100 or len(parts_seen) < 50:
        faults.append(f"only {cells} cells and {len(parts_seen)} assets were traced")
    years = [str(cell.value) for cell in values["账税对照"][2]]
    if "2022" not in years or "2023" not in years:
        faults.append(f"the comparison has the years {years}")
    print("\n".join(faults[:20]))
    print(f"{cells} cells of forms and {len(parts_seen)} assets traced, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
