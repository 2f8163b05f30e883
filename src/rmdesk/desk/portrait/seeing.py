"""A client's stage and segments with their reasons, and what in the file wants mending (DESK-01, DESK-02)."""

from collections.abc import Iterable
from typing import NamedTuple

from rmdesk.desk import book, clients, same_person
from rmdesk.desk.access import use_case
from rmdesk.desk.clients import ClientLine
from rmdesk.desk.desk import Desk
from rmdesk.desk.portrait import traits
from rmdesk.domain.portrait import Found, fits, placed
from rmdesk.domain.refusal import passed, stop


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
    rules = desk.pack.portrait.stage
    if stage not in {one.key for one in rules}:
        stop("INPUT.unknown", what="stage", given=stage)
    everybody = traits.of_books(desk, book.owners(desk)).items()
    found = {one for one, known in everybody if (at := placed(rules, known)) is not None and at.group.key == stage}
    return clients.lines_of(desk, found)


def read(desk: Desk, ids: Iterable[str]) -> dict[str, Portrait]:
    """The portraits of the clients with these ids, whom a use case has shown: of its lines, page by page."""
    rules = desk.pack.portrait
    return {
        one: Portrait(
            placed(rules.stage, found),
            placed(rules.value, found),
            placed(rules.risk, found),
            tuple(each for check in rules.check if (each := fits(check, found)) is not None),
        )
        for one, found in traits.of_files(desk, tuple(ids)).items()
    }
