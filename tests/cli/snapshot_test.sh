#!/usr/bin/env bash
# tieout import --snapshot from outside: every kind of change is found in its cell, nothing else is, and what the lists do
# not decide is kept apart from what can be taken as it is.
# usage: snapshot_test.sh PROGRAM
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/checks.sh"
program=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

has() { grep -qF -- "$1" "$2"; }
lacks() { ! grep -qF -- "$1" "$2"; }

cat >register.csv <<'END'
asset,entity,name,class,in_service,cost,book_life_months,book_residual_rate
A1,E1,lathe,machinery,2020-05-10,120000.00,120,5%
A2,E1,press,machinery,2020-05-10,240000.00,120,5%
A3,E1,van,vehicle,2021-03-10,60000.00,48,5%
A4,E1,desk,furniture,2021-03-10,6000.00,60,0%
A5,E1,robot,machinery,2019-06-10,500000.00,120,5%
A6,E1,line,machinery,2023-11-10,120000.00,120,5%
A7,E1,m1,machinery,2020-05-10,10000.00,120,5%
A8,E1,m2,machinery,2020-05-10,20000.00,120,5%
A9,E1,gone,machinery,2020-05-10,20000.00,120,5%
B1,E1,same,machinery,2020-05-10,20000.00,120,5%
B2,E1,sold,machinery,2020-05-10,20000.00,120,5%
END

# An ERP's export: title above the headings, Chinese names, GB18030, a red card, a total.
cat >cards.utf8 <<'END'
固定资产卡片,,,,,,,,,,
资产编号,核算主体,资产名称,税会类别,开始使用日期,原值,使用月数,净残值率,累计折旧,减值准备,原卡片编号
A1,E1,数控车床,machinery,2020-05-10,150000.00,144,5%,41800.00,,
A2-1,E1,press,machinery,2020-05-10,140000.00,120,5%,48766.67,,A2
A2-2,E1,press,machinery,2020-05-10,100000.00,120,5%,34833.33,,A2
A3,E2,van,vehicle,2021-03-10,60000.00,48,5%,40375.00,,
A40,E1,desk,furniture,2021-03-10,6000.00,60,0%,3400.00,,A4
A5,E1,robot,machinery,2019-06-10,500000.00,120,5%,219700.00,10000.00,
A6,E1,line,machinery,2023-11-10,120000.00,120,5%,1900.00,,
R6,E1,line,machinery,2024-01-10,-20000.00,120,5%,,,A6
M1,E1,m12,machinery,2020-05-10,30000.00,120,5%,10450.00,,A7;A8
N1,E1,new,electronics,2024-01-10,9000.00,60,5%,,,
B1,E1,same,machinery,2020-05-10,20000.00,120,5%,6966.67,,
合计,,,,,1115000.00,,,,,
END
iconv -f UTF-8 -t GB18030 cards.utf8 >cards.csv
printf '资产编号,减少日期,原值,累计折旧,处置收入,减少方式\nB2,2024-01-15,20000.00,6966.67,12000.00,出售\n' >removed.csv
lists=(import --snapshot 2024-01 --assets cards.csv --previous register.csv --removed removed.csv --lang en)

check 'the comparison is done' exits 0 "$program" "${lists[@]}"
# change, asset, was, is and the cell, in the table for people
row() { tr -s ' ' <out.txt | grep -qE "^$1( |$)"; }
check 'improved, not merely dearer: the life grew too' row 'improved E1 A1 2024-01-31 improve 120000.00 150000.00 cards.csv:3:6 yes'
check 'renamed' row 'renamed E1 A1 lathe 数控车床 cards.csv:3:3 yes'
check 'split' row 'split E1 A2 A2 240000.00 A2-1 140000.00 cards.csv:4:1 yes'
check 'moved to another entity' row 'entity E1 A3 2024-01-31 transfer E1 E2 cards.csv:6:2 yes'
check 'a new code' row 'renumbered E1 A4 A4 6000.00 A40 6000.00 cards.csv:7:1 yes'
check 'impaired' row 'impaired E1 A5 2024-01-31 impair 0.00 10000.00 cards.csv:8:10 yes'
check 'charged otherwise in the books' row 'charge E1 A5 recorded 217708.33 219700.00 cards.csv:8:9 yes'
check 'a red card becomes an adjustment of the card it corrects' row 'corrected E1 A6 2024-01-31 adjust-cost 120000.00 100000.00 cards.csv:10:6 yes'
check 'merged' row 'merged E1 A7 A7 M1 30000.00 cards.csv:11:11 yes'
check 'added' row 'added E1 N1 9000.00 cards.csv:12:1 yes'
check 'disposed on the day of the list of removed cards' row 'disposed E1 B2 2024-01-15 dispose 20000.00 0.00 removed.csv:2:3 yes'
check 'gone without a word: not accepted' row 'missing E1 A9 2024-01-31 dispose 20000.00 0.00$'
check 'what merely depreciated is no change' lacks ' B1 ' out.txt
check 'and all is counted' has '11 cards compared, 1 without change' err.txt

