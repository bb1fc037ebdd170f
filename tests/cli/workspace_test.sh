#!/usr/bin/env bash
# The workspace from outside: init, import with and without --apply, every command with --db as with files, history,
# backup, doctor, and what happens when the file, the disk or another writer is in the way.
# usage: workspace_test.sh PROGRAM SOURCE_DIR
set -uo pipefail
program=$(realpath "$1")
source_dir=$(realpath "$2")
# shellcheck source=tests/cli/checks.sh
source "$source_dir/tests/cli/checks.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
chmod 755 "$work"
export USER=wang

tieout() { "$program" "$@" --lang en; }
at=(--at 2026-03-01T08:00:00Z)
sample=$source_dir/data/sample
inputs=(--assets "$sample/assets.xlsx" --events "$sample/events.csv" --recorded "$sample/recorded.csv"
  --policies "$sample/policies.csv" --entities "$sample/entities.csv" --set-aside "$sample/set-aside.csv")

# --- A workspace is private and is never made twice ----------------------------------------------------------------
check "init" exits 0 tieout init --db group.tieout
check "private" [ "$(stat -c %a group.tieout)" = 600 ]
check "init refuses a file that exists" exits 4 tieout init --db group.tieout
check "init leaves nothing else" [ "$(ls)" = "$(printf 'err.txt\ngroup.tieout\nout.txt')" ]
check "import wants --db" exits 2 tieout import "${inputs[@]}"
check "import wants files" exits 2 tieout import --db group.tieout

# --- A dry run writes nothing; --apply writes once; the same again changes nothing ------------------------------------
before=$(sha256sum <group.tieout)
check "dry run" exits 0 tieout import --db group.tieout "${inputs[@]}" --format csv
check "a dry run lists what it would add" [ "$(grep -c '^added,assets,' out.txt)" -ge 100 ]
check "a dry run says so" grep -q 'dry run' err.txt
check "a dry run writes nothing" [ "$before" = "$(sha256sum <group.tieout)" ]
check "apply" exits 0 tieout import --db group.tieout "${inputs[@]}" --apply "${at[@]}"
check "no journal is left" [ ! -e group.tieout-wal ]
before=$(sha256sum <group.tieout)
check "again" exits 0 tieout import --db group.tieout "${inputs[@]}" --apply
check "again says so" grep -q 'nothing changes' err.txt
check "again changes no byte" [ "$before" = "$(sha256sum <group.tieout)" ]

# --- Every command from the workspace as from the files, byte for byte ---------------------------------------------------
same() {
  "$program" "$@" "${inputs[@]}" >files.txt 2>files.err
  "$program" "$@" --db group.tieout >db.txt 2>db.err
  check "same output: $*" cmp -s files.txt db.txt
  check "same remarks: $*" cmp -s files.err db.err
}
for language in zh en; do
  same reconcile --year 2022 --lang $language
  same reconcile --year 2023 --format csv --lang $language
  same check --all --lang $language
  same explain JX-0007 --year 2022 --lang $language
done
same reconcile --year 2023 --format json
same reconcile --year 2023 --format html
same explain JX-0007 --year 2023 --format json
same schedule JX-0007
same prove --format csv
same forms --year 2022 --format json
same elections --year 2022 --format csv
same deferred-tax --year 2023 --format json
same positions
check "an asset of none" exits 3 tieout schedule NOWHERE --db group.tieout

