"""Lists of entries: filtered, sorted and paged by the store, whatever the register; and its matrix."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from rmdesk.desk import book
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.around import register_of, when_due, whole
from rmdesk.desk.registers.finding import Typed, matching
from rmdesk.desk.registers.offering import barred
from rmdesk.desk.registers.seeing import readers, sieved, sight_of
from rmdesk.desk.registers.subjects import is_closed
from rmdesk.desk.registers.views import (
    Beginning,
    Column,
    Late,
    Line,
    Matrix,
    MatrixCell,
    Page,
    Query,
    RegisterLine,
    Shown,
)
from rmdesk.desk.registers.wording import AT_ONCE, NONE, Words, built_in
from rmdesk.domain.base import Text
from rmdesk.domain.clocks import When, end_of
from rmdesk.domain.people import DESK_ROLES, Role
from rmdesk.domain.refusal import stop
from rmdesk.domain.registers.definition import BUILT_IN, Register
from rmdesk.domain.registers.deriving import Part, derive
from rmdesk.domain.registers.entry import Entry, renamed
from rmdesk.domain.registers.field import Counted
from rmdesk.domain.registers.narrowing import may_hide
from rmdesk.domain.registers.words import NUMBERS

UNVEILED = frozenset({"no", "state"})
"""What is shown of an entry whose client's file is sealed (DATA-03)."""
ALL = Query()
_MANY = 1_000
"""Of so many entries of a book a page is found sooner along their order than by going through the book's clients."""
_ROWS = dict[str, tuple[Part, ...]]


@use_case("registers.read")
def kinds(desk: Desk) -> tuple[RegisterLine, ...]:
    """The registers that the person at the desk may look into, in order of their titles' ids."""
    return tuple(_kind(desk, one) for one in desk.pack.registers.values() if may_look(desk, one))


@use_case("registers.read")
def page(desk: Desk, register_id: str, query: Query = ALL) -> Page:
    """A page of a register's entries, as this person sees them. DATA-08.role for whoever reads none of them: that there
    is such a register the form pack says to everybody, and an empty list would say that nothing is in it.
    INPUT.unknown for a state that the register has not, INPUT.choice for an order that this reader cannot have."""
    register = _opened(desk, register_id)
    for state in query.states:
        if state not in register.state:
            stop("INPUT.unknown", what="state", given=state[:40])
    sortable = _sortable(desk, register)
    if query.sort and query.sort.removeprefix("-") not in sortable:
        allowed = [key for key in register.list.columns if key in sortable]
        stop("INPUT.choice", given=query.sort[:40], allowed=", ".join(allowed))
    return paged(desk, register, query)


def paged(desk: Desk, register: Register, query: Query) -> Page:
    """The page of a register into which this person may look. For use cases."""
    words = Words(desk, register)
    sort = query.sort or _own_sort(desk, register)
    entries, total = _entries(desk, register, query, sort)
    if any(key in register.field and register.field[key].personal for key in register.list.columns):
        entries = [whole(desk, one) for one in entries]
    parts, overdue = _parts_of(desk, register, entries), _overdue(desk, entries)
    words.look_ahead(one.client_id for one in entries)
    return Page(
        register_id=register.id,
        title=register.title,
        columns=tuple(_column(desk, words, key) for key in register.list.columns),
        lines=tuple(_line(desk, words, one, parts.get(one.id, ()), overdue.get(one.id, ())) for one in entries),
        total=total,
        sort=sort,
        sorted_by=_column(desk, words, sort.removeprefix("-")).label,
        states=tuple((key, one) for key, one in register.state.items()),
        matrix=bool(register.list.matrix),
        marks=any(one.marked for one in register.act.values()),
        stays_open=any(key not in register.ends for key in register.state),
        begun_by=_begun_by(register),
    )


def _begun_by(register: Register) -> tuple[Role, ...]:
    """Who begins an entry by hand; nobody where each is a part of another's."""
    acts = () if register.part_of else register.beginning
    return tuple(dict.fromkeys(role for act in acts for role in register.act[act].roles))


