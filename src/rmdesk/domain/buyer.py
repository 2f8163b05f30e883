"""What of a client every product of a match is judged by alike (SUIT-28)."""

from datetime import date
from typing import NamedTuple

from rmdesk.domain.client import CONTACT_ELEMENTS, Capacity, Client, Profile
from rmdesk.domain.client_standing import client_standing, information_refused
from rmdesk.domain.means import Wealth, wealth_of
from rmdesk.domain.refusal import Refusal
from rmdesk.domain.thresholds import Thresholds


class Buyer(NamedTuple):
    """A client on a day, before any product. `standing` says why nothing at all may be sold, `uninformed` why nothing
    that must fit its buyer (SUIT-27). `guarded`: of limited capacity, with a guardian whose consent counts;
    `unverified`: own earnings were said, not seen (SUIT-11); `expired`: the ID or licence is over."""

    standing: tuple[Refusal, ...]
    uninformed: tuple[Refusal, ...]
    wealth: Wealth
    age: int | None
    capacity: Capacity
    guarded: bool
    unverified: bool
    professional: bool
    expired: bool


def buyer_of(client: Client, day: date, thresholds: Thresholds) -> Buyer:
    """The client as a buyer on `day`."""
    professional, last = client.professional_on(day), client.id_valid_until
    capacity = client.capacity(day, thresholds)
    return Buyer(
        standing=client_standing(client, day, thresholds),
        uninformed=information_refused(client),
        wealth=wealth_of(client, thresholds),
        age=client.age(day),
        capacity=capacity,
        guarded=capacity == "limited" and any(_consents(guardian) for guardian in client.related("guardian")),
        unverified=client.says("own_earnings") and client.young(day, thresholds),
        professional=professional,
        expired=last is not None and last < day,
    )


def _consents(guardian: Profile) -> bool:
    """A consent counts when it is known whose it is."""
    return guardian.get("consent") == "yes" and all(guardian.get(element) for element in CONTACT_ELEMENTS)
