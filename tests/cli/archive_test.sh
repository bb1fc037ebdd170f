#!/usr/bin/env bash
# Sealed filings from sealing to the proof ten years later: tests/cli/archive_test.sh PROGRAM SOURCE
set -uo pipefail
export LC_ALL=C.UTF-8

program=$(realpath "$1")
source=$(realpath "$2")
# shellcheck source=tests/cli/checks.sh
source "$(dirname "${BASH_SOURCE[0]}")/checks.sh"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
tieout() { "$program" "$@" --lang en; }
sample=(--assets "$source/data/sample/assets.xlsx" --events "$source/data/sample/events.csv"
  --recorded "$source/data/sample/recorded.csv" --policies "$source/data/sample/policies.csv"
  --entities "$source/data/sample/entities.csv" --set-aside "$source/data/sample/set-aside.csv")
has() { grep -qF -- "$2" "$1"; }
lacks() { ! grep -qF -- "$2" "$1"; }

openssl genpkey -algorithm ed25519 -out one.pem 2>/dev/null
openssl genpkey -algorithm ed25519 -out two.pem 2>/dev/null
openssl pkey -in one.pem -pubout -out one.pub 2>/dev/null
openssl pkey -in two.pem -pubout -out two.pub 2>/dev/null

# ---- sealing files into a directory -----------------------------------------------------------------------------------
check 'files are sealed into a directory' exits 0 tieout seal "${sample[@]}" --year 2023 --out f1 --key one.pem \
  --preparer Wang --reviewer Li
check 'the rows are those of reconcile, byte for byte' \
  cmp -s f1/results/rows.csv <(tieout reconcile "${sample[@]}" --year 2023 --format csv --quiet)
check 'sha256sum accepts the manifest' bash -c 'cd f1 && sha256sum -c --quiet MANIFEST'
check 'the hash of the manifest is the seal' has f1/SEAL "$(sha256sum f1/MANIFEST | cut -d' ' -f1)"
check 'who prepared and reviewed is kept' has f1/filing.json '"preparer":"Wang"'
check 'the filing verifies alone' exits 0 tieout archive verify --filing f1 --trust one.pub
check 'another key is not the trusted one' exits 1 tieout archive verify --filing f1 --trust two.pub
check 'an existing directory is not written into' exits 2 tieout seal "${sample[@]}" --year 2023 --out f1

# A figure, an input and a rule changed behind the seal: each is named.
cp -r f1 broken && sed -i '2s/55040\.04/55040.05/' broken/results/rows.csv
check 'a changed figure breaks the filing' exits 1 tieout archive verify --filing broken --format csv
check 'and is named with both amounts' has out.txt 'results/rows.csv,2,'
check 'asset by asset' has out.txt 'book_charge,55040.05,55040.04'
rm -r broken && cp -r f1 broken && sed -i '2s/,0\.05,/,0.04,/' broken/inputs/policies.csv
check 'a changed input breaks the filing' exits 1 tieout archive verify --filing broken --format csv
check 'the section is named' has out.txt 'inputs/policies.csv'
rm -r broken && cp -r f1 broken && rm broken/results/forms.csv && echo >broken/extra
check 'missing and foreign files are found' exits 1 tieout archive verify --filing broken --format csv
check 'the missing one' has out.txt 'results/forms.csv,,,,,,,the section is missing'
check 'the foreign one' has out.txt 'extra,,,,,,,a file that the manifest does not name'
rm -r broken

