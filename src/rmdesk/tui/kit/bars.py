"""The title line above and the line of keys below every screen."""

import re
from collections.abc import Iterable

from rich.text import Text
from textual import events
from textual.app import RenderResult
from textual.widget import Widget

from rmdesk.faces.cells import cut, width
from rmdesk.locale import Lang
from rmdesk.tui.actions import Action
from rmdesk.tui.desk_app import app_of

_MOST = 20  # cells of a key's name, where it would take the room of other keys
_LEAST = 8  # cells of a name that is cut
_PARTS = re.compile(r"(.*?)(?:( · |  )(.*))?$", re.DOTALL)
_ALWAYS = 8  # the weight from which on a key stands on every screen
_LISTING = "palette"  # what lists the acts that have no room
_MORE = 3  # cells of " +2"


class TitleLine(Widget):
    """One line: where and who at the left, the day at the right."""

    def __init__(self, left: str = "", right: str = "") -> None:
        """Both texts are data and are never read as markup."""
        super().__init__()
        self.left = left
        self.right = right

    def show(self, left: str, right: str) -> None:
        """Change both texts."""
        self.left, self.right = left, right
        self.refresh()

    def render(self) -> RenderResult:
        """Left text cut to what the right one leaves: first its first part, the name of a branch or a client. Who is
        at the desk and at which level one may buy are read whole."""
        room = self.size.width
        right = cut(self.right, room)
        left = _first_cut(self.left, max(0, room - width(right) - 2))
        return Text(left + " " * (room - width(left) - width(right)) + right, no_wrap=True)


def _first_cut(text: str, cells: int) -> str:
    first, gap, others = _PARTS.findall(text)[0]
    return cut(cut(first, max(_LEAST, cells - width(gap + others))) + gap + others, cells)


def _taken(action: Action, name: str) -> int:
    """Cells of a key, its name and the gap behind it."""
    return width(action.key) + 1 + width(name) + 2


def _rank(action: Action) -> bool:
    """What works everywhere stands behind what this screen alone does, but for what stands on every screen."""
    return action.everywhere and action.weight < _ALWAYS


class KeyLine(Widget):
    """The line of keys: what fits, the weightiest first to stay; greyed out what cannot be done now. What the roles of
    the person at the desk forbid is not offered (DATA-08): its key says who may."""

    def __init__(self, actions: Iterable[Action], lang: Lang) -> None:
        """`actions` in the order in which they are shown."""
        super().__init__()
        self.actions = tuple(actions)
        self.lang = lang

    def fitting(self, cells: int) -> list[Action]:
        """The actions that fit into `cells` cells, in their order. Help and palette have their room first, then what
        this screen alone does, then what works everywhere, the weightiest before the others; what they leave is
        filled. What cannot be done now gives way to what can. Where an act of this screen that can be done has no room,
        the palette says how many more it lists."""
        return self._fitting(cells)[0]

    def _fitting(self, cells: int) -> tuple[list[Action], int]:
        """What fits, and how many of the screen's own acts do not."""
        here = getattr(self.screen, "table", "")  # where one is, no key leads
        ways = (one for one in self.actions if one.shown and not (one.route is not None and one.id == here))
        states = {action: self._state(action) for action in ways}
        shown = [action for action, state in states.items() if state is not False]
        for spent in (0, _MORE):
            fit, room = set[Action](), cells + 2 - spent
            for action in sorted(shown, key=lambda one: (_rank(one), states[one] is None, -one.weight)):
                if self._width(action) <= room:
                    fit.add(action)
                    room -= self._width(action)
            more = sum(not action.everywhere and states[action] is True and action not in fit for action in shown)
            if not more:
                break
        return [action for action in shown if action in fit], more

    def _width(self, action: Action) -> int:
        return _taken(action, self._cut(action))

    def _cut(self, action: Action) -> str:
        """Its name, cut so that a long one leaves room for other keys."""
        return cut(self._label(action), _MOST)

    def _label(self, action: Action) -> str:
        """As the screen calls it."""
        named = getattr(self.screen, "key_label", None)
        return action.label(self.lang) if named is None else str(named(action))

    def _names(self, shown: Iterable[Action], more: int) -> dict[Action, str]:
        """The names of what is shown: whole as far as the line has room for it, the weightiest first, else cut."""
        names = {action: self._cut(action) for action in shown}
        room = self.size.width + 2 - sum(_taken(*one) for one in names.items()) - (_MORE if more else 0)
        for action in sorted(names, key=lambda one: -one.weight):
            whole = self._label(action)
            wanted = width(whole) - width(names[action])
            if 0 < wanted <= room:
                names[action], room = whole, room - wanted
        return names

    def _state(self, action: Action) -> bool | None:
        owner = self.app if action.everywhere else self.screen
        return app_of(self.screen).offers(lambda: owner.check_action(action.id, ()))

    def _not_yet(self, action: Action) -> bool:
        said = getattr(self.screen, "not_yet", None)
        return said is not None and bool(said(action))

    async def on_click(self, event: events.Click) -> None:
        """A click on a key presses it."""
        left = 0
        shown, more = self._fitting(self.size.width)
        for action, name in self._names(shown, more).items():
            right = left + _taken(action, name) + (_MORE if more and action.id == _LISTING else 0)
            if left <= event.x < right - 2:
                await self.app.run_action(action.call, self.app if action.everywhere else self.screen)
                return
            left = right

    def render(self) -> RenderResult:
        """Keys in the accent, words plain."""
        line = Text(no_wrap=True)
        accent = self.app.theme_variables["primary"]
        shown, more = self._fitting(self.size.width)
        for action, name in self._names(shown, more).items():
            off = self._state(action) is None or self._not_yet(action)
            sign = f" +{more}" if more and action.id == _LISTING else ""
            line.append(action.key, style="dim" if off else f"bold {accent}")
            line.append(f" {name}{sign}  ", style="dim" if off else "")
        line.rstrip()
        return line
