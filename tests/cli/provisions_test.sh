#!/usr/bin/env bash
# tieout provisions from outside: the eight provisions of the system of 2001, lower of cost and value, actual losses, and
# their vouchers.
# usage: provisions_test.sh PROGRAM SOURCE_DIR
set -euo pipefail
program=$(realpath "$1")
source_dir=$(realpath "$2")
# shellcheck source=tests/cli/checks.sh
source "$source_dir/tests/cli/checks.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# Two years under the system of 2001. The fixed asset and the patent have cards.
cat >assets.csv <<'CSV'
entity,asset,class,in_service,cost,book_life_months,book_residual,tax_life_months
A,M1,machinery,2002-12-10,120000.00,120,0,120
A,P1,patent,2003-01-10,60000.00,120,0,120
CSV
cat >events.csv <<'CSV'
entity,asset,date,type,amount,recoverable
A,M1,2003-12-31,impair,18000.00,
A,P1,2003-12-31,impair,9000.00,
A,M1,2004-12-31,test,,85000.00
CSV
cat >entities.csv <<'CSV'
entity,name
A,样例
CSV
cat >provisions.csv <<'CSV'
核算主体,年度,准备,期初余额,计提,转回,核销,收回,转入转出,期末余额,已税前扣除,不得扣除
A,2003,bad-debts,40000.00,10000.00,,,,,50000.00,,
A,2004,bad-debts,,30000.00,,20000.00,5000.00,,65000.00,12000.00,3000.00
A,2005,bad-debts,,,,,,,65000.00,5000.00,
A,2003,short-term-investments,,,,,,,,,
A,2004,short-term-investments,8000.00,,,,,,,,
A,2004,inventories,15000.00,,,,,-4000.00,,,
A,2004,long-term-investments,0,40000.00,,,,,40000.00,,
A,2004,entrusted-loans,10000.00,,10000.00,,,,0.00,,
A,2004,construction-in-progress,0,12000.00,,,,,,,
CSV
sed -i '/2003,short-term/d' provisions.csv
cat >valuation.csv <<'CSV'
核算主体,年度,准备,口径,类别,项目,成本,可变现净值
A,2004,short-term-investments,total,,甲股票,100000.00,90000.00
A,2004,short-term-investments,total,,乙债券,50000.00,55000.00
A,2004,inventories,item,,钢材,200000.00,180000.00
A,2004,inventories,item,,铜材,30000.00,40000.00
CSV
run() {
  "$program" "$@" --assets assets.csv --events events.csv --entities entities.csv --provisions provisions.csv \
    --valuation valuation.csv --book cn/eas-2001 --quiet
}
run provisions --year 2004 --format json >2004.json
run provisions --year 2005 --format json >2005.json
run provisions --year 2004 --format csv >rows.csv
run provisions --year 2004 --format xlsx --out book.xlsx
run provisions --year 2004 --lang en >table.txt
run journal --year 2004 --format json --complete >journal.json
sed 's/,item,/,category,/' valuation.csv | sed 's/,,钢材/,金属,钢材/; s/,,铜材/,金属,铜材/' >by_category.csv
"$program" provisions --year 2004 --provisions provisions.csv --valuation by_category.csv --book cn/eas-2001 --format json --quiet >category.json
"$program" provisions --year 2022 --assets "$source_dir/data/sample/assets.xlsx" --events "$source_dir/data/sample/events.csv" \
  --recorded "$source_dir/data/sample/recorded.csv" --policies "$source_dir/data/sample/policies.csv" --set-aside \
  "$source_dir/data/sample/set-aside.csv" --format json --quiet >sample.json
"$program" reconcile --year 2022 --assets "$source_dir/data/sample/assets.xlsx" --events "$source_dir/data/sample/events.csv" \
  --recorded "$source_dir/data/sample/recorded.csv" --policies "$source_dir/data/sample/policies.csv" --set-aside \
  "$source_dir/data/sample/set-aside.csv" --format json --quiet >reconciled.json
check 'no year' exits 2 "$program" provisions --provisions provisions.csv
check 'nothing to read' exits 2 "$program" provisions --year 2004
check 'none under the small business standard' exits 3 "$program" provisions --year 2004 --provisions provisions.csv --book cn/sbs
check 'a workbook' test -s book.xlsx
check 'a table' grep -q 'bad debts' table.txt

