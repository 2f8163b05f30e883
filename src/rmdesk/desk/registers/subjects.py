"""What entries are about and what they name: clients, sales, products, people, each told to the right reader."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from rmdesk.desk import book, clients, restricted_files, same_person, show
from rmdesk.desk.complaints.reading import hidden
from rmdesk.desk.desk import Desk
from rmdesk.desk.people_rows import all_of, person_of
from rmdesk.desk.registers.around import client_of, entry_by
from rmdesk.desk.registers.seeing import seen
from rmdesk.desk.search import told_apart
from rmdesk.domain.base import Lang, Text
from rmdesk.domain.client import Client
from rmdesk.domain.complaint import Case
from rmdesk.domain.indicators.definition import Indicator
from rmdesk.domain.people import Person
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.facts import About
from rmdesk.locale import tr
from rmdesk.store.tables.clients import VEIL

BRANCH = "branch"
_BARE = ("sale", "case")
"""Told by their number alone; so are entries."""
_LANGS: tuple[Lang, Lang] = ("zh", "en")


class Named(NamedTuple):
    """A subject as it may be told: in words, and under which id one goes there ("" where one may not)."""

    text: Text
    id: str


def named(desk: Desk, kind: str, id: str) -> Named:
    """The subject as the person at the desk may know it. What may not be opened is told by its number alone."""
    if kind == BRANCH:
        return Named(Text(zh=desk.branch.bank, en=desk.branch.spoken("en").bank), "")
    found = _NAMES.get(kind)
    return Named(Text.same(id), id) if found is None or not id else found(desk, id)


def told(desk: Desk, kind: str, id: str) -> Named:
    """The subject as `named`, and with `with_kind`."""
    found = named(desk, kind, id)
    return found._replace(text=with_kind(desk, kind, id, found.text))


def with_kind(desk: Desk, kind: str, id: str, text: Text) -> Text:
    """A subject's text where nothing else says what it is: before a bare number what bears it."""
    called = None if text.zh == VEIL else _bearer(desk, kind, id)
    return text if called is None else Text(zh=f"{called.zh} {text.zh}", en=f"{called.en} {text.en}")


def _bearer(desk: Desk, kind: str, id: str) -> Text | None:
    if kind in _BARE:
        return Text(zh=tr("zh", f"registers.bare.{kind}"), en=tr("en", f"registers.bare.{kind}"))
    one = entry_by(desk, id) if kind == "entry" else None
    register = None if one is None else desk.pack.registers.get(one.register_id)
    return None if register is None else register.entry_title


def _client(desk: Desk, id: str) -> Named:
    return client_by_row(desk, desk.store.get("client", id))


def client_by_row(desk: Desk, row: Mapping[str, Any] | None) -> Named:
    """A client as `named` tells it, by the row of it."""
    if row is None:
        return Named(Text.same(VEIL), "")
    if not book.holds_row(desk, desk.actor, row) or row["name"] == VEIL:
        return Named(Text.same(row["no"]), "")
    return Named(Text.same(f"{row['no']} {row['name']}"), row["id"])


def _sale(desk: Desk, id: str) -> Named:
    return _of_client(desk, "sale", id)


def _assessment(desk: Desk, id: str) -> Named:
    row = desk.store.get("assessment", id)
    if row is None:
        return Named(Text.same(VEIL), "")
    whose = _client(desk, row["client_id"])
    return Named(Text.same(f"{whose.text.zh} {row['on_day']}"), id if whose.id else "")


def _of_client(desk: Desk, table: str, id: str) -> Named:
    row = desk.store.get(table, id)
    if row is None:
        return Named(Text.same(VEIL), "")
    return Named(Text.same(str(row["no"])), id if book.held_by(desk, desk.actor, row["client_id"]) else "")


def _case(desk: Desk, id: str) -> Named:
    row = desk.store.get("complaint", id)
    if row is None:
        return Named(Text.same(VEIL), "")
    return Named(Text.same(str(row["no"])), "" if hidden(desk, desk.parsed(Case, row["doc"])) else id)


def _product(desk: Desk, id: str) -> Named:
    row = desk.store.get("product", id)
    if row is None:
        return Named(Text.same(id), "")
    name = desk.parsed(Product, row["doc"]).name
    return Named(Text(zh=f"{id} {name.zh}", en=f"{id} {name.en}"), id)


def _person(desk: Desk, id: str) -> Named:
    person = person_of(desk.store, id)
    return Named(Text.same(id if person is None else person.name), id)