def _opened(desk: Desk, register_id: str) -> Register:
    register = register_of(desk, register_id)
    if not may_look(desk, register):
        stop("DATA-08.role", act="registers.read", roles=", ".join(register.read))
    return register


def sought(desk: Desk, register_id: str, typed: Typed, limit: int) -> tuple[Line, ...]:
    """The first entries that hold a text, as the list shows them. For use cases."""
    register = register_of(desk, register_id)
    words = Words(desk, register)
    entries, _ = _entries(desk, register, Query(text=typed.text, limit=limit), "-no", typed)
    words.look_ahead(one.client_id for one in entries)
    return tuple(_line(desk, words, one, ()) for one in entries)


@use_case("registers.work")
def titles(desk: Desk) -> tuple[tuple[str, Text], ...]:
    """The registers that the person at the desk may look into, by id and title: nothing of what is in them."""
    return tuple((one.id, one.title) for one in desk.pack.registers.values() if may_look(desk, one))


@use_case("registers.work")
def beginnings(desk: Desk, kind: str) -> tuple[Beginning, ...]:
    """The entries of their own that the person at the desk may begin about such a subject ("client")."""
    about = (one for one in desk.pack.registers.values() if kind in one.about and not one.part_of and not one.retired)
    keys = ((one, key) for one in about for key in one.beginning if not barred(desk, one, key))
    return tuple(Beginning(one.id, key, one.title, one.act[key].label) for one, key in keys)


@use_case("registers.read")
def matrix(desk: Desk, register_id: str) -> Matrix | None:
    """Where the register's open entries stand between its two fields; None when it has no matrix."""
    return placed(desk, _opened(desk, register_id))


def placed(desk: Desk, register: Register) -> Matrix | None:
    """The matrix of a register into which this person may look. For use cases."""
    if not register.list.matrix:
        return None
    every = Query(open_only=True, limit=-1)
    entries, _ = _entries(desk, register, every, "no")
    seen = [one for one in entries if not is_closed(desk, one.client_id) and _places(desk, register, one)]
    return drawn(Words(desk, register), register, seen)


def drawn(words: Words, register: Register, entries: list[Entry], at: Entry | None = None) -> Matrix:
    """Entries in their places. For use cases."""
    x, y = register.list.matrix
    xs = [one for one in register.options(x) if not one.retired]
    ys = [one for one in reversed(register.options(y)) if not one.retired]
    places = {(one.values.get(x, ""), one.values.get(y, "")): list[str]() for one in entries}
    for one in entries:
        places[one.values.get(x, ""), one.values.get(y, "")].append(one.no)
    rows = tuple(
        tuple(MatrixCell(_tone(register, {x: a.key, y: b.key}), tuple(places.get((a.key, b.key), ()))) for a in xs)
        for b in ys
    )
    column = next((n for n, one in enumerate(xs) if at and one.key == at.values.get(x)), None)
    row = next((n for n, one in enumerate(ys) if at and one.key == at.values.get(y)), None)
    place = None if column is None or row is None else (row, column)
    keys = tuple(one.key for one in xs), tuple(one.key for one in ys)
    bands = _bands(register, (x, y))
    return Matrix(words.label(x), words.label(y), tuple(xs), tuple(ys), rows, bands, place, (x, y), *keys)


def _places(desk: Desk, register: Register, one: Entry) -> bool:
    """Whether this person may know where in the matrix an entry stands."""
    return not (register.narrow and sight_of(desk, register, one).hidden.intersection(register.list.matrix))


def may_look(desk: Desk, register: Register) -> bool:
    """Whether the register opens for the person at the desk at all: by role, or as one of the people it names."""
    mine = set(desk.actor.roles)
    return any(name in mine or name not in DESK_ROLES for name in register.read)


def count(desk: Desk, register: Register, query: Query) -> int:
    """How many entries fit, of those that the person at the desk sees. For use cases."""
    return _entries(desk, register, query._replace(limit=0), "no")[1]


