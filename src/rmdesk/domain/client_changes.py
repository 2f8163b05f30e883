"""A client's file after a change: what it says then, and what fell with it (SUIT-17, SALE-06, SUIT-20)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from rmdesk.domain.becoming import IDENTITY
from rmdesk.domain.client import MEANS, PLACE, QUALIFYING, Client, Raised


def changed(
    client: Client,
    changes: Mapping[str, tuple[str, str]],
    at: datetime,
    on: date,
    beside: tuple[Raised, ...] = (),
) -> Client:
    """The client after values changed, key → (before, after), at `at` (UTC), of the local day `on`. A change of who it
    is leaves nothing verified: that was somebody else's. `beside`: what rose with it against another file."""
    profile = {key: value for key, value in client.profile.items() if key not in changes}
    profile |= {key: after for key, (_, after) in changes.items() if after}
    update: dict[str, object] = {"profile": dict(sorted(profile.items())), "changed_at": at, "lacking": ()}
    update["raised"] = (*client.raised, *_raised(changes, on, verified=client.qualification is not None), *beside)
    if not IDENTITY.isdisjoint(changes):
        update |= {**dict.fromkeys(PLACE.values()), "was": (*client.was, client.identity(at, on))}
    return client.model_copy(update=update)


def raised_beside(client: Client, others: Iterable[Client], on: date) -> tuple[Raised, ...]:
    """Which means rise where this file of a person is worked with beside or instead of `others`: what they say less, or
    this one does not say yet, and what rose in them before (SUIT-03)."""
    found = set[tuple[date, str, Decimal]]()
    for other in others:
        found |= {(one.on, one.key, one.before) for one in other.raised}
        for key in MEANS:
            less, more = other.amount(key), client.amount(key)
            if less is not None and (more is None or more > less):
                found.add((on, key, less))
    return tuple(Raised(key=key, before=before, on=day) for day, key, before in sorted(found))


def rises(changes: Mapping[str, tuple[str, str]]) -> bool:
    """Whether means rise by a change of the file, whatever was verified before."""
    return any(True for _ in _raised(changes, date.min, verified=True))


def _raised(changes: Mapping[str, tuple[str, str]], on: date, *, verified: bool) -> Iterator[Raised]:
    """Which means rise with it. What was unknown before raises nothing, unless two people `verified` a qualified
    investor without it (SALE-06); what is taken out may come back as anything."""
    for key in MEANS:
        before, after = changes.get(key, ("", ""))
        if verified and after and not before and key in QUALIFYING:
            yield Raised(key=key, before=Decimal(0), on=on)
        elif before and (not after or Decimal(after) > Decimal(before)):
            yield Raised(key=key, before=Decimal(before), on=on)
