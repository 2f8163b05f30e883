"""Backups from the screen: by one key, and when the program is left (DESK-19)."""

import sys
from typing import TYPE_CHECKING

from rmdesk.locale import Lang, tr
from rmdesk.tui.desk_app import DeskApp

if TYPE_CHECKING:
    from rmdesk.desk.desk import Desk
    from rmdesk.store.backup import Made

_MEGABYTE = 1_000_000


def back_up_now(app: DeskApp) -> None:
    """Back up, and say what came of it. It is proved before it counts, so it takes a moment."""
    app.notify(tr(app.lang, "vault.backup.working"), markup=False, timeout=2)
    app.call_after_refresh(_make, app)


def _make(app: DeskApp) -> None:
    from rmdesk.desk import backup
    from rmdesk.domain.refusal import Refused
    from rmdesk.tui.kit.screen import DeskScreen

    made = backup.here(app.desk)
    app.clear_notifications()
    if isinstance(made, Refused):
        app.show_refused(made)
        return
    app.notify(backup_line(made, app.lang), markup=False, timeout=6)
    for screen in app.screen_stack:
        if isinstance(screen, DeskScreen):
            screen.refresh_title()
    if isinstance(app.screen, DeskScreen):
        app.screen.came_back()  # what waited for the first backup is done


def back_up(desk: "Desk", lang: Lang) -> None:
    """Back up at the end when something happened since the last one; a line on the terminal says so."""
    from rmdesk.desk import backup
    from rmdesk.domain.refusal import Refused

    if desk.store.resting:
        print(tr(lang, "vault.backup.locked"))
        return
    made = backup.at_exit(desk)
    if isinstance(made, Refused):
        said = desk.pack.say(made.reasons[0], lang)
        gap = "" if lang == "zh" else " "
        print(f"! {tr(lang, 'vault.backup.failed')}{gap}{said.line}", file=sys.stderr)
    elif made is not None:
        print(backup_line(made, lang))


def backup_line(made: "Made", lang: Lang) -> str:
    """What was made, and that it was proved."""
    size = f"{made.size / _MEGABYTE:,.1f}"
    return tr(lang, "vault.backup.made", file=made.file, size=size, facts=f"{made.head.seq:,}")
