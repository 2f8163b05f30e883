"""Clients' files: open one, find one, change one (KYC-01..10, SUIT-16, SUIT-20, SALE-06)."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from rmdesk.desk import becoming, book, guarding, intake, same_person
from rmdesk.desk.access import use_case
from rmdesk.desk.becoming import Ends
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.desk.guarding import Proof
from rmdesk.desk.search import client_queries
from rmdesk.desk.search.client_queries import Way
from rmdesk.domain import facts, fields
from rmdesk.domain.client import PRIVILEGED, Client, ClientKind, PrivilegedClass, Profile, bare_number
from rmdesk.domain.fields import FieldKind
from rmdesk.domain.refusal import Refusal, passed, stop, stop_at, stop_if, written
from rmdesk.store.tables.clients import VEIL

PAGE = 200
_MOST_NEAR = 20
FEW = 300
"""So many clients by id are read as fast as a page of those that fit is found along a long book."""
_GRADE, _GROUNDS = "aml_grade", "aml_reason"


class ClientLine(NamedTuple):
    """One client in a list. `kept` is "open", "sealed" or "destroyed": of the latter two the number alone (DATA-03).
    Birth date, the last four of the phone and the manager's login tell two of the same name apart; `one_no`: the number
    of the file of the same person that is worked with instead."""

    id: str
    no: str
    name: str
    kind: str
    level: str | None
    assessed_on: str | None
    kept: str = "open"
    qualified_until: str | None = None
    professional_until: str | None = None
    earner_until: str | None = None
    born: str | None = None
    phone_tail: str = ""
    manager: str = ""
    one_no: str | None = None

    def marks(self, day: date) -> tuple[PrivilegedClass, ...]:
        """The privileged classes that two people verified and that stand on `day`."""
        until = {
            "qualified": self.qualified_until,
            "professional": self.professional_until,
            "earner": self.earner_until,
        }
        return tuple(one for one in PRIVILEGED if (until[one] or "") >= day.isoformat())


class Duplicate(NamedTuple):
    """A client who may be the one that is being typed in; `why` is "id", "phone", "name_born" or "near"."""

    line: ClientLine
    why: str


_LINES = """
    SELECT c.id, c.no, c.name, c.kind, a.level, a.on_day, coalesce(json_extract(c.doc, '$.kept'), 'open') AS kept,
        c.qualified_until, c.professional_until, c.earner_until, c.born, substr(c.phone, -4), c.manager,
        (SELECT no FROM client WHERE id = c.linked_to)
    FROM (SELECT * FROM {source} WHERE {where} ORDER BY sort, id LIMIT ?) c LEFT JOIN assessment a
    ON json_extract(c.doc, '$.kept') IS NOT 'sealed'
    AND a.id = (SELECT id FROM assessment WHERE questionnaire = '' AND (client_id = c.id
                OR client_id IN (SELECT id FROM client WHERE linked_to = c.id)) ORDER BY taken_at DESC LIMIT 1)
    ORDER BY c.sort, c.id
