"""The forms about what a client holds: noting it, mending it, redeeming it, ending it (SUIT-03, SUIT-30)."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from rmdesk.desk import show
from rmdesk.desk.guarding import Proof
from rmdesk.desk.holdings import keeping
from rmdesk.desk.holdings.reading import OF_POLICIES, texts_of
from rmdesk.desk.holdings.seeing import HoldingLine
from rmdesk.desk.holdings.summary import paid
from rmdesk.domain.base import Text
from rmdesk.domain.client import Client
from rmdesk.domain.holdings import PAYMENTS, STATES, Holding
from rmdesk.domain.refusal import Refused
from rmdesk.faces.fields import FieldSpec, Option
from rmdesk.tui import routes
from rmdesk.tui.kit import record_fields as ask
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.dialogs import Choose
from rmdesk.tui.kit.record_form import Record, ask_record

Then = Callable[[Holding], None]
Typed = Mapping[str, str]
Do = Callable[[Typed, Proof | None], Holding | Refused]
_NOTED = (
    "product", "amount", "begun_on", "maturity", "currency", "cost", "name", "family", "issuer", *OF_POLICIES, "state",
    "note",
)  # fmt: skip
_MENDED = ("amount", "cost", "bound", *OF_POLICIES, "begun_on", "maturity", "as_of", "state", "note")
_OPTIONS = {"family": "family", "state": "holding_state", "currency": "currency", "payment": "premium"}


def note(screen: AskingScreen, client: Client, then: Then) -> None:
    """What the client holds from elsewhere; the shelf says the rest where it knows the product."""
    desk = screen.desk_app.desk
    record = Record(
        act="holdings.act.note",
        about=client.name,
        place=routes.ClientFile(client.id),
        fields=tuple(_spec(screen, key, required=key in ("product", "amount")) for key in _NOTED),
        do=lambda typed, _: keeping.add(desk, client.id, typed),
        then=then,
        values={"state": "held"},
        said=screen.tr("holdings.form"),
        client_id=client.id,
    )
    ask_record(screen.desk_app, record)


def act_on(screen: AskingScreen, client: Client, line: HoldingLine, then: Then) -> None:
    """What can be done with a holding is asked first."""
    acts = ("redeem",) if line.holding.source == "sale" else ("redeem", "mend", "end")
    options = [Option(act, screen.tr(f"holdings.act.{act}")) for act in acts]
    forms = {"redeem": redeem, "mend": mend, "end": end}

    def chosen(act: str | None) -> None:
        if act is not None:
            forms[act](screen, client, line, then)

    one, today = line.holding, screen.desk_app.desk.today()
    said = (show.money(one.amount, screen.lang, one.currency), paid(one, today, screen.lang))
    text = " · ".join(filter(None, said))
    screen.app.push_screen(Choose(_named(screen, line), text, options, lang=screen.lang), chosen)


def redeem(screen: AskingScreen, client: Client, line: HoldingLine, then: Then) -> None:
    """Some of it or all was paid back."""
    desk, one = screen.desk_app.desk, line.holding

    def do(typed: Typed, _: Proof | None) -> Holding | Refused:
        amount = Decimal(typed["amount"]) if typed["amount"] else None
        return keeping.redeem(desk, one.id, amount, date.fromisoformat(typed["on"]), typed["note"])

    amount = ask.number("amount", screen.tr("holdings.redeemed_amount", currency=one.currency), required=False)
    specs = (amount, ask.day("on", screen.tr("holdings.on"), screen.lang), _spec(screen, "note"))
    values = {"amount": format(one.amount, "f"), "on": desk.today().isoformat()}
    _ask(screen, client, line, "redeem", specs, do, then, values)


def mend(screen: AskingScreen, client: Client, line: HoldingLine, then: Then) -> None:
    """Its figures were noted otherwise than they are."""
    desk, one = screen.desk_app.desk, line.holding

    def do(typed: Typed, _: Proof | None) -> Holding | Refused:
        return keeping.change(desk, one.id, {key: typed[key] for key in _MENDED}, typed["reason"])

    specs = (*(_spec(screen, key, required=key == "amount") for key in _MENDED), ask.reason(screen.lang))
    known = texts_of(one)
    _ask(screen, client, line, "mend", specs, do, then, {key: known[key] for key in _MENDED})


def end(screen: AskingScreen, client: Client, line: HoldingLine, then: Then) -> None:
    """It is no more."""
    desk, one = screen.desk_app.desk, line.holding

    def do(typed: Typed, _: Proof | None) -> Holding | Refused:
        return keeping.end(desk, one.id, typed["reason"], date.fromisoformat(typed["on"]))

    specs = (ask.day("on", screen.tr("holdings.on"), screen.lang), ask.reason(screen.lang))
    _ask(screen, client, line, "end", specs, do, then, {"on": desk.today().isoformat()})


def _ask(
    screen: AskingScreen,
    client: Client,
    line: HoldingLine,
    act: str,
    specs: tuple[FieldSpec, ...],
    do: Do,
    then: Then,
    values: Typed,
) -> None:
    record = Record(
        act=f"holdings.act.{act}",
        about=Text.in_each(lambda lang: f"{client.name} · {line.holding.code} {line.name.of(lang)}"),
        place=routes.ClientFile(client.id),
        fields=specs,
        do=do,
        then=then,
        values=values,
        client_id=client.id,
    )
    ask_record(screen.desk_app, record)


def _named(screen: AskingScreen, line: HoldingLine) -> str:
    return f"{line.holding.code} {line.name.of(screen.lang)}"


def _spec(screen: AskingScreen, key: str, *, required: bool = False) -> FieldSpec:
    label = screen.tr(f"holdings.field.{key}")
    if key in ("amount", "cost", "bound", "premium"):
        return ask.number(key, label, required=required)
    if key == "years_left":
        return ask.number(key, label, "integer", required=required)
    if key in ("begun_on", "maturity", "as_of"):
        return ask.day(key, label, screen.lang, required=required)
    if key not in _OPTIONS:
        return ask.line(key, label, 200 if key == "note" else 120, required=required)
    pack = screen.desk_app.desk.pack
    currencies = tuple(pack.imports.word["currency"])
    keys = {"family": pack.families.keys, "state": STATES[:-1], "currency": currencies, "payment": PAYMENTS}[key]
    options = (Option(one, _label(screen, _OPTIONS[key], one)) for one in keys)
    return ask.choice(key, label, options, required=required)


def _label(screen: AskingScreen, vocabulary: str, key: str) -> str:
    try:
        return screen.desk_app.desk.pack.label(vocabulary, key, screen.lang)
    except KeyError:  # a currency that the pack of today does not name
        return key
