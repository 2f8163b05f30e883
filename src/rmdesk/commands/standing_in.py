"""`rmdesk people stand-in`: who sees to whose clients for some days (DESK-18)."""

import argparse

from rmdesk.commands.declaring import command, flag, switch, word
from rmdesk.commands.output import Output
from rmdesk.commands.people_line import REASON, Line
from rmdesk.commands.session import session
from rmdesk.desk import standing_in
from rmdesk.desk.standing_in import StandIn
from rmdesk.domain.refusal import Refused


@command(
    "people stand-in",
    word("stand_in", "LOGIN", "people.help.stand_in", needed=False),
    switch("--absent", "LOGIN", "people.help.absent"),
    switch("--since", "DATE", "people.help.since"),
    switch("--until", "DATE", "people.help.until_day"),
    flag("--end", "people.help.end_stand_in"),
    REASON,
    examples=(
        "rmdesk people stand-in",
        "rmdesk people stand-in he --until 2026-12-04 --reason TEXT",
        "rmdesk people stand-in --end --reason TEXT",
    ),
)
def stand_in(args: argparse.Namespace, out: Output) -> int:
    """Say who stands in, appoint somebody who proves to agree, or end it before its day."""
    with session(args, out, reading=not (args.stand_in or args.end)) as desk:
        args.second = args.stand_in
        line = Line(args, out, desk)
        absent = line.text("absent") or desk.actor.login
        found: tuple[StandIn, ...] | StandIn | Refused
        if args.end:
            found = standing_in.dismiss(desk, absent, line.needed("reason"))
        elif not args.stand_in:
            found = standing_in.standing(desk)
        else:
            days = (line.day("since") if line.text("since") else desk.today(), line.day("until"))
            proof = line.proof(standing_in.ACT)
            found = standing_in.appoint(desk, absent, args.stand_in, days, line.needed("reason"), proof)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
    rows = [found] if isinstance(found, StandIn) else found
    if out.as_json:
        out.json([one._asdict() | {"since": str(one.since), "until": str(one.until)} for one in rows])
        return 0
    head = [out.tr(f"people.column.{name}") for name in ("absent", "stand_in", "since", "until")]
    out.table(head, ((one.absent, one.stand_in, str(one.since), str(one.until)) for one in rows))
    return 0
