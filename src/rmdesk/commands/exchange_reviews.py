"""`rmdesk exchange ask` and `rmdesk exchange review`: a review asked of another desk, and given for one."""

import argparse

from rmdesk.commands.declaring import command, flag, switch, word
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.people_line import Line
from rmdesk.commands.session import password_of, session
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import answering, asking, peers
from rmdesk.domain.exchange_reviews import ReviewFor
from rmdesk.domain.refusal import Refused
from rmdesk.domain.sale import BACK_TO


@command(
    "exchange ask",
    word("sale", "SALE_NO", "cli.help.sale"),
    switch("--to", "NAME", "exchange.help.to", needed=True),
    examples=("rmdesk exchange ask J-0007 --to 07",),
)
def ask(args: argparse.Namespace, out: Output) -> int:
    """Ask another desk to review a sale."""
    with session(args, out, reading=False) as desk:
        done = asking.ask(desk, args.sale, args.to)
        if isinstance(done, Refused):
            return out.refused(done, desk.pack)
        day = f"{desk.local(done.at):%m-%d}"
    if out.as_json:
        out.json({"sale": done.no, "desk": done.peer.card.device, "at": done.at.isoformat()})
    else:
        out.line(out.tr("sale.look.asked_elsewhere", name=done.peer.card.name, day=day))
    return 0


@command(
    "exchange review",
    word("sale", "SALE_NO", "exchange.help.asked_sale", needed=False),
    switch("--paper", "NUMBER", "exchange.help.paper"),
    flag("--accept", "exchange.help.accept"),
    switch("--back", "STEP", "exchange.help.back", choices=BACK_TO),
    switch("--remark", "TEXT", "exchange.help.remark"),
    examples=(
        "rmdesk exchange review",
        "rmdesk exchange review J-07-0007 --paper FX-07-0012",
        "rmdesk exchange review J-07-0007 --accept",
        "rmdesk exchange review J-07-0007 --back disclose --remark TEXT",
    ),
)
def review(args: argparse.Namespace, out: Output) -> int:
    """List what other desks ask, read a paper, or decide by the own password."""
    if bool(args.accept) + bool(args.back) + bool(args.paper) > 1 or (args.remark and not args.back):
        raise WrongUseError(out.tr("exchange.accept_or_back"))
    with session(args, out, reading=not (args.accept or args.back)) as desk:
        found = answering.waiting(desk)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        if not args.sale:
            return _list(out, desk, found)
        one = next((one for one in found if one.ask.no == args.sale.strip().upper()), None)
        if one is None:
            raise WrongUseError(out.tr("exchange.not_asked", no=args.sale))
        if args.accept or args.back:
            return _decide(args, out, desk, one)
        return _read(out, desk, one, args.paper) if args.paper else _list(out, desk, (one,))


def _decide(args: argparse.Namespace, out: Output, desk: Desk, one: ReviewFor) -> int:
    step = next((step for step in BACK_TO if step == args.back), None)
    remark = "" if step is None else Line(args, out, desk).needed("remark")
    password = password_of(args, out, desk.actor.login)
    done = answering.answer(desk, one.device, one.ask.sale_id, password, step=step, remark=remark)
    if isinstance(done, Refused):
        return out.refused(done, desk.pack)
    if out.as_json:
        out.json({"sale": one.ask.no, "desk": one.device, "accepted": step is None})
    else:
        out.line(out.tr("exchange.review.done"))
    return 0


def _read(out: Output, desk: Desk, one: ReviewFor, number: str) -> int:
    paper = answering.look(desk, one.device, one.ask.sale_id, number.strip().upper())
    if isinstance(paper, Refused):
        return out.refused(paper, desk.pack)
    lines = ["  ".join(filter(None, (line.label, line.text))) for line in paper.lines]
    if out.as_json:
        out.json({"number": paper.number, "lines": lines})
    else:
        for line in lines:
            out.line(line)
    return 0


def _list(out: Output, desk: Desk, found: tuple[ReviewFor, ...]) -> int:
    if out.as_json:
        out.json(
            [
                {"desk": one.device, "sale": one.ask.no, "papers": [paper.number for paper in one.ask.papers]}
                for one in found
            ]
        )
        return 0
    heads = [out.tr(f"exchange.column.{name}") for name in ("name", "sale", "papers")]
    rows = [
        (
            peers.named(desk, one.device).card.name,
            one.ask.no,
            ", ".join(f"{paper.number} {paper.title.of(out.lang)}" for paper in one.ask.papers),
        )
        for one in found
    ]
    out.table(heads, rows)
    return 0
