"""`rmdesk complaints` and `rmdesk complaint new|show`."""

import argparse
from datetime import UTC, datetime, time
from typing import Any, Literal
from zoneinfo import ZoneInfo

from rmdesk.commands.declaring import command, flag, switch, word
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.session import session
from rmdesk.desk.complaints import board, cases, register
from rmdesk.desk.complaints.board import BoardLine
from rmdesk.desk.complaints.deadlines import Deadlines, as_json
from rmdesk.desk.complaints.guarding import name_of
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.complaints.register import NewCase
from rmdesk.desk.complaints.sums import note_of, shown
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import cases_out
from rmdesk.desk.masking import mask_case
from rmdesk.domain.clocks import CASE_TYPES, When
from rmdesk.domain.complaint import PRIORITIES, SOURCES, Case, Labels
from rmdesk.domain.fields import read_date
from rmdesk.domain.refusal import Refused
from rmdesk.faces.complaints import words
from rmdesk.faces.complaints.case_text import CaseText

_TEXTS = ("claim", "wanted", "story", "grounds", "source", "priority", "type", "regulator_no")
_WHO = ("name", "contact", "id_type", "id_number", "address")


@command(
    "complaints",
    flag("--late", "complaints.cli.late"),
    examples=("rmdesk complaints", "rmdesk complaints --late --json"),
)
def complaints(args: argparse.Namespace, out: Output) -> int:
    """Open cases by what is due first; with --late only those that a clock of the bank has passed."""
    with session(args, out, reading=True) as desk:
        found = board.board(desk)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        lines = [line for line in found.lines if line.late or not args.late]
        if out.as_json:
            out.json([_line(line, out) for line in lines])
        else:
            _table(desk, lines, out)
    return 0


@command(
    "complaint show",
    word("case", "CASE_NO", "complaints.cli.case"),
    examples=("rmdesk complaint show C-0007", "rmdesk complaint show C-0007 --json"),
)
def show(args: argparse.Namespace, out: Output) -> int:
    """One case with its clocks, what it lacks, and its course. Numbers are masked (DATA-05)."""
    with session(args, out, reading=True) as desk:
        view = cases.view(desk, args.case)
        course = cases.timeline(desk, args.case)
        for answer in (view, course):
            if isinstance(answer, Refused):
                return out.refused(answer, desk.pack)
        assert not isinstance(view, Refused), "refusals were told above"
        assert not isinstance(course, Refused), "refusals were told above"
        told = _case(desk, view, out)
        told["course"] = [{"at": one.at.isoformat(), "by": one.by, "kind": one.kind} for one in course]
        if out.as_json:
            out.json(told)
        else:
            _sheet(desk, view, out)
    return 0


@command(
    "complaint new",
    switch("--type", "", "complaints.cli.type", choices=CASE_TYPES, default="complaint"),
    switch("--client", "CLIENT_NO", "complaints.cli.client", default=""),
    switch("--sale", "SALE_NO", "complaints.cli.sale", default=""),
    switch("--product", "CODE", "complaints.cli.product", default=""),
    switch("--about-person", "NAME", "complaints.cli.about_person", many=True),
    switch("--name", "TEXT", "complaints.cli.new_name", default=""),
    switch("--contact", "TEXT", "complaints.cli.new_contact", default=""),
    switch("--id-type", "KEY", "complaints.cli.new_id_type", default=""),
    switch("--id-number", "TEXT", "complaints.cli.new_id_number", default=""),
    switch("--address", "TEXT", "complaints.cli.new_address", default=""),
    switch("--claim", "TEXT", "complaints.cli.new_claim", default=""),
    switch("--wanted", "TEXT", "complaints.cli.new_wanted", default=""),
    switch("--story", "TEXT", "complaints.cli.new_story", default=""),
    switch("--grounds", "TEXT", "complaints.cli.new_grounds", default=""),
    switch("--received", "WHEN", "complaints.cli.new_received", default=""),
    switch("--source", "", "complaints.cli.source", choices=SOURCES, default="client"),
    switch("--regulator-no", "TEXT", "complaints.cli.regulator_no", default=""),
    switch("--priority", "", "complaints.cli.priority", choices=PRIORITIES, default="normal"),
    switch("--channel", "KEY", "complaints.cli.channel", default=""),
    switch("--business", "KEY", "complaints.cli.business", default=""),
    switch("--cause", "KEY", "complaints.cli.cause", default=""),
    examples=(
        "rmdesk complaint new --client K-0007 --claim TEXT",
        "rmdesk complaint new --sale J-0012 --claim TEXT --json",
    ),
)
def new(args: argparse.Namespace, out: Output) -> int:
    """Take a case in; what the desk knows of a client, a sale or a product is filled in (COMP-02)."""
    with session(args, out, reading=False) as desk:
        known = register.prefill(desk, client=args.client, sale=args.sale, product=args.product)
        if isinstance(known, Refused):
            return out.refused(known, desk.pack)
        record = _record(desk, known, args, out)
        alike = register.duplicates(desk, record)
        taken = register.take(desk, record)
        if isinstance(taken, Refused):
            return out.refused(taken, desk.pack)
        for one in () if isinstance(alike, Refused) else alike:
            out.say(out.tr("complaints.cli.alike", no=one.no, name=one.name))
        due = None if taken.view is None else taken.view.due
        if out.as_json:
            told = {"no": taken.no, "id": taken.id, "due": None if due is None else _iso(due.due)}
            out.json(told | {"rule": None if due is None else due.rule, "restricted": taken.view is None})
        elif due is None:
            out.line(out.tr("complaints.cli.taken", no=taken.no))
        else:
            out.line(out.tr("complaints.cli.taken_due", no=taken.no, due=shown(due.due), name=due.name.of(out.lang)))
    return 0


