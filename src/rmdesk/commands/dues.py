"""`rmdesk dues`, `rmdesk due …`: what is due, and what can be said of it without a screen (DESK-07)."""

import argparse

from rmdesk.commands.declaring import command, switch, word
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.session import session
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import ending, listing
from rmdesk.domain.dues import Due
from rmdesk.domain.fields import read_date
from rmdesk.domain.refusal import Refused
from rmdesk.locale import LANGS


@command(
    "dues",
    switch("--days", "N", "cli.help.days_ahead", default="0"),
    examples=("rmdesk dues", "rmdesk dues --days 30 --json"),
)
def dues(args: argparse.Namespace, out: Output) -> int:
    """What is due, what presses most first."""
    if not args.days.isdecimal() or int(args.days) > 3660:
        raise WrongUseError(out.tr("cli.wrong.days", given=args.days[:40]))
    with session(args, out, reading=True) as desk:
        found = listing.listed(desk, int(args.days))
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        if out.as_json:
            out.json([_plain(one) for one in found])
        else:
            head = [out.tr(f"cli.column.{name}") for name in ("on", "what", "no", "name", "rule", "due_key")]
            lang = out.lang
            rows = ((one.day.isoformat(), one.what.of(lang), one.no, one.name, one.rule, one.key) for one in found)
            out.table(head, rows)
    return 0


def _plain(one: Due) -> dict[str, object]:
    return {
        "key": one.key,
        "kind": one.kind,
        "rule": one.rule,
        "on": one.on.isoformat(),
        "legal": one.legal,
        "act": one.act,
        "subject": {"kind": one.subject.kind, "id": one.subject.id},
        "no": one.no,
        "name": one.name,
        "what": {lang: one.what.of(lang) for lang in LANGS},
        "about": {lang: one.about.of(lang) for lang in LANGS},
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
