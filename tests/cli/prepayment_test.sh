#!/usr/bin/env bash
# tieout forms --form A201020: the year to date at a quarter's end, by the edition of the quarter.
# usage: prepayment_test.sh PROGRAM TESTS_DIR
set -uo pipefail
program=$(realpath "$1")
# shellcheck source=checks.sh
source "$2/cli/checks.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

# B is deducted at once in March 2024. C declines doubly over ten years: from July 2025 it is charged less than 1,000 a
# month. D is charged more in the books than for tax: no reduction.
printf '%s\n' 'asset,entity,class,in_service,cost,condition,book_life_months,book_residual,tax_method,tax_election' \
  'B,E,machinery,2024-02-20,600000.00,new,120,0,,equipment-one-time' \
  'C,E,machinery,2021-06-15,120000.00,new,120,0,double-declining,accelerated-double-declining' \
  'D,E,machinery,2021-06-15,120000.00,new,48,0,double-declining,accelerated-double-declining' >assets.csv
printf '%s\n' 'entity,name,industry' 'E,Example,manufacturing' >entities.csv
fill() { "$program" forms --form A201020 --assets assets.csv --entities entities.csv --lang en --quiet --format csv "$@"; }
# row MONTH ROW: columns 1 to 6.
row() { fill --through "$1" | grep "^E,A201020,${2//./\\.}," | cut -d, -f5 | tr '\n' ' '; }
is() { [[ $1 == "$2" ]] || { printf '%s instead of %s\n' "$1" "$2"; return 1; }; }

check 'the month of the deduction' is "$(row 2024-03 2.1)" '600000.00 5000.00 5000.00 600000.00 595000.00 595000.00 '
check 'a quarter later: the books go on, the general charge is of one month' is "$(row 2024-06 2.1)" \
  '600000.00 20000.00 5000.00 600000.00 580000.00 595000.00 '
check 'nothing in the next year' is "$(row 2025-03 2)" '0.00 0.00 0.00 0.00 0.00 0.00 '
check 'both quarters of a declining charge' is "$(row 2025-06 1.1)" '240000.00 21000.00 12000.00 12288.00 144.00 288.00 '
check 'its last figures stay' is "$(row 2025-12 1.1)" "$(row 2025-06 1.1)"
check 'the assets behind a cell' is "$(fill --through 2025-09 --cell A201020:1.1:5 | tail -n +2 | cut -d, -f2,5)" C,144.00
check 'the total' is "$(row 2024-06 3 | cut -d' ' -f5)" "$(python3 -c 'print("%.2f" % (580000 + float("'"$(row 2024-06 1.1 | cut -d' ' -f5)"'")))')"

for case in 2018-06:2018 2020-03:2018 2020-06:2020 2020-12:2020 2021-03:2021 2025-06:2021 2025-09:2025; do
  check "the edition of ${case%:*}" grep -q "\"edition\":\"${case#*:}\"" <("$program" forms --form A201020 \
    --through "${case%:*}" --entity E --assets assets.csv --entities entities.csv --format json --quiet)
done
check 'an edition may be named' grep -q '"edition":"2018"' <("$program" forms --form A201020 \
  --through 2024-06 --edition 2018 --assets assets.csv --entities entities.csv --format json --quiet)
check 'the fourth quarter is the default' is "$(fill --year 2024 | grep '^E,A201020,2.1,2')" 'E,A201020,2.1,2,50000.00'
check 'the period is told' grep -q '"through":"2024-06"' <("$program" forms --form A201020 --through 2024-06 \
  --assets assets.csv --entities entities.csv --format json --quiet)
check 'none before 2018' exits 3 fill --through 2017-06
check 'an annual form has no quarters' exits 2 "$program" forms --form A105080 --through 2024-06 --assets assets.csv
check 'no balances' exits 2 fill --through 2024-06 --bridge
check 'rules show the form' "$program" rules show A201020 --format csv --out shown.csv
verdict
