"""A refusal is raised inside a use case and is a value outside of it; what was written before it is taken back."""

from collections.abc import Iterator

import pytest

from rmdesk.desk import clients
from rmdesk.desk.access import USE_CASES, use_case
from rmdesk.desk.desk import Desk
from rmdesk.domain import facts
from rmdesk.domain.client import Client
from rmdesk.domain.refusal import Refused, StopError, passed, refuse, refused, stop, stop_if
from support.desks import codes, done
from support.walk import register


@pytest.fixture(autouse=True)
def no_trace() -> Iterator[None]:
    """The use cases that are invented here are gone again after each test: others walk over all there are."""
    before = dict(USE_CASES)
    yield
    USE_CASES.clear()
    USE_CASES.update(before)


def _says(desk: Desk, client: Client, what: str) -> None:
    desk.record(facts.ChangeReported(client_id=client.id, on=desk.today(), what=what), client.id)


def test_a_refusal_takes_back_what_the_use_case_wrote(desk: Desk) -> None:
    """Half an act in the journal is a sale that nobody made; it can never be taken out again."""
    client = register(desk)

    @use_case("clients.write")
    def half(desk: Desk) -> str:
        with desk.transaction():
            _says(desk, client, "搬家")
            stop("INPUT.required")

    before = desk.store.head()
    assert half(desk) == refused("INPUT.required")
    assert desk.store.head() == before
    assert desk.permission == ""


def test_a_refusal_inside_stops_the_whole_act(desk: Desk) -> None:
    """An act that goes on after a part of it was refused would be countersigned as if all of it had been done."""
    client = register(desk)

    @use_case("clients.write")
    def both(desk: Desk, other: str) -> Client:
        with desk.transaction():
            _says(desk, client, "换工作")
            return passed(clients.get(desk, other))

    before = desk.store.head()
    assert codes(both(desk, "K-9999")) == ["INPUT.unknown"]
    assert desk.store.head() == before
    assert done(both(desk, client.no)).id == client.id
    assert desk.store.head() != before


def test_a_use_case_may_look_at_what_another_refused(desk: Desk) -> None:
    """Where an answer is a help only, its refusal takes back its own part and not what was done around it."""
    client = register(desk)

    @use_case("clients.write")
    def inner(desk: Desk) -> None:
        with desk.transaction():
            _says(desk, client, "内")
            stop("INPUT.required")

    @use_case("clients.write")
    def outer(desk: Desk) -> bool:
        with desk.transaction():
            _says(desk, client, "外")
            return isinstance(inner(desk), Refused)

    assert outer(desk) is True
    said = [entry.fact for entry in desk.store.entries() if isinstance(entry.fact, facts.ChangeReported)]
    assert [one.what for one in said] == ["外"]


def test_what_the_rules_found_is_what_the_face_is_told() -> None:
    """A reason that is lost on the way to the screen leaves the client without an explanation (SUIT-28)."""
    first, second = refuse("SUIT-21"), refuse("INPUT.required")
    stop_if()
    stop_if(None, None)
    with pytest.raises(StopError, match=r"SUIT-21, INPUT\.required") as stopped:
        stop_if(None, first, second)
    assert stopped.value.refused == Refused(reasons=(first, second))
    assert passed(3) == 3
    with pytest.raises(StopError) as again:
        passed(stopped.value.refused)
    assert again.value.refused is stopped.value.refused
