#!/usr/bin/env python3
"""The coverage table finds what it looks for: gaps, unknown rows, sides and limits."""
import pathlib
import subprocess
import sys
import tempfile

SCRIPT = pathlib.Path(__file__).with_name("rule_coverage.py")

RULE = """id = "cn/cit/election-ground/lamp"
picks = "acquired"
classes = ["furniture"]

[[value]]
from = 2018-01-01
published = 2017-12-01
unit_cost_at_most = 100
cite = { source = "s" }
"""

CASE = """covers = ["cn/cit/election-ground/lamp#2018-01-01"]

[[asset]]
id = "a"
class = "furniture"
in_service = DAY
cost = COST
"""


LIFE = """id = "cn/cit/minimum-life/lamp"
picks = "in_service"
classes = ["furniture", "vehicle"]

[[value]]
from = 2018-01-01
published = 2017-12-01
months = 60
cite = { source = "s" }
"""


def run(cases, rule_id="cn/cit/election-ground/lamp", rule_text=None):
    """Runs the table over one rule and the given cases; returns exit code and both outputs."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        rule = root / f"rules/{rule_id}.toml"
        rule.parent.mkdir(parents=True)
        rule.write_text(rule_text or RULE, encoding="utf-8")
        (root / "tests/cases").mkdir(parents=True)
        for at, text in enumerate(cases):
            (root / f"tests/cases/{at}.toml").write_text(text, encoding="utf-8")
        done = subprocess.run([sys.executable, SCRIPT, root], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr


def case(day, cost):
    return CASE.replace("DAY", day).replace("COST", cost)


def main():
    before, at_limit = case("2017-12-31", "99"), case("2018-01-01", "100")
    above = case("2018-01-02", '"100.01"')
    expectations = [
        ([], 1, "any case"),
        ([before], 1, "above, at, on"),
        ([before, at_limit], 1, "no case for: above"),
        ([at_limit, above], 1, "no case for: before"),
        ([before, at_limit, above], 0, "1 shown by cases"),
        ([before, at_limit, above, case("2018-01-01", "1").replace("lamp#", "lump#")], 1, "there is no row"),
        ([before, at_limit, above.replace("furniture", "vehicle")], 1, "no case for: above"),
    ]
    failed = 0
    for cases, code, words in expectations:
        got, text = run(cases)
        if got != code or words not in text:
            failed += 1
            print(f"expected {code} and '{words}', got {got}:\n{text}")
    # A life must be shown for every class that it names.
    one = at_limit.replace("election-ground", "minimum-life")
    for cases, code in (([one], 1), ([one, one.replace("furniture", "vehicle")], 0)):
        got, text = run(cases, "cn/cit/minimum-life/lamp", LIFE)
        if got != code:
            failed += 1
            print(f"a life with {len(cases)} classes shown: expected {code}, got {got}:\n{text}")
    print(f"{len(expectations)} expectations, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
