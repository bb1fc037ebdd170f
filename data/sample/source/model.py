"""A small straight-line model, kept apart from the program on purpose.

It computes what the sample's ERP booked, the balances that its removal lists state and the trial balance, month by
month and with whole fen. The program computes the same figures in closed form; where the two disagree, one is wrong.
Only what the sample needs is here: straight-line, no charge, no elections, no reversals.
"""

from dataclasses import dataclass, field
from fractions import Fraction

FAMILY = {
    "building": "tangible", "machinery": "tangible", "furniture": "tangible", "vehicle": "tangible",
    "electronics": "tangible", "investment-property": "tangible",
    "patent": "intangible", "trademark": "intangible", "copyright": "intangible", "land-use-right": "intangible",
    "know-how": "intangible", "franchise": "intangible", "software": "intangible",
    "prepaid-improvement": "deferred", "prepaid-lease-improvement": "deferred", "prepaid-overhaul": "deferred",
    "other-prepaid": "deferred",
}

# Statutory minimum lives in months: Implementation Regulations art. 60, 67 and 70.
MINIMUM_LIFE = {
    "building": 240, "investment-property": 240, "machinery": 120, "furniture": 60, "vehicle": 48, "electronics": 36,
    "patent": 120, "trademark": 120, "copyright": 120, "land-use-right": 120, "know-how": 120, "franchise": 120,
    "software": 120, "other-prepaid": 36,
}


def fen(text):
    """'1,234.50' in fen, without going through binary floating point."""
    yuan, _, cents = str(text).replace(",", "").partition(".")
    sign = -1 if yuan.startswith("-") else 1
    return sign * (abs(int(yuan)) * 100 + int((cents + "00")[:2]))


def yuan(amount):
    sign, amount = ("-" if amount < 0 else ""), abs(amount)
    return f"{sign}{amount // 100}.{amount % 100:02d}"


def rounded(value):
    """Half away from zero, to the fen."""
    value = Fraction(value)
    magnitude = (abs(value.numerator) * 2 + value.denominator) // (2 * value.denominator)
    return -magnitude if value < 0 else magnitude


def month_index(date):
    year, month = date.split("-")[:2]
    return int(year) * 12 + int(month) - 1


@dataclass
class Basis:
    """One ledger of one asset: its terms, its balances and the segment it charges by."""

    name: str
    cost: int
    residual: int
    life: int  # 0: never charged
    start: int  # index of the first charging month
    before_disposal: bool  # nothing is charged in the month of disposal
    monthly: bool  # each month rounded by itself, the last takes the rest
    accumulated: int = 0
    provision: int = 0
    charged_months: int = 0
    gone: bool = False
    anew: bool = True
    plan: int = 0
    plan_months: int = 0
    plan_done: int = 0
    plan_passed: int = 0
    year: dict = field(default_factory=dict)

    @property
    def carrying(self):
        return self.cost - self.accumulated - self.provision

    def new_year(self):
        self.year = {"charge": 0, "impairment": 0, "gain": 0, "released_provision": 0, "released_accumulated": 0,
                     "open": self.carrying, "open_accumulated": self.accumulated, "open_provision": self.provision}

    def charge(self, month, slip=0):
        if self.gone or month < self.start or not self.life or self.charged_months >= self.life:
            return
        if self.anew:
            self.plan = max(0, self.carrying - self.residual)
            self.plan_months = self.life - self.charged_months
            self.plan_done = self.plan_passed = 0
            self.anew = False
        self.charged_months += 1
        self.plan_passed += 1
        left = self.plan - self.plan_done
        if self.plan_passed == self.plan_months:
            amount = left
        elif self.monthly:
            amount = min(rounded(Fraction(self.plan, self.plan_months)), left)
        else:
            amount = rounded(Fraction(self.plan * self.plan_passed, self.plan_months)) - self.plan_done
        amount = min(amount * (1 + slip), left)
        self.plan_done += amount
        self.add_charge(amount)

    def add_charge(self, amount):
        self.accumulated += amount
        self.year["charge"] += amount

    def bind(self, difference):
        """A recorded charge is a fact: the difference is booked, the rest begins anew."""
        if difference:
            self.add_charge(difference)
            self.anew = True

    def impair(self, amount):
        assert 0 <= amount <= self.carrying, (self.name, amount, self.carrying)
        if amount:
            self.provision += amount
            self.year["impairment"] += amount
            self.anew = True

    def dispose(self, fraction, net_proceeds, accumulated=None, provision=None):
        cost = rounded(fraction * self.cost)
        share = rounded(fraction * self.accumulated)
        provision = rounded(fraction * (self.accumulated + self.provision)) - share if provision is None else provision
        accumulated = share if accumulated is None else accumulated
        self.residual -= rounded(fraction * self.residual)
        self.cost -= cost
        self.accumulated -= accumulated
        self.provision -= provision
        assert 0 <= self.accumulated + self.provision <= self.cost, self.name
        self.year["gain"] += net_proceeds - (cost - accumulated - provision)
        self.year["released_provision"] += provision
        self.year["released_accumulated"] += accumulated
        self.gone = fraction == 1
        self.anew = True
        return cost, accumulated, provision


