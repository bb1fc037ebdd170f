#!/usr/bin/python3
"""Small registers whose forms were worked out by hand: where disposals go in each era, mixed signs, positions, overrides,
preferences that end within the year.

    forms_cases.py PROGRAM
"""

import json
import pathlib
import subprocess
import sys
import tempfile

CARD = "asset,entity,class,in_service,cost,book_life_months,tax_life_months,tax_election,condition,extra_deduction_rate\n"
EVENT = "asset,entity,date,type,amount,proceeds,compensation,costs,kind\n"
ENTITY = "entity,type,industry,place,{}\n1,small-low-profit,C35,,{}\n"

# cost 1000 over 120 months from January 2021; impaired by 300 at the end of 2021; sold in January 2022 for 700:
# carrying 600 - 5.56, tax base 900 - 8.33; book gain 105.56, tax loss 191.67.
IMPAIRED = "M,1,machinery,2020-12-10,1000.00,120,,,,\n"
IMPAIRED_SALE = "M,1,2021-12-31,impair,300.00,,,,\nM,1,2022-01-20,dispose,,700.00,,,sale\n"
# 3000 deducted at once in 2023; sold in December for 1000 with 2250 on the books: book loss 1250, tax gain 1000.
ONCE = "E,1,electronics,2023-03-15,3000.00,36,,small-asset-one-time,,\n"
ONCE_SALE = "E,1,2023-12-20,dispose,,1000.00,,,sale\n"
# Losses of the years of declaration: a sale, scrapping at the end of the life and before it, a patent given up.
DECLARED = ("S,1,machinery,2012-12-10,1200.00,120,,,,\nW,1,machinery,2004-12-10,1200.00,120,,,,\n"
            "X,1,machinery,2012-12-10,1200.00,120,,,,\nP,1,patent,2013-01-10,1200.00,120,,,,\n")
DECLARED_EVENTS = ("S,1,2014-12-20,dispose,,500.00,,,sale\nW,1,2014-12-20,dispose,,,,30.00,scrap\n"
                   "X,1,2014-12-20,dispose,,100.00,40.00,,scrap\nP,1,2015-01-20,dispose,,,,,scrap\n")
# A life cut from 120 to 72 months: 16.67 a month until December 2019, 10 under the general rule. In 2019 the year's
# charges are 200 and 120; in 2020 nothing is left.
SHORT = "K,1,machinery,2013-12-10,1200.00,120,72,shortened-life,new,\n"
# The same with in-service in June: the charge ends in June 2020. Until October it exceeds the general one (100 against
# 100 at the end of October), so that September's amounts stay.
SHORT_JUNE = "K,1,machinery,2014-06-10,1200.00,120,72,shortened-life,new,\n"
LEASE = "R,1,right-of-use,2020-12-10,1200.00,60,60,,,\n"

