#!/usr/bin/env bash
# tieout rules list|show|check|diff.
# usage: rules_test.sh PROGRAM SOURCE_DIR
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/checks.sh"
program=$(realpath "$1")
source_dir=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

has() { grep -qF -- "$1" out.txt; }
lacks() { ! grep -qF -- "$1" out.txt; }

check 'check' exits 0 "$program" rules check --lang en
check 'counts the evidence' grep -qE '^[0-9]+ values: [0-9]+ in two texts, [0-9]+ in one, [0-9]+ from memory$' out.txt
check 'and finds nothing wrong' has 'nothing wrong'
check 'marks of evidence in Chinese for people' exits 0 "$program" rules list --lang zh
check 'are words of the language' has 两处文本
check 'none is left in English' lacks 'two texts'
check 'a program reads the mark itself' exits 0 "$program" rules list --lang zh --format csv
check 'as the rule files write it' has ',two texts'
check 'check as csv' exits 0 "$program" rules check --format csv --lang en
check 'lists the values from memory' has 'cn/cit/charging-months/intangible,2008-01-01,2007-12-06,'
check 'and not those in two texts' lacks ',two texts,'
check 'check as json' exits 0 "$program" rules check --format json
check 'says that they are healthy' has '"healthy":true'
check 'history' exits 0 "$program" rules show cn/cit/minimum-life/vehicle --format csv --lang en
cp out.txt long.txt
check 'with number and article' has ',months = 48,two texts,Implementation Regulations art. 60(4),国务院令第512号,'
check 'cn/ may be left out' exits 0 "$program" rules show cit/minimum-life/vehicle --format csv --lang en
check 'and it is the same' cmp -s out.txt long.txt
check 'what took effect' exits 0 "$program" rules diff 2007 2008 --format csv --lang en
check 'with the value before' has 'cn/cit/minimum-life/vehicle,Minimum life of vehicles,2008-01-01,2007-12-06,months = 60,months = 48,'
check 'editions of forms among it' grep -q '^cn/forms/A105080/2024,.*,edition = 2022,edition = 2024,' \
  <("$program" rules diff 2023 2024 --format csv --lang en)
check 'no change within a year' exits 0 "$program" rules diff 2023 2023 --format csv
check 'has no row' test "$(wc -l <out.txt)" = 1
check 'what was published' exits 0 "$program" rules diff 2021-03-14 2021-03-15 --format json --lang en
check 'is the prolongation' has '"rule":"cn/cit/election-ground/equipment-one-time"'
check 'years out of order' exits 2 "$program" rules diff 2024 2023
check 'a year and a date' exits 2 "$program" rules diff 2023 2024-01-01
check 'one year alone' exits 2 "$program" rules diff 2023
check 'not a year' exits 2 "$program" rules diff 1 2
check 'unknown rule' exits 2 "$program" rules show cit/nothing
check 'no rule' exits 2 "$program" rules show
check 'unknown verb' exits 2 "$program" rules chekc
check 'no rules there' exits 4 "$program" rules check --rules nowhere
cp -r "$source_dir/rules" rules
sed -i '0,/^cite/{/^cite/d}' rules/cn/cit/minimum-life/vehicle.toml
check 'unhealthy rules exit 1' exits 1 "$program" rules check --rules rules
check 'and cannot be used' exits 4 "$program" rules list --rules rules
verdict
