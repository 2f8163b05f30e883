"""What a product costs beside its price: each fee by its kind, how much, and when it is charged."""

from decimal import Decimal
from typing import Literal, get_args

from rmdesk.domain.base import Text, Value

FeeWhen = Literal["yearly", "buying", "redeeming", "early", "profit", "premium", "once"]
FEE_WHEN: tuple[FeeWhen, ...] = get_args(FeeWhen)
MOST = 100
"""Every fee is less, in per cent."""
OTHER = "other"
"""The kind of a fee that no word of the pack names: its note says all."""
LISTED = ("management", "sales", "custody", "entry", "exit")
"""The kinds for which lists have a column of their own, and forms a row."""
RATED = ("management", "sales", "custody")
"""Those of them whose column takes a rate alone."""


class Fee(Value):
    """One fee. `kind` is one of the pack's labels; `rate` in per cent, or `amount` in the product's currency, or
    neither where the `note` alone says it; the note also holds what a figure cannot (from when on, up to which sum)."""

    kind: str
    rate: Decimal | None = None
    amount: Decimal | None = None
    when: FeeWhen = "yearly"
    note: Text = Text(zh="", en="")
