"""What stands in the second pane: where a row leads, in short; the client, the product, the dates beside a step.
Whoever reads on record is shown nothing in passing: his every look is a fact (DATA-08)."""

from collections.abc import Callable, Iterator

from rmdesk.desk import client_file, sales, show, worst
from rmdesk.desk.client_file import ClientFile
from rmdesk.desk.complaints import cases
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.papers import looking
from rmdesk.desk.people_rows import reads_on_record
from rmdesk.desk.registers import opening
from rmdesk.desk.sales import View
from rmdesk.desk.shelf import fees
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.refusal import Refusal, Refused
from rmdesk.faces import pictures
from rmdesk.faces.complaints import words
from rmdesk.faces.complaints.case_text import CaseText
from rmdesk.faces.lines import Line
from rmdesk.faces.pictures import Mark
from rmdesk.faces.sale.status import shown_steps
from rmdesk.faces.steps import SIGNS
from rmdesk.locale import tr
from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.rows import Rows
from rmdesk.tui.lines import client_rows, entry_text, portrait_text, product_text
from rmdesk.tui.routes import Route

_FEW = 5
_LONGEST = 60  # cells of a line of days
_SEEN = {"·": "│", "–": "│"}  # signs that a line of days would swallow


def preview(app: DeskApp, route: Route | None, cells: int) -> list[Line]:
    """Where a row leads, in short, for a pane of `cells`; nothing where it leads to no record, or to a closed one."""
    make = _MADE.get(type(route))
    if route is None or make is None:
        return []
    if reads_on_record(app.desk.actor):
        return [Line("", tr(app.lang, "beside.on_record"), "muted")]
    return make(app, route, cells)


def client_card(app: DeskApp, client_id: str, cells: int) -> list[Line]:
    """Who, the level on its scale, means and holdings, what is due, what stands between the client and a sale."""
    file = client_file.read(app.desk, client_id)
    if isinstance(file, Refused):
        return []
    return [
        Line(f"{file.client.name}  {file.client.no}", tone="head"),
        *_who(app, file),
        *portrait_text.stage(file, app.lang),
        *_level(app, file),
        *_warned(app, file.warnings),
        *_means(app, file),
        *portrait_text.held(app.desk, file, app.lang, cells),
        *portrait_text.under_way(app.desk, file, app.lang),
    ]


def _who(app: DeskApp, file: ClientFile) -> Iterator[Line]:
    client, desk = file.client, app.desk
    said = [desk.pack.label("client_kind", client.kind, app.lang)]
    age, sex = client.age(desk.today()), client.profile.get("sex")
    if age is not None and sex:
        said.append(tr(app.lang, "clients.age", sex=desk.pack.label("sex", sex, app.lang), age=age))
    yield Line("", " · ".join(said))


def _level(app: DeskApp, file: ClientFile) -> Iterator[Line]:
    general = [one for one in file.assessments if not one.questionnaire]
    if not general:
        yield Line(tr(app.lang, "beside.level"), tr(app.lang, "clients.not_assessed"))
        return
    last, desk = general[0], app.desk
    until, expired = client_rows.counts_until(desk, app.lang, last.on)
    yield Line(tr(app.lang, "beside.level"), show.client_level(desk.pack, last.level, app.lang))
    yield Line("", pictures.scale([one.code for one in desk.pack.levels.client], last.level))
    yield Line(tr(app.lang, "beside.until"), until, "late" if expired else "")


def _warned(app: DeskApp, warnings: tuple[Refusal, ...]) -> Iterator[Line]:
    for one in warnings[:3]:
        said = app.say(one)
        yield Line("!", f"{said.rule} · {said.text}", "late")


def _means(app: DeskApp, file: ClientFile) -> Iterator[Line]:
    held, lang = file.held, app.lang
    if held.assets:
        for key in ("assets", "bound", "free", "most"):
            yield Line(tr(lang, f"beside.{key}"), show.money(getattr(held, key), lang))


def case_card(app: DeskApp, which: str, cells: int) -> list[Line]:
    """A case in short: claim, whose it is, and its dates with their sums."""
    view = cases.view(app.desk, which)
    if isinstance(view, Refused):
        return []
    case, desk, lang = view.case, app.desk, app.lang
    text = _case_text(app, view)
    said = " · ".join((words.kind(desk, case, lang), words.state(desk, case, lang)))
    top = [Line(f"{case.no}  {case.complainant.name}", tone="head"), Line("", said), Line("", case.claim)]
    return [*text.masked(top), Line(""), *clocks(app, view, cells)]


