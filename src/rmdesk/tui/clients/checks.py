"""What a check found in a file: it is mended where it stands, or answered as right (DESK-01)."""

from collections.abc import Callable

from rmdesk.desk.portrait import seeing
from rmdesk.desk.portrait.saying import why
from rmdesk.desk.registers.feeding import noted_by
from rmdesk.domain.client import Client
from rmdesk.domain.portrait import Check, Found
from rmdesk.domain.refusal import Refused
from rmdesk.faces.fields import Option
from rmdesk.tui import routes
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.dialogs import AskText, Choose

_NOTE = 200


def act_on(screen: AskingScreen, client: Client, found: Found, then: Callable[[], None]) -> None:
    """Ask what is to be done about it; `then` follows an answer."""
    app = screen.desk_app
    options = [Option(way, screen.tr(f"portrait.do.{way}")) for way in _ways(screen, found)]

    def go(way: str | None) -> None:
        if way == "mend" and isinstance(found.group, Check):
            app.go(routes.EditFile(client.id, key=found.group.field))
        elif way == "contact":
            register, _, act = noted_by(app.desk, "last_contact").partition(".")
            app.go(routes.NewEntry(register, act, about=f"client:{client.no}"))
        elif way == "right":
            _ask_how(screen, client, found, then)

    said = why(app.desk, found, client.kind, screen.lang)
    app.push_screen(Choose(found.group.label.of(screen.lang), said, options, lang=screen.lang), go)


def _ways(screen: AskingScreen, found: Found) -> list[str]:
    field = isinstance(found.group, Check) and found.group.field
    reached = bool(noted_by(screen.desk_app.desk, "last_contact"))
    return [*(["mend"] if field else ["contact"] if reached else []), "right"]


def _ask_how(screen: AskingScreen, client: Client, found: Found, then: Callable[[], None]) -> None:
    app, heading = screen.desk_app, found.group.label.of(screen.lang)

    def keep(note: str | None) -> None:
        if note is None:
            return
        answer = seeing.answer(app.desk, client.id, found.group.key, note)
        if isinstance(answer, Refused):
            app.show_refused(answer)
        then()

    app.push_screen(AskText(heading, screen.tr("portrait.asked_how"), lang=screen.lang, max_length=_NOTE), keep)