# ---- a workspace: chain, versions, countersignature -------------------------------------------------------------------
check 'a workspace' exits 0 tieout init --db w.tieout
check 'nothing is sealed in it' exits 0 tieout archive verify --db w.tieout
seal=(seal --db w.tieout "${sample[@]}" --key one.pem)
check 'the first year' exits 0 tieout "${seal[@]}" --year 2022
check 'the next year' exits 0 tieout "${seal[@]}" --year 2023 --four-eyes
check 'a year is not sealed twice' exits 3 tieout "${seal[@]}" --year 2023
check 'four eyes are asked for' exits 1 tieout archive verify --db w.tieout
check 'and say so' has out.txt 'another key has to countersign'
check 'the second pair' exits 0 tieout seal --db w.tieout --year 2023 --countersign --key two.pem
check 'everything verifies' exits 0 tieout archive verify --db w.tieout --trust one.pub
check 'an amended version needs a reason' exits 2 tieout "${seal[@]}" --year 2022 --amend
seal2=(seal --db w.tieout "${sample[@]}" --key one.pem --year 2022 --law-as-of 2020-12-31)
check 'an amended version' exits 0 tieout "${seal2[@]}" --amend --reason 'inspection'
check 'the list tells versions' exits 0 tieout archive list --db w.tieout --format csv
check 'which is superseded' has out.txt 'superseded'
check 'why' has out.txt 'inspection'
check 'and what stands on it' has out.txt 'it stands on version 1 of 2022, which has been superseded'
check 'show names one version' exits 0 tieout archive show 2022v2 --db w.tieout
check 'with its reason' has out.txt inspection
check 'show gives the sealed figures of an asset' exits 0 tieout archive show 2023 --db w.tieout --entity 1001 --asset DL-0001
check 'an asset is found without its entity' diff <(tieout archive show 2023 --db w.tieout --asset DL-0001) \
  <(tieout archive show 2023 --db w.tieout --entity 1001 --asset DL-0001)
check 'to the fen' has out.txt 55040.04
check 'the workspace verifies with all versions' exits 0 tieout archive verify --db w.tieout

# ---- differences -------------------------------------------------------------------------------------------------------
sed '/机器设备/s/0\.05/0.04/' "$source/data/sample/policies.csv" >policies.csv
other=("${sample[@]/$source\/data\/sample\/policies.csv/policies.csv}")
check 'the year with other policies' exits 0 tieout seal "${other[@]}" --year 2023 --out f2
check 'equal filings do not differ' exits 0 tieout archive diff f1 f1 --format csv
check 'not in a single figure' test "$(wc -l <out.txt)" = 1
check 'what changed' exits 0 tieout archive diff f1 f2 --format csv
check 'asset by asset with its cause' grep -qE '^1001,[^,]+,tax_charge,[0-9.]+,[0-9.]+,-?[0-9.]+,input-changed,' out.txt
check 'and no other cause' lacks out.txt rule-changed
for format in json xlsx html table; do
  check "as $format" exits 0 tieout archive diff f1 f2 --format $format --out "diff.$format"
done
check 'HTML holds the cause' has diff.html 'the input changed'
check 'years do not mix' exits 2 tieout archive diff 2022 2023 --db w.tieout

