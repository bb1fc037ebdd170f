#!/usr/bin/env bash
# tieout journal from outside: which account each kind of business goes to, by standard and date; shapes, threads, exit codes.
# usage: journal_test.sh PROGRAM SOURCE_DIR
set -euo pipefail
program=$(realpath "$1")
source_dir=$(realpath "$2")
# shellcheck source=tests/cli/checks.sh
source "$source_dir/tests/cli/checks.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >assets.csv <<'CSV'
asset,name,class,in_service,cost,book_life_months,book_residual,tax_life_months
M1,车床,machinery,2014-12-10,120000.00,120,0,120
M2,铣床,machinery,2014-12-10,120000.00,120,0,120
M3,刨床,machinery,2014-12-10,120000.00,120,0,120
M4,磨床,machinery,2014-12-10,120000.00,120,0,120
P1,专利,patent,2015-01-10,120000.00,120,0,120
P2,旧专利,patent,2015-01-10,120000.00,120,0,120
H1,厂房,building,2014-12-10,240000.00,240,0,240
CSV
for year in 2016 2018; do
  cat >"events$year.csv" <<CSV
asset,date,type,proceeds,costs,compensation,kind,class,model,amount
M1,$year-06-15,dispose,80000.00,1000.00,,sale,,,
M2,$year-06-15,dispose,,1000.00,,scrap,,,
M3,$year-06-15,dispose,,,30000.00,disaster,,,
M4,$year-06-15,dispose,,,,loss,,,
P1,$year-06-15,dispose,200000.00,,,sale,,,
P2,$year-06-15,dispose,,,,scrap,,,
H1,$year-06-15,transfer,,,,,investment-property,fair-value,300000.00
H1,$year-12-31,fair-value,,,,,,,310000.00
CSV
done
cat >next.csv <<'CSV'
asset,date,type,proceeds,costs,compensation,kind,class,model,amount
H1,2018-06-15,transfer,,,,,investment-property,fair-value,300000.00
H1,2018-12-31,fair-value,,,,,,,310000.00
H1,2019-03-01,dispose,350000.00,,,sale,,,
CSV
cat >old.csv <<'CSV'
asset,date,type,recoverable
M1,2015-12-31,test,50000.00
M1,2016-12-31,test,200000.00
CSV
for year in 2016 2018; do
  "$program" journal --year $year --assets assets.csv --events "events$year.csv" --format json --quiet >"$year.json"
done
"$program" journal --year 2019 --assets assets.csv --events next.csv --format json --quiet >2019.json
for year in 2015 2016; do
  "$program" journal --year $year --assets assets.csv --events old.csv --book cn/eas-2001 --format json --quiet >"old$year.json"
done
"$program" journal --year 2015 --assets assets.csv --events old.csv --format json --quiet >cas2015.json
printf 'role,category,account,name\naddition,,1604,在建工程\ncharge,machinery,5105,制造费用—折旧\n' >accounts.csv
"$program" journal --year 2014 --assets assets.csv --accounts accounts.csv --format csv --quiet >added.csv
"$program" journal --year 2016 --monthly --assets assets.csv --accounts accounts.csv --format csv --shape side-amount --quiet >side.csv
"$program" journal --year 2016 --assets assets.csv --format csv >left_out.csv 2>told.txt

check 'opening balances are left out and told' grep -q -- --complete told.txt
sample=("--assets" "$source_dir/data/sample/assets.xlsx" "--events" "$source_dir/data/sample/events.csv" "--recorded"
  "$source_dir/data/sample/recorded.csv" "--policies" "$source_dir/data/sample/policies.csv" "--entities"
  "$source_dir/data/sample/entities.csv" "--set-aside" "$source_dir/data/sample/set-aside.csv" "--quiet")
"$program" journal --year 2022 "${sample[@]}" --monthly --format json --threads 1 >one.json
"$program" journal --year 2022 "${sample[@]}" --monthly --format json --threads 4 >four.json
check 'any number of threads' cmp one.json four.json
"$program" journal --year 2022 "${sample[@]}" --format xlsx --out book.xlsx
check 'a workbook' test -s book.xlsx
check 'no year' exits 2 "$program" journal --assets assets.csv
check 'no such shape' exits 2 "$program" journal --year 2016 --assets assets.csv --format csv --shape wide
check 'a journal format for another command' exits 2 "$program" reconcile --year 2016 --assets assets.csv --format hledger
check 'no such file' exits 3 "$program" journal --year 2016 --assets assets.csv --accounts none.csv
check 'no place to write' exits 4 "$program" journal --year 2016 --assets assets.csv --out no/such/place --format ledger

cat >figures.py <<'PY'
import csv, json
from decimal import Decimal


def entries(name, kind, asset):
    """Account to its debit less credit; the clearing account and what nets out are gone."""
    found = {}
    for row in json.load(open(name, encoding="utf-8"))["rows"]:
        if row["kind"] == kind and row["asset"] == asset:
            amount = Decimal(row["debit"] or 0) - Decimal(row["credit"] or 0)
            found[row["account_name"]] = found.get(row["account_name"], 0) + amount
    return {account: str(amount) for account, amount in found.items() if amount}


