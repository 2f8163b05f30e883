"""What leaves the desk for an auditor or a court: the evidence of a sale, the journal."""

import argparse
from pathlib import Path

from rmdesk.commands.declaring import SECOND, command, flag, switch, word
from rmdesk.commands.output import Output
from rmdesk.commands.proving import proof_of
from rmdesk.commands.session import session
from rmdesk.desk.audit import evidence as evidence_packs
from rmdesk.desk.audit import journal_export
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
    "journal export",
    word("file", "FILE.jsonl", "cli.help.jsonl"),
    flag("--payloads", "cli.help.payloads"),
    flag("--verifier", "cli.help.verifier"),
    flag("--force", "vault.help.force"),
    switch("--reason", "TEXT", "cli.help.reason"),
    SECOND,
    examples=("rmdesk journal export FILE.jsonl --verifier",),
)
def journal(args: argparse.Namespace, out: Output) -> int:
    """Write the journal as JSON lines for the stand-alone verifier."""
    with session(args, out, reading=False) as desk:
        proof = proof_of(args, out, desk, "journal.export", second=args.payloads)
        made = journal_export.export(
            desk,
            Path(args.file),
            proof,
            payloads=args.payloads,
            reason=args.reason or "",
            verifier=args.verifier,
            over=args.force,
        )
        if isinstance(made, Refused):
            return out.refused(made, desk.pack)
    if out.as_json:
        out.json({"file": str(made.path), "facts": made.facts, "head": made.head, "code": made.code})
    else:
        out.line(out.tr("audit.journal_exported", path=made.path, facts=made.facts, head=made.head, code=made.code))
    return 0
