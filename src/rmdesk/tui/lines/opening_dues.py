"""What can be done about a due from its row: open what it is about, do its act, say how it went, be reminded later."""

from collections.abc import Callable
from datetime import timedelta

from rmdesk.desk import clients
from rmdesk.desk.access import ROLES_OF
from rmdesk.desk.dues import acting, client_dues, ending, indicators, opening, portrait, recurring
from rmdesk.desk.dues.backups import DESK
from rmdesk.desk.dues.people import PERSON
from rmdesk.desk.dues.whose import others_do
from rmdesk.desk.exchange import cases_in
from rmdesk.desk.exchange.answering import REVIEW
from rmdesk.desk.exchange.receiving import MOVING
from rmdesk.desk.portrait.saying import asked_for
from rmdesk.desk.settings import checklist
from rmdesk.domain.base import Text
from rmdesk.domain.client_dues import ClientDue
from rmdesk.domain.dues import Due
from rmdesk.domain.fields import read_date
from rmdesk.domain.refusal import Refused, refused
from rmdesk.faces.dues import title
from rmdesk.faces.fields import Option
from rmdesk.locale import tr
from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.dialogs import AskText, Choose
from rmdesk.tui.kit.record_fields import day, reason
from rmdesk.tui.kit.record_form import Record, Values, ask_record
from rmdesk.tui.lines.grade_review import ask_grade
from rmdesk.tui.lines.opening_ways import way_to
from rmdesk.tui.routes import Route

_NOTE = 200


def due_route(due: Due) -> Route | None:
    """What a due is about, for a look at it; None for a whole register and for what an opening lacks."""
    if due.subject.kind == "case":
        return routes.CaseFile(due.subject.id)
    if due.subject.kind == "entry":
        return routes.RegisterEntry(due.subject.id)
    if due.subject.kind == indicators.INDICATOR:
        return routes.Indicator(*due.subject.id.split(":"))
    return routes.ClientFile(due.subject.id) if due.subject.kind == "client" else None


def open_due(app: DeskApp, due: Due) -> None:
    """What a row of the list is about: the sale or the assessment that waits for somebody, else whose it is."""
    one = _of_client(app, due)
    if one is not None:
        app.go(_awaits(one) or routes.ClientFile(one.client_id))
    elif due.subject.kind == recurring.REGISTER:
        app.go(routes.RegisterEntries(due.subject.id))
    elif due.subject.kind == opening.OPENING:
        found = checklist.read(app.desk)
        steps = () if isinstance(found, Refused) else found.items
        app.go(next((way_to(one) for one in steps if one.key == due.subject.id), routes.Checklist()))
    elif due.subject.kind == PERSON:
        app.go(routes.Person(due.subject.id))
    elif due.subject.kind == REVIEW:
        app.go(routes.ReviewFor(*due.subject.id.split(":", 1)))
    elif due.subject.kind in (MOVING, cases_in.MOVING):
        app.go(routes.Moves())
    elif due.subject.kind == DESK:
        app.go(routes.BackUp())
    elif (way := due_route(due)) is not None:
        app.go(way)


def act_name(app: DeskApp, due: Due) -> str:
    """What the act that ends it is called; how it went is noted where none does. "" where it is for others."""
    if others_do(app.desk, due):
        return ""
    if not due.act:
        return tr(app.lang, "home.note_how") if due.key.startswith(client_dues.PREFIX) else ""
    own = _own_act(app, due)
    if not own:
        return ""
    if own in ROLES_OF:
        name = app.desk.pack.label("act", own, app.lang)
        return name[:1].upper() + name[1:]
    register = acting.register_of(app.desk, due)
    act = None if register is None else register.act.get(own.rpartition(".")[2])
    return tr(app.lang, "keys.open") if act is None else act.label.of(app.lang)


def _own_act(app: DeskApp, due: Due) -> str:
    own = acting.own_act(app.desk, due)
    return "" if isinstance(own, Refused) else own


def do_act(app: DeskApp, due: Due, then: Callable[[], None]) -> None:
    """Begin the act that ends it, or ask how it went. `then` follows a change. How the client wants to be reached, or
    that he would rather not be, is said first (DATA-02)."""
    if due.subject.kind == "client" and due.act != "clients.write":
        _say_how(app, due.subject.id)
    one = _of_client(app, due)
    if one is not None:
        _do(app, one, then)
    elif due.subject.kind == "entry":
        app.go(routes.EntryAct(due.subject.id, _own_act(app, due)))
    elif due.subject.kind == recurring.REGISTER:
        app.go(routes.NewEntry(due.subject.id, due.act))
    elif due.subject.kind == "client" and due.act not in ROLES_OF and "." in due.act:
        register, _, act = due.act.partition(".")
        app.go(routes.NewEntry(register, act, about=f"client:{due.no}"))
    elif (check := portrait.check_of(app.desk, due)) is not None:
        app.go(routes.EditFile(due.subject.id, key=check.field))
    elif due.act == "retention.erase":
        app.go(routes.Retention())
    else:
        open_due(app, due)


