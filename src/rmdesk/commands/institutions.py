"""`rmdesk institution list|admit|suspend|end`: the list of cooperating institutions (SALE-16)."""

import argparse

from rmdesk.commands.declaring import SECOND, command, switch, word
from rmdesk.commands.output import Output
from rmdesk.commands.proving import proof_of
from rmdesk.commands.session import session
from rmdesk.desk.shelf import institutions
from rmdesk.domain.institutions import State
from rmdesk.domain.refusal import Refused

_NAME = word("name", "NAME", "cli.institution_name")
_REASON = switch("--reason", "TEXT", "cli.institution_reason", needed=True)


@command("institution list", examples=("rmdesk institution list --json",))
def listed(args: argparse.Namespace, out: Output) -> int:
    """Who cooperates, and whose products stand on the shelf though nobody admitted them."""
    with session(args, out, reading=True) as desk:
        found = institutions.listed(desk)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        rows = [(one.name, one.state or "unlisted", one.institution, one.products) for one in found]
        if out.as_json:
            out.json(
                [
                    {
                        "name": name,
                        "state": state,
                        "since": None if known is None else known.since.isoformat(),
                        "products": many,
                    }
                    for name, state, known, many in rows
                ]
            )
            return 0
        head = [out.tr(f"cli.column.{name}") for name in ("institution", "status", "since", "products")]
        label = desk.pack.label
        days = ["—" if known is None else known.since.isoformat() for _, _, known, _ in rows]
        shown = (
            (one.named(out.lang), label("institution_state", state, out.lang), day, f"{many}")
            for one, day, (_, state, _, many) in zip(found, days, rows, strict=True)
        )
        out.table(head, shown)
    return 0


@command("institution admit", _NAME, _REASON, SECOND, examples=("rmdesk institution admit NAME --reason TEXT",))
def admit(args: argparse.Namespace, out: Output) -> int:
    """Put an institution on the list, or sell its products again. What head office stopped wants a second person."""
    return _state(args, out, "admitted")


@command("institution suspend", _NAME, _REASON, examples=("rmdesk institution suspend NAME --reason TEXT",))
def suspend(args: argparse.Namespace, out: Output) -> int:
    """Stop the sale of all its products for now."""
    return _state(args, out, "suspended")


@command("institution end", _NAME, _REASON, examples=("rmdesk institution end NAME --reason TEXT",))
def end(args: argparse.Namespace, out: Output) -> int:
    """Stop the sale of all its products for good."""
    return _state(args, out, "ended")


def _state(args: argparse.Namespace, out: Output, wanted: State) -> int:
    with session(args, out, reading=False) as desk:
        done = institutions.state(desk, (args.name,), wanted, args.reason)
        if isinstance(done, Refused) and done.reasons[0].code == "DATA-08.second":
            out.say(institutions.lifted(desk, (args.name,), out.lang))
            if args.second:
                proof = proof_of(args, out, desk, institutions.LIFT)
                done = institutions.state(desk, (args.name,), wanted, args.reason, proof)
        if isinstance(done, Refused):
            return out.refused(done, desk.pack)
        if out.as_json:
            out.json({"name": args.name.strip(), "state": wanted, "changed": bool(done)})
            return 0
        out.line(f"{args.name.strip()}  {desk.pack.label('institution_state', wanted, out.lang)}")
        beside = "" if wanted == "admitted" else institutions.with_them(desk, (args.name,), out.lang)
        if beside:
            out.say(beside)
    return 0
