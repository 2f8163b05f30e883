"""Walking a sale from the known client to the filed papers (SALE-01). The desk refuses a step whose need is not met."""

from datetime import datetime
from typing import NamedTuple

from rmdesk.desk import book, clients, opening, same_person
from rmdesk.desk.access import use_case
from rmdesk.desk.assessment import standing
from rmdesk.desk.demands import demands_of
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.desk.holdings.portfolio import freed_without
from rmdesk.desk.matching import with_amount
from rmdesk.desk.shelf import documents
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain import facts
from rmdesk.domain.documents import Document, in_force, material
from rmdesk.domain.match import MatchInput
from rmdesk.domain.people import Person
from rmdesk.domain.product import Product
from rmdesk.domain.rates import HOME
from rmdesk.domain.refusal import passed, stop, stop_if
from rmdesk.domain.sale import Choice, Demands, Sale, SaleContext, Step
from rmdesk.domain.sale_signing import HASTY, hasty, thinking_until, visit_papers
from rmdesk.domain.sale_steps import SaleStatus, may, status


class View(NamedTuple):
    """A sale, the context it is held against, and where it stands."""

    sale: Sale
    context: SaleContext
    status: SaleStatus

    @property
    def hasty(self) -> int:
        """How many items were told too fast (SUIT-22)."""
        return hasty(self.sale, self.context.demands, self.context.match_input.thresholds)


class SaleLine(NamedTuple):
    """One sale in a list."""

    id: str
    no: str
    client_id: str
    client_name: str
    product: str | None
    state: str
    step: Step
    touched_at: str
    touched_by: str


@use_case("sales.work")
def start(desk: Desk, client_id: str, visit_id: str = "") -> View:
    """Open a sale for a client: in a new visit, or as one more of the visit with this id (INPUT.unknown when that is
    none of this client's)."""
    client = passed(clients.get(desk, client_id))
    visit = desk.store.get("visit", visit_id) if visit_id else None
    if visit_id and (visit is None or visit["client_id"] != client.id):
        stop("INPUT.unknown", what="visit", given=visit_id)
    with desk.transaction():
        known = visit_id or _visited(desk, client.id)
        fact = facts.SaleOpened(sale_id=desk.new_id(), no=desk.next_no("J"), client_id=client.id, visit_id=known)
        desk.record(fact, fact.sale_id)
    return passed(view(desk, fact.sale_id))


def _visited(desk: Desk, client_id: str) -> str:
    """A visit that begins now; its id."""
    fact = facts.VisitOpened(visit_id=desk.new_id(), client_id=client_id)
    desk.record(fact, fact.visit_id)
    return fact.visit_id


@use_case("sales.read")
def view(desk: Desk, which: str) -> View:
    """The sale with this id or number (J-0142), and where it stands today."""
    rows = desk.store.query("SELECT doc FROM sale WHERE id = ? OR no = ?", (which, desk.bare_no(which)))
    if not rows:
        stop("INPUT.unknown", what="sale", given=which)
    sale = desk.parsed(Sale, rows[0]["doc"])
    stop_if(book.turned_away(desk, sale.client_id))
    now = context(desk, sale)
    return View(sale, now, status(sale, now))


@use_case("sales.read")
def open_sales(desk: Desk, limit: int = 50) -> tuple[SaleLine, ...]:
    """Sales that are not closed, whoever began them, the last touched first."""
    return _lines(desk, "j.state = 'open'", (), limit)


@use_case("sales.read")
def count_open(desk: Desk) -> int:
    """How many sales are not closed; a manager's own."""
    source, own = book.clients_source(desk)
    sql = f"SELECT count(*) FROM sale j JOIN {source} c ON c.id = j.client_id WHERE j.state = 'open'"
    return int(desk.store.query(sql, own)[0][0])


@use_case("sales.read")
def of_visit(desk: Desk, visit_id: str) -> tuple[SaleLine, ...]:
    """The sales of a visit that are not closed, the last touched first."""
    return _lines(desk, "j.state = 'open' AND j.visit_id = ?", (visit_id,), 50)


@use_case("sales.read")
def of_client(desk: Desk, client_id: str, limit: int = 50) -> tuple[SaleLine, ...]:
    """A client's sales, the last touched first; those of all files of the same person (DESK-01)."""
    mine = same_person.ids(desk, client_id)
    return _lines(desk, same_person.among(mine, "j.client_id"), mine, limit)


@use_case("sales.read")
def visit_today(desk: Desk, client_id: str) -> str:
    """The id of the client's sitting of today with whoever is at the desk; "" for none."""
    sql = "SELECT id, opened_at FROM visit WHERE client_id = ? AND opened_by = ? ORDER BY opened_at DESC LIMIT 1"
    rows = desk.store.query(sql, (client_id, desk.actor.login))
    opened = None if not rows else datetime.fromisoformat(rows[0]["opened_at"])
    return str(rows[0]["id"]) if opened is not None and desk.local(opened).date() == desk.today() else ""


