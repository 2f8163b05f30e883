"""A client who moves from one desk to another: what travels, the facts on both sides, and how another desk's fact reads
here.

There is one owner at a time. The giving desk seals the file in the fact that gives it up; the other one takes it over
or refuses it, and says so in a fact of its own. Numbers that the giving desk gave out bear its code at the other, and
whoever worked there is named with its device: neither says anything of numbers and logins here.
"""

import json
import re
from collections.abc import Collection
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, Literal

from rmdesk.domain.archive_facts import (
    ClientExported,
    ClientSealed,
    ClientUnsealed,
    HoldLifted,
    HoldPut,
    PaperFiled,
    PaperScanned,
)
from rmdesk.domain.base import Value
from rmdesk.domain.client import Client, Raised
from rmdesk.domain.exchange_reviews import Somebody, elsewhere
from rmdesk.domain.fact import Fact, group_of, name_of, read_fact
from rmdesk.domain.facts import ClientTakenBack
from rmdesk.domain.numbers import coded

State = Literal["offered", "taken", "refused"]

_TOLD: Final = frozenset(
    {"client", "assessment", "visit", "sale", "paper", "due", "holding"}
    | {name_of(one.kind) for one in (HoldPut, HoldLifted, PaperFiled, PaperScanned)}
)
"""Groups and names of facts that fill tables of the desk that takes a client over. The others, those of complaints and
registers among them, were done with where they happened: they are kept, read, and counted there alone."""
_APART: Final = frozenset(name_of(one.kind) for one in (ClientSealed, ClientUnsealed, ClientExported, ClientTakenBack))
_WHO: Final = re.compile(
    r"(?:by|second|manager(?:_before)?|giver|receiver|not_by|approved_by|agreed_by|reviewer|owner|handler)"
)
"""Fields that name somebody of the desk by login."""


class Move(Value):
    """A client who is given up. `ids`: the files of the person, the one that is worked with first; `no`: its number as
    the other desk will show it; `code`: of the giving desk; `numbers`: all that it gave out about the client; `logins`:
    its people; `seqs`: every fact that belongs to the client, in order; `products`: what was bought, by code."""

    client_id: str
    ids: tuple[str, ...]
    no: str
    name: str
    code: str
    numbers: tuple[str, ...]
    logins: tuple[str, ...]
    seqs: tuple[int, ...]
    products: tuple[str, ...]
    reason: str
    by: Somebody


class Moving(Value):
    """How a move stands: with which desk, by which fact of the giving one, since when; `answer`: the reason where it
    was refused."""

    device: str
    seq: int
    move: Move
    at: datetime
    state: State = "offered"
    answer: str = ""


# at the desk that gives a client up
class ClientGivenUp(Fact, kind="exchange.client_given_up/1"):
    """A client was given up to another desk: sealed here, and offered there with the next bundle."""

    device: str
    move: Move


class ClientMoveAnswered(Fact, kind="exchange.client_move_answered/1"):
    """The other desk took the client over, by its fact `seq`, or refused: then the file is open here again."""

    device: str
    seq: int
    client_id: str
    asked: int
    taken: bool
    reason: str = ""


class ClientMoveEnded(Fact, kind="exchange.client_move_ended/1"):
    """The other desk was struck off before it answered: the file is open here again."""

    device: str
    client_id: str
    reason: str


# at the desk that takes one over
class ClientOffered(Fact, kind="exchange.client_offered/1"):
    """Another desk gave a client up to this one, by its fact `seq`."""

    device: str
    seq: int
    move: Move


class FactMoved(Fact, kind="exchange.fact_moved/1"):
    """One fact of the giving desk that belongs to a client who is taken over: as its chain has it, proved by its seal.
    `of` is its kind, `said` its payload under `salt` (hex)."""

    client_id: str
    device: str
    seq: int
    id: str
    at: datetime
    actor: str
    of: str
    salt: str
    said: str


class ClientTakenOver(Fact, kind="exchange.client_taken_over/1"):
    """The client is this desk's from now on, in this manager's book; so many facts of the other desk came first.
    `settled`: both desks served him, and why somebody settled it so; `stand`: the files that stay as they were here.
    `raised`: means of which the file says more than another one here that bears the client's number (SUIT-03)."""

    device: str
    asked: int
    client_id: str
    manager: str
    facts: int
    settled: str = ""
    stand: tuple[Client, ...] = ()
    raised: tuple[Raised, ...] = ()


class ClientRefused(Fact, kind="exchange.client_refused/1"):
    """The client is not taken over: the other desk keeps the file."""

    device: str
    asked: int
    client_id: str
    reason: str


class Told(Value):
    """A moved fact as it reads here."""

    fact: Fact
    at: datetime
    actor: str


def first_id(moved: FactMoved) -> str:
    """The id under which a fact was recorded first, however often it moved since."""
    return _first(moved).id


def kind_of(moved: FactMoved) -> str:
    """Of what kind the fact is that moved."""
    return _first(moved).of


def _first(moved: FactMoved) -> FactMoved:
    while name_of(moved.of) == name_of(FactMoved.kind):
        inner = read_fact(moved.of, moved.said)
        assert isinstance(inner, FactMoved), "its kind says so"
        moved = inner
    return moved


def tells(kind: str) -> bool:
    """Whether a moved fact of this kind fills tables."""
    name = name_of(kind)
    return name not in _APART and (name in _TOLD or group_of(kind) in _TOLD)


@lru_cache(maxsize=8)  # several tables ask for it, one after another
def told(moved: FactMoved, move: Move) -> Told | None:
    """A moved fact as it reads here; None for one that fills no table."""
    first = _first(moved)
    if not tells(first.of):
        return None
    return Told(
        fact=read_here(first.of, first.said, move.numbers, move.code, move.logins, first.device),
        at=first.at,
        actor=elsewhere(first.actor, first.device),
    )


def read_here(
    kind: str,
    said: str,
    numbers: Collection[str],
    code: str,
    logins: Collection[str],
    device: str,
    who: re.Pattern[str] = _WHO,
) -> Fact:
    """Another desk's fact as it reads here: numbers that it gave out bear its code, and whoever is named by login in
    the fields `who` bears its device."""
    known = _Here(frozenset(numbers), code, frozenset(logins), device, who)
    return read_fact(kind, json.dumps(known.of(json.loads(said))))


class _Here:
    """What stands in another desk's fact, as it is named here."""

    def __init__(
        self, numbers: Collection[str], code: str, logins: Collection[str], device: str, who: re.Pattern[str]
    ) -> None:
        self._numbers, self._code, self._logins, self._device, self._who = numbers, code, logins, device, who

    def of(self, value: Any, field: str = "") -> Any:
        """A value of JSON, under this field."""
        if isinstance(value, dict):
            return {name: self.of(one, name) for name, one in value.items()}
        if isinstance(value, list):
            return [self.of(one, field) for one in value]
        if not isinstance(value, str):
            return value
        if value in self._numbers:
            return coded(value, self._code)
        if value in self._logins and self._who.fullmatch(field):
            return elsewhere(value, self._device)
        return value
