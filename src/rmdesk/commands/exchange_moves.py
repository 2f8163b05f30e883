"""`rmdesk exchange move`, `moves`, `take-over` and `keep`: clients and cases that go to another desk, and that come
from one."""

import argparse
from collections.abc import Iterable

from rmdesk.commands.declaring import SECOND, command, flag, switch, word
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.people_line import REASON, Line
from rmdesk.commands.proving import proof_of
from rmdesk.commands.session import session
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import cases_in, cases_out, moving, receiving
from rmdesk.desk.exchange.receiving import Settled
from rmdesk.desk.people_rows import name_of
from rmdesk.domain.exchange_cases import CaseMoving
from rmdesk.domain.exchange_moves import Moving
from rmdesk.domain.refusal import Refusal, Refused
from rmdesk.faces.exchange import (
    arriving_state,
    case_cells,
    compared,
    compared_heads,
    move_cells,
    move_heads,
    moved,
)
from rmdesk.faces.moves import listed


@command(
    "exchange move",
    word("which", "NO", "exchange.help.moved"),
    switch("--to", "NAME", "exchange.help.to_move", needed=True),
    REASON,
    SECOND,
    examples=(
        "rmdesk exchange move K-0001 --to 08 --reason TEXT --second NAME",
        "rmdesk exchange move C-0007 --to 08 --reason TEXT",
    ),
)
def move(args: argparse.Namespace, out: Output) -> int:
    """Give a client or a case up to another desk, with everything."""
    with session(args, out, reading=False) as desk:
        reason = Line(args, out, desk).needed("reason")
        if cases_out.has(desk, args.which) is True:
            proof = proof_of(args, out, desk, cases_out.GIVE_UP)
            return _told(out, desk, cases_out.give_up(desk, args.which, args.to, reason, proof), "given_up")
        proof = proof_of(args, out, desk, moving.GIVE_UP)
        return _told(out, desk, moving.give_up(desk, args.which, args.to, reason, proof), "given_up")


@command(
    "exchange moves",
    examples=("rmdesk exchange moves", "rmdesk exchange moves --json"),
)
def moves(args: argparse.Namespace, out: Output) -> int:
    """Clients and cases that other desks offer, and that were given up here."""
    with session(args, out, reading=True) as desk:
        found = listed(desk)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        if out.as_json:
            out.json(
                {
                    "in": [{**_plain(one.moving), "against": _codes(one.against)} for one in found.coming],
                    "out": [_plain(one) for one in found.gone],
                    "cases_in": [{**_plain_case(one.moving), "against": _codes(one.against)} for one in found.cases_in],
                    "cases_out": [_plain_case(one) for one in found.cases_out],
                }
            )
            return 0
        rows = [move_cells(one.moving, desk, out.lang, arriving_state(one, out.lang)) for one in found.coming]
        rows += [case_cells(one.moving, desk, out.lang, one) for one in found.cases_in]
        rows += [case_cells(one, desk, out.lang) for one in found.cases_out]
        rows += [move_cells(one, desk, out.lang) for one in found.gone]
    out.table(move_heads(out.lang), rows)
    return 0


@command(
    "exchange take-over",
    word("which", "NO", "exchange.help.offered_any"),
    switch("--from", "NAME", "exchange.help.offered_by", field="offered_by"),
    switch("--manager", "LOGIN", "exchange.help.into_book"),
    switch("--settle", "WHOSE", "exchange.help.settle", choices=("ours", "theirs")),
    flag("--refuse", "exchange.help.refuse"),
    REASON,
    examples=(
        "rmdesk exchange take-over K-07-0001",
        "rmdesk exchange take-over K-07-0001 --manager li",
        "rmdesk exchange take-over K-07-0001 --settle ours --reason TEXT",
        "rmdesk exchange take-over K-07-0001 --refuse --reason TEXT",
        "rmdesk exchange take-over C-07-0007 --manager li",
    ),
)
def take_over(args: argparse.Namespace, out: Output) -> int:
    """Take a client or a case over that another desk gave up, or refuse."""
    if args.refuse and (args.manager or args.settle):
        raise WrongUseError(out.tr("exchange.take_or_refuse"))
    with session(args, out, reading=False) as desk:
        if cases_in.offers(desk, args.which) is True:
            return _take_case(args, out, desk)
        if args.refuse:
            reason = Line(args, out, desk).needed("reason")
            return _told(out, desk, receiving.turn_down(desk, args.which, reason, args.offered_by or ""), "turned_down")
        return _take(args, out, desk)


