"""A client's file after a change: what it says then, and what fell with it (SUIT-17, SALE-06, SUIT-20)."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from rmdesk.domain.becoming import IDENTITY
from rmdesk.domain.client import MEANS, PLACE, Client, Raised


def changed(client: Client, changes: Mapping[str, tuple[str, str]], at: datetime, on: date) -> Client:
    """The client after values changed, key → (before, after), at `at` (UTC), of the local day `on`. A change of who it
    is leaves nothing verified: that was somebody else's."""
    profile = {key: value for key, value in client.profile.items() if key not in changes}
    profile |= {key: after for key, (_, after) in changes.items() if after}
    update: dict[str, object] = {"profile": dict(sorted(profile.items())), "changed_at": at, "lacking": ()}
    update["raised"] = (*client.raised, *_raised(changes, on))
    if not IDENTITY.isdisjoint(changes):
        update |= {**dict.fromkeys(PLACE.values()), "was": (*client.was, client.identity(at, on))}
    return client.model_copy(update=update)


def _raised(changes: Mapping[str, tuple[str, str]], on: date) -> Iterator[Raised]:
    """Which means rise with it. What was unknown before raises nothing; what is taken out may come back as anything."""
    for key in MEANS:
        before, after = changes.get(key, ("", ""))
        if before and (not after or Decimal(after) > Decimal(before)):
            yield Raised(key=key, before=Decimal(before), on=on)
