"""Whether everything that a screen wants to say has room on it."""

from textual.widget import Widget
from textual.widgets import Static

from rmdesk.faces.cells import width
from rmdesk.tui.app import RmdeskApp
from rmdesk.tui.kit.bars import KeyLine


def cut_off(app: RmdeskApp) -> list[str]:
    """What has less room than it needs, in words; empty when all is whole."""
    faults = []
    for widget in app.screen.query("*").results(Widget):
        if not widget.display or not widget.is_on_screen:
            continue
        faults += _too_narrow(widget) + _too_low(widget) + _beyond(app, widget)
    return faults


def _too_narrow(widget: Widget) -> list[str]:
    if not isinstance(widget, Static) or widget.content_size.height != 1:
        return []
    text = str(widget.content)
    return (
        [f"{text!r} needs {width(text)}, has {widget.content_size.width}"]
        if (width(text) > widget.content_size.width)
        else []
    )


def _too_low(widget: Widget) -> list[str]:
    """Text that needs more lines than it has, where nothing scrolls."""
    if not isinstance(widget, Static) and type(widget).__name__ not in {"Prose", "Options"}:
        return []
    size, parent = widget.size, widget.container_size
    needed = widget.get_content_height(parent, parent, widget.content_size.width)
    scrolls = any(getattr(one, "allow_vertical_scroll", False) for one in widget.ancestors if isinstance(one, Widget))
    if needed <= size.height or scrolls or isinstance(widget, KeyLine):
        return []
    return [f"{type(widget).__name__}#{widget.id} needs {needed} lines, has {size.height}"]


def _beyond(app: RmdeskApp, widget: Widget) -> list[str]:
    region = widget.region
    scrolls = any(getattr(one, "allow_vertical_scroll", False) for one in widget.ancestors if isinstance(one, Widget))
    if scrolls or (region.right <= app.size.width and region.bottom <= app.size.height):
        return []
    return [f"{type(widget).__name__}#{widget.id} reaches {region} of {app.size}"]
