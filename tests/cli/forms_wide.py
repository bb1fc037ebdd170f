#!/usr/bin/python3
"""The forms worked out apart for registers in which everything meets: every election, transfers of class and entity,
fair value, improvements, other tax costs, take-overs, repeated disposals, set-aside cards, positions, and classes that
stand outside the forms.

    forms_wide.py PROGRAM [SEED]

As forms_model.py does, it starts from the asset rows of `tieout reconcile` and from the register; the places on the
forms stand here apart from rules/cn/forms.
"""

import calendar
import csv
import decimal
import pathlib
import random
import sys
import tempfile

from forms_model import (AMOUNTS, BIOLOGICAL, BLOCKS, CENT, DEFERRED, FIXED, INTANGIBLE, LOSSES, OIL, ZERO, Checker,
                         latest, row_of)

MONEY = AMOUNTS | {"adj_fair_value", "adj_total", "adj_permanent"}
ACCELERATED = ("shortened-life", "accelerated-double-declining", "accelerated-sum-of-years")
AT_ONCE = ("equipment-one-time", "small-asset-one-time")
SOFT = INTANGIBLE + ["software", "other-intangible"]
# Rows of the preferences by first year of the edition: technical progress, at once, software, Hainan tangible and not.
PREFERRED = {2017: ("14", "13", "29", None, None), 2018: ("11", "10", "26", None, None),
             2020: ("14", "11", "30", "13", "32"), 2022: ("14", "11.2", "30", "13.1", "32.1"),
             2024: ("28", "29", "28", "29", "29")}
SMALL_MEDIUM = {"electronics": "12.1", "furniture": "12.2", "vehicle": "12.2", "other-fixed": "12.2", "machinery": "12.3"}
MONTHLY = (2016, 2019, 2022)
LIVES = {"building": 240, "machinery": 120, "furniture": 60, "vehicle": 48, "electronics": 36, "other-fixed": 60}
HANDED_ON = ("sale", "donation")
DAMAGED = ("scrap", "loss", "disaster")
OTHER_ENTITY = "丙"  # sends every difference to the row "other" and leaves out what left


def preference_row(card, asset_class, year):
    """The row beside the class row, or nothing where the edition has none (2014-2016 keep them on A105081)."""
    election = card["tax_election"]
    if not election or year < 2017:
        return None
    accelerated, at_once, software, hainan, hainan_intangible = latest(PREFERRED, year)
    if election in ACCELERATED:
        return accelerated
    if election in AT_ONCE:
        return at_once if year >= 2018 or election == "small-asset-one-time" else None
    if election == "software-short-life":
        return software
    if election == "hainan-one-time":
        return hainan_intangible if asset_class in SOFT else hainan
    if year >= 2024:
        return "29"
    if election == "high-tech-2022q4":
        return "11.1" if decimal.Decimal(card["cost"]) <= 5_000_000 else "12.4"
    return SMALL_MEDIUM[asset_class]  # small-medium-2022


