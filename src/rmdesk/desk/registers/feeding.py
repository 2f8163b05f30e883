"""What rules of the program read out of registers (`feeds`): hours of training, the last contact with a client."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.around import around
from rmdesk.desk.registers.seeing import sight_of
from rmdesk.domain.people import Training
from rmdesk.domain.registers.conditions import failing
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.deriving import derive, number
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.words import FeedName


def trained(desk: Desk, login: str) -> tuple[Training, ...]:
    """Hours of compliance training that the registers say somebody has finished, each on the day its entry ended
    (DESK-15). For use cases."""
    found = list[Training]()
    for register, entry in _about(desk, "training_hours", "about_kind = 'person' AND about_id = ?", login):
        hours = number(_fed(desk, register, entry, "training_hours"))
        if entry.ended_on is not None and hours is not None and hours > 0:
            found.append(Training(kind="compliance", hours=Decimal(hours), on=entry.ended_on, about=entry.no))
    return tuple(found)


def last_contact(desk: Desk, client_id: str) -> date | None:
    """The last day on which an entry that the person at the desk may see says that somebody spoke with the client
    (DESK-06); None where none does. For use cases."""
    days = [
        day
        for register, entry in _about(desk, "last_contact", "client_id = ?", client_id)
        if (day := _fed(desk, register, entry, "last_contact")) and sight_of(desk, register, entry).seen
    ]
    return date.fromisoformat(max(days)) if days else None


def _about(desk: Desk, feed: FeedName, where: str, id: str) -> Iterator[tuple[Register, Entry]]:
    """The entries that may feed it, of every register that says that it does."""
    sql = f"SELECT register_id, doc FROM entry WHERE {where} AND voided = 0 AND doc IS NOT NULL ORDER BY id"
    rows = desk.store.query(sql, (id,))
    fed = {key: one for key, one in desk.pack.registers.items() if feed in one.feeds} if rows else {}
    for row in rows:
        if row["register_id"] in fed:
            yield fed[row["register_id"]], desk.parsed(Entry, row["doc"])


def _fed(desk: Desk, register: Register, entry: Entry, name: FeedName) -> str:
    """What the entry gives, canonical; "" where it does not count."""
    feed = register.feeds[name]
    if feed.state and entry.state not in feed.state:
        return ""
    stands = around(desk, register, entry, entry.about, entry.parent_id)
    worked = {key: str(value) for key, value in derive(register, entry.values, stands.parts, stands.today).items()}
    values = {**entry.built_in, **entry.values, **worked, **stands.paths}
    return values.get(feed.path, "") if failing(feed.when, values, stands.parts, stands.thresholds) is None else ""
