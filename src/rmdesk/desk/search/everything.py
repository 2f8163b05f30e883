"""One search over everything: clients, sales, cases, papers, products, entries of registers.

Each is found only as far as the person at the desk may see it; what is hidden tells nothing, not even that it is there.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from rmdesk.desk import book, clients, show
from rmdesk.desk.access import ROLES_OF, use_case
from rmdesk.desk.clients import ClientLine
from rmdesk.desk.complaints import cases
from rmdesk.desk.complaints.reading import hidden
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import peers
from rmdesk.desk.paper_titles import paper_title
from rmdesk.desk.registers import listing
from rmdesk.desk.registers.finding import Typed, numbered
from rmdesk.desk.registers.printed import printed_as
from rmdesk.desk.registers.seeing import seen
from rmdesk.desk.registers.views import Line
from rmdesk.desk.search.paper_queries import numbers_named
from rmdesk.domain import numbers
from rmdesk.domain.base import Text
from rmdesk.domain.complaint import Case
from rmdesk.domain.complaint_facts import LetterPrinted
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refusal, passed
from rmdesk.domain.sale import Sale
from rmdesk.locale import LANGS

Kind = Literal["client", "sale", "review", "case", "paper", "product", "entry", "card"]
KINDS: tuple[Kind, ...] = ("client", "sale", "review", "case", "paper", "product", "entry", "card")
_FEW = 10
"""So many of each kind but clients."""
_SHORTEST = 2
"""Characters of what is sought in texts: one alone stands in all of them."""
_NOTHING = Text(zh="", en="")


class Hit(NamedTuple):
    """Something that was found: what kind, under which id one goes there, its number or code, who or what it is, what
    it is about. `line`: a client as lists show him."""

    kind: Kind
    id: str
    no: str
    what: Text
    about: Text = _NOTHING
    line: ClientLine | None = None


class Outside(NamedTuple):
    """A paper that stands in no client's file: its number and kind, and the case or entry that it is of."""

    number: str
    kind: str
    of: Hit


@use_case("papers.read")
def outside_files(desk: Desk, typed: str) -> tuple[Outside, ...]:
    """The letters of cases and papers of entries that a number or a code on them names, as far as the person at the
    desk may see what they are of (COMP-04)."""
    return tuple(
        Outside(number, row["kind"], hit)
        for number in numbers_named(desk, typed)
        if (row := desk.store.get("paper", number)) is not None and not row["client_id"]
        for hit in (*_of_entry(desk, number), *_of_case(desk, row["fact"]))
    )


@use_case("search.read")
def find(desk: Desk, text: str, limit: int = 50, *, deep: bool = True) -> tuple[Hit, ...]:
    """What a text names or stands in, what is named by its number first. `deep`: the words of cases and register
    entries too, which takes longer than a key."""
    text = " ".join(text.split())
    if not text:
        return ()
    found = [*_clients(desk, text, limit), *_sales(desk, text), *_reviews(desk, text), *_cases(desk, text)]
    found += _papers(desk, text)
    found += [*_products(desk, text), *_entry(desk, text)]
    if deep and len(text) >= _SHORTEST:
        found += [*_worded_cases(desk, text), *_worded_entries(desk, text), *_cards(desk, text)]
    first = {(one.kind, one.id): one for one in reversed(found)}
    return tuple(one for one in dict.fromkeys(first[one.kind, one.id] for one in found))[:limit]


def _may(desk: Desk, permission: str) -> bool:
    return not ROLES_OF[permission].isdisjoint(desk.actor.roles)


def _clients(desk: Desk, text: str, limit: int) -> Iterator[Hit]:
    for one in clients.sought(desk, text, limit) if _may(desk, "clients.read") else ():
        yield Hit("client", one.id, one.no, Text.same(one.name), line=one)


def _meant(desk: Desk, text: str, prefix: str) -> tuple[str, ...]:
    """The numbers of a series that the text names, as GLOB reads them: "J-00*" where the end is not typed yet."""
    whole = numbers.meant(text, desk.branch.code, (prefix,))
    begun = numbers.begun(text, desk.branch.code)
    found = tuple(one for one in whole if numbers.parted(one)[0].startswith(prefix))
    return (*found, f"{begun}*") if begun.startswith(f"{prefix}-") else found


def _sales(desk: Desk, text: str) -> Iterator[Hit]:
    for number in _meant(desk, text, "J"):
        yield from _sold(desk, "no GLOB ?", number)


def _reviews(desk: Desk, text: str) -> Iterator[Hit]:
    """The sales that another desk asks to be reviewed here, by their number there."""
    named = numbers.meant(text, desk.branch.code, ("J",))
    if not named or not _may(desk, "sales.review"):
        return
    from rmdesk.desk.exchange import answering  # late: it reads papers, and few ask for such a number

    for one in passed(answering.waiting(desk)):
        if one.ask.no in named:
            where = Text.same(peers.called(desk, one.device))
            yield Hit("review", f"{one.device}:{one.ask.sale_id}", one.ask.no, where)


def _sold(desk: Desk, where: str, value: str) -> Iterator[Hit]:
    sql = f"SELECT doc, client_id FROM sale WHERE {where} ORDER BY no DESC LIMIT {_FEW}"
    for row in desk.store.query(sql, (value,)) if _may(desk, "sales.read") else ():
        if book.turned_away(desk, row["client_id"]) is None:
            sale = desk.parsed(Sale, row["doc"])
            code = "" if sale.choice is None else f"  {sale.choice.code}"
            about = f"{desk.local(sale.opened_at).date()}{code}"
            yield Hit("sale", sale.id, sale.no, _name(desk, sale.client_id), Text.same(about))