def _record(desk: Desk, known: NewCase, args: argparse.Namespace, out: Output) -> NewCase:
    """What is known, with what the line says over it."""
    who = {name: getattr(args, name) for name in _WHO if getattr(args, name)}
    over: dict[str, Any] = {name: getattr(args, name) for name in _TEXTS if getattr(args, name)}
    over["complainant"] = known.complainant.model_copy(update=who)
    if args.about_person:
        over["about"] = known.about.model_copy(update={"people": tuple(dict.fromkeys(args.about_person))})
    over["labels"] = Labels(channel=args.channel, business=args.business, cause=args.cause)
    if args.received:
        over["received_at"] = _received(desk, args.received, out)
    return known.model_copy(update=over)


def _received(desk: Desk, given: str, out: Output) -> datetime:
    day = read_date(given)
    if day == desk.today():
        return desk.now()
    try:
        at = datetime.fromisoformat(given) if day is None else datetime.combine(day, time.min)
        return (at if at.tzinfo is not None else at.replace(tzinfo=ZoneInfo(desk.branch.zone))).astimezone(UTC)
    except (ValueError, OverflowError):  # unreadable, or before the year 1 somewhere
        raise WrongUseError(out.tr("complaints.cli.wrong_moment", given=given[:40])) from None


def _line(line: BoardLine, out: Output) -> dict[str, Any]:
    """One case of the board as plain values."""
    names = ("no", "type", "state", "priority", "name", "claim", "product", "major", "paused", "rule")
    told = {name: getattr(line, name) for name in names}
    return told | {
        "class": line.case_class,
        "handler": line.handled_by or None,
        "handler_name": line.handler or None,
        "clock": line.clock_id or None,
        "clock_text": None if line.clock is None else line.clock.of(out.lang),
        "due": None if line.due is None else _iso(line.due),
        "legal_due": None if line.legal_due is None else line.legal_due.isoformat(),
        "late": line.late,
        "late_by_law": line.late_by_law,
        "provisional": line.provisional,
        "paused_long": line.paused_long or None,
        "group": line.group,
        "can_close": line.group == "close" and not line.lacks,
    }


