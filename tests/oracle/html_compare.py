#!/usr/bin/python3
"""The page of tieout compare in Chromium: every figure is that of the CSV and JSON of the same run; it filters, sorts and
opens the schedules; it prints, obeys its own policy, and names stay text.

    html_compare.py TIEOUT ROOT
"""

import csv
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

from browser import Browser
from page_audit import AUDIT
from selenium.webdriver.common.keys import Keys

TIEOUT, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
SAMPLE = []
for option, name in (("assets", "assets.xlsx"), ("events", "events.csv"), ("recorded", "recorded.csv"),
                     ("policies", "policies.csv"), ("entities", "entities.csv")):
    SAMPLE += ["--" + option, f"data/sample/{name}"]
TWO = ["--year", 2022, "--year", 2023]
RANGE = ["--from", 2020, "--to", 2023]
HOSTILE = "</script><script>document.title='gone'</script><img src=x onerror=\"document.title='gone'\">"


def tieout(*arguments, expect=0):
    run = subprocess.run([TIEOUT, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True)
    if run.returncode != expect:
        raise AssertionError(f"{arguments}: exit {run.returncode}\n{run.stderr}")
    return run.stdout


def table(*arguments):
    return list(csv.DictReader(io.StringIO(tieout(*arguments, "--format", "csv", "--quiet"))))


def plain(text):
    return text.replace(",", "") if re.fullmatch(r"-?[\d,]+\.\d\d", text) else text


class HtmlCompare(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.at = pathlib.Path(cls.folder.name)
        for name, years, language in (("two", TWO, "zh"), ("two-en", TWO, "en"), ("range", RANGE, "zh"), ("range-en", RANGE, "en")):
            tieout("compare", *years, *SAMPLE, "--format", "html", "--quiet", "--lang", language, "--out", cls.at / f"{name}.html")
        cls.browser = Browser()

    @classmethod
    def tearDownClass(cls):
        cls.browser.driver.quit()
        cls.folder.cleanup()

    def show(self, name="two"):
        self.browser.complaints()
        self.browser.open(self.at / f"{name}.html")
        return self.browser

    def tearDown(self):
        self.assertEqual(self.browser.complaints(), [])

    def rows_shown(self):
        return self.browser.ask("return [...document.querySelectorAll('#asset-table tbody tr')].map("
                                "row => [...row.cells].map(cell => cell.textContent))")

    def compare_rows(self, page, expected, words_of):
        keys = page.ask("return data.assets.columns.map(column => column[0])")
        self.assertEqual(keys, list(expected[0]))
        page.ask("drawAssets(true)")
        shown = self.rows_shown()
        self.assertEqual(len(shown), len(expected))
        words = page.ask("return data.words")
        for cells, row in zip(shown, expected):
            for cell, (key, value) in zip(cells, row.items()):
                if key == "class":
                    value = words.get(value, value)
                if value[:2] in ("'=", "'+", "'-", "'@"):
                    value = value[1:]  # CSV keeps a spreadsheet from running it
                self.assertEqual(plain(cell), words_of.get((key, value), value), (row["asset"], key))

    def test_every_figure_of_two_years_is_that_of_the_csv(self):
        page = self.show()
        page.ask("document.getElementById('all-columns').click()")
        status = {("status", code): word for code, word in (("new", "新增"), ("gone", "退出"), ("moved", "有变动"), ("same", "不变"))}
        expected = table("compare", *TWO, *SAMPLE)
        self.compare_rows(page, expected, status)
        foot = page.ask("return [...document.querySelectorAll('#asset-table tfoot td')].map(td => td.textContent)")
        money = [key for key in expected[0] if key.endswith(("_from", "_to", "_moved"))]
        sums = [sum(round(float(row[key]) * 100) for row in expected) for key in money]
        self.assertEqual([plain(text) for text in foot], [f"{fen / 100:.2f}" for fen in sums])
        for key in ("adj_total_from", "adj_total_to", "adj_total_moved", "temp_diff_close_moved"):
            tile = page.ask(f"return document.querySelector('[data-total={key}]').textContent")
            self.assertEqual(plain(tile), f"{sums[money.index(key)] / 100:.2f}")

    def test_classes_are_those_of_the_json(self):
        classes = json.loads(tieout("compare", *TWO, *SAMPLE, "--format", "json", "--quiet"))["classes"]
        page = self.show()
        halves = page.ask("return [...document.querySelectorAll('#classes table')].map(table => [...table.tBodies[0].rows].map("
                          "row => [...row.cells].map(cell => cell.textContent)))")
        self.assertEqual(len(halves), 2)
        # Four figures in each, twelve columns, after entity, class and the two numbers of assets.
        shown = [left + right[4:] for left, right in zip(*halves)]
        self.assertEqual([left[:4] for left in halves[0]], [right[:4] for right in halves[1]])
        self.assertEqual([[plain(cell) for cell in row] for row in shown], [[str(value) for value in row.values()] for row in classes])
        bars = page.ask("return [...document.querySelectorAll('#classes svg rect title')].map(each => each.textContent)")
        for row in classes:
            for year, key in ((2022, "adj_total_from"), (2023, "adj_total_to")):
                if row["adj_total_from"] != "0.00" or row["adj_total_to"] != "0.00":
                    name = f"{row['entity']} {row['class']} {year} "
                    self.assertIn(row[key], [plain(bar[len(name):]) for bar in bars if bar.startswith(name)])

    def test_every_figure_of_a_range_is_that_of_the_csv(self):
        page = self.show("range")
        expected = table("compare", *RANGE, *SAMPLE)
        self.compare_rows(page, expected, {})
        foot = page.ask("return [...document.querySelectorAll('#asset-table tfoot td')].map(td => td.textContent)")
        money = list(expected[0])[5:]
        for key, text in zip(money, foot):
            total = sum(round(float(row[key]) * 100) for row in expected)
            # Balances of several years are no sum.
            self.assertEqual(plain(text), "" if key in ("book_carrying_close", "tax_base_close", "temp_diff_close") else f"{total / 100:.2f}", key)

    def test_an_asset_opens_both_years_and_its_schedules(self):
        for name in ("two", "range"):
            page = self.show(name)
            row = page.ask("return rows.findIndex(row => row[1] === 'JX-0007')")
            entity = page.ask("return rows[arguments[0]][0]", row)
            page.ask("openAsset(arguments[0])", row)
            expected = table("schedule", "JX-0007", "--entity", entity, *SAMPLE)
            shown = page.ask("return [...document.querySelectorAll('#schedule-table tbody tr')].map("
                             "row => [...row.cells].map(cell => cell.textContent))")
            self.assertEqual([[plain(cell) for cell in each] for each in shown], [list(each.values()) for each in expected])
            marked = page.ask("return [...document.querySelectorAll('#schedule-table tr.current th')].map(th => th.textContent)")
            self.assertEqual(marked, ["2022", "2023"] if name == "two" else ["2020", "2021", "2022", "2023"])
        page = self.show()
        page.ask("openAsset(rows.findIndex(row => row[1] === 'JX-0007'))")
        both = page.ask("return [...document.querySelectorAll('#compared-table tbody tr')].map("
                        "row => [...row.cells].map(cell => cell.textContent))")
        record = next(each for each in table("compare", *TWO, *SAMPLE) if each["asset"] == "JX-0007")
        figures = [key[:-5] for key in record if key.endswith("_from")]
        self.assertEqual([[plain(cell) for cell in each[1:]] for each in both],
                         [[record[key + end] for end in ("_from", "_to", "_moved")] for key in figures])
        page.press(Keys.ESCAPE)
        self.assertTrue(page.ask("return document.getElementById('asset').hidden"))

    def test_it_filters_and_sorts(self):
        page = self.show()
        expected = table("compare", *TWO, *SAMPLE)
        choose = "const select = document.getElementById(arguments[0]); select.value = arguments[1]; select.dispatchEvent(new Event('change'))"
        page.ask(choose, "reason", "gone")
        gone = [row for row in expected if row["status"] == "gone"]
        self.assertGreater(len(gone), 1)
        self.assertEqual([row[1] for row in self.rows_shown()], [row["asset"] for row in gone])
        page.ask(choose, "reason", "")
        page.ask("document.getElementById('adjusted').click()")
        moved = [row for row in expected if row["adj_total_moved"] != "0.00"]
        order = sorted(moved, key=lambda row: -round(float(row["adj_total_moved"]) * 100))
        page.ask("document.querySelector(`th[data-column='${columnIndex.get('adj_total_moved')}'] button`).click()")
        shown = [row[1] for row in self.rows_shown()]
        self.assertEqual(shown, [row["asset"] for row in order][:len(shown)])
        page = self.show("range")
        page.ask(choose, "reason", "2021")
        page.ask(choose, "class", "software")
        found = [row for row in table("compare", *RANGE, *SAMPLE) if row["year"] == "2021" and row["class"] == "software"]
        self.assertEqual([(row[1], row[4]) for row in self.rows_shown()], [(row["asset"], "2021") for row in found])

    def test_it_prints_all_rows(self):
        page = self.show()
        text = page.print_text(self.at / "page.pdf")
        for row in table("compare", *TWO, *SAMPLE):
            self.assertIn(row["asset"], text)
            self.assertIn(f"{float(row['adj_total_moved']):,.2f}", text)
        self.assertNotIn("下一页", text)

    def test_names_roles_contrast_and_language(self):
        for name in ("two", "two-en", "range", "range-en"):
            for dark in (False, True):
                page = self.show(name)
                page.dark(dark)
                page.ask("openAsset(0)")
                self.assertEqual(page.ask(AUDIT), [], name)
            page.dark(False)
        outside = self.show("two-en").ask(
            "const copy = document.getElementById('main').cloneNode(true); copy.querySelectorAll('#law, #cover, #asset-table')"
            ".forEach(each => each.remove()); return copy.textContent")
        self.assertIsNone(re.search(r"[\u4e00-\u9fff]", outside))
        page = self.show("two")
        page.size(390, 844)
        self.assertLessEqual(page.ask("return document.documentElement.scrollWidth"), 390)
        page.size(1300, 1000)

    def test_names_stay_text_and_the_same_input_gives_the_same_bytes(self):
        cards = self.at / "cards.csv"
        with open(cards, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["asset", "name", "class", "in_service", "cost", "book_life_months", "book_residual"])
            writer.writerow(["X&\"'<b>1", HOSTILE, "machinery", "2022-03-01", "120000", "60", "0"])
        tieout("compare", *TWO, "--assets", cards, "--format", "html", "--quiet", "--out", self.at / "hostile.html")
        page = self.show("hostile")
        self.assertNotEqual(page.ask("return document.title"), "gone")
        self.assertIn(HOSTILE, page.ask("openAsset(0); return document.getElementById('asset-title').textContent"))
        self.assertEqual(page.ask("return document.querySelectorAll('script').length"), 2)
        self.assertEqual(page.ask("return performance.getEntriesByType('resource').length"), 0)
        policy = page.ask("return document.querySelector('meta[http-equiv]').content")
        self.assertIn("default-src 'none'", policy)
        for threads in (1, 3):
            tieout("compare", *TWO, *SAMPLE, "--format", "html", "--quiet", "--lang", "zh", "--threads", threads, "--out", self.at / "again.html")
            self.assertEqual((self.at / "again.html").read_bytes(), (self.at / "two.html").read_bytes())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
