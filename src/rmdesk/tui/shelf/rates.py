"""Entering what foreign money is worth on a day, with its source: limits in yuan are counted by it (SUIT-03)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from rmdesk.desk.guarding import Proof
from rmdesk.desk.holdings import rates
from rmdesk.domain.base import Text
from rmdesk.domain.rates import HOME, Rate
from rmdesk.domain.refusal import Refused, faulty, refuse
from rmdesk.faces.fields import Option
from rmdesk.locale import tr
from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit import record_fields as ask
from rmdesk.tui.kit.record_form import Record, ask_record


def enter_rate(app: DeskApp, route: routes.EnterRate) -> None:
    """Ask for a rate over the screen on top; the rates in force are said above."""
    desk, lang = app.desk, app.lang

    def do(typed: Mapping[str, str], _: Proof | None) -> Rate | Refused:
        try:
            rate = Decimal(typed["rate"])
        except InvalidOperation:
            return faulty({"rate": refuse("INPUT.decimal", given=typed["rate"])})
        on = date.fromisoformat(typed["on"])
        return rates.enter(desk, typed["currency"], rate, on, typed["source"], typed["reason"])

    known = rates.rates(desk)
    said = [] if isinstance(known, Refused) else [_in_words(one, app) for one in known]
    currencies = [one for one in desk.pack.imports.word["currency"] if one != HOME]
    record = Record(
        act="holdings.act.rate",
        about=Text.in_each(lambda lang: tr(lang, "holdings.rates")),
        place=route,
        fields=(
            ask.choice("currency", tr(lang, "holdings.field.currency"), (Option(one, one) for one in currencies)),
            ask.line("rate", tr(lang, "holdings.per_unit"), 12),
            ask.day("on", tr(lang, "holdings.on"), lang),
            ask.line("source", tr(lang, "holdings.field.source"), 120),
            ask.line("reason", tr(lang, "holdings.leap"), 120, required=False),
        ),
        do=do,
        then=lambda entered: app.notify(tr(lang, "holdings.rate_entered", rate=_in_words(entered, app)), markup=False),
        values={"on": desk.today().isoformat()},
        said="\n".join(said),
        at={"INPUT.future": "on", "INPUT.amount": "rate", "SUIT-03.leap": "reason"},
    )
    ask_record(app, record)


def _in_words(one: Rate, app: DeskApp) -> str:
    figures = {"currency": one.currency, "rate": format(one.rate, "f"), "day": one.on.isoformat()}
    return tr(app.lang, "holdings.rate", **figures, source=one.source)
