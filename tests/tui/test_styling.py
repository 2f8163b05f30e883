"""Styles that are remembered are those that would be found."""

from collections.abc import Iterator

import pytest
from textual.css.stylesheet import Stylesheet
from textual.widget import Widget

from rmdesk.desk.desk import Desk
from rmdesk.tui.app import RmdeskApp
from rmdesk.tui.kit.styling import RememberingStylesheet
from tui.stage import Driver, app_over, drive


def styles(app: RmdeskApp) -> Iterator[tuple[Widget, dict[str, object]]]:
    """What every widget of the screen on top, and every part of one, is drawn with."""
    for one in app.screen.walk_children(Widget, with_self=True):
        parts = {name: part.base.get_rules() for name, part in one._component_styles.items()}
        yield one, {"": one.styles.base.get_rules(), **parts}


def as_textual_finds_them(app: RmdeskApp) -> None:
    """Every widget has what Textual's own stylesheet gives it."""
    before = list(styles(app))
    plain = Stylesheet(variables=app.get_css_variables())
    plain.source = app.stylesheet.source.copy()
    plain.parse()
    plain.update_nodes(app.screen.walk_children(Widget, with_self=True))
    assert len(before) >= 5
    for (widget, remembered), (_, found) in zip(before, styles(app), strict=True):
        assert remembered == found, widget


@pytest.mark.keyboard
def test_no_widget_looks_otherwise_than_its_rules_say(full: Desk) -> None:
    async def script(see: Driver) -> None:
        assert type(see.app.stylesheet) is RememberingStylesheet
        for keys in ("f4", "enter", "escape escape f2", "x down tab", "f1", "escape ctrl+t", "escape escape f12 enter"):
            await see.press(*keys.split())
            as_textual_finds_them(see.app)

    drive(app_over(full), script)


def test_another_theme_is_other_colours(full: Desk) -> None:
    async def script(see: Driver) -> None:
        light = see.app.screen.styles.background
        see.app.theme = "dark"
        await see.press("f4")
        as_textual_finds_them(see.app)
        assert see.app.screen.styles.background != light

    drive(app_over(full), script)
