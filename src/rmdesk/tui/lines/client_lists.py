"""Assessments, sales, dues, papers, complaints and register entries of a client as rows."""

from datetime import datetime

from rmdesk.desk import client_timeline, show
from rmdesk.desk.client_file import ClientFile
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues.client_dues import as_due
from rmdesk.desk.paper_titles import paper_title
from rmdesk.desk.portrait.saying import why
from rmdesk.desk.registers.of_client import ClientEntry
from rmdesk.domain.client import ClientKind, valid_until
from rmdesk.domain.portrait import Found
from rmdesk.faces.flags import flagged
from rmdesk.locale import Lang, tr
from rmdesk.tui.kit.rows import Column, Row
from rmdesk.tui.lines.case_rows import case_columns, case_rows
from rmdesk.tui.lines.due_rows import due_row, moment
from rmdesk.tui.lines.holding_rows import holding_columns, holding_row

TIMELINE = "timeline"
"""Everything of the lists on one line of days."""
LISTS = ("assessments", "sales", "holdings", "dues", "checks", "papers", "complaints", "entries")


def columns(name: str, lang: Lang) -> tuple[Column, ...]:
    """The columns of one list."""

    def column(key: str, cells: int, grow: int = 0, from_width: int = 0) -> Column:
        return Column(tr(lang, f"clients.column.{key}"), cells, grow=grow, from_width=from_width)

    if name == "assessments":
        return (
            column("day", 10),
            column("level", 12, 2),
            column("score", 5, from_width=52),
            column("until", 10),
            column("flags", 8, 1),
        )
    if name == "sales":
        return (column("no", 7), column("state", 12, 2), column("product", 10, 1), column("touched", 11))
    if name == "dues":
        return (
            column("what", 12, 1), column("due", 12), column("about", 10, 1), column("rule", 7),
        )  # fmt: skip
    if name == TIMELINE:
        return (column("on", 10), column("no", 12), column("event", 8), column("happened", 12, 1))
    if name == "checks":
        return (column("what", 12, 2), column("due", 10), column("why", 12, 3))
    if name == "holdings":
        return holding_columns(lang)
    if name == "complaints":
        return case_columns(lang)
    if name == "entries":
        title, begun = tr(lang, "registers.column.title"), tr(lang, "registers.column.begun")
        return (column("no", 14), Column(title, 12, grow=1), column("state", 12), Column(begun, 10, from_width=56))
    return (column("number", 8), column("paper", 14, 2), column("printed", 11))


def rows(name: str, desk: Desk, lang: Lang, seen: ClientFile) -> list[Row]:
    """The rows of one list."""
    if name == "assessments":
        return _assessments(desk, lang, seen)
    if name == "sales":
        return _sales(desk, lang, seen)
    if name == "dues":
        found = [due_row(desk, as_due(one), lang) for one in seen.dues]
        # without the client's name, the second cell
        return [
            Row(row.key, (row.cells[0], *row.cells[2:]), row.sign, row.tone, tuple(at - 1 for at in row.hot))
            for row in found
        ]
    if name == TIMELINE:
        return timeline(desk, lang, seen)
    if name == "checks":
        return [_check(desk, one, seen.client.kind, lang) for one in seen.checks]
    if name == "holdings":
        return [holding_row(desk, one, lang) for one in seen.holdings]
    if name == "complaints":
        return case_rows(desk, seen.complaints, lang)
    if name == "entries":
        return [_entry(one, lang) for one in seen.entries]
    return [
        Row(one.number, (one.number, paper_title(desk.pack, one.kind, lang, one.family), moment(desk, one.at, lang)))
        for one in seen.papers
    ]


def timeline(desk: Desk, lang: Lang, seen: ClientFile) -> list[Row]:
    """All that happened, the latest first; a row's key is the list of the file that it leads into, and its id there."""
    found = enumerate(client_timeline.events(desk, seen, lang))
    return [
        Row(f"{one.listed}:{one.id or at}", (one.on.isoformat(), one.no, one.kind_text, one.what)) for at, one in found
    ]


def _check(desk: Desk, one: Found, kind: ClientKind, lang: Lang) -> Row:
    late = one.due < desk.today()
    cells = (one.group.label.of(lang), show.day(one.due), why(desk, one, kind, lang))
    return Row(one.group.key, cells, sign="!" if late else "", tone="late" if late else "")


def _entry(one: ClientEntry, lang: Lang) -> Row:
    cells = (one.no, one.title.of(lang), one.state.of(lang), one.begun_on.isoformat())
    return Row(one.id, cells, sign="" if one.ended else "▸", tone="muted" if one.ended else "")


def _assessments(desk: Desk, lang: Lang, seen: ClientFile) -> list[Row]:
    found, older = [], set[str]()
    for one in seen.assessments:
        last, at = valid_until(one.on, desk.thresholds()), one.questionnaire in older
        older.add(one.questionnaire)
        form = f" · {one.form_id}" if one.questionnaire else ""  # of several, the general one goes without saying
        level = f"{show.client_level(desk.pack, one.level, lang)}{form}"
        flags = flagged(one, lang)
        expired = last < desk.today()
        cells = (one.on.isoformat(), level, str(one.score), last.isoformat(), flags)
        found.append(Row(one.id, cells, sign="!" if expired and not at else "", tone="muted" if at else ""))
    return found


def _sales(desk: Desk, lang: Lang, seen: ClientFile) -> list[Row]:
    found = []
    for one in seen.sales:
        step = desk.pack.label("step", one.step, lang)
        state = step if one.state == "open" else tr(lang, f"clients.state.{one.state}")
        touched = moment(desk, datetime.fromisoformat(one.touched_at), lang)
        sign = {"open": "▸", "archived": "✓"}.get(one.state, "")
        tone = "" if one.state == "open" else "muted"
        found.append(
            Row(one.id, (one.no, state, one.product or "—", touched), sign=sign, tone="" if not tone else "muted")
        )
    return found
