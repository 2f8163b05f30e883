"""`rmdesk today`, `rmdesk due …`: what the day holds, and what can be said of it without a screen (DESK-07)."""

import argparse
from datetime import datetime

from rmdesk.commands.declaring import command, switch, word
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.session import session
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import ending, listing
from rmdesk.domain.dues import Due, state
from rmdesk.domain.fields import read_date
from rmdesk.domain.refusal import Refused
from rmdesk.faces.dues import title, whose
from rmdesk.locale import Lang

_MOST_DAYS = 3660


@command(
    "today",
    switch("--for", "LOGIN", "cli.help.day_of", default="", field="whose"),
    switch("--on", "DATE", "cli.help.day_on", default=""),
    examples=("rmdesk today", "rmdesk today --on 2026-12-01 --json", "rmdesk today --for LOGIN"),
)
def today(args: argparse.Namespace, out: Output) -> int:
    """What the day holds, what presses most first."""
    on = read_date(args.on)
    if args.on and on is None:
        raise WrongUseError(out.tr("cli.wrong.date", given=args.on[:40]))
    with session(args, out, reading=True) as desk:
        if on is not None and abs((on - desk.today()).days) > _MOST_DAYS:
            raise WrongUseError(out.tr("cli.wrong.day_far", given=args.on[:40]))
        found = listing.listed(desk, on, args.whose)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        now = listing.moment(desk, on)
        if out.as_json:
            out.json([plain(one, now, out.lang) for one in found])
        else:
            head = [out.tr(f"cli.column.{name}") for name in ("on", "what", "no", "name", "rule", "due_key")]
            lang = out.lang
            rows = (
                (one.day.isoformat(), one.what.of(lang), one.no, whose(one, lang), one.rule, one.key) for one in found
            )
            out.table(head, rows)
    return 0


def plain(one: Due, now: datetime, lang: Lang) -> dict[str, object]:
    """A due as a script reads it. `subject.due` is the key by which `due done` and `due later` know it."""
    return {
        "kind": one.kind,
        "subject": {"kind": one.subject.kind, "id": one.subject.id, "due": one.key},
        "no": one.no,
        "title": title(one, lang),
        "on": one.on.isoformat(),
        "rule": one.rule,
        "state": state(one, now),
        "for": one.whom,
        "act": one.act,
    }


@command(
    "due done",
    word("key", "KEY", "cli.help.due_key"),
    word("text", "TEXT", "cli.help.due_note"),
    examples=("rmdesk due done client:ID TEXT",),
)
def done(args: argparse.Namespace, out: Output) -> int:
    """Say how it went; what stands for an act ends by that act alone."""
    with session(args, out, reading=False) as desk:
        return _told(desk, out, args.key, ending.settle(desk, args.key, args.text))


@command(
    "due later",
    word("key", "KEY", "cli.help.due_key"),
    word("day", "DATE", "cli.help.due_until"),
    word("text", "TEXT", "cli.help.due_why"),
    examples=("rmdesk due later client:ID 2026-12-01 TEXT",),
)
def later(args: argparse.Namespace, out: Output) -> int:
    """Be reminded later; the date that matters stays."""
    until = read_date(args.day)
    if until is None:
        raise WrongUseError(out.tr("cli.wrong.date", given=args.day[:40]))
    with session(args, out, reading=False) as desk:
        return _told(desk, out, args.key, ending.postpone(desk, args.key, until, args.text))


def _told(desk: Desk, out: Output, key: str, refused: Refused | None) -> int:
    if refused is not None:
        return out.refused(refused, desk.pack)
    if out.as_json:
        out.json({"key": key})
    else:
        out.say(out.tr("cli.due_noted", due=key))
    return 0
