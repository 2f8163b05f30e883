"""One entry as one person sees it: answers, acts, history, parts, links, dues; and what its sample gives again."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from rmdesk.desk.access import use_case
from rmdesk.desk.cards.finding import for_family
from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.around import entry_by, parts_under, when_due
from rmdesk.desk.registers.definitions import as_of
from rmdesk.desk.registers.history import drawn_of, history_of
from rmdesk.desk.registers.listing import count, drawn, may_look
from rmdesk.desk.registers.making import drawing
from rmdesk.desk.registers.numbers import numbers_in
from rmdesk.desk.registers.offering import barred, offers, started, why_not
from rmdesk.desk.registers.seeing import Found, seen
from rmdesk.desk.registers.subjects import BRANCH, named, told
from rmdesk.desk.registers.views import DueShown, EntryView, Linked, Log, Matrix, PartsOf, Query, Shown, Started
from rmdesk.desk.registers.wording import Words
from rmdesk.domain.base import Text
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refusal, passed, stop
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.deriving import derive
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.facts import Drawn
from rmdesk.domain.registers.words import LINKS


@use_case("registers.read")
def entry(desk: Desk, which: str) -> EntryView:
    """The entry with this id or number, as the person at the desk may see it."""
    return view_of(desk, passed(seen(desk, which)))


@use_case("registers.read")
def draw_again(desk: Desk, which: str) -> tuple[Drawn, Drawn]:
    """How the entry's parts were found, and how the same source and seed find them today: the same unless there is
    more or less to choose from since."""
    found = passed(seen(desk, which))
    done = drawn_of(found.entry)
    parts = found.register.act[done.act].parts if done and done.act in found.register.act else None
    if done is None or done.drawn is None or parts is None:
        stop("INPUT.unknown", what="sample", given=found.entry.no)
    return done.drawn, drawing(desk, found.entry, parts, done.drawn.seed).drawn


def view_of(desk: Desk, found: Found) -> EntryView:
    """What the person at the desk sees of an entry that was found. For use cases."""
    register, one, words = found.register, found.entry, Words(desk, found.register)
    subject = None if one.about.kind == BRANCH else told(desk, one.about.kind, one.about.id)
    whole = entry_by(desk, one.parent_id) if one.parent_id else None
    above = None if whole is None else named(desk, "entry", whole.id)
    acts = offers(desk, register, one)
    return EntryView(
        id=one.id,
        register_id=register.id,
        title=register.entry_title,
        rule=register.rule,
        no=one.no,
        version=one.version,
        state=one.state,
        state_text=register.state.get(one.state) or Text.same(one.state),
        ended=one.ended,
        voided=one.voided,
        about=None if subject is None else Shown("about", words.label("about"), subject.text, subject.id),
        about_kind=one.about.kind,
        client_id=one.client_id,
        parent=None if whole is None or above is None else Linked(_title(desk, whole), "entry", above.id, above.text),
        values=_values(desk, found, words),
        earlier=_earlier(desk, found),
        logs=tuple(_logs(found, words)),
        acts=acts,
        starts=_starts(desk, register, one),
        history=history_of(desk, found),
        parts=tuple(_parts(desk, register, one)),
        links=tuple(_links(desk, found, words)),
        back=tuple(_back(desk, one.id)),
        dues=_dues(desk, found, whole, {each.act for each in acts}),
        papers=tuple((key, paper.title) for key, paper in register.paper.items()),
        matrix=_matrix(found, words),
        masked=frozenset(numbers_in(found)),
    )


def worked(desk: Desk, register: Register, one: Entry) -> dict[str, str]:
    """Everything that is worked out of the entry today. For use cases."""
    found = derive(register, one.values, parts_under(desk, one.id), desk.today())
    return {key: str(value) for key, value in found.items()}


def _title(desk: Desk, one: Entry) -> Text:
    register = desk.pack.registers.get(one.register_id)
    return Text.same(one.register_id) if register is None else register.entry_title


def _values(desk: Desk, found: Found, words: Words) -> tuple[Shown, ...]:
    """In the register's order: what was answered, then what is worked out."""
    register, one = found.register, found.entry
    plain = [key for key, field in register.field.items() if not field.log and one.values.get(key)]
    open_ones = (key for key in plain if key not in found.hidden)
    shown = [each for key in open_ones for each in words.each(key, one.values[key], one.client_id)]
    derived = worked(desk, register, one)
    told = (key for key in register.derived if key in derived and key not in found.hidden)
    return (*shown, *(words.shown(key, derived[key]) for key in told))


def _earlier(desk: Desk, found: Found) -> tuple[Shown, ...]:
    """What a field answered that the register no longer has, in the words of the definition it was answered under."""
    one, told = found.entry, list[Shown]()
    for key in one.values:
        if key in found.register.field or key in found.hidden:
            continue
        under = next((done.definition for done in reversed(one.done) if key in done.values), "")
        told += Words(desk, as_of(desk, found.register, under)).each(key, one.values[key], one.client_id)
    return tuple(told)


