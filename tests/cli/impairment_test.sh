#!/usr/bin/env bash
# tieout impairment as a user types it: every format, the events that go back into the register, and a workbook in place
# of TOML.
# usage: impairment_test.sh PROGRAM SOURCE_DIR
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/checks.sh"
program=$(realpath "$1")
sample=$(realpath "$2")/data/sample/impairment.toml
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
cd "$work"

check 'the input is needed' exits 2 "$program" impairment
check 'a missing file is bad input' exits 3 "$program" impairment --in nowhere.toml
check 'table' exits 0 "$program" impairment --in "$sample"
check 'remarks go to stderr' grep -q IMPAIRMENT-ONE-AMOUNT err.txt
check 'and are silent with --quiet' exits 0 "$program" impairment --in "$sample" --quiet --format json
check 'nothing on stderr' test ! -s err.txt
cp out.txt result.json
"$program" impairment --in "$sample" --quiet --format json --lang en --threads 3 >again.json
check 'the document does not depend on language or threads' cmp -s result.json again.json
check 'the document is the contract' python3 - <<'PY'
import json, sys
from decimal import Decimal
document = json.load(open("result.json"))
assert document["schema"] == "tieout/impairment/1"
for unit in document["units"]:
    assert list(unit)[:8] == ["id", "recoverable", "value_in_use", "loss", "goodwill_loss", "unallocated", "reversal", "assets"]
    parts = Decimal(unit["goodwill_loss"]) + Decimal(unit["noncontrolling_goodwill_loss"]) + Decimal(unit["unallocated"])
    for asset in unit["assets"]:
        assert list(asset)[:4] == ["id", "loss", "reversal", "carrying_after"]
        assert Decimal(asset["carrying"]) - Decimal(asset["loss"]) + Decimal(asset["reversal"]) == Decimal(asset["carrying_after"])
        parts += Decimal(asset["loss"])
    parts += sum(Decimal(share["loss"]) for share in unit["corporate"])
    assert parts == Decimal(unit["loss"]), unit["id"]
PY
check 'xlsx' exits 0 "$program" impairment --in "$sample" --format xlsx --out a.xlsx
check 'csv' exits 0 "$program" impairment --in "$sample" --format csv --out a.csv
check 'csv has a row for each part' test "$(wc -l <a.csv)" = 9

# One card tested alone, three in a unit; the register takes the outcome as events.
cat >test.toml <<'TOML'
regime = "cn/cas"
date = 2021-12-31
[[unit]]
id = "alone"
value_in_use = 50000
asset = [{ id = "A", carrying = 80000 }]
[[unit]]
id = "line"
recoverable = 120000
asset = [{ id = "B", carrying = 80000, fair_value_less_costs = 75000 }, { id = "C", carrying = 80000 }]
TOML
cat >assets.csv <<'CSV'
asset,class,in_service,cost,book_life_months
A,machinery,2019-12-15,100000.00,120
B,machinery,2019-12-15,100000.00,120
C,machinery,2019-12-15,100000.00,120
CSV
check 'events are written' exits 0 "$program" impairment --in test.toml --events-out events.csv --out result.txt
"$program" reconcile --year 2021 --assets assets.csv --events events.csv --format csv --quiet >year.csv
check 'and book the losses' python3 - <<'PY'
import csv
rows = {row["asset"]: row for row in csv.DictReader(open("year.csv"))}
assert [rows[a]["book_impairment"] for a in "ABC"] == ["30000.00", "5000.00", "35000.00"], rows
PY
sed -i '/^date/d' test.toml
check 'events need a date' exits 3 "$program" impairment --in test.toml --events-out none.csv --out none.txt
check 'and nothing is written' bash -c '! ls none* 2>/dev/null | grep -q .'

# The same test from a workbook: every figure is that of the TOML file.
/usr/bin/python3 "$here/impairment_workbook.py" book.xlsx twin.toml
check 'a workbook is read' exits 0 "$program" impairment --in book.xlsx --format json --quiet --out book.json
check 'so is its twin' exits 0 "$program" impairment --in twin.toml --format json --quiet --out twin.json
check 'and they agree' cmp -s book.json twin.json
check 'with a loss' grep -q '"loss":"' book.json
verdict
