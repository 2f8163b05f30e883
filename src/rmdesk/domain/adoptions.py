"""Which form pack is in force: a function of the day. One that was adopted for a later day waits for it (QUES-07)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Adoption(NamedTuple):
    """A pack in force from the day `begins` on: the day it was adopted on, or a later one. `seq`: of those that begin
    on one day the one adopted last holds."""

    begins: date
    seq: int
    digest: str


def in_force(adoptions: Iterable[Adoption], day: date) -> Adoption | None:
    """The one that began last, the first of all before it began; None of none."""
    known = sorted(adoptions)
    begun = [one for one in known if one.begins <= day]
    return begun[-1] if begun else next(iter(known), None)


def followed_on(adoptions: Iterable[Adoption], digest: str) -> date | None:
    """The day on which another pack follows the one with this digest, in force now; None while none waits."""
    known = sorted(adoptions)
    now = next((one for one in known if one.digest == digest), None)
    return None if now is None else next((one.begins for one in known if one > now), None)
