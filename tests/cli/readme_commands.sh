#!/usr/bin/env bash
# Runs every `tieout` command line of README.md and of the help texts' examples, in a copy of the tree's data, and
# expects each to succeed (or to give a negative verdict, exit 1, where it is a verdict).
# usage: readme_commands.sh PROGRAM SOURCE_DIR
set -euo pipefail
program=$(realpath "$1")
source_dir=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$source_dir/data" "$work/"
mkdir -p "$work/out" "$work/tests"
cp -r "$source_dir/tests/cases" "$work/tests/"
cd "$work"
# The workspaces into which examples import.
"$program" init --db group.tieout --quiet
"$program" init --db 集团.tieout --quiet

passed=0 failed=0
run_line() {
  local line=$1 status=0
  # Only examples on the sample can run; others name files of the reader.
  case $line in *data/sample* | *tests/cases* | *"tieout rules"* | *"tieout template"* | *"tieout help"* | *--version*) ;; *) return 0 ;; esac
  local words
  read -ra words <<<"${line#*tieout }"
  "$program" "${words[@]}" >stdout.txt 2>stderr.txt || status=$?
  if ((status <= 1)); then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'exit %d: %s\n' "$status" "$line"
    head -5 stderr.txt
  fi
}

# Joins lines that end in a backslash and prints those that start the program.
examples() { sed -e ':a' -e '/\\$/N; s/\\\n *//; ta' "$1" | grep -oE '^ *(\$ )?(build/release/)?tieout (reconcile|takeover|amend|schedule|explain|prove|check|import|tie|provisions|journal|impairment|test|rules|template|help|--version)( [^…|]*)?$' || test $? = 1; }

{
  examples "$source_dir/README.md"
  for language in zh en; do
    for command in reconcile takeover amend schedule explain prove check import elections tie provisions journal impairment test rules template; do
      "$program" help "$command" --lang "$language" >help.txt
      examples help.txt | grep -E 'data/sample|tests/cases|show|--out' || test $? = 1
    done
  done
} >lines.txt
while IFS= read -r line; do run_line "$line"; done <lines.txt
printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0 && passed > 8))
