"""A client's stage and segments with their reasons, and what in the file wants mending (DESK-01, DESK-02)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from rmdesk.desk import book, clients, same_person
from rmdesk.desk.access import use_case
from rmdesk.desk.clients import ClientLine
from rmdesk.desk.desk import Desk
from rmdesk.desk.portrait import traits
from rmdesk.domain import facts
from rmdesk.domain.portrait import Check, Found, Traits, fits, placed
from rmdesk.domain.refusal import passed, stop, written

LAPSED = "lapsed"


class Portrait(NamedTuple):
    """What the pack's rules say of a client today; None of each where the pack has no rules, or the file is sealed.
    `checks`: what in the file is stale, contradicts itself or is missing."""

    stage: Found | None
    value: Found | None
    risk: Found | None
    checks: tuple[Found, ...] = ()


NOTHING = Portrait(None, None, None)


@use_case("clients.read")
def of_client(desk: Desk, client_id: str) -> Portrait:
    """The portrait of the client with this id or number; of a linked file that of the one that is worked with."""
    one = same_person.the_one(desk, passed(clients.get(desk, client_id)).id)
    return read(desk, (one,)).get(one, NOTHING)


@use_case("clients.read")
def in_stage(desk: Desk, stage: str) -> tuple[ClientLine, ...]:
    """The clients who are in a stage today, by the pinyin of their names, of the own book for a manager (DESK-02)."""
    if stage not in {one.key for one in desk.pack.portrait.stage}:
        stop("INPUT.unknown", what="stage", given=stage)
    found = stages(desk, traits.of_books(desk, book.owners(desk)))
    return clients.lines_of(desk, {one for one, at in found.items() if at.group.key == stage})


@use_case("clients.write")
def answer(desk: Desk, client_id: str, check: str, note: str) -> None:
    """What a check found was asked after and is right: it is asked again after the pack's days (DESK-01)."""
    client = passed(clients.get(desk, client_id))
    if desk.pack.portrait.checked(check) is None:
        stop("INPUT.unknown", what="check", given=check)
    note = written("note", note)
    desk.record(facts.CheckAnswered(client_id=client.id, check=check, note=note, on=desk.today()), client.id)


def read(desk: Desk, ids: Iterable[str]) -> dict[str, Portrait]:
    """The portraits of the clients with these ids, whom a use case has shown: of its lines, page by page."""
    return judged(desk, traits.of_files(desk, tuple(ids)))


def judged(desk: Desk, known: dict[str, Traits]) -> dict[str, Portrait]:
    """What the pack's rules say of clients whose traits are known. For use cases."""
    rules, mended = desk.pack.portrait, checks(desk, known)
    return {
        one: Portrait(placed(rules.stage, found), placed(rules.value, found), placed(rules.risk, found), mended[one])
        for one, found in known.items()
    }


def stages(desk: Desk, known: dict[str, Traits]) -> dict[str, Found]:
    """The stages alone of clients whose traits are known. For use cases."""
    found = ((one, placed(desk.pack.portrait.stage, each)) for one, each in known.items())
    return {one: stage for one, stage in found if stage is not None}


def checks(desk: Desk, known: dict[str, Traits]) -> dict[str, tuple[Found, ...]]:
    """What wants mending alone, of clients whose traits are known. For use cases."""
    answered = _answered(desk)
    return {one: tuple(_checks(desk.pack.portrait.check, found, answered.get(one, {}))) for one, found in known.items()}


def _checks(rules: tuple[Check, ...], known: Traits, answered: dict[str, date]) -> Iterator[Found]:
    for check in rules:
        last = answered.get(check.key)
        found = fits(check, known) if last is None or last + timedelta(check.again) <= known.day else None
        if found is not None:
            yield found


def _answered(desk: Desk) -> dict[str, dict[str, date]]:
    """By client and check."""
    found = dict[str, dict[str, date]]()
    for row in desk.store.query("SELECT client_id, check_key, on_day FROM check_answer"):
        found.setdefault(row["client_id"], {})[row["check_key"]] = date.fromisoformat(row["on_day"])
    return found
