"""A client's copy of the own data, and the files that are due to be destroyed."""

import argparse
from pathlib import Path

from rmdesk.commands.declaring import SECOND, command, flag, switch, word
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.proving import proof_of
from rmdesk.commands.session import session
from rmdesk.desk.archive import client_copy, retention
from rmdesk.desk.complaints.guarding import name_of
from rmdesk.desk.desk import Desk
from rmdesk.domain.fields import read_date
from rmdesk.domain.refusal import Refused


@command(
    "export client",
    word("client", "CLIENT_NO", "cli.help.client"),
    switch("--out", "DIR", "cli.help.out", needed=True),
    flag("--large", "cli.help.large"),
    SECOND,
    examples=("rmdesk export client K-0007 --out DIR", "rmdesk export client K-0007 --large --out DIR"),
)
def client(args: argparse.Namespace, out: Output) -> int:
    """Write a client's copy of the own data into a folder."""
    with session(args, out, reading=False) as desk:
        proof = proof_of(args, out, desk, "clients.export")
        made = client_copy.export(desk, args.client, Path(args.out), out.lang, proof, args.large or None)
        if isinstance(made, Refused):
            return out.refused(made, desk.pack)
    if out.as_json:
        out.json({"number": made.number, "pdf": str(made.pdf), "json": str(made.json)})
    else:
        out.line(str(made.pdf))
        out.line(str(made.json))
    return 0


@command(
    "retention due",
    switch("--on", "DATE", "cli.help.on"),
    examples=("rmdesk retention due", "rmdesk retention due --on 2031-01-01 --json"),
)
def due(args: argparse.Namespace, out: Output) -> int:
    """The clients whose retention is over, and since when."""
    on = read_date(args.on) if args.on else None
    if args.on and on is None:
        raise WrongUseError(out.tr("cli.wrong.date", given=args.on))
    with session(args, out, reading=True) as desk:
        found = retention.due(desk, on)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        rows = [(one, one.clocks[0].clock, "; ".join(holds(desk, one))) for one in found]
    if out.as_json:
        out.json(
            [
                {
                    "no": one.client.no,
                    "until": str(one.until),
                    "ended_on": str(one.keeping.ended_on),
                    "rule": clock.rule,
                    "clock": clock.id,
                    "held": held,
                }
                for one, clock, held in rows
            ]
        )
        return 0
    head = [out.tr(f"archive.column.{name}") for name in ("client", "ended_on", "until", "rule", "clock", "held")]
    out.table(
        head,
        (
            (one.client.no, str(one.keeping.ended_on), str(one.until), clock.rule, clock.name.of(out.lang), held)
            for one, clock, held in rows
        ),
    )
    return 0


def holds(desk: Desk, one: retention.Retention) -> list[str]:
    """The holds on a file: since when, by whom, why."""
    return [f"{desk.local(hold.at).date()} {name_of(desk, hold.by)}: {hold.reason}" for hold in one.keeping.holds]
