"""`rmdesk holdings CLIENT`, `rmdesk holdings add|change|redeem|end`, `rmdesk rate set`, `rmdesk rates` (SUIT-03)."""

import argparse
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from rmdesk.commands.declaring import command, switch, word
from rmdesk.commands.money import money_given
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.pairs import pairs
from rmdesk.commands.session import session
from rmdesk.desk import show
from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings import keeping, rates, seeing
from rmdesk.desk.holdings.seeing import HoldingLine, Holdings
from rmdesk.desk.holdings.summary import paid, summary
from rmdesk.domain import fields
from rmdesk.domain.holdings import Holding
from rmdesk.domain.rates import Rate
from rmdesk.domain.refusal import Refused

_CLIENT = word("client", "CLIENT_NO", "cli.help.client")
_WHICH = word("product", "CODE", "cli.help.holding")
_WITH = switch("--with", "FIELD=TEXT", "cli.help.holding_with", many=True, field="texts")
_REASON = switch("--reason", "TEXT", "cli.product_reason", needed=True)
_ON = switch("--on", "DATE", "cli.help.holding_on")


@command("holdings", _CLIENT, examples=("rmdesk holdings K-0007", "rmdesk holdings K-0007 --json"))
def holdings(args: argparse.Namespace, out: Output) -> int:
    """What a client holds, what it comes to in yuan, and what room it leaves."""
    with session(args, out, reading=True) as desk:
        found = seeing.of_client(desk, args.client)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        if out.as_json:
            out.json(_plain(found, desk, out))
        else:
            _show(found, desk, out)
    return 0


@command(
    "holdings add",
    _CLIENT,
    _WITH,
    examples=(
        "rmdesk holdings add K-0007 --with product=W-101 --with amount=50000 --with begun_on=2026-03-05",
        "rmdesk holdings add K-0007 --with product=X-1 --with name=TEXT --with family=insurance --with amount=90000"
        " --with premium=30000 --with years_left=12",
    ),
)
def add(args: argparse.Namespace, out: Output) -> int:
    """Note what a client holds from elsewhere."""
    texts = pairs(args.texts, out)
    with session(args, out, reading=False) as desk:
        return _told(keeping.add(desk, args.client, texts), "holdings.noted", desk, out)


@command(
    "holdings change",
    _CLIENT,
    _WHICH,
    _WITH,
    _REASON,
    examples=("rmdesk holdings change K-0007 W-101 --with amount=60000 --reason TEXT",),
)
def change(args: argparse.Namespace, out: Output) -> int:
    """Mend a holding that was typed or brought in."""
    texts = pairs(args.texts, out)
    with session(args, out, reading=False) as desk:
        found = keeping.find(desk, args.client, args.product)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        return _told(keeping.change(desk, found.id, texts, args.reason), "holdings.changed", desk, out)


@command(
    "holdings redeem",
    _CLIENT,
    _WHICH,
    switch("--amount", "AMOUNT", "cli.help.redeemed"),
    _ON,
    switch("--note", "TEXT", "cli.help.note"),
    examples=("rmdesk holdings redeem K-0007 W-101", "rmdesk holdings redeem K-0007 W-101 --amount 20000"),
)
def redeem(args: argparse.Namespace, out: Output) -> int:
    """Note that some of a holding, or all of it, was paid back."""
    amount, on = money_given(args.amount, out), _day(args.on, out)
    with session(args, out, reading=False) as desk:
        found = keeping.find(desk, args.client, args.product)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        return _told(keeping.redeem(desk, found.id, amount, on, args.note or ""), "holdings.redeemed", desk, out)


@command("holdings end", _CLIENT, _WHICH, _ON, _REASON, examples=("rmdesk holdings end K-0007 W-101 --reason TEXT",))
def end(args: argparse.Namespace, out: Output) -> int:
    """End a holding that was typed or brought in."""
    on = _day(args.on, out)
    with session(args, out, reading=False) as desk:
        found = keeping.find(desk, args.client, args.product)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        return _told(keeping.end(desk, found.id, args.reason, on), "holdings.ended", desk, out)


@command(
    "rate set",
    word("currency", "CURRENCY", "cli.help.currency"),
    word("rate", "RATE", "cli.help.rate"),
    switch("--on", "DATE", "cli.help.rate_on", needed=True),
    switch("--source", "TEXT", "cli.help.rate_source", needed=True),
    switch("--reason", "TEXT", "cli.help.rate_reason"),
    examples=("rmdesk rate set USD 7.1 --on 2026-11-27 --source TEXT",),
)
def set_rate(args: argparse.Namespace, out: Output) -> int:
    """Enter what a currency is worth in yuan on a day."""
    on, rate = _day(args.on, out), _decimal(args.rate, out)
    assert on is not None, "it is needed"
    with session(args, out, reading=False) as desk:
        entered = rates.enter(desk, args.currency, rate, on, args.source, args.reason or "")
        if isinstance(entered, Refused):
            return out.refused(entered, desk.pack)
        if out.as_json:
            out.json(_rate(entered))
        else:
            out.say(out.tr("holdings.rate_entered", rate=_in_words(entered, out)))
    return 0


