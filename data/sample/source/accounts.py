"""Policies, entities, set-aside cards and the closing balances that the register is tied to."""

from booked import BALANCING_ACCOUNT, LATE_POSTING, MANUAL_VOUCHERS, OTHER_ACCOUNTS
from categories import CATEGORY_LIST, ENTITIES
from model import fen, yuan

POLICY_HEADINGS = ["entity", "category", "class", "tax_residual_rate", "book_rounding", "account_cost",
                   "account_accumulated", "account_provision"]
ENTITY_HEADINGS = ["entity", "name", "type", "industry", "place", "rate", "from", "enacted"]
ENTITY_ROWS = [
    ["1001", ENTITIES["1001"], "", "machinery", "", "25%", "2008-01-01", "2007-03-16"],
    ["1002", ENTITIES["1002"], "high-tech;small-medium", "integrated-circuits", "", "25%", "2018-01-01", "2007-03-16"],
    ["1002", "", "", "", "", "15%", "2021-01-01", "2021-12-03"],  # certificate of a high-technology enterprise
]
SET_ASIDE_HEADINGS = ["entity", "asset", "reason"]
BALANCE_HEADINGS = ["核算主体", "科目编码", "科目名称", "期末借方余额", "期末贷方余额"]
BALANCE_TITLES = ["科目余额表", "会计期间:2023年12期  单位:元"]


def policy_rows():
    for category in CATEGORY_LIST:
        common = [category.tax_residual or "", "monthly", *category.accounts]
        yield ["", category.name, category.asset_class, *common]
        for entity, asset_class in category.class_by_entity.items():
            yield [entity, category.name, asset_class, *common]


def set_aside_rows(company):
    for card in company.cards:
        if card.set_aside:
            yield [card.entity, card.id, card.set_aside]


def register_balances(company, year):
    """{(entity, account): [name, balance]}, debit positive, of the cards that take part."""
    balances = {}
    for card in company.cards:
        if not card.set_aside:
            add_card(balances, card, company.rows[card.entity, card.id].get(year))
    return balances


def add_card(balances, card, row, sign=1):
    if not row:
        return
    category = next(category for category in CATEGORY_LIST if category.name == card.category)
    layers = ("book_cost", 1), ("book_accumulated", -1), ("book_provision", -1)
    for account, name, (layer, side) in zip(category.accounts, category.account_names, layers):
        if row[layer]:
            balances.setdefault((card.entity, account), [name, 0])[1] += sign * side * row[layer]


def ledger_differences(company, year):
    """[(entity, account, amount, why)]: what the accounts show beside the register's cards."""
    differences = []
    for card in company.cards:
        found = {}
        if card.set_aside:
            add_card(found, card, company.rows[card.entity, card.id].get(year))
            why = f"{card.id} {card.name}: set aside ({card.set_aside})"
        elif (card.entity, card.id) == LATE_POSTING[:2]:
            add_card(found, card, company.rows[card.entity, card.id].get(year), sign=-1)
            why = f"{card.id} {card.name}: {LATE_POSTING[2]}"
        differences += [(entity, account, amount, why) for (entity, account), (_, amount) in found.items()]
    differences += [(entity, account, fen(amount), why) for entity, account, amount, why in MANUAL_VOUCHERS]
    return differences


def ledger_balances(company, year):
    balances = register_balances(company, year)
    for entity, account, amount, _ in ledger_differences(company, year):
        balances[entity, account][1] += amount
    for entity, rows in OTHER_ACCOUNTS.items():
        for account, name, amount in rows:
            balances[entity, account] = [name, fen(amount)]
        rest = -sum(amount for (owner, _), (_, amount) in balances.items() if owner == entity)
        balances[entity, BALANCING_ACCOUNT[0]] = [BALANCING_ACCOUNT[1], rest]
    return balances


def balance_rows(company, year):
    for (entity, account), (name, amount) in sorted(ledger_balances(company, year).items()):
        yield [entity, account, name, yuan(amount) if amount >= 0 else "", yuan(-amount) if amount < 0 else ""]