class Model:
    def __init__(self, checker, arguments, cards, events):
        self.checker, self.arguments, self.cards, self.events = checker, arguments, cards, events
        self.periods = {}  # rows by year and month
        self.open = False  # whether the last filling could not tell what the preferences accrued

    def of(self, asset, kind, year):
        return [e for e in self.events if e["asset"] == asset and e["type"] == kind and e["date"][:4] == str(year)]

    def start(self, card, before):
        """Balances at the start of the year: those of last year's row, of the take-over, or of the purchase."""
        if before:
            return {key: decimal.Decimal(before[key]) for key in ("book_cost", "tax_cost", "book_accumulated", "tax_accumulated")}
        cost = decimal.Decimal(card["cost"])
        tax_cost = decimal.Decimal(card["tax_cost"] or cost)
        if card["tax_treatment"] == "non-deductible":
            tax_cost = ZERO
        return {"book_cost": cost, "tax_cost": tax_cost,
                "book_accumulated": decimal.Decimal(card["opening_book_accumulated"] or 0),
                "tax_accumulated": decimal.Decimal(card["opening_tax_accumulated"] or 0)}

    def facts(self, row, card, before, year, month, keep):
        """Columns 1 to 8 of an asset: what stood at the start, what was added, what was charged."""
        money = {key: decimal.Decimal(row[key]) for key in MONEY}
        opened = self.start(card, before)
        added = [e for e in self.of(row["asset"], "improve", year) if int(e["date"][5:7]) <= month]
        book = opened["book_cost"] + sum((decimal.Decimal(e["amount"]) for e in added), ZERO)
        tax = opened["tax_cost"] + sum((decimal.Decimal(e["tax_amount"] or e["amount"]) for e in added), ZERO)
        facts = {"1": book, "2": money["book_charge"], "3": opened["book_accumulated"] + money["book_charge"], "4": tax,
                 "5": money["tax_charge"], "8": opened["tax_accumulated"] + money["tax_charge"]}
        if not keep:
            facts |= {"1": money["book_cost"], "3": money["book_accumulated"], "4": money["tax_cost"],
                      "8": money["tax_accumulated"]}
        return facts, money

    def preference(self, row, card, before, year, keep):
        """What the preference accrued while it exceeded the general rule: of the year, or up to the last such month.
        The months of a year are worked out in MONTHLY years only; elsewhere such an asset leaves the preferences open."""
        facts, money = self.facts(row, card, before, year, 12, keep)
        if not card["tax_election"] or not money["tax_charge"]:
            return None
        if money["tax_charge"] > money["tax_charge_general"]:
            return facts, money
        if year not in MONTHLY:
            self.open = True
            return None
        for month in range(11, 0, -1):
            until = self.until(year, month).get(row["asset"])
            if not until:
                return None
            facts, money = self.facts(until, card, before, year, month, keep)
            if money["tax_charge"] > money["tax_charge_general"]:
                return facts, money
        return None

    def until(self, year, month):
        """The rows of the year up to a month, worked out once."""
        if (year, month) not in self.periods:
            rows = self.checker.run("reconcile", "--year", str(year), "--through", f"{year}-{month:02}", *self.arguments)["rows"]
            self.periods[year, month] = {row["asset"]: row for row in rows}
        return self.periods[year, month]

    def fill(self, rows, before, year, entity):
        cells = {}
        self.open = False
        keep, all_other = entity != OTHER_ENTITY, entity == OTHER_ENTITY

        def add(form, place, column, amount):
            cells[form, place, column] = cells.get((form, place, column), ZERO) + amount

        shift = 1 if year < 2017 else 0
        total = str(latest(BLOCKS, year)[5])
        sums = {name: [ZERO, ZERO, ZERO] for name in ("32", "33", "34", "35", "7")}  # book, tax, adjustment

        def adjust(name, book, tax, adjustment):
            for at, amount in enumerate((book, tax, adjustment)):
                sums[name][at] += amount

        for row in rows:
            card, earlier = self.cards[row["asset"]], before.get(row["asset"])
            facts, money = self.facts(row, card, earlier, year, 12, keep)
            adjust("33", money["adj_impairment"], ZERO, money["adj_impairment"])
            adjust("7", -money["adj_fair_value"], ZERO, money["adj_fair_value"])
            outside = row["class"] == "right-of-use"
            if (facts["2"] or facts["5"]) and not outside:
                adjust("32", facts["2"], facts["5"], facts["2"] - facts["5"])
                self.place_charges(row, card, earlier, year, (facts, keep, total), add)
            for event in self.of(row["asset"], "dispose", year):
                if not outside:
                    self.dispose(row, money, event, card, year, all_other, add, adjust)
        block = "30" if year < 2017 else "31"
        add("A105000", block, "3", ZERO)
        for name, (book, tax, adjustment) in sums.items():
            number = name if name == "7" else str(int(name) - shift)
            for column, amount in (("3", max(adjustment, ZERO)), ("4", max(-adjustment, ZERO))):
                add("A105000", number, column, amount)
                if name != "7":
                    add("A105000", block, column, amount)
            if name == "34" and year >= 2020:
                continue
            add("A105000", number, "1", book)
            if name not in ("33", "7"):
                add("A105000", number, "2", tax)
        return {cell: amount for cell, amount in cells.items() if not (self.open and self.of_preferences(cell, year))}

    @staticmethod
    def of_preferences(cell, year):
        form, row, column = cell
        if form != "A105080":
            return False
        if year < 2017:
            return column in ("5", "6")
        return column in ("6", "7") or row in [row for row in latest(PREFERRED, year) if row] + list(SMALL_MEDIUM.values()) + ["11.1", "12.4"]

    def place_charges(self, row, card, earlier, year, whole, add):
        facts, keep, total = whole
        place = row_of(row["class"], year)
        preferred = self.preference(row, card, earlier, year, keep)
        for target in (place, total):
            for column, amount in facts.items():
                apart = year < 2017 and column == "5" and preferred and int(place) <= 10
                add("A105080", target, "6" if apart else column, amount)
            add("A105080", target, "9", facts["2"] - facts["5"])
        if not preferred:
            return
        accrued, money = preferred
        aside = preference_row(card, row["class"], year)
        if aside is None:
            return
        general = money["tax_charge_general"]
        for column, amount in (*accrued.items(), ("6", general), ("7", accrued["5"] - general)):
            add("A105080", aside, column, amount)
        add("A105080", total, "6", general)
        add("A105080", total, "7", accrued["5"] - general)

    @staticmethod
    def worn_out(card, event):
        start, life = card["in_service"], int(card["book_life_months"] or 0)
        months = (int(event["date"][:4]) - int(start[:4])) * 12 + int(event["date"][5:7]) - int(start[5:7])
        first = 0 if row_is_intangible(card["class"]) else 1
        return life > 0 and months >= first + life - 1

    def dispose(self, row, money, event, card, year, all_other, add, adjust):
        proceeds, recovered, costs = (decimal.Decimal(event[k] or 0) for k in ("proceeds", "compensation", "costs"))
        net = proceeds + recovered - costs
        book, tax = money["book_disposal_gain"], money["tax_disposal_gain"]
        if book == tax and book >= 0:
            return
        if book >= 0 or (all_other and book != tax):
            adjust("35", net - book, net - tax, tax - book)
            return
        adjust("34", -book, -tax, tax - book)
        kind, asset_class = event["kind"], row["class"]
        if year < 2018:
            place = "2" if kind == "sale" else "11"
            if kind == "scrap" and self.worn_out(card, event):
                place = "5" if asset_class in BIOLOGICAL else "4" if asset_class in (*FIXED, "investment-property", "land") else place
            columns = {"1": -book, "2": -tax, "3": tax - book} if year < 2017 else {
                "1": -book, "2": proceeds - costs, "3": recovered, "4": net - tax, "5": -tax, "6": tax - book}
            for target in (place, "9" if place == "11" else "1", "14"):
                for column, amount in columns.items():
                    add("A105090", target, column, amount)
            return
        fixed, damaged, soft, handed, replaced, biological, dead, other, total = latest(LOSSES, year)
        places = [other]
        if asset_class in (*FIXED, "investment-property", "land"):
            places = [fixed] + [damaged] * (kind in DAMAGED)
        elif asset_class in BIOLOGICAL:
            places = [biological] + [dead] * (kind in DAMAGED)
        elif row_is_intangible(asset_class):
            places = [soft] + [handed] * (kind in HANDED_ON) + [replaced] * (kind == "scrap")
        at = 1 if year >= 2020 else 0
        for target in places + [total]:
            for column, amount in ((1, -book), (2 + at, proceeds - costs), (3 + at, recovered), (4 + at, net - tax),
                                   (5 + at, -tax), (6 + at, tax - book)):
                add("A105090", target, str(column), amount)


