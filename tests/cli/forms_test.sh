#!/usr/bin/env bash
# tieout forms from outside: identical bytes, drill-downs that sum to their cells, every edition filled for the sample.
# usage: forms_test.sh PROGRAM SOURCE_DIR
set -euo pipefail
program=$(realpath "$1")
source_dir=$(realpath "$2")
sample=$source_dir/data/sample
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

inputs=(--assets "$sample/assets.xlsx" --events "$sample/events.csv" --recorded "$sample/recorded.csv"
  --policies "$sample/policies.csv" --entities "$sample/entities.csv" --set-aside "$sample/set-aside.csv" --quiet)

# The same bytes with any number of threads, in every format.
for format in table csv json xlsx; do
  for threads in 1 3; do
    "$program" forms --year 2023 "${inputs[@]}" --format $format --threads $threads --out forms$threads.$format
  done
  cmp forms1.$format forms3.$format
done

# Nothing differs from itself; another edition differs.
"$program" forms --year 2023 "${inputs[@]}" --against forms1.csv --format csv >same.csv
[[ $(wc -l <same.csv) == 1 ]]
"$program" forms --year 2023 "${inputs[@]}" --edition 2024 --against forms1.csv --format csv >other.csv
[[ $(wc -l <other.csv) -gt 1 ]]
# What was known at the end of 2024 is the edition of 2022.
"$program" forms --year 2024 "${inputs[@]}" --law-as-of 2024-12-31 --format json | grep -q '"form":"A105080","edition":"2022"'
"$program" forms --year 2024 "${inputs[@]}" --format json | grep -q '"form":"A105080","edition":"2024"'
# An edition named is the edition taken, whatever the law was.
"$program" forms --year 2022 "${inputs[@]}" --edition 2024 --law-as-of 2020-06-30 --format json |
  grep -q '"form":"A105080","edition":"2024"'
# An entity that is stated and holds nothing files zeros; one that nobody knows is refused.
printf 'entity,name\n9999,样例投资\n' >alone.csv
"$program" forms --year 2023 --assets "$sample/assets.xlsx" --policies "$sample/policies.csv" --entities alone.csv \
  --entity 9999 --format csv --quiet | grep -q '^9999,A105080,3,9,0.00$'

exits() {
  local expected=$1 status=0
  shift
  "$@" >out.txt 2>err.txt || status=$?
  [[ $status == "$expected" ]]
}
exits 2 "$program" forms "${inputs[@]}"
exits 2 "$program" forms --year 2023 --form A999999 "${inputs[@]}"
exits 2 "$program" forms --year 2023 --cell A105080:99:1 "${inputs[@]}"
exits 2 "$program" forms --year 2023 --cell A105080:2:6 "${inputs[@]}" # closed
exits 2 "$program" forms --year 2023 --cell 3:9 "${inputs[@]}"
exits 2 "$program" forms --through 2023-06 "${inputs[@]}"
exits 3 "$program" forms --year 2007 "${inputs[@]}"
[[ ! -s out.txt ]]

# What is known of a form, and on what evidence.
"$program" rules show A105080/2022 --lang en --format csv | grep -q '^2022,formula,1,,1 = 2 + 3 + 4 + 5 + 6 + 7,,memory$'
[[ $("$program" rules show A105080 --format csv | cut -d, -f1 | sort -u | grep -c '^20') == 7 ]]
