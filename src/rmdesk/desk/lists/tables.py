"""The lists that can leave the desk, as the person at it sees them, names and numbers masked."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from rmdesk.desk import clients, people, show
from rmdesk.desk.clients import ClientLine
from rmdesk.desk.complaints import board, cases
from rmdesk.desk.complaints.cases import Taken
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import listing as dues
from rmdesk.desk.holdings import seeing
from rmdesk.desk.masking import mask_name, mask_text
from rmdesk.desk.registers import listing as registers
from rmdesk.desk.registers.views import Query
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.base import Lang
from rmdesk.domain.refusal import passed, stop
from rmdesk.locale import tr


class Table(NamedTuple):
    """A list as texts."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def names(desk: Desk) -> tuple[str, ...]:
    """What can be written out: the program's lists, and the registers that the person may look into."""
    return (*LISTS, *(id for id, _ in passed(registers.titles(desk))))


def table_of(desk: Desk, name: str, lang: Lang) -> Table:
    """One list. For use cases. INPUT.choice for another name."""
    if name in LISTS:
        return LISTS[name](desk, lang)
    if name not in names(desk):
        stop("INPUT.choice", given=name, allowed=", ".join(names(desk)))
    page = passed(registers.page(desk, name, Query(limit=-1)))
    rows = tuple(tuple(mask_text(cell.text.of(lang)) for cell in line.cells) for line in page.lines)
    return Table(page.title.of(lang), tuple(one.label.of(lang) for one in page.columns), rows)


def _head(lang: Lang, *columns: str) -> tuple[str, ...]:
    return tuple(tr(lang, f"cli.column.{one}") for one in columns)


def _clients(desk: Desk, lang: Lang) -> Table:
    kinds = {one: desk.pack.label("client_kind", one, lang) for one in ("person", "organisation")}
    rows = tuple(
        (desk.branch.coded(one.no), mask_name(one.name), kinds[one.kind], one.level or "", one.assessed_on or "")
        for one in _every_client(desk)
    )
    return Table(tr(lang, "cli.lists.clients"), _head(lang, "no", "name", "kind", "level", "assessed_on"), rows)


def _every_client(desk: Desk) -> Iterator[ClientLine]:
    """But those whom another desk took over: each is listed there."""
    away, after = {row["client_id"] for row in desk.store.query("SELECT client_id FROM client_away")}, ""
    while page := passed(clients.page(desk, after)):
        yield from (one for one in page if one.id not in away)
        after = page[-1].id


def _products(desk: Desk, lang: Lang) -> Table:
    pack = desk.pack
    rows = tuple(
        (
            one.code, one.name.of(lang), pack.label("family", one.family, lang), one.level(pack.levels) or "",
            show.product_state(pack, one, desk.today(), lang),
        )
        for one in passed(shelf.products(desk))
    )  # fmt: skip
    return Table(tr(lang, "cli.lists.products"), _head(lang, "code", "name", "family", "level", "status"), rows)


def _complaints(desk: Desk, lang: Lang) -> Table:
    rows = tuple(
        (
            desk.branch.coded(one.no), desk.pack.label("case_state", one.state, lang), mask_name(one.name),
            mask_text(one.claim), "" if one.legal_due is None else show.day(one.legal_due),
        )
        for one in passed(board.board(desk)).lines
        if one.moved != "gone"
    )  # fmt: skip
    return Table(tr(lang, "cli.lists.complaints"), _head(lang, "no", "state", "name", "claim", "legal_due"), rows)


def _cases(desk: Desk, lang: Lang) -> Table:
    head = ("no", "received", "kind", "source", "channel", "business", "name", "product", "state", "legal_due", "told")
    rows = tuple(_case(desk, one, lang) for one in passed(cases.taken_in(desk)))
    return Table(tr(lang, "cli.lists.cases"), _head(lang, *head, "by_law"), rows)


def _case(desk: Desk, one: Taken, lang: Lang) -> tuple[str, ...]:
    labels = (
        ("case_type", one.type), ("case_source", one.source), ("complaint_channel", one.channel),
        ("complaint_business", one.business), ("case_state", one.state),
    )  # fmt: skip
    kind, source, channel, business, state = (desk.pack.label(of, key, lang) if key else "" for of, key in labels)
    return (
        desk.branch.coded(one.no), "" if one.received_at is None else f"{one.received_at:%Y-%m-%d %H:%M}", kind, source,
        channel, business, mask_name(one.name), one.product, state,
        *("" if on is None else show.day(on) for on in (one.legal_due, one.told)),
        "" if one.in_time is None else tr(lang, f"cli.lists.{'in_time' if one.in_time else 'late'}"),
    )  # fmt: skip


def _dues(desk: Desk, lang: Lang) -> Table:
    rows = tuple(
        (str(one.on)[:16], one.what.of(lang), one.no, mask_name(one.name), mask_text(one.about.of(lang)), one.rule)
        for one in passed(dues.listed(desk))
    )
    return Table(tr(lang, "cli.lists.dues"), _head(lang, "on", "what", "no", "name", "about", "rule"), rows)


def _holdings(desk: Desk, lang: Lang) -> Table:
    """What the clients hold whom the person at the desk may see, what is held today first."""
    known = {row["client_id"] for row in desk.store.query("SELECT DISTINCT client_id FROM holding")}
    found = [passed(seeing.of_client(desk, one.id)) for one in _every_client(desk) if one.id in known]
    rows = tuple(
        (
            desk.branch.coded(one.no), line.holding.code, line.name.of(lang), line.holding.currency,
            f"{line.holding.amount:f}", "" if line.yuan is None else f"{line.yuan:f}", str(line.holding.as_of),
            tr(lang, f"common.{'yes' if line.held else 'no'}"),
        )
        for one in found
        for line in one.lines
    )  # fmt: skip
    head = _head(lang, "no", "code", "name", "currency", "amount", "worth", "as_of", "held")
    return Table(tr(lang, "cli.lists.holdings"), head, rows)


def _people(desk: Desk, lang: Lang) -> Table:
    rows = tuple(
        (one.login, one.staff_no, one.name, " ".join(desk.pack.label("role", role, lang) for role in one.roles))
        for one in passed(people.everybody(desk))
    )
    return Table(tr(lang, "cli.lists.people"), _head(lang, "login", "staff_no", "name", "roles"), rows)


LISTS: dict[str, Callable[[Desk, Lang], Table]] = {
    "clients": _clients,
    "products": _products,
    "complaints": _complaints,
    "cases": _cases,
    "dues": _dues,
    "holdings": _holdings,
    "people": _people,
}