def _entry(desk: Desk, id: str) -> Named:
    one = entry_by(desk, id)
    if one is None:
        return Named(Text.same(VEIL), "")
    if isinstance(seen(desk, one.id), Refusal):
        return Named(Text.same(VEIL), "")  # its number alone would tell that it is there
    return Named(Text.same(one.no), one.id)


def _rule(desk: Desk, id: str) -> Named:
    rule = desk.pack.rule(id)
    return (
        Named(Text.same(id), id)
        if rule is None
        else Named(Text(zh=f"{id} {rule.title.zh}", en=f"{id} {rule.title.en}"), id)
    )


def _card(desk: Desk, id: str) -> Named:
    card = desk.pack.cards.by_id.get(id)
    return Named(Text.same(id), "") if card is None else Named(card.title, id)


def _indicator(desk: Desk, id: str) -> Named:
    one = desk.pack.indicators.named(id)
    return Named(Text.same(id), "") if one is None else Named(_in_unit(one), id)


def _in_unit(one: Indicator) -> Text:
    """With its unit: the figures that stand beside it in an entry have none of their own."""
    zh, en = (show.in_unit(one.unit, "", lang) for lang in _LANGS)
    return Text(zh=f"{one.title.zh}（{zh}）", en=f"{one.title.en} ({en})") if zh else one.title


def _file(_: Desk, id: str) -> Named:
    return Named(Text.same(id.partition("/")[2] or id[:12]), id)


_NAMES: dict[str, Callable[[Desk, str], Named]] = {
    "client": _client,
    "sale": _sale,
    "assessment": _assessment,
    "case": _case,
    "product": _product,
    "person": _person,
    "entry": _entry,
    "rule": _rule,
    "text_card": _card,
    "indicator": _indicator,
    "file": _file,
}


def found(desk: Desk, kind: str, typed: str) -> str | Refusal:
    """The id of what was typed for a link: an id, a number, a login, a product's code. Only what this person may see:
    what may not be seen is not known to be there."""
    text = typed.strip()
    sql = _BY_NUMBER.get(kind)
    number = desk.bare_no(text) if kind in _NUMBERED else text.upper()
    rows = desk.store.query(sql, (text, number)) if sql else ()
    id = str(rows[0][0]) if rows else ""
    if kind == "entry":
        one = entry_by(desk, text)
        id = "" if one is None else one.id
    if kind == "indicator":
        measured = desk.pack.indicators.indicator
        id = next((one.key for one in measured if text in (one.key, one.title.zh, one.title.en)), "")
    if kind == "text_card":
        titled = (one.id for one in desk.pack.cards.card if text in (one.id, one.title.zh, one.title.en))
        id = next(titled, "")
    if kind == "rule" and desk.pack.rule(text.upper()) is not None:
        return text.upper()
    if not id or not named(desk, kind, id).id:
        return refuse("INPUT.unknown", what=kind, given=text[:40])
    return id


_NUMBERED = frozenset({"client", "sale", "case"})
_BY_NUMBER = {
    "client": "SELECT id FROM client WHERE id = ? OR no = ?",
    "sale": "SELECT id FROM sale WHERE id = ? OR no = ?",
    "assessment": "SELECT id FROM assessment WHERE id = ? OR id = ?",
    "case": "SELECT id FROM complaint WHERE id = ? OR no = ?",
    "product": "SELECT code FROM product WHERE code = ? OR code = ?",
    "person": "SELECT login FROM person WHERE login = ? OR login = ?",
}


def about_of(desk: Desk, register: Register, typed: str) -> About | Refusal:
    """What an entry is about, as it is typed: "branch", "client:K-0001", or the number alone where the register is
    about one kind. Nothing typed is said to be missing."""
    if not typed.strip():
        return refuse("INPUT.required")
    kind, _, which = typed.strip().partition(":")
    if kind not in register.about:
        kind, which = (register.about[0], typed) if len(register.about) == 1 else ("", "")
    if not kind:
        return refuse("INPUT.choice", given=typed[:40], allowed=", ".join(register.about))
    if kind == BRANCH:
        return About(kind=BRANCH)
    id = found(desk, kind, which)
    if isinstance(id, Refusal):
        return id
    about = About(kind=kind, id=id)
    client_id = client_of(desk, about)
    return _closed(desk, client_id) or about


def typed_about(desk: Desk, kind: str, id: str) -> str:
    """What an entry is about as it would be typed: "client:K-0001" for what has a number, else by its id."""
    table = {"client": "client", "sale": "sale", "case": "complaint", "entry": "entry"}.get(kind)
    row = desk.store.get(table, id) if table else None
    return f"{kind}:{id if row is None else row['no']}"