def clocks(app: DeskApp, view: CaseView, cells: int) -> list[Line]:
    """The dates of a case on a line of days, and each with its sum."""
    lines = [Line(tr(app.lang, "beside.clocks"), tone="head")]
    if len(view.clocks) > 1:
        today = app.desk.today()
        signs = [(one.due_day, words.sign_of(app.desk, view, one)) for one in view.clocks]
        marks = [Mark(day, _SEEN.get(sign, sign)) for day, sign in signs]
        marks.append(Mark(today, "▲"))
        lines.append(Line("", pictures.days(marks, min(_LONGEST, max(12, cells - 14)))))
        ends = [min(one.day for one in marks), max(one.day for one in marks)]
        lines.append(Line("", tr(app.lang, "beside.days", begin=f"{ends[0]:%m-%d}", end=f"{ends[1]:%m-%d}"), "muted"))
    text = _case_text(app, view)
    return [*lines, *text.masked(text.lines("times"))]


def _case_text(app: DeskApp, view: CaseView) -> CaseText:
    return CaseText(app.desk, view, app.lang, lambda reason: app.say(reason).line)


def sale_card(app: DeskApp, sale_id: str, cells: int) -> list[Line]:
    """A sale in short: what is bought, how far it came, and the client."""
    view = sales.view(app.desk, sale_id)
    if isinstance(view, Refused):
        return []
    steps = [Line(SIGNS[one.state], one.label) for one in shown_steps(view, app.desk.pack, app.lang)]
    top = [Line(view.sale.no, tone="head"), *steps, *purchase(app, view)]
    return [*top, Line(""), *client_card(app, view.sale.client_id, cells)]


def purchase(app: DeskApp, view: View) -> list[Line]:
    """What is bought: product, level, amount, the worst case and the fees; nothing before something was chosen."""
    product, choice, lang = view.context.product, view.sale.choice, app.lang
    if product is None or choice is None:
        return []
    lost = worst.whole(app.desk.pack, product, choice.amount, lang)
    return [
        Line(f"{product.code}  {product.name.of(lang)}", tone="head"),
        Line(tr(lang, "beside.level"), _level_now(app, product.level(app.desk.pack.levels), choice.level)),
        Line(tr(lang, "beside.amount"), show.purchase(app.desk.pack, product, choice.amount, lang)),
        Line(tr(lang, "beside.worst"), lost),
        Line(tr(lang, "beside.fees"), "\n".join(fees.lines(app.desk.pack, product, lang)) or "—"),
    ]


def _level_now(app: DeskApp, code: str | None, was: str | None) -> str:
    """A product's level today, and what it was when it was chosen if that was another."""
    now = show.product_level(app.desk.pack, code, app.lang)
    return now if code == was else tr(app.lang, "beside.level_was", now=now, was=was or "—")


def paper_outline(app: DeskApp, number: str) -> list[Line]:
    """A printed paper's number and headings."""
    found = looking.look(app.desk, number)
    if isinstance(found, Refused):
        return []
    title, *heads = [one.text for one in found.lines if one.tone == "head"]
    return [Line(f"{number}  {title}", tone="head"), *(Line("", f"· {one}") for one in heads)]


def row_in_full(rows: Rows) -> list[Line]:
    """The row pointed at, every cell under its column's name: also what the list has no room for."""
    if rows.row is None:
        return []
    pairs = zip(rows.columns, rows.row.cells, strict=True)
    return [Line(column.title, cell) for column, cell in pairs if column.title and cell]


def _paper(app: DeskApp, route: Route, _cells: int) -> list[Line]:
    return paper_outline(app, route.number) if isinstance(route, routes.Paper) else []


def _client(app: DeskApp, route: Route, cells: int) -> list[Line]:
    return client_card(app, route.client_id, cells) if isinstance(route, routes.OfClient) else []


def _case(app: DeskApp, route: Route, cells: int) -> list[Line]:
    return case_card(app, route.which, cells) if isinstance(route, routes.CaseFile) else []


def _sale(app: DeskApp, route: Route, cells: int) -> list[Line]:
    return sale_card(app, route.sale_id, cells) if isinstance(route, routes.Sale) else []


def _product(app: DeskApp, route: Route, _cells: int) -> list[Line]:
    found = shelf.get(app.desk, route.code) if isinstance(route, routes.Product) else None
    return [] if found is None or isinstance(found, Refused) else product_text.card(app.desk, found, app.lang)


def _entry(app: DeskApp, route: Route, _cells: int) -> list[Line]:
    found = opening.entry(app.desk, route.which) if isinstance(route, routes.RegisterEntry) else None
    return [] if found is None or isinstance(found, Refused) else entry_text.preview(found, app.desk, app.lang)


_MADE: dict[type[Route] | type[None], Callable[[DeskApp, Route, int], list[Line]]] = {
    routes.ClientFile: _client,
    routes.CaseFile: _case,
    routes.Sale: _sale,
    routes.Product: _product,
    routes.RegisterEntry: _entry,
    routes.Paper: _paper,
}