def row_is_intangible(asset_class):
    return asset_class in SOFT + ["investment-property-land", "goodwill"]


# ---- registers -----------------------------------------------------------------------------------------------------

COLUMNS = ("asset", "entity", "class", "in_service", "cost", "tax_cost", "book_method", "book_model", "book_life_months",
           "book_residual_rate", "tax_life_months", "tax_election", "tax_treatment", "condition", "opening_date",
           "opening_book_accumulated", "opening_tax_accumulated", "extra_deduction_rate")
EVENT_COLUMNS = ("asset", "date", "type", "recoverable", "amount", "tax_amount", "class", "to_entity", "kind", "proceeds",
                 "compensation", "costs", "fraction")


def day(rng, year, first=1, last=12):
    month = rng.randint(first, last)
    return f"{year}-{month:02}-{rng.randint(1, calendar.monthrange(year, month)[1]):02}"


def elect(rng, card, year):
    """An election that the facts open, or none."""
    fixed, cost = card["class"] in FIXED and card["class"] != "building", decimal.Decimal(card["cost"])
    open_ = []
    if card["class"] in FIXED:
        open_ += list(ACCELERATED)
    if card["class"] == "software" and year >= 2011:
        open_.append("software-short-life")
    if fixed and year >= 2018 and cost <= 5_000_000:
        open_.append("equipment-one-time")
    if card["class"] in FIXED and year >= 2014 and cost <= 5_000:
        open_ = ["small-asset-one-time"]
    if card["entity"] == "乙" and year >= 2020 and cost <= 5_000_000 and (fixed or card["class"] in SOFT):
        open_.append("hainan-one-time")
    if card["entity"] == "甲" and fixed and year == 2022:
        if cost > 5_000_000:
            open_ = ["small-medium-2022"]
        if card["in_service"] >= "2022-10-01":
            open_.append("high-tech-2022q4")
    if not open_:
        return
    card["tax_election"], card["condition"] = rng.choice(open_), "new"
    if card["tax_election"] == "shortened-life":
        card["tax_life_months"] = LIVES[card["class"]] * 6 // 10 + (LIVES[card["class"]] * 6 % 10 > 0)
    if card["tax_election"] == "software-short-life":
        card["tax_life_months"] = 24