def _closed(desk: Desk, client_id: str) -> Refusal | None:
    """Why no entry is begun about a client: whose file is not open here, or is linked to another (DESK-01)."""
    client = client_named(desk, client_id)
    return None if client is None else book.turned_away(desk, client_id) or same_person.turned_to(desk, client)


_FIRST = 50
# Which of thousands a word may stand in, the engine says; none of them is parsed.
_PRODUCTS = """SELECT code, json_extract(doc, '$.name.zh') AS zh, json_extract(doc, '$.name.en') AS en
    FROM product WHERE status = 'listed' AND instr(words, ?) ORDER BY code"""


def candidates(desk: Desk, kind: str, text: str, limit: int = _FIRST) -> Iterator[tuple[str, Text]]:
    """What may be chosen for a link of this kind, by what is typed: number or login, and how it is told."""
    if kind == "person":
        people = [one for one in all_of(desk.store) if one.active and _fits(text, one.login, one.name)]
        yield from ((one.login, Text.same(one.name)) for one in people[:limit])
    elif kind == "product":
        yield from ((code, named(desk, kind, code).text) for code in _codes(desk, text)[:limit])
    elif kind == "client":
        for line in _open_here(desk, text, limit):
            zh, en = (told_apart.told(desk, line, lang) for lang in _LANGS)
            yield line.no, Text(zh=zh, en=en)
    elif kind == "rule":
        rules = [one for one in desk.pack.rules.rule if _fits(text, one.id, one.title.zh, one.title.en)]
        yield from ((one.id, named(desk, kind, one.id).text) for one in rules[:limit])
    elif kind == "indicator":
        measured = [one for one in desk.pack.indicators.indicator if _fits(text, one.key, one.title.zh, one.title.en)]
        yield from ((one.key, _in_unit(one)) for one in measured[:limit])
    elif kind == "text_card":
        yield from ((one.id, one.title) for one in desk.pack.cards.card if one.holds(text))
    elif text.strip() and kind in _NAMES:  # a sale, a case, an entry: by its number alone, typed whole
        id = found(desk, kind, text)
        if not isinstance(id, Refusal):
            yield text.strip(), named(desk, kind, id).text


def ids(desk: Desk, kind: str, text: str) -> list[str]:
    """The numbers, codes, logins of the first `candidates`, without telling of each what it is."""
    if kind == "product":
        return _codes(desk, text)[:_FIRST]
    if kind == "client":
        return [line.no for line in _open_here(desk, text, _FIRST)]
    return [id for id, _ in candidates(desk, kind, text)]


def _codes(desk: Desk, text: str) -> list[str]:
    rows = desk.store.query(_PRODUCTS, (text.strip().lower(),))
    return [row["code"] for row in rows if _fits(text, row["code"], row["code"].replace("-", ""), row["zh"], row["en"])]


def _open_here(desk: Desk, text: str, limit: int) -> list[clients.ClientLine]:
    found = clients.sought(desk, text, limit) if book.knows_clients(desk.actor) else ()
    return [line for line in found if line.kept == "open"]


def _fits(text: str, *names: str) -> bool:
    wanted = text.strip().casefold()
    return any(wanted in name.casefold() for name in names)


def is_closed(desk: Desk, client_id: str) -> bool:
    """Whether the client's file is sealed or destroyed for the person at the desk."""
    return bool(client_id) and restricted_files.restriction(desk, client_id) is not None


def client_named(desk: Desk, client_id: str) -> Client | None:
    """The client's file, for masking what is told of it."""
    row = desk.store.get("client", client_id) if client_id else None
    return None if row is None else desk.parsed(Client, row["doc"])


def person_named(desk: Desk, login: str) -> str:
    """Somebody's name by login; the login of whoever is not known."""
    person: Person | None = person_of(desk.store, login)
    return login if person is None else person.name


def worded(desk: Desk, reasons: tuple[Refusal, ...]) -> tuple[Refusal, ...]:
    """Refusals with people by their names, instants in the branch's zone."""
    return tuple(one.model_copy(update={"saw": _saw(desk, one.saw)}) for one in reasons)


def _saw(desk: Desk, saw: Mapping[str, str]) -> dict[str, str]:
    told = dict(saw)
    if "person" in told:
        told["person"] = person_named(desk, told["person"])
    if "at" in told:
        told["at"] = f"{desk.local(datetime.fromisoformat(told['at'])):%Y-%m-%d %H:%M}"
    return told
