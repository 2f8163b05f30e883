"""The cases of a client, and what was begun at the complaint desk, as rows."""

from collections.abc import Iterable

from rmdesk.desk.complaints import cases
from rmdesk.desk.complaints.cases import CaseLine
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.domain.complaint import CaseState
from rmdesk.domain.refusal import Refused
from rmdesk.faces.cells import head
from rmdesk.faces.complaints import words
from rmdesk.faces.complaints.unfinished import ACT, BEGUN
from rmdesk.locale import tr
from rmdesk.store import Draft
from rmdesk.tui.kit.rows import Column, Row

STATES: tuple[CaseState, ...] = ("accepted", "investigating", "decided", "told", "recheck")


def case_columns(lang: Lang) -> tuple[Column, ...]:
    """The cases of one client."""
    names = {"no": (6, 0), "claim": (10, 1), "state": (12, 0)}
    found = [Column(tr(lang, f"complaints.column.{name}"), cells, grow) for name, (cells, grow) in names.items()]
    return (*found, Column(tr(lang, "complaints.field.received"), 10))


def case_rows(desk: Desk, lines: Iterable[CaseLine], lang: Lang) -> list[Row]:
    """The cases of one client, those that are open before the eye."""
    return [_case_row(desk, line, lang) for line in lines]


def _case_row(desk: Desk, line: CaseLine, lang: Lang) -> Row:
    state = words.state_of(desk, line.state, line.moved, lang)
    on = "" if line.received_at is None else desk.local(line.received_at).date().isoformat()
    is_open = line.state in STATES and line.moved != "gone"
    cells = (line.no, head(line.claim, 80), state, on)
    return Row(line.id, cells, sign="▸" if is_open else "", tone="" if is_open else "muted")


def draft_row(desk: Desk, draft: Draft, when: str, lang: Lang) -> Row:
    """A half-typed case, or an act that was begun on one; `when` it was typed."""
    if draft.kind != BEGUN:
        name, claim = str(draft.values.get("name", "")), str(draft.values.get("claim", ""))
        return Row(draft.id, (tr(lang, "home.draft.complaint"), name, head(claim), when))
    found = cases.view(desk, draft.subject)
    if isinstance(found, Refused):
        return Row(draft.id, (tr(lang, "home.draft.complaint"), "—", "", when))
    act = words.act(desk, str(draft.values.get(ACT, "")), lang)
    return Row(draft.id, (found.case.no, found.case.complainant.name, act, when))
