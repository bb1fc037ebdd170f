#!/usr/bin/env bash
# tieout check from outside: the catalogue is complete, many equal findings are one line, accepted ones do not count, the
# verdict follows --fail-on, and the output does not depend on the number of threads.
# usage: findings_test.sh PROGRAM SOURCE_DIR
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/checks.sh"
program=$(realpath "$1")
source=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

has() { grep -qF -- "$1" "$2"; }
lacks() { ! grep -qF -- "$1" "$2"; }

# ---- The catalogue -------------------------------------------------------------------------------------------------

# Codes that the program raises: by name in filing, and what the ledgers put among their findings.
{
  grep -rhoE '"[A-Z]+(-[A-Z0-9]+)+"' "$source"/src/filing/find*.cpp | tr -d '"'
  grep -rhB12 -E '\b(finding|note|findings_\.back\(\))\.diagnostic\.severity' "$source"/src/ledger "$source"/src/reconcile |
    grep -oE '"[A-Z]+(-[A-Z0-9]+)+"' | tr -d '"'
  grep -rhA1 -E '\bwarn\($|\bwarn\("' "$source"/src/ledger "$source"/src/reconcile | grep -oE '"[A-Z]+(-[A-Z0-9]+)+"' | tr -d '"'
} | sort -u >raised.txt
find "$source/rules/findings" -name '*.toml' -printf '%f\n' | sed 's/\.toml$//' | sort >catalogue.txt
grep -rhoE '^finding = "[A-Z0-9-]+"' "$source/tests/cases" | cut -d'"' -f2 | sort -u >triggered.txt
grep -rhoE '^no_finding = "[A-Z0-9-]+"' "$source/tests/cases" | cut -d'"' -f2 | sort -u >neighbours.txt
check 'some codes are raised' test -s raised.txt
check 'every code raised is in the catalogue, and the catalogue has no other' diff raised.txt catalogue.txt
check 'every code of the catalogue is triggered by a case' diff catalogue.txt triggered.txt
check 'and kept silent by a neighbour' diff catalogue.txt neighbours.txt
"$program" check --list --format csv --lang en >list.csv
check 'check --list shows the catalogue' test "$(wc -l <list.csv)" -eq "$(($(wc -l <catalogue.txt) + 1))"
check 'with an example each' bash -c '! grep -qE ",,(two texts|one text|memory)$" list.csv'

# ---- Many equal findings -------------------------------------------------------------------------------------------

{
  echo 'asset,class,in_service,cost,book_life_months'
  for i in $(seq 1 3000); do printf 'F%04d,furniture,2014-12-10,6000.00,36\n' "$i"; done
} >many.csv
check 'notes alone are no verdict' exits 0 "$program" check --year 2015 --assets many.csv --lang en
check 'three thousand equal findings are one line' test "$(grep -c '^note\[BOOK-LIFE-BELOW-MINIMUM\]' out.txt)" -eq 1
check 'with their count and amount' has '3000 findings 2,400,000.00' out.txt
check 'and a total' has 'Total 3000: 0 errors, 0 warnings, 3000 notes' out.txt
"$program" check --year 2015 --assets many.csv --all --lang en >all.txt
check '--all shows them singly' test "$(grep -c '^note\[BOOK-LIFE-BELOW-MINIMUM\]' all.txt)" -eq 3000
"$program" check --year 2015 --assets many.csv --asset F0007 --lang en >one.txt
check '--asset shows one' has 'F0007 2015 800.00 many.csv:8:5' one.txt
"$program" check --year 2015 --assets many.csv --format csv --quiet >many-out.csv
check 'CSV has a row for each' test "$(wc -l <many-out.csv)" -eq 3001
"$program" check --year 2015 --assets many.csv --format csv --group --quiet >group.csv
check '--group joins them in CSV' test "$(wc -l <group.csv)" -eq 2
for threads in 1 2 5; do "$program" check --year 2015 --assets many.csv --threads $threads --format json --quiet >t$threads.json; done
check 'two threads give the bytes of one' cmp -s t1.json t2.json
check 'five threads give the bytes of one' cmp -s t1.json t5.json
check '--severity leaves notes out' exits 0 "$program" check --year 2015 --assets many.csv --severity warning --lang en
check 'and does not count them' has 'Total 0: 0 errors, 0 warnings, 0 notes' out.txt

