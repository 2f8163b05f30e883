"""Whether a changed value asks for less than before. Each judge gives 1 for looser, -1 for tighter, 0 where it cannot
be told from the value alone."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from rmdesk.formpack.comparing.tree import Difference

Judge = Callable[[Difference], int]
_HOURS = {"hours": Decimal(1), "days": Decimal(24), "working_days": Decimal("33.6")}  # seven days for five


def rises(one: Difference) -> int:
    """A higher number is looser."""
    if not (_number(one.was) and _number(one.now)):
        return 0
    return _sign(one.was < one.now, one.was > one.now)


def falls(one: Difference) -> int:
    """A lower number is looser."""
    return -rises(one)


def gains(one: Difference) -> int:
    """A list that names more is looser; one that gains and loses is, because of what it gained."""
    if not (isinstance(one.was, list) and isinstance(one.now, list)):
        return 0
    return _sign(any(name not in one.was for name in one.now), any(name not in one.now for name in one.was))


def widens(one: Difference) -> int:
    """A list that names more is looser, and none at all names everything."""
    return gains(one) or _sign(one.now is None, one.was is None)


def loses(one: Difference) -> int:
    """A list that names less is looser; none at all names nothing."""
    was, now = one.was or [], one.now or []
    if not (isinstance(was, list) and isinstance(now, list)):
        return 0
    return _sign(any(name not in now for name in was), any(name not in was for name in now))


def ceases(one: Difference) -> int:
    """What is gone, or not true any more, is looser."""
    return _sign(bool(one.was) and not one.now, bool(one.now) and not one.was)


def steps_down(*order: str) -> Judge:
    """An earlier word of `order` is looser; nothing written means the first."""

    def judge(one: Difference) -> int:
        was, now = (order[0] if word is None else word for word in (one.was, one.now))
        if was not in order or now not in order:
            return 0
        return _sign(order.index(now) < order.index(was), order.index(now) > order.index(was))

    return judge


def higher_level(ranks: Sequence[Mapping[str, int]]) -> Judge:
    """A level of higher rank is looser, and none at all most; `ranks` of the older and the newer pack."""

    def judge(one: Difference) -> int:
        if one.was is None or one.now is None:
            return ceases(one)
        was, now = ranks[0].get(one.was), ranks[1].get(one.now)
        return 0 if was is None or now is None else _sign(now > was, now < was)

    return judge


def longer_clock(one: Difference) -> int:
    """More time for the bank is looser, less time for whoever complains as well; the unit counts with the number."""
    was, now = (
        side.get("count", 0) * _HOURS.get(side.get("unit", ""), Decimal(0)) if _number(side.get("count")) else None
        for side in one.beside
    )
    if was is None or now is None:
        return 0
    longer = _sign(now > was, now < was)
    return -longer if one.beside[1].get("party") == "complainant" else longer


def _number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _sign(looser: bool, tighter: bool) -> int:
    return 1 if looser else -1 if tighter else 0