# --- Changes cell by cell, their history, and what a partial file leaves alone -----------------------------------------------
head='entity,asset,name,class,in_service,cost,book_life_months'
printf '%s\nE,A,press,machinery,2020-01-15,"1,000.00",120\nE,B,lathe,machinery,2020-01-15,500,120\n' "$head" >one.csv
printf '%s\nE,A,press,machinery,2020-01-15,1200.00,120\nE,C,drill,machinery,2021-01-15,700,120\n' "$head" >two.csv
printf '%s\nF,A,crane,machinery,2021-01-15,900,120\n' "$head" >three.csv
check "small" exits 0 tieout init --db small.tieout
check "first" exits 0 tieout import --db small.tieout --assets one.csv --apply "${at[@]}"
printf '%s\nE,A,press,machinery,2020/1/15,1000,120\nE,B,lathe,machinery,2020-01-15,500.00,120\n' "$head" >respelled.csv
check "respelled" exits 0 tieout import --db small.tieout --assets respelled.csv --format json
check "what is merely spelled otherwise is no change" grep -q '"rows":\[\]' <(tr -d ' \n' <out.txt)
check "second, dry" exits 0 tieout import --db small.tieout --assets two.csv --format csv
check "a cell that changes" grep -qx 'changed,assets,E,A,,cost,1000.00,1200.00,two.csv,,2' <(tr -d '\r' <out.txt)
check "a card that comes" grep -q '^added,assets,E,C,' out.txt
check "a card that goes" grep -q '^removed,assets,E,B,.*one.csv,,3' out.txt
check "partial, dry" exits 0 tieout import --db small.tieout --assets two.csv --partial --format csv
check "partial removes nothing" bash -c '! grep -q ^removed out.txt'
check "another entity, dry" exits 0 tieout import --db small.tieout --assets three.csv --format csv
check "another entity's file leaves the cards of this one" bash -c '! grep -q ^removed out.txt'
check "second" exits 0 tieout import --db small.tieout --assets two.csv --apply --user li --at 2026-04-01T00:00:00Z
check "third" exits 0 tieout import --db small.tieout --assets three.csv --apply "${at[@]}"
check "history" exits 0 tieout history A --db small.tieout --entity E --format csv
check "history of the first import" grep -q '^2026-03-01T08:00:00Z,wang,1,added,assets,E,' out.txt
check "history of the change" grep -q '^2026-04-01T00:00:00Z,li,2,changed,assets,E,,cost,1000.00,1200.00,two.csv' out.txt
check "history of both" exits 0 tieout history A --db small.tieout --format csv
check "history of the other entity" grep -q ',3,added,assets,F,' out.txt
check "history of a card that went" exits 0 tieout history B --db small.tieout --format json
check "its removal" grep -q '"removed"' out.txt
check "history of none" exits 3 tieout history Z --db small.tieout
check "the log takes no change" exits 1 /usr/bin/python3 -c "
import sqlite3
sqlite3.connect('small.tieout').execute('UPDATE change SET before = 1')"
check "the log takes no deletion" exits 1 /usr/bin/python3 -c "
import sqlite3
sqlite3.connect('small.tieout').execute('DELETE FROM change')"

# --- The trial balance of a year is kept, and tie and seal take it where no file is given ---------------------------------------
cards='entity,asset,category,in_service,cost,book_life_months'
printf '%s\n1001,M-01,press,2020-12-15,480000.00,60\n' "$cards" >press.csv
printf 'category,class,account_cost,account_accumulated,account_provision\npress,machinery,1601,1602,1603\n' >accounts.csv
printf 'account,debit,credit\n1601,480000.00,\n1602,,288000.00\n1002,1000.00,\n2202,,1000.00\n4001,,192000.00\n' >tb.csv
sed 's/1002,1000/1002,1500/' tb.csv >unbalanced.csv
sed 's/480000/470000/; s/192000/182000/; s/1002,/1003,/' tb.csv >tb2.csv
check "balances: a workspace" exits 0 tieout init --db tied.tieout
check "balances: its cards" exits 0 tieout import --db tied.tieout --assets press.csv --policies accounts.csv --apply
tb=(import --db tied.tieout --year 2023 --trial-balance)
check "balances: none is kept yet" exits 2 tieout tie --db tied.tieout --year 2023
check "which is said" grep -q 'the workspace keeps none of 2023' err.txt
check "balances want a year" exits 2 tieout import --db tied.tieout --trial-balance tb.csv
before=$(sha256sum <tied.tieout)
check "balances that do not balance" exits 3 tieout "${tb[@]}" unbalanced.csv --apply
check "are refused as tie does" grep -q '^unbalanced.csv: error\[TRIAL-BALANCE-UNBALANCED\]: debits and credits differ by 500.00' err.txt
check "balances that are not there" exits 3 tieout "${tb[@]}" nowhere.csv --apply
check "are refused too" grep -q '^nowhere.csv: error\[FILE-' err.txt
check "balances, dry" exits 0 tieout "${tb[@]}" tb.csv --format csv
check "each account" grep -qx 'added,trial-balance,,,2023 1602,balance,,-288000.00,tb.csv,,' <(tr -d '\r' <out.txt)
check "balances: nothing was written" [ "$before" = "$(sha256sum <tied.tieout)" ]
check "balances" exits 0 tieout "${tb[@]}" tb.csv --apply "${at[@]}"
before=$(sha256sum <tied.tieout)
check "balances again" exits 0 tieout "${tb[@]}" tb.csv --apply
check "change nothing" grep -q 'nothing changes' err.txt
check "no byte" [ "$before" = "$(sha256sum <tied.tieout)" ]
check "who, when, which file" [ "$(/usr/bin/python3 -c "
import sqlite3
print(*sqlite3.connect('tied.tieout').execute(
    'SELECT at, user, kind, file, sha256, rows FROM import_file JOIN import ON id = import WHERE id = 2').fetchone())")" = \
  "2026-03-01T08:00:00Z wang trial-balance tb.csv $(sha256sum <tb.csv | cut -d' ' -f1) 5" ]
