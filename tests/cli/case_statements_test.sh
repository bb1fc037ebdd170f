#!/usr/bin/env bash
# tieout test on statements: what a case expects of provisions, vouchers and deferred tax is compared, and each figure that
# is not met is named.
# usage: case_statements_test.sh PROGRAM SOURCE_DIR
set -euo pipefail
program=$(realpath "$1")
source_dir=$(realpath "$2")
# shellcheck source=tests/cli/checks.sh
source "$source_dir/tests/cli/checks.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# Changes one line of a case that holds and runs it: it must fail, and say this.
spoiled() { # NAME CASE SED-SCRIPT WORDS
  sed "$3" "$source_dir/tests/cases/$2" >spoiled.toml
  if cmp -s spoiled.toml "$source_dir/tests/cases/$2"; then echo "nothing was spoiled: $3"; fi
  local status=0
  "$program" test spoiled.toml >out.txt 2>err.txt || status=$?
  check "$1" test "$status" = 1
  check "$1, in words" grep -qF -- "$4" out.txt
}

sold=vouchers/fixed-asset-sold.toml
spoiled 'another amount' $sold 's/1606 = 70000, 1602/1606 = 70001, 1602/' 'debit 1606 expected 70001.00 got 70000.00'
spoiled 'an account too many' $sold 's/6115 = 15000/6711 = 15000/' 'credit 6711 expected 15000.00 got nothing'
spoiled 'an account too few' $sold 's/, 6115 = 15000//' 'credit 6115 got 15000.00 and none was expected'
spoiled 'no such voucher' $sold 's/voucher = "disposal"/voucher = "transfer"/' 'no voucher transfer'
# The day of the expectation alone, not that of the event.
spoiled 'another day' $sold '/^asset = "machine"$/{n;s/^date = 2023-06-20$/date = 2023-06-21/}; 0,/2023-06-21/s/2023-06-21/2023-06-20/' 'no voucher disposal'
spoiled 'a movement of a provision' $sold 's/^written_off = 36000/written_off = 35000/' 'written_off expected 35000.00 got 36000.00'
spoiled 'no such provision' $sold 's/provision = "fixed-assets"/provision = "goodwill"/' 'no provision goodwill'
spoiled 'no such column' $sold 's/^written_off = 36000/written = 36000/' 'provisions has no written'

net=deferred-tax/netting-limit-and-proof.toml
spoiled 'a total' $net 's/^net = 17000/net = 17001/' 'net expected 17001.00 got 17000.00'
spoiled 'a step of the proof' $net 's/^limit = 3750/limit = 0/' 'limit expected 0.00 got 3750.00'
spoiled 'a nature' $net 's/deferred_tax = "charge"/deferred_tax = "stock"/' 'no deferred tax of stock'
spoiled 'deferred tax of a provision' $net 's/^deferred_tax_open = 7500/deferred_tax_open = 7000/' 'deferred_tax_open expected 7000.00 got 7500.00'
spoiled 'a rate that is missing' $net 's/^rate = "0.25"/rate = "0.25"/; s/^from = 2008-01-01/from = 2024-01-01/' 'DEFERRED-TAX-RATE-MISSING'

# Mistakes in the lists of a case.
silently() { "$@" >/dev/null; }
bad() { # NAME CODE LINES
  printf '[rules]\nbook = "cn/cas"\n%s\n[[expect]]\nerror = "%s"\n' "$3" "$2" >bad.toml
  check "$1" silently "$program" test bad.toml
}
bad 'a provision without its year' VALUE-MISSING '[[provision]]
provision = "bad-debts"'
bad 'a value that is missing' VALUE-MISSING '[[valuation]]
year = 2022
provision = "inventories"
cost = 1'
bad 'a limit that is missing' VALUE-MISSING '[[limit]]
year = 2022'
bad 'an account that is missing' VALUE-MISSING '[[account]]
role = "charge"'
bad 'a role that is none' ACCOUNT-ROLE '[[account]]
role = "expense"
account = "1"'
bad 'a kind of disposal that is none' ACCOUNT-ROLE '[[account]]
kind = "gift"
account = "1"'
bad 'an unknown key' UNKNOWN-KEY '[[provision]]
year = 2022
provision = "bad-debts"
open = 1'
bad 'an amount with a point' TOML-FLOAT '[[provision]]
year = 2022
provision = "bad-debts"
opening = 1.5'
verdict
