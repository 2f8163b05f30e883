"""What the screen shows, and what a terminal is too small for."""

from rich.cells import cell_len
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from rmdesk.tui.app import RmdeskApp
from rmdesk.tui.kit.bars import KeyLine, TitleLine
from rmdesk.tui.kit.choice import Choice
from rmdesk.tui.kit.form import Form
from rmdesk.tui.kit.prose import Prose
from rmdesk.tui.kit.sheet import Sheet

_LESSER = 6
"""Up to this weight an act of a screen may be counted instead of shown."""


def painted(app: RmdeskApp) -> list[str]:
    """The screen on top, line by line."""
    width = app.size.width
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip)[:width] for strip in strips]


def paint_last(app: RmdeskApp) -> None:
    """Paint the screen that a test ends on: nothing paints what it does not look at."""
    if app.is_running and app.screen_stack:
        painted(app)


def cut_off(app: RmdeskApp) -> list[str]:
    """What cannot be read whole on the screen on top: fixed texts wider or higher than their place, keys left out.

    Cells of a list may end in an ellipsis: Enter shows them whole. Scrolled content counts as reachable.
    """
    found = []
    for widget in app.screen.query("*"):
        if not widget.display or not widget.region:
            continue
        if isinstance(widget, Static | Prose | Choice | Sheet):
            found += _overflow(widget)
        elif isinstance(widget, TitleLine):
            found += [f"title: {widget.left}"] if cell_len(widget.left + widget.right) + 2 > widget.size.width else []
        elif isinstance(widget, KeyLine):
            found += _missing_keys(widget)
    return found


def _overflow(widget: Widget) -> list[str]:
    wanted = widget.get_content_height(widget.size, widget.size, widget.size.width)
    visible = widget.region.intersection(widget.screen.region)
    if wanted > widget.size.height:
        return [f"{widget!r} wants {wanted} lines and has {widget.size.height}"]
    if visible.width < widget.region.width:
        return [f"{widget!r} sticks out at the side"]
    if visible.height < widget.region.height and not _scrolled(widget):
        return [f"{widget!r} sticks out below"]
    return []


def _scrolled(widget: Widget) -> bool:
    """Whether the widget can be scrolled into sight."""
    return any(isinstance(one, VerticalScroll) and (one.can_focus or isinstance(one, Form)) for one in widget.ancestors)


def _missing_keys(line: KeyLine) -> list[str]:
    """What is greyed gives way, and the lesser acts, as long as the line counts them."""
    shown, more = line._fitting(line.size.width)
    offered = [one for one in line.actions if one.shown and not one.everywhere and line._state(one) is True]
    left = [one for one in offered if one not in shown]
    always = [one for one in line.actions if one.id in {"help", "palette"} and one not in shown]
    lost = [one for one in left if one.weight > _LESSER or len(left) != more]
    return [f"key of {one.id} is missing" for one in sorted((*lost, *always), key=lambda one: one.id)]