cat >figures.py <<'PY'
import csv, json
from decimal import Decimal

EXTRA = ("sold",)
KEYS = ("opening", "charged", "reversed", "written_off", "recovered", "transferred", "closing", "adj_provision", "adj_loss",
        "adj_permanent", "temp_diff_open", "temp_diff_close")


def lines(name):
    document = json.load(open(name, encoding="utf-8"))
    assert document["schema"] == "tieout/provisions/1", document["schema"]
    rows = {row["provision"]: row for row in document["rows"]}
    for row in rows.values():
        a = {key: Decimal(row[key]) for key in KEYS + EXTRA}
        assert a["closing"] == a["opening"] + a["charged"] - a["reversed"] - a["written_off"] + a["recovered"] - a["sold"] + a["transferred"]
        assert a["adj_provision"] + a["adj_loss"] - a["adj_permanent"] == a["temp_diff_close"] - a["temp_diff_open"] - a["transferred"]
    return {code: [f"{Decimal(row[key]):.0f}" for key in KEYS]
            for code, row in rows.items()}, rows


found, rows = lines("2004.json")
assert len(found) == 8, found.keys()
# Of 20,000 written off 12,000 are an actual loss, 3,000 never will be, 5,000 wait; 5,000 recovered are income.
assert found["bad-debts"] == ["50000", "30000", "0", "20000", "5000", "0", "65000", "30000", "-7000", "3000", "50000", "70000"]
# In total 150,000 against 145,000.
assert found["short-term-investments"][:7] == ["8000", "0", "3000", "0", "0", "0", "5000"]
# Item by item: 20,000 on steel, none on copper; 4,000 left with what was sold.
assert found["inventories"][:7] == ["15000", "9000", "0", "0", "0", "-4000", "20000"]
assert found["long-term-investments"][7] == "40000" and found["entrusted-loans"][7] == "-10000"
assert found["construction-in-progress"][:7] == ["0", "12000", "0", "0", "0", "0", "12000"]
# 120,000 − 12,000 − 18,000 = 90,000; 10,000 charged in 2004; 85,000 recoverable, 96,000 unimpaired: 5,000 back, and 2,000
# of held-back depreciation moves to accumulated.
assert found["fixed-assets"][:7] == ["18000", "0", "5000", "0", "0", "-2000", "11000"], found["fixed-assets"]
assert found["intangible-assets"][:7] == ["9000", "0", "0", "0", "0", "0", "9000"]
assert rows["fixed-assets"]["source"] == "register" and rows["bad-debts"]["source"] == "file"
assert rows["inventories"]["label"] == "存货跌价准备"

# The year after: of the 5,000 that waited all are deducted now.
assert lines("2005.json")[0]["bad-debts"] == ["65000", "0", "0", "0", "0", "0", "65000", "0", "-5000", "0", "70000", "65000"]
# By category the gain on copper makes up for half of the loss on steel.
assert lines("category.json")[0]["inventories"][:7] == ["15000", "0", "1000", "0", "0", "-4000", "10000"]

booked = {}
for row in json.load(open("journal.json", encoding="utf-8"))["rows"]:
    booked[row["account"]] = booked.get(row["account"], 0) + Decimal(row["debit"] or 0) - Decimal(row["credit"] or 0)
assert [booked[code] for code in ("1141", "1102", "1281", "1421", "1605", "1505", "1805")] == [
    -65000, -5000, -20000, -40000, -12000, -11000, -9000]
assert booked["143103"] == 0
assert booked["5502"] >= 39000  # bad debts and inventories, beside the charges
assert booked["5201"] == 40000 - 10000 - 3000
assert booked["5601"] == 12000 - 5000

sample = json.load(open("sample.json", encoding="utf-8"))["rows"]
reconciled = json.load(open("reconciled.json", encoding="utf-8"))["rows"]
for key, row_key in (("closing", "book_provision"), ("charged", "book_impairment"), ("reversed", "book_reversal")):
    assert sum(Decimal(row[key]) for row in sample) == sum(Decimal(row[row_key]) for row in reconciled) , key
assert sum(Decimal(row["adj_loss"]) for row in sample) == sum(Decimal(row["adj_disposal_provision"]) for row in reconciled) != 0
assert len(list(csv.DictReader(open("rows.csv", encoding="utf-8")))) == 8
PY
check 'the figures' python3 figures.py
verdict