def make_card(rng, number):
    classes = (FIXED * 5 + BIOLOGICAL + SOFT + ["software"] * 2 + ["investment-property", "investment-property"] + DEFERRED + OIL +
               ["land", "goodwill", "right-of-use", "investment-property-land"])
    card = dict.fromkeys(COLUMNS, "")
    year = rng.choice([*range(2011, 2025), 2022, 2022])
    card |= {"asset": f"W{number:04}", "entity": rng.choice(["甲", "乙", OTHER_ENTITY]), "class": rng.choice(classes),
             "in_service": day(rng, year)}
    cents = rng.choice([rng.randint(100, 5_000_00), rng.randint(5_000_00, 4_000_000_00), rng.randint(5_000_000_01, 9_000_000_00)])
    if card["class"] == "right-of-use" and year < 2019:  # a row, or the position that needs none, since 2019
        card["class"] = "other-fixed"
    card["cost"] = str(decimal.Decimal(cents).scaleb(-2))
    card["book_life_months"] = str(rng.choice([24, 36, 60, 61, 97, 120, 180]))
    card["book_residual_rate"] = rng.choice(["0", "5%"])
    if card["class"] in ("land", "goodwill"):
        card |= {"book_method": "none", "book_life_months": "", "book_residual_rate": ""}
    elif card["class"] == "right-of-use":
        card["tax_treatment"] = "non-deductible"
    elif card["class"] == "investment-property" and rng.random() < 0.5:
        card["book_model"] = "fair-value"
    elif rng.random() < 0.5:
        elect(rng, card, year)
    elif rng.random() < 0.1:
        card["tax_treatment"] = "non-deductible"
    elif rng.random() < 0.2:
        card["tax_cost"] = str(decimal.Decimal(card["cost"]) * 9 / 10 // CENT * CENT)
    plain = not card["tax_election"] and not card["tax_treatment"] and not card["book_model"] and card["book_life_months"]
    if year == 2011 and plain and int(card["book_life_months"]) >= 60:
        share = decimal.Decimal(rng.randint(1, 19)) / 100
        cost = decimal.Decimal(card["cost"])
        card |= {"opening_date": "2014-01-01", "opening_book_accumulated": str(cost * share // CENT * CENT),
                 "opening_tax_accumulated": str(decimal.Decimal(card["tax_cost"] or cost) * share / 2 // CENT * CENT)}
    return card, year


def make_events(rng, card, bought):
    cost, events = decimal.Decimal(card["cost"]), []
    bought = max(bought, 2014 if card["opening_date"] else bought)

    def happen(date, event_type, **fields):
        events.append(dict.fromkeys(EVENT_COLUMNS, "") | {"asset": card["asset"], "date": date, "type": event_type} | fields)

    last = 2025
    leaves = [y for y in sorted(rng.sample(range(bought + 1, 2026), min(2, 2025 - bought))) if rng.random() < 0.35]
    if card["book_model"]:
        for year in range(bought, (leaves[0] if leaves else last + 1)):
            happen(f"{year}-12-31", "fair-value", amount=str(cost * rng.randint(80, 130) / 100 // CENT * CENT))
    for at, year in enumerate(leaves):
        kind = rng.choice(["sale", "scrap", "loss", "disaster", "donation"])
        happen(day(rng, year, 7), "dispose", kind=kind,
               proceeds=str(cost * rng.randint(0, 120) / 100 // CENT * CENT) if kind == "sale" else "0",
               compensation=str(cost / 7 // CENT * CENT) if kind == "disaster" else "0", costs=rng.choice(["0", "12.34"]),
               fraction=rng.choice(["1/3", "0.25"]) if at + 1 < len(leaves) else rng.choice(["", "", "0.5"]))
    until = leaves[-1] if leaves else last
    in_life = min(until, bought + int(card["book_life_months"] or 0) // 12 - 1)
    if bought < until and card["class"] in FIXED and rng.random() < 0.2:
        happen(day(rng, rng.randint(bought + 1, until), 1, 6), "transfer", to_entity=rng.choice(["甲", "乙", OTHER_ENTITY]))
        if events[-1]["to_entity"] == card["entity"]:
            events.pop()
    elif bought < until and card["class"] == "building" and rng.random() < 0.4:
        happen(day(rng, rng.randint(bought + 1, until), 1, 6), "transfer", **{"class": "investment-property"})
    elif bought < in_life and card["class"] in FIXED and not card["tax_election"] and rng.random() < 0.3:
        happen(day(rng, rng.randint(bought + 1, in_life), 1, 6), "improve", amount=str(cost / 10 // CENT * CENT),
               tax_amount=rng.choice(["", str(cost / 20 // CENT * CENT)]))
    elif bought < until and card["class"] not in DEFERRED + ["land", "goodwill"] and not card["book_model"] and rng.random() < 0.4:
        happen(day(rng, rng.randint(bought + 1, until), 1, 6), "test", recoverable=str(cost / 20 // CENT * CENT))
    return sorted(events, key=lambda event: event["date"])


def write(folder, name, columns, items):
    with open(folder / name, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(items)
    return str(folder / name)


def main(program, seed="1"):
    checker = Checker(program)
    rng = random.Random(int(seed) + 77)
    made = [make_card(rng, number) for number in range(420)]
    cards = {card["asset"]: card for card, _ in made}
    events = [event for card, bought in made for event in make_events(rng, card, bought)]
    aside = [{"asset": name, "reason": "papers missing"} for name in rng.sample(sorted(cards), 12)]
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "entities.csv").write_text(
            "entity,type,place,position:disposal-routing,position:disposed-in-year\n"
            f"甲,small-medium;high-tech,,,\n乙,,hainan,,\n{OTHER_ENTITY},,,all-other,left-out\n", encoding="utf-8")
        arguments = ["--assets", write(folder, "assets.csv", COLUMNS, cards.values()),
                     "--events", write(folder, "events.csv", EVENT_COLUMNS, events),
                     "--set-aside", write(folder, "aside.csv", ("asset", "reason"), aside),
                     "--entities", str(folder / "entities.csv")]
        model = Model(checker, arguments, cards, events)
        before = {}
        for year in range(2013, 2026):
            rows = checker.run("reconcile", "--year", str(year), *arguments)["rows"]
            if any(row["asset"] in {card["asset"] for card in aside} for row in rows):
                checker.faults.append(f"{year}: a card that is set aside has a row")
            if year > 2013:
                compare(checker, model, arguments, rows, before, year)
            before = {row["asset"]: row for row in rows}
    for fault in checker.faults[:40]:
        print(fault)
    print(f"{checker.compared} figures compared, {len(checker.faults)} differ")
    return 1 if checker.faults or checker.compared < 4_000 else 0


def compare(checker, model, arguments, rows, before, year):
    filled = checker.run("forms", "--year", str(year), *arguments)
    checker.faults += [f"{year} {check}" for check in filled["checks"] if ">=" not in check["formula"] and not check["ok"]]
    proof = {check["entity"]: check for check in filled["checks"] if check["id"] == "proof"}
    for entity in sorted({row["entity"] for row in rows}):
        own = [row for row in rows if row["entity"] == entity]
        checker.equal(f"{year} {entity} proof", proof[entity]["left"], sum(decimal.Decimal(r["adj_total"]) for r in own))
        forms = {(form["form"], row["row"]): row["cells"] for form in filled["forms"] if form["entity"] == entity
                 for row in form["rows"]}
        for (form, row, column), amount in sorted(model.fill(own, before, year, entity).items()):
            checker.equal(f"{year} {entity} {form}:{row}:{column}", forms.get((form, row), {}).get(column), amount)
    checker.run("forms", "--year", str(year), *arguments, "--bridge")  # proves itself


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
