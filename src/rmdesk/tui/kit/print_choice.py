"""What is to be printed, and in which print: one choice for every screen that prints."""

from collections.abc import Callable, Sequence

from rmdesk.faces.fields import Option
from rmdesk.faces.large_print import LARGE, print_said, with_large
from rmdesk.locale import tr
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.choice import KEYS
from rmdesk.tui.kit.dialogs import Choose


def ask_print(
    app: DeskApp,
    options: Sequence[Option],
    then: Callable[[str, bool | None], None],
    *,
    large: bool | None,
    heading: str = "keys.print",
    first: str = "",
    about: str = "",
) -> None:
    """Ask which of the `options`; `then` gets its key and the print. `large`: the print as it stands; None where it is
    not to be chosen; `about`: whose papers they are."""
    shown = with_large(options[: len(KEYS) - 1], large, app.lang)

    def chosen(key: str | None) -> None:
        if key == LARGE:
            ask_print(app, options, then, large=not large, heading=heading, first=first, about=about)
        elif key is not None:
            then(key, large)

    app.push_screen(
        Choose(
            " · ".join(filter(None, (about, tr(app.lang, heading)))),
            print_said(large, app.lang),
            shown,
            lang=app.lang,
            first=first,
        ),
        chosen,
    )
