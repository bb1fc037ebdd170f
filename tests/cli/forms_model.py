#!/usr/bin/python3
"""Works the forms out a second time, from the asset rows of `tieout reconcile` and the register itself, and compares.

    forms_model.py PROGRAM SOURCE_DIR [SEED]

The row numbers stand here apart from rules/cn/forms, so that a slip in either shows. Registers are made up with a
fixed seed: several entities, every class, elections, impairments, full and partial disposals at gains and losses.
"""

import csv
import decimal
import json
import pathlib
import random
import subprocess
import sys
import tempfile

CENT = decimal.Decimal("0.01")
ZERO = decimal.Decimal("0.00")

# Row of each class by first year of the edition of A105080.
BLOCKS = {  # fixed, biological, intangible, deferred, oil and gas, total
    2014: (2, 9, 12, 20, 25, 27),
    2017: (2, 19, 22, 32, 37, 39),
    2018: (2, 16, 19, 29, 34, 36),
    2020: (2, 19, 22, 34, 39, 41),
    2024: (2, 9, 12, 21, 26, 30),
}
FIXED = ["building", "machinery", "furniture", "vehicle", "electronics", "other-fixed"]
BIOLOGICAL = ["bio-forestry", "bio-livestock"]
INTANGIBLE = ["patent", "trademark", "copyright", "land-use-right", "know-how", "franchise"]
DEFERRED = ["prepaid-improvement", "prepaid-lease-improvement", "prepaid-overhaul", "prepaid-startup", "other-prepaid"]
OIL = ["oil-gas-exploration", "oil-gas-development"]
SOFTWARE = {2014: 18, 2017: 28, 2018: 25, 2020: 28, 2024: 18}
OTHER_INTANGIBLE = {2014: 18, 2017: 30, 2018: 27, 2020: 29, 2024: 19}
ONE_TIME = {2018: "10", 2020: "11", 2022: "11.2", 2024: "29.1"}
# A105090: fixed, of which damaged, intangible, of which handed on, of which replaced, biological, of which, other, total.
LOSSES = {2018: ("7", "8", "9", "10", "11", "14", "15", "27", "28"),
          2020: ("7", "8", "9", "10", "11", "14", "15", "28", "29")}


def latest(table, year):
    return table[max(first for first in table if first <= year)]


def row_of(asset_class, year):
    fixed, biological, intangible, deferred, oil, _ = latest(BLOCKS, year)
    for first, classes in ((fixed, FIXED), (biological, BIOLOGICAL), (intangible, INTANGIBLE), (deferred, DEFERRED),
                           (oil, OIL)):
        if asset_class in classes:
            return str(first + classes.index(asset_class))
    if asset_class == "investment-property":
        return str(fixed)
    if asset_class == "investment-property-land":
        return str(intangible + 3)
    return str(latest(SOFTWARE if asset_class == "software" else OTHER_INTANGIBLE, year))


