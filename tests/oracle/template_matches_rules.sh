#!/usr/bin/env bash
# template_matches_rules.sh PROGRAM PROJECT: the template in data/templates is what the program makes of the rules,
# it reads as an empty register of assets, and a card typed into it is read.
set -euo pipefail
program=$(realpath "$1")
project=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$program" template --out "$work/template.xlsx"
if ! cmp "$work/template.xlsx" "$project/data/templates/tieout-template.xlsx"; then
  echo "make it anew: tieout template --out data/templates/tieout-template.xlsx" >&2
  exit 1
fi

/usr/bin/python3 - "$work/template.xlsx" "$work/filled.xlsx" <<'PY'
import datetime, sys
import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
def fill(name, rows):
    sheet = book[name]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for i, row in enumerate(rows):
        for key, value in row.items():
            sheet.cell(i + 2, columns[key]).value = value
    assert all(cell.comment for cell in sheet[1]), name
fill("assets", [{"asset": "0001", "name": "专利权", "class": "patent", "in_service": datetime.date(2001, 1, 15),
                 "cost": 180000, "book_life_months": 120, "book_residual": 0}])
fill("events", [{"asset": "0001", "date": datetime.date(2001, 12, 31), "type": "impair", "amount": 10800}])
book.save(sys.argv[2])
PY
"$program" reconcile --year 2002 --assets "$work/filled.xlsx" --format csv --out "$work/rows.csv"
/usr/bin/python3 - "$work/rows.csv" <<'PY'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))
assert [row["asset"] for row in rows] == ["0001"], rows
found = {key: rows[0][key] for key in ("book_charge", "tax_charge", "adj_total", "temp_diff_close")}
expected = {"book_charge": "16800.00", "tax_charge": "18000.00", "adj_total": "-1200.00", "temp_diff_close": "9600.00"}
assert found == expected, found
PY
