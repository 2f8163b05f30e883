"""`rmdesk deadlines`: every clock of a course of events, without a desk (COMP-05..10, COMP-17, DESK-08)."""

import argparse
from datetime import UTC, date, datetime, time
from typing import get_args
from zoneinfo import ZoneInfo

from rmdesk.commands.declaring import command, switch
from rmdesk.commands.output import Output, WrongUseError, default_pack
from rmdesk.desk.complaints.deadlines import Deadlines, as_json
from rmdesk.desk.complaints.deadlines import deadlines as counted
from rmdesk.desk.complaints.sums import note_of, shown, sum_of
from rmdesk.domain.clocks import CASE_CLASSES, CASE_TYPES, ClockInput, Pause, PauseKind
from rmdesk.domain.fields import LATEST_YEAR, read_date
from rmdesk.domain.people import Branch
from rmdesk.domain.refusal import Refused

_ZONE = ZoneInfo(Branch.model_fields["zone"].default)


@command(
    "deadlines",
    switch("--received", "WHEN", "complaints.cli.received", needed=True),
    switch("--type", "", "complaints.cli.type", choices=CASE_TYPES, default="complaint"),
    switch("--class", "", "complaints.cli.class", choices=CASE_CLASSES, default="simple", field="case_class"),
    switch("--new-facts", "DATE", "complaints.cli.new_facts"),
    switch("--pause", "FROM:TO:appraisal|mediation", "complaints.cli.pause", many=True),
    switch("--notice", "DATE", "complaints.cli.notice"),
    switch("--recheck", "DATE", "complaints.cli.recheck"),
    examples=(
        "rmdesk deadlines --received 2026-11-02T10:30",
        "rmdesk deadlines --received 2026-11-02 --pause 2026-11-06:2026-11-16:mediation --json",
    ),
)
def deadlines(args: argparse.Namespace, out: Output) -> int:
    """Count by the program's own form pack; impossible courses are refused (1), unreadable ones are wrong use (2)."""
    found = counted(default_pack(), _clock_input(args, out), horizon(datetime.now(UTC)))
    if isinstance(found, Refused):
        return out.refused(found)
    if out.as_json:
        out.json(as_json(found, out.lang))
    else:
        _show(found, out)
    return 0


def horizon(now: datetime) -> datetime:
    """The last local moment that a receipt may have here: the end of next year. Whoever plans ahead asks for days to
    come; nothing is taken in by this command."""
    return datetime.combine(date(now.astimezone(_ZONE).year + 1, 12, 31), time.max)


def _clock_input(args: argparse.Namespace, out: Output) -> ClockInput:
    return ClockInput(
        type=args.type,
        case_class=args.case_class,
        received=_moment(args.received, out),
        new_facts=None if args.new_facts is None else _when(args.new_facts, out),
        pauses=tuple(_pause(one, out) for one in args.pause),
        notice=None if args.notice is None else _day(args.notice, out),
        recheck=None if args.recheck is None else _day(args.recheck, out),
    )


def _when(given: str, out: Output) -> date | datetime:
    """A day, or a local moment."""
    return read_date(given) or _moment(given, out)


def _moment(given: str, out: Output) -> datetime:
    """A local moment; a day alone is its beginning."""
    day = read_date(given)
    if day is not None:
        return datetime.combine(day, time.min)
    try:
        at = datetime.fromisoformat(given.strip())
        return _counted(at.replace(second=0, microsecond=0) if at.tzinfo is None else _local(at))
    except (ValueError, OverflowError):  # unreadable, or outside of the calendar
        raise WrongUseError(out.tr("complaints.cli.wrong_moment", given=given[:40])) from None


def _counted(at: datetime) -> datetime:
    """`at`; ValueError when nothing can be counted from it."""
    if at.year > LATEST_YEAR:
        raise ValueError(at)
    return at


def _local(at: datetime) -> datetime:
    return at.astimezone(_ZONE).replace(tzinfo=None, second=0, microsecond=0)


def _day(given: str, out: Output) -> date:
    day = read_date(given)
    if day is None:
        raise WrongUseError(out.tr("cli.wrong.date", given=given[:40]))
    return day


def _pause(given: str, out: Output) -> Pause:
    """FROM:TO:appraisal or FROM:TO:mediation."""
    parts = given.split(":")
    if len(parts) != 3 or parts[2] not in get_args(PauseKind):
        raise WrongUseError(out.tr("complaints.cli.wrong_pause", given=given[:60]))
    kind: PauseKind = "appraisal" if parts[2] == "appraisal" else "mediation"
    return Pause(start=_day(parts[0], out), end=_day(parts[1], out), kind=kind)


def _show(found: Deadlines, out: Output) -> None:
    head = [out.tr(f"complaints.column.{name}") for name in ("due", "what", "rule")] + [out.tr("complaints.cli.sum")]
    rows = []
    for clock in found.clocks:
        note = note_of(clock, out.lang)
        said = sum_of(clock, out.lang) + (f" ({note})" if note and out.lang == "en" else f"（{note}）" if note else "")
        basis = out.tr("complaints.time.legal" if clock.legal else "complaints.time.house")
        rows.append((shown(clock.due), f"{clock.name.of(out.lang)} · {basis}", clock.rule, said))
    out.table(head, rows)
    if found.due is not None:
        out.line(out.tr("complaints.cli.first", due=shown(found.due.due), name=found.due.name.of(out.lang)))