class Checker:
    def __init__(self, program):
        self.program, self.compared, self.faults = program, 0, []

    def run(self, *arguments):
        done = subprocess.run([self.program, *arguments, "--format", "json", "--quiet"], capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"tieout {' '.join(map(str, arguments))}: exit {done.returncode}\n{done.stderr}")
        return json.loads(done.stdout, parse_float=decimal.Decimal)

    def equal(self, what, got, expected):
        self.compared += 1
        if got is None or decimal.Decimal(got) != expected:
            self.faults.append(f"{what}: {got} on the form, {expected} by the model")

    # The model of one entity and year: cells by (form, row, column).
    def model(self, rows, before, assets, events, year):
        cells = {}

        def add(form, row, column, amount):
            key = (form, row, column)
            cells[key] = cells.get(key, ZERO) + amount

        total = str(latest(BLOCKS, year)[5])
        adjusted = {"32": ZERO, "33": ZERO, "34": ZERO, "35": ZERO}
        book_tax = {"32": [ZERO, ZERO], "34": [ZERO, ZERO], "35": [ZERO, ZERO], "33": [ZERO, ZERO]}
        for row in rows:
            money = {key: decimal.Decimal(value) for key, value in row.items() if key in AMOUNTS}
            asset = assets[row["entity"], row["asset"]]
            earlier = before.get((row["entity"], row["asset"]))
            opened = {key: decimal.Decimal(earlier[key]) if earlier else ZERO for key in AMOUNTS}
            disposal = [e for e in events if e["type"] == "dispose" and e["date"][:4] == str(year)
                        and (e["entity"], e["asset"]) == (row["entity"], row["asset"])]
            gone = bool(disposal)
            book_charge, tax_charge = money["book_charge"], money["tax_charge"]
            columns = {}
            if book_charge or tax_charge:
                cost = opened["book_cost"] if earlier else decimal.Decimal(asset["cost"])
                columns["1"] = cost if gone else money["book_cost"]
                columns["2"] = book_charge
                columns["3"] = opened["book_accumulated"] + book_charge
                cost = opened["tax_cost"] if earlier else decimal.Decimal(asset["cost"])
                columns["4"] = cost if gone else money["tax_cost"]
                columns["5"] = tax_charge
                columns["8"] = opened["tax_accumulated"] + tax_charge
            general, elected = money["tax_charge_general"], asset.get("tax_election")
            counted = bool(elected) and tax_charge > general
            place = row_of(row["class"], year)
            for column, amount in columns.items():
                if year < 2017 and column == "5" and counted and int(place) <= 10:
                    column = "6"
                add("A105080", place, column, amount)
                add("A105080", total, column, amount)
            if book_charge or tax_charge:
                add("A105080", place, "9", book_charge - tax_charge)
                add("A105080", total, "9", book_charge - tax_charge)
            if counted and elected == "equipment-one-time":
                preferred = latest(ONE_TIME, year)
                for column, amount in (*columns.items(), ("6", general), ("7", tax_charge - general)):
                    add("A105080", preferred, column, amount)
                add("A105080", total, "6", general)
                add("A105080", total, "7", tax_charge - general)
            adjusted["32"] += money["adj_charge"]
            book_tax["32"][0] += book_charge
            book_tax["32"][1] += tax_charge
            adjusted["33"] += money["adj_impairment"]
            book_tax["33"][0] += money["adj_impairment"]
            if gone:
                self.dispose(row, money, disposal[0], year, add, adjusted, book_tax)
        for number, amount in adjusted.items():
            form_row = str(int(number) - (1 if year < 2017 else 0))
            add("A105000", form_row, "3", max(amount, ZERO))
            add("A105000", form_row, "4", max(-amount, ZERO))
            block = "30" if year < 2017 else "31"
            add("A105000", block, "3", max(amount, ZERO))
            add("A105000", block, "4", max(-amount, ZERO))
            if number == "34" and year >= 2020:
                continue
            add("A105000", form_row, "1", book_tax[number][0])
            if number != "33":
                add("A105000", form_row, "2", book_tax[number][1])
        return cells

    @staticmethod
    def dispose(row, money, event, year, add, adjusted, book_tax):
        net = money["disposal_proceeds"] + money["disposal_compensation"] - money["disposal_costs"]
        book, tax = money["book_disposal_gain"], money["tax_disposal_gain"]
        if book >= 0:
            if book != tax:
                adjusted["35"] += tax - book
                book_tax["35"][0] += net - book  # the carrying amount that left
                book_tax["35"][1] += net - tax  # the tax base
            return
        adjusted["34"] += tax - book
        book_tax["34"][0] += -book
        book_tax["34"][1] += -tax
        if year < 2018:
            return
        fixed, damaged, intangible, handed, replaced, biological, dead, other, total = latest(LOSSES, year)
        asset_class, kind = row["class"], event["kind"]
        places = [other]
        if asset_class in FIXED + ["investment-property"]:
            places = [fixed] + ([damaged] if kind in ("scrap", "loss", "disaster") else [])
        elif asset_class in BIOLOGICAL:
            places = [biological] + ([dead] if kind in ("scrap", "loss", "disaster") else [])
        elif asset_class not in DEFERRED + OIL:
            places = [intangible] + ([handed] if kind in ("sale", "donation") else [replaced] if kind == "scrap" else [])
        shift = 1 if year >= 2020 else 0
        for place in places + [total]:
            for column, amount in ((1, -book), (2 + shift, money["disposal_proceeds"] - money["disposal_costs"]),
                                   (3 + shift, money["disposal_compensation"]), (4 + shift, net - tax), (5 + shift, -tax),
                                   (6 + shift, tax - book)):
                add("A105090", place, str(column), amount)

    def compare(self, inputs, assets, events, years, drill=0, edition=None, exact=True):
        arguments = [word for pair in inputs for word in pair]
        for year in years:
            rows = self.run("reconcile", "--year", str(year), *arguments)["rows"]
            earlier = self.run("reconcile", "--year", str(year - 1), *arguments)["rows"]
            before = {(row["entity"], row["asset"]): row for row in earlier}
            filled = self.run("forms", "--year", str(year), *arguments)
            for check in filled["checks"]:
                relation = ">=" not in check["formula"]
                if relation and not check["ok"]:
                    self.faults.append(f"{year} {check}")
            proof = {check["entity"]: check for check in filled["checks"] if check["id"] == "proof"}
            for entity in sorted({row["entity"] for row in rows}):
                own = [row for row in rows if row["entity"] == entity]
                self.equal(f"{year} {entity} proof", proof[entity]["left"], sum(decimal.Decimal(r["adj_total"]) for r in own))
                if not exact:
                    continue
                forms = {(form["form"], row["row"]): row["cells"] for form in filled["forms"] if form["entity"] == entity
                         for row in form["rows"]}
                for (form, row, column), amount in sorted(self.model(own, before, assets, events, year).items()):
                    self.equal(f"{year} {entity} {form}:{row}:{column}", forms.get((form, row), {}).get(column), amount)
            cells = [(form["entity"], form["form"], row["row"], column, amount) for form in filled["forms"]
                     for row in form["rows"] for column, amount in row["cells"].items() if amount not in ("0.00", "")
                     and not amount.isalpha()]
            for entity, form, row, column, amount in random.Random(year).sample(cells, min(drill, len(cells))):
                parts = self.run("forms", "--year", str(year), *arguments, "--entity", entity, "--cell", f"{form}:{row}:{column}")
                self.equal(f"{year} {entity} behind {form}:{row}:{column}", amount,
                           sum((decimal.Decimal(part["amount"]) for part in parts["rows"]), ZERO))
            self.run("forms", "--year", str(year), *arguments, "--bridge")  # proves itself


