"""Puts the tables together: take-over balances, what the ERP booked, what it recorded, and what follows from it."""

import cards_1001
import cards_1002
import events_1001
import events_1002
from booked import EARLIER_RETURNS, RECORDED_BY_MONTH, RECORDED_YEARS, SLIPS
from categories import CATEGORIES
from model import Simulation, fen, month_index
from records import Opening

TAKE_OVER = "2016-01-01"


class Company:
    def __init__(self):
        order = list(CATEGORIES)
        self.cards = sorted(cards_1001.CARDS + cards_1002.CARDS,
                            key=lambda card: (card.entity, order.index(card.category), card.id))
        self.events = events_1001.EVENTS + events_1002.EVENTS
        self.openings, self.booked, self.erp, self.rows, self.recorded = {}, {}, {}, {}, []
        assert len({(card.entity, card.id) for card in self.cards}) == len(self.cards)
        known = {(card.entity, card.id) for card in self.cards}
        assert all((event.entity, event.asset) in known for event in self.events)
        for card in self.cards:
            self.prepare(card)
            self.record(card)

    def events_of(self, card):
        return [event for event in self.events if (event.entity, event.asset) == (card.entity, card.id)]

    def prepare(self, card):
        """The take-over balances, then the ERP's own run with its slips, then the removal lists from it."""
        key = (card.entity, card.id)
        opening = self.take_over(card) if card.in_service < TAKE_OVER else None
        self.openings[key] = opening
        slips = {month_index(month): n for month, n in SLIPS.get(key, ({}, ""))[0].items()}
        # The ERP charges on from its own plan; only where the old ledger differed did it begin from the opening.
        start = opening if card.opening else None
        self.erp[key] = Simulation(card, card.history + self.events_of(card), opening=start, slips=slips)
        for event in self.events_of(card):
            if event.by_amounts:
                _, event.accumulated_removed, event.provision_removed = self.erp[key].released[event.key]

    def take_over(self, card):
        before = Simulation(card, card.history, through=int(TAKE_OVER[:4]) - 1)
        book, tax = before.book, before.tax
        months = card.opening.get("book_months", book.charged_months)
        accumulated = fen(card.opening["book_accumulated"]) if card.opening else book.accumulated
        return Opening(TAKE_OVER, accumulated, book.provision, tax.accumulated, months, tax.charged_months)

    def record(self, card):
        """The recorded rows, and both ledgers as they stand with these facts."""
        key = (card.entity, card.id)
        erp, facts, rows = self.erp[key], {}, []
        tax = self.returns(card)
        for year in sorted(set(RECORDED_YEARS[card.entity]) | set(tax)):
            if year not in erp.rows:
                continue
            row = {"entity": card.entity, "asset": card.id, "name": card.name, "year": year, "month": None}
            if year in RECORDED_YEARS[card.entity]:
                booked = erp.rows[year]
                if key + (year,) in RECORDED_BY_MONTH:
                    rows += self.by_month(card, year, facts)
                else:
                    row["book_charge"] = facts["book", year, 0] = booked["book_charge"]
                    row["book_impairment"] = booked["book_impairment"] or None
                row["book_accumulated"] = booked["book_accumulated"]
                row["book_provision"] = booked["book_provision"]
            if year in tax:
                row["tax_charge"] = facts["tax", year, 0] = tax[year]
            rows.append(row)
        self.recorded += rows
        self.rows[key] = Simulation(card, self.events_of(card), opening=self.openings[key], facts=facts).rows
        for row in rows:
            if row.get("book_accumulated") is not None:
                ours = self.rows[key][row["year"]]
                assert ours["book_accumulated"] == row["book_accumulated"], (key, row)
                assert ours["book_provision"] == row["book_provision"], (key, row)

    def by_month(self, card, year, facts):
        rows, before = [], 0
        for month in range(1, 13):
            charged = self.charged_through(card, year, month)
            facts["book", year, month] = charged - before
            rows.append({"entity": card.entity, "asset": card.id, "name": card.name, "year": year, "month": month,
                         "book_charge": charged - before})
            before = charged
        return rows

    def charged_through(self, card, year, month):
        """What the ERP charged from January to the month: its plan of even months, moved by its slips."""
        key = (card.entity, card.id)
        slips = SLIPS[key][0]
        ordinary = self.erp[key].rows[year]["book_charge"] // 12
        assert ordinary * 12 == self.erp[key].rows[year]["book_charge"], key
        return sum(ordinary * (1 + slips.get(f"{year}-{m:02d}", 0)) for m in range(1, month + 1))

    def returns(self, card):
        """{year: charge} that earlier returns deducted."""
        amounts = {}
        for entity, asset, years, what, _ in EARLIER_RETURNS:
            if (entity, asset) != (card.entity, card.id):
                continue
            plain = Simulation(card, self.events_of(card), opening=self.openings[entity, asset]).rows
            for year in years:
                amounts[year] = {"book": self.erp[entity, asset].rows[year]["book_charge"],
                                 "agrees": plain[year]["tax_charge"]}.get(what)
                if amounts[year] is None:
                    amounts[year] = fen(what)
        return amounts

    def totals(self, year):
        """Sums over the cards that take part, as the report's last line has them."""
        sums = {}
        for card in self.cards:
            row = self.rows[card.entity, card.id].get(year)
            if row and not card.set_aside:
                for name, value in row.items():
                    if isinstance(value, int):
                        sums[name] = sums.get(name, 0) + value
        return sums
