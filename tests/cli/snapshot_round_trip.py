#!/usr/bin/env python3
"""A register and what happened to it in a month make the list of cards of the month's end; `tieout import --snapshot`
reads register and list and must propose events that give the same figures, for the month and for the years after.

usage: snapshot_round_trip.py PROGRAM
"""
import csv
import io
import os
import random
import subprocess
import sys
import tempfile
from decimal import Decimal

PROGRAM = os.path.realpath(sys.argv[1])
MONTH, DAY, YEAR = "2024-01", "2024-01-31", 2024
COLUMNS = ["asset", "name", "class", "in_service", "cost", "book_life_months", "book_residual_rate"]
EVENT_COLUMNS = ["asset", "date", "type", "amount", "life_months", "class", "proceeds", "kind", "cost_removed",
                 "accumulated_removed", "provision_removed"]
# What the books of both ledgers say at the end; reasons and openings follow from it.
COMPARED = ["class", "book_cost", "tax_cost", "book_charge", "tax_charge", "book_accumulated", "tax_accumulated",
            "book_impairment", "book_provision", "disposal_proceeds", "book_disposal_gain", "tax_disposal_gain",
            "adj_total", "temp_diff_close"]


def run(*arguments, expected=0):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=False)
    if done.returncode != expected:
        sys.exit(f"tieout {' '.join(arguments)}: exit {done.returncode}\n{done.stderr}")
    return done.stdout


def write(path, columns, rows):
    with open(path, "w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, columns, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def figures(assets, events, *period):
    arguments = ["reconcile", *period, "--assets", assets, "--format", "csv", "--quiet"]
    if events:
        arguments += ["--events", events]
    return {row["asset"]: row for row in csv.DictReader(io.StringIO(run(*arguments)))}


def make_card(rng, number):
    kind, life = rng.choice([("machinery", 120), ("electronics", 60), ("furniture", 72), ("vehicle", 48)])
    return {"asset": f"A{number}", "name": f"card {number}", "class": kind,
            "in_service": f"20{rng.randint(21, 23)}-{rng.randint(1, 12):02d}-10",
            "cost": f"{rng.randint(10000, 900000)}.{rng.randint(0, 99):02d}", "book_life_months": str(life),
            "book_residual_rate": "5%"}


def make_event(rng, card, balance):
    """One thing that happened to the card in the month, as an event; None: nothing did."""
    event = {"asset": card["asset"], "date": DAY}
    what = rng.choice(["nothing", "cost", "impair", "life", "class", "dispose", "part"])
    if what == "cost":
        return event | {"type": "adjust-cost", "amount": f"{rng.randint(100, 5000)}.00"}
    if what == "impair":
        return event | {"type": "impair", "amount": f"{int(Decimal(balance['book_carrying_close'])) // 3}.00"}
    if what == "life":
        return event | {"type": "estimate", "life_months": str(int(card["book_life_months"]) + 12 * rng.randint(1, 3))}
    if what == "class":
        return event | {"type": "transfer", "class": "other-fixed"}
    if what == "dispose":
        return event | {"type": "dispose", "kind": "sale", "proceeds": f"{rng.randint(0, 9000)}.00"}
    if what == "part":
        part = int(Decimal(card["cost"])) // 4
        gone = Decimal(balance["book_accumulated"]) / 4
        return event | {"type": "dispose", "kind": "sale", "proceeds": "500.00", "cost_removed": f"{part}.00",
                        "accumulated_removed": f"{int(gone)}.00"}
    return None


def list_of(cards, events, truth, balances):
    """The list of cards of the day, and the list of removed ones."""
    listed, removed = [], []
    by_asset = {event["asset"]: event for event in events}
    for card in cards:
        row, event = truth[card["asset"]], by_asset.get(card["asset"], {})
        if event.get("type") == "dispose":
            stood = balances[card["asset"]]
            removed.append({"asset": card["asset"], "date": event["date"], "kind": "sale",
                            "cost_removed": event.get("cost_removed") or card["cost"],
                            "accumulated_removed": event.get("accumulated_removed") or stood["book_accumulated"],
                            "proceeds": event["proceeds"]})
        if Decimal(row["book_cost"]) == 0:
            continue
        listed.append(card | {"cost": row["book_cost"], "class": row["class"],
                              "book_life_months": event.get("life_months") or card["book_life_months"],
                              "opening_book_accumulated": row["book_accumulated"],
                              "opening_provision": row["book_provision"]})
    return listed, removed


def try_one(seed):
    rng = random.Random(seed)
    cards = [make_card(rng, number) for number in range(1, 25)]
    write("register.csv", COLUMNS, cards)
    balances = figures("register.csv", None, "--through", MONTH)
    events = [event for card in cards if (event := make_event(rng, card, balances[card["asset"]]))]
    write("truth.csv", EVENT_COLUMNS, events)
    truth = figures("register.csv", "truth.csv", "--through", MONTH)
    listed, removed = list_of(cards, events, truth, balances)
    write("cards.csv", COLUMNS + ["opening_book_accumulated", "opening_provision"], listed)
    write("removed.csv", ["asset", "date", "kind", "cost_removed", "accumulated_removed", "proceeds"], removed)
    run("import", "--snapshot", DAY, "--assets", "cards.csv", "--previous", "register.csv", "--removed", "removed.csv",
        "--out", "proposed.csv", "--quiet")
    leftover = [name for name in ("proposed-open.csv", "proposed-notes.csv", "proposed-recorded.csv",
                                 "proposed-assets.csv")
                if os.path.exists(name)]
    faults = [f"{name}: {open(name, encoding='utf-8').read()}" for name in leftover]
    proposed = list(csv.DictReader(open("proposed.csv", encoding="utf-8")))
    if len(proposed) != len(events):
        faults.append(f"{len(events)} events happened, {len(proposed)} are proposed")
    if any(row["accept"] != "yes" or not row["from"] for row in proposed):
        faults.append("a proposal without its cell, or left open")
    for period in (("--through", MONTH), ("--year", str(YEAR)), ("--year", str(YEAR + 2))):
        expected = figures("register.csv", "truth.csv", *period)
        got = figures("register.csv", "proposed.csv", *period)
        for asset in sorted(expected.keys() | got.keys()):
            a, b = expected.get(asset), got.get(asset)
            differing = ["row"] if (a is None) != (b is None) else [key for key in COMPARED if a and a[key] != b[key]]
            for key in differing:
                faults.append(f"{' '.join(period)} {asset} {key}: {a and a.get(key)} != {b and b.get(key)}")
    return faults


def main():
    failed = 0
    for seed in range(6):
        with tempfile.TemporaryDirectory() as work:
            os.chdir(work)
            faults = try_one(seed)
            os.chdir("/")
        for fault in faults[:8]:
            print(f"seed {seed}: {fault}")
        failed += bool(faults)
    print(f"{6 - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
