"""Every figure of `tieout reconcile` against the model, for every year. Prints what differs; the count is the result."""

import json
import subprocess

from model import fen

YEARS = range(2016, 2025)


def arguments(folder):
    return [f"--{name}={folder / file}" for name, file in (
        ("assets", "assets.xlsx"), ("events", "events.csv"), ("recorded", "recorded.csv"),
        ("policies", "policies.csv"), ("entities", "entities.csv"), ("set-aside", "set-aside.csv"))]


def compare(program, folder, company):
    """`program` is the command with options of its own, as a list."""
    differences = 0
    for year in YEARS:
        command = [*program, "reconcile", "--year", str(year), "--format", "json", *arguments(folder)]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode != 0:
            print(f"{year}: exit {run.returncode}\n{run.stderr}")
            differences += 1
            continue
        ours = {(card.entity, card.id): company.rows[card.entity, card.id].get(year)
                for card in company.cards if not card.set_aside}
        ours = {key: row for key, row in ours.items() if row}
        theirs = {(row["entity"], row["asset"]): row for row in json.loads(run.stdout)["rows"]}
        for key in sorted(set(ours) | set(theirs)):
            for line in row_differences(ours.get(key), theirs.get(key)):
                print(year, *key, line)
                differences += 1
        print(f"{year}: {len(theirs)} rows compared")
    print(f"{differences} differences")
    return differences


def row_differences(ours, theirs):
    if ours is None or theirs is None:
        yield "only the program has this row" if ours is None else "only the model has this row"
        return
    for name, value in ours.items():
        stated = theirs.get(name)
        if stated is None:
            yield f"{name}: missing"
        elif (fen(stated) if isinstance(value, int) else stated) != value:
            yield f"{name}: program {stated}, model {value / 100 if isinstance(value, int) else value}"
