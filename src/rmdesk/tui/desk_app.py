"""What a screen may ask of the app. Screens and the kit know this protocol and `routes`, never the app itself."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, Literal, Protocol, TypeVar, cast

from textual.screen import Screen

from rmdesk.locale import Lang
from rmdesk.tui.routes import Route

if TYPE_CHECKING:
    from pathlib import Path

    from rmdesk.desk.desk import Desk
    from rmdesk.domain.refusal import Refusal, Refused
    from rmdesk.formpack import Pack
    from rmdesk.formpack.refusals import RefusalText

T = TypeVar("T")
BESIDE: Final = "beside"
"""The group of workers that go on below the lock with the desk's file open; it rests once they have ended."""


class DeskApp(Protocol):
    """The desk behind a screen, the words for what it answers, and the ways to other screens."""

    lang: Lang
    folder: "Path"
    login: str  # who is offered first at the lock
    opened: "Desk | None"
    theme: str

    @property
    def desk(self) -> "Desk":
        """The unlocked desk; RuntimeError while it is locked."""
        ...

    @property
    def pack(self) -> "Pack":
        """The desk's form pack; the default one before the desk is unlocked."""
        ...

    def go(self, route: Route, *, instead: bool = False) -> None:
        """Show what `route` names over the screen on top, or `instead` of it; say so when it is refused."""

    def prepare(self, route: Route) -> None:
        """Load what `route` names beside what is done meanwhile: stretching a key needs no Python."""

    def may_go(self, route: Route) -> bool:
        """Whether the person at the desk holds a role that leads there."""
        ...

    def may(self, permission: str) -> bool | None:
        """Whether the person at the desk holds a role for `permission`: True, or None, which greys a key out."""

    def offers(self, check: Callable[[], bool | None]) -> bool | None:
        """What `check` says of a key; False where a role is all that it lacks: it is not offered."""
        ...

    def say(self, reason: "Refusal") -> "RefusalText":
        """A refusal in the words of the form pack."""
        ...

    def show_refused(self, refused: "Refused") -> None:
        """Show every reason in a box; what was typed for it is not lost."""

    def title_texts(self) -> tuple[str, str]:
        """Left and right of the title line."""
        ...

    def search_pause(self) -> float:
        """For how many seconds typing must rest before clients are searched for."""
        ...

    # what was typed into small questions
    def was_given(self, question: tuple[str, str], text: str) -> None:
        """`text` answers `question`, which is heading and label of a dialog."""

    def offered(self, question: tuple[str, str]) -> str:
        """What was typed last time and came to nothing; "" when there is nothing."""
        ...

    # the program
    def enter(self, desk: "Desk") -> None:
        """The desk was unlocked."""

    def change_language(self, lang: Lang) -> None:
        """Another language, remembered."""

    def change_theme(self, theme: str) -> None:
        """Another theme, remembered."""

    def switch_person(self) -> None:
        """Close the desk and offer its lock to somebody else."""
        ...

    def to_home(self) -> None:
        """Leave every screen above the desk's own one, which begins anew."""

    def drop_typed(self) -> None:
        """What was typed before now does nothing: it was meant for what the screen showed then."""

    def let_back_in(self) -> None:
        """The lock was taken away by the one at the desk."""

    def watch_idleness(self) -> None:
        """Somebody is at the desk: begin to watch whether he stays."""

    # Textual's own, as far as screens need it
    @property
    def screen(self) -> Screen[object]:
        """The screen on top."""
        ...

    @property
    def screen_stack(self) -> Sequence[Screen[object]]:
        """All screens, the one on top last."""
        ...

    def push_screen(self, screen: Screen[T], callback: Callable[[T | None], None] | None = None) -> object:
        """Show a screen over the one on top; `callback` gets what it was dismissed with."""

    async def push_screen_wait(self, screen: Screen[T]) -> T | None:
        """The same inside of a worker, which gets the answer itself."""

    def switch_screen(self, screen: Screen[None]) -> object:
        """Show a screen in the place of the one on top."""

    def pop_screen(self) -> object:
        """Back to the screen below."""

    def notify(
        self,
        message: str,
        *,
        severity: Literal["information", "warning", "error"] = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Tell something in passing."""

    def clear_notifications(self) -> None:
        """Take away what was told in passing."""

    def call_after_refresh(self, callback: Callable[..., object], *args: object) -> bool:
        """Call once what is on the screen now was painted."""
        ...

    def call_later(self, callback: Callable[..., object], *args: object) -> bool:
        """Call once what is under way was handled."""
        ...


def app_of(screen: Screen[T]) -> DeskApp:
    """The app of a screen or dialog, as what it is."""
    return cast(DeskApp, screen.app)
