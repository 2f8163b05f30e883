"""How money is rounded, to the fen or the cent, declared once: no other line of the rules rounds an amount.

A limit is rounded down and what counts against it up, a loss up, a worth to the nearest: nobody is told of more room,
or of less to lose, than there is.
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

_FEN = Decimal("0.01")


def limit(amount: Decimal) -> Decimal:
    """The most that is allowed: never a fen more than there is (SUIT-03)."""
    return amount.quantize(_FEN, ROUND_FLOOR)


def burden(amount: Decimal) -> Decimal:
    """What counts against a limit, what may be lost, the least that must be paid: never a fen less than it is."""
    return amount.quantize(_FEN, ROUND_CEILING)


def figure(value: Decimal, places: int) -> Decimal:
    """A figure of the branch to so many places, half up: a share, a mean, a sum that binds nobody (DESK-11)."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def worth(amount: Decimal) -> Decimal:
    """What something is worth or cost, as a statement of account says it."""
    return amount.quantize(_FEN, ROUND_HALF_UP)