check 'CSV by the name of the file' exits 0 "$program" "${lists[@]}" --out p.csv
check 'events that the lists decide' test "$(wc -l <p.csv)" -eq 6
check 'not the one to decide' lacks A9 p.csv
check 'which stands apart' has A9 p-open.csv
check 'new cards in the shape of assets' has 'N1,E1,new,electronics,2024-01-10,9000.00,60,0.05,added,cards.csv:12:1,yes' p-assets.csv
check 'recorded rows' has 'A5,E1,2024,1,' p-recorded.csv
check 'the events can be read as events' exits 0 "$program" reconcile --year 2024 --assets register.csv --events p.csv --recorded p-recorded.csv --format json --quiet
check 'and lead to the balances of the list' exits 0 "$program" reconcile --through 2024-01 --assets register.csv --events p.csv --recorded p-recorded.csv --format csv --quiet
check 'accumulated charge' bash -c "cut -d, -f2,10 out.txt | grep -qx 'A5,219700.00'"
check 'JSON' exits 0 "$program" "${lists[@]}" --format json
check 'has its schema' has '"schema":"tieout/snapshot/1"' out.txt
check 'XLSX' exits 0 "$program" "${lists[@]}" --out p.xlsx
check 'is a workbook' bash -c 'head -c2 p.xlsx | grep -q PK'

# What was accepted is taken, and nothing else; the register that follows meets the list.
check 'the register after' exits 0 "$program" "${lists[@]}" --into after
check 'has the new card and the new code' bash -c 'grep -q "N1" after/assets.csv && grep -q "A40" after/assets.csv'
check 'not the disposal that nobody decided' lacks A9, after/events.csv
printf 'A9,E1,scrap
' >/dev/null
sed '/^A9,/s/,$/,yes/' p-open.csv >decided.csv
check 'a decision is taken' exits 0 "$program" "${lists[@]}" --reviewed decided.csv --into decided
check 'alone' bash -c 'grep -q "^A9," decided/events.csv && ! grep -q "^A1," decided/events.csv'
again=(import --snapshot 2024-01 --assets cards.csv --previous after/assets.csv --events after/events.csv --recorded after/recorded.csv --lang en)
check 'the same list again' exits 0 "$program" "${again[@]}"
check 'finds only what was left open, and what keeps its link' bash -c '! tr -s " " <out.txt | grep -qE "^(improved|renamed|entity|renumbered|impaired|charge|corrected|added|disposed) "'
sed 's/^A9,E1/A8,E1/' decided.csv >stale.csv
check 'a row that nothing proposes' exits 3 "$program" "${lists[@]}" --reviewed stale.csv --into stale
check 'is refused' has 'PROPOSAL-UNKNOWN' err.txt

# The same with a workspace as the state before: it proposes the same, and --apply takes what was accepted into it.
export USER=wang
check 'a workspace' exits 0 "$program" init --db w.tieout
check 'with the register' exits 0 "$program" import --db w.tieout --assets register.csv --apply --at 2024-01-01T00:00:00Z
inside=(import --snapshot 2024-01 --db w.tieout --assets cards.csv --removed removed.csv --lang en)
"$program" "${lists[@]}" --format csv >files.csv 2>files.err
check 'is compared' exits 0 "$program" "${inside[@]}" --format csv
check 'as the file is' cmp -s out.txt files.csv
before=$(sha256sum <w.tieout)
check 'and not written to' test "$before" = "$(sha256sum <w.tieout)"
check 'one state before, not two' exits 2 "$program" "${inside[@]}" --previous register.csv
check 'no --apply without a workspace' exits 2 "$program" "${lists[@]}" --apply
check 'no review without an end' exits 2 "$program" "${inside[@]}" --reviewed decided.csv
check 'a row that nothing proposes' exits 3 "$program" "${inside[@]}" --reviewed stale.csv --apply
check 'is refused' has 'stale.csv:' err.txt
check 'and nothing was written' test "$before" = "$(sha256sum <w.tieout)"
cp w.tieout decided.tieout
check 'what was accepted is taken' exits 0 "$program" "${inside[@]}" --apply --at 2024-02-01T00:00:00Z --format csv
check 'a new card, from its row of the list' has 'added,assets,E1,N1,,,,,cards.csv,snapshot 2024-01-31,12' out.txt
check 'a new name, cell by cell' has 'changed,assets,E1,A1,,name,lathe,数控车床,cards.csv,snapshot 2024-01-31,3' out.txt
check 'a new code' has 'added,assets,E1,A40,' out.txt
check 'in place of the old one' has 'removed,assets,E1,A4,' out.txt
check 'an event' has 'added,events,E1,A5,2024-01-31 impair,' out.txt
check 'no card that stays as it was' lacks ',B1,' out.txt
check 'in one import' test "$(/usr/bin/python3 -c "
import sqlite3
print(*sqlite3.connect('w.tieout').execute('SELECT count(*), max(at), max(user) FROM import').fetchone())")" = '2 2024-02-01T00:00:00Z wang'
check 'with the hash of the list' test "$(/usr/bin/python3 -c "
import sqlite3
print(sqlite3.connect('w.tieout').execute('SELECT DISTINCT file, sha256 FROM import_file WHERE import = 2').fetchall())")" = \
  "[('cards.csv', '$(sha256sum <cards.csv | cut -d' ' -f1)')]"
