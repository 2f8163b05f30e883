"""What head office tells of this desk's own clients: assessments at other desks (SUIT-18), and files there."""

from datetime import date, datetime
from typing import NamedTuple

from rmdesk.desk import same_person
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import own, peers
from rmdesk.domain.client import Client
from rmdesk.domain.directives import CountedElsewhere, CountsGiven, HandedDown, PersonCounted, topic


class AtOthers(NamedTuple):
    """What head office knows of a person at other desks: the days of assessments there in the twelve months before it
    said so, the last level and its day, which desks have a file of the person; said when (UTC), by which two people."""

    days: tuple[date, ...]
    level: str
    on: date | None
    desks: tuple[str, ...]
    at: datetime
    by: str
    second: str


def heard(desk: Desk, fact: HandedDown, directive: CountsGiven) -> None:
    """Record of each client what changed. For `directed`, behind its own fact."""
    hashed = own.keys_of(desk).persons_with(peers.named(desk, fact.device).card.sealing)
    told = {one.person: one for one in directive.persons}
    for row in desk.store.query("SELECT id, kind, id_number FROM client ORDER BY id"):
        person = hashed(row["kind"], row["id_number"]) if row["id_number"] else ""
        counted = told.get(person, PersonCounted(person=person))
        before = _of(desk, row["id"])
        known = PersonCounted(person=person) if before is None else before.counted
        if counted != known:
            said = CountedElsewhere(device=fact.device, seq=fact.seq, client_id=row["id"], counted=counted)
            desk.record(said, row["id"])


def at_others(desk: Desk, client: Client, *files: str) -> AtOthers | None:
    """What was said last of the person with this file and these further ones; None where no head office counts for
    this desk. For use cases."""
    sql = "SELECT at, doc FROM directive WHERE topic = ? ORDER BY seq DESC"
    trusted = {one.card.device for one in peers.all_of(desk) if one.card.kind == "office" and one.struck is None}
    rows = desk.store.query(sql, (topic("counts", desk.store.device),))
    said = ((row["at"], desk.parsed(HandedDown, row["doc"])) for row in rows)
    last = next(((at, fact) for at, fact in said if fact.device in trusted), None)
    if last is None:
        return None
    at, fact = last
    mine = dict.fromkeys((*same_person.ids(desk, client.id), *files))
    found = {one.counted.person: one.counted for one in (_of(desk, id) for id in mine) if one is not None}
    levels = sorted((one.on, one.level) for one in found.values() if one.on is not None)
    return AtOthers(
        tuple(sorted(day for one in found.values() for day in one.days)),
        levels[-1][1] if levels else "",
        levels[-1][0] if levels else None,
        tuple(dict.fromkeys(name for one in found.values() for name in one.desks)),
        datetime.fromisoformat(at),
        fact.by,
        fact.second,
    )


def _of(desk: Desk, client_id: str) -> CountedElsewhere | None:
    row = desk.store.get("elsewhere", client_id)
    return None if row is None else desk.parsed(CountedElsewhere, row["doc"])
