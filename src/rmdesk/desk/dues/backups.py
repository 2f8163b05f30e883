"""A backup that is too old, or was never made (DESK-19): a due of the administrator."""

from collections.abc import Iterator
from datetime import date, timedelta

from rmdesk.desk import backup
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Text
from rmdesk.domain.dues import Due, Subject

DESK = "desk"
"""The kind of subject of such a due."""
_WHAT = Text(zh="备份", en="Backup")
_LAST = Text(zh="上次 {day}", en="last {day}")
_NEVER = Text(zh="尚无备份", en="none yet")


def due(desk: Desk, until: date) -> Iterator[Due]:
    """So many days after the last one that counts; every day where none was made so long after the opening."""
    made = backup.last(desk)
    days = desk.thresholds().backup_remind_days
    first = desk.local(made or backup.opened_at(desk)).date() + timedelta(days)
    on = first if made is not None else max(first, desk.today())
    if on > until:
        return
    about = _NEVER if made is None else _LAST
    day = str(first - timedelta(days))
    yield Due(
        key=f"backup:{on}",
        kind="desk.backup",
        rule="DESK-19",
        subject=Subject(kind=DESK, id=DESK),
        what=_WHAT,
        about=Text(zh=about.zh.replace("{day}", day), en=about.en.replace("{day}", day)),
        on=on,
        daily=made is None,
        act="backup.make",
    )
