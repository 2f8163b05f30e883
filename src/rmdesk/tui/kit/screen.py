"""What all screens share: title line, body, line of keys, and who may press what."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.screen import Screen

from rmdesk.faces.lines import Line
from rmdesk.locale import Lang, tr
from rmdesk.tui.actions import Action, of_app, of_screen
from rmdesk.tui.desk_app import DeskApp, app_of
from rmdesk.tui.kit.bars import KeyLine, TitleLine
from rmdesk.tui.kit.hugging import hug
from rmdesk.tui.kit.rows import Rows
from rmdesk.tui.kit.second_pane import REST, SecondPane, beside_cells
from rmdesk.tui.kit.settling import Settling
from rmdesk.tui.kit.text_input import TextInput
from rmdesk.tui.kit.whole_characters import WholeCharacters

if TYPE_CHECKING:
    from rmdesk.domain.refusal import Refused

BREAKPOINTS = [(0, "-narrow"), (100, "-normal"), (120, "-wide")]


def _of_size(steps: Sequence[tuple[int, str]], cells: int) -> str:
    return next(name for least, name in reversed(steps) if cells >= least)


class DeskScreen(Screen[None]):
    """A screen of the desk. `table` is its name in the table of actions; a subclass sets it, its BINDINGS
    (`bindings(of_screen(table))`) and `body()`. `allowed` names the app's actions that work here (None: all)."""

    table: ClassVar[str] = ""
    allowed: ClassVar[frozenset[str] | None] = None
    measured: ClassVar[bool] = False  # read and typed in a column of a reading measure, in the middle
    hugs: ClassVar[str] = ""  # what is only as high as it needs, so that the hint stands right under it
    has_beside: ClassVar[bool] = False  # a wide terminal shows `beside()` in a second pane
    lowest: ClassVar[bool] = False  # there is nothing below it that Esc could lead back to
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    VERTICAL_BREAKPOINTS = [(0, "-low"), (26, "-high")]
    TITLE = ""
    _was_covered = False
    _hugs = False
    _only_told = False

    def __init__(self) -> None:
        super().__init__()
        self._compositor = WholeCharacters()
        self._once_back: list[Callable[[], None]] = []
        self._beside = Settling(self, self.show_beside)

    @property
    def desk_app(self) -> DeskApp:
        """The app, as what it is."""
        return app_of(self)

    @property
    def lang(self) -> Lang:
        """The language of the screen."""
        return self.desk_app.lang

    def tr(self, key: str, **params: object) -> str:
        """A text of the catalogue in this screen's language."""
        return tr(self.lang, key, **params)

    def compose(self) -> ComposeResult:
        """Title, body, keys."""
        # Textual looks at the size after the first layout: on 80 columns a wide one would flash by.
        width, height = self.app.size
        sized = (_of_size(BREAKPOINTS, width), _of_size(self.VERTICAL_BREAKPOINTS, height))
        self.update_classes({**dict.fromkeys(sized, True), "-measured": self.measured}, animate=False)
        yield TitleLine(*self.title_texts())
        if self.has_beside:
            with Horizontal(id="panes"):
                with Container(id="body"):
                    yield from self.body()
                yield SecondPane(self.beside_cells)
        else:
            with Container(id="body"):
                yield from self.body()
        yield KeyLine(self.key_actions(), self.lang)

    @property
    def beside_cells(self) -> int:
        """How wide the second pane is; 0 while there is none."""
        return beside_cells(self.app.size.width) if self.has_beside and self.wants_beside() else 0

    @property
    def room(self) -> int:
        """The cells of the body, between its margins."""
        return self.app.size.width - 2 - self.beside_cells

    def wants_beside(self) -> bool:
        """Whether the second pane has a use now."""
        return True

    def beside(self, cells: int) -> Sequence[Line]:  # noqa: ARG002
        """What stands in the second pane, `cells` wide; a subclass with `has_beside` says so."""
        return ()

    def refresh_beside(self) -> None:
        """Say anew what stands in the second pane, once the pointer rests."""
        cells = self.beside_cells
        for pane in self.query(SecondPane) if self.has_beside else ():
            pane.fit(cells)
        if cells:
            self._beside.typed(REST)

    def show_beside(self) -> None:
        """Say it now; nothing of a desk that was closed while the pointer rested."""
        for pane in self.query(SecondPane) if self._reads else ():
            if pane.display:
                pane.show(self.beside(pane.room))

    @on(Rows.Pointed)
    def _other_row(self) -> None:
        if self.beside_cells:
            self.refresh_beside()

    def on_resize(self) -> None:
        """The second pane comes and goes with the room there is, and lines follow it; under the lock a screen reads
        nothing: it is drawn anew when it comes back."""
        if self._reads:
            self.refit()
            self.refresh_beside()

    @property
    def _reads(self) -> bool:
        """Whether the desk is open: it was not left, and does not rest below the lock."""
        desk = self.desk_app.opened
        return desk is not None and not desk.store.resting

    def refit(self) -> None:
        """Draw anew what follows the room there is, of an open desk; a subclass with such lines says how."""

    def body(self) -> ComposeResult:
        """What stands between the lines; nothing unless a subclass says so."""
        yield from ()

    def title_texts(self) -> tuple[str, str]:
        """Left and right of the title line."""
        return self.desk_app.title_texts()

    def key_actions(self) -> Iterator[Action]:
        """Actions for the line of keys: this screen's own first, then those of the app that work here."""
        yield from of_screen(self.table)
        for action in of_app():
            if (self.allowed is None or action.id in self.allowed) and not (self.lowest and action.id == "leave"):
                yield action

    def key_label(self, action: Action) -> str:
        """What an action is called here: F10 as the act that it does."""
        return self.tr(self.f10()) if action.id == "next" else action.label(self.lang)

    def f10(self) -> str:
        """The text (a key of the catalogue) that F10 is called by; a subclass names its act."""
        return "keys.next"

    def not_yet(self, action: Action) -> bool:  # noqa: ARG002
        """Whether an act is greyed in the line of keys although its key answers: it says what is to be done first. None
        unless a subclass says so."""
        return False

    def key_help(self, action: Action) -> str:
        """What an action does here, in a sentence; F10 where it is called as its act says that already."""
        label = self.key_label(action) if action.id == "next" else action.label(self.lang)
        return action.help(self.lang) if label == action.label(self.lang) else label

    def commands(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """What the palette offers here beside the table of actions: a line, and what it does. Nothing unless a subclass
        says so."""
        yield from ()

    def numbered(self, digit: str) -> Callable[[], None] | None:  # noqa: ARG002
        """What stands behind a number here beside the table of actions, as `commands` lists it; None for nothing."""
        return None

    def refresh_keys(self) -> None:
        """Draw the line of keys anew after what can be done has changed."""
        self.query_one(KeyLine).refresh()

    def refresh_title(self) -> None:
        """Draw the title line anew after something in it has changed."""
        for line in self.query_children(TitleLine):
            line.show(*self.title_texts())

    def refuse(self, refused: "Refused") -> None:
        """Show why something was refused."""
        self._only_told = True  # nothing was done: asked anew, a screen that is refused would refuse for ever
        self.desk_app.show_refused(refused)

    def leaving(self) -> bool:
        """Whether Esc may leave the screen now; a subclass may do something else first and say no."""
        return True

    def come_from(self, screen: Screen[object]) -> None:
        """Somebody came here from `screen` by a key that works everywhere; a subclass takes along what it shows."""

    def came_back(self) -> None:
        """What lay over the screen is gone: a subclass shows what was done meanwhile. Not when it is first shown."""

    def when_back(self, do: Callable[[], None]) -> None:
        """Do something once what lies over the screen is gone and `came_back` was done; now if nothing does."""
        if self._was_covered:
            self._once_back.append(do)
        else:
            do()

    def on_screen_suspend(self) -> None:
        """Something lies over it."""
        self._was_covered = True

    def on_screen_resume(self) -> None:
        """A screen that comes back says what time made of its title, and parks the cursor in its focused input."""
        if self.app.screen is not self:
            return  # it was left, or covered again, before it heard of it
        closed = self._was_covered and self.desk_app.opened is None
        if not closed:
            self.refresh_title()
        if self.hugs and not self._hugs:
            self._hugs = True
            hug(self, self.hugs)
        if isinstance(self.focused, TextInput):
            self.focused.park()
        changed = self._was_covered and not self._only_told
        self._was_covered = self._only_told = False
        if closed:
            return  # the desk was closed above it: it is on its way out, and there is nothing to read
        self.refresh_beside()
        if changed:
            self.came_back()
        waiting, self._once_back = self._once_back, []
        for do in waiting:
            do()
