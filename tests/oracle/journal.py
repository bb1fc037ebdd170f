#!/usr/bin/env python3
"""Journals in the eyes of hledger, ledger and beancount: they accept them, and the balance of every account of cost,
accumulated charges, provisions and deferred tax is the engine's, to the fen.

usage: journal.py PROGRAM SOURCE_DIR

The sample company over several years, and made-up registers with all kinds of events under three standards. Which account
a class belongs to is read from the charts by a reader of its own.
"""
import collections
import csv
import io
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import tomllib
from decimal import Decimal

PROGRAM, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
ENV = dict(os.environ, LANG="C.UTF-8", LC_ALL="C.UTF-8")
SAMPLE = SOURCE / "data/sample"
vouchers_seen = 0


def run(*command):
    done = subprocess.run(command, env=ENV, capture_output=True, encoding="utf-8")
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done.stdout


def tieout(*arguments):
    return run(PROGRAM, *map(str, arguments), "--quiet")


class Chart:
    def __init__(self, regime):
        self.uses = tomllib.loads((SOURCE / "rules" / regime / "accounts.toml").read_text(encoding="utf-8"))["use"]

    def code(self, role, asset_class):
        """The most specific use; none of the roles asked for here changes with time."""
        found = [use for use in self.uses if use["role"] == role and asset_class in use.get("classes", [asset_class])]
        return max(found, key=lambda use: "classes" in use)["account"]

    def allowance(self, provision):
        return next(use["account"] for use in self.uses if use["role"] == "allowance" and provision in use["provisions"])


def code_of(account):
    """1601.03 of Assets:1001:1601-03-固定资产: the digits and dashes at the front of the last component."""
    last = account.split(":")[-1]
    code = last[:next((i for i, letter in enumerate(last) if not (letter.isascii() and (letter.isdigit() or letter == "-"))),
                      len(last))]
    return code.strip("-").replace("-", ".")


def by_entity(balances):
    result = collections.defaultdict(Decimal)
    for account, amount in balances:
        parts = account.split(":")
        result[parts[1].removeprefix("X-") if len(parts) > 2 else "", code_of(account)] += amount
    return result


def amount(text):
    text = text.strip()
    return Decimal(0) if text in ("", "0") else Decimal(text.split()[0].replace(",", ""))


def hledger(path):
    run("hledger", "-f", path, "check", "--strict")
    table = run("hledger", "-f", path, "balance", "--flat", "--no-total", "--empty", "-O", "csv")
    return [(row[0], amount(row[1])) for row in list(csv.reader(io.StringIO(table)))[1:]]


def ledger(path):
    run("ledger", "-f", path, "balance")  # as people call it
    table = run("ledger", "-f", path, "balance", "--flat", "--no-total", "--format", "%(account)\t%(quantity(scrub(display_total)))\n")
    return [(line.split("\t")[0], amount(line.split("\t")[1])) for line in table.splitlines() if "\t" in line]


def beancount(path):
    run("bean-check", path)
    table = run("bean-query", "-f", "csv", path, "select account, sum(number) as total group by account")
    return [(row[0].strip(), amount(row[1])) for row in list(csv.reader(io.StringIO(table)))[1:]]


READERS = {"hledger": hledger, "ledger": ledger, "beancount": beancount}


def expected_balances(rows, deferred, account):
    """`account(role, row)` names the account; at fair value everything stands in that of the cost."""
    wanted = collections.defaultdict(Decimal)
    for row in rows:
        at_value = Decimal(row["book_fair_value"]) != 0
        for role, key, sign in (("cost", "book_cost", 1), ("accumulated", "book_accumulated", -1),
                                ("provision", "book_provision", -1), ("cost", "book_fair_value", 1)):
            if Decimal(row[key]) != 0:
                wanted[row["entity"], account("cost" if at_value else role, row)] += sign * Decimal(row[key])
    for row in deferred:
        close = Decimal(row["deferred_tax_close"])
        if close != 0:
            role = "deferred-tax-asset" if close > 0 else "deferred-tax-liability"
            wanted[row["entity"], account(role, row)] += close
    return wanted


def add_provisions(wanted, year, arguments, allowance):
    for row in json.loads(tieout("provisions", "--year", year, *arguments, "--format", "json"))["rows"]:
        if row["source"] == "file" and Decimal(row["closing"]) != 0:
            wanted[row["entity"], allowance(row["provision"])] -= Decimal(row["closing"])


