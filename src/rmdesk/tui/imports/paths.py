"""Where the way to an import leads: which kind, which file, and then what it holds."""

from pathlib import Path

from rmdesk.desk.imports.kinds import KINDS, names, title_of
from rmdesk.faces.fields import Option
from rmdesk.locale import tr
from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.imports.bringing import ImportScreen, one_of
from rmdesk.tui.kit.dialogs import AskText, Choose

_REGISTER = "·"


def imports(app: DeskApp, route: routes.Imports) -> None:
    """Ask over the screen on top what is brought in, unless the way says it, and from which file."""
    lang = app.lang
    heading = tr(lang, "keys.imports")

    async def ask() -> None:
        known = [Option(one, title_of(app.desk, one, lang)) for one in names(app.desk)]
        lists, registers = [one for one in known if one.key in KINDS], [one for one in known if one.key not in KINDS]
        offered = [*lists, *([Option(_REGISTER, tr(lang, "imports.register"))] if registers else [])]
        what: str | None = route.what
        if not what:
            what = await app.push_screen_wait(Choose(heading, tr(lang, "imports.which"), offered, lang=lang))
        if what == _REGISTER:
            what = await app.push_screen_wait(one_of(tr(lang, "imports.which"), registers, lang=lang))
        if what is None:
            return
        path = await app.push_screen_wait(
            AskText(heading, tr(lang, "imports.file", what=what), lang=lang, max_length=400)
        )
        if path is not None:
            app.push_screen(ImportScreen(what, Path(path).expanduser()))

    app.screen.run_worker(ask())
