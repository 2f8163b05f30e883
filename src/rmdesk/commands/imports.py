"""`rmdesk import WHAT FILE`: a dry run first, always; with --take what can be taken is taken, all or nothing."""

import argparse
import re
from datetime import datetime
from pathlib import Path
from typing import Any

from rmdesk.commands.declaring import SECOND, command, flag, switch, word
from rmdesk.commands.going import Going
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.pairs import pair
from rmdesk.commands.proving import proof_of
from rmdesk.commands.session import session
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.imports import running, undoing
from rmdesk.desk.imports.faulty_rows import write_faulty_rows
from rmdesk.desk.imports.kind import shown_column, takes
from rmdesk.desk.imports.kinds import kind_of, meaning, proves
from rmdesk.desk.imports.rows import COUNTS, EVERY
from rmdesk.desk.imports.running import Choice, Report
from rmdesk.desk.imports.templates import write_template
from rmdesk.desk.imports.unread import COLUMN
from rmdesk.domain.refusal import Refused

_SHOWN = 20


@command(
    "import",
    word("what", "WHAT", "cli.import_what", needed=False),
    word("file", "FILE", "cli.import_file", needed=False),
    flag("--take", "cli.import_take"),
    switch("--sheet", "NAME", "cli.import_sheet"),
    switch("--profile", "NAME", "cli.import_profile"),
    switch("--map", "HEADING=FIELD", "cli.import_map", many=True, field="mapping"),
    switch("--answer", "FIELD:WORD=VALUE", "cli.import_answer", many=True),
    switch("--faults", "FOLDER", "cli.import_faults"),
    switch("--reason", "TEXT", "cli.import_reason"),
    switch("--template", "FILE", "cli.import_template"),
    SECOND,
    flag("--list", "cli.import_list"),
    switch("--undo", "IMPORT", "cli.import_undo"),
    examples=(
        "rmdesk import products FILE",
        "rmdesk import clients FILE --answer occupation:TEXT=public --take --json",
        "rmdesk import clients FILE --faults DIR --reason TEXT",
        "rmdesk import clients --template FILE",
        "rmdesk import people FILE --answer post:TEXT=manager --take",
        "rmdesk import risk FILE",
        "rmdesk import --list",
        "rmdesk import --undo ID",
    ),
)
def bring_in(args: argparse.Namespace, out: Output) -> int:
    """A list: what would be taken and every fault; with --take it is taken, with --undo taken back."""
    if args.undo:
        return _undo(args, out)
    if args.list:
        return _list(args, out)
    if not args.what or not (args.file or args.template):
        raise WrongUseError(out.tr("cli.import_lacking"))
    if args.template:
        return _template(args, out)
    mapping = dict(_mapped(one, out) for one in args.mapping or ())
    answers = {key: value for one in args.answer or () for key, value in _answers(one, out).items()}
    going = Going(out)
    choice = Choice(mapping, answers, args.sheet or "", args.profile or "", going.tell)
    if args.faults:
        return _faults(args, choice, going, out)
    with session(args, out, reading=not args.take) as desk:
        run = running.bring_in if args.take else running.look_at
        if args.take:
            choice = choice._replace(proof=_proof(args, out, desk, args.what, 0))
        with going.interruptible():
            report = run(desk, args.what, Path(args.file), choice)
        if isinstance(report, Refused):
            return going.code(out.refused(report, desk.pack))
        if out.as_json:
            out.json(_plain(report, desk, out))
        else:
            _told(report, desk, out)
    return 0


def _list(args: argparse.Namespace, out: Output) -> int:
    with session(args, out, reading=True) as desk:
        found = undoing.runs(desk)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        if out.as_json:
            out.json([one._asdict() for one in found])
            return 0
        for one in found:
            back = f"  {out.tr('cli.import_gone')}" if one.taken_back else ""
            on = desk.local(datetime.fromisoformat(one.at)).date()
            out.line(f"{one.import_id}  {on}  {one.what}  {one.name}  {one.actor}{back}")
    return 0