def compare(what, arguments, year, account, work, with_tax=True, more=(), allowance=None):
    global vouchers_seen
    rows = json.loads(tieout("reconcile", "--year", year, *arguments, "--format", "json"))["rows"]
    deferred = json.loads(tieout("deferred-tax", "--year", year, *arguments, "--format", "json"))["rows"] if with_tax else []
    wanted = expected_balances(rows, deferred, account)
    if allowance:
        add_provisions(wanted, year, arguments, allowance)
    if not wanted:
        sys.exit(f"{what}: nothing to compare")
    lines = json.loads(tieout("journal", "--year", year, *arguments, *more, "--format", "json", "--complete"))["rows"]
    if sum(Decimal(line["debit"] or 0) for line in lines) != sum(Decimal(line["credit"] or 0) for line in lines):
        sys.exit(f"{what}: debits and credits of the document differ")
    compared = 0
    for name, reader in READERS.items():
        path = work / f"journal.{name}"
        tieout("journal", "--year", year, *arguments, *more, "--format", name, "--out", path)
        found = by_entity(reader(path))
        for key, value in wanted.items():
            if found.get(key, Decimal(0)) != value:
                sys.exit(f"{what}, {name}: account {key} has {found.get(key)}, the engine {value}")
            compared += 1
        if sum(found.values()) != 0:
            sys.exit(f"{what}, {name}: balances do not sum to zero")
    text = (work / "journal.ledger").read_text(encoding="utf-8")
    vouchers_seen += sum(1 for line in text.splitlines() if line[:4].isdigit())
    return compared


def sample(work):
    policies = list(csv.DictReader((SAMPLE / "policies.csv").open(encoding="utf-8-sig")))
    cards = {}
    accounts = {row["category"]: row for row in policies}
    by_class = {}
    for row in policies:
        by_class.setdefault(row["class"], row)
    files = ["--assets", SAMPLE / "assets.xlsx", "--events", SAMPLE / "events.csv", "--recorded", SAMPLE / "recorded.csv",
             "--policies", SAMPLE / "policies.csv", "--entities", SAMPLE / "entities.csv", "--set-aside",
             SAMPLE / "set-aside.csv"]
    sys.path.insert(0, str(SAMPLE / "source"))
    sys.dont_write_bytecode = True
    import cards_1001
    import cards_1002
    for card in cards_1001.CARDS + cards_1002.CARDS:
        cards[card.id] = card.category
    keys = {"cost": "account_cost", "accumulated": "account_accumulated", "provision": "account_provision"}

    def account(role, row):
        if role.startswith("deferred-tax"):
            return Chart("cn/cas").code(role, "")
        own = accounts[cards[row["asset"]]]
        if row["class"] not in {p["class"] for p in policies if p["category"] == own["category"]}:
            own = by_class.get(row["class"], own)
        return own[keys[role]]

    count = 0
    for year, more in ((2016, ()), (2021, ("--monthly",)), (2022, ()), (2023, ("--monthly",))):
        count += compare(f"sample {year}", files, year, account, work, more=more)
    return count


CLASSES = ["building", "machinery", "vehicle", "electronics", "furniture", "patent", "software", "land-use-right",
           "investment-property", "bio-livestock", "prepaid-lease-improvement", "goodwill", "right-of-use"]
SALEABLE = ["inventories", "long-term-investments", "debt-investments"]  # what provisions leave with when sold
KINDS = ["sale", "scrap", "loss", "disaster", "exchange", "debt-settlement", "contribution", "distribution", "donation"]


