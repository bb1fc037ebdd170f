#!/usr/bin/python3
"""Evaluates the expressions of `tieout explain --format json` by itself and compares every figure with `reconcile`.

    explain_json.py PROGRAM SOURCE_DIR
"""

import json
import subprocess
import sys
from fractions import Fraction

program, source = sys.argv[1:]
sample = f"{source}/data/sample"
INPUTS = ["--assets", f"{sample}/assets.xlsx", "--events", f"{sample}/events.csv", "--recorded",
          f"{sample}/recorded.csv", "--policies", f"{sample}/policies.csv", "--entities", f"{sample}/entities.csv",
          "--set-aside", f"{sample}/set-aside.csv", "--quiet", "--lang", "en", "--format", "json"]
YEAR = "2023"
EVERY = 6  # every sixth asset of the year


def run(*words):
    return json.loads(subprocess.run([program, *words, *INPUTS], check=True, capture_output=True, text=True).stdout)


def fen(text):
    return int(text.replace(".", ""))


def rounded(value):
    sign = -1 if value < 0 else 1
    return sign * int(abs(value) + Fraction(1, 2))


def evaluate(node, values):
    operation = node["op"]
    if operation in ("amount", "earlier"):
        return fen(node["value"])
    if operation == "reference":
        return values(node["key"])
    operands = [evaluate(operand, values) for operand in node.get("operands", [])]
    if operation == "sum":
        signs = [-1 if operand.get("subtracted") else 1 for operand in node.get("operands", [])]
        return sum(sign * operand for sign, operand in zip(signs, operands))
    if operation == "product":
        return rounded(operands[0] * Fraction(int(node["numerator"]), int(node["denominator"])))
    return {"min": min, "max": max}[operation](operands)


def compare(row):
    words = ["explain", row["asset"], "--year", YEAR]
    if row["entity"]:
        words += ["--entity", row["entity"]]
    explained = run(*words)
    assert explained["schema"] == "tieout/explanation/1"
    nodes = {d["key"]: d for d in explained["figures"] + explained["steps"]}

    def value_of(key):
        return evaluate(nodes[key]["expression"], value_of)

    wrong = 0
    for figure in explained["figures"]:
        key, said = figure["key"], row[figure["key"]] or ""
        derived = value_of(key) if "expression" in figure else figure["value"]
        expected = fen(said) if "expression" in figure else said
        if derived != expected:
            print(f"{row['asset']} {key}: {derived} derived, {expected} in the row")
            wrong += 1
    return len(explained["figures"]), wrong


def by_policy():
    """What a policy gave points at the policy's cell, what the card states at the card's."""
    explained = run("explain", "JX-0006", "--year", YEAR)
    said = {entry["key"]: entry.get("source") or {} for entry in explained["choices"] + explained["figures"]}
    wrong = 0
    for key, file in (("tax_residual", "policies.csv"), ("class", "policies.csv"), ("book_life_months", "assets.xlsx")):
        if not said[key].get("file", "").endswith(file):
            print(f"{key} is said to stand in {said[key]}, not in {file}")
            wrong += 1
    return wrong


def main():
    rows = run("reconcile", "--year", YEAR)["rows"]
    figures = failed = 0
    for row in rows[::EVERY]:
        count, wrong = compare(row)
        figures += count
        failed += wrong
    failed += by_policy()
    print(f"{figures - failed} passed, {failed} failed")
    return 0 if figures > 500 and failed == 0 else 1


sys.exit(main())
