"""What a line of the hand-written tables holds. Amounts are fen, dates ISO text, fractions as they will be printed."""

from dataclasses import dataclass, field
from fractions import Fraction

from categories import CATEGORIES
from model import fen, rounded


@dataclass
class Opening:
    date: str
    book_accumulated: int
    provision: int
    tax_accumulated: int
    book_months: int
    tax_months: int


@dataclass
class Card:
    entity: str
    id: str
    name: str
    category: str
    in_service: str
    cost: int
    life: int  # months, 0 = not amortized (indefinite life)
    reason: str
    rate: str = None  # book residual rate; None = the category's
    residual: int = None  # book residual as an amount, where no rate gives it
    contract_months: int = None
    quantity: int = 1
    unit: str = "台"
    acquired: str = None
    used: bool = False
    history: list = field(default_factory=list)  # events before the take-over, already inside the opening
    opening: dict = field(default_factory=dict)  # what the old ledger said where it differs from the formula
    set_aside: str = ""

    @property
    def asset_class(self):
        return CATEGORIES[self.category].class_for(self.entity)

    @property
    def residual_rate(self):
        return Fraction(self.rate if self.rate is not None else CATEGORIES[self.category].book_residual)

    @property
    def book_residual(self):
        return self.residual if self.residual is not None else rounded(self.residual_rate * self.cost)

    @property
    def tax_residual_rate(self):
        rate = CATEGORIES[self.category].tax_residual
        return None if rate is None else Fraction(rate)


@dataclass
class Event:
    entity: str
    asset: str
    date: str
    type: str
    reason: str  # for the README, in English
    note: str = ""  # the ERP's 摘要
    amount: int = None
    recoverable: int = None
    life_months: int = None
    remaining_months: int = None
    residual: int = None
    kind: str = ""
    proceeds: int = 0
    compensation: int = 0
    costs: int = 0
    fraction: str = ""
    by_amounts: bool = False  # the removal list states amounts; they are filled in from the ERP's balances
    cost_removed: int = None
    accumulated_removed: int = None
    provision_removed: int = None
    to_class: str = ""

    @property
    def key(self):
        return (self.entity, self.asset, self.date, self.type)


MONEY = {"amount", "recoverable", "residual", "proceeds", "compensation", "costs", "cost_removed"}


def with_fen(values):
    return {key: fen(value) if key in MONEY and value is not None else value for key, value in values.items()}