def made_up_provisions(rng, regime, path):
    """Every kind that has no cards, from year to year: charged, reversed where it may be, written off, recovered."""
    kinds = tomllib.loads((SOURCE / "rules" / regime / "provisions.toml").read_text(encoding="utf-8")).get("kind", [])
    rows = ["entity,year,provision,item,opening,charged,reversed,written_off,recovered,sold,transferred,deducted"]
    for entity in ("E1", "e2"):
        for kind in kinds:
            if kind.get("classes") or (entity == "e2" and rng.random() < 0.3):
                continue
            fen = rng.randint(0, 50_000_000)
            for year in (2023, 2024, 2025):
                charged = rng.randint(0, 9_000_000)
                off = rng.randint(0, fen // 3)
                back = rng.randint(0, fen // 4) if kind["reversal"] == "within-provision" and rng.random() < 0.5 else 0
                recovered = rng.choice([0, 123_45]) if kind["reversal"] == "within-provision" else 0
                moved = rng.choice([0, 0, -(fen // 10)])
                sold = rng.randint(0, fen // 8) if kind["code"] in SALEABLE else 0
                opening = fen if year == 2023 else ""
                rows.append(",".join([entity, str(year), kind["code"], "", f"{opening and Decimal(fen) / 100}"]
                                     + [f"{Decimal(x) / 100:.2f}" for x in (charged, back, off, recovered, sold, moved)]
                                     + [f"{Decimal(rng.randint(0, off)) / 100:.2f}"]))
                fen += charged - back - off + recovered - sold + moved
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def made_up(seed, regime, work):
    rng = random.Random(seed)
    assets = ["entity,asset,name,class,in_service,cost,book_method,book_life_months,book_residual_rate,tax_life_months,tax_override"]
    events = ["entity,asset,date,type,amount,recoverable,remaining_months,proceeds,compensation,costs,kind,fraction,class,model,to_entity"]

    def event(asset, entity, date, event_type, **cells):
        row = dict.fromkeys(events[0].split(","), "")
        row.update(entity=entity, asset=asset, date=date, type=event_type, **cells)
        events.append(",".join(str(row[key]) for key in events[0].split(",")))

    for number in range(120):
        entity, asset, cls = rng.choice(["E1", "e2"]), f"A{number:03}", rng.choice(CLASSES)
        year = rng.randint(2015, 2022)
        cost = Decimal(rng.randint(1_000_000, 90_000_000)) / 100
        method = "none" if cls == "goodwill" else "straight-line"
        life = "" if method == "none" else rng.choice([60, 77, 120, 240])
        tax = "" if cls in ("goodwill", "land-use-right") else rng.choice([120, 240])
        assets.append(f'{entity},{asset},"名 {number}; ""x""",{cls},{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02},{cost},'
                      f"{method},{life},0,{tax},{'made up' if tax else ''}")
        impairs = regime != "cn/sbs" and rng.random() < 0.5
        if impairs:
            event(asset, entity, f"2023-{rng.choice(['03-31', '06-30', '12-31'])}", "test",
                  recoverable=(cost * rng.randint(5, 50) / 100).quantize(Decimal("0.01")))
        what = rng.random()
        if what < 0.35:
            event(asset, entity, f"2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}", "dispose", kind=rng.choice(KINDS),
                  proceeds=rng.choice(["", "12345.67", "900000.00"]), compensation=rng.choice(["", "500.00"]),
                  costs=rng.choice(["", "88.80"]), fraction=rng.choice(["", "1/3"]))
        elif what < 0.45 and cls == "building" and regime == "cn/cas":
            fair = rng.random() < 0.6
            event(asset, entity, "2024-05-20", "transfer", **{"class": "investment-property"},
                  model="fair-value" if fair else "", amount=(cost * rng.randint(20, 200) / 100).quantize(Decimal("0.01")) if fair else "")
            if fair:
                event(asset, entity, "2024-12-31", "fair-value", amount=(cost * rng.randint(20, 200) / 100).quantize(Decimal("0.01")))
        elif what < 0.6:
            event(asset, entity, "2024-07-15", "transfer", to_entity="e2" if entity == "E1" else "E1")
        elif what < 0.75 and cls != "goodwill":
            event(asset, entity, "2024-04-10", "improve", amount="3333.33", remaining_months=rng.choice([24, 37]))
        elif what < 0.9 and impairs and regime == "cn/eas-2001":
            event(asset, entity, "2024-09-30", "test", recoverable=(cost * 2).quantize(Decimal("0.01")))
    (work / "assets.csv").write_text("\n".join(assets) + "\n", encoding="utf-8")
    (work / "events.csv").write_text("\n".join(events) + "\n", encoding="utf-8")
    (work / "entities.csv").write_text("entity,rate,from,enacted\nE1,25%,2008-01-01,\nE1,15%,2025-01-01,2024-06-30\n"
                                       "e2,20%,2008-01-01,\n", encoding="utf-8")
    chart = Chart(regime)
    # An entity that begins with a small letter has a component of its own.
    account = lambda role, row: chart.code(role, row.get("class", ""))
    files = ["--assets", work / "assets.csv", "--events", work / "events.csv", "--entities", work / "entities.csv",
             "--book", regime]
    if regime != "cn/sbs":
        made_up_provisions(rng, regime, work / "provisions.csv")
        files += ["--provisions", work / "provisions.csv"]
    count = 0
    for year in (2023, 2024, 2025):
        count += compare(f"made up {regime} {seed} {year}", files, year, account, work, with_tax=regime != "cn/sbs",
                         more=("--monthly",) if year == 2024 else (),
                         allowance=chart.allowance if regime != "cn/sbs" else None)
    return count


def main():
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        count = sample(work)
        for seed, regime in enumerate(["cn/cas", "cn/cas", "cn/eas-2001", "cn/sbs"]):
            count += made_up(20260101 + seed, regime, work)
    print(f"journal: {vouchers_seen} vouchers, {count} balances of accounts as hledger, ledger and beancount have them")


main()
