"""A computer's clock that went back: said at once, and confirmed by a second person (DESK-19)."""

from typing import TYPE_CHECKING

from rmdesk.locale import tr
from rmdesk.tui.kit.choice import Option

if TYPE_CHECKING:
    from rmdesk.desk.clockwatch import GoneBack
    from rmdesk.tui.app import RmdeskApp


def say_gone_back(app: "RmdeskApp") -> None:
    """After the unlocking: nothing can be recorded now, and what to do about it."""
    from rmdesk.desk import clockwatch
    from rmdesk.tui.kit.dialogs import Choose

    gone = clockwatch.gone_back(app.desk)
    if gone is None:
        return
    options = [Option(one, tr(app.lang, f"safety.clock.{one}")) for one in ("confirm", "read")]

    def chosen(way: str | None) -> None:
        if way == "confirm":
            ask_confirmation(app)

    heading = tr(app.lang, "safety.clock.heading")
    app.push_screen(Choose(heading, _text(app, gone), options, lang=app.lang), chosen)


def ask_confirmation(app: "RmdeskApp") -> None:
    """Let a second person say that the time is right now."""
    from rmdesk.desk import clockwatch
    from rmdesk.desk.guarding import Proof
    from rmdesk.tui.kit.screen import DeskScreen
    from rmdesk.tui.trust.proof import ask_proof

    gone = clockwatch.gone_back(app.desk)
    if gone is None:
        app.notify(tr(app.lang, "safety.clock.right"), markup=False)
        return

    def confirmed(_gone: "GoneBack") -> None:
        app.notify(tr(app.lang, "safety.clock.confirmed"), markup=False)
        for screen in app.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.refresh_title()

    heading = tr(app.lang, "safety.clock.heading")
    ask_proof(
        app,
        "clock.confirm",
        heading,
        lambda proof: clockwatch.confirm(app.desk, proof or Proof()),
        confirmed,
        about=_text(app, gone),
    )


def _text(app: "RmdeskApp", gone: "GoneBack") -> str:
    now, last = (f"{app.desk.local(at):%Y-%m-%d %H:%M}" for at in (gone.now, gone.last))
    return tr(app.lang, "safety.clock.text", now=now, last=last)