check 'the history of a card' exits 0 "$program" history A1 --db w.tieout --format csv
check 'tells it' has '2024-02-01T00:00:00Z,wang,2,changed,assets,E1,,name,lathe,数控车床,cards.csv' out.txt
check 'and what was before' has '2024-01-01T00:00:00Z,wang,1,added,assets,E1' out.txt
check 'the workspace is good' exits 0 "$program" doctor --db w.tieout
for year in 2023 2024; do
  "$program" reconcile --year $year --assets after/assets.csv --events after/events.csv --recorded after/recorded.csv --format csv --quiet >files.csv
  "$program" reconcile --year $year --db w.tieout --format csv --quiet >db.csv
  check "it computes $year as the register that --into writes" cmp -s files.csv db.csv
done
before=$(sha256sum <w.tieout)
check 'the same list again' exits 0 "$program" import --snapshot 2024-01 --db w.tieout --assets cards.csv --lang en --format csv
check 'proposes nothing of it' test "$(grep -c ',yes$' out.txt)" = 0
check 'a decision' exits 0 "$program" import --snapshot 2024-01 --db decided.tieout --assets cards.csv --removed removed.csv --reviewed decided.csv --apply --format csv --lang en
check 'is taken alone' test "$(grep -c '^[a-z]*,\(assets\|events\|recorded\),' out.txt)" = 1
check 'from its row of the review' has 'added,events,E1,A9,2024-01-31 dispose,,,,decided.csv,snapshot 2024-01-31,2' out.txt

# Nothing happened: nothing is proposed, whatever the months between.
head -1 register.csv >quiet.csv
grep -E '^B1' register.csv >>quiet.csv
check 'two equal lists' exits 0 "$program" import --snapshot 2024-06-30 --assets quiet.csv --previous quiet.csv --lang en
check 'differ in nothing' has '1 cards compared, 1 without change; 0 changes' err.txt

# The month tells itself: a life re-estimated in March, found on a list of June.
printf 'asset,date,type,life_months\nB1,2024-03-31,estimate,150\n' >march.csv
"$program" reconcile --through 2024-06 --assets quiet.csv --events march.csv --format csv --quiet >june.csv
accumulated=$(cut -d, -f10 june.csv | tail -1)
{
  echo 'asset,entity,name,class,in_service,cost,book_life_months,book_residual_rate,opening_book_accumulated'
  echo "B1,E1,same,machinery,2020-05-10,20000.00,150,5%,$accumulated"
} >june-list.csv
check 'a change between the lists' exits 0 "$program" import --snapshot 2024-06-30 --assets june-list.csv --previous quiet.csv --format csv --quiet
check 'is dated in its month' has 'B1,E1,2024-03-31,estimate,' out.txt
# Two lists and no register: what stands on the older one without a date is of its day.
list() { printf '%s\n' 'asset,entity,name,class,in_service,cost,book_life_months,book_residual_rate,opening_book_accumulated' "$@"; }
list 'B1,E1,same,machinery,2020-05-10,20000.00,120,5%,7000.00' 'N2,E1,new,machinery,2023-12-20,12000.00,120,5%,' >december.csv
list 'B1,E1,same,machinery,2020-05-10,20000.00,120,5%,7935.06' 'N2,E1,new,machinery,2023-12-20,12000.00,120,5%,570.00' >june-next.csv
two=(import --snapshot 2024-06-30 --assets june-next.csv --previous december.csv --lang en)
check 'without its day' exits 0 "$program" "${two[@]}"
check 'the balances are computed anew, and the books differ' has 'charge ' out.txt
check 'with its day' exits 0 "$program" "${two[@]}" --previous-date 2023-12-31
check 'ordinary depreciation is no change' has '2 cards compared, 2 without change; 0 changes' err.txt
check 'a day in January is the same' exits 0 "$program" "${two[@]}" --previous-date 2024-01-10
check 'as December is the last month charged' has '2 cards compared, 2 without change; 0 changes' err.txt
sed '1s/$/,tax_election/; /^B1/s/$/,equipment-one-time/; /^N2/s/$/,/' december.csv >elected.csv
check 'a card that was deducted at once' exits 0 "$program" import --snapshot 2024-06-30 --assets june-next.csv --previous elected.csv --lang en --previous-date 2023-12-31
check 'a list of a later day: usage' exits 2 "$program" "${two[@]}" --previous-date 2024-07-31
check 'without --previous: usage' exits 2 "$program" import --snapshot 2024-01 --assets cards.csv
check 'a day that is none: usage' exits 2 "$program" import --snapshot 2024-02-30 --assets cards.csv --previous register.csv

verdict