CASES = [
    ("a gain for the books, a loss for tax: all in the row 'other'", 2022, IMPAIRED, IMPAIRED_SALE, {}, "",
     {"A105000:35:1": "594.44", "A105000:35:2": "891.67", "A105000:35:3": "0.00", "A105000:35:4": "297.23",
      "A105000:34:4": "0.00", "A105090:29:7": "0.00", "A105080:3:1": "1000.00", "A105080:3:3": "105.56"}),
    ("the same, the tax loss claimed by override and the book gain taken out", 2022, IMPAIRED, IMPAIRED_SALE, {},
     "M,1,2022,A105090,7,the loss is claimed\n",
     {"A105090:7:1": "0.00", "A105090:7:3": "700.00", "A105090:7:5": "891.67", "A105090:7:6": "191.67",
      "A105090:7:7": "-191.67", "A105090:8:7": "0.00", "A105000:34:4": "191.67", "A105000:35:1": "0.00",
      "A105000:35:2": "105.56", "A105000:35:4": "105.56", "A105000:31:4": "300.00"}),
    ("disposed assets left out by position", 2022, IMPAIRED, IMPAIRED_SALE, {"disposed-in-year": "left-out"}, "",
     {"A105080:3:1": "0.00", "A105080:3:2": "5.56", "A105080:3:3": "0.00", "A105080:3:4": "0.00", "A105080:3:5": "8.33",
      "A105080:3:8": "0.00", "A105080:3:9": "-2.77"}),
    ("a loss for the books, a gain for tax: a negative tax loss", 2023, ONCE, ONCE_SALE, {}, "",
     {"A105090:7:1": "1250.00", "A105090:7:3": "1000.00", "A105090:7:5": "0.00", "A105090:7:6": "-1000.00",
      "A105090:7:7": "2250.00", "A105000:34:3": "2250.00", "A105080:6:9": "-2250.00", "A105080:11.2:5": "3000.00",
      "A105080:11.2:6": "750.00", "A105080:11.2:7": "2250.00", "A105080:41:7": "2250.00"}),
    ("the same, every difference in the row 'other' by position", 2023, ONCE, ONCE_SALE,
     {"disposal-routing": "all-other"}, "",
     {"A105090:7:1": "0.00", "A105000:35:1": "2250.00", "A105000:35:2": "0.00", "A105000:35:3": "2250.00",
      "A105000:34:3": "0.00"}),
    ("losses by list and by special declaration", 2014, DECLARED, DECLARED_EVENTS, {}, "",
     {"A105090:2:1": "460.00", "A105090:2:3": "0.00", "A105090:4:1": "30.00", "A105090:1:1": "490.00",
      "A105090:11:1": "820.00", "A105090:14:1": "1310.00", "A105091:7:3": "100.00", "A105091:7:4": "40.00",
      "A105091:7:5": "960.00", "A105091:7:6": "820.00", "A105091:20:2": "820.00", "A105000:33:1": "1310.00",
      "A105000:33:2": "1310.00", "A105000:33:3": "0.00"}),
    ("a patent given up, declared specially", 2015, DECLARED, DECLARED_EVENTS, {}, "",
     {"A105091:8:2": "960.00", "A105090:11:1": "960.00", "A105090:2:1": "0.00"}),
    ("six columns without the annex", 2017, "S,1,machinery,2012-12-10,1200.00,120,,,,\n",
     "S,1,2017-12-20,dispose,,100.00,40.00,,loss\n", {}, "",
     {"A105090:11:1": "460.00", "A105090:11:4": "600.00", "A105090:11:5": "460.00", "A105090:14:6": "0.00"}),
    ("accelerated assets apart in 2014, intangible ones not", 2015,
     "K,1,machinery,2013-12-10,1200.00,120,72,shortened-life,new,\n"
     "O,1,software,2015-01-10,2400.00,120,24,software-short-life,,\n", "", {}, "",
     {"A105080:3:5": "0.00", "A105080:3:6": "200.00", "A105080:3:7": "0.00", "A105080:3:9": "-80.00", "A105080:3:10": "A",
      "A105080:18:5": "1200.00", "A105080:27:5": "1200.00", "A105080:27:6": "200.00", "A105081:28:4": "200.00",
      "A105081:18:4": "200.00", "A105081:17:4": "0.00", "A105081:16:14": "120.00", "A105081:28:17": "80.00",
      "A105081:28:18": "0.00", "A105081:14:4": "0.00", "A105000:31:2": "1400.00", "A105000:31:4": "1040.00"}),
    ("the form of 2014 has three columns a class and a total of five", 2014,
     "N,1,machinery,2014-06-10,1200.00,120,72,shortened-life,new,\n", "", {}, "",
     {"A105080:3:7": "100.00", "A105081:1:4": "1200.00", "A105081:1:5": "100.00", "A105081:1:6": "100.00", "A105081:1:7": "0.00",
      "A105081:1:16": "1200.00", "A105081:1:17": "60.00", "A105081:1:18": "100.00", "A105081:1:20": "100.00"}),
    ("accelerated in the books, too", 2015, "K,1,machinery,2013-12-10,1200.00,72,72,shortened-life,new,\n", "", {}, "",
     {"A105081:17:4": "200.00", "A105081:17:15": "120.00", "A105081:17:18": "80.00", "A105081:18:4": "0.00",
      "A105081:28:17": "0.00", "A105081:28:18": "80.00", "A105081:28:14": "0.00"}),
    ("a shortened life while it exceeds", 2019, SHORT, "", {}, "",
     {"A105080:11:5": "200.00", "A105080:11:6": "120.00", "A105080:11:7": "80.00", "A105080:36:7": "80.00"}),
    ("and after it has ended", 2020, SHORT, "", {}, "", {"A105080:14:5": "0.00", "A105080:14:7": "0.00", "A105080:41:7": "0.00"}),
    ("ended within the year: what had accrued stays", 2020, SHORT_JUNE, "", {}, "",
     {"A105080:8:5": "100.00", "A105080:8:6": "90.00", "A105080:8:7": "10.00", "A105080:3:5": "100.00",
      "A105080:3:9": "20.00"}),
    ("a right of use outside the form", 2021, LEASE, "", {}, "",
     {"A105080:7:2": "0.00", "A105080:41:2": "0.00", "A105000:32:1": "0.00"}),
    ("its end at a loss is no asset loss of the forms", 2022, LEASE, "R,1,2022-06-20,dispose,,,,,loss\n", {}, "",
     {"A105090:7:1": "0.00", "A105090:29:1": "0.00", "A105000:35:1": "0.00", "A105080:7:2": "0.00"}),
    ("but is one inside", 2022, LEASE, "R,1,2022-06-20,dispose,,,,,loss\n", {"right-of-use-form": "inside"}, "",
     {"A105090:7:1": "840.00", "A105090:29:1": "840.00", "A105080:7:2": "120.00"}),
    ("and inside by position", 2021, LEASE, "", {"right-of-use-form": "inside"}, "",
     {"A105080:7:2": "240.00", "A105080:41:2": "240.00", "A105000:32:1": "240.00"}),
    ("free rows are numbered where they are used", 2024, "E,1,electronics,2024-03-15,3000.00,36,,small-asset-one-time,,\n",
     "", {}, "", {"A105080:29.1:5": "3000.00", "A105080:29:7": "2250.00", "A105080:30:7": "2250.00",
                  "A105080:28:7": "0.00", "A105080:30:9": "-2250.00"}),
]


