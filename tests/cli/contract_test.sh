#!/usr/bin/env bash
# The public interface from outside: exit codes, identical bytes with any number of threads, nothing written on errors,
# names that look like formulas, stdout and stderr kept apart.
# usage: contract_test.sh PROGRAM SOURCE_DIR
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/checks.sh"
program=$(realpath "$1")
sample=$(realpath "$2")/data/sample
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

inputs=(--assets "$sample/assets.xlsx" --events "$sample/events.csv" --recorded "$sample/recorded.csv"
  --policies "$sample/policies.csv" --entities "$sample/entities.csv" --set-aside "$sample/set-aside.csv")

check 'help exits 0' exits 0 "$program" --help
check 'no command exits 2' exits 2 "$program"
check 'unknown command exits 2' exits 2 "$program" reconcil
check 'unknown option exits 2' exits 2 "$program" reconcile --yeer 2023
check 'missing year exits 2' exits 2 "$program" reconcile "${inputs[@]}"
check 'unknown regime exits 2' exits 2 "$program" reconcile --year 2023 --book cn/none "${inputs[@]}"
check 'missing file exits 3' exits 3 "$program" reconcile --year 2023 --assets nowhere.csv
check 'unwritable output exits 4' exits 4 "$program" reconcile --year 2023 "${inputs[@]}" --out /nowhere/at/all.csv
cp "$sample/assets.xlsx" own.xlsx
ln -s own.xlsx link.xlsx
check 'an input is not overwritten' exits 2 "$program" reconcile --year 2023 --assets own.xlsx --format xlsx --out own.xlsx
check 'nor under another name' exits 2 "$program" reconcile --year 2023 --assets own.xlsx --format xlsx --out ./link.xlsx
check 'and stays' cmp -s own.xlsx "$sample/assets.xlsx"
"$program" init --db own.tieout --quiet
check 'nor is a workspace' exits 2 "$program" reconcile --year 2023 "${inputs[@]}" --format csv --out own.tieout
check 'a year without assets is said so' exits 0 "$program" reconcile --year 1999 "${inputs[@]}" --format csv --out none.csv
check 'and not sealed' exits 1 "$program" seal --year 1999 "${inputs[@]}" --out sealed-1999
check 'nothing is left of it' test ! -e sealed-1999
check 'explain without a year exits 2' exits 2 "$program" explain JX-0006 "${inputs[@]}"
check 'explain of no key of the row exits 2' exits 2 "$program" explain JX-0006 --year 2023 --key tax "${inputs[@]}"
check 'explain of an unknown asset exits 3' exits 3 "$program" explain JX-9999 --year 2023 "${inputs[@]}"
check 'explain of a year without a row exits 3' exits 3 "$program" explain JX-0006 --year 2001 "${inputs[@]}"
check 'version on stdout' exits 0 "$program" --version

for format in csv json; do
  for threads in 1 2 7; do
    "$program" reconcile --year 2023 "${inputs[@]}" --format $format --threads $threads --quiet --out r$threads.$format
  done
  check "$format: two threads give the bytes of one" cmp -s r1.$format r2.$format
  check "$format: seven threads give the bytes of one" cmp -s r1.$format r7.$format
done
"$program" reconcile --year 2023 "${inputs[@]}" --format xlsx --quiet --out a.xlsx
sleep 1
"$program" reconcile --year 2023 "${inputs[@]}" --format xlsx --quiet --out b.xlsx
check 'xlsx: the same bytes a second later' cmp -s a.xlsx b.xlsx
"$program" reconcile --year 2023 "${inputs[@]}" --format csv --quiet >stdout.csv
check 'stdout carries the result and nothing else' cmp -s stdout.csv r1.csv

