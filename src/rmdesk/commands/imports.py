"""`rmdesk import WHAT FILE`: a dry run first, always; with --take what can be taken is taken, all or nothing."""

import argparse
from pathlib import Path
from typing import Any

from rmdesk.commands.declaring import command, flag, switch, word
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.session import session
from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import running
from rmdesk.desk.imports.running import Choice, Report
from rmdesk.domain.refusal import Refused

_SHOWN = 20


@command(
    "import",
    word("what", "WHAT", "cli.import_what"),
    word("file", "FILE", "cli.import_file"),
    flag("--take", "cli.import_take"),
    switch("--sheet", "NAME", "cli.import_sheet"),
    switch("--map", "HEADING=FIELD", "cli.import_map", many=True, field="mapping"),
    switch("--answer", "FIELD:WORD=VALUE", "cli.import_answer", many=True),
    examples=(
        "rmdesk import products FILE",
        "rmdesk import products FILE --answer status:TEXT=listed --take --json",
    ),
)
def bring_in(args: argparse.Namespace, out: Output) -> int:
    """A list: what would be taken and every fault; with --take it is taken."""
    mapping = dict(_pair(one, out) for one in args.mapping or ())
    answers = dict(_answer(one, out) for one in args.answer or ())
    with session(args, out, reading=not args.take) as desk:
        run = running.bring_in if args.take else running.look_at
        report = run(desk, args.what, Path(args.file), Choice(mapping, answers, args.sheet or ""))
        if isinstance(report, Refused):
            return out.refused(report, desk.pack)
        if out.as_json:
            out.json(_plain(report, desk, out))
        else:
            _told(report, desk, out)
    return 0


def _pair(given: str, out: Output) -> tuple[str, str]:
    key, mark, value = given.rpartition("=")
    if not mark or not key.strip():
        raise WrongUseError(out.tr("cli.register_pair", given=given[:40]))
    return key.strip(), value.strip()


def _answer(given: str, out: Output) -> tuple[tuple[str, str], str]:
    key, value = _pair(given, out)
    target, mark, asked = key.partition(":")
    if not mark or not asked:
        raise WrongUseError(out.tr("cli.import_answer_form", given=given[:40]))
    return (target, asked), value


def _plain(report: Report, desk: Desk, out: Output) -> dict[str, Any]:
    faults = [
        {
            "row": one.row,
            "column": one.column,
            "given": one.given,
            "rule": said.rule,
            "kind": "ask" if one.ask else "refuse",
            "message": said.text,
            "next": said.next,
        }
        for one in report.faults
        for said in (desk.pack.say(one.refusal, out.lang),)
    ]
    return {
        "rows": report.rows,
        "accepted": report.accepted,
        "changed": report.changed,
        "same": report.same,
        "refused": report.refused,
        "asked": report.asked,
        "skipped": [{"row": one.no, "why": one.why} for one in report.skipped],
        "warnings": _warnings(report, out),
        "questions": [
            {
                "field": one.target,
                "column": one.column,
                "word": one.word,
                "rows": one.rows,
                "allowed": list(one.allowed),
            }
            for one in report.questions
        ],
        "faults": faults,
        "unconfirmed": report.unconfirmed,
        "encoding": report.encoding or None,
        "sheet": report.sheet or None,
        "unmapped": list(report.unmapped),
        "delimiter": report.delimiter,
        "heading_row": report.heading_row,
        "mapping": {one.heading: one.target for one in report.columns},
        "import": report.import_id or None,
    }


def _told(report: Report, desk: Desk, out: Output) -> None:
    lang = out.lang
    out.line(out.tr("cli.import_read", name=report.name, how=report.encoding or report.sheet, row=report.heading_row))
    if report.others:
        out.line(out.tr("cli.import_others", names=" · ".join(report.others)))
    for column in report.columns:
        out.line(f"  {column.heading} → {column.target or '—'}")
    counts = {"rows": report.rows, "accepted": report.accepted, "changed": report.changed, "same": report.same}
    out.line(out.tr("cli.import_counts", **counts, refused=report.refused, skipped=len(report.skipped)))
    for fault in report.faults[:_SHOWN]:
        said = desk.pack.say(fault.refusal, lang)
        place = out.tr("cli.import_at", row=fault.row, column=fault.column, given=fault.given)
        out.line(f"  {place}  {said.text} → {said.next}")
    if len(report.faults) > _SHOWN:
        out.line(out.tr("cli.import_more", count=len(report.faults) - _SHOWN))
    for asked in report.questions:
        allowed = " ".join(asked.allowed) or out.tr("cli.import_anything")
        out.line(out.tr("cli.import_asked", field=asked.target, word=asked.word, count=asked.rows, allowed=allowed))
    for warning in _warnings(report, out):
        out.line(f"  {warning}")
    if report.unconfirmed:
        out.line(out.tr("cli.import_unconfirmed", count=report.unconfirmed))
    if report.import_id:
        out.line(out.tr("cli.import_taken", id=report.import_id))
    else:
        out.line(out.tr("cli.import_dry"))


def _warnings(report: Report, out: Output) -> list[str]:
    """What was read otherwise than it stands, in words."""
    return [
        out.tr(
            "cli.import_noted",
            what=out.tr(f"imports.told.{case}"),
            column=f" {column}" if column else "",
            count=count,
            row=row or "—",
        )
        for case, column, count, row in report.told
    ]