def fill(program, folder, year, cards, events, positions, routing):
    (folder / "assets.csv").write_text(CARD + cards, encoding="utf-8")
    (folder / "events.csv").write_text(EVENT + events, encoding="utf-8")
    heading = ",".join(f"position:{name}" for name in positions) or "name"
    (folder / "entities.csv").write_text(ENTITY.format(heading, ",".join(positions.values()) or "一号"), encoding="utf-8")
    command = [program, "forms", "--year", str(year), "--assets", "assets.csv", "--entities", "entities.csv",
               "--format", "json", "--quiet"]
    if events:
        command += ["--events", "events.csv"]
    if routing:
        (folder / "routing.csv").write_text("asset,entity,year,form,row,reason\n" + routing, encoding="utf-8")
        command += ["--routing", "routing.csv"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        return {"exit": f"{done.returncode} {done.stderr}"}
    document = json.loads(done.stdout)
    return {f"{form['form']}:{row['row']}:{column}": amount for form in document["forms"] for row in form["rows"]
            for column, amount in row["cells"].items()}


def main(program):
    faults = 0
    for title, year, cards, events, positions, routing, expected in CASES:
        with tempfile.TemporaryDirectory() as folder:
            cells = fill(str(pathlib.Path(program).resolve()), pathlib.Path(folder), year, cards, events, positions, routing)
        for cell, amount in expected.items():
            if cells.get(cell) == amount:
                continue
            faults += 1
            print(f"{title} ({year}): {cell} is {cells.get(cell, cells.get('exit'))}, not {amount}")
    print(f"{len(CASES)} cases, {faults} cells differ")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