cat >formula.csv <<'CSV'
asset,name,class,in_service,cost,book_life_months
=1+1,"=HYPERLINK(""http://x"")",machinery,2020-01-15,120000.00,120
@b,+1,machinery,2020-01-15,-0.00,120
CSV
"$program" reconcile --year 2021 --assets formula.csv --format csv --quiet >formula_out.csv
check 'a name that begins like a formula is text' bash -c '! grep -qE "(^|,)[=@+]" formula_out.csv && ! grep -qE "(^|,)\"[=@+]" formula_out.csv'

cat >group.csv <<'CSV'
entity,asset,class,in_service,cost,book_life_months
north,a,machinery,2019-12-10,120000,60
north,m,machinery,2019-12-10,120000,60
south,z,machinery,2019-12-10,120000,60
CSV
printf 'asset,date,type,to_entity\nm,2021-06-30,transfer,south\n' >moves.csv
keys() { "$program" "$@" --assets group.csv --events moves.csv --format csv --quiet | tail -n +2 | cut -d, -f1,2 | tr '\n' ' '; }
check 'before a transfer the row stands with the old entity' test "$(keys reconcile --year 2020)" = 'north,a north,m south,z '
check 'after it with the new one, in its place' test "$(keys reconcile --year 2021)" = 'north,a south,m south,z '
check '--entity lets the asset through that moved in' test "$(keys reconcile --year 2021 --entity south)" = 'south,m south,z '
check 'and the one that moved out no longer' test "$(keys reconcile --year 2021 --entity north)" = 'north,a '
check '--through decides by its month' test "$(keys reconcile --through 2021-05)" = 'north,a north,m south,z '
check 'prove shows it with the entity that holds it' test "$(keys prove)" = 'north,a south,m south,z '
check 'prove --entity, likewise' test "$(keys prove --entity north --year 2020)" = 'north,a north,m '

printf 'asset,class,in_service,cost,book_life_months,tax_treatment\nN,machinery,2019-12-10,120000,60,non-deductible\n' >nd.csv
check 'prove evaluates the sum of the treatment' bash -c '"$1" prove --assets nd.csv --format csv --lang en --quiet |
  grep -q ",non-deductible,temporary adjustments 120000.00 = book cost 120000.00$"' _ "$program"
check 'in Chinese, in JSON' bash -c '"$1" prove --assets nd.csv --format json --lang zh --quiet |
  grep -q "\"proof\":\"non-deductible\",\"proof_sum\":\"暂时性差异调整合计 120000.00 = 账面原值 120000.00\""' _ "$program"
check 'and in a table of its own' bash -c '"$1" prove --assets nd.csv --lang en --quiet |
  grep -q "^ *N *non-deductible *yes *temporary adjustments 120000.00"' _ "$program"

printf 'asset,class,in_service,cost,book_life_months\nA,machinery,2020-01-15,1.005,120\n' >bad.csv
check 'bad input exits 3' exits 3 "$program" reconcile --year 2021 --assets bad.csv --out never.csv
check 'and writes nothing' bash -c '! ls never* 2>/dev/null | grep -q .'
printf 'asset,date,type,amount\nA,2020-02-01,impair,5\nA,2019-02-01,impair,5\nB,2020-02-01,impair,5\n' >events.csv
printf 'asset,class,in_service,cost,book_life_months\nA,machinery,2020-01-15,1.00,120\n' >good.csv
check 'several mistakes' exits 3 "$program" reconcile --year 2021 --assets good.csv --events events.csv --lang en
# The commands in quotes are for the shell that check starts, not for this one.
# shellcheck disable=SC2016
check 'are all reported in one run' bash -c '[ "$(grep -c "error\[" err.txt)" -ge 2 ]'
# shellcheck disable=SC2016
check 'Chinese and English carry the same codes' bash -c '
  "$1" reconcile --year 2021 --assets good.csv --events events.csv --lang en 2>&1 | grep -oE "\[[A-Z-]+\]" >en.txt
  "$1" reconcile --year 2021 --assets good.csv --events events.csv --lang zh 2>&1 | grep -oE "\[[A-Z-]+\]" >zh.txt
  cmp -s en.txt zh.txt && [ -s en.txt ]' _ "$program"
verdict
