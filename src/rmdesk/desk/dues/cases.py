"""Dues of the complaint desk: clocks, first answers, corrective actions, cases that nobody handles (COMP-04 to 14)."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from rmdesk.desk.complaints import board
from rmdesk.desk.complaints.board import CaseDue
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Text
from rmdesk.domain.clocks import When
from rmdesk.domain.dues import Due, Subject
from rmdesk.locale import tr
from rmdesk.store.tables.clients import VEIL

_SEALED = "SELECT id FROM complaint WHERE ended = 0 AND client_id IN (SELECT id FROM client WHERE name = ?)"

_DAILY = ("unassigned", "corrective_action", "close")
_MAJOR = 30  # days: a report on a major case is seen from its first hour (COMP-12)


class _Asked(NamedTuple):
    """When something is asked of the bank, by which rule, what, and whether it is the law that asks."""

    on: When
    rule: str
    about: Text
    legal: bool


def due(desk: Desk, until: date) -> Iterator[Due]:
    """What the complaint desk owes on the day `until` and the next."""
    sealed = {row["id"] for row in desk.store.query(_SEALED, (VEIL,))}
    for one in board.morning(desk, until):
        yield _due(desk, one, VEIL if one.line.id in sealed else one.line.name)


def _due(desk: Desk, one: CaseDue, name: str) -> Due:
    line, label = one.line, desk.pack.label
    asked = _asked(desk, one)
    return Due(
        key=f"case:{line.id}:{one.kind}",
        kind=f"case.{one.kind}",
        rule=asked.rule,
        subject=Subject(kind="case", id=line.id),
        what=Text(zh=label("case_type", line.type, "zh"), en=label("case_type", line.type, "en")),
        no=line.no,
        name=name,
        about=asked.about,
        on=asked.on,
        warn_days=_MAJOR if one.kind == "major" else board.SOON,
        legal=asked.legal,
        whom=line.handled_by,
        daily=one.kind in _DAILY,
        act="" if line.moved else "complaints.work",
        provisional=line.provisional,
    )


def _asked(desk: Desk, one: CaseDue) -> _Asked:
    """The date that presses most: a promise of the house that was missed does not hide a legal date that is over or
    today."""
    line = one.line
    if one.kind == "pause":
        return _Asked(one.due, one.rule, Text.in_each(lambda lang: tr(lang, "complaints.due.pause_asked")), legal=False)
    if one.kind not in ("due", "answer") or line.due is None or line.clock is None:
        said = Text(zh=desk.pack.label("case_due", one.kind, "zh"), en=desk.pack.label("case_due", one.kind, "en"))
        return _Asked(one.due, one.rule, said, one.kind == "major")
    if line.legal_due is None or line.legal_clock is None or not (line.late_by_law or line.law_today):
        day = line.due.date() if isinstance(line.due, datetime) else line.due
        return _Asked(line.due, one.rule, line.clock, (day, one.rule) == (line.legal_due, line.legal_rule))
    by_law = Text(zh=f"法定：{line.legal_clock.zh}", en=f"By law: {line.legal_clock.en}")
    return _Asked(line.legal_due, line.legal_rule, by_law, legal=True)
