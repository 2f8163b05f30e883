"""`rmdesk import holidays FILE`: a year's days off and make-up working days, shown first; with --take they are set."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rmdesk.commands.declaring import command, flag, switch, word
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.session import session
from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import holidays as calendar
from rmdesk.desk.imports.holidays import Report
from rmdesk.domain.holidays import NamedDay
from rmdesk.domain.refusal import Refused

_ALLOWED = ("off", "working", "neither")


@command(
    "import holidays",
    word("file", "FILE", "cli.holidays_file"),
    flag("--take", "cli.holidays_take"),
    switch("--source", "TEXT", "cli.holidays_source"),
    switch("--answer", "WORD=off|working|neither", "cli.holidays_answer", many=True),
    examples=("rmdesk import holidays FILE", "rmdesk import holidays FILE --take --source TEXT --json"),
)
def holidays(args: argparse.Namespace, out: Output) -> int:
    """What the file says and leaves open; with --take, and the notice that it follows, the clocks go by it."""
    answers = dict(_answer(one, out) for one in args.answer or ())
    with session(args, out, reading=not args.take) as desk:
        path = Path(args.file)
        report = (
            calendar.take_holidays(desk, path, answers, args.source or "")
            if args.take
            else calendar.look_at_holidays(desk, path, answers)
        )
        if isinstance(report, Refused):
            return out.refused(report, desk.pack)
        if out.as_json:
            out.json(_plain(report, desk, out))
        else:
            _told(report, desk, out)
    return 0


def _answer(given: str, out: Output) -> tuple[str, str]:
    asked, mark, value = given.rpartition("=")
    if not mark or value not in _ALLOWED:
        raise WrongUseError(out.tr("cli.holidays_answer_form", given=given[:40]))
    return asked, value


def _plain(report: Report, desk: Desk, out: Output) -> dict[str, Any]:
    found = report.found
    said = [(one, desk.pack.say(one.refusal, out.lang)) for one in found.faults]
    return {
        "rows": found.days + len(found.faults),
        "accepted": found.days,
        "changed": list(report.changed),
        "refused": report.refused,
        "asked": len(found.questions),
        "skipped": [{"row": one.row, "given": one.given, "why": one.why} for one in found.skipped],
        "warnings": [*found.notes, *(out.tr("cli.holidays_differs", day=day) for day in report.differs)],
        "questions": [{"row": one.row, "word": one.word, "allowed": list(_ALLOWED)} for one in found.questions],
        "faults": [
            {"row": one.row, "given": one.given, "rule": words.rule, "message": words.text, "next": words.next}
            for one, words in said
        ],
        "years": [one.year for one in found.years],
        "days_off": _days(day for one in found.years for day in one.off),
        "working_weekends": _days(day for one in found.years for day in one.working),
        "encoding": report.encoding,
        "taken": report.taken,
    }


def _days(days: Iterable[NamedDay]) -> list[dict[str, str]]:
    return [{"date": one.day.isoformat(), "name": one.name} for one in days]


def _told(report: Report, desk: Desk, out: Output) -> None:
    found = report.found
    for note in found.notes:
        out.line(out.tr("cli.holidays_note", note=note))
    for year in found.years:
        out.line(out.tr("cli.holidays_year", year=year.year, off=len(year.off), working=len(year.working)))
        out.line("  " + _listed(year.off))
        out.line("  " + out.tr("cli.holidays_working", days=_listed(year.working)))
    for skipped in found.skipped:
        why = out.tr(f"cli.holidays_why.{skipped.why}")
        out.line(out.tr("cli.holidays_skipped", row=skipped.row, given=skipped.given, why=why))
    for day in report.differs:
        out.line(out.tr("cli.holidays_differs", day=day))
    for fault in found.faults:
        said = desk.pack.say(fault.refusal, out.lang)
        out.line(f"! {said.text} → {said.next}")
    for asked in found.questions:
        out.line(out.tr("cli.holidays_asked", row=asked.row, word=asked.word, allowed=" ".join(_ALLOWED)))
    out.line(out.tr("cli.holidays_taken" if report.taken else "cli.holidays_dry"))


def _listed(days: Iterable[NamedDay]) -> str:
    return " ".join(f"{one.day:%m-%d}" for one in days)
