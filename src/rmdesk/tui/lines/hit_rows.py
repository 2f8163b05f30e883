"""What one search over everything found, as rows, and where each leads."""

from collections.abc import Iterable

from rmdesk.desk.desk import Desk
from rmdesk.desk.search import everything
from rmdesk.desk.search.everything import Hit
from rmdesk.domain.refusal import Refused
from rmdesk.locale import Lang, tr
from rmdesk.tui import routes
from rmdesk.tui.kit.rows import Column, Row
from rmdesk.tui.lines import client_rows
from rmdesk.tui.routes import Route

_MARK = ":"


def columns(lang: Lang) -> tuple[Column, ...]:
    """Kind, number, who or what, what it is about."""
    return (
        Column(tr(lang, "search.kind"), 8),
        Column(tr(lang, "search.no"), 14),
        Column(tr(lang, "search.what"), 14, grow=3),
        Column(tr(lang, "search.about"), 18, grow=4),
    )


def found(desk: Desk, lang: Lang, query: str, limit: int, *, deep: bool) -> list[Row]:
    """What a text names or stands in, of what the person at the desk may see."""
    hits = everything.find(desk, query, limit, deep=deep)
    return [] if isinstance(hits, Refused) else rows(desk, lang, hits)


def rows(desk: Desk, lang: Lang, hits: Iterable[Hit]) -> list[Row]:
    """One row a hit; a client as lists show him, in fewer columns."""
    return [_row(desk, lang, one) for one in hits]


def route_of(hit: Hit) -> Route:
    """Where what was found leads."""
    return route(_key(hit))


def route(key: str) -> Route:
    """Where a row leads."""
    kind, _, id = key.partition(_MARK)
    if kind == "client":
        return routes.ClientFile(id)
    if kind == "sale":
        return routes.Sale(id)
    if kind == "review":
        device, _, sale_id = id.partition(_MARK)
        return routes.ReviewFor(device, sale_id)
    if kind == "case":
        return routes.CaseFile(id)
    if kind == "paper":
        return routes.Paper(id)
    if kind == "card":
        return routes.Card(id)
    return routes.Product(id) if kind == "product" else routes.RegisterEntry(id)


def _key(hit: Hit) -> str:
    return f"{hit.kind}{_MARK}{hit.id}"


def _row(desk: Desk, lang: Lang, hit: Hit) -> Row:
    kind = tr(lang, f"search.kind_of.{hit.kind}")
    key = _key(hit)
    if hit.line is None:
        return Row(key, (kind, hit.no, hit.what.of(lang), hit.about.of(lang)))
    shown = client_rows.row(desk, lang, hit.line)
    _, name, apart, _, level, _, _, until, manager = shown.cells
    about = "  ".join(one for one in (apart, level, until, manager) if one)
    return Row(key, (kind, hit.no, name, about), sign=shown.sign, tone=shown.tone)
