"""`rmdesk verify`: is the journal whole?"""

import argparse
from pathlib import Path

from rmdesk.commands.declaring import command, flag, switch
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.session import session
from rmdesk.desk import checking
from rmdesk.domain.refusal import Refused
from rmdesk.formpack.fault import lines


@command(
    "verify",
    flag("--replay", "cli.help.replay"),
    flag("--rules", "cli.help.rules"),
    switch("--against", "FILE.rmdesk", "cli.help.against"),
    examples=(
        "rmdesk verify --json",
        "rmdesk verify --replay",
        "rmdesk verify --rules",
        "rmdesk verify --against FILE.rmdesk",
    ),
)
def verify(args: argparse.Namespace, out: Output) -> int:
    """Check the chain of facts; with --replay also the tables against it, with --rules instead whether it was lived by
    the rules. 1 when anything is wrong."""
    if args.rules and (args.replay or args.against):
        raise WrongUseError(out.tr("cli.wrong.rules"))
    if args.rules:
        return _rules(args, out)
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
    if args.replay and verdict.ok:
        out.line(out.tr("vault.tables_alike"))
    for one in verdict.faults:
        out.line(f"  {one.seq or '—'}  {out.tr(f'cli.fault.{one.what}')}  {one.where}".rstrip())
    return 0 if verdict.ok else 1


def _rules(args: argparse.Namespace, out: Output) -> int:
    with session(args, out, reading=True) as desk:
        kept = checking.rules(desk)
        if isinstance(kept, Refused):
            return out.refused(kept, desk.pack)
    if out.as_json:
        faults = [{"fact": one.fact, "rule": one.what, "detail": one.detail} for one in kept.faults]
        looser = [{"file": one.file, "key": one.key, "message": one.message.of(out.lang)} for one in kept.figures]
        out.json({"ok": kept.ok, "facts": kept.facts, "faults": faults, "looser": looser})
        return 0 if kept.ok else 1
    out.line(out.tr("cli.rules_kept" if kept.ok else "cli.rules_broken", facts=kept.facts, count=len(kept.faults)))
    for one in kept.faults:
        said = out.tr(f"cli.fault.{one.what}") if one.what.islower() else one.what
        out.line(f"  {one.fact}  {said}  {one.detail}".rstrip())
    for line in lines(kept.figures, out.lang):
        out.line(f"  {line}")
    return 0 if kept.ok else 1
