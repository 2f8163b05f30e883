"""A computer's clock that was set wrong: said at once, and confirmed by a second person (DESK-19)."""

from typing import TYPE_CHECKING

from rmdesk.faces.fields import Option
from rmdesk.locale import tr
from rmdesk.tui.desk_app import DeskApp

if TYPE_CHECKING:
    from rmdesk.desk.clockwatch import Wrong


def say_clock(app: DeskApp) -> None:
    """After the unlocking: nothing can be recorded now, and what to do about it."""
    from rmdesk.desk import clockwatch
    from rmdesk.tui.kit.dialogs import Choose

    found = clockwatch.wrong(app.desk)
    if found is None:
        return
    options = [Option(one, tr(app.lang, f"vault.clock.{one}")) for one in ("confirm", "read")]

    def chosen(way: str | None) -> None:
        if way == "confirm":
            ask_confirmation(app)

    heading = tr(app.lang, f"vault.clock.heading_{found.way}")
    app.push_screen(Choose(heading, _text(app, found), options, lang=app.lang), chosen)


def ask_confirmation(app: DeskApp) -> None:
    """Let a second person say that the time is right now."""
    from rmdesk.desk import clockwatch
    from rmdesk.desk.guarding import Proof
    from rmdesk.tui.kit.proof import ask_proof
    from rmdesk.tui.kit.screen import DeskScreen

    found = clockwatch.wrong(app.desk)
    if found is None:
        app.notify(tr(app.lang, "vault.clock.right"), markup=False)
        return

    def confirmed(_found: "Wrong") -> None:
        app.notify(tr(app.lang, "vault.clock.confirmed"), markup=False)
        for screen in app.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.refresh_title()

    heading = tr(app.lang, f"vault.clock.heading_{found.way}")
    ask_proof(
        app,
        "clock.confirm",
        heading,
        lambda proof: clockwatch.confirm(app.desk, proof or Proof()),
        confirmed,
        about=_text(app, found),
        asked=clockwatch.asked(app.desk, found),
    )


def _text(app: DeskApp, found: "Wrong") -> str:
    now, last = (f"{app.desk.local(at):%Y-%m-%d %H:%M}" for at in (found.now, found.last))
    return tr(app.lang, f"vault.clock.{found.way}", now=now, last=last)
