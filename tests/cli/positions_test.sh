#!/usr/bin/env bash
# Positions from outside: what a report prints of them, and that the amount under another option is the one that an entity
# gets that chooses it.
# usage: positions_test.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >assets.csv <<'CSV'
entity,asset,class,acquired,in_service,cost,book_model,book_method,book_life_months,book_residual,tax_method,tax_life_months,tax_election,tax_override
E,hall,investment-property,,2020-12-10,2400000,fair-value,,,,,,,
E,lathe,machinery,2022-05-10,2022-05-10,1000000,,,120,50000,,,equipment-one-time,
E,line,machinery,,2019-12-10,1800000,,,180,,,,,
E,mark,trademark,,2021-01-10,1200000,,none,,,,,,
E,press,machinery,,2020-12-05,100000,,,60,4000,double-declining,60,,ruling
E,plain,machinery,,2020-12-05,120000,,,120,,,,,
F,plain,machinery,,2020-12-05,120000,,,120,,,,,
CSV
cat >events.csv <<'CSV'
asset,entity,date,type,life_months
line,E,2022-01-01,estimate,240
CSV
defaults='E,deducted,deducted,whole-cost,yearly,on'
columns='entity,position:fair-value-property-charge,position:indefinite-life-charge,position:one-time-residual'
columns+=',position:declining-balance-base,position:tax-life-follows-book'
report() {
  printf '%s\n%s\nF,,,,,\n' "$columns" "$1" >entities.csv
  "$program" "${@:3}" --year 2022 --assets assets.csv --events events.csv --entities entities.csv --format json --quiet >"$2"
}
report "$defaults" base.json reconcile
report "$defaults" effects.json positions
report 'E,not-deducted,deducted,whole-cost,yearly,on' fair-value-property-charge.json reconcile
report 'E,deducted,not-deducted,whole-cost,yearly,on' indefinite-life-charge.json reconcile
report 'E,deducted,deducted,book-residual,yearly,on' one-time-residual.json reconcile
report 'E,deducted,deducted,whole-cost,monthly,on' declining-balance-base.json reconcile
report 'E,deducted,deducted,whole-cost,yearly,off' tax-life-follows-book.json reconcile
report "$defaults" one.json reconcile --threads 1
report "$defaults" four.json reconcile --threads 4
cmp one.json four.json
printf 'asset,class,in_service,cost,book_life_months\nplain,machinery,2020-12-05,120000,120\n' >plain.csv
"$program" reconcile --year 2022 --assets plain.csv --format csv --lang en >/dev/null 2>plain.txt
"$program" reconcile --year 2022 --assets assets.csv --entities entities.csv --format csv --lang en >/dev/null 2>raised.txt
"$program" reconcile --year 2022 --assets assets.csv --events events.csv --entities entities.csv --lang en --quiet >table.txt
"$program" reconcile --year 2022 --assets assets.csv --entities entities.csv --format xlsx --out book.xlsx --quiet
"$program" schedule mark --assets assets.csv --entities entities.csv --format json --quiet >schedule.json
"$program" positions --lang en >catalogue.txt
"$program" positions --format csv --lang en >catalogue.csv
"$program" positions --assets assets.csv --events events.csv --entities entities.csv --format csv --quiet >life.csv

python3 - <<'PY'
import csv, json, zipfile
from decimal import Decimal

def load(name):
    return json.load(open(name + ".json", encoding="utf-8"))

def adjustments(document):
    return {(row["entity"], row["asset"]): Decimal(row["adj_total"]) for row in document["rows"]}

base = load("base")
rows = adjustments(base)
touched = {"fair-value-property-charge": "hall", "indefinite-life-charge": "mark", "one-time-residual": "lathe",
           "declining-balance-base": "press", "tax-life-follows-book": "line"}
positions = {(row["entity"], row["position"]): row for row in base["positions"]}
assert len(positions) == 16, "eight positions for each of two entities"
effects = {row["position"]: row for row in load("effects")["effects"]}
assert set(effects) == set(touched), effects
for position, asset in touched.items():
    chosen = positions["E", position]
    other = load(position)
    under_other = adjustments(other)
    assert chosen["assets"] == 1 and chosen["not_comparable"] == 0, chosen
    assert Decimal(chosen["adj_total"]) == rows["E", asset], position
    assert Decimal(chosen["adj_total_other"]) == under_other["E", asset] != rows["E", asset], position
    assert Decimal(chosen["difference"]) == under_other["E", asset] - rows["E", asset], position
    assert effects[position]["asset"] == asset
    assert Decimal(effects[position]["adj_total_other"]) == under_other["E", asset], position
    moved = {key for key in rows if rows[key] != under_other[key]}
    assert moved == {("E", asset)}, (position, moved)
    back = next(row for row in other["positions"] if (row["entity"], row["position"]) == ("E", position))
    assert back["option"] == chosen["other"] and back["other"] == chosen["option"], position
    assert back["adj_total_other"] == chosen["adj_total"], position
    assert positions["F", position]["assets"] == 0
assert positions["E", "disposal-routing"]["option"] == "by-book-result"

assert "leaves open" not in open("plain.txt").read()
assert "assets raise a question that the law leaves open" in open("raised.txt").read()
table = open("table.txt").read()
assert "Positions used, and the amount under the other option" in table
assert table.count("(others)") == 8 and "Not comparable" not in table, table
sheets = zipfile.ZipFile("book.xlsx").read("xl/workbook.xml").decode()
assert "立场" in sheets, sheets
assert load("schedule")["positions"] == [
    {"position": "indefinite-life-charge", "option": "deducted", "other": "not-deducted"}]
assert open("catalogue.txt").read().count("\n  * ") == 8
options = list(csv.DictReader(open("catalogue.csv", encoding="utf-8-sig")))
assert len(options) == 16 and all(row["reason"] and row["cite"] for row in options)
life = list(csv.DictReader(open("life.csv", encoding="utf-8-sig")))
assert sum(Decimal(row["difference"]) for row in life if row["asset"] == "line") == 0, "what is deducted later is not lost"
assert {row["year"] for row in life if row["asset"] == "lathe"} == {"2022"}
print("positions: ok")
PY
