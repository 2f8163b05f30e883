"""`rmdesk match`: what may be offered to a client, and why the rest may not (SUIT-28)."""

import argparse
from datetime import date

from rmdesk.commands.declaring import command, switch, word
from rmdesk.commands.money import money_given
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.session import session
from rmdesk.desk import matching
from rmdesk.desk.desk import Desk
from rmdesk.desk.matching import Matched
from rmdesk.domain import fields
from rmdesk.domain.ranking import Wish
from rmdesk.domain.refusal import Refusal, Refused


@command(
    "match",
    word("client", "CLIENT_NO", "cli.help.client"),
    switch("--amount", "CNY", "cli.help.amount"),
    switch("--on", "DATE", "cli.help.on"),
    examples=("rmdesk match K-0007", "rmdesk match K-0007 --amount 200000 --json"),
)
def match(args: argparse.Namespace, out: Output) -> int:
    """Match a client with the whole shelf: for an amount in yuan, on a day."""
    amount, day = money_given(args.amount, out), _day(args.on, out)
    with session(args, out, reading=True) as desk:
        found = matching.match(desk, args.client, Wish(amount=amount), day)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        if out.as_json:
            out.json(_plain(desk, found, out))
        else:
            _show(desk, found, out)
    return 0


def _day(given: str | None, out: Output) -> date | None:
    day = fields.read_date(given) if given else None
    if given and day is None:
        raise WrongUseError(out.tr("cli.wrong.date", given=given))
    return day


def _plain(desk: Desk, found: Matched, out: Output) -> dict[str, object]:
    """Withheld products go by their code alone: private ones are not named to the unqualified (SUIT-21)."""
    offered = [
        {
            "code": product.code,
            "name": product.name.of(out.lang),
            "family": product.family,
            "regime": product.regime,
            "level": product.level(desk.pack.levels),
            "needs": list(verdict.needs),
            "warnings": [_reason(one, desk, out) for one in verdict.warnings],
        }
        for product, verdict in found.offered
    ]
    withheld = [
        {
            "code": product.code,
            "reasons": [_reason(one, desk, out) for one in verdict.reasons],
        }
        for product, verdict in found.withheld
    ]
    return {"offered": offered, "withheld": withheld}


def _reason(one: Refusal, desk: Desk, out: Output) -> dict[str, str]:
    return {"rule": one.rule, "detail": desk.pack.say(one, out.lang).text}


def _show(desk: Desk, found: Matched, out: Output) -> None:
    pack, lang = desk.pack, out.lang
    out.line(out.tr("cli.offered", count=len(found.offered)))
    out.line(pack.ranking.text.of(lang))
    head = [out.tr(f"cli.column.{name}") for name in ("code", "name", "family", "level")]
    out.table(
        head,
        (
            (one.code, one.name.of(lang), pack.label("family", one.family, lang), one.level(pack.levels) or "—")
            for one, _ in found.offered
        ),
    )
    for product, offered in found.offered:
        for one in offered.warnings:
            out.line(f"! {product.code}  {one.rule}  {pack.say(one, lang).text}")
    out.line("")
    out.line(out.tr("cli.withheld", count=len(found.withheld)))
    named = {product.code for product, _ in found.named()}
    for product, verdict in found.withheld:
        name = f"  {product.name.of(lang)}" if product.code in named else ""
        out.line(f"{product.code}{name}")
        for reason in verdict.reasons:
            out.line(f"    {reason.rule}  {pack.say(reason, lang).text}")
    rules = {reason.rule for _, verdict in found.withheld for reason in verdict.reasons}
    if "SUIT-20" in rules and "SUIT-27" not in rules:
        out.line(out.tr("cli.assess_first", client=desk.branch.coded(found.match_input.client.no)))
