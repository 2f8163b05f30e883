"""How two figures went together over months (DESK-11): a number from -1 to 1, and never a cause."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from rmdesk.domain import money

LEAST = 6
"""So many months in which both say something: of fewer, chance alone gives any number."""
_PLACES = 2


class Together(NamedTuple):
    """Pearson's `r` to two places over `n` months; None with the reason `why`: "few" months, or one of them stood
    "still" throughout."""

    n: int
    r: Decimal | None
    why: Literal["", "few", "still"] = ""


def together(pairs: Sequence[tuple[Decimal, Decimal]]) -> Together:
    """How the first ones went with the second ones."""
    n = len(pairs)
    if n < LEAST:
        return Together(n, None, "few")
    first, second = ([pair[at] for pair in pairs] for at in (0, 1))
    a, b = sum(first, Decimal(0)) / n, sum(second, Decimal(0)) / n
    both = sum(((x - a) * (y - b) for x, y in pairs), Decimal(0))
    spread = sum(((x - a) ** 2 for x in first), Decimal(0)) * sum(((y - b) ** 2 for y in second), Decimal(0))
    if not spread:
        return Together(n, None, "still")
    return Together(n, money.figure(both / spread.sqrt(), _PLACES))
