"""`rmdesk verify`: is the journal whole?"""

import argparse
from pathlib import Path

from rmdesk.commands.declaring import command, flag, switch
from rmdesk.commands.output import Output
from rmdesk.commands.session import session
from rmdesk.desk import checking
from rmdesk.domain.refusal import Refused


@command(
    "verify",
    flag("--replay", "cli.help.replay"),
    switch("--against", "FILE.rmdesk", "cli.help.against"),
    examples=("rmdesk verify --json", "rmdesk verify --replay", "rmdesk verify --against FILE.rmdesk"),
)
def verify(args: argparse.Namespace, out: Output) -> int:
    """Check the chain of facts; with --replay also the tables against it. 1 when anything is wrong."""
    with session(args, out, reading=True) as desk:
        verdict = checking.verify(desk, replay=args.replay, against=Path(args.against) if args.against else None)
        if isinstance(verdict, Refused):
            return out.refused(verdict, desk.pack)
    faults = [{"seq": one.seq, "what": one.what, "where": one.where} for one in verdict.faults]
    if out.as_json:
        out.json({"ok": verdict.ok, "facts": verdict.facts, "head": verdict.head.short, "faults": faults})
        return 0 if verdict.ok else 1
    key = "cli.verified" if verdict.ok else "cli.not_verified"
    out.line(out.tr(key, facts=verdict.facts, head=verdict.head.short, count=len(faults)))
    for one in verdict.faults:
        out.line(f"  {one.seq or '—'}  {out.tr(f'cli.fault.{one.what}')}  {one.where}".rstrip())
    return 0 if verdict.ok else 1
