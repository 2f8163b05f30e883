"""The own password once more, or a second person: asked wherever the desk asks for it (DATA-08).

`ask_proof(app, act, heading, attempt, then)` looks up what `act` asks for, asks, and tries: `attempt(proof)` is the use
case, `then(answer)` what follows when it went well. A wrong password is said in the dialog, any other refusal in a box.
`proved` is the same for workers.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from rmdesk.desk import guarding
from rmdesk.desk.guarding import Proof
from rmdesk.domain.refusal import Refusal, Refused
from rmdesk.domain.sensitive import Asked
from rmdesk.faces.seconds import Seconds, seconds
from rmdesk.locale import tr
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.choice import KEYS, Choice
from rmdesk.tui.kit.dialogs import Dialog
from rmdesk.tui.kit.prose import Prose
from rmdesk.tui.kit.text_input import TextInput

T = TypeVar("T")
_AGAIN = frozenset(
    f"DATA-08.{why}" for why in ("password", "wait", "same_person", "suspended", "second", "second_role")
)
REVEAL_SECONDS = 10  # how long a masked number is shown
_BESIDE, _LEAST = 14, 3
"""Lines that the dialog wants for who, the password and what is refused; and those of what it is about, at least."""
_AFTER_PAINT = 0.02  # seconds: the words must be on the screen before the password is stretched


def ask_proof(
    app: DeskApp,
    act: str,
    heading: str,
    attempt: Callable[[Proof | None], T | Refused],
    then: Callable[[T], None],
    *,
    about: str = "",
    asked: Asked | None = None,
    login: str = "",
    closed_to: Mapping[str, Refusal] | None = None,
    refused: Callable[[Refused], None] | None = None,
) -> None:
    """Ask for what `act` wants and try it. `about` says what is agreed to; `asked` wins over the form pack's table (an
    export in clear); `login` is the only second person who will do (who receives a hand-over), `closed_to` says by
    login why somebody will not (an interest in the case). `refused` tells a refusal in the place of the box."""
    wanted = asked or guarding.asked(app.desk, act)
    tell = refused or app.show_refused

    def told(answer: tuple[object] | None) -> None:
        if answer is not None:
            _answered(tell, cast("T | Refused", answer[0]), then)

    if wanted.demand == "none":
        _answered(tell, attempt(None), then)
    else:
        closed = {**guarding.barred(app.desk, act), **(closed_to or {})}
        app.push_screen(_dialog(app, heading, about, wanted, login, attempt, closed), told)


async def proved(
    app: DeskApp,
    act: str,
    heading: str,
    attempt: Callable[[Proof | None], T | Refused],
    *,
    about: str = "",
    asked: Asked | None = None,
    login: str = "",
) -> tuple[T] | None:
    """`ask_proof` inside of a worker: the answer as the only part of a tuple; None when it was given up or refused."""
    wanted = asked or guarding.asked(app.desk, act)
    if wanted.demand == "none":
        answer: tuple[object] | None = (attempt(None),)
    else:
        answer = await app.push_screen_wait(_dialog(app, heading, about, wanted, login, attempt))
    if answer is None:
        return None
    if isinstance(answer[0], Refused):
        app.show_refused(answer[0])
        return None
    return cast("tuple[T]", answer)


def _dialog(
    app: DeskApp,
    heading: str,
    about: str,
    wanted: Asked,
    login: str,
    attempt: Callable[[Proof | None], object],
    closed_to: Mapping[str, Refusal] | None = None,
) -> "ProofDialog":
    asked = None
    if wanted.demand != "password":
        asked = seconds(app.desk, wanted, app.lang, login=login, closed_to=closed_to)
    return ProofDialog(app, heading, about, asked, attempt)


def _answered(tell: Callable[[Refused], None], answer: T | Refused, then: Callable[[T], None]) -> None:
    if isinstance(answer, Refused):
        tell(answer)
    else:
        then(answer)


class ProofDialog(Dialog[tuple[object]]):
    """Gives what `attempt` answered, as the only part of a tuple; None for Esc."""

    BINDINGS = [
        *Dialog.BINDINGS,
        Binding("pagedown", "read(True)", show=False),
        Binding("pageup", "read(False)", show=False),
    ]
    listens = True  # not while a password is tried: keys wait for what comes of it

    def __init__(
        self,
        app: DeskApp,
        heading: str,
        about: str,
        asked: Seconds | None,
        attempt: Callable[[Proof | None], object],
    ) -> None:
        """`asked`: who may be the second person, where one is wanted."""
        super().__init__(heading, lang=app.lang)
        self.desk_app = app
        self.about = about
        self.asked = asked
        self.attempt = attempt
        self.second = asked is not None
        able = () if asked is None else asked.options[: len(KEYS)]
        only = able[0].key if len(able) == 1 else ""
        self.person = Choice(able, only, first=able[0].key if able else "")
        self.password = TextInput(lang=app.lang, password=True, max_length=200)
        self.told = Prose(classes="told")

    def content(self) -> ComposeResult:
        """What it is about, who, the password."""
        if self.about:
            with VerticalScroll(id="about"):
                yield Prose((self.about, ""), classes="text")
        yield Prose((self._asks(), ""), classes="text")
        if self.second and self.person.options:
            yield self.person
        if not self.second or self.person.options:
            yield Static(tr(self.lang, "common.password"), classes="muted", markup=False)
            yield self.password
        yield self.told

    def _asks(self) -> str:
        if self.asked is not None:
            return self.asked.said
        return tr(self.lang, "common.proof.again", person=self.desk_app.desk.actor.name)

    def on_resize(self) -> None:
        """However long what it is about: who and the password stay in sight, and the rest of it is read on."""
        for about in self.query("#about"):
            about.styles.max_height = max(_LEAST, self.size.height * 9 // 10 - _BESIDE)

    def action_read(self, down: bool) -> None:
        """A page further in what it is about, or back."""
        for about in self.query("#about"):
            (about.scroll_page_down if down else about.scroll_page_up)(animate=False)

    def on_mount(self) -> None:
        """First who, then the password."""
        if self.second and not self.person.options:
            return
        (self.person if self.second and not self.person.value else self.password).focus()

    @on(Choice.Done)
    def _chosen(self, event: Choice.Done) -> None:
        event.stop()
        self.password.focus()

    @on(TextInput.Submitted)
    def _submitted(self, event: TextInput.Submitted) -> None:
        event.stop()
        if self.second and not self.person.value:
            self.told.update(f"! {tr(self.lang, 'common.proof.choose')}")
            self.person.focus()
        elif event.value:
            self.told.update(tr(self.lang, "common.proof.working"))
            proof = Proof(event.value, self.person.value if self.second else "")
            self.password.value = ""
            self.listens = False
            self.set_timer(_AFTER_PAINT, lambda: self._try(proof))

    def _try(self, proof: Proof) -> None:
        answer = self.attempt(proof)
        if isinstance(answer, Refused) and answer.reasons[0].code in _AGAIN:
            said = self.desk_app.say(answer.reasons[0])
            self.told.update(f"! {said.line}")
            self.listens = True
            self.password.focus()
        else:
            self.dismiss((answer,))
