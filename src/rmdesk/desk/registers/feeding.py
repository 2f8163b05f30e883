"""What rules of the program read out of registers (`feeds`): hours of training, the last contact with a client, what he
was not told yet, how satisfied he was."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from rmdesk.desk import same_person
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
    days = [day for _, day in _of_client(desk, client_id, "last_contact") if day]
    return date.fromisoformat(max(days)) if days else None


def last_fed(desk: Desk, feed: FeedName, among: str, params: tuple[str, ...]) -> dict[str, str]:
    """The last day that entries give for each of many clients, whoever looks: what follows from it must be the same for
    everybody. `among`: a WITH that makes `mine`, files by `id`, each with the `one` under which it counts. For use
    cases."""
    found = dict[str, str]()
    for register in desk.pack.registers.with_table("feeds"):
        if feed not in register.feeds:
            continue
        for one, day in _days_of(desk, register, feed, among, (*params, register.id)):
            found[one] = max(found.get(one, ""), day)
    return {one: day for one, day in found.items() if day}


def _days_of(
    desk: Desk, register: Register, feed: FeedName, among: str, params: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """Day by client, from what lists sort by where the feed names a bare field; else entry by entry."""
    source = register.feeds[feed]
    of_mine = "FROM mine CROSS JOIN entry ON entry.client_id = mine.id AND entry.register_id = ? AND voided = 0"
    if source.path in {*register.field, *register.derived} and not source.when:
        states = f" AND state IN ({', '.join('?' * len(source.state))})" if source.state else ""
        dated = "JOIN entry_value ON entry_id = entry.id AND key = ?"
        sql = f"{among} SELECT one, max(value) AS day {of_mine}{states} {dated} GROUP BY one"
        for row in desk.store.query(sql, (*params, *source.state, source.path)):
            yield row["one"], row["day"]
        return
    for row in desk.store.query(f"{among} SELECT one, doc {of_mine} WHERE doc IS NOT NULL", params):
        yield row["one"], _fed(desk, register, desk.parsed(Entry, row["doc"]), feed)


def noted_by(desk: Desk, feed: FeedName) -> str:
    """The act, as "register.act", by which the person at the desk begins an entry about a client that gives this at
    once; "" where no register has one. For use cases."""
    for register in desk.pack.registers.with_table("feeds"):
        for key in register.beginning if feed in register.feeds and "client" in register.about else ():
            act = register.act[key]
            if register.feeds[feed].path in {ask.key for ask in act.asked} and set(act.roles) & set(desk.actor.roles):
                return f"{register.id}.{key}"
    return ""


def untold(desk: Desk, client_id: str) -> tuple[str, ...]:
    """Numbers of the entries under way that say of nothing yet that the client was told of it (SUIT-14), of those that
    the person at the desk may see. For use cases."""
    return tuple(one.no for one, day in _of_client(desk, client_id, "client_told") if not (day or one.ended))


def satisfaction(desk: Desk, client_id: str) -> tuple[Decimal, date] | None:
    """What the client thought of the service when he was last asked (DESK-09), as a figure, and on which day; None
    where the person at the desk may see no such entry. For use cases."""
    given = ((one, number(raw)) for one, raw in _of_client(desk, client_id, "satisfaction"))
    scores = [(one.ended_on or one.begun_on, one.no, score) for one, score in given if score is not None]
    if not scores:
        return None
    day, _, score = max(scores)
    return Decimal(score), day


def _of_client(desk: Desk, client_id: str, feed: FeedName) -> Iterator[tuple[Entry, str]]:
    """Each entry about the client that feeds it and that the person at the desk may see, with what it gives."""
    mine = same_person.ids(desk, client_id)
    for register, entry in _about(desk, feed, same_person.among(mine), *mine):
        if sight_of(desk, register, entry).seen:
            yield entry, _fed(desk, register, entry, feed)


def _about(desk: Desk, feed: FeedName, where: str, *ids: str) -> Iterator[tuple[Register, Entry]]:
    """The entries that may feed it, of every register that says that it does."""
    sql = f"SELECT register_id, doc FROM entry WHERE {where} AND voided = 0 AND doc IS NOT NULL ORDER BY id"
    rows = desk.store.query(sql, ids)
    fed = {one.id: one for one in desk.pack.registers.with_table("feeds") if feed in one.feeds} if rows else {}
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