"""


@use_case("clients.read")
def page(desk: Desk, after: str = "", limit: int = PAGE) -> tuple[ClientLine, ...]:
    """Clients by the pinyin of their names, from the one behind that with the id `after`. A manager sees the own book,
    here and everywhere."""
    row = desk.store.get("client", after) if after else None
    behind = ("", "") if row is None else (row["sort"], row["id"])
    return _lines(desk, "(sort, id) > (?, ?)", behind, limit)


@use_case("clients.read")
def find(desk: Desk, text: str, limit: int = 50) -> tuple[ClientLine, ...]:
    """Clients by characters or pinyin of the name, number (K-0007, 7), or the head or tail of phone or ID."""
    return sought(desk, text, limit)


def sought(desk: Desk, text: str, limit: int) -> tuple[ClientLine, ...]:
    """What `find` finds, all where nothing is typed. For use cases that have asked who may know clients."""
    text = " ".join(text.split())
    if not text:
        return _lines(desk, "1", (), limit)
    found: dict[str, ClientLine] = {}
    for way in client_queries.ways(desk, text):
        if len(found) < limit:
            found |= {one.id: one for one in _fitting(desk, way, limit) if one.id not in found}
    return tuple(found.values())[:limit]


def _fitting(desk: Desk, way: Way, limit: int) -> tuple[ClientLine, ...]:
    """Where few fit they are looked up by what is sought, and whose they are is asked of these alone; where many do, or
    lists stand in that order, the book is walked until there are enough."""
    if not way.listed:
        ids = {row[0] for row in desk.store.query(f"{way.ids} LIMIT {FEW + 1}", way.values)}
        if len(ids) <= FEW:
            return lines_of(desk, ids)[:limit]
    return _lines(desk, way.where, way.values, limit)


def lines_of(desk: Desk, ids: Collection[str]) -> tuple[ClientLine, ...]:
    """The lines of the clients with these ids, by the pinyin of their names. For use cases that have chosen them."""
    if not ids:
        return ()
    source, own = book.clients_source(desk, few=True)
    return _read(desk, source, "id IN (SELECT value FROM json_each(?))", (*own, json.dumps(sorted(ids)), len(ids)))


@use_case("clients.read")
def get(desk: Desk, which: str) -> Client:
    """The client with this id or number (K-0007)."""
    row = _row(desk, which)
    if row is None:
        stop("INPUT.unknown", what="client", given=which)
    client = desk.parsed(Client, row["doc"])
    stop_if(book.turned_away(desk, client.id))
    return client


@use_case("clients.read")
def duplicates(desk: Desk, values: Mapping[str, str], but: str = "") -> tuple[Duplicate, ...]:
    """Clients with the same ID, phone, or name and birth date as what is being typed, or with a slip in one of the
    last; `but` is the client's own id.

    Those of another manager's book are found too, so that nobody is entered twice, but not named.
    """
    abroad = bare_number(values.get("overseas_number", ""))
    number = _bare("id_number", values.get("id_number") or values.get("uscc") or abroad)
    wanted: tuple[tuple[str, str, tuple[str, ...]], ...] = (
        ("id", "id_number = ?", (number,)),
        ("phone", "phone = ?", (_bare("phone", values.get("phone", "")),)),
        ("name_born", "name = ? AND born = ?", (values.get("name", ""), values.get("born", ""))),
    )
    near = same_person.namesakes(desk, values.get("name", ""), values.get("born", ""))[:_MOST_NEAR]
    wanted += (("near", same_person.among(near, "id"), near),) if near else ()
    mine = same_person.ids(desk, but)
    found: dict[str, Duplicate] = {}
    for why, where, params in wanted:
        if all(params):
            for line in _all_lines(desk, f"{where} AND NOT {same_person.among(mine, 'id')}", (*params, *mine), 5):
                found.setdefault(line.id, Duplicate(_veiled(desk, line), why))
    return tuple(found.values())


@use_case("clients.write")
def register(desk: Desk, kind: ClientKind, values: Mapping[str, str], draft_id: str = "") -> Client:
    """Open a client's file from checked intake values; the draft they were typed in ends with it. Beside an older file
    with the same number, means of which it says more rose today (SUIT-03)."""
    stop_if(*intake.faults(desk, kind, values).values())
    client = Client(
        id=desk.new_id(),
        no=desk.next_no("K"),
        kind=kind,
        profile=_asked(desk, kind, values),
        registered_on=desk.today(),
        changed_at=desk.now(),
        manager=desk.actor.login,
    )
    client = client.model_copy(update={"raised": same_person.raised(desk, client)})
    with desk.transaction():
        desk.record(facts.ClientRegistered(client=client), client.id)
        client_dues.watch_client(desk, client)
        desk.store.drafts.delete(draft_id)
    return client


@use_case("clients.write")
def change(
    desk: Desk, client_id: str, values: Mapping[str, str], reason: str, draft_id: str = "", proof: Proof | None = None
) -> Client:
    """Change a client's file; `values` are all values of the form, `reason` says why (DESK-01). Where somebody else
    comes out of it and a level or a privilege falls, or more civil capacity than before, or a lower AML grade, a second
    person agrees (`Ends.act`)."""
    before = passed(get(desk, client_id))
    if not reason.strip():
        stop("INPUT.required")
    stop_if(*intake.faults(desk, before.kind, values, before.profile).values())
    changes = _changes(before.profile, _asked(desk, before.kind, values))
    with desk.transaction():
        act = becoming.ends(desk, before, changes).act
        if act:
            guarding.prove(desk, act, proof, before.id)
        desk.store.drafts.delete(draft_id)
        return _changed(desk, before, changes, reason.strip(), graded=_GRADE in changes)


@use_case("clients.regrade")
def review_grade(desk: Desk, which: str, grade: str, seen: str, proof: Proof | None = None) -> Client:
    """The yearly review of the highest AML grade of a client by id or number (KYC-05): `grade` is confirmed or changed,
    `seen` says what was looked at and why. A second person agrees (`becoming.REGRADE`), whichever it is; it alone ends
    the due, and the next year counts from today."""
    before = passed(get(desk, which))
    seen = written(_GROUNDS, seen)
    values = {**before.profile, _GRADE: grade, _GROUNDS: seen}
    found = intake.faults(desk, before.kind, values, before.profile)
    for asked in (_GRADE, _GROUNDS):  # what else a file lacks keeps nobody from its review
        stop_at(asked, found.get(asked))
    read = _asked(desk, before.kind, values)
    changes = _changes(before.profile, {**before.profile, **{one: read.get(one, "") for one in (_GRADE, _GROUNDS)}})
    with desk.transaction():
        guarding.prove(desk, becoming.REGRADE, proof, before.id)
        client_dues.grade_reviewed(desk, before, seen)
        return _changed(desk, before, changes, seen, graded=True)


def _changed(desk: Desk, before: Client, changes: dict[str, tuple[str, str]], reason: str, *, graded: bool) -> Client:
    if changes:
        rose, today = becoming.rose(desk, before, changes), desk.today()
        told = {"client_id": before.id, "on": today, "changes": changes, "reason": reason, "raised": rose}
        desk.record(facts.ClientChanged.model_validate(told), before.id)
    after = require(desk, before.id)
    client_dues.watch_client(desk, after, graded=graded)
    becoming.follow(desk, before, after)
    return after


@use_case("clients.read")
def would_end(desk: Desk, client_id: str, values: Mapping[str, str]) -> Ends:
    """What `change` to these values would end, so that it is said before it is done."""
    client = passed(get(desk, client_id))
    return becoming.ends(desk, client, _changes(client.profile, _asked(desk, client.kind, values)))


@use_case("clients.write")
def report_change(desk: Desk, client_id: str, what: str) -> Client:
    """The client says that his circumstances changed: reassess before the next sale (SUIT-20)."""
    if not what.strip():
        stop("INPUT.required")
    client = passed(get(desk, client_id))
    desk.record(facts.ChangeReported(client_id=client.id, on=desk.today(), what=what.strip()), client.id)
    return require(desk, client.id)


@use_case("clients.reveal")
def reveal(desk: Desk, client_id: str, field: str, proof: Proof | None = None) -> str:
    """A masked value in clear. Revealing one is a fact (DATA-05); the table of acts may ask for proof (DATA-08)."""
    client = passed(get(desk, client_id))
    guarding.prove(desk, "clients.reveal", proof, client.id)
    desk.record(facts.IdRevealed(client_id=client.id, field=field), client.id)
    return client.profile.get(field, "")


def _bare(kind: FieldKind, typed: str) -> str:
    """A number as the tables keep it, however it was grouped; "" for what is none (yet)."""
    value = fields.read(kind, typed)
    return "" if isinstance(value, Refusal) else value.replace("-", "")


def _lines(desk: Desk, where: str, params: Sequence[Any], limit: int) -> tuple[ClientLine, ...]:
    source, own = book.clients_source(desk)
    return _read(desk, source, where, (*own, *params, limit))


def _all_lines(desk: Desk, where: str, params: Sequence[Any], limit: int) -> tuple[ClientLine, ...]:
    return _read(desk, "client", where, (*params, limit))


def _read(desk: Desk, source: str, where: str, params: Sequence[Any]) -> tuple[ClientLine, ...]:
    return tuple(ClientLine(*row) for row in desk.store.query(_LINES.format(source=source, where=where), params))


def _veiled(desk: Desk, line: ClientLine) -> ClientLine:
    """One of somebody else's book: that it is there, and nothing of it."""
    if book.holds(desk, line.id):
        return line
    return line._replace(name=VEIL, level=None, assessed_on=None, born=None, phone_tail="", manager="")


def _row(desk: Desk, which: str) -> Any:
    rows = desk.store.query("SELECT doc FROM client WHERE id = ? OR no = ?", (which, desk.bare_no(which)))
    return rows[0] if rows else None


def require(desk: Desk, client_id: str) -> Client:
    """The client with an id that is known to be one. For use cases."""
    row = desk.store.get("client", client_id) or _row(desk, client_id)
    return desk.parsed(Client, row["doc"])


def _asked(desk: Desk, kind: ClientKind, values: Mapping[str, str]) -> Profile:
    """The canonical values of the fields that are asked; what was typed before an answer hid its field is left out."""
    found = {}
    for one in intake.pages(desk, kind, values):
        for slot in one.slots:
            answer = intake.read(desk, slot, values.get(slot.key, ""), values)
            if isinstance(answer, str) and answer:
                found[slot.key] = answer
                typed = intake.as_typed(slot, answer, values)
                found |= {intake.typed_key(slot.key): typed} if typed else {}
    return dict(sorted(found.items()))


def _changes(before: Profile, after: Profile) -> dict[str, tuple[str, str]]:
    keys = sorted(before.keys() | after.keys())
    pairs = {key: (before.get(key, ""), after.get(key, "")) for key in keys}
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}