# ---- Verdict and acceptance ----------------------------------------------------------------------------------------

printf 'asset,class,in_service,cost,book_life_months\nA,machinery,2015-12-10,120000.00,120\nB,machinery,2015-12-10,50000.00,120\n' >assets.csv
printf 'asset,date,type,kind,proceeds,note\nA,2017-06-10,dispose,scrap,0,\nB,2017-06-10,dispose,scrap,0,\n' >events.csv
inputs=(--year 2017 --assets assets.csv --events events.csv --lang en)
check 'a warning is a verdict' exits 1 "$program" check "${inputs[@]}"
# shellcheck disable=SC2016
check 'the larger amount comes first' bash -c '[ "$(grep -oE "^warning.* (A|B) " out.txt | head -1)" = "warning[DISPOSAL-WITHOUT-NOTE] A " ]'
check '--fail-on error looks at errors alone' exits 0 "$program" check "${inputs[@]}" --fail-on error
printf 'code,asset,reason,by,date\nDISPOSAL-WITHOUT-NOTE,A,file 17-04,reviewer,2018-05-20\n' >accept.csv
check 'one of two accepted: still a verdict' exits 1 "$program" check "${inputs[@]}" --accept accept.csv
check 'the accepted one is listed with its reason' has 'accepted: file 17-04 (reviewer 2018-05-20)' out.txt
check 'and counted apart' has 'Total 2: 0 errors, 1 warning, 0 notes; 1 accepted' out.txt
printf '[[acceptance]]\ncode = "DISPOSAL-WITHOUT-NOTE"\nreason = "the files are with the auditor"\nyear = 2017\n' >accept.toml
check 'both accepted, by TOML and without an asset' exits 0 "$program" check "${inputs[@]}" --accept accept.toml
"$program" check "${inputs[@]}" --accept accept.toml --format csv --quiet >accepted.csv
check 'CSV carries status and reason' has ',accepted,' accepted.csv
check 'a list of findings with its reasons filled in can be given back' exits 0 "$program" check "${inputs[@]}" --accept accepted.csv
check 'a mistaken severity exits 2' exits 2 "$program" check "${inputs[@]}" --severity all

# ---- Working papers ------------------------------------------------------------------------------------------------

cat >papers.csv <<'END'
paper,title,codes,entity,preparer,reviewer,date,note,note_by,note_date,cleared
FA-2,Disposals,DISPOSAL-WITHOUT-NOTE,,Preparer,,2018-03-15,minutes of B are missing,Reviewer,2018-03-16,
FA-2,,,,,,,approval seen,Reviewer,2018-03-16,yes
END
check 'findings by paper' exits 1 "$program" check "${inputs[@]}" --papers papers.csv --reviewer Reviewer
check 'with preparer, reviewer and date' has '== FA-2 Disposals: 2 findings ' out.txt
check 'stated or by default' has '; prepared by Preparer, reviewed by Reviewer, 2018-03-15' out.txt
check 'open notes are shown' has 'open: minutes of B are missing (Reviewer, 2018-03-16)' out.txt
check 'settled ones are not' lacks 'approval seen' out.txt
"$program" check "${inputs[@]}" --papers papers.csv --format json --quiet >papers.json || test $? = 1
check 'JSON sums them' has '"paper":"FA-2","title":"Disposals","entity":null,"count":2,"open":2' papers.json

# Rule sets without the law behind a question do not ask it.
check 'tax rules none ask nothing of Chinese law' exits 0 "$program" check "${inputs[@]}" --tax none
check 'no such code' lacks DISPOSAL-WITHOUT-NOTE out.txt
check 'what was not yet published is not asked' exits 0 "$program" check "${inputs[@]}" --law-as-of 2017-12-31

verdict