@command("rates", examples=("rmdesk rates --json",))
def in_force(args: argparse.Namespace, out: Output) -> int:
    """The rates that may be used today."""
    with session(args, out, reading=True) as desk:
        found = rates.rates(desk)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        if out.as_json:
            out.json([_rate(one) for one in found])
        for one in () if out.as_json else found:
            out.line(_in_words(one, out))
    return 0


def _plain(found: Holdings, desk: Desk, out: Output) -> dict[str, Any]:
    return {
        "client": desk.branch.coded(found.no),
        "holdings": [_holding(line, out) for line in found.lines],
        "worth": format(found.worth, "f"),
        "bound": format(found.bound, "f"),
        "assets": format(found.assets, "f"),
        "free": format(found.free, "f"),
        "most": format(found.most, "f"),
        "above": format(found.above, "f"),
        "premiums": format(found.portfolio.premiums, "f"),
        "untold": list(found.portfolio.untold),
        "unrated": list(found.portfolio.unrated),
        "allocation": [
            {"family": one.family, "amount": format(one.yuan, "f"), "share": round(float(one.share), 4)}
            for one in found.shares
        ],
        "rates": [_rate(one) for one in found.portfolio.rates.values()],
    }


def _holding(line: HoldingLine, out: Output) -> dict[str, Any]:
    one = line.holding
    return {
        "id": one.id,
        "product": one.code,
        "name": line.name.of(out.lang),
        "family": line.family,
        "level": line.level,
        "on_shelf": line.on_shelf,
        "currency": one.currency,
        "amount": format(one.amount, "f"),
        "yuan": None if line.yuan is None else format(line.yuan, "f"),
        "cost": None if one.cost is None else format(one.cost, "f"),
        "payment": one.payment,
        "premium": None if one.premium is None else format(one.premium, "f"),
        "years_left": one.years_left,
        "begun_on": None if one.begun_on is None else one.begun_on.isoformat(),
        "maturity": None if one.maturity is None else one.maturity.isoformat(),
        "as_of": one.as_of.isoformat(),
        "source": one.source,
        "note": one.note,
        "state": one.state,
        "held": line.held,
    }


def _show(found: Holdings, desk: Desk, out: Output) -> None:
    lang, pack = out.lang, desk.pack
    if not found.lines:
        out.line(out.tr("holdings.none"))
    else:
        names = ("code", "name", "amount", "yuan", "begun", "maturity", "source", "state")
        head = [out.tr(f"holdings.column.{name}") for name in names]
        rows = (
            (
                line.holding.code,
                line.name.of(lang),
                show.money(line.holding.amount, lang, line.holding.currency),
                out.tr("holdings.no_rate") if line.yuan is None else show.money(line.yuan),
                _date(line.holding.begun_on),
                _date(line.holding.maturity),
                pack.label("holding_source", line.holding.source, lang),
                pack.label("holding_state", line.holding.state, lang),
            )
            for line in found.lines
        )
        out.table(head, rows, right=(2, 3))
        out.line("")
    for line in found.lines:
        said = paid(line.holding, desk.today(), lang) if line.held else ""
        if said:
            out.line(f"{line.holding.code} {said}")
    for text in summary(found, lang):
        out.line(text)


def _told(answer: Holding | Refused, key: str, desk: Desk, out: Output) -> int:
    if isinstance(answer, Refused):
        return out.refused(answer, desk.pack)
    if out.as_json:
        amount = format(answer.amount, "f")
        known = {"id": answer.id, "product": answer.code, "currency": answer.currency, "amount": amount}
        out.json({**known, "state": answer.state})
    else:
        out.say(out.tr(key, code=answer.code, amount=show.money(answer.amount, out.lang, answer.currency)))
    return 0


def _rate(one: Rate) -> dict[str, str]:
    return {"currency": one.currency, "rate": format(one.rate, "f"), "on": one.on.isoformat(), "source": one.source}


def _in_words(one: Rate, out: Output) -> str:
    figure = {"currency": one.currency, "rate": format(one.rate, "f")}
    return out.tr("holdings.rate", **figure, day=one.on.isoformat(), source=one.source)


def _date(one: date | None) -> str:
    return "—" if one is None else one.isoformat()


def _decimal(given: str, out: Output) -> Decimal:
    try:
        return Decimal(given)
    except InvalidOperation:
        raise WrongUseError(out.tr("cli.wrong.amount", given=given)) from None


def _day(given: str | None, out: Output) -> date | None:
    day = fields.read_date(given) if given else None
    if given and day is None:
        raise WrongUseError(out.tr("cli.wrong.date", given=given))
    return day
