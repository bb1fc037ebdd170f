#!/usr/bin/env python3
"""Which worked cases stand before, on and after each dated value of the tax law, as a table.

usage: rule_coverage.py ROOT [--out FILE]

A case names the rows of rules/ that it shows in `covers`: "cn/cit/minimum-life/vehicle#2008-01-01", and for a row that a
later notice overrules "…#2021-01-01@2018-05-07" (the day it was published). On which side of the row's first day a case
stands is read from its assets: in_service or acquired, as the rule picks, or the years it expects; of a rule looked up,
from `on`.

Exit 1 where a row has no case, where one side of a change has none, or where a case names a row that does not exist.
"""
import datetime
import pathlib
import sys
import tomllib

# The regimes whose changes must be shown from both sides. Of a book regime each row needs one case.
TAX = ("cn/cit/",)
LIVES = "cn/cit/minimum-life/"
# Rules that tests of their own show: forms and positions are no dated values of the law, finding_catalogue.py sees to the
# cases of the findings, the impairment test is asked
# for by its own command, and a figure's row only says which article `explain` cites.
ELSEWHERE = ("cn/forms/", "cn/cit/position/", "findings/")
ELSEWHERE_FOLDERS = ("/impairment-test/", "/figure/")


class Row:
    def __init__(self, parameter, value, earlier, first_of_day):
        self.id = parameter["id"]
        self.picks = parameter["picks"]
        self.classes = set(parameter.get("classes", []))
        self.value = value
        self.first = value["from"]
        self.earlier = earlier  # a row of the same rule precedes it
        self.key = f"{self.id}#{self.first}" + ("" if first_of_day else f"@{value['published']}")
        self.overruled = not first_of_day
        self.by_class = {}  # side -> classes shown there
        self.cases = {"before": set(), "on": set(), "after": set(), "below": set(), "at": set(), "above": set()}

    def limit(self):
        """The unit cost, in fen, on which eligibility turns, or None."""
        for name in ("unit_cost_at_most", "unit_cost_above"):
            if name in self.value:
                return self.value[name] * 100
        return None

    def note(self, day, case, asset_class=None):
        side = "before" if day < self.first else "on" if day == self.first else "after"
        self.cases[side].add(case)
        self.by_class.setdefault(side, set()).add(asset_class)

    def wanted(self):
        """The sides that must have a case."""
        if not self.id.startswith(TAX) or self.overruled:
            return set()
        sides = set()
        ground = "/election-ground/" in self.id
        if self.earlier or (ground and self.first.year > 1949):
            sides.add("before")
        if self.picks != "year" and self.first.year > 1949:
            sides.add("on")
        if self.limit() is not None and self.first.year > 1949:
            sides |= {"at", "above"}
        return sides

    def missing(self):
        gaps = sorted(side for side in self.wanted() if not self.cases[side])
        if not any(self.cases[side] for side in ("before", "on", "after")):
            gaps.insert(0, "any case")
        elif self.id.startswith(TAX) and not (self.cases["on"] or self.cases["after"]):
            gaps.append("on or after")
        # A life is a class's own: each class of the file must be shown on every side.
        if self.id.startswith(LIVES):
            for side in sorted(self.wanted() & {"before", "on"}):
                gaps += [f"{name} {side}" for name in sorted(self.classes - self.by_class.get(side, set()))]
        return gaps


def rows_of(root):
    rows = {}
    for path in sorted((root / "rules").rglob("*.toml")):
        below = path.relative_to(root / "rules").as_posix()
        if path.name in ("sources.toml", "classes.toml") or below.startswith(ELSEWHERE) or any(name in below for name in ELSEWHERE_FOLDERS):
            continue
        parameter = tomllib.loads(path.read_text(encoding="utf-8"))
        if "id" not in parameter or "picks" not in parameter:
            continue
        values = parameter.get("value", [])
        for at, value in enumerate(values):
            last_of_day = at + 1 == len(values) or values[at + 1]["from"] != value["from"]
            earlier = any(other["from"] < value["from"] for other in values)
            row = Row(parameter, value, earlier, last_of_day)
            rows[row.key] = row
    return rows


def fen(amount):
    text = str(amount).replace(",", "")
    yuan, _, decimals = text.partition(".")
    return int(yuan) * 100 + int((decimals + "00")[:2])


def day_of(value):
    return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(value)


def place(row, case, name):
    """Puts the case on the sides of the row where its assets, years and look-ups stand."""
    for asset in case.get("asset", []):
        if row.classes and asset.get("class") not in row.classes:
            continue
        if row.picks != "year":
            day = asset.get("acquired", asset["in_service"]) if row.picks == "acquired" else asset["in_service"]
            row.note(day_of(day), name, asset.get("class"))
        if row.limit() is not None:
            cost, quantity = fen(asset["cost"]), int(asset.get("quantity", 1))
            bound = row.limit() * quantity
            row.cases["at" if cost == bound else "above" if cost > bound else "below"].add(name)
    for expect in case.get("expect", []):
        if expect.get("rule") == row.id:
            row.note(day_of(expect["on"]), name)
        elif row.picks == "year" and "year" in expect:
            year = expect["year"]
            row.note(max(row.first, datetime.date(year, 1, 1)) if year == row.first.year else datetime.date(year, 12, 31), name)
        elif row.picks == "year" and {"finding", "no_finding", "error"} & expect.keys():
            for event in case.get("event", []) or case.get("asset", []):
                row.note(day_of(event.get("date", event.get("in_service"))), name)


def read_cases(root, rows):
    problems = []
    count = 0
    for path in sorted((root / "tests" / "cases").rglob("*.toml")):
        text = path.read_text(encoding="utf-8")
        if "covers" not in text:
            continue
        try:
            case = tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            continue  # a case may be about just that
        name = path.relative_to(root / "tests" / "cases").as_posix()
        for key in case.get("covers", []):
            if key not in rows:
                problems.append(f"tests/cases/{name}: there is no row {key}")
                continue
            count += 1
            place(rows[key], case, name)
    return problems, count


def cell(cases):
    if not cases:
        return "–"
    shown = [case.removesuffix(".toml").rsplit("/", 1)[-1] for case in sorted(cases)]
    return ", ".join(shown[:2]) + (f", … ({len(shown)})" if len(shown) > 2 else "")


def table(rows):
    lines = ["# Rules and the cases that show them", "",
             "Which worked cases stand before, on and after the first day of each dated value, and where a rule turns on a",
             "unit cost, at the limit and a fen above it. Made by `./run docs` from rules/ and tests/cases/.", "",
             "| value | picked by | before | on the day | after | at the limit | above it | missing |",
             "|---|---|---|---|---|---|---|---|"]
    for row in rows.values():
        sides = " | ".join(cell(row.cases[side]) for side in ("before", "on", "after", "at", "above"))
        lines.append(f"| {row.key} | {row.picks} | {sides} | {', '.join(row.missing())} |")
    return "\n".join(lines) + "\n"


def main(arguments):
    root = pathlib.Path(arguments[0])
    rows = rows_of(root)
    problems, count = read_cases(root, rows)
    for row in rows.values():
        if row.missing():
            problems.append(f"rules/{row.id}.toml: {row.key}: no case for: {', '.join(row.missing())}")
    if "--out" in arguments:
        pathlib.Path(arguments[arguments.index("--out") + 1]).write_text(table(rows), encoding="utf-8")
    for problem in problems:
        print(problem, file=sys.stderr)
    shown = sum(1 for row in rows.values() if not row.missing())
    print(f"{len(rows)} dated values, {shown} shown by cases, {count} references")
    return 1 if problems or not rows else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