check "tie takes the kept one" exits 0 tieout tie --db tied.tieout --year 2023 --format csv
cp out.txt kept.txt
check "as it takes the file" exits 0 tieout tie --db tied.tieout --year 2023 --trial-balance tb.csv --format csv
check "to the byte" cmp -s kept.txt out.txt
check "another year has none" exits 2 tieout tie --db tied.tieout --year 2022
check "a month has its own" exits 0 tieout import --db tied.tieout --through 2023-06 --trial-balance tb.csv --apply
check "which does not tie" exits 1 tieout tie --db tied.tieout --through 2023-06
check "a newer one, dry" exits 0 tieout "${tb[@]}" tb2.csv --format csv
check "what changes" grep -q '^changed,trial-balance,,,2023 1601,balance,480000.00,470000.00,' out.txt
check "what goes" grep -q '^removed,trial-balance,,,2023 1002,balance,1000.00,,' out.txt
check "a newer one" exits 0 tieout "${tb[@]}" tb2.csv --apply
check "is in force" exits 1 tieout tie --db tied.tieout --year 2023
check "what does not tie is not sealed" exits 1 tieout seal --db tied.tieout --year 2023
check "for that reason" grep -q 'does not tie to the trial balance' err.txt
check "a file stands above the kept one" exits 0 tieout tie --db tied.tieout --year 2023 --trial-balance tb.csv
check "balances beside cards, in one import" exits 0 tieout "${tb[@]}" tb.csv --assets press.csv --policies accounts.csv --apply
check "what ties is sealed" exits 0 tieout seal --db tied.tieout --year 2023
check "no accepted return is kept yet" exits 2 tieout forms --db tied.tieout --year 2023 --as-filed
printf 'year,form,row,column,amount,reason,receipt,filed_on\n2023,A105080,3,5,1.00,rounded,R-1,2024-05-20\n' >accepted.csv
check "an accepted return, dry" exits 0 tieout import --db tied.tieout --filed accepted.csv --year 2023 --format csv
check "its cells are shown" grep -q '^added,accepted-return,,,2023 A105080 3:5,amount,,1.00,accepted.csv' out.txt
check "and its receipt" grep -q '^added,accepted-return,,,2023 A105080,receipt,,R-1,' out.txt
check "kept" exits 0 tieout import --db tied.tieout --filed accepted.csv --year 2023 --apply
check "is compared" exits 0 tieout forms --db tied.tieout --year 2023 --as-filed --format csv
check "with the receipt" grep -q 'rounded,R-1,2024-05-20' out.txt
cp out.txt kept.txt
check "as its file is" exits 0 tieout forms --db tied.tieout --year 2023 --filed accepted.csv --format csv
check "to the byte" cmp -s kept.txt out.txt
printf 'year,form,row,column,amount\n2023,A105080,999,5,1.00\n' >nowhere.csv
check "a row that does not exist is refused" exits 3 tieout import --db tied.tieout --filed nowhere.csv --year 2023 --apply
check "another year's is none of it" exits 2 tieout forms --db tied.tieout --year 2022 --as-filed
check "it belongs to a year" exits 2 tieout import --db tied.tieout --filed accepted.csv --apply
sed 's/1.00/2.00/' accepted.csv >accepted2.csv
check "beside cards of a sealed year, dry" exits 0 tieout import --db tied.tieout --assets press.csv --filed accepted2.csv \
  --year 2023 --format csv
