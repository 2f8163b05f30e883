"""`rmdesk complaint hand-over`: all open cases of one person to another."""

import argparse

from rmdesk.commands.declaring import SECOND, command, switch, word
from rmdesk.commands.output import Output
from rmdesk.commands.proving import proof_of
from rmdesk.commands.session import session
from rmdesk.desk.complaints import handing
from rmdesk.domain.refusal import Refused


@command(
    "complaint hand-over",
    word("giver", "GIVER", "complaints.cli.giver"),
    word("receiver", "RECEIVER", "complaints.cli.receiver"),
    switch("--reason", "TEXT", "complaints.cli.hand_reason", default=""),
    SECOND,
    examples=("rmdesk complaint hand-over lin he", "rmdesk complaint hand-over lin he --reason TEXT"),
)
def hand_over(args: argparse.Namespace, out: Output) -> int:
    """Without a reason only the list of what would go to whom."""
    only_look = not args.reason.strip()
    with session(args, out, reading=only_look) as desk:
        found = handing.passing(desk, args.giver, args.receiver)
        if not isinstance(found, Refused) and not only_look:
            proof = proof_of(args, out, desk, "complaints.hand_over")
            found = handing.hand_over(desk, args.giver, args.receiver, args.reason, proof)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        if out.as_json:
            names = ("no", "name", "claim", "restricted")
            told = [
                {name: getattr(one.line, name) for name in names} | {"handler": one.handler, "stays": one.stays}
                for one in found
            ]
            out.json({"handed_over": not only_look, "cases": told})
            return 0
        rows = ((one.line.no, one.line.name or "—", one.handler or "—", one.line.claim) for one in found)
        out.table([out.tr(f"complaints.column.{name}") for name in ("no", "name", "goes_to", "claim")], rows)
        going = sum(1 for one in found if not one.stays)
        out.say(out.tr(f"complaints.hand.{'look' if only_look else 'done'}", count=going))
    return 0
