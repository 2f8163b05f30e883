"""`rmdesk exchange move`, `moves`, `take-over` and `keep`: clients who go to another desk, and who come from one."""

import argparse

from rmdesk.commands.declaring import SECOND, command, flag, switch, word
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.people_line import REASON, Line
from rmdesk.commands.proving import proof_of
from rmdesk.commands.session import session
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import moving, receiving
from rmdesk.desk.exchange.receiving import Settled
from rmdesk.domain.exchange_moves import Moving
from rmdesk.domain.refusal import Refused
from rmdesk.faces.exchange import arriving_state, compared, compared_heads, move_cells, move_heads


@command(
    "exchange move",
    word("client", "CLIENT_NO", "cli.help.client"),
    switch("--to", "NAME", "exchange.help.to_move", needed=True),
    REASON,
    SECOND,
    examples=("rmdesk exchange move K-0001 --to 08 --reason TEXT --second NAME",),
)
def move(args: argparse.Namespace, out: Output) -> int:
    """Give a client up to another desk, with everything."""
    with session(args, out, reading=False) as desk:
        reason = Line(args, out, desk).needed("reason")
        proof = proof_of(args, out, desk, moving.GIVE_UP)
        done = moving.give_up(desk, args.client, args.to, reason, proof)
        if isinstance(done, Refused):
            return out.refused(done, desk.pack)
    return _told(out, done, "given_up")


@command(
    "exchange moves",
    examples=("rmdesk exchange moves", "rmdesk exchange moves --json"),
)
def moves(args: argparse.Namespace, out: Output) -> int:
    """Clients whom other desks offer, and who were given up here."""
    with session(args, out, reading=True) as desk:
        coming, gone = receiving.waiting(desk), moving.all_out(desk)
        if isinstance(coming, Refused):
            return out.refused(coming, desk.pack)
        if isinstance(gone, Refused):
            return out.refused(gone, desk.pack)
        if out.as_json:
            listed = [{**_plain(one.moving), "against": [no.code for no in one.against]} for one in coming]
            out.json({"in": listed, "out": [_plain(one) for one in gone]})
            return 0
        rows = [move_cells(one.moving, desk, out.lang, arriving_state(one, out.lang)) for one in coming]
        rows += [move_cells(one, desk, out.lang) for one in gone]
    out.table(move_heads(out.lang), rows)
    return 0


@command(
    "exchange take-over",
    word("client", "CLIENT_NO", "exchange.help.offered"),
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
    ),
)
def take_over(args: argparse.Namespace, out: Output) -> int:
    """Take a client over whom another desk gave up, or refuse."""
    if args.refuse and (args.manager or args.settle):
        raise WrongUseError(out.tr("exchange.take_or_refuse"))
    with session(args, out, reading=False) as desk:
        if args.refuse:
            refused = receiving.turn_down(
                desk, args.client, Line(args, out, desk).needed("reason"), args.offered_by or ""
            )
            if isinstance(refused, Refused):
                return out.refused(refused, desk.pack)
            return _told(out, refused, "turned_down")
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
    word("client", "CLIENT_NO", "cli.help.client"),
    REASON,
    examples=("rmdesk exchange keep K-0001 --reason TEXT",),
)
def keep(args: argparse.Namespace, out: Output) -> int:
    """A client who was given up to a desk that was struck off since stays here."""
    with session(args, out, reading=False) as desk:
        done = moving.keep(desk, args.client, Line(args, out, desk).needed("reason"))
        if isinstance(done, Refused):
            return out.refused(done, desk.pack)
    return _told(out, done, "stays")


def _take(args: argparse.Namespace, out: Output, desk: Desk) -> int:
    proof = proof_of(args, out, desk, receiving.TAKE_OVER)
    settled = None
    if args.settle:
        settled = Settled("ours" if args.settle == "ours" else "theirs", Line(args, out, desk).needed("reason"))
    manager = args.manager or desk.actor.login
    client = receiving.take_over(desk, args.client, manager, proof, args.offered_by or "", settled)
    if isinstance(client, Refused):
        return out.refused(client, desk.pack)
    if out.as_json:
        out.json({"client": client.no, "manager": client.manager})
    else:
        out.line(out.tr("exchange.move.taken_over", no=client.no, manager=client.manager))
    return 0


def _told(out: Output, one: Moving, key: str) -> int:
    if out.as_json:
        out.json(_plain(one))
    else:
        out.line(out.tr(f"exchange.move.{key}", no=one.move.no, device=one.device, count=len(one.move.seqs)))
    return 0


def _plain(one: Moving) -> dict[str, object]:
    said = {"client": one.move.no, "desk": one.device, "state": one.state, "facts": len(one.move.seqs)}
    return {**said, "at": one.at.isoformat(), "reason": one.move.reason, "answer": one.answer}
