"""`rmdesk register over|destroy`: entries at the end of their time (KYC-08)."""

import argparse
from datetime import date

from rmdesk.commands.declaring import SECOND, command, switch, word
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.proving import proof_of
from rmdesk.commands.session import session
from rmdesk.desk.registers import destroying
from rmdesk.domain.fields import read_date
from rmdesk.domain.refusal import Refused


@command(
    "register over",
    switch("--on", "DATE", "cli.register_over_on"),
    examples=("rmdesk register over", "rmdesk register over --on 2031-12-31 --json"),
)
def over(args: argparse.Namespace, out: Output) -> int:
    """Entries without a client whose retention is over."""
    with session(args, out, reading=True) as desk:
        found = destroying.over(desk, _day(args.on, out))
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
    if out.as_json:
        out.json([{"no": one.no, "until": str(one.until), "parts": one.parts} for one in found])
        return 0
    head = [out.tr(f"cli.register_{name}") for name in ("no", "title", "kept_until", "with_parts")]
    rows = ([one.no, one.title.of(out.lang), str(one.until), str(one.parts)] for one in found)
    out.table(head, rows, right=(3,))
    return 0


@command(
    "register destroy",
    word("entry", "ENTRY_NO", "cli.register_destroyed"),
    switch("--reason", "TEXT", "cli.register_destroy_reason", needed=True),
    SECOND,
    examples=("rmdesk register destroy ENTRY_NO --reason TEXT",),
)
def destroy(args: argparse.Namespace, out: Output) -> int:
    """Destroy entries whose retention is over, with their parts: all of them or none. Wants a second person."""
    with session(args, out, reading=False) as desk:
        proof = proof_of(args, out, desk, "retention.erase")
        gone = destroying.destroy(desk, args.entry.split(","), args.reason, proof)
        if isinstance(gone, Refused):
            return out.refused(gone, desk.pack)
    if out.as_json:
        out.json({"entries": gone.entries, "facts": gone.facts, "files": gone.files})
    else:
        out.line(out.tr("cli.register_gone", entries=gone.entries, files=gone.files))
    return 0


def _day(text: str | None, out: Output) -> date | None:
    if not text:
        return None
    found = read_date(text)
    if found is None:
        raise WrongUseError(out.tr("cli.wrong.date", given=text[:20]))
    return found
