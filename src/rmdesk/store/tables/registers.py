"""Entries of registers: one set of tables for every register, whatever a bank adds. A new one needs no new table."""

from rmdesk.domain.registers import entry as folding
from rmdesk.domain.registers import facts
from rmdesk.domain.registers.act import VOID
from rmdesk.domain.registers.deriving import number
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.facts import Follows
from rmdesk.store.entry import Entry as Recorded
from rmdesk.store.project import projects, search_table, table
from rmdesk.store.rows import Changes, Gone, Reader, Row, doc_of
from rmdesk.store.tables.archive import paper_left

SHORT = 200
"""Longer answers stand in the entry alone: no list sorts or filters by them."""

table(
    "entry",
    key="id",
    text=("register_id", "no", "state", "about_kind", "about_id", "client_id", "parent_id", "begun_at", "begun_by",
          "definition"),
    number=("voided", "version"),
    empty=("ended_on", "doc"),
    unique=[("register_id", "no")],
    indexes=[
        ("no",), ("register_id", "begun_at"), ("register_id", "ended_on"),
        ("register_id", "state", "id"), ("client_id", "register_id"), ("about_kind", "about_id"),
        ("register_id", "about_kind", "ended_on", "state", "id"),
        ("parent_id", "register_id", "state", "voided", "ended_on"),
    ],
)  # fmt: skip
table(
    "entry_value",
    key=("entry_id", "key"),
    text=("register_id", "value"),
    any=("rank",),
    indexes=[("register_id", "key", "rank", "entry_id")],
)
table("entry_link", key=("from_id", "field", "to_id"), text=("kind",), indexes=[("to_id", "kind")])
table(
    "entry_due",
    key=("entry_id", "due", "whom_kind", "whom_id"),
    text=("of_parent",),
    number=("warn", "provisional"),
    empty=("on_day", "at"),
    indexes=[("whom_kind", "whom_id", "on_day")],
)
table("entry_unique", key=("register_id", "what"), text=("entry_id",), indexes=[("entry_id",)])
table("entry_private", key="entry_id", text=("values",))
search_table("entry_search", key=("entry_id", "key"), words=("characters",))


@projects(facts.EntryBegun)
def _begun(rows: Reader, fact: facts.EntryBegun, entry: Recorded) -> Changes:
    yield from _written(folding.begun(fact, entry.actor, entry.at), fact.definition, fact.follows)


@projects(facts.EntryActed)
def _acted(rows: Reader, fact: facts.EntryActed, entry: Recorded) -> Changes:
    after = folding.acted(doc_of(rows, Entry, "entry", fact.entry_id), fact, entry.actor, entry.at)
    yield from _forgotten(after.id)
    yield from _written(after, fact.definition, fact.follows)
    if fact.act == VOID:
        yield Gone("entry_due", {"entry_id": after.id})


@projects(facts.EntryPrivate)
def _private(rows: Reader, fact: facts.EntryPrivate, entry: Recorded) -> Changes:
    yield Row("entry_private", {"entry_id": fact.entry_id, "values": fact.values})


@projects(facts.EntryPrinted)
def _printed(rows: Reader, fact: facts.EntryPrinted, entry: Recorded) -> Changes:
    # Under no client: a client's file lists papers to everybody who may see the client, an entry has its own readers.
    printed = {"number": fact.printed.number, "kind": fact.printed.kind, "digest": fact.printed.digest}
    whose = {"fact": entry.id, "client_id": "", "sale_id": None, "at": entry.at}
    yield Row("paper", {**printed, **whose, "pdf_sha256": fact.pdf_sha256})


@projects(facts.EntryForgot)
def _forgot(rows: Reader, fact: facts.EntryForgot, entry: Recorded) -> Changes:
    yield Gone("entry_private", {"entry_id": fact.entry_id}, for_good=True)


@projects(facts.EntriesDestroyed)
def _destroyed(rows: Reader, fact: facts.EntriesDestroyed, entry: Recorded) -> Changes:
    """The number stays given, with the figures; who and what it was about goes."""
    for one in fact.entries:
        yield from _forgotten(one.entry_id)
        yield Gone("entry_search", {"entry_id": one.entry_id}, for_good=True)
        yield Gone("entry_private", {"entry_id": one.entry_id}, for_good=True)
        yield _left(one)
        yield from (_value(one.register_id, one.entry_id, key, value) for key, value in one.values.items())
    yield from (paper_left("", one) for one in fact.papers)


def _left(one: facts.EntryTally) -> Row:
    """The row as the tally says it: what began the entry may be erased already, as in a replay."""
    known = {"id": one.entry_id, "register_id": one.register_id, "no": one.no, "state": one.state}
    nobody = {"about_kind": "", "about_id": "", "client_id": "", "begun_by": "", "doc": None}
    when = {"parent_id": one.parent_id, "begun_at": one.begun_at, "ended_on": one.ended_on, "voided": one.voided}
    return Row("entry", {**known, **nobody, **when, "version": one.version, "definition": ""})


def _forgotten(entry_id: str) -> Changes:
    """What followed from an entry before its act."""
    return (Gone(name, {column: entry_id}) for name, column in _FOLLOW)


_FOLLOW = (
    ("entry_value", "entry_id"),
    ("entry_link", "from_id"),
    ("entry_due", "entry_id"),
    ("entry_unique", "entry_id"),
    ("entry_search", "entry_id"),
)


def _written(one: Entry, definition: str, follows: Follows) -> Changes:
    yield Row(
        "entry",
        {
            "id": one.id,
            "register_id": one.register_id,
            "no": one.no,
            "state": one.state,
            "about_kind": one.about.kind,
            "about_id": one.about.id,
            "client_id": one.client_id,
            "parent_id": one.parent_id,
            "begun_at": one.begun_at,
            "begun_by": one.begun_by,
            "ended_on": one.ended_on,
            "voided": one.voided,
            "version": one.version,
            "definition": definition,
            "doc": one,
        },
    )
    for key, value in {**one.values, **follows.derived}.items():
        if len(value) <= SHORT:
            yield _value(one.register_id, one.id, key, value)
    for key in follows.texts:
        if len(one.values[key]) <= SHORT:
            yield Row("entry_search", {"entry_id": one.id, "key": key, "characters": spaced(one.values[key])})
    for key, kind in follows.links.items():
        for to_id in one.values.get(key, "").split(","):
            yield Row("entry_link", {"from_id": one.id, "field": key, "kind": kind, "to_id": to_id})
    for what in follows.unique:
        yield Row("entry_unique", {"register_id": one.register_id, "what": what, "entry_id": one.id})
    yield from _dues(one.id, follows)


def spaced(text: str) -> str:
    """A text as it is sought: each character a word of its own, so that a piece of a Chinese sentence is found."""
    return " ".join(text.replace(" ", ""))


def _value(register_id: str, entry_id: str, key: str, value: str) -> Row:
    """A number is ranked as one: 10 comes after 9."""
    as_number = number(value)
    rank: object = value if as_number is None else float(as_number)
    values = {"register_id": register_id, "key": key, "rank": rank, "value": value, "entry_id": entry_id}
    return Row("entry_value", values)


def _dues(entry_id: str, follows: Follows) -> Changes:
    for due in follows.dues:
        for whom in due.whom:
            yield Row(
                "entry_due",
                {
                    "entry_id": entry_id,
                    "due": due.due,
                    "whom_kind": whom.kind,
                    "whom_id": whom.id,
                    "on_day": due.day,
                    "at": due.at,
                    "of_parent": due.of_parent,
                    "warn": due.warn_days,
                    "provisional": due.provisional,
                },
            )