def _name(desk: Desk, client_id: str) -> Text:
    row = desk.store.get("client", client_id)
    return _NOTHING if row is None else Text.same(f"{row['no']} {row['name']}")


def _cases(desk: Desk, text: str) -> Iterator[Hit]:
    for number in _meant(desk, text, "C") if _may(desk, "complaints.read") else ():
        yield from _shown(desk, "no GLOB ?", number)


def _worded_cases(desk: Desk, text: str) -> Iterator[Hit]:
    """Cases in whose number, complainant or claim the text stands."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    for one in _shown(desk, "doc LIKE ? ESCAPE '\\'", f"%{escaped}%") if _may(desk, "complaints.read") else ():
        if text.lower() in f"{one.what.zh} {one.about.zh}".lower():
            yield one


def _shown(desk: Desk, where: str, value: str) -> Iterator[Hit]:
    rows = desk.store.query(f"SELECT doc FROM complaint WHERE {where} ORDER BY received_at DESC LIMIT 50", (value,))
    for case in (desk.parsed(Case, row["doc"]) for row in rows):
        closed = case.complainant.client_id and book.turned_away(desk, case.complainant.client_id) is not None
        if not hidden(desk, case) and not closed:
            line = cases.line_of(desk, case)
            yield Hit("case", case.id, case.no, Text.same(line.name), Text.same(line.claim))


def _papers(desk: Desk, text: str) -> Iterator[Hit]:
    """What a paper is of, a sale, a case or an entry, and the paper where it stands in a client's file."""
    for number in numbers_named(desk, text) if _may(desk, "papers.read") else ():
        yield from _of_entry(desk, number)
        row = desk.store.get("paper", number)
        if row is None:
            continue
        if row["sale_id"]:
            yield from _sold(desk, "id = ?", row["sale_id"])
        # Letters and records stand under no client and have readers of their own (COMP-04).
        if not row["client_id"]:
            yield from _of_case(desk, row["fact"])
        elif book.turned_away(desk, row["client_id"]) is None:
            title = Text(**{lang: paper_title(desk.pack, row["kind"], lang) for lang in LANGS})
            yield Hit("paper", number, number, title, _name(desk, row["client_id"]))


def _of_case(desk: Desk, fact_id: str) -> Iterator[Hit]:
    """The case that a letter is of."""
    entry = desk.store.entry(fact_id) if _may(desk, "complaints.read") else None
    if entry is not None and entry.kind == LetterPrinted.kind:
        yield from _shown(desk, "id = ?", entry.subject)


def _of_entry(desk: Desk, number: str) -> Iterator[Hit]:
    """The entry that a paper of a register is of: a slip that comes back names nothing else."""
    fact = printed_as(desk, number)
    found = None if fact is None else seen(desk, fact.entry_id)
    if found is not None and not isinstance(found, Refusal):
        yield _told(desk, found.register.id, found.register.entry_title, found.entry.id, found.entry.no)


def _products(desk: Desk, text: str) -> Iterator[Hit]:
    if not _may(desk, "shelf.read") or len(text) < _SHORTEST:
        return
    escaped = text.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    sql = "SELECT doc FROM product WHERE words LIKE ? ESCAPE '\\' ORDER BY code <> ?, code LIMIT ?"
    for row in desk.store.query(sql, (f"%{escaped}%", text.upper(), _FEW)):
        one = desk.parsed(Product, row["doc"])
        yield Hit("product", one.code, one.code, one.name, _state(desk, one))


def _state(desk: Desk, product: Product) -> Text:
    zh, en = (show.product_state(desk.pack, product, desk.today(), lang) for lang in LANGS)
    return Text(zh=zh, en=en)


def _entry(desk: Desk, text: str) -> Iterator[Hit]:
    """The entries that the text names by their number, the latest first: without its year it is one of each year."""
    named, numbers = numbered(desk, text)
    sql = f"SELECT id FROM entry WHERE doc IS NOT NULL AND {named} ORDER BY no DESC LIMIT ?"
    for row in desk.store.query(sql, (*numbers, _FEW)) if _may(desk, "registers.read") else ():
        found = seen(desk, row["id"])
        if not isinstance(found, Refusal):
            yield _told(desk, found.register.id, found.register.entry_title, found.entry.id, found.entry.no)


def _told(desk: Desk, register_id: str, title: Text, id: str, no: str) -> Hit:
    line = next((one for one in listing.sought(desk, register_id, Typed(desk, no), 1) if one.id == id), None)
    return Hit("entry", id, no, title, _NOTHING if line is None else _line_about(line))


def _worded_entries(desk: Desk, text: str) -> Iterator[Hit]:
    typed = Typed(desk, text)
    for register in desk.pack.registers.values() if _may(desk, "registers.read") else ():
        if listing.may_look(desk, register):
            for line in listing.sought(desk, register.id, typed, _FEW):
                yield Hit("entry", line.id, line.no, register.entry_title, _line_about(line))


def _cards(desk: Desk, text: str) -> Iterator[Hit]:
    """Talk tracks, answers to objections and emergency cards in which the words stand (DESK-05)."""
    for one in [card for card in desk.pack.cards.card if card.holds(text)][:_FEW]:
        yield Hit("card", one.id, "", one.title, one.body[0])


def _line_about(line: Line) -> Text:
    """The first of its columns that say something, as the register's list shows them."""
    told = [one for one in line.cells if one.key not in listing.UNVEILED and one.raw][:2]
    return Text(zh="  ".join(one.text.zh for one in told), en="  ".join(one.text.en for one in told))