class Simulation:
    """Both ledgers of one card, month by month.

    facts: {("book" | "tax", year, month or 0): charge}; a fact is booked as the ledgers see it.
    slips: {month index: n}: the ERP charged n months too many (or too few) in that month; its plan stands.
    opening: balances of the take-over, or None to run from the day the card was put in service.
    """

    def __init__(self, card, events, opening=None, facts=None, slips=None, through=2024):
        self.card, self.facts, self.slips, self.through = card, facts or {}, slips or {}, through
        self.events = [event for event in events if event.date >= opening.date] if opening else events
        self.asset_class = card.asset_class
        self.rows, self.released = {}, {}
        self.book_life = card.life
        family = FAMILY[card.asset_class]
        start = month_index(card.in_service) + (0 if family == "intangible" else 1)
        cost, residual = card.cost, card.book_residual
        tax_residual = residual if card.tax_residual_rate is None else rounded(card.tax_residual_rate * cost)
        intangible = family == "intangible"
        self.book = Basis("book", cost, residual, card.life, start, intangible, monthly=True)
        self.tax = Basis("tax", cost, tax_residual, self.tax_life(), start, intangible, monthly=False)
        self.first = month_index(card.in_service)
        self.taken_over = opening is not None
        if opening:
            self.first = month_index(opening.date)
            self.book.accumulated, self.book.provision = opening.book_accumulated, opening.provision
            self.book.charged_months = opening.book_months
            self.tax.accumulated, self.tax.charged_months = opening.tax_accumulated, opening.tax_months
        self.run()

    def tax_life(self):
        """Announcement 2014 no. 29 art. 5; Implementation Regulations art. 67 and 68 for a stated term."""
        if self.card.contract_months:
            return self.card.contract_months
        return max(MINIMUM_LIFE[self.card.asset_class], self.book_life or 0)

    def run(self):
        for basis in (self.book, self.tax):
            basis.new_year()
            if not self.taken_over:
                basis.year["open"] = 0  # the card was not there when the year began
        self.flows = {"proceeds": 0, "compensation": 0, "costs": 0}
        for month in range(self.first, self.through * 12 + 12):
            if month > self.first and month % 12 == 0:
                self.close_year(month // 12 - 1)
                if self.book.gone:
                    return
            self.run_month(month)
        self.close_year(self.through)

    def run_month(self, month):
        due = [event for event in self.events if month_index(event.date) == month]
        for event in due:
            if event.type == "estimate":
                self.re_estimate(event)
        late = sorted((event for event in due if event.type != "estimate"),
                      key=lambda event: (event.date, event.type == "dispose"))
        disposals = [event for event in late if event.type == "dispose"]
        for basis in (self.book, self.tax):
            early = []
            if basis.before_disposal and disposals:
                early = [event for event in late if event.date <= disposals[-1].date]
            for event in early:
                self.apply(event, basis, month)
            slip = self.slips.get(month, 0) if basis is self.book else 0
            before = basis.year["charge"]
            basis.charge(month, slip)
            fact = self.facts.get((basis.name, month // 12, month % 12 + 1))
            if fact is not None and not basis.gone:
                basis.bind(fact - (basis.year["charge"] - before))
            if month % 12 == 11 and not basis.gone:
                self.bind_year(basis, month // 12)
            for event in late:
                if event not in early:
                    self.apply(event, basis, month)

    def bind_year(self, basis, year):
        fact = self.facts.get((basis.name, year, 0))
        if fact is not None:
            basis.bind(fact - basis.year["charge"])

    def re_estimate(self, event):
        book = self.book
        if event.life_months or event.remaining_months:
            self.book_life = event.life_months or book.charged_months + event.remaining_months
            assert self.book_life > book.charged_months, event
            book.life = self.book_life
            tax_life = self.tax_life()
            if tax_life != self.tax.life and tax_life > self.tax.charged_months:
                self.tax.life, self.tax.anew = tax_life, True
        if event.residual is not None:
            book.residual = event.residual
        book.anew = True

    def apply(self, event, basis, month):
        assert not basis.gone and event.date >= self.card.in_service, event
        is_book = basis is self.book
        if event.type in ("impair", "test") and is_book:
            amount = event.amount if event.type == "impair" else max(0, basis.carrying - event.recoverable)
            basis.impair(amount)
            if event.remaining_months:
                basis.life, basis.anew = basis.charged_months + event.remaining_months, True
        elif event.type == "adjust-cost":
            basis.cost += event.amount
            basis.anew = True
        elif event.type == "transfer" and is_book:
            self.asset_class = event.to_class
        elif event.type == "dispose":
            self.dispose(event, basis, month)

    def dispose(self, event, basis, month):
        is_book = basis is self.book
        if is_book:
            self.fraction = (Fraction(event.cost_removed, basis.cost) if event.cost_removed is not None
                             else Fraction(event.fraction or "1"))
            for key in self.flows:
                self.flows[key] += getattr(event, key)
        if self.fraction == 1:
            self.bind_year(basis, month // 12)
        net = event.proceeds + event.compensation - event.costs
        stated = (event.accumulated_removed, event.provision_removed) if is_book else (None, None)
        released = basis.dispose(self.fraction, net, *stated)
        if is_book:
            self.released[event.key] = released

    def close_year(self, year):
        book, tax, b, t = self.book, self.tax, self.book.year, self.tax.year
        provision, charge = -b["released_provision"], t["released_accumulated"] - b["released_accumulated"]
        cost = t["gain"] - b["gain"] - provision - charge
        row = {
            "book_cost": book.cost, "tax_cost": tax.cost, "book_charge": b["charge"], "tax_charge": t["charge"],
            "book_accumulated": book.accumulated, "tax_accumulated": tax.accumulated,
            "book_impairment": b["impairment"], "book_reversal": 0, "book_provision": book.provision,
            "book_fair_value": 0, "book_carrying_open": b["open"], "book_carrying_close": book.carrying,
            "tax_base_open": t["open"], "tax_base_close": tax.carrying,
            "disposal_proceeds": self.flows["proceeds"], "disposal_compensation": self.flows["compensation"],
            "disposal_costs": self.flows["costs"], "book_disposal_gain": b["gain"], "tax_disposal_gain": t["gain"],
            "tax_charge_general": t["charge"], "tax_accumulated_general": tax.accumulated,
            "adj_impairment": b["impairment"], "adj_charge": b["charge"] - t["charge"],
            "adj_disposal": t["gain"] - b["gain"], "adj_disposal_provision": provision,
            "adj_disposal_charge": charge, "adj_disposal_cost": cost, "adj_disposal_fair_value": 0,
            "adj_fair_value": 0, "adj_permanent": 0,
            "temp_diff_open": t["open"] - b["open"], "temp_diff_initial": 0, "temp_diff_equity": 0,
            "temp_diff_close": tax.carrying - book.carrying,
        }
        row["adj_total"] = row["adj_impairment"] + row["adj_charge"] + row["adj_disposal"]
        # The two-way proof: the income side equals the movement of the balance side, to the fen.
        assert row["adj_total"] == row["temp_diff_close"] - row["temp_diff_open"], (self.card.id, year)
        self.rows[year] = dict(row, **{"class": self.asset_class, "name": self.card.name})
        for basis in (book, tax):
            basis.new_year()
        self.flows = dict.fromkeys(self.flows, 0)
