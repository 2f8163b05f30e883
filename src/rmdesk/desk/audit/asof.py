"""A client's file as it was on a day: the facts up to then, seen through the very use cases that show today's."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import NamedTuple

from rmdesk.desk import client_file, clients
from rmdesk.desk.access import use_case
from rmdesk.desk.audit.seeking import client_subjects
from rmdesk.desk.client_file import ClientFile
from rmdesk.desk.desk import Desk
from rmdesk.domain import facts, people_facts
from rmdesk.domain.directives import HandedDown
from rmdesk.domain.documents import DocumentAdded, DocumentWithdrawn
from rmdesk.domain.holding_facts import RateEntered
from rmdesk.domain.institutions import InstitutionStated
from rmdesk.domain.refusal import Refused, passed, stop
from rmdesk.store.asof import as_of

# What a client's file is seen through: the branch, its people, its forms, its shelf.
_AROUND = (
    *(
        facts.DeskOpened.kind,
        facts.BranchChanged.kind,
        facts.PackAdopted.kind,
        facts.PersonAdded.kind,
        facts.PersonChanged.kind,
        people_facts.PersonRemoved.kind,
    ),
    RateEntered.kind,
    *(
        facts.ProductListed.kind,
        facts.ProductChanged.kind,
        facts.ProductRegraded.kind,
        facts.ProductStatusChanged.kind,
        InstitutionStated.kind,
        HandedDown.kind,
        DocumentAdded.kind,
        DocumentWithdrawn.kind,
    ),
)


class FileAsOf(NamedTuple):
    """A client's file as the desk knew it at the end of a day. `facts`: how many stood behind it, `at`: until when."""

    file: ClientFile
    on: date
    at: datetime
    facts: int


@use_case("clients.read")
def read(desk: Desk, which: str, on: date) -> FileAsOf:
    """The file of the client with this id or number as it was at the end of `on` (a local day).

    Refused for a day to come, and for one on which the client was not known yet.
    """
    if on > desk.today():
        stop("INPUT.future", given=on)
    client = passed(clients.get(desk, which))
    until = min(desk.end_of(on), desk.now())
    with desk_as_of(desk, client.id, until) as then:
        # Who may see the client today may see the past, whosever book the client was in then.
        then.actor = desk.actor.model_copy(update={"roles": (*desk.actor.roles, "compliance")})
        file = client_file.read(then, client.id)
        if isinstance(file, Refused):
            stop("INPUT.unknown", what="client", given=which)
        count = then.store.query("SELECT count(*) FROM journal")[0][0]
        return FileAsOf(file, on, until, count)


@contextmanager
def desk_as_of(desk: Desk, client_id: str, until: datetime) -> Iterator[Desk]:
    """The desk at the instant `until`, as far as this client's file goes; for use cases that only read. Its time stands
    still, its branch and forms are those in force then."""
    subjects = (client_id, *client_subjects(desk, client_id))
    with as_of(desk.store, until, _AROUND, subjects) as store:
        yield desk.standing_at(store, until)