def _undo(args: argparse.Namespace, out: Output) -> int:
    with session(args, out, reading=False) as desk:
        what = next((one.what for one in _runs(desk) if one.import_id == args.undo), "")
        proof = _proof(args, out, desk, what, 1)
        going = Going(out)
        with going.interruptible():
            undone = undoing.take_back(desk, args.undo, going.tell, proof)
        if isinstance(undone, Refused):
            return going.code(out.refused(undone, desk.pack))
        if out.as_json:
            kept = [one._asdict() for one in undone.kept]
            out.json({"import": undone.import_id, "back": undone.back, "kept": kept, "before": undone.before})
            return 0
        key = "cli.import_undone_before" if undone.before else "cli.import_undone"
        out.line(out.tr(key, name=undone.name, back=undone.back, kept=len(undone.kept)))
        for one in undone.kept[:_SHOWN]:
            out.line(f"  {one.no} {one.name}  {out.tr(f'imports.used.{one.why}')}")
    return 0


def _runs(desk: Desk) -> tuple[undoing.Run, ...]:
    found = undoing.runs(desk)
    return () if isinstance(found, Refused) else found


def _proof(args: argparse.Namespace, out: Output, desk: Desk, what: str, which: int) -> Proof | None:
    """What bringing a kind in (0) or taking it back (1) asks for; nothing where there is no such kind."""
    act = proves(desk, what)[which]
    return proof_of(args, out, desk, act) if act else None


def _template(args: argparse.Namespace, out: Output) -> int:
    with session(args, out, reading=True) as desk:
        written = write_template(desk, args.what, Path(args.template), out.lang)
        if isinstance(written, Refused):
            return out.refused(written, desk.pack)
        _written(written, 0, out)
    return 0


def _faults(args: argparse.Namespace, choice: Choice, going: Going, out: Output) -> int:
    with session(args, out, reading=False) as desk:
        with going.interruptible():
            found = write_faulty_rows(
                desk, args.what, Path(args.file), choice, Path(args.faults), args.reason or "", out.lang
            )
        if isinstance(found, Refused):
            return going.code(out.refused(found, desk.pack))
        _written(found.path, found.rows, out)
    return 0


def _written(path: Path, rows: int, out: Output) -> None:
    if out.as_json:
        out.json({"file": str(path), "rows": rows})
    else:
        out.line(out.tr("cli.import_written", path=path))


def _mapped(given: str, out: Output) -> tuple[str, str]:
    key, value = pair(given, out, last=True)
    return key, value.strip()


def _answers(given: str, out: Output) -> dict[tuple[str, str], str]:
    """What one --answer says: of several columns by their headings, parted by commas, the same."""
    key, value = _mapped(given, out)
    target, mark, asked = key.partition(":")
    if not mark or not asked:
        raise WrongUseError(out.tr("cli.import_answer_form", given=given[:40]))
    parts = (asked, *re.split("[,，、]", asked)) if target == COLUMN else (asked,)
    return {(target, one.strip()): value for one in parts if one.strip()}


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
                "several": one.several,
                "cells": list(one.cells),
            }
            for one in report.questions
        ],
        "faults": faults,
        "waiting": report.waiting,
        "withheld": report.withheld,
        "unconfirmed": report.unconfirmed,
        "encoding": report.encoding or None,
        "sheet": report.sheet or None,
        "unmapped": list(report.unmapped),
        "unused": list(report.unused),
        "delimiter": report.delimiter,
        "heading_row": report.heading_row,
        "mapping": {one.heading: one.target for one in report.columns},
        "profile": report.profile or None,
        "import": report.import_id or None,
    }


