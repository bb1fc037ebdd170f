#!/usr/bin/env bash
# recalculate.sh IN.xlsx OUT.xlsx: LibreOffice opens the workbook, works out every formula anew and saves it.
# By itself it would trust the values in the file; a profile of its own tells it not to, and keeps it apart from
# any LibreOffice that runs beside it.
set -euo pipefail
input=$(realpath "$1")
output=$(realpath --canonicalize-missing "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir -p "$work/profile/user" "$work/out"
cat >"$work/profile/user/registrymodifications.xcu" <<'XCU'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
XCU

cp "$input" "$work/book.xlsx"
HOME=$work timeout 300 soffice "-env:UserInstallation=file://$work/profile" --headless \
  --convert-to 'xlsx:Calc MS Excel 2007 XML' --outdir "$work/out" "$work/book.xlsx" >"$work/log" 2>&1 ||
  { cat "$work/log" >&2; exit 1; }
[[ -s $work/out/book.xlsx ]] || { cat "$work/log" >&2; echo "LibreOffice wrote nothing" >&2; exit 1; }
mv "$work/out/book.xlsx" "$output"
