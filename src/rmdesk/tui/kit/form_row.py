"""One row of a form: what is asked, the field for it, and its message below."""

from collections.abc import Callable
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from rmdesk.faces.fields import FieldSpec
from rmdesk.locale import Lang, tr
from rmdesk.tui.kit.choice import KEYS, Choice, MultiChoice
from rmdesk.tui.kit.long_text import LongText
from rmdesk.tui.kit.pick import Pick
from rmdesk.tui.kit.prose import Prose
from rmdesk.tui.kit.text_input import TextInput


class FormRow(Widget):
    """Label and field in one line, the message or help of a focused field in the line below."""

    def __init__(self, spec: FieldSpec, value: str, lang: Lang, note: Callable[[FieldSpec, str], str]) -> None:
        """`value` is canonical; `note` says what is to be known of an answer that is right, "" for nothing."""
        super().__init__(id=f"row-{spec.key.replace('.', '-')}")
        self.spec = spec
        self.lang = lang
        self.field = _field(spec, value, lang)
        if spec.required and isinstance(self.field, Choice):
            self.field.nothing = tr(lang, "common.to_choose")
        self.bad = False
        self._note = note

    def compose(self) -> ComposeResult:
        """Label, field, message."""
        mark = "*" if self.spec.required else " "
        with Horizontal(classes="line"):
            yield Prose((f"{mark}{self.spec.label}", ""), classes="label", hang=1)
            yield self.field
        yield Prose(classes="message")

    def on_mount(self) -> None:
        """What the answer must be is read before anything is typed."""
        if self.spec.rules or self._note(self.spec, self.raw):
            self.quiet()

    @property
    def raw(self) -> str:
        """What stands in the field."""
        return self.field.value

    @raw.setter
    def raw(self, value: str) -> None:
        self.field.value = value
        if isinstance(self.field, TextInput):  # a longer spelling would leave the cursor within its last digits
            self.field.cursor_position = len(value)

    def say(self, text: str, *, bad: bool) -> None:
        """Show `text` below the field; "" folds the line."""
        self.bad = bad
        self.set_class(bad, "-bad")
        self.set_class(bool(text), "-told")
        self.query_one(".message", Prose).show([(f"{'! ' if bad else ''}{text}" if text else "", "")])

    def quiet(self) -> None:
        """Nothing is wrong: what is to be known of the answer, else help, while the field is focused or where it always
        stands."""
        note = self._note(self.spec, self.raw)
        self.say(note or (self._help() if self.spec.rules or self.field.has_focus else ""), bad=False)

    def _help(self) -> str:
        """What the field asks for, else how one finds what it offers."""
        return self.spec.help or (tr(self.lang, "common.how_to_pick") if isinstance(self.field, Pick) else "")

    def on_resize(self) -> None:
        """A field that opens stays in sight with the hint below it."""
        if self.field.has_focus:
            self.scroll_visible(animate=False)

    def on_descendant_focus(self) -> None:
        """Help shows while the field is focused and nothing worse is to be said."""
        self.add_class("-here")
        if not self.bad:
            self.quiet()

    def on_descendant_blur(self) -> None:
        """Help goes, a complaint stays."""
        self.remove_class("-here")
        if not self.bad:
            self.quiet()

    @on(TextInput.Notice)
    @on(LongText.Notice)
    def _noticed(self, event: TextInput.Notice | LongText.Notice) -> None:
        event.stop()
        self.say(event.text, bad=False)

    @on(Choice.Sought)
    def _sought(self, event: Choice.Sought) -> None:
        event.stop()
        if not self.bad:
            self.say(tr(self.lang, "common.points", option=event.option), bad=False)


def _field(spec: FieldSpec, value: str, lang: Lang) -> TextInput | LongText | Choice | Any:
    if spec.make is not None:
        return spec.make(spec, value, lang)
    if spec.kind == "choices":
        return MultiChoice(spec.options, value, joint="、" if lang == "zh" else ", ")
    if spec.kind == "pick" or len(spec.options) > len(KEYS):
        return Pick(spec.options, value)
    if spec.options:
        return Choice(spec.options, value)
    if spec.kind == "long_text":
        return LongText(value, lang=lang, max_length=spec.max_length, paragraphs=spec.paragraphs)
    return TextInput(value, lang=lang, max_length=spec.max_length, password=spec.kind == "password")
