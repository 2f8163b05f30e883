"""The forms about what a client holds: noting it, mending it, redeeming it, ending it (SUIT-03, SUIT-30)."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from rmdesk.desk import show
from rmdesk.desk.guarding import Proof
from rmdesk.desk.holdings import keeping
from rmdesk.desk.holdings.reading import texts_of
from rmdesk.desk.holdings.seeing import HoldingLine
from rmdesk.domain.client import Client
from rmdesk.domain.holdings import STATES, Holding
from rmdesk.domain.kinds import FAMILIES
from rmdesk.domain.refusal import Refused
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.choice import Option
from rmdesk.tui.kit.dialogs import Choose
from rmdesk.tui.kit.form import FieldSpec
from rmdesk.tui.kit.record_form import AskRecord, Record

Then = Callable[[Holding], None]
Typed = Mapping[str, str]
_NOTED = ("product", "amount", "begun_on", "maturity", "currency", "cost", "name", "family", "issuer", "state", "note")
_MENDED = ("amount", "cost", "bound", "begun_on", "maturity", "as_of", "state", "note")


def note(screen: AskingScreen, client: Client, then: Then) -> None:
    """What the client holds from elsewhere; the shelf says the rest where it knows the product."""
    desk = screen.rm.desk

    def commit(typed: Typed, _: Proof | None) -> Holding | Refused:
        return keeping.add(desk, client.id, typed)

    record = Record(
        heading=f"{client.name} · {screen.tr('keys.about.note_holding')}",
        act=screen.tr("keys.note_holding"),
        specs=tuple(_spec(screen, key, required=key in ("product", "amount")) for key in _NOTED),
        commit=commit,
        place=("holdings.add", client.id),
        values={"state": "held"},
        said=((screen.tr("holdings.form"), "muted"),),
    )
    screen.app.push_screen(AskRecord(record, then))


def act_on(screen: AskingScreen, client: Client, line: HoldingLine, then: Then) -> None:
    """What can be done with a holding is asked first."""
    sold = line.holding.source == "sale"
    acts = ("redeem",) if sold else ("redeem", "mend", "end")
    options = [Option(act, screen.tr(f"holdings.act.{act}")) for act in acts]
    forms = {"redeem": redeem, "mend": mend, "end": end}

    def chosen(act: str | None) -> None:
        if act is not None:
            forms[act](screen, client, line, then)

    text = show.money(line.holding.amount, screen.lang, line.holding.currency)
    screen.app.push_screen(Choose(_named(screen, line), text, options, lang=screen.lang), chosen)


def redeem(screen: AskingScreen, client: Client, line: HoldingLine, then: Then) -> None:
    """Some of it or all was paid back."""
    desk, one = screen.rm.desk, line.holding

    def commit(typed: Typed, _: Proof | None) -> Holding | Refused:
        amount = Decimal(typed["amount"]) if typed["amount"] else None
        return keeping.redeem(desk, one.id, amount, date.fromisoformat(typed["on"]), typed["note"])

    specs = (
        FieldSpec("amount", screen.tr("holdings.redeemed_amount", currency=one.currency), "amount", max_length=20),
        _day(screen, "on", required=True),
        _spec(screen, "note"),
    )
    values = {"amount": format(one.amount, "f"), "on": desk.today().isoformat()}
    _ask(screen, client, line, "redeem", specs, commit, then, values)


def mend(screen: AskingScreen, client: Client, line: HoldingLine, then: Then) -> None:
    """Its figures were noted otherwise than they are."""
    desk, one = screen.rm.desk, line.holding

    def commit(typed: Typed, _: Proof | None) -> Holding | Refused:
        texts = {key: typed[key] for key in _MENDED}
        return keeping.change(desk, one.id, texts, typed["reason"])

    specs = (*(_spec(screen, key, required=key == "amount") for key in _MENDED), _reason(screen))
    known = texts_of(one)
    _ask(screen, client, line, "mend", specs, commit, then, {key: known[key] for key in _MENDED})


def end(screen: AskingScreen, client: Client, line: HoldingLine, then: Then) -> None:
    """It is no more."""
    desk, one = screen.rm.desk, line.holding

    def commit(typed: Typed, _: Proof | None) -> Holding | Refused:
        return keeping.end(desk, one.id, typed["reason"], date.fromisoformat(typed["on"]))

    specs = (_day(screen, "on", required=True), _reason(screen))
    _ask(screen, client, line, "end", specs, commit, then, {"on": desk.today().isoformat()})


def _ask(
    screen: AskingScreen,
    client: Client,
    line: HoldingLine,
    act: str,
    specs: tuple[FieldSpec, ...],
    commit: Callable[[Typed, Proof | None], Holding | Refused],
    then: Then,
    values: Typed,
) -> None:
    record = Record(
        heading=f"{client.name} · {_named(screen, line)}",
        act=screen.tr(f"holdings.act.{act}"),
        specs=specs,
        commit=commit,
        place=(f"holdings.{act}", line.holding.id),
        values=values,
    )
    screen.app.push_screen(AskRecord(record, then))


def _named(screen: AskingScreen, line: HoldingLine) -> str:
    return f"{line.holding.code} {line.name.of(screen.lang)}"


def _spec(screen: AskingScreen, key: str, *, required: bool = False) -> FieldSpec:
    label = screen.tr(f"holdings.field.{key}")
    if key in ("amount", "cost", "bound"):
        return FieldSpec(key, label, "amount", required=required, max_length=20)
    if key in ("begun_on", "maturity", "as_of"):
        return _day(screen, key, required=required)
    vocabularies = {
        "family": FAMILIES,
        "state": STATES[:-1],
        "currency": tuple(screen.rm.desk.pack.imports.word["currency"]),
    }
    if key not in vocabularies:
        return FieldSpec(key, label, required=required, max_length=200 if key == "note" else 120)
    named = {"state": "holding_state"}.get(key, key)
    options = tuple(Option(one, _label(screen, named, one)) for one in vocabularies[key])
    return FieldSpec(key, label, "choice", options, required)


def _label(screen: AskingScreen, vocabulary: str, key: str) -> str:
    try:
        return screen.rm.desk.pack.label(vocabulary, key, screen.lang)
    except KeyError:  # a currency that the pack of today does not name
        return key


def _day(screen: AskingScreen, key: str, *, required: bool = False) -> FieldSpec:
    named = "holdings.on" if key == "on" else f"holdings.field.{key}"
    return FieldSpec(key, screen.tr(named), "date", required=required, max_length=20)


def _reason(screen: AskingScreen) -> FieldSpec:
    return FieldSpec("reason", screen.tr("holdings.reason"), required=True, max_length=200)