def _told(report: Report, desk: Desk, out: Output) -> None:
    lang = out.lang
    out.line(out.tr("cli.import_read", name=report.name, how=report.encoding or report.sheet, row=report.heading_row))
    if report.others:
        out.line(out.tr("cli.import_others", names=" · ".join(report.others)))
    if report.profile:
        out.line(out.tr("cli.import_profiled", name=report.profile))
    headings = kind_of(desk, report.what).headings(desk.pack)
    for column in report.columns:
        target = column.target
        if column.heading in report.unused:
            continue
        meant = out.named(target, shown_column(target, headings, lang)) if target else "—"
        out.line(f"  {column.heading} → {meant}")
    if report.unused:
        names = ("、" if lang == "zh" else ", ").join(report.unused)
        out.line(out.tr("cli.import_unused", names=names))
    counts = {"rows": report.rows, "accepted": report.accepted, "changed": report.changed, "same": report.same}
    out.line(out.tr("cli.import_counts", **counts, refused=report.refused, skipped=len(report.skipped)))
    _faults_told(report, desk, out)
    _asked_told(report, desk, out)
    for warning in _warnings(report, out):
        out.line(f"  {warning}")
    if report.waiting:
        out.line(out.tr("cli.import_waiting", count=report.waiting))
    if report.withheld:
        out.line(out.tr("imports.withheld", count=report.withheld))
    if report.unconfirmed:
        out.line(out.tr("cli.import_unconfirmed", count=report.unconfirmed))
    if report.import_id:
        out.line(out.tr("cli.import_taken", id=report.import_id))
    else:
        out.line(out.tr("cli.import_dry"))


def _faults_told(report: Report, desk: Desk, out: Output) -> None:
    """What is wrong, row by row; a column that the list lacks is told once, not again for each row."""
    headings = kind_of(desk, report.what).headings(desk.pack)
    for target, count in report.absent.items():
        column = shown_column(target, headings, out.lang)
        out.line(f"  {out.tr('cli.import_absent', column=column, field=target, count=count)}")
    faults = [one for one in report.faults if one.target not in report.absent]
    for fault in faults[:_SHOWN]:
        said = desk.pack.say(fault.refusal, out.lang)
        column = shown_column(fault.column, headings, out.lang)
        place = out.tr("cli.import_at", row=fault.row, column=column, given=fault.given)
        out.line(f"  {place}  {said.text} → {said.next}")
    if len(faults) > _SHOWN:
        out.line(out.tr("cli.import_more", count=len(faults) - _SHOWN))


def _asked_told(report: Report, desk: Desk, out: Output) -> None:
    """What nobody knows yet, each with what it may mean."""
    kind = kind_of(desk, report.what)
    headings = kind.headings(desk.pack)
    columns = [one.word for one in report.questions if one.target == COLUMN]
    for asked in report.questions:
        names = ((one, meaning(desk, report.what, asked.target, one, out.lang)) for one in asked.allowed)
        allowed = " ".join(out.named(*one) for one in names) or takes(kind, asked.target, out.lang)
        key = "cli.import_asked_whole" if asked.word == EVERY else "cli.import_asked"
        if asked.target == COLUMN:
            cells = (" · ").join(asked.cells)
            allowed = allowed if asked.word == columns[0] else out.tr("cli.import_asked_same")
            out.line(out.tr("cli.import_asked_column", word=asked.word, cells=cells, count=asked.rows, allowed=allowed))
            continue
        if asked.target == COUNTS:
            field = shown_column(asked.word, headings, out.lang)
            told = {"columns": asked.column, "target": asked.target, "word": asked.word, "count": asked.rows}
            out.line(out.tr("cli.import_asked_counts", field=field, **told, allowed=" · ".join(asked.allowed)))
            continue
        field = out.named(asked.target, shown_column(asked.target, headings, out.lang))
        told = {"field": field, "target": asked.target, "word": asked.word, "count": asked.rows}
        out.line(out.tr(key, **told, allowed=allowed))
    if len(columns) > 1:
        out.line(out.tr("cli.import_asked_columns", words=",".join(columns)))


def _warnings(report: Report, out: Output) -> list[str]:
    """What was read otherwise than it stands, in words."""
    colon = "：" if out.lang == "zh" else ": "
    return [
        out.tr(
            "cli.import_noted",
            what=out.tr(f"imports.told.{case}"),
            column=f"{column}{colon}" if column else "",
            count=count,
            row=row or "—",
        )
        for case, column, count, row in report.told
    ]
