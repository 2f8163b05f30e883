"""How a proposal shares out an amount (DESK-04): a rule simple enough to be printed beside its result.

The amount is divided equally among the first products of the published order, at most four. Each part is cut to the
largest amount that the client may put into one product beside what is held of it, and to an equal share of what is
free of the client's means (SUIT-03; what needs no match takes its share of them too: nobody can place more than there
is), and rounded down to the product's step. A product whose part does not reach its minimum is left out, the last in
order first, and the amount is divided again. What remains stays in cash.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

MOST_PARTS = 4


@dataclass(frozen=True)
class Candidate:
    """A product that may be proposed: `least`, `base` and `step` in CNY yuan, `limit` None where there is none.

    Amounts count from `base` in steps; `least` is the smallest that may be bought and is not below `base`. Each is paid
    `times` times, once or a premium a year: `limit` is for all of them.
    """

    code: str
    least: Decimal
    base: Decimal
    step: Decimal
    limit: Decimal | None = None
    times: int = 1


@dataclass(frozen=True)
class Allocation:
    """Parts by product code in the published order, in CNY yuan, and what stays in cash. They add up to the whole."""

    parts: tuple[tuple[str, Decimal], ...]
    rest: Decimal


def allocate(amount: Decimal, candidates: Sequence[Candidate], room: Decimal | None = None) -> Allocation:
    """Share out `amount` yuan among `candidates`, which stand in the published order. `room` is what all of them, with
    or without a limit of their own, may bind together; None: as much as they like."""
    chosen = [one for one in candidates if _part(one, amount, room) is not None][:MOST_PARTS]
    while chosen:
        share, each = amount / len(chosen), None if room is None else room / len(chosen)
        parts = [(one.code, _part(one, share, each)) for one in chosen]
        short = [place for place, (_, part) in enumerate(parts) if part is None]
        if not short:
            kept = tuple((code, part) for code, part in parts if part is not None)
            return Allocation(kept, amount - sum((part for _, part in kept), Decimal(0)))
        chosen.pop(short[-1])
    return Allocation((), amount)


def _part(candidate: Candidate, share: Decimal, room: Decimal | None) -> Decimal | None:
    """What of `share` can go into a product that may bind `room`; None when it does not reach the least."""
    bounds = [bound / candidate.times for bound in (candidate.limit, room) if bound is not None]
    most = min((share, *bounds))
    if most < candidate.least:
        return None
    steps = ((most - candidate.base) / candidate.step).to_integral_value(ROUND_DOWN)
    part = candidate.base + steps * candidate.step
    return part if part >= candidate.least else None


def shares(amounts: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Each amount's percentage with one decimal; they add up to 100.0, the largest remainders being rounded up."""
    whole = sum(amounts, Decimal(0))
    if whole <= 0:
        return tuple(Decimal("0.0") for _ in amounts)
    exact = [amount * 1000 / whole for amount in amounts]
    floors = [one.to_integral_value(ROUND_DOWN) for one in exact]
    missing = int(1000 - sum(floors, Decimal(0)))
    order = sorted(range(len(exact)), key=lambda place: (floors[place] - exact[place], place))
    raised = set(order[:missing])
    return tuple((floor + (place in raised)) / 10 for place, floor in enumerate(floors))
