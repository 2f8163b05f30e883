"""What stands under a text stands right under it: the text is as high as it needs, at most what the rest leaves. On a
high terminal the hint follows what it is about; where that fills the room it stays at the bottom."""

from textual.screen import Screen
from textual.widget import Widget


def hug(screen: Screen[None], selector: str) -> None:
    """From now on what `selector` finds on the screen is only as high as what it holds."""
    screen.screen_layout_refresh_signal.subscribe(screen, lambda _: _measure(screen, selector))


def _measure(screen: Screen[None], selector: str) -> None:
    """What the others take is known once they were laid out."""
    for one in screen.query(selector):
        around = one.parent
        if not isinstance(around, Widget) or not around.size.height or not one.display:
            continue
        others = sum(_height(each) for each in around.children if each is not one and each.display)
        most = max(3, around.size.height - others - one.styles.margin.height)
        if one.styles.max_height is None or one.styles.max_height.value != most:
            one.add_class("-hugged")
            one.styles.max_height = most


def _height(widget: Widget) -> int:
    """With its margins."""
    return widget.outer_size.height + widget.styles.margin.height
