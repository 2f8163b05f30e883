"""The face of a desk on this terminal, from its start to the backup at its end."""

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rmdesk.locale import Lang, choose_language
from rmdesk.tui import preferences
from rmdesk.tui.app import RmdeskApp

if TYPE_CHECKING:
    from rmdesk.desk.desk import Desk


def run(
    desk: "Desk | None",
    folder: Path,
    lang: Lang | None = None,
    theme: str | None = None,
    *,
    login: str = "",
    thrown_away: bool = False,
) -> int:
    """Open the desk in `folder` on this terminal, unlocked when `desk` is given. Returns the exit code.

    `lang`, `theme` and `login` win over what the face remembers; without any the locale's language, the light theme
    and whoever came last. `thrown_away`: the desk is gone when the program ends, so no backup is made of it.
    """
    kept = preferences.load(folder)
    spoken = lang or ("en" if kept.lang == "en" else "zh" if kept.lang == "zh" else choose_language())
    app = RmdeskApp(folder, desk, lang=spoken, theme=theme or kept.theme, login=login or kept.login)
    app.resting.spares = True
    if sys.platform != "win32" and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        app.ends_by = (signal.SIGTERM,)
    _end_with_the_terminal()
    try:
        app.run()
    finally:
        if app.opened is not None:
            if not thrown_away:
                from rmdesk.tui.vault.closing_backup import back_up

                back_up(app.opened, app.lang)
            app.opened.close()
    return app.return_code or 0


def _end_with_the_terminal() -> None:
    # Started to outlive its terminal (nohup), the program would stay behind with the desk's key in memory.
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
