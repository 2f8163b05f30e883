"""What the registers hold about one client, for the client's file."""

from datetime import date
from typing import NamedTuple

from rmdesk.desk import same_person
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.seeing import sight_of
from rmdesk.domain.base import Text
from rmdesk.domain.registers.entry import Entry

MOST = 200
"""So many of a client's entries are listed, the latest first."""


class ClientEntry(NamedTuple):
    """One entry about a client. `title` is its register's; `ended`: it has ended or was voided."""

    id: str
    no: str
    title: Text
    state: Text
    begun_on: date
    ended: bool


@use_case("registers.read")
def of_client(desk: Desk, client_id: str) -> tuple[ClientEntry, ...]:
    """The entries about a client, in all files of the same person (DESK-01), that the person at the desk may see, the
    latest first."""
    mine = same_person.ids(desk, client_id)
    of_person = f"{same_person.among(mine)} AND doc IS NOT NULL"
    sql = f"SELECT doc FROM entry WHERE {of_person} ORDER BY begun_at DESC, id DESC LIMIT ?"
    rows = desk.store.query(sql, (*mine, MOST))
    found = (desk.parsed(Entry, row["doc"]) for row in rows)
    return tuple(line for one in found if (line := _line(desk, one)) is not None)


def _line(desk: Desk, one: Entry) -> ClientEntry | None:
    register = desk.pack.registers.get(one.register_id)
    if register is None or not sight_of(desk, register, one).seen:
        return None
    state = register.state.get(one.state) or Text.same(one.state)
    return ClientEntry(one.id, one.no, register.entry_title, state, one.begun_on, one.ended or one.voided)
