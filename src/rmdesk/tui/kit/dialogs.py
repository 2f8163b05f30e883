"""Small questions over a screen. `await app.push_screen_wait(dialog)` only inside of a worker."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from rmdesk.faces.fields import Option
from rmdesk.locale import Lang, tr
from rmdesk.tui.desk_app import app_of
from rmdesk.tui.kit.choice import Choice, MultiChoice
from rmdesk.tui.kit.prose import Prose
from rmdesk.tui.kit.refusal_box import RefusalBox
from rmdesk.tui.kit.text_input import TextInput
from rmdesk.tui.kit.whole_characters import WholeCharacters

T = TypeVar("T")

if TYPE_CHECKING:
    from rmdesk.formpack.refusals import RefusalText


class Dialog(ModalScreen[T | None], Generic[T]):
    """A frame with a heading; Esc leaves it with None. Of the app's keys it must not swallow two: the lock covers it,
    and what was typed stays; and the program is left from everywhere."""

    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("f9", "app.lock", show=False),
        Binding("ctrl+q", "app.quit", show=False),
    ]

    def __init__(self, heading: str, *, lang: Lang) -> None:
        """`heading` is one line."""
        super().__init__()
        self._compositor = WholeCharacters()
        self.heading = heading
        self.lang = lang

    def compose(self) -> ComposeResult:
        """Heading and content."""
        with Vertical(classes="dialog"):
            yield Static(self.heading, classes="heading", markup=False)
            yield from self.content()
            yield Static(self.keys(), classes="keys", markup=False)

    def content(self) -> ComposeResult:
        """What stands below the heading; nothing unless a subclass says so."""
        yield from ()

    def keys(self) -> str:
        """The keys that work here."""
        return tr(self.lang, "common.dialog_keys")

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


class Choose(Dialog[str]):
    """One of a few options by its number; gives the option's key."""

    def __init__(
        self, heading: str, text: str, options: Sequence[Option], *, lang: Lang, first: str | None = ""
    ) -> None:
        """`text` stands above the options; "" for none. `first` is the option that Enter alone would take; the first
        one unless it says otherwise, None: none."""
        super().__init__(heading, lang=lang)
        self.text = text
        self.choice = Choice(options, first=options[0].key if options and first == "" else first)

    def content(self) -> ComposeResult:
        """Text and options."""
        if self.text:
            yield Prose((self.text, ""), classes="text")
        yield self.choice

    def keys(self) -> str:
        """A number is an answer."""
        return tr(self.lang, "common.choose_keys")

    @on(Choice.Done)
    def _done(self, event: Choice.Done) -> None:
        event.stop()
        if self.choice.pointed >= 0:
            self.dismiss(self.choice.value)


class ChooseSome(Dialog[tuple[str, ...]]):
    """Some of a few options: a number switches one, Enter is done with them; gives their keys."""

    def __init__(
        self, heading: str, text: str, options: Sequence[Option], *, lang: Lang, value: Sequence[str] = ()
    ) -> None:
        """`text` stands above the options; `value` are those that are chosen already."""
        super().__init__(heading, lang=lang)
        self.text = text
        self.choice = MultiChoice(options, ",".join(value))

    def content(self) -> ComposeResult:
        """Text and options."""
        if self.text:
            yield Prose((self.text, ""), classes="text")
        yield self.choice

    def keys(self) -> str:
        """A number switches."""
        return tr(self.lang, "common.some_keys")

    @on(Choice.Done)
    def _done(self, event: Choice.Done) -> None:
        event.stop()
        self.dismiss(self.choice.chosen)


class Confirm(Choose):
    """Yes or no; gives "yes", "no", or None for Esc. Enter alone means no."""

    def __init__(self, heading: str, text: str, *, lang: Lang) -> None:
        """`text` says what will happen."""
        options = (Option("yes", tr(lang, "common.yes")), Option("no", tr(lang, "common.no")))
        super().__init__(heading, text, options, lang=lang, first="no")