def lines(name, kind, asset):
    return [row["account"] for row in json.load(open(name, encoding="utf-8"))["rows"]
            if row["kind"] == kind and row["asset"] == asset]


# Sold after 18 months of 120 (2016) and 42 (2018).
assert entries("2016.json", "disposal", "M1") == {
    "固定资产": "-120000.00", "累计折旧": "18000.00", "银行存款": "79000.00", "营业外支出—处置非流动资产损失": "23000.00"}
assert entries("2018.json", "disposal", "M1") == {
    "固定资产": "-120000.00", "累计折旧": "42000.00", "银行存款": "79000.00", "资产处置损益": "-1000.00"}
assert lines("2018.json", "disposal", "M1").count("1606") == 4  # carrying amount, proceeds, costs, result
assert entries("2018.json", "disposal", "M2")["营业外支出—非流动资产毁损报废损失"] == "79000.00"
assert entries("2016.json", "disposal", "M2")["营业外支出—处置非流动资产损失"] == "103000.00"
assert entries("2018.json", "disposal", "M3") == {
    "固定资产": "-120000.00", "累计折旧": "42000.00", "其他应收款": "30000.00", "营业外支出—非常损失": "48000.00"}
assert "1901" in lines("2018.json", "disposal", "M4") and "1606" not in lines("2018.json", "disposal", "M4")
assert entries("2018.json", "disposal", "M4")["营业外支出—盘亏损失"] == "78000.00"
assert entries("2016.json", "disposal", "P1") == {  # 17 months: none in the month of the sale
    "无形资产": "-120000.00", "累计摊销": "17000.00", "银行存款": "200000.00", "营业外收入—处置非流动资产利得": "-97000.00"}
assert entries("2018.json", "disposal", "P1")["资产处置损益"] == "-121000.00"
assert not {"1606", "1901"} & set(lines("2018.json", "disposal", "P1"))
assert entries("2018.json", "disposal", "P2")["营业外支出—非流动资产毁损报废损失"] == "79000.00"

# A building of 240,000 with 42 months of 240 charged, worth 300,000 when it is let, 310,000 at the year's end.
assert entries("2018.json", "transfer", "H1") == {
    "固定资产": "-240000.00", "累计折旧": "42000.00", "投资性房地产": "300000.00", "其他综合收益": "-102000.00"}
assert entries("2018.json", "value-change", "H1") == {"投资性房地产": "10000.00", "公允价值变动损益": "-10000.00"}
# Sold for 350,000: the surplus and the change of value come off the cost of other operations.
assert entries("2019.json", "disposal", "H1") == {
    "投资性房地产": "-310000.00", "银行存款": "350000.00", "其他业务收入": "-350000.00", "其他业务成本": "198000.00",
    "其他综合收益": "102000.00", "公允价值变动损益": "10000.00"}

# After a year: 108,000 against 50,000. Under the system of 2001 it comes back, and held-back depreciation moves.
assert entries("cas2015.json", "impairment", "M1") == {"资产减值损失": "58000.00", "固定资产减值准备": "-58000.00"}
assert entries("old2015.json", "impairment", "M1") == {
    "营业外支出—计提的固定资产减值准备": "58000.00", "固定资产减值准备": "-58000.00"}
back = entries("old2016.json", "reversal", "M1")
moved = entries("old2016.json", "transfer", "M1")
# 50,000 over 108 months: 5,555.56 charged, 44,444.44 carried; unimpaired 96,000.
assert back == {"固定资产减值准备": "51555.56", "营业外支出—计提的固定资产减值准备": "-51555.56"}, back
assert moved == {"固定资产减值准备": "6444.44", "累计折旧": "-6444.44"}, moved

heading = next(csv.reader(open("added.csv", encoding="utf-8")))
assert heading[:8] == ["凭证日期", "凭证字", "凭证号", "摘要", "科目编码", "科目名称", "借方金额", "贷方金额"]
added = list(csv.DictReader(open("added.csv", encoding="utf-8")))
assert {(row["凭证日期"], row["科目编码"], row["贷方金额"]) for row in added if row["贷方金额"]} == {
    ("2014-12-31", "1604", "720000.00")}
side = list(csv.DictReader(open("side.csv", encoding="utf-8")))
assert {row["方向"] for row in side} == {"借", "贷"} and {row["凭证日期"][:7] for row in side} == {
    f"2016-{month:02}" for month in range(1, 13)}
machines = [row for row in side if row["科目编码"] == "5105"]
assert len(machines) == 12 and {row["金额"] for row in machines} == {"4000.00"} and machines[0]["科目名称"] == "制造费用—折旧"
for name in ("2016.json", "2018.json", "2019.json", "one.json"):
    document = json.load(open(name, encoding="utf-8"))
    assert document["schema"] == "tieout/journal/1"
    vouchers = {}
    for row in document["rows"]:
        key = row["entity"], row["date"][:7], row["number"]
        vouchers[key] = vouchers.get(key, 0) + Decimal(row["debit"] or 0) - Decimal(row["credit"] or 0)
    assert vouchers and not any(vouchers.values())
PY
check 'the entries' python3 figures.py
verdict
