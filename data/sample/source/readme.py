"""README.md from the same tables: every asset, every event and every deliberate difference with its reason."""

from accounts import ledger_differences
from booked import EARLIER_RETURNS, RECORDED_YEARS, SLIPS
from categories import CATEGORY_LIST, ENTITIES
from model import yuan

HEAD = """# The sample company

An invented group of two legal entities over 2016-2024. No name, amount or document in it is real. Both follow the
Accounting Standards for Business Enterprises (`cn/cas`) and file corporate income tax in China (`cn/cit`).

* **1001 {one}** builds machines. It moved its cards into the ERP on 1 January 2016, half depreciated: those cards carry
  opening balances. The ERP's figures are recorded for 2016-2023.
* **1002 {two}** was founded in 2018 and makes integrated circuits. Its asset codes are numbers. The ERP's figures are
  recorded for 2021-2023; what came before is computed.

{cards} assets, {events} events, {recorded} recorded rows. All charges are straight-line and nothing is elected: several
cards are there as candidates for elections and say so.

    tieout reconcile --year 2023 --assets data/sample/assets.xlsx --events data/sample/events.csv \\
        --recorded data/sample/recorded.csv --policies data/sample/policies.csv \\
        --entities data/sample/entities.csv --set-aside data/sample/set-aside.csv

The same files with `tie --year 2023 … --trial-balance data/sample/trial-balance-2023.csv` compare the cards with the
accounts: all agree but those of the last table below, so the exit code is 1.

## Files

| file | what it is |
|---|---|
| `assets.xlsx` | the ERP's card list: title rows, two-tier merged headings, 小计 per category, 合计, columns of no use here; costs as first entered, disposed cards included |
| `events.csv` | the ERP's list of changes, GB18030, Chinese headings |
| `recorded.csv` | what the ERP booked by year (one card by month in 2022) and what some earlier returns deducted, GB18030 |
| `policies.csv` | the ERP's categories: class, tax residual, monthly rounding, accounts. The research instruments show that a row for an entity and a category outranks one for the category |
| `entities.csv` | the two filers |
| `set-aside.csv` | cards left out of the computation, with the reason |
| `trial-balance-2023.csv` | closing balances at 31 December 2023 |
| `impairment.toml` | an impairment test with all its parts, for `tieout impairment --in`; apart from the cards, written by hand |
| `make_sample.py`, `source/` | the hand-written tables and the script that writes all of the above; `--check` tells whether they are in step |

The ERP charges (cost - residual) / months, rounded to the fen each month, and the last month takes the rest. The
recorded figures follow this arithmetic from the day each card came into service, except where the tables below say
otherwise. `source/model.py` is a small model of its own, kept apart from the program;
`make_sample.py --compare build/release/tieout` compares every figure of every card and year with it.
"""


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def card_rows(company, entity):
    for card in company.cards:
        if card.entity == entity:
            life = str(card.life) if card.life else "none"
            residual = yuan(card.residual) if card.residual is not None else f"{float(card.residual_rate) * 100:g}%"
            yield (card.id, card.name, card.category, card.in_service, yuan(card.cost), life, residual, card.reason)


def event_rows(company, entity):
    for event in sorted(company.events, key=lambda event: (event.date, event.asset)):
        if event.entity == entity:
            what = f"{event.type} ({event.kind})" if event.kind else event.type
            yield (event.date, event.asset, what, event.reason)


def difference_rows(company):
    for (entity, asset), (months, why) in SLIPS.items():
        yield (entity, asset, ", ".join(sorted(months)), "ERP: " + why)
    for entity, asset, years, _, why in EARLIER_RETURNS:
        yield (entity, asset, ", ".join(map(str, years)), "return: " + why)


def totals_rows(company):
    keys = ("book_charge", "tax_charge", "adj_charge", "adj_impairment", "adj_disposal", "adj_total")
    for year in range(2016, 2025):
        sums = company.totals(year)
        yield (year, *(yuan(sums[key]) for key in keys))


def text(company):
    parts = [HEAD.format(one=ENTITIES["1001"], two=ENTITIES["1002"], cards=len(company.cards),
                         events=len(company.events), recorded=len(company.recorded))]
    parts.append("## Results to expect\n\nSums over both entities by the model, without the set-aside card.\n\n" + table(
        ("year", "`book_charge`", "`tax_charge`", "`adj_charge`", "`adj_impairment`", "`adj_disposal`", "`adj_total`"),
        totals_rows(company)))
    parts.append("## Categories\n\n" + table(
        ("code", "ERP category", "class", "accounts", "tax residual"),
        [(c.code, c.name, " / ".join([c.asset_class] + [f"{v} ({k})" for k, v in c.class_by_entity.items()]),
          ", ".join(dict.fromkeys(a for a in c.accounts if a)), c.tax_residual or "as in the books")
         for c in CATEGORY_LIST]))
    for entity, name in ENTITIES.items():
        years = RECORDED_YEARS[entity]
        parts.append(f"## Assets of {entity} {name} (recorded {years[0]}-{years[-1]})\n\n" + table(
            ("asset", "name", "category", "in service", "cost", "book months", "residual", "why it is here"),
            card_rows(company, entity)))
        parts.append(f"## Events of {entity}\n\n" + table(("date", "asset", "event", "why it is here"),
                                                         event_rows(company, entity)))
    parts.append("## Deliberate differences in the recorded figures\n\n" + table(
        ("entity", "asset", "when", "what"), difference_rows(company)))
    parts.append("## Deliberate differences in the 2023 tie-out\n\nAccounts less register, debit positive. Of a set-aside "
                 "card `tie` counts the cost and leaves the accumulated depreciation as a difference. Long-term "
                 "prepaid expenses stand in one account net of amortization.\n\n" + table(
        ("entity", "account", "difference", "why"),
        [(entity, account, yuan(amount), why) for entity, account, amount, why in ledger_differences(company, 2023)]))
    return "\n".join(parts)
