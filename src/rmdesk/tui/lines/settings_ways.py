"""Where each row of the settings leads."""

from collections.abc import Callable, Iterator
from functools import partial

from rmdesk.locale import LANGS, tr
from rmdesk.tui import routes, themes
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.routes import Route

WAYS: dict[str, Route] = {
    "branch": routes.Branch(),
    "pack": routes.CheckPack(),
    "people": routes.People(),
    "backup": routes.BackUp(),
    "audit": routes.AuditTrail(),
    "archive": routes.Archive(),
    "retention": routes.Retention(),
    "rates": routes.EnterRate(),
    "printer": routes.Printer(),
    "opening": routes.Checklist(),
}
"""The rows that lead elsewhere."""
_SET = ("language", "theme", "branch", "pack", "chain", "rates", "printer")
"""The rows that the table of actions does not offer by itself."""


def commands(app: DeskApp) -> Iterator[tuple[str, str, Callable[[], None]]]:
    """A line of the palette for each of them: its name, what else it is found by, what it does."""
    for row in _SET:
        route = WAYS.get(row, routes.Settings())
        if app.may_go(route):
            label = tr(app.lang, "settings.palette", what=tr(app.lang, f"settings.{row}"))
            yield label, " ".join((row, *_choices(row))), partial(app.go, route)


def _choices(row: str) -> Iterator[str]:
    """What a setting may be, in both languages: whoever looks for it may name what it should become."""
    keys = {
        "theme": [f"settings.theme_name.{name}" for name in themes.NAMES],
        "language": [f"settings.speaks_{lang}" for lang in LANGS],
    }.get(row, [])
    yield from (tr(lang, key) for key in keys for lang in LANGS)