check "it changes" grep -q '^changed,accepted-return,,,2023 A105080 3:5,amount,1.00,2.00,accepted2.csv' out.txt
printf 'year,form,row,column,amount\n2023,A999999,1,1,1.00\n' >foreign.csv
check "a return without a form of ours is refused" exits 3 tieout import --db tied.tieout --filed foreign.csv --year 2023 --apply
check "in so many words" grep -q 'FILED-NOTHING' err.txt
check "a kept one may be withdrawn" exits 0 tieout import --db tied.tieout --trial-balance none --through 2023-06 --apply
check "and is no more" exits 2 tieout tie --db tied.tieout --through 2023-06
check "once" exits 0 tieout import --db tied.tieout --trial-balance none --through 2023-06 --apply
check "and changes nothing then" grep -q 'nothing changes' err.txt
check "with its balances" exits 0 tieout archive export 2023 --db tied.tieout --out tied
check "as they were imported" cmp -s tied/sealed/inputs/trial-balance.csv tb.csv
check "and where they came from" grep -q "^trial-balance,tb.csv,,$(sha256sum <tb.csv | cut -d' ' -f1)" tied/sealed/sources.csv
check "the filing verifies" exits 0 tieout archive verify --filing tied
check "the workspace is good" exits 0 tieout doctor --db tied.tieout
/usr/bin/python3 -c "
import sqlite3
db = sqlite3.connect('tied.tieout')
db.execute(\"UPDATE document SET content = x'00' WHERE period = '2023-06' AND length(content) > 0\")
db.commit()"
check "a kept file that was changed is found" exits 4 tieout doctor --db tied.tieout --format csv
check "by its period" grep -q '^records,error,.*trial-balance 2023-06' out.txt

# --- What is wrong with a file is told as reconcile does, and nothing is written -------------------------------------------------
printf '%s\nE,A,press,machinery,2020-01-15,x,120\n' "$head" >wrong.csv
before=$(sha256sum <small.tieout)
check "a wrong cell" exits 3 tieout import --db small.tieout --assets wrong.csv --apply
check "its place" grep -q '^wrong.csv:2:6: error\[AMOUNT-UNREADABLE\]' err.txt
printf 'asset,entity,date,type,proceeds\nNOBODY,E,2024-01-01,dispose,1\n' >stray.csv
check "an event of no card" exits 3 tieout import --db small.tieout --events stray.csv --apply
check "its place, too" grep -q '^stray.csv:2:1: error\[UNKNOWN-ASSET\]' err.txt
check "nothing was written" [ "$before" = "$(sha256sum <small.tieout)" ]

# --- Backup and doctor -----------------------------------------------------------------------------------------------------------
check "backup" exits 0 tieout backup --db group.tieout --out copy.tieout
check "its line" sha256sum -c --quiet out.txt
check "the copy is private" [ "$(stat -c %a copy.tieout)" = 600 ]
check "never over a file" exits 4 tieout backup --db group.tieout --out copy.tieout
"$program" reconcile --year 2022 --db copy.tieout >db.txt 2>&1
"$program" reconcile --year 2022 --db group.tieout >files.txt 2>&1
check "the copy answers alike" cmp -s files.txt db.txt
check "doctor" exits 0 tieout doctor --db group.tieout --format csv
check "doctor finds nothing" bash -c '! grep -q error out.txt'
chmod 644 copy.tieout
check "doctor minds open doors" exits 0 tieout doctor --db copy.tieout --format csv
check "and says so" grep -q '^permissions,warning' out.txt

# --- Troubles: a clear message, exit 4, nothing lost ------------------------------------------------------------------------------
trouble() { # CODE COMMAND…
  local code=$1
  shift
  exits 4 "$@" && grep -q "\[$code\]" err.txt
}
/usr/bin/python3 - <<'PY'
import os
size = os.path.getsize("copy.tieout")
with open("copy.tieout", "r+b") as file:
    for page in range(3, size // 8192):
        file.seek(page * 8192)
        file.write(b"\xff" * 64)
PY
check "damaged pages" trouble WORKSPACE-DAMAGED tieout reconcile --year 2022 --db copy.tieout
check "doctor finds them" exits 4 tieout doctor --db copy.tieout --format csv
check "and names the check" grep -q '^pages,error' out.txt
check "no backup of it" exits 4 tieout backup --db copy.tieout --out worse.tieout
check "no file of it" [ ! -e worse.tieout ]
: >empty.tieout
check "an empty file" trouble WORKSPACE-NOT tieout reconcile --year 2022 --db empty.tieout
check "no import into it" trouble WORKSPACE-NOT tieout import --db empty.tieout --assets one.csv --apply

before=$(sha256sum <small.tieout)
/usr/bin/python3 - "$program" <<'PY' >busy.txt 2>&1
import sqlite3, subprocess, sys
db = sqlite3.connect("small.tieout", isolation_level=None)
db.execute("BEGIN IMMEDIATE")
run = subprocess.run([sys.argv[1], "import", "--db", "small.tieout", "--assets", "one.csv", "--apply", "--lang", "en"],
                     capture_output=True, text=True)
read = subprocess.run([sys.argv[1], "reconcile", "--year", "2022", "--db", "small.tieout", "--lang", "en"],
                      capture_output=True, text=True)
db.execute("ROLLBACK")
print(run.returncode, read.returncode, run.stderr)
PY
check "two writers: the second is told, readers go on" grep -q '^4 0 .*WORKSPACE-BUSY' busy.txt
check "busy: nothing was lost" [ "$before" = "$(sha256sum <small.tieout)" ]

# A file that may not be written to, for one who is not root.
mkdir -m 755 shelf
cp small.tieout shelf/small.tieout
chmod 444 shelf/small.tieout
cp one.csv shelf/
chmod 644 shelf/one.csv
chmod 555 shelf
/usr/bin/python3 - "$program" <<'PY' >readonly.txt 2>&1
import os, subprocess, sys
def drop():
    if os.getuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
def run(*arguments):
    return subprocess.run([sys.argv[1], *arguments, "--lang", "en"], capture_output=True, text=True, preexec_fn=drop)
write = run("import", "--db", "shelf/small.tieout", "--assets", "shelf/one.csv", "--apply")
read = run("reconcile", "--year", "2022", "--db", "shelf/small.tieout")
print(write.returncode, read.returncode, write.stderr, read.stderr)
PY
check "read-only: reads, and refuses to write" grep -q '^4 0 .*WORKSPACE-READ-ONLY' readonly.txt
chmod 755 shelf

# A disk without room: every size of file at which the import cannot end.
/usr/bin/python3 - <<'PY' >many.csv
print("entity,asset,name,class,in_service,cost,book_life_months")
for n in range(3000):
    print(f"E,M-{n:05},machine number {n},machinery,2020-01-15,1000.00,120")
PY
cp small.tieout full.tieout
sha256sum <full.tieout >full.sum
for kib in 64 200; do
  # shellcheck disable=SC2016
  check "a full disk at $kib KiB" exits 4 bash -c 'trap "" XFSZ; ulimit -f '$kib'; "$0" "$@"' "$program" import \
    --db full.tieout --assets many.csv --apply --lang en
  check "full: an error of the workspace" grep -q 'WORKSPACE-' err.txt
  check "full: the workspace is whole" exits 0 tieout doctor --db full.tieout
  check "full: nothing was lost" exits 0 tieout history A --db full.tieout --format csv
  check "full: nothing came in" exits 3 tieout history M-00001 --db full.tieout
done
check "with room it goes in" exits 0 tieout import --db full.tieout --assets many.csv --apply --quiet

# --- Help ---------------------------------------------------------------------------------------------------------------------------
check "help offers --db" grep -q -- '--db W' <("$program" help --lang en)
verdict
