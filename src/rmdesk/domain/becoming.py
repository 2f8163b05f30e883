"""Whether a client's file came to be about somebody else: what was found out about the one says nothing of the other
(KYC-01, KYC-02, SUIT-20)."""

from collections.abc import Iterable
from datetime import date, datetime

from rmdesk.domain.base import Value

IDENTITY = frozenset({"name", "born", "id_type", "id_number", "uscc", "overseas_number", "licence_type"})
"""The fields that say who a client is."""


class Identity(Value):
    """Who a file was about until it was changed at `until` (UTC), on the local day `on`: name, number without what
    stands between its parts, and birth date; "" where it said none."""

    name: str
    number: str
    born: str
    until: datetime
    on: date

    def another(self, now: "Identity") -> bool:
        """Whether `now` is somebody else: another birth date, or another name with another number. Who takes a new
        name, or shows a new document, stays who he is; what was not known before changes nothing."""
        renumbered = bool(self.number) and self.number != now.number
        reborn = bool(self.born) and self.born != now.born
        return reborn or (renumbered and self.name != now.name)


def became(was: Iterable[Identity], now: Identity, since: datetime) -> date | None:
    """The day of the first change after which the file is about somebody else than at `since`, in however many steps
    it came; None where it is about the same. `was` in order of time."""
    later = [one for one in was if one.until >= since]
    if not later or not later[0].another(now):
        return None
    steps = zip(later, [*later[1:], now], strict=True)
    return next(before.on for before, after in steps if later[0].another(after))
