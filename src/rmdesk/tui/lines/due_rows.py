"""One due as a row, and an instant as the desk says it."""

from datetime import datetime

from rmdesk.desk.desk import Desk
from rmdesk.domain.dues import Due
from rmdesk.faces.nearness import how_near
from rmdesk.locale import Lang, tr
from rmdesk.tui.kit.rows import Row, Tone


def due_row(desk: Desk, due: Due, lang: Lang) -> Row:
    """One due; what is late carries a sign and says so, "!!" where the law's date is over."""
    now = desk.local(desk.now()).replace(tzinfo=None)
    late, today = due.past(now), due.day == now.date()
    mark = ("!!" if due.legal else "!") if late else "~" if due.provisional else ""
    alone = due.subject.kind == "entry" and not due.name  # nobody's: its number stands in the place of a name
    numbered = bool(due.no) and not alone and due.subject.kind != "client"
    what = f"{due.what.of(lang)} {due.no}" if numbered else due.what.of(lang)
    off = due.put_off(now.date())
    when = tr(lang, "home.put_off_until", day=f"{due.later:%m-%d}") if off else how_near(desk, due.on, lang)
    cells = (what, due.no if alone else due.name, when, due.about.of(lang), due.rule)
    if off:
        return Row(due.key, cells, sign="…", tone="muted")
    tone: Tone = "late" if late else "" if today else "muted"
    return Row(due.key, cells, sign=mark, tone=tone, hot=(2,) if late else ())


def moment(desk: Desk, at: datetime, lang: Lang) -> str:
    """An instant: the time today, the date before; of another year the day with its year, as long."""
    local = desk.local(at)
    if local.date() == desk.today():
        return f"{tr(lang, 'home.today')} {local:%H:%M}"
    return f"{local:%m-%d %H:%M}" if local.year == desk.today().year else local.date().isoformat()