# ---- a year closed in a workspace --------------------------------------------------------------------------------------
cat >assets.csv <<'END'
entity,asset,name,class,in_service,cost,book_life_months,book_residual_rate
1001,M-01,press,machinery,2020-12-15,480000.00,60,0.05
1001,M-02,lathe,machinery,2020-12-15,120000.00,60,0.05
END
check 'a workspace of its own' exits 0 tieout init --db y.tieout
check 'with its cards' exits 0 tieout import --db y.tieout --assets assets.csv --apply
check 'is sealed' exits 0 tieout seal --db y.tieout --year 2022 --preparer Wang
check 'and verifies' exits 0 tieout archive verify --db y.tieout
check 'inputs are canonical tables' exits 0 tieout archive export 2022 --db y.tieout --out y2022
check 'with the place that each record came from' has y2022/sealed/provenance.csv 'assets,1,assets.csv,,2'
check 'and the hash of the file' has y2022/sealed/sources.csv "$(sha256sum assets.csv | cut -d' ' -f1)"
check 'the next year' exits 0 tieout seal --db y.tieout --year 2023
check 'stands on the last' has <(tieout archive show 2023 --db y.tieout) "$(sha256sum y2022/sealed/MANIFEST | cut -d' ' -f1)"
sed 's/480000/470000/; s/lathe/big lathe/' assets.csv >other.csv
check 'a dry run tells of a card of a sealed year' exits 3 tieout import --db y.tieout --assets other.csv
check 'by the same words' has err.txt 'error[CARD-SEALED]: asset 1001 M-01: book_cost of the sealed year 2022 is 480000.00'
check 'a card of a sealed year is not changed' exits 3 tieout import --db y.tieout --assets other.csv --apply
check 'which is said of it' has err.txt 'error[CARD-SEALED]: asset 1001 M-01: book_cost of the sealed year 2022 is 480000.00'
check 'and of no other' lacks err.txt 'M-02:'
check 'what renames passes' has <(tieout reconcile --db y.tieout --year 2023 --format csv) 'big lathe'
check 'the sealed card stands' has <(tieout reconcile --db y.tieout --year 2023 --format csv) '1001,M-01,press,machinery,2023,480000.00'
sed -i 's/480000/470000/' assets.csv
check 'a year opened to be amended' exits 0 tieout archive amend --db y.tieout --year 2022 --reason 'invoice'
check 'takes another cost' exits 0 tieout import --db y.tieout --assets assets.csv --apply
check 'the correction is sealed' exits 0 tieout seal --db y.tieout --year 2022
check 'with its reason' has <(tieout archive list --db y.tieout --format csv) invoice
check 'what changed' exits 0 tieout archive diff 2022v1 2022v2 --db y.tieout --format csv
check 'is the cost' has out.txt '1001,M-01,book_cost,480000.00,470000.00,-10000.00,input-changed'
check 'of that card alone' lacks out.txt M-02
check 'a later year takes the sealed closing' exits 0 tieout reconcile --db y.tieout --year 2024 --format csv
check 'and computes no other' has out.txt '1001,M-01'
tieout check --db y.tieout --year 2024 --format csv --quiet >findings.csv
check 'the asset and the cause are reported' grep -q 'OPENING-NOT-AS-SEALED.*M-01.*input changed' findings.csv
check 'the sealed closing is the opening' test "$(tieout archive show 2023 --db y.tieout --entity 1001 --asset M-01 --format csv |
  grep '^book_carrying_close,' | cut -d, -f2)" = "$(tieout reconcile --db y.tieout --year 2024 --format csv --quiet | awk -F, '
  NR == 1 { for (i = 1; i <= NF; i++) if ($i == "book_carrying_open") column = i } $2 == "M-01" { print $column }')"
check 'sealed on it, the next year verifies' exits 0 tieout seal --db y.tieout --year 2024
check 'like all others' exits 0 tieout archive verify --db y.tieout

# ---- a claim for the first of three sealed years ------------------------------------------------------------------------
cat >three.csv <<'END'
entity,asset,name,class,in_service,cost,book_life_months,book_residual_rate
1001,M-01,press,machinery,2020-12-15,480000.00,120,0.05
1001,M-02,lathe,machinery,2020-12-15,120000.00,120,0.05
END
printf 'asset,entity,year,tax_charge\nM-01,1001,2021,45000.00\n' >claim.csv
check 'a workspace of three years' exits 0 tieout init --db t.tieout
check 'its cards' exits 0 tieout import --db t.tieout --assets three.csv --apply
for year in 2021 2022 2023; do check "$year is sealed" exits 0 tieout seal --db t.tieout --year $year; done
tieout archive list --db t.tieout --format csv | cut -d, -f1-4 >sealed.csv
before=$(sha256sum <t.tieout)
claim=(amend --db t.tieout --from-year 2021 --year 2024 --amended claim.csv)
check 'a claim' exits 0 tieout "${claim[@]}" --format json
check 'tells of the sealed years' has err.txt 'the claim bears on 3 sealed years, none of which was computed again'
check 'the amended one' has out.txt '"effect":"to be amended (tieout archive amend)"'
check 'and each after it' test "$(grep -o 'stands on 2021 as it was before the claim' out.txt | wc -l)" = 2
check 'for people too' exits 0 tieout "${claim[@]}"
check 'in a table' has out.txt 'Sealed years'
check 'a claim writes nothing' test "$before" = "$(sha256sum <t.tieout)"
check 'the first year is opened' exits 0 tieout archive amend --db t.tieout --year 2021 --reason claim
tieout archive list --db t.tieout --format csv >list.csv
check 'which the list tells' grep -q '^2021,.*in force; open to be amended' list.csv
check 'of the next' grep -q '^2022,.*it stands on 2021, which is open to be amended' list.csv
check 'and of the one after' grep -q '^2023,.*it stands on 2021, which is open to be amended' list.csv
check 'the claim is imported' exits 0 tieout import --db t.tieout --recorded claim.csv --apply
check 'and sealed' exits 0 tieout seal --db t.tieout --year 2021
tieout archive list --db t.tieout --format csv >list.csv
for year in 2022 2023; do
  check "$year stands on a superseded version" grep -q "^$year,.*it stands on version 1 of 2021, which has been superseded" list.csv
  check "and is the one that was sealed" grep -qF "$(grep "^$year," sealed.csv)" list.csv
done
check 'nothing was sealed beside it' test "$(wc -l <list.csv)" = 5
check 'all verify' exits 0 tieout archive verify --db t.tieout
check 'and say on what they stand' test "$(grep -c 'which has been superseded' err.txt)" = 2
printf 'asset,entity,year,tax_charge\nM-02,1001,2023,11000.00\n' >second.csv
check 'a later claim is of its own assets alone' exits 0 tieout amend --db t.tieout --from-year 2023 --year 2024 \
  --amended second.csv
check 'whatever was superseded before' has err.txt '1 assets amended'

# ---- export ------------------------------------------------------------------------------------------------------------
check 'an export' exits 0 tieout archive export 2023 --db w.tieout --out export
check 'its manifest' bash -c 'cd export && sha256sum -c --quiet MANIFEST'
check 'papers' test -s export/papers/reconciliation.xlsx
check 'forms' test -s export/papers/forms.json
check 'it verifies without the workspace' exits 0 tieout archive verify --filing export
sed -i '2s/1/2/' export/papers/forms.csv
check 'a changed paper is found' exits 1 tieout archive verify --filing export
check 'as a zip file' exits 0 tieout archive export 2023 --db w.tieout --out export.zip
check 'which verifies too' exits 0 tieout archive verify --filing export.zip
check 'and others can unpack' python3 -m zipfile -e export.zip unzipped
check 'with the same hashes' bash -c 'cd unzipped && sha256sum -c --quiet MANIFEST'
printf 'x' | dd of=export.zip bs=1 seek=5000 conv=notrunc status=none
check 'a changed byte is found' exits 1 tieout archive verify --filing export.zip

# Amounts without a card are in the papers, and in no row of an asset.
cat >nameless.csv <<'END'
asset,name,class,in_service,cost,book_life_months,book_residual_rate
M-01,press,machinery,2020-12-15,480000.00,60,0.05
M-02,lathe,machinery,2020-12-15,120000.00,60,0.05
END
cat >top-side.csv <<'END'
year,class,account,key,amount,reason,source
2023,machinery,1602,book_charge,3600.00,AJE-07: a hired mould,audit file F-3
END
check 'a workspace with an amount without a card' exits 0 tieout init --db n.tieout
check 'takes both' exits 0 tieout import --db n.tieout --assets nameless.csv --adjustments top-side.csv --apply
check 'is sealed' exits 0 tieout seal --db n.tieout --year 2023
check 'and exported' exits 0 tieout archive export 2023 --db n.tieout --out nameless
check 'with the amount in the papers' has nameless/papers/reconciliation.csv '3600.00'
check 'which the sealed rows do not hold' lacks nameless/sealed/results/rows.csv ',3600.00,'
check 'and verifies' exits 0 tieout archive verify --filing nameless

# The entity of cards that stated none is named after the year was sealed: no figure changes.
printf 'entity,name,rate,from\n9001,A company,25%%,2008-01-01\n' >named.csv
check 'the entity may be named later' exits 0 tieout import --db n.tieout --entities named.csv --apply
check 'without a word of sealed cards' lacks err.txt 'CARD-SEALED'
check 'and its cards are its own' has <(tieout reconcile --db n.tieout --year 2024 --format csv) '9001,M-01'
check 'the opening is that of the sealed closing' lacks err.txt 'OPENING-NOT-AS-SEALED'
sed -i 's/480000/470000/; s/lathe/big lathe/' nameless.csv
check 'a figure may not change with it' exits 3 tieout import --db n.tieout --assets nameless.csv --apply
check 'and is told' has err.txt 'book_cost of the sealed year 2023 is 480000.00 and would become 470000.00'
check 'once' test "$(grep -c CARD-SEALED err.txt)" = 1
check 'what else is in the file passes' has <(tieout reconcile --db n.tieout --year 2024 --format csv) 'big lathe'
check 'the sealed card stands' has <(tieout reconcile --db n.tieout --year 2024 --format csv) '9001,M-01,press,machinery,2024,480000.00'

# ---- refusals ----------------------------------------------------------------------------------------------------------
check 'what does not tie is not sealed' exits 1 tieout seal "${sample[@]}" --year 2023 --out f3 \
  --trial-balance "$source/data/sample/trial-balance-2023.csv"
check 'nor left behind' test ! -e f3
verdict