def _tone(register: Register, answers: dict[str, str]) -> str:
    """Of the first derived value that these two answers alone decide."""

    for key, value in derive(register, answers, (), date.min).items():
        band = register.derived[key].band(value)
        if set(register.derived[key].inputs) == set(answers) and band is not None:
            return band.tone
    return ""


def _bands(register: Register, fields: tuple[str, str]) -> tuple[tuple[str, Text], ...]:
    """What the tones are called in the derived value that these two fields alone decide."""
    decided = (one for one in register.derived.values() if set(one.inputs) == set(fields) and one.bands)
    return tuple((band.tone, band.text) for one in list(decided)[:1] for band in one.bands)


def _kind(desk: Desk, register: Register) -> RegisterLine:
    able = () if register.part_of else register.beginning
    begins = next((one for one in able if not barred(desk, register, one)), "")
    return RegisterLine(
        id=register.id,
        title=register.title,
        rule=register.rule,
        open=count(desk, register, Query(open_only=True)),
        begins=begins,
        begin_label=register.act[begins].label if begins else None,
        part=bool(register.part_of),
    )


def _sortable(desk: Desk, register: Register) -> frozenset[str]:
    """No order by what this reader may not see in every entry: it would tell."""
    days = {key for key, one in register.derived.items() if one.days_since}
    every = frozenset((*register.field, *register.derived, *BUILT_IN))
    apart = {key for key, one in register.field.items() if one.personal or one.log}
    return every - days - apart - {"parent"} - may_hide(register, desk.actor.roles)


def _own_sort(desk: Desk, register: Register) -> str:
    sort = register.list.sort
    return sort if sort.removeprefix("-") in _sortable(desk, register) else "-no"


def _column(desk: Desk, words: Words, key: str) -> Column:
    register = words.register
    kind = register.field[key].kind if key in register.field else ""
    number = key in register.derived or kind in NUMBERS
    return Column(key, words.label(key), number, key in _sortable(desk, register))


def _entries(
    desk: Desk, register: Register, query: Query, sort: str, typed: Typed | None = None
) -> tuple[list[Entry], int]:
    """What fits, in order, before any text of it is read: a page of ten thousand costs what a page costs."""
    where, params = _where(desk, register, query, typed)
    order, more = _order(register, sort)
    sql = f"SELECT e.id FROM entry e {order.join} WHERE {where} ORDER BY {order.by}, e.id {_way(sort)}"
    if sieved(desk, register):
        ids = [row[0] for row in desk.store.query(sql, (*more, *params))]
        found = [one for one in _read(desk, register, ids) if sight_of(desk, register, one).seen]
        end = None if query.limit < 0 else query.offset + query.limit
        return found[query.offset : end], len(found)
    total = _total(desk, where, params, keep=not query.text.strip())
    if not query.limit:
        return [], total
    first = _first_by_value(desk, register, query, sort, total)
    if first is None:
        paged = desk.store.query(f"{sql} LIMIT ? OFFSET ?", (*more, *params, query.limit, query.offset))
        first = [row[0] for row in paged]
    return list(_read(desk, register, first)), total


def _total(desk: Desk, where: str, params: tuple[object, ...], *, keep: bool) -> int:
    """How many fit. Of a book each entry's client is asked for it, so it is kept until one of either changes."""

    def counted() -> int:
        return int(desk.store.query(f"SELECT count(*) FROM entry e WHERE {where}", params)[0][0])

    return desk.until_told(("entries", where, params), counted) if keep else counted()