AMOUNTS = {"book_cost", "tax_cost", "book_charge", "tax_charge", "book_accumulated", "tax_accumulated",
           "tax_charge_general", "adj_charge", "adj_impairment", "disposal_proceeds", "disposal_compensation",
           "disposal_costs", "book_disposal_gain", "tax_disposal_gain"}


def register(seed, folder):
    rng = random.Random(seed)
    minimum = {"building": 240, "machinery": 120, "furniture": 60, "vehicle": 48, "electronics": 36, "other-fixed": 60,
               "bio-forestry": 120, "bio-livestock": 36}
    classes = (FIXED * 4 + BIOLOGICAL + INTANGIBLE + ["software", "other-intangible", "investment-property",
               "investment-property-land"] + DEFERRED + OIL)
    assets, events = [], []
    for number in range(260):
        asset_class = rng.choice(classes)
        year, month = rng.randint(2011, 2024), rng.randint(1, 12)
        cost = decimal.Decimal(rng.randint(100, 4_000_000_00)).scaleb(-2)
        card = {"asset": f"A{number:04}", "entity": rng.choice(["甲", "乙", "丙"]), "class": asset_class,
                "in_service": f"{year}-{month:02}-{rng.randint(1, 28):02}", "cost": str(cost),
                "book_life_months": str(rng.choice([24, 36, 60, 61, 97, 120, 180])), "book_residual_rate": rng.choice(["0", "5%"]),
                "quantity": "1", "tax_election": ""}
        if asset_class in ("machinery", "electronics", "vehicle") and year >= 2018 and rng.random() < 0.4:
            card["tax_election"] = "equipment-one-time"
        assets.append(card)
        key = {"asset": card["asset"], "entity": card["entity"]}
        tested = year + 1
        if asset_class not in DEFERRED and rng.random() < 0.3:
            tested = when = rng.randint(year + 1, 2025)
            events.append({**key, "date": f"{when}-{rng.randint(1, 6):02}-11", "type": "test", "recoverable": str(cost / 20 // CENT * CENT)})
        if rng.random() < 0.4:
            when = rng.randint(tested, 2025)
            kind = rng.choice(["sale", "scrap", "loss", "disaster", "donation"])
            fraction = rng.choice(["", "", "1/3", "0.25"])
            events.append({**key, "date": f"{when}-{rng.randint(7, 12):02}-20", "type": "dispose", "kind": kind,
                           "proceeds": str(cost * rng.randint(0, 120) / 100 // CENT * CENT) if kind == "sale" else "0",
                           "compensation": str(cost / 7 // CENT * CENT) if kind == "disaster" else "0",
                           "costs": rng.choice(["0", "12.34"]), "fraction": fraction})
    for name, items in (("assets", assets), ("events", events)):
        keys = list(dict.fromkeys(key for item in items for key in item))
        with open(folder / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, keys)
            writer.writeheader()
            writer.writerows(items)
    return {(card["entity"], card["asset"]): card for card in assets}, events


def main(program, source, seed="1"):
    checker = Checker(program)
    sample = pathlib.Path(source) / "data/sample"
    inputs = [("--assets", str(sample / "assets.xlsx"))] + [
        (f"--{name}", str(sample / f"{name}.csv")) for name in ("events", "recorded", "policies", "entities", "set-aside")]
    checker.compare(inputs, {}, [], range(2016, 2026), drill=3, exact=False)
    for number in range(2):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            assets, events = register(int(seed) + number, folder)
            checker.compare([("--assets", str(folder / "assets.csv")), ("--events", str(folder / "events.csv"))], assets,
                            events, range(2014, 2026), drill=4)
    for fault in checker.faults[:40]:
        print(fault)
    print(f"{checker.compared} figures compared, {len(checker.faults)} differ")
    return 1 if checker.faults or checker.compared < 10_000 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