@command(
    "exchange compare",
    word("client", "CLIENT_NO", "exchange.help.offered"),
    switch("--from", "NAME", "exchange.help.offered_by", field="offered_by"),
    examples=("rmdesk exchange compare K-07-0001", "rmdesk exchange compare K-07-0001 --json"),
)
def compare(args: argparse.Namespace, out: Output) -> int:
    """What only one of two desks knows of a client, side by side."""
    with session(args, out, reading=True) as desk:
        found = receiving.compare(desk, args.client, out.lang, args.offered_by or "")
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        local = desk.local
    if out.as_json:
        out.json([{"at": one.at.isoformat(), "side": one.side, "by": one.by, "what": one.what} for one in found])
    else:
        out.table(compared_heads(out.lang), compared(found, local))
    return 0


@command(
    "exchange keep",
    word("which", "NO", "exchange.help.moved"),
    REASON,
    examples=("rmdesk exchange keep K-0001 --reason TEXT",),
)
def keep(args: argparse.Namespace, out: Output) -> int:
    """A client or a case that was given up to a desk that was struck off since stays here."""
    with session(args, out, reading=False) as desk:
        reason = Line(args, out, desk).needed("reason")
        if cases_out.has(desk, args.which) is True:
            return _told(out, desk, cases_out.keep(desk, args.which, reason), "stays")
        return _told(out, desk, moving.keep(desk, args.which, reason), "stays")


def _take(args: argparse.Namespace, out: Output, desk: Desk) -> int:
    proof = proof_of(args, out, desk, receiving.TAKE_OVER)
    settled = None
    if args.settle:
        settled = Settled("ours" if args.settle == "ours" else "theirs", Line(args, out, desk).needed("reason"))
    manager = args.manager or desk.actor.login
    client = receiving.take_over(desk, args.which, manager, proof, args.offered_by or "", settled)
    if isinstance(client, Refused):
        return out.refused(client, desk.pack)
    if out.as_json:
        out.json({"client": client.no, "manager": client.manager})
    else:
        manager = name_of(desk.store, client.manager)
        out.line(out.tr("exchange.move.taken_over", no=client.no, manager=manager))
    return 0


def _take_case(args: argparse.Namespace, out: Output, desk: Desk) -> int:
    which, device = args.which, args.offered_by or ""
    if args.settle:
        raise WrongUseError(out.tr("exchange.settles_clients"))
    if args.refuse:
        reason = Line(args, out, desk).needed("reason")
        return _told(out, desk, cases_in.turn_down(desk, which, reason, device), "turned_down")
    proof = proof_of(args, out, desk, cases_in.TAKE_OVER)
    taken = cases_in.take_over(desk, which, args.manager or "", proof, device)
    if isinstance(taken, Refused):
        return out.refused(taken, desk.pack)
    no, handler = taken.case.no, taken.case.handler or ""
    if out.as_json:
        out.json({"case": no, "handler": handler})
    else:
        out.line(out.tr("exchange.case.taken_over", no=no, handler=name_of(desk.store, handler)))
    return 0


def _codes(against: Iterable[Refusal]) -> list[str]:
    return [one.code for one in against]


def _plain_case(one: CaseMoving) -> dict[str, object]:
    move = one.move
    said = {"case": move.no, "desk": one.device, "state": one.state, "facts": len(move.seqs)}
    due = None if move.due is None else move.due.isoformat()
    heard = [{"what": seen.what, "at": seen.at.isoformat()} for seen in one.heard]
    asked = {"at": one.at.isoformat(), "reason": move.reason, "answer": one.answer}
    return {**said, "received_at": move.received_at.isoformat(), "legal_due": due, **asked, "heard": heard}


def _told(out: Output, desk: Desk, done: Moving | CaseMoving | Refused, key: str) -> int:
    if isinstance(done, Refused):
        return out.refused(done, desk.pack)
    if out.as_json:
        out.json(_plain_case(done) if isinstance(done, CaseMoving) else _plain(done))
    else:
        out.line(moved(done, key, desk, out.lang))
    return 0


def _plain(one: Moving) -> dict[str, object]:
    said = {"client": one.move.no, "desk": one.device, "state": one.state, "facts": len(one.move.seqs)}
    return {**said, "at": one.at.isoformat(), "reason": one.move.reason, "answer": one.answer}