def _logs(found: Found, words: Words) -> Iterator[Log]:
    one = found.entry
    for key, lines in one.log.items():
        if key not in found.hidden:
            told = ((line.at, words.person(line.by), words.said(key, line.value, one.client_id)) for line in lines)
            yield Log(words.label(key), tuple(told))


def _starts(desk: Desk, register: Register, one: Entry) -> tuple[Started, ...]:
    """What the acts that were done lead to, each once; nothing does so from an entry that is void."""
    acts = dict.fromkeys(() if one.voided else (done.act for done in one.done))
    return tuple(dict.fromkeys(start for act in acts for start in started(desk, register, one, act)))


def _parts(desk: Desk, register: Register, one: Entry) -> Iterator[PartsOf]:
    for of in desk.pack.registers.values():
        if register.id not in of.part_of or not may_look(desk, of):
            continue
        begins = next((key for key in of.beginning if not barred(desk, of, key, one.id)), "")
        yield PartsOf(
            of.id,
            of.title,
            count(desk, of, Query(parent_id=one.id)),
            count(desk, of, Query(parent_id=one.id, open_only=True)),
            begins,
            of.act[begins].label if begins else None,
        )


def _links(desk: Desk, found: Found, words: Words) -> Iterator[Linked]:
    for key, field in found.register.field.items():
        if field.kind not in LINKS or field.kind in ("person", "rule") or key in found.hidden:
            continue
        for id in filter(None, found.entry.values.get(key, "").split(",")):
            one = named(desk, field.kind, id)
            yield Linked(words.label(key), field.kind, one.id, one.text)
    if not found.entry.ended and not found.entry.voided:
        yield from _said(desk, found)


def _said(desk: Desk, found: Found) -> Iterator[Linked]:
    """What may be said of the products that an open entry about a client names: talk tracks, answers to objections."""
    one = found.entry
    keys = (key for key, field in found.register.field.items() if field.kind == "product" and key not in found.hidden)
    codes = [one.values[key] for key in keys if one.values.get(key) and one.client_id]
    rows = (desk.store.get("product", code) for code in codes)
    families = dict.fromkeys(desk.parsed(Product, row["doc"]).family for row in rows if row is not None)
    for family in families:
        for card in for_family(desk, family):
            yield Linked(desk.pack.label_text("card_kind", card.kind), "text_card", card.id, card.title)


def _back(desk: Desk, id: str) -> Iterator[Linked]:
    """Entries that name this one, of those that this person sees, where the field that names it is not hidden."""
    sql = "SELECT from_id, field FROM entry_link WHERE to_id = ? AND kind = 'entry' ORDER BY 1, 2"
    told = set[str]()
    for row in desk.store.query(sql, (id,)):
        other = seen(desk, row["from_id"])
        if not isinstance(other, Refusal) and row["field"] not in other.hidden and other.entry.id not in told:
            told.add(other.entry.id)
            yield Linked(other.register.entry_title, "entry", other.entry.id, Text.same(other.entry.no))


def _matrix(found: Found, words: Words) -> Matrix | None:
    axes = found.register.list.matrix
    shown = bool(axes) and not found.hidden.intersection(axes)
    return drawn(words, found.register, [found.entry], at=found.entry) if shown else None


def _dues(desk: Desk, found: Found, whole: Entry | None, may: AbstractSet[str]) -> tuple[DueShown, ...]:
    register, one = found.register, found.entry
    columns = "due, whom_kind, whom_id, on_day, at, of_parent"
    sql = f"SELECT {columns} FROM entry_due WHERE entry_id = ? ORDER BY on_day, at, due"
    told = []
    for row in desk.store.query(sql, (one.id,)):
        day = row["on_day"] or ("" if whole is None else whole.values.get(row["of_parent"], ""))
        due = register.due.get(row["due"])
        if day and due is not None and due.on not in found.hidden:
            who = whom(desk, row["whom_kind"], row["whom_id"])
            why = () if may & set(due.act) else _not_for_me(desk, found, due.act)
            told.append(DueShown(due.label, when_due(desk, day, row["at"]), who, row["due"], why))
    return tuple(told)


def _not_for_me(desk: Desk, found: Found, acts: Iterable[str]) -> tuple[Refusal, ...]:
    """Why the first of `acts` is not this person's: another role's, or somebody's who has no part in the entry."""
    refusals = (why_not(desk, found.register, found.entry, act) for act in acts)
    whose = ([one for one in each.reasons if one.code in ("REGISTER.roles", "REGISTER.not_by")] for each in refusals)
    return tuple(next((each for each in whose if each), []))


def whom(desk: Desk, kind: str, id: str) -> Text:
    """Whom a due is for, in words. For use cases."""
    if kind == "role":
        return desk.pack.label_text("role", id)
    if kind == "manager":
        row = desk.store.get("client", id)
        return named(desk, "person", "" if row is None else row["manager"]).text
    return named(desk, "person", id).text
