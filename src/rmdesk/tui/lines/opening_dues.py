"""What can be done about a due from its row: open what it is about, say that it was done, be reminded later."""

from collections.abc import Callable
from datetime import date, timedelta

from rmdesk.desk.dues import client_dues, opening, recurring
from rmdesk.domain.client_dues import ClientDue
from rmdesk.domain.dues import Due
from rmdesk.domain.refusal import Refused
from rmdesk.faces.fields import Option
from rmdesk.locale import tr
from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.dialogs import AskText, Choose
from rmdesk.tui.lines.opening_ways import way_of
from rmdesk.tui.routes import Route

_LATER = (1, 3, 7, 14, 30)


def due_route(due: Due) -> Route | None:
    """What a due is about, for a look at it; None for a whole register and for what an opening lacks."""
    if due.subject.kind == "case":
        return routes.CaseFile(due.subject.id)
    if due.subject.kind == "entry":
        return routes.RegisterEntry(due.subject.id)
    if due.subject.kind in (recurring.REGISTER, opening.OPENING):
        return None
    return routes.ClientFile(due.subject.id)


def open_due(app: DeskApp, due: Due, then: Callable[[], None]) -> None:
    """What a row of the list is about. `then` follows a change."""
    if due.subject.kind == "case":
        app.go(routes.CaseFile(due.subject.id))
    elif due.subject.kind == "entry":
        app.go(routes.RegisterEntry(due.subject.id))
    elif due.subject.kind == recurring.REGISTER:
        app.go(routes.RegisterEntries(due.subject.id))
    elif due.subject.kind == opening.OPENING:
        app.go(way_of(due.subject.id))
    elif due.key.startswith(client_dues.PREFIX):
        found = client_dues.one(app.desk, due.key.removeprefix(client_dues.PREFIX))
        if isinstance(found, Refused):
            app.show_refused(found)
        else:
            open_client_due(app, found, then)
    else:
        app.go(routes.ClientFile(due.subject.id))


def open_client_due(app: DeskApp, due: ClientDue, then: Callable[[], None]) -> None:
    """Ask what is to be done about a client's due; where an act alone ends it, "done" is not among it."""
    text = tr(app.lang, "home.due_text", due=due.on, rule=due.rule, about=due.about or "—")
    if due.act:
        act = app.desk.pack.label("act", due.act, app.lang)
        text = f"{text}\n{tr(app.lang, 'home.ended_by', act=act)}"
    options = [Option(name, tr(app.lang, f"home.do.{name}")) for name in _ways(app, due)]
    app.push_screen(Choose(_heading(app, due), text, options, lang=app.lang), lambda way: _go(app, due, way, then))


def _heading(app: DeskApp, due: ClientDue) -> str:
    return tr(app.lang, f"home.due_kind.{due.kind}")


def _ways(app: DeskApp, due: ClientDue) -> list[str]:
    later = [] if client_dues.others_do(app.desk, due) else ["later"]
    review = ["review"] if due.kind in ("review", "assessment_review") else []
    sale = ["sale"] if due.sale_id is not None and not review else []
    assess = ["assess"] if due.kind == "reassess" else []
    return [*review, "client", *sale, *assess, *([] if due.act else ["done"]), *later]


def _go(app: DeskApp, due: ClientDue, way: str | None, then: Callable[[], None]) -> None:
    if way == "client":
        app.go(routes.ClientFile(due.client_id))
    elif way == "review" and due.assessment_id is not None:
        app.go(routes.TakenAssessment(due.assessment_id))
    elif way == "review" and due.sale_id is not None:
        app.go(routes.SaleReview(due.sale_id))
    elif way == "sale" and due.sale_id is not None:
        app.go(routes.Sale(due.sale_id))
    elif way == "assess":
        app.go(routes.Questionnaire(due.client_id, key=due.questionnaire))
    elif way == "done":
        ask = AskText(_heading(app, due), tr(app.lang, "home.how_done"), lang=app.lang, max_length=200)
        app.push_screen(ask, lambda note: _settle(app, due, note, then))
    elif way == "later":
        _ask_later(app, due, then)


def _settle(app: DeskApp, due: ClientDue, note: str | None, then: Callable[[], None]) -> None:
    if note is not None:
        _shown(app, client_dues.settle(app.desk, due.id, note), then)


def _ask_later(app: DeskApp, due: ClientDue, then: Callable[[], None]) -> None:
    """Until when, and why."""
    today = app.desk.today()
    days = [today + timedelta(count) for count in _LATER]
    last = due.latest_reminder(today)
    options = [Option(day.isoformat(), _in(app, day, (day - today).days)) for day in days if day <= last]

    def chosen(day: str | None) -> None:
        if day is None:
            return
        ask = AskText(_heading(app, due), tr(app.lang, "home.why_later"), lang=app.lang, max_length=200)
        app.push_screen(ask, lambda why: _postpone(app, due, date.fromisoformat(day), why, then))

    text = tr(app.lang, "home.later_until", due=due.on)
    app.push_screen(Choose(_heading(app, due), text, options, lang=app.lang), chosen)


def _in(app: DeskApp, day: date, days: int) -> str:
    return tr(app.lang, "home.later_tomorrow" if days == 1 else "home.later_in", days=days, day=day)


def _postpone(app: DeskApp, due: ClientDue, until: date, why: str | None, then: Callable[[], None]) -> None:
    if why is not None:
        _shown(app, client_dues.postpone(app.desk, due.id, until, why), then)


def _shown(app: DeskApp, refused: Refused | None, then: Callable[[], None]) -> None:
    if refused is not None:
        app.show_refused(refused)
    then()
