"""Asking who stands in for whom, and ending it before its day (DESK-18)."""

from collections.abc import Callable
from functools import partial

from rmdesk.desk import people, standing_in
from rmdesk.desk.guarding import Proof
from rmdesk.desk.people_rows import name_of
from rmdesk.desk.standing_in import StandIn
from rmdesk.domain.base import Lang, Text
from rmdesk.domain.fields import read_date
from rmdesk.domain.refusal import Refused
from rmdesk.faces.called import called
from rmdesk.faces.fields import Option
from rmdesk.locale import tr
from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.dialogs import Choose
from rmdesk.tui.kit.record_fields import choice, day, reason
from rmdesk.tui.kit.record_form import Record, Values, ask_record

_NEW = "new"


def ask_stand_in(app: DeskApp, then: Callable[[], None]) -> None:
    """Appoint somebody; where somebody stands in already whom the person at the desk may dismiss, ask which."""
    mine = [one for one in standing_of(app) if _may_end(app, one)]
    if not mine:
        _appoint(app, then)
        return
    ends = [
        Option(one.absent, tr(app.lang, "people.standing.end", stands=said(app, one, app.lang))) for one in mine[:8]
    ]
    options = [Option(_NEW, tr(app.lang, "people.standing.appoint")), *ends]

    def chosen(which: str | None) -> None:
        if which == _NEW:
            _appoint(app, then)
        elif which is not None:
            _dismiss(app, next(one for one in mine if one.absent == which), then)

    app.push_screen(Choose(tr(app.lang, "keys.stand_in"), "", options, lang=app.lang), chosen)


def standing_of(app: DeskApp) -> tuple[StandIn, ...]:
    """Who stands in now or will; nobody where it may not be known."""
    found = standing_in.standing(app.desk)
    return () if isinstance(found, Refused) else found


def said(app: DeskApp, one: StandIn, lang: Lang) -> str:
    """Who stands in for whom, from when to when."""
    store = app.desk.store
    names = {"absent": name_of(store, one.absent), "stand_in": name_of(store, one.stand_in)}
    return tr(lang, "people.standing.said", **names, since=one.since, until=one.until)


def _may_end(app: DeskApp, one: StandIn) -> bool:
    return app.desk.actor.login in (one.absent, one.stand_in) or "compliance" in app.desk.actor.roles


def _appoint(app: DeskApp, then: Callable[[], None]) -> None:
    desk, lang, actor = app.desk, app.lang, app.desk.actor
    everybody = people.everybody(desk)
    known = () if isinstance(everybody, Refused) else everybody
    sellers = [one for one in known if one.active and "manager" in one.roles]
    managers = [Option(one.login, called(one.name, one.login, lang)) for one in sellers]
    others = [one for one in managers if one.key != actor.login]
    by_office = "compliance" in actor.roles
    if not others:
        app.notify(tr(lang, "people.standing.nobody"), markup=False)
        return

    def keep(values: Values, proof: Proof | None) -> StandIn | Refused:
        since, until = read_date(values["since"]), read_date(values["until"])
        assert since is not None, "the form took it for a date"
        assert until is not None, "the form took it for a date"
        absent = values["absent"] if by_office else actor.login
        return standing_in.appoint(desk, absent, values["stand_in"], (since, until), values["reason"], proof)

    fields = (
        *((choice("absent", tr(lang, "people.standing.absent"), managers),) if by_office else ()),
        choice("stand_in", tr(lang, "people.standing.stand_in"), others),
        day("since", tr(lang, "people.standing.since"), lang),
        day("until", tr(lang, "people.standing.until"), lang),
        reason(lang),
    )
    record = Record(
        "people.act.stand_in", Text.in_each(lambda each: tr(each, "people.heading")), routes.People(), fields, keep,
        lambda _: then(),
        values={"since": desk.today().isoformat()}, said=tr(lang, "people.standing.what"),
        at={"DESK-18.stands": "since"}, proves=standing_in.ACT, second="stand_in",
    )  # fmt: skip
    ask_record(app, record)


def _dismiss(app: DeskApp, one: StandIn, then: Callable[[], None]) -> None:
    def keep(values: Values, _: Proof | None) -> StandIn | Refused:
        return standing_in.dismiss(app.desk, one.absent, values["reason"])

    about, fields = Text.in_each(partial(said, app, one)), (reason(app.lang),)
    ask_record(app, Record("people.standing.back", about, routes.People(), fields, keep, lambda _: then()))
