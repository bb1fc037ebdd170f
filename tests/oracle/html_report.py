#!/usr/bin/python3
"""The HTML report in Chromium: every figure is that of the CSV, JSON and forms of the same run; it filters, sorts,
drills down, explains and prints; it obeys its own policy, and names stay text.

    html_report.py TIEOUT ROOT
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
YEAR = 2023
HOSTILE = "</script><script>document.title='gone'</script><img src=x onerror=\"document.title='gone'\">"
HOSTILE_ID = "X&\"'<b>1"


def tieout(*arguments, expect=0):
    run = subprocess.run([TIEOUT, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True)
    if run.returncode != expect:
        raise AssertionError(f"{arguments}: exit {run.returncode}\n{run.stderr}")
    return run.stdout


def table(*arguments):
    return list(csv.DictReader(io.StringIO(tieout(*arguments, "--format", "csv", "--quiet"))))


def plain(text):
    """As CSV writes it: no grouping."""
    return text.replace(",", "") if re.fullmatch(r"-?[\d,]+\.\d\d", text) else text


class HtmlReport(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.at = pathlib.Path(cls.folder.name)
        for language in ("zh", "en"):
            tieout("reconcile", "--year", YEAR, *SAMPLE, "--format", "html", "--lang", language, "--out",
                   cls.at / f"{language}.html")
        cls.browser = Browser()

    @classmethod
    def tearDownClass(cls):
        cls.browser.driver.quit()
        cls.folder.cleanup()

    def show(self, name="zh"):
        self.browser.complaints()
        self.browser.open(self.at / f"{name}.html")
        return self.browser

    def tearDown(self):
        self.assertEqual(self.browser.complaints(), [])

    def rows_shown(self):
        return self.browser.ask("return [...document.querySelectorAll('#asset-table tbody tr')].map("
                                "row => [...row.cells].map(cell => cell.textContent))")

    # ---- figures -----------------------------------------------------------------------------------------------------

    def test_every_figure_of_every_asset_is_that_of_the_csv(self):
        page = self.show()
        expected = table("reconcile", "--year", YEAR, *SAMPLE)
        page.ask("document.getElementById('all-columns').click()")
        keys = page.ask("return data.assets.columns.map(column => column[0])")
        self.assertEqual(keys, list(expected[0]))
        page.ask("drawAssets(true)")
        shown = self.rows_shown()
        self.assertEqual(len(shown), len(expected))
        words = page.ask("return data.words")
        for cells, row in zip(shown, expected):
            for cell, (key, value) in zip(cells, row.items()):
                if key in ("class", "adj_reason"):
                    value = words.get(value, value)
                if value[:2] in ("'=", "'+", "'-", "'@"):
                    value = value[1:]  # CSV keeps a spreadsheet from running it
                self.assertEqual(plain(cell), value, (row["asset"], key))
        totals = json.loads(tieout("reconcile", "--year", YEAR, *SAMPLE, "--format", "json", "--quiet"))["totals"]
        foot = page.ask("return [...document.querySelectorAll('#asset-table tfoot td')].map(td => td.textContent)")
        self.assertEqual([plain(text) for text in foot if text], list(totals.values()))
        for key in ("adj_total", "book_charge", "tax_charge", "temp_diff_close"):
            tile = page.ask(f"return document.querySelector('[data-total={key}]').textContent")
            self.assertEqual(plain(tile), totals[key])

    def test_schedules_are_those_of_the_schedule_command(self):
        page = self.show()
        assets = page.ask("return rows.map(row => [row[0], row[1]])")
        for number, (entity, asset) in enumerate(assets):
            expected = table("schedule", asset, "--entity", entity, *SAMPLE)
            page.ask("openAsset(arguments[0])", number)
            shown = page.ask("return [...document.querySelectorAll('#schedule-table tbody tr')].map("
                             "row => [...row.cells].map(cell => cell.textContent))")
            self.assertEqual([[plain(cell) for cell in row] for row in shown], [list(row.values()) for row in expected],
                             asset)

    def test_forms_and_the_assets_behind_every_cell(self):
        page = self.show()
        expected = {(row["entity"], row["form"], row["row"], row["column"]): row["amount"]
                    for row in table("forms", "--year", YEAR, *SAMPLE) if re.fullmatch(r"-?\d+\.\d\d", row["amount"])}
        shown = page.ask("""
            const cells = [];
            data.forms.forEach((form, f) => document.querySelectorAll(`#form-${f} tbody tr`).forEach((tr) =>
              [...tr.cells].slice(2).forEach((cell, c) => cells.push([form.entity, form.form, tr.cells[0].textContent,
                form.table.columns[c + 2][0], cell.textContent]))));
            return cells;""")
        found = {tuple(cell[:4]): plain(cell[4]) for cell in shown}
        self.assertGreater(len(expected), 500)
        for key, amount in expected.items():
            self.assertEqual(found[key], amount, key)
        sums = page.ask("""
            return data.forms.flatMap((form, f) => [...document.querySelectorAll(`#form-${f} .drill-open`)].map((button) => {
              const parts = sharesOf(f).get(button.dataset.cell) || [];
              return [form.form + ' ' + button.dataset.cell, button.textContent,
                      money(String(parts.reduce((sum, part) => sum + BigInt(part[1]), 0n)))];
            }));""")
        self.assertGreater(len(sums), 200)
        for cell, amount, total in sums:
            self.assertEqual(amount, total, cell)
        # One cell as a reader opens it, against the command that lists it.
        page.ask("document.querySelector('#form-1 .drill-open').click()")
        listed = page.ask("return [...document.querySelectorAll('#drill-1 tbody tr')].map("
                          "row => [row.cells[0].textContent, row.cells[3].textContent])")
        form = page.ask("return [data.forms[1].entity, data.forms[1].form]")
        cells = table("forms", "--year", YEAR, "--entity", form[0], "--cell", f"{form[1]}:1:1", *SAMPLE)
        self.assertEqual([(asset, plain(amount)) for asset, amount in listed],
                         [(row["asset"], row["amount"]) for row in cells])
        page.ask("document.querySelector('#drill-1 .open').click()")
        self.assertTrue(page.ask("return document.getElementById('asset-title').textContent").startswith(listed[0][0]))

    def test_amounts_without_a_card_are_no_assets(self):
        entity = table("reconcile", "--year", YEAR, *SAMPLE)[0]["entity"]
        (self.at / "adjustments.csv").write_text(
            "entity,year,class,account,key,amount,reason,source\n"
            f"{entity},{YEAR},machinery,1602,book_charge,3600.00,<b>mould,F-3\n", encoding="utf-8")
        adjusted = [*SAMPLE, "--adjustments", self.at / "adjustments.csv"]
        tieout("reconcile", "--year", YEAR, *adjusted, "--format", "html", "--lang", "en", "--out", self.at / "lines.html")
        page = self.show("lines")
        self.assertEqual(page.ask("return rows.length"), len(table("reconcile", "--year", YEAR, *SAMPLE)))
        text = page.ask("return document.getElementById('without-card').textContent")
        self.assertIn("<b>mould", text)
        self.assertIn("3,600.00", text)
        parts = page.ask("""
            return data.forms.flatMap((form, f) => [...document.querySelectorAll(`#form-${f} .drill-open`)].map((button) => {
              const parts = sharesOf(f).get(button.dataset.cell) || [];
              return [form.form + ' ' + button.dataset.cell, button.textContent,
                      money(String(parts.reduce((sum, part) => sum + BigInt(part[1]), 0n)))];
            }));""")
        for cell, amount, total in parts:
            self.assertEqual(amount, total, cell)
        page.ask("""
            for (let f = 0; f < data.forms.length; ++f) for (const [cell, parts] of sharesOf(f)) {
              if (!parts.some(([asset]) => asset >= rows.length)) continue;
              document.querySelector(`#form-${f} .drill-open[data-cell="${cell}"]`).click();
              return;
            }""")
        listed = page.ask("return [...document.querySelectorAll('.drill tbody tr')].map(row => row.textContent)")
        self.assertTrue(any("No card 1602<b>mould" in row for row in listed), listed[-1:])
        total = page.ask("return document.querySelector('[data-total=adj_total]').textContent")
        sums = json.loads(tieout("reconcile", "--year", YEAR, *adjusted, "--format", "json", "--quiet"))["totals"]
        self.assertEqual(plain(total), sums["adj_total"])

    def test_tables_beside_the_charts_and_the_forecast(self):
        page = self.show()
        proof = json.loads(tieout("prove", "--year", 2016, *SAMPLE, "--format", "json", "--quiet"))["forecast"]
        shown = page.ask("return data.forecast.rows.map(row => [row[0], money(row[1]), money(row[2])])")
        for row in proof:
            self.assertIn([row["year"], row["adjustment"], row["temp_diff_close"]],
                          [[year, plain(a), plain(b)] for year, a, b in shown])
        now = [plain(row[2]) for row in shown if row[0] == YEAR]
        total = page.ask("return data.assets.totals[columnIndex.get('temp_diff_close')]")
        self.assertEqual(now, [f"{total / 100:.2f}"])
        bridge = page.ask("return data.bridge.rows")
        self.assertEqual(bridge[0][2] + sum(row[2] for row in bridge[1:-1]), bridge[-1][2])
        charts = page.ask("return [...document.querySelectorAll('#charts svg.chart')].map(chart => "
                          "[chart.getAttribute('role'), chart.getAttribute('aria-labelledby').split(' ')"
                          ".every(id => document.getElementById(id).textContent), chart.querySelectorAll('rect').length])")
        self.assertEqual(len(charts), 3)
        for role, named, bars in charts:
            self.assertEqual((role, named), ("img", True))
            self.assertGreater(bars, 5)

    def test_explanations_are_those_of_the_explain_command(self):
        page = self.show("en")
        assets = page.ask("return rows.map(row => [row[0], row[1]])")
        for number in range(0, len(assets), 9):
            entity, asset = assets[number]
            expected = json.loads(tieout("explain", asset, "--entity", entity, "--year", YEAR, *SAMPLE, "--lang", "en",
                                         "--format", "json"))
            page.ask("openAsset(arguments[0])", number)
            shown = page.ask("return Object.fromEntries([...document.querySelectorAll('#asset .tree > details')].map("
                             "each => [each.dataset.key, each.querySelector('summary .n').textContent]))")
            for figure in expected["figures"]:
                if figure["key"] not in ("class", "adj_reason"):
                    self.assertEqual(plain(shown[figure["key"]]), figure["value"], (asset, figure["key"]))
            self.assertEqual(set(shown), {figure["key"] for figure in expected["figures"]})

    def test_findings_in_words_and_their_assets(self):
        page = self.show()
        page.ask("document.querySelector('#findings button.open').click()")
        code = page.ask("return document.querySelector('#findings button.open').textContent")
        self.assertTrue(page.ask("return document.getElementById('asset-title').textContent").startswith(code))
        text = page.ask("return document.querySelector('#findings tbody').textContent")
        self.assertIn("未处理", text)
        self.assertNotIn("machinery", text)

    # ---- use ---------------------------------------------------------------------------------------------------------

    def test_filter_sort_and_subtotal(self):
        page = self.show()
        expected = table("reconcile", "--year", YEAR, *SAMPLE)
        page.ask("const box = document.getElementById('search'); box.value = 'jx-'; "
                 "box.dispatchEvent(new Event('input'))")
        kept = [row for row in expected if "jx-" in row["asset"].lower()]
        self.assertEqual(len(self.rows_shown()), len(kept))
        cents = sum(round(float(row["adj_total"]) * 100) for row in kept)
        foot = page.ask("return [...document.querySelectorAll('#asset-table tfoot td')].map(td => td.textContent)")
        self.assertIn(f"{cents / 100:,.2f}", foot)
        page.ask("const box = document.getElementById('search'); box.value = ''; box.dispatchEvent(new Event('input')); "
                 "document.getElementById('adjusted').click()")
        adjusted = [row for row in expected if row["adj_total"] != "0.00"]
        order = sorted(adjusted, key=lambda row: -round(float(row["adj_total"]) * 100))
        page.ask("document.querySelector(`th[data-column='${columnIndex.get('adj_total')}'] button`).click()")
        codes = [row[1] for row in self.rows_shown()]
        self.assertEqual(codes, [row["asset"] for row in order][:len(codes)])
        head = page.ask("return document.activeElement.closest('th').getAttribute('aria-sort')")
        self.assertEqual(head, "descending")
        page.press(Keys.ENTER)
        self.assertEqual([row[1] for row in self.rows_shown()][0], order[-1]["asset"])
        page.ask("const select = document.getElementById('class'); select.value = 'software'; "
                 "select.dispatchEvent(new Event('change'))")
        self.assertEqual(len(self.rows_shown()), len([row for row in adjusted if row["class"] == "software"]))

    def test_keyboard(self):
        page = self.show()
        page.press(Keys.TAB)
        self.assertEqual(page.ask("return document.activeElement.className"), "skip")
        page.ask("document.querySelector('#asset-table button.open').focus()")
        page.press(Keys.ARROW_DOWN)
        page.press(Keys.ENTER)
        self.assertEqual(page.ask("return document.activeElement.id"), "asset-title")
        self.assertTrue(page.ask("return document.getElementById('asset-title').textContent.startsWith(rows[1][1])"))
        page.ask("document.querySelector('#asset [data-key=tax_charge] > summary').focus()")
        page.press(Keys.ARROW_RIGHT)
        page.press(Keys.ARROW_DOWN)
        self.assertIn("tax_charge/", page.ask("return document.activeElement.parentElement.dataset.key"))
        page.press(Keys.ARROW_LEFT)
        self.assertEqual(page.ask("return document.activeElement.parentElement.dataset.key"), "tax_charge")
        page.press(Keys.ESCAPE)
        self.assertTrue(page.ask("return document.getElementById('asset').hidden"))
        self.assertTrue(page.ask("return document.activeElement.textContent === rows[1][1]"))

    def test_derivation_shows_formula_law_and_cell(self):
        page = self.show()
        page.ask("openAsset(rows.findIndex(row => row[1] === 'JX-0006'))")
        page.ask("document.querySelector('#asset [data-key=tax_charge] > summary').click()")
        page.ask("return new Promise(done => setTimeout(done, 50))")
        page.ask("document.querySelector('#asset [data-key=tax_charge] [data-key=\"tax_charge/1\"] > summary').click()")
        page.ask("return new Promise(done => setTimeout(done, 50))")
        text = page.ask("return document.querySelector('#asset [data-key=tax_charge]').innerText")
        for part in ("86,925.00", "915,000.00", "第", "rules/cn/", "assets.xlsx[固定资产卡片]:28:"):
            self.assertIn(part, text)
        self.assertIn("第六十条", page.ask("return document.getElementById('asset').innerText"))

    def test_a_page_of_one_asset_opens_the_key_asked_for(self):
        tieout("explain", "JX-0006", "--year", YEAR, "--key", "tax_charge", *SAMPLE, "--format", "html", "--out",
               self.at / "one.html")
        page = self.show("one")
        page.ask("return new Promise(done => setTimeout(done, 50))")
        opened = page.ask("return [...document.querySelectorAll('#asset .tree > details[open]')].map("
                          "each => [each.dataset.key, each.innerText])")
        self.assertEqual([key for key, _ in opened], ["tax_charge"])
        self.assertIn("86,925.00", opened[0][1])
        expected = table("schedule", "JX-0006", *SAMPLE)
        years = page.ask("return [...document.querySelectorAll('#schedule-table tbody th')].map(th => th.textContent)")
        self.assertEqual(years, [row["year"] for row in expected])

    def test_prints_with_all_rows_and_totals(self):
        page = self.show()
        text = page.print_text(self.at / "report.pdf")
        expected = table("reconcile", "--year", YEAR, *SAMPLE)
        total = sum(round(float(row["adj_total"]) * 100) for row in expected)
        self.assertIn(f"{total / 100:,.2f}", text)
        for row in expected:
            self.assertIn(row["asset"], text)
        self.assertIn("A105080", text)
        self.assertNotIn("下一页", text)
        listing = [sheet for sheet in text.split("\f") if sum(row["asset"] in sheet for row in expected) > 10
                   and "A105080" not in sheet]
        self.assertGreater(len(listing), 2)
        for sheet in listing[:3]:
            self.assertIn("折旧差异原因", sheet)  # the heading on every page

    def test_languages_and_official_words(self):
        for language, title in (("zh", "2023 年度账税差异纳税调整报告"), ("en", "Book-tax adjustment report, 2023")):
            page = self.show(language)
            self.assertEqual(page.ask("return document.querySelector('h1').textContent"), title)
            forms = page.ask("return document.getElementById('forms').textContent")
            self.assertIn("资产折旧、摊销及纳税调整明细表", forms)
        outside = page.ask("const copy = document.getElementById('main').cloneNode(true); "
                           "copy.querySelectorAll('#forms, #law, #findings, #cover, #asset, #asset-table, #disposals, "
                           "#proofs').forEach(each => each.remove()); return copy.textContent")
        self.assertIsNone(re.search(r"[\u4e00-\u9fff]", outside))

    # ---- safety ------------------------------------------------------------------------------------------------------

    def test_names_stay_text_and_the_policy_holds(self):
        cards = self.at / "cards.csv"
        with open(cards, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["asset", "name", "class", "in_service", "cost", "book_life_months", "book_residual"])
            writer.writerow([HOSTILE_ID, HOSTILE, "machinery", "2022-03-01", "120000", "60", "0"])
            for number in range(40):  # in fen their sums are beyond what a JavaScript number holds
                writer.writerow([f"big{number}", "大额", "machinery", "2022-03-01", "9000000000000.01", "60", "0"])
        for command, name in ((["reconcile"], "hostile"), (["explain", HOSTILE_ID], "hostile-one")):
            tieout(*command, "--year", 2023, "--assets", cards, "--format", "html", "--out", self.at / f"{name}.html")
            page = self.show(name)
            self.assertNotEqual(page.ask("return document.title"), "gone")
            self.assertIn(HOSTILE, page.ask("openAsset(0); return document.getElementById('asset-title').textContent"))
            self.assertEqual(page.ask("return document.querySelectorAll('script').length"), 2)
            self.assertEqual(page.ask("return document.querySelectorAll('img, #main b').length"), 0)
        page = self.show("hostile")
        expected = table("reconcile", "--year", 2023, "--assets", cards)
        shown = {row[0]: row for row in self.rows_shown()}
        self.assertIn(expected[5]["adj_total"], [plain(cell) for cell in shown[expected[5]["asset"]]])
        totals = json.loads(tieout("reconcile", "--year", 2023, "--assets", cards, "--format", "json"))["totals"]
        self.assertGreater(float(totals["book_accumulated"]), 2 ** 53 / 100)
        page.ask("document.getElementById('all-columns').click()")
        foot = page.ask("return [...document.querySelectorAll('#asset-table tfoot td')].map(td => td.textContent)")
        self.assertEqual([plain(text) for text in foot if text], list(totals.values()))
        page.ask("document.querySelector('#form-1 .drill-open').click()")
        self.assertEqual(page.ask("return performance.getEntriesByType('resource').length"), 0)
        policy = page.ask("return document.querySelector('meta[http-equiv]').content")
        self.assertIn("default-src 'none'", policy)
        self.assertNotIn("unsafe", policy)
        self.assertNotIn("http", policy)
        # And what the policy is for: a script put into the page does not run.
        page.ask("const script = document.createElement('script'); script.textContent = 'document.title = \"gone\"'; "
                 "document.body.append(script)")
        self.assertNotEqual(page.ask("return document.title"), "gone")
        self.assertEqual(len(page.complaints()), 1)

    def test_a_former_holder_has_its_disposals(self):
        cards, events = self.at / "moved.csv", self.at / "moves.csv"
        cards.write_text("asset,entity,name,class,in_service,cost,book_life_months,book_residual\n"
                         "M1,A,甲,machinery,2020-01-10,120000,120,0\nM2,A,乙,machinery,2020-01-10,120000,120,0\n",
                         encoding="utf-8")
        events.write_text("asset,entity,date,type,kind,fraction,proceeds,to_entity\n"
                          "M1,A,2023-03-05,dispose,sale,0.5,50000,\nM1,A,2023-06-01,transfer,,,,B\n", encoding="utf-8")
        sums = {}
        for entity, assets in (("A", ["M2"]), ("B", ["M1"]), ("", ["M2", "M1"])):
            arguments = ["--entity", entity] if entity else []
            tieout("reconcile", "--year", 2023, "--assets", cards, "--events", events, *arguments, "--format", "html",
                   "--out", self.at / "moved.html")
            page = self.show("moved")
            self.assertEqual(page.ask("return rows.map(row => row[1])"), assets)
            sums[entity] = page.ask("return data.disposals.rows.map(row => [row[0], row[1], row[6]])")
        self.assertEqual(sums, {"A": [["A", "M1", 5000000]], "B": [], "": [["A", "M1", 5000000]]})

    def test_the_same_input_gives_the_same_bytes(self):
        for threads in (1, 3):
            tieout("reconcile", "--year", YEAR, *SAMPLE, "--format", "html", "--threads", threads, "--out",
                   self.at / "again.html")
            self.assertEqual((self.at / "again.html").read_bytes(), (self.at / "zh.html").read_bytes())
        tieout("schedule", "JX-0006", *SAMPLE, "--format", "html", expect=2)

    # ---- accessibility -----------------------------------------------------------------------------------------------

    def test_names_roles_and_contrast(self):
        for dark in (False, True):
            page = self.show("en")
            page.dark(dark)
            page.ask("openAsset(0); document.querySelector('#form-1 .drill-open').click()")
            self.assertEqual(page.ask(AUDIT), [])
        page.dark(False)
        page.ask("document.getElementById('theme').click(); document.getElementById('theme').click()")
        self.assertEqual(page.ask("return document.documentElement.dataset.theme"), "dark")
        self.assertEqual(page.ask(AUDIT), [])
        # The audit sees what it looks for.
        page.ask("""document.getElementById('cover').insertAdjacentHTML('beforeend',
            '<button></button><input id="lone"><h4 id="lone">x</h4><table><tr><th>y</th></tr></table>');
            document.querySelector('.tile span').setAttribute('class', 'faint');
            document.querySelector('.tile').parentElement.style.color = 'rgb(40, 50, 60)';
            document.querySelector('.faint').style.color = 'rgb(60, 70, 80)';""")
        faults = " ".join(page.ask(AUDIT))
        for fault in ("no name", "no label", "id twice", "heading skips", "th without scope", "without caption",
                      "contrast"):
            self.assertIn(fault, faults)
        page.size(390, 844)
        self.assertLessEqual(page.ask("return document.documentElement.scrollWidth"), 390)
        page.size(1300, 1000)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
