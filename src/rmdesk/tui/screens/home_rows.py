"""Duties, drafts and journeys as rows of the desk."""

from collections.abc import Iterable
from datetime import date, datetime

from rmdesk.desk import clients
from rmdesk.desk.complaints import drafting
from rmdesk.desk.desk import Desk
from rmdesk.desk.home import DutyLine, Home
from rmdesk.desk.journeys import JourneyLine
from rmdesk.domain.client import Client
from rmdesk.domain.duty import Duty
from rmdesk.locale import Lang, tr
from rmdesk.store import Draft
from rmdesk.tui.complaints import board_rows, unfinished
from rmdesk.tui.kit.rows import Column, Row, Tone


def duty_columns() -> tuple[Column, ...]:
    """Kind (with a case's number), client, when, what about, rule."""
    return (
        Column("", 16),
        Column("", 8, grow=1),
        Column("", 13),
        Column("", 14, grow=1, from_width=70),
        Column("", 7),
    )


def work_columns() -> tuple[Column, ...]:
    """What, client, how far, when."""
    return (Column("", 8), Column("", 8, grow=2), Column("", 14, grow=2), Column("", 11))


def when(due: date, today: date, lang: Lang) -> str:
    """A due date as people say it."""
    days = (due - today).days
    if days < 0:
        return tr(lang, "home.late" if days < -1 else "home.late_one", days=-days)
    if days == 0:
        return tr(lang, "home.today")
    return tr(lang, "home.in_days" if days > 1 else "home.tomorrow", days=days)


def duty_row(duty: Duty, who: str, today: date, lang: Lang) -> Row:
    """One duty; what is late carries a sign and says so."""
    late = duty.due < today
    kind = tr(lang, f"home.duty.{duty.kind}")
    cells = (kind, who, when(duty.due, today, lang), about(duty, lang), duty.rule)
    tone: Tone = "late" if late else "" if duty.due == today else "muted"
    return Row(duty.id, cells, sign="!" if late else "", tone=tone, hot=2 if late else -1)


def about(duty: Duty, lang: Lang) -> str:
    """What a duty is about: flags in words, everything else as it is."""
    if duty.kind != "assessment_review":
        return duty.about
    return ", ".join(tr(lang, f"client.flag.{flag.partition(':')[0]}") for flag in duty.about.split(", "))


def duty_rows(desk: Desk, lang: Lang, lines: Iterable[DutyLine]) -> list[Row]:
    """The duties of the desk in order of their due date."""
    today = desk.today()
    return [duty_row(line.duty, line.client_name, today, lang) for line in lines]


def moment(desk: Desk, at: datetime, lang: Lang) -> str:
    """An instant: the time today, the date before."""
    local = desk.local(at)
    if local.date() == desk.today():
        return f"{tr(lang, 'home.today')} {local:%H:%M}"
    return f"{local:%m-%d %H:%M}"


def work_rows(desk: Desk, lang: Lang, seen: Home) -> list[Row]:
    """Half-typed work first, then journeys that are under way."""
    return [draft_row(desk, lang, one) for one in seen.drafts] + [journey_row(desk, lang, one) for one in seen.journeys]


def client_name(desk: Desk, client_id: str) -> str:
    """The name of a client, "" when there is none."""
    client = clients.get(desk, client_id) if client_id else None
    return client.name if isinstance(client, Client) else ""


def draft_row(desk: Desk, lang: Lang, draft: Draft) -> Row:
    """Half-typed work: what of, whose, when."""
    kind = draft.kind.partition(".")[0]
    if kind in (drafting.KIND, unfinished.KIND):
        return board_rows.draft_row(desk, draft, moment(desk, draft.updated_at, lang), lang)
    name = client_name(desk, draft.subject) or draft_name(draft)
    return Row(draft.id, (tr(lang, f"home.draft.{kind}"), name, "", moment(desk, draft.updated_at, lang)))


def draft_name(draft: Draft) -> str:
    """Whose file it is, as far as it was typed."""
    values = draft.values.get("values", draft.values)
    return str(values.get("name", "")) if isinstance(values, dict) else ""


def journey_row(desk: Desk, lang: Lang, line: JourneyLine) -> Row:
    """A journey: number, client, step, when."""
    step = desk.pack.label("step", line.step, lang)
    what = f"{step} {line.product}" if line.product else step
    touched = moment(desk, datetime.fromisoformat(line.touched_at), lang)
    return Row(line.id, (line.no, line.client_name, what, touched))