def _first_by_value(desk: Desk, register: Register, query: Query, sort: str, total: int) -> list[str] | None:
    """A page in the order of a value, read along its index; None where that is not the quicker way (a reader with a
    book of clients, about whom there are few entries, starts from those; what was sought is few) or where the page
    reaches entries without the value. `total`: how many fit."""
    key, way = sort.removeprefix("-"), _way(sort)
    told, older = register.keys(key)
    ranked = key in register.field or (key in register.derived and not _counted(register, key))
    if not ranked or told != older or query.limit < 0 or query.text.strip() or query.parent_id or query.client_id:
        return None
    mine = bool(book.owner(desk))
    if mine and (total < _MANY or "parent" in register.read):
        return None
    where, params = _where(desk, register, query, each=mine)
    sql = f"""SELECT v.entry_id FROM entry_value v CROSS JOIN entry e ON e.id = v.entry_id
        WHERE v.register_id = ? AND v.key = ? AND {where} ORDER BY v.rank {way}, v.entry_id {way} LIMIT ? OFFSET ?"""
    rows = desk.store.query(sql, (register.id, key, *params, query.limit, query.offset))
    return [row[0] for row in rows] if len(rows) == query.limit else None


def _read(desk: Desk, register: Register, ids: list[str]) -> Iterator[Entry]:
    """These entries, in this order."""
    names = register.renames
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        rows = desk.store.query(f"SELECT id, doc FROM entry WHERE id IN ({', '.join('?' * len(some))})", tuple(some))
        docs = {row["id"]: row["doc"] for row in rows}
        yield from (renamed(Entry.model_validate_json(docs[id]), names) for id in some)


def _where(
    desk: Desk, register: Register, query: Query, typed: Typed | None = None, *, each: bool = False
) -> tuple[str, tuple[object, ...]]:
    seen, params = readers(desk, register, each=each)
    # What is sought is few: the way goes by its ids (+ keeps an index out), not through the whole register.
    # Of a destroyed entry nothing is left that it was about; an index says so without a row being read.
    ways, values = (
        ["+e.register_id = ?" if query.text.strip() else "e.register_id = ?", "e.about_kind <> ''", seen],
        [register.id, *params],
    )
    if query.states:
        ways.append(f"e.state IN ({', '.join('?' * len(query.states))}) AND e.voided = 0")
        values += query.states
    if query.open_only:
        ways.append("e.ended_on IS NULL")
    for column, wanted in (("parent_id", query.parent_id), ("client_id", query.client_id)):
        if wanted:
            ways.append(f"e.{column} = ?")
            values.append(wanted)
    if query.text.strip():
        found, more = matching(desk, register, typed or Typed(desk, query.text))
        ways.append(found)
        values += more
    return " AND ".join(ways), tuple(values)


class _Order(NamedTuple):
    join: str
    by: str


def _way(sort: str) -> str:
    """Which way the order goes; entries alike in it follow the same way by their ids, so that an index tells it."""
    return "DESC" if sort.startswith("-") else "ASC"


def _counted(register: Register, key: str) -> Counted | None:
    """What a derived value counts, where that is parts: it stands in no row of the entry's own."""
    derived = register.derived.get(key)
    counted = None if derived is None else derived.count or derived.share
    return counted if counted is not None and counted.parts else None


def _order(register: Register, sort: str) -> tuple[_Order, tuple[object, ...]]:
    """Entries without the value come last, whichever way it goes."""
    key, way = sort.removeprefix("-"), _way(sort)
    built = {"no": "e.no", "begun_on": "e.begun_at", "begun_by": "e.begun_by", "ended_on": "e.ended_on"}
    if key in built or key == "about":
        return _Order("", f"{built.get(key, 'e.about_kind, e.about_id')} {way}"), ()
    if key == "state":
        places = " ".join(f"WHEN ? THEN {place}" for place, _ in enumerate(register.state))
        placed = f"SELECT id AS sid, CASE state {places} END AS place FROM entry WHERE register_id = ?"
        join = f"JOIN ({placed}) s ON s.sid = e.id"
        return _Order(join, f"s.place {way}"), (*register.state, register.id)
    derived, counted = register.derived.get(key), _counted(register, key)
    if counted is not None:
        marks = ", ".join("?" * len(counted.state))
        n, last = f"sum(n.state IN ({marks}))" if counted.state else "count(*)", f"coalesce(t.n, 0) {way}"
        if derived is not None and derived.share is not None:
            n, last = f"1.0 * {n} / count(*)", f"t.n IS NULL, t.n {way}"
        join = (
            f"LEFT JOIN (SELECT n.parent_id AS whole, {n} AS n FROM entry n "
            "WHERE n.register_id = ? AND n.voided = 0 GROUP BY n.parent_id) t ON t.whole = e.id"
        )
        return _Order(join, last), (*counted.state, counted.parts)
    join = "LEFT JOIN entry_value v ON v.entry_id = e.id AND v.key IN (?, ?)"
    return _Order(join, f"v.rank IS NULL, v.rank {way}"), register.keys(key)