@use_case("sales.work")
def abandon(desk: Desk, sale_id: str, reason: str) -> View:
    """End a sale without a purchase; until when the client had time to think is kept with it (SUIT-10, SALE-08)."""
    if not reason.strip():
        stop("INPUT.required")
    now = passed(view(desk, sale_id))
    if now.sale.closed:
        stop("SALE-01.closed", sale=now.sale.no)
    wait = thinking_until(now.sale, now.context)
    until = wait[1] if wait is not None and now.context.now < wait[1] else None
    fact = facts.SaleAbandoned(
        sale_id=now.sale.id, reason=reason.strip(), cancelled_until=until, eased=freed_without(desk, now.sale.id)
    )
    with desk.transaction():
        desk.record(fact, now.sale.id)
        client_dues.settle_sale(desk, now.sale.id, "review")
        client_dues.settle_sale(desk, now.sale.id, "sent_back")
    return passed(view(desk, sale_id))


def at_step(desk: Desk, sale_id: str, step: Step) -> View:
    """The sale, when work on `step` is allowed now. For use cases."""
    now = passed(view(desk, sale_id))
    stop_if(*may(step, now.sale, now.context))
    return now


def judged_by(desk: Desk, sale: Sale) -> tuple[MatchInput, Product | None]:
    """What the match of a sale is judged by now, for what was chosen or wished, and the chosen product as it is today;
    no product where none was chosen or it is not known. For use cases."""
    client = clients.require(desk, sale.client_id)
    seller = _seller(desk, sale)
    found = standing.match_input(desk, client, sale_id=sale.id, sellers=sale.sellers, seller=seller)
    if sale.choice is None:
        return with_amount(found, sale.wish.amount), None
    known = shelf.known(desk, sale.choice.code)
    return with_amount(found, sale.choice.amount, HOME if known is None else known.currency), known


def context(desk: Desk, sale: Sale) -> SaleContext:
    """What a sale is held against now: today's client, assessment, product, and what the pack asks of the sale."""
    match_input, known = judged_by(desk, sale)
    visit = visit_papers(sale, beside(desk, sale))
    if sale.choice is None:
        return SaleContext(now=desk.local(desk.now()), match_input=match_input, visit=visit)
    versions = documents.of_product(desk, sale.choice.code)
    again = material(versions, match_input.day)
    demands = Demands() if known is None else _demands(desk, sale, known, match_input, sale.choice, ids_of(again))
    return SaleContext(
        now=desk.local(desk.now()),
        match_input=match_input,
        product=known,
        demands=demands,
        visit=visit,
        documents=in_force(versions, match_input.day),
        material=again,
    )


def ids_of(versions: tuple[Document, ...]) -> tuple[str, ...]:
    """Versions of documents by their ids. For use cases."""
    return tuple(one.id for one in versions)


def _demands(
    desk: Desk, sale: Sale, product: Product, match_input: MatchInput, choice: Choice, again: tuple[str, ...]
) -> Demands:
    """What the pack asks of the sale. What was told too fast waits for a second person, whatever it asks (SUIT-22)."""
    asked = demands_of(desk.pack, product, match_input, choice, again)
    fast = hasty(sale, asked, match_input.thresholds) > 0
    return asked.model_copy(update={"review": ", ".join(filter(None, (asked.review, HASTY)))}) if fast else asked


def beside(desk: Desk, sale: Sale) -> tuple[Sale, ...]:
    """The other sales of its visit. For use cases."""
    rows = desk.store.where("sale", visit_id=sale.visit_id)
    return tuple(desk.parsed(Sale, row["doc"]) for row in rows if row["id"] != sale.id)


def _seller(desk: Desk, sale: Sale) -> Person:
    """Who sells: who countersigned it; before, the manager at the desk; for somebody who only looks on, the manager who
    worked on it last."""
    signed = None if sale.countersigned is None else opening.person_of(desk.store, sale.countersigned.by)
    if signed is not None:
        return signed
    if "manager" in desk.actor.roles:
        return desk.actor
    known = (opening.person_of(desk.store, login) for login in (sale.touched_by, sale.by))
    return next((one for one in known if one is not None and "manager" in one.roles), desk.actor)


def _lines(desk: Desk, where: str, params: tuple[str, ...], limit: int) -> tuple[SaleLine, ...]:
    source, own = book.clients_source(desk)
    sql = f"""SELECT j.doc, j.state, c.name FROM sale j JOIN {source} c ON c.id = j.client_id
              WHERE {where} ORDER BY j.touched_at DESC, j.id LIMIT ?"""
    return tuple(_line(desk, row[0], row[1], row[2]) for row in desk.store.query(sql, (*own, *params, limit)))


def _line(desk: Desk, doc: str, state: str, name: str) -> SaleLine:
    sale = desk.parsed(Sale, doc)
    step = "archive" if sale.closed else status(sale, context(desk, sale)).current
    product = None if sale.choice is None else sale.choice.code
    touched = sale.touched_at.isoformat()
    return SaleLine(sale.id, sale.no, sale.client_id, name, product, state, step, touched, sale.touched_by)