def _case(desk: Desk, view: CaseView, out: Output) -> dict[str, Any]:
    case, who = view.case, view.case.complainant
    heard = cases_out.moving(desk, "out", case.id, case.moved_to).heard if case.gone else ()
    told: dict[str, Any] = {name: getattr(case, name) for name in ("no", "type", "state", "claim", "wanted", "source")}
    counted = as_json(Deadlines(view.clocks, view.due), out.lang)
    for one, clock in zip(counted["clocks"], view.clocks, strict=True):
        one |= {"met": None if clock.met is None else _iso(clock.met), "ended": clock.ended}
        one |= {"note": note_of(clock, out.lang)}
    told |= counted
    told |= {
        "class": case.case_class,
        "version": case.version,
        "name": who.name,
        "contact": who.contact,
        "id_number": who.id_number,
        "product": case.about.product,
        "client": _no(desk, "client", who.client_id),
        "sale": _no(desk, "sale", case.about.sale_id),
        "people": list(case.about.people),
        "labels": case.labels.model_dump(),
        "handler": case.handler,
        "received": case.received_at.isoformat(),
        "moved": case.moved or None,
        "moved_to": case.moved_to or None,
        "heard": [{"at": one.at.isoformat(), "what": one.what} for one in heard],
        "late": view.late,
        "lateness": [one.model_dump(mode="json") for one in case.lates],
        "as_first_registered": [
            {
                "name": one.name.of(out.lang),
                "rule": one.rule,
                "due": _iso(one.due),
                "met": one.met and _iso(one.met),
                "ended": one.ended,
            }
            for one in view.beside
        ],
        "decision": case.decision.model_dump(),
        "notice": None if case.notice is None else case.notice.model_dump(mode="json"),
        "may": list(view.may),
        "gaps": [{"code": gap.code, "text": desk.pack.say(gap, out.lang).text} for gap in view.gaps],
    }
    return {key: _masked(case, value) for key, value in told.items()}


def _no(desk: Desk, table: Literal["client", "sale"], key: str | None) -> str | None:
    """The number that people know it by."""
    row = None if key is None else desk.store.get(table, key)
    return None if row is None else str(row["no"])


def _masked(case: Case, value: Any) -> Any:
    """A value without the complainant's numbers, those in texts included (DATA-05)."""
    if isinstance(value, dict):
        return {key: _masked(case, one) for key, one in value.items()}
    if isinstance(value, list):
        return [_masked(case, one) for one in value]
    return mask_case(case.complainant, value) if isinstance(value, str) else value


def _table(desk: Desk, lines: list[BoardLine], out: Output) -> None:
    names = ("no", "name", "due", "what", "rule", "legal", "state", "handler")
    rows = (
        (
            line.no,
            line.name,
            _due(line, out),
            _what(desk, line, out),
            line.rule or "—",
            "—" if line.legal_due is None else line.legal_due.isoformat(),
            words.state_of(desk, line.state, line.moved, out.lang),
            line.handler or "—",
        )
        for line in lines
    )
    out.table([out.tr(f"complaints.column.{name}") for name in names], rows)


def _due(line: BoardLine, out: Output) -> str:
    """When it is due; that its clocks stand still for too long."""
    if line.paused_long and not line.late:
        return f"! {out.tr('complaints.due.paused_long', days=line.paused_long)}"
    return "—" if line.due is None else f"{'! ' if line.late else ''}{shown(line.due)}"


def _what(desk: Desk, line: BoardLine, out: Output) -> str:
    """The clock that is due first; for a case that can be closed, that."""
    if line.group == "close" and not line.lacks:
        return desk.pack.label("case_due", "close", out.lang)
    return "—" if line.clock is None else line.clock.of(out.lang)


def _sheet(desk: Desk, view: CaseView, out: Output) -> None:
    case = view.case
    state = words.state(desk, case, out.lang)
    kind = desk.pack.label("case_type", case.type, out.lang)
    handler = name_of(desk, case.handler) if case.handler else out.tr("complaints.nobody")
    out.line(f"{case.no}  {case.complainant.name}  {kind}  {state}  {handler}")
    out.line(mask_case(case.complainant, case.claim))
    if case.gone:
        out.line(words.taken_over(desk, case, out.lang))
    rows = []
    for clock in view.clocks:
        due = f"{words.sign_of(desk, view, clock)} {shown(clock.due)}"
        stands = words.clock_state(desk, case, clock, out.lang)
        rows.append((due, clock.name.of(out.lang), clock.rule, stands))
    out.table([out.tr(f"complaints.column.{name}") for name in ("due", "what", "rule", "state")], rows)
    for line in CaseText(desk, view, out.lang, lambda reason: desk.pack.say(reason, out.lang).line).past():
        out.line(f"{line.label or '·'} {line.value}")
    for gap in view.gaps:
        out.line(f"{gap.rule}  {desk.pack.say(gap, out.lang).text}")


def _iso(when: When) -> str:
    return when.isoformat(timespec="minutes") if isinstance(when, datetime) else when.isoformat()
