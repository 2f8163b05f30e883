"""A form of a few rows: label, field, and its message below; every answer is told at once, so that it can be kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from rmdesk.domain.refusal import Refusal
from rmdesk.locale import Lang
from rmdesk.tui.kit.choice import Choice, MultiChoice, Option
from rmdesk.tui.kit.prose import Prose
from rmdesk.tui.kit.text_input import TextInput

if TYPE_CHECKING:
    from rmdesk.formpack.refusals import RefusalText


Say = Callable[[Refusal], "RefusalText"]
Check = Callable[[str, str], "str | Refusal"]


@dataclass(frozen=True)
class FieldSpec:
    """One row of a form. `kind` is one of the field kinds of the rules; a choice has `options`. `help` is one line."""

    key: str
    label: str
    kind: str = "text"
    options: tuple[Option, ...] = ()
    required: bool = False
    max_length: int = 120
    help: str = ""
    make: "Callable[[FieldSpec, str, Lang], Any] | None" = None  # another widget with a `value`


class FormRow(Widget):
    """Label and field in one line, the message or help of a focused field in the line below."""

    def __init__(self, spec: FieldSpec, value: str, lang: Lang) -> None:
        """`value` is canonical."""
        super().__init__(id=f"row-{spec.key.replace('.', '-')}")
        self.spec = spec
        self.lang = lang
        self.field = _field(spec, value, lang)
        self.bad = False

    def compose(self) -> ComposeResult:
        """Label, field, message."""
        mark = "*" if self.spec.required else " "
        with Horizontal(classes="line"):
            yield Static(f"{mark}{self.spec.label}", classes="label", markup=False)
            yield self.field
        yield Prose(classes="message")

    @property
    def raw(self) -> str:
        """What stands in the field."""
        return self.field.value

    @raw.setter
    def raw(self, value: str) -> None:
        self.field.value = value

    def say(self, text: str, *, bad: bool) -> None:
        """Show `text` below the field; "" folds the line."""
        self.bad = bad
        self.set_class(bad, "-bad")
        self.set_class(bool(text), "-told")
        self.query_one(".message", Prose).show([(f"{'! ' if bad else ''}{text}" if text else "", "")])

    def on_descendant_focus(self) -> None:
        """Help shows while the field is focused and nothing worse is to be said."""
        self.add_class("-here")
        if not self.bad:
            self.say(self.spec.help, bad=False)

    def on_descendant_blur(self) -> None:
        """Help goes, a complaint stays."""
        self.remove_class("-here")
        if not self.bad:
            self.say("", bad=False)

    @on(TextInput.Notice)
    def _noticed(self, event: TextInput.Notice) -> None:
        event.stop()
        self.say(event.text, bad=False)


class Form(VerticalScroll):
    """Rows of fields. It checks a field when it is left, and on `check_all` puts the focus on the first bad one."""

    BINDINGS = [
        Binding("up", "previous_field", show=False),
        Binding("down", "next_field", show=False),
    ]
    can_focus = False

    @dataclass
    class Typed(Message):
        """Text is being typed: not checked yet."""

        form: "Form"
        key: str
        raw: str

    @dataclass
    class Answered(Message):
        """A field was left with a new value that can be read."""

        form: "Form"
        key: str
        value: str

    @dataclass
    class Completed(Message):
        """Enter on the last field."""

        form: "Form"

    def __init__(
        self,
        specs: Sequence[FieldSpec],
        *,
        lang: Lang,
        check: Check,
        say: Say,
        values: Mapping[str, str] | None = None,
        id: str | None = None,
    ) -> None:
        """`check` makes the canonical value of (key, raw), or says why it cannot; `say` words a refusal."""
        super().__init__(id=id)
        given = values or {}
        self.rows = {spec.key: FormRow(spec, given.get(spec.key, ""), lang) for spec in specs}
        self._check = check
        self._say = say
        self._told = {key: row.raw for key, row in self.rows.items()}

    def compose(self) -> ComposeResult:
        """The rows."""
        yield from self.rows.values()

    def on_mount(self) -> None:
        """Start in the first field that is still empty."""
        shown = self._shown()
        empty = next((row for row in shown if not row.raw), None)
        if shown:
            (empty or shown[0]).field.focus()

    def values(self) -> dict[str, str]:
        """What stands in the visible fields, by key, as typed."""
        return {row.spec.key: row.raw for row in self._shown()}

    def set_value(self, key: str, value: str) -> None:
        """Fill a field from elsewhere (an ID number fills birth date and sex)."""
        row = self.rows[key]
        row.raw = value
        row.say("", bad=False)
        self._tell(row, value)

    def set_visible(self, key: str, visible: bool) -> None:
        """Show or hide a row."""
        self.rows[key].display = visible

    def show_refusal(self, key: str, refusal: Refusal) -> None:
        """Say below the field what is wrong with it."""
        said = self._say(refusal)
        rule = "" if said.rule == "INPUT" else f"{said.rule} · "
        self.rows[key].say(f"{rule}{said.line}", bad=True)

    def show_note(self, key: str, text: str) -> None:
        """Say something harmless below the field; it stays until the field is left."""
        self.rows[key].say(text, bad=False)

    def focus_field(self, key: str) -> None:
        """Put the focus on a field."""
        self.rows[key].field.focus()

    def check_all(self) -> bool:
        """Check every visible field. False, with the focus on the first bad one, when one is bad."""
        bad = [row for row in self._shown() if not self.check_row(row)]
        if bad:
            bad[0].field.focus()
        return not bad

    def check_row(self, row: FormRow) -> bool:
        """Check one field: show its canonical value and tell it, or show what is wrong."""
        read = self._check(row.spec.key, row.raw)
        if isinstance(read, Refusal):
            self.show_refusal(row.spec.key, read)
            return False
        row.bad = False
        row.say(row.spec.help if row.field.has_focus else "", bad=False)
        if read != row.raw:
            row.raw = read
        self._tell(row, read)
        return True

    def _tell(self, row: FormRow, value: str) -> None:
        if self._told[row.spec.key] != value:
            self._told[row.spec.key] = value
            self.post_message(self.Answered(self, row.spec.key, value).set_sender(self))

    def _shown(self) -> list[FormRow]:
        return [row for row in self.rows.values() if row.display]

    def _below(self, row: FormRow) -> list[FormRow]:
        """The visible rows below a row, which may itself have been hidden by what was answered."""
        rows = list(self.rows.values())
        return [one for one in rows[rows.index(row) + 1 :] if one.display]

    def _row_of(self, field: Widget) -> FormRow:
        return next(row for row in self.rows.values() if row.field is field)

    @on(TextInput.Changed)
    def _typed(self, event: TextInput.Changed) -> None:
        event.stop()
        row = self._row_of(event.input)
        if row.bad:  # what was wrong is being mended
            row.say(row.spec.help, bad=False)
        self.post_message(self.Typed(self, row.spec.key, event.value).set_sender(self))

    @on(TextInput.Blurred)
    def _left(self, event: TextInput.Blurred) -> None:
        row = self._row_of(event.input)
        if row.raw.strip():
            self.check_row(row)
        else:
            self._tell(row, "")
            row.say("", bad=False)

    @on(TextInput.Submitted)
    def _submitted(self, event: TextInput.Submitted) -> None:
        event.stop()
        self._onward(self._row_of(event.input))

    @on(Choice.Chosen)
    def _chosen(self, event: Choice.Chosen) -> None:
        event.stop()
        row = self._row_of(event.choice)
        row.say("", bad=False)
        self._tell(row, event.value)

    @on(Choice.Done)
    def _done(self, event: Choice.Done) -> None:
        event.stop()
        self._onward(self._row_of(event.choice))

    def _onward(self, row: FormRow) -> None:
        if not self.check_row(row):
            row.field.focus()
            return
        below = self._below(row)
        if below:
            below[0].field.focus()
        else:
            self.post_message(self.Completed(self).set_sender(self))

    def action_previous_field(self) -> None:
        """To the field above."""
        self._step(-1)

    def action_next_field(self) -> None:
        """To the field below."""
        self._step(1)

    def _step(self, by: int) -> None:
        shown = self._shown()
        at = next((at for at, row in enumerate(shown) if row.field.has_focus), None)
        if at is not None and 0 <= at + by < len(shown):
            shown[at + by].field.focus()


def _field(spec: FieldSpec, value: str, lang: Lang) -> TextInput | Choice | Any:
    if spec.make is not None:
        return spec.make(spec, value, lang)
    if spec.kind == "choices":
        return MultiChoice(spec.options, value, joint="、" if lang == "zh" else ", ")
    if spec.options:
        return Choice(spec.options, value)
    return TextInput(value, lang=lang, max_length=spec.max_length, password=spec.kind == "password")
