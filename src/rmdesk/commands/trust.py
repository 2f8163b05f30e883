"""What leaves the desk for an auditor, a court or the client, and what is due to be destroyed."""

import argparse
from pathlib import Path

from rmdesk.commands.declaring import SECOND, command, flag, switch, word
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.proving import proof_of
from rmdesk.commands.session import session
from rmdesk.desk.archive import client_copy, retention
from rmdesk.desk.audit import evidence as evidence_packs
from rmdesk.desk.audit import journal_export
from rmdesk.desk.complaints.guarding import name_of
from rmdesk.desk.desk import Desk
from rmdesk.domain.fields import read_date
from rmdesk.domain.refusal import Refused


@command(
    "evidence",
    word("sale", "SALE_NO", "cli.help.sale"),
    switch("--out", "DIR", "cli.help.out", needed=True),
    flag("--clear", "cli.help.clear"),
    switch("--reason", "TEXT", "cli.help.reason"),
    SECOND,
    examples=(
        "rmdesk evidence J-0012 --out DIR",
        "rmdesk evidence J-0012 --out DIR --clear --reason TEXT --second NAME",
    ),
)
def evidence(args: argparse.Namespace, out: Output) -> int:
    """Write the evidence pack of a sale into a folder: its cover and everything in one zip."""
    with session(args, out, reading=False) as desk:
        proof = proof_of(args, out, desk, "evidence.export", second=args.clear)
        made = evidence_packs.pack(
            desk, args.sale, Path(args.out), out.lang, proof, clear=args.clear, reason=args.reason or ""
        )
        if isinstance(made, Refused):
            return out.refused(made, desk.pack)
        missing = [(one.rule, desk.pack.say(one, out.lang).text) for one in made.missing]
    if out.as_json:
        lacking = [{"rule": rule, "detail": text} for rule, text in missing]
        files = {"cover": str(made.cover), "zip": str(made.zip)}
        out.json({"number": made.number, **files, "withheld": made.withheld, "missing": lacking})
        return 0
    out.line(str(made.cover))
    out.line(str(made.zip))
    for rule, text in missing:
        out.line(f"  {rule}  {text}")
    return 0


@command(
    "export client",
    word("client", "CLIENT_NO", "cli.help.client"),
    switch("--out", "DIR", "cli.help.out", needed=True),
    SECOND,
    examples=("rmdesk export client K-0007 --out DIR",),
)
def client(args: argparse.Namespace, out: Output) -> int:
    """Write a client's copy of the own data into a folder."""
    with session(args, out, reading=False) as desk:
        proof = proof_of(args, out, desk, "clients.export")
        made = client_copy.export(desk, args.client, Path(args.out), out.lang, proof)
        if isinstance(made, Refused):
            return out.refused(made, desk.pack)
    if out.as_json:
        out.json({"number": made.number, "pdf": str(made.pdf), "json": str(made.json)})
    else:
        out.line(str(made.pdf))
        out.line(str(made.json))
    return 0


@command(
    "journal export",
    word("file", "FILE.jsonl", "cli.help.jsonl"),
    flag("--payloads", "cli.help.payloads"),
    flag("--verifier", "cli.help.verifier"),
    switch("--reason", "TEXT", "cli.help.reason"),
    SECOND,
    examples=("rmdesk journal export FILE.jsonl --verifier",),
)
def journal(args: argparse.Namespace, out: Output) -> int:
    """Write the journal as JSON lines for the stand-alone verifier."""
    with session(args, out, reading=False) as desk:
        proof = proof_of(args, out, desk, "journal.export", second=args.payloads)
        made = journal_export.export(
            desk, Path(args.file), proof, payloads=args.payloads, reason=args.reason or "", verifier=args.verifier
        )
        if isinstance(made, Refused):
            return out.refused(made, desk.pack)
    if out.as_json:
        out.json({"file": str(made.path), "facts": made.facts, "head": made.head, "code": made.code})
    else:
        out.line(out.tr("trust.exported", path=made.path, facts=made.facts, head=made.head, code=made.code))
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
    head = [out.tr(f"trust.column.{name}") for name in ("client", "ended_on", "until", "rule", "clock", "held")]
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