class Message(Dialog[bool]):
    """Something to be read; Enter or Esc leaves it."""

    BINDINGS = [Binding("enter", "leave", show=False)]

    def __init__(self, heading: str, text: str, *, lang: Lang, more: bool = False) -> None:
        """`text` may have several lines. `more`: another page of it follows."""
        super().__init__(heading, lang=lang)
        self.text = text
        self.more = more

    def content(self) -> ComposeResult:
        """The text."""
        yield Prose((self.text, ""), classes="text")

    def keys(self) -> str:
        """Enter or Esc."""
        return tr(self.lang, "common.next_page_keys" if self.more else "common.message_keys")


class RefusedDialog(Message):
    """Why something was refused."""

    def __init__(self, said: "Sequence[RefusalText]", *, lang: Lang) -> None:
        """`said` are the reasons in words."""
        super().__init__(tr(lang, "common.refused"), "", lang=lang)
        self.said = said

    def content(self) -> ComposeResult:
        """The reasons."""
        yield RefusalBox(self.said)


class AskText(Dialog[str]):
    """One line of text; gives it without spaces around it, None for Esc. What is offered is typed over, and Enter takes
    it; so is what was refused last time, and an arrow mends it."""

    def __init__(
        self,
        heading: str,
        label: str,
        *,
        lang: Lang,
        check: Callable[[str], str | None] | None = None,
        password: bool = False,
        value: str = "",
        max_length: int = 120,
        may_leave: bool = True,
    ) -> None:
        """`check` gives the complaint about a text, or None when it will do; an empty text never does."""
        super().__init__(heading, lang=lang)
        self.label = label
        self.check = check
        self.may_leave = may_leave
        self.input = TextInput(value, lang=lang, max_length=max_length, password=password)
        self.told = Prose(classes="told")

    def content(self) -> ComposeResult:
        """Label, input, complaint."""
        yield Prose((self.label, ""), classes="text")
        yield self.input
        yield self.told

    def keys(self) -> str:
        """Esc only where one may leave."""
        return tr(self.lang, "common.dialog_keys" if self.may_leave else "common.enter_key")

    def on_mount(self) -> None:
        """Ready to type."""
        kept = app_of(self).offered((self.heading, self.label))
        if kept and self.input.value != kept:
            self.input.value = kept
        self.input.select_all()
        self.input.focus()

    def give(self, text: str) -> None:
        """Answer with `text`, which is offered again when it comes to nothing; a password never is."""
        if not self.input.password:
            app_of(self).was_given((self.heading, self.label), text)
        self.dismiss(text)

    def action_leave(self) -> None:
        """Leave, where one may."""
        if self.may_leave:
            self.dismiss(None)

    @on(TextInput.Notice)
    def _noticed(self, event: TextInput.Notice) -> None:
        event.stop()
        self.told.update(event.text)

    @on(TextInput.Submitted)
    def _submitted(self, event: TextInput.Submitted) -> None:
        event.stop()
        given = event.value if self.input.password else event.value.strip()
        complaint = None if given and self.check is None else (self.check(given) if given and self.check else "")
        if not given:
            self.told.update(tr(self.lang, "common.empty"))
        elif complaint:
            self.told.update(f"! {complaint}")
            if self.input.password:
                self.input.value = ""
        else:
            self.give(given)


class AskPassword(AskText):
    """A password, checked on the spot; gives it when it is right."""

    def __init__(
        self, heading: str, label: str, check: Callable[[str], str | None], *, lang: Lang, may_leave: bool = True
    ) -> None:
        """`check` gives the complaint about a wrong password, or None for the right one."""
        super().__init__(heading, label, lang=lang, check=check, password=True, may_leave=may_leave)


def notified(widget: Widget, text: str) -> None:
    """Tell something in passing; data is never read as markup."""
    widget.notify(text, markup=False, timeout=4)
