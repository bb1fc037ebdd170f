#!/usr/bin/python3
"""Writes every file of the sample from the tables in source/. Run it after a change there:

    /usr/bin/python3 data/sample/make_sample.py [--check | --compare build/release/tieout]

The same tables give the same bytes. --check writes nothing and fails if a file is not what the tables give.
--compare runs the program on the files for every year and fails if a figure is not the model's; options of the
program (--rules …) may follow its path.
"""

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE / "source"))

import accounts  # noqa: E402
import compare  # noqa: E402
import export  # noqa: E402
import readme  # noqa: E402
from company import Company  # noqa: E402


def write_all(folder):
    company = Company()
    export.write_assets(folder / "assets.xlsx", company)
    export.write_csv(folder / "events.csv", export.EVENT_HEADINGS, export.event_rows(company),
                     titles=export.EVENT_TITLES)
    export.write_csv(folder / "recorded.csv", export.RECORDED_HEADINGS, export.recorded_rows(company),
                     titles=export.RECORDED_TITLES)
    export.write_csv(folder / "policies.csv", accounts.POLICY_HEADINGS, accounts.policy_rows(), "utf-8-sig")
    export.write_csv(folder / "entities.csv", accounts.ENTITY_HEADINGS, accounts.ENTITY_ROWS, "utf-8-sig")
    export.write_csv(folder / "set-aside.csv", accounts.SET_ASIDE_HEADINGS, accounts.set_aside_rows(company), "utf-8-sig")
    export.write_csv(folder / "trial-balance-2023.csv", accounts.BALANCE_HEADINGS,
                     accounts.balance_rows(company, 2023), titles=accounts.BALANCE_TITLES)
    (folder / "README.md").write_text(readme.text(company), encoding="utf-8")


def check():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_all(folder)
        stale = [path.name for path in sorted(folder.iterdir()) if path.read_bytes() != (HERE / path.name).read_bytes()]
    for name in stale:
        print(f"data/sample/{name} is not what the tables in data/sample/source give", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        sys.exit(check())
    if "--compare" in sys.argv[1:]:
        sys.exit(1 if compare.compare(sys.argv[2:], HERE, Company()) else 0)
    write_all(HERE)