def _say_how(app: DeskApp, client_id: str) -> None:
    client = clients.get(app.desk, client_id)
    said = "" if isinstance(client, Refused) else asked_for(app.desk, client, app.lang)
    if said:
        app.notify(said, severity="warning", markup=False)


def _do(app: DeskApp, one: ClientDue, then: Callable[[], None]) -> None:
    if not one.act:
        _ask_how(app, one, then)
    elif one.kind == "reassess":
        app.go(routes.Questionnaire(one.client_id, key=one.questionnaire))
    elif one.kind == "aml_review":
        ask_grade(app, one.client_id, then)
    elif one.kind == "id_expiry":
        app.go(routes.EditFile(one.client_id, key="id_valid_until"))
    else:
        app.go(_awaits(one) or routes.ClientFile(one.client_id))


def _awaits(one: ClientDue) -> Route | None:
    """What waits for somebody: a sale to be reviewed or mended, an assessment that was flagged."""
    if one.assessment_id is not None and one.kind == "assessment_review":
        return routes.TakenAssessment(one.assessment_id)
    if one.sale_id is not None and one.kind in ("review", "sent_back"):
        return routes.SaleReview(one.sale_id) if one.kind == "review" else routes.Sale(one.sale_id)
    return None


def _of_client(app: DeskApp, due: Due) -> ClientDue | None:
    if not due.key.startswith(client_dues.PREFIX):
        return None
    one = client_dues.one(app.desk, due.key.removeprefix(client_dues.PREFIX))
    return None if isinstance(one, Refused) else one


def open_client_due(app: DeskApp, one: ClientDue, then: Callable[[], None]) -> None:
    """Ask what is to be done about a due in a client's file; where an act alone ends it, "done" is not among it."""
    due = client_dues.as_due(one)
    text = tr(app.lang, "home.due_text", due=one.on, rule=one.rule, about=due.about.of(app.lang) or "—")
    if one.act:
        act = app.desk.pack.label("act", one.act, app.lang)
        text = f"{text}\n{tr(app.lang, 'home.ended_by', act=act)}"
    options = [Option(name, tr(app.lang, f"home.do.{name}")) for name in _ways(app, one)]
    heading = due.what.of(app.lang)
    app.push_screen(Choose(heading, text, options, lang=app.lang), lambda way: _go(app, one, way, then))


def _ways(app: DeskApp, one: ClientDue) -> list[str]:
    """What the person at the desk may do about it; a sale or an assessment is reviewed at any desk, by whoever
    may."""
    theirs = others_do(app.desk, client_dues.as_due(one))
    waits = one.kind == "review" or (one.kind == "assessment_review" and app.may("sales.host"))
    sale = one.sale_id is not None and one.kind != "review"
    wanted = {
        "review": waits,
        "client": True,
        "sale": sale,
        "assess": one.kind == "reassess" and not theirs,
        "grade": one.kind == "aml_review" and not theirs,
        "done": not one.act and not theirs,
        "later": not theirs,
    }
    return [way for way, offered in wanted.items() if offered]


def _go(app: DeskApp, one: ClientDue, way: str | None, then: Callable[[], None]) -> None:
    if way == "client":
        app.go(routes.ClientFile(one.client_id))
    elif way in ("review", "assess", "grade", "done"):
        _do(app, one, then)
    elif way == "sale" and one.sale_id is not None:
        app.go(routes.Sale(one.sale_id))
    elif way == "later":
        put_off(app, client_dues.as_due(one), then)


def _ask_how(app: DeskApp, one: ClientDue, then: Callable[[], None]) -> None:
    heading = client_dues.as_due(one).what.of(app.lang)
    ask = AskText(heading, tr(app.lang, "home.how_done"), lang=app.lang, max_length=_NOTE)
    app.push_screen(ask, lambda note: _settle(app, one, note, then))


def _settle(app: DeskApp, one: ClientDue, note: str | None, then: Callable[[], None]) -> None:
    if note is None:
        return
    answer = client_dues.settle(app.desk, one.id, note)
    if answer is not None:
        app.show_refused(answer)
    then()


def put_off(app: DeskApp, due: Due, then: Callable[[], None]) -> None:
    """Until when to be reminded again, and why; the date stays."""
    lang, last = app.lang, due.latest_reminder(app.desk.today())
    if last is None:
        app.show_refused(refused("DESK-07.legal", on=due.day))
        return

    def keep(values: Values, _: object) -> Refused | None:
        until = read_date(values["until"])
        assert until is not None, "the form took it for a date"
        return ending.postpone(app.desk, due.key, until, values["reason"])

    fields = (day("until", tr(lang, "home.later_day"), lang), reason(lang))
    offered = {"until": (app.desk.today() + timedelta(1)).isoformat()}
    said = tr(lang, "home.later_until", due=due.day)
    codes = {"DESK-07.later": "until"}
    about = Text.in_each(lambda lang: title(due, lang))
    record = Record(
        "keys.put_off", about, routes.Home(), fields, keep, lambda _: then(), values=offered, said=said, at=codes,
    )  # fmt: skip
    ask_record(app, record)