def _parts_of(desk: Desk, register: Register, entries: list[Entry]) -> _ROWS:
    """The parts of a page of entries, in one query; none where nothing in the list is counted."""
    counts = [register.derived[key] for key in register.list.columns if key in register.derived]
    if not entries or not any(one.count or one.share for one in counts):
        return {}
    marks = ", ".join("?" * len(entries))
    sql = f"SELECT parent_id, register_id, state, ended_on FROM entry WHERE voided = 0 AND parent_id IN ({marks})"
    found: dict[str, list[Part]] = {}
    for row in desk.store.query(sql, tuple(one.id for one in entries)):
        part = Part(register_id=row["register_id"], state=row["state"], ended=row["ended_on"] is not None)
        found.setdefault(row["parent_id"], []).append(part)
    return {key: tuple(parts) for key, parts in found.items()}


def _overdue(desk: Desk, entries: list[Entry]) -> dict[str, list[tuple[str, When]]]:
    """What is past its end of a page of entries, by the register's due, in one query; a day of the whole's is read
    there."""
    sql = f"""SELECT d.entry_id, d.due, d.at, coalesce(d.on_day, v.value) AS day
        FROM entry_due d JOIN entry e ON e.id = d.entry_id
        LEFT JOIN entry_value v ON d.on_day IS NULL AND v.entry_id = e.parent_id AND v.key = d.of_parent
        WHERE d.entry_id IN ({", ".join("?" * len(entries))}) AND coalesce(d.on_day, v.value) <= ?"""
    found: dict[str, list[tuple[str, When]]] = {}
    asked, now = (*(one.id for one in entries), desk.today().isoformat()), desk.local(desk.now()).replace(tzinfo=None)
    for row in desk.store.query(sql, asked) if entries else ():
        on = when_due(desk, row["day"], row["at"])
        if end_of(on) < now:
            found.setdefault(row["entry_id"], []).append((row["due"], on))
    return found


def _line(
    desk: Desk, words: Words, entry: Entry, parts: tuple[Part, ...], overdue: Iterable[tuple[str, When]] = ()
) -> Line:
    register = words.register
    veiled = words.veiled(entry.client_id)
    hidden = sight_of(desk, register, entry).hidden if register.narrow else frozenset[str]()
    worked = {key: str(value) for key, value in derive(register, entry.values, parts, desk.today()).items()}
    values = {**built_in(words, entry), **entry.values, **worked}
    cells = tuple(
        _cell(words, entry, key, values, closed=key in hidden or (veiled and key not in UNVEILED))
        for key in register.list.columns
    )
    told = ((register.due[due], on) for due, on in overdue if due in register.due)
    lates = (Late(due.label, on) for due, on in told if due.on not in hidden)
    late = min(lates, key=lambda one: end_of(one.on), default=None)
    return Line(
        entry.id, entry.no, entry.version, cells, entry.state, entry.ended, entry.voided, veiled=veiled, late=late
    )


def _cell(words: Words, entry: Entry, key: str, values: dict[str, str], *, closed: bool) -> Shown:
    if closed:
        return Shown(key, words.label(key), NONE)
    if key == "about":
        return Shown(key, words.label(key), words.about(entry.about.kind, entry.about.id), entry.about.id)
    if key == "parent":
        return Shown(key, words.label(key), words.link("entry", entry.parent_id), entry.parent_id)
    return words.shown(key, values.get(key, ""), entry.client_id)
