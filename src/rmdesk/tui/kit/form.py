"""A form of a few rows; every answer is told at once, so that it can be kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.events import DescendantFocus
from textual.message import Message
from textual.widget import Widget

from rmdesk.desk.by_hand import at_field
from rmdesk.domain.refusal import Refusal
from rmdesk.faces.cells import width
from rmdesk.faces.fields import FieldSpec
from rmdesk.locale import Lang, tr
from rmdesk.tui.desk_app import app_of
from rmdesk.tui.kit.choice import Choice
from rmdesk.tui.kit.form_row import FormRow
from rmdesk.tui.kit.long_text import LongText
from rmdesk.tui.kit.settling import gone
from rmdesk.tui.kit.text_input import TextInput

if TYPE_CHECKING:
    from rmdesk.formpack.refusals import RefusalText


Say = Callable[[Refusal], "RefusalText"]
Check = Callable[[str, str], "str | Refusal"]
Doubt = Callable[[str, str], "Refusal | None"]
NAMED = 3
QUESTION, QUESTIONS = 30, 3
LABEL = 17
"""A label of more cells than the first is a whole question; so many of them make a form one of questions."""


class Form(VerticalScroll, inherit_bindings=False):
    """Rows of fields. It checks a field when it is left, and on `check_all` puts the focus on the first bad one. It is
    walked, not scrolled: PgUp and PgDn are the screen's. A form that only `turns` a page is done with its last choice,
    any other with Enter."""

    BINDINGS = [
        Binding("up", "previous_field", show=False),
        Binding("down", "next_field", show=False),
    ]
    can_focus = False
    turns = False

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
        doubt: Doubt | None = None,
        id: str | None = None,
    ) -> None:
        """`check` makes the canonical value of (key, raw), or says why it cannot; `say` words a refusal; `doubt` says
        why to look once more at an answer that can be taken."""
        super().__init__(id=id)
        given = values or {}
        self.rows = {spec.key: FormRow(spec, given.get(spec.key, ""), lang, self._note) for spec in specs}
        self._lang = lang
        self._check = check
        self._say = say
        self._doubt = doubt
        self._told = {key: row.raw for key, row in self.rows.items()}
        self._at: FormRow | None = None  # where the focus is, or is on its way to

    def compose(self) -> ComposeResult:
        """The rows."""
        yield from self.rows.values()

    def on_mount(self) -> None:
        """Start in the first field that is still empty. Labels that are whole questions have half of the room; one that
        would break otherwise has more of it."""
        shown = self._shown()
        self.set_class(any(width(row.spec.label) > LABEL for row in self.rows.values()), "-broad")
        self.set_class(sum(width(row.spec.label) > QUESTION for row in shown) >= QUESTIONS, "-asking")
        if shown:
            self._go_to(self.start)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Whoever comes by a click or a key of the screen's is there, too."""
        self._at = self._row_of(event.widget)

    def on_resize(self) -> None:
        """With less room, too, the field that one is in stays in sight."""
        if self.has_focus_within and self.screen.focused is not None:
            self.screen.focused.scroll_visible(animate=False)

    @property
    def start(self) -> FormRow:
        """Where one begins: the first field that is still empty, else the first one."""
        shown = self._shown()
        return next((row for row in shown if not row.raw), shown[0])

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
        """Show or hide a row. Whoever is in one that goes begins where something is still open."""
        row = self.rows[key]
        row.display = visible
        if row is self._at and not visible and self._shown():
            self._go_to(self.start)

    def show_refusal(self, key: str, refusal: Refusal) -> None:
        """Say below the field what is wrong with it."""
        said = self._say(refusal)
        self.rows[key].say(f"{said.ruled}{said.line}", bad=True)

    def show_note(self, key: str, text: str) -> None:
        """Say something harmless below the field; it stays until the field is left."""
        self.rows[key].say(text, bad=False)

    def show_notes(self, but: str) -> None:
        """Say anew what is to be known of the answers beside that to `but`: they may hang on it."""
        for key, row in self.rows.items():
            if key != but and not row.bad:
                row.quiet()

    def focus_field(self, key: str) -> None:
        """Put the focus on a field."""
        self._go_to(self.rows[key])

    def check_all(self) -> bool:
        """Check every visible field. False, with the focus on the first bad one, when one is bad."""
        bad = [row for row in self._shown() if not self.check_row(row)]
        if bad:
            self._back_to(bad[0])
        return not bad

    def _back_to(self, row: FormRow) -> None:
        """What was typed already was meant for what comes after this field."""
        self._go_to(row)
        app_of(self.screen).drop_typed()

    def untaken(self, key: str) -> str:
        """What is to be said of what was typed in a choice and chose nothing: none is such, or several are."""
        field = self.rows[key].field
        if not isinstance(field, Choice):
            return ""
        field.settle()
        if not field.untaken:
            return ""
        names = [one.label for one in field.meant()]
        if not names:
            return tr(self._lang, "common.pick_none", typed=field.untaken)
        some = ("、" if self._lang == "zh" else ", ").join(names[:NAMED]) + ("…" if names[NAMED:] else "")
        return tr(self._lang, "common.pick_which", typed=field.untaken, names=some)

    def check_row(self, row: FormRow) -> bool:
        """Check one field: show its canonical value and tell it, or show what is wrong."""
        if untaken := self.untaken(row.spec.key):
            row.say(untaken, bad=True)
            return False
        read = self._check(row.spec.key, row.raw)
        if isinstance(read, Refusal):
            self.show_refusal(row.spec.key, read)
            return False
        if read != row.raw:
            with self.prevent(TextInput.Changed, LongText.Changed):  # nobody typed it: what is said next stays
                row.raw = read
        row.quiet()
        self._tell(row, read)
        return True

    def _tell(self, row: FormRow, value: str) -> None:
        if self._told[row.spec.key] != value:
            self._told[row.spec.key] = value
            self.post_message(self.Answered(self, row.spec.key, value).set_sender(self))

    def _note(self, spec: FieldSpec, raw: str) -> str:
        """What is said of an answer that is none the worse for it: a character that papers leave a gap for, a number
        that is unusual."""
        told = at_field(raw) if spec.kind in ("text", "long_text") else None
        if told is None and self._doubt is not None and raw:
            told = self._doubt(spec.key, raw)
        return "" if told is None else self._say(told).line

    def _shown(self) -> list[FormRow]:
        return [row for row in self.rows.values() if row.display]

    def _below(self, row: FormRow) -> list[FormRow]:
        """The visible rows below a row, which may itself have been hidden by what was answered."""
        rows = list(self.rows.values())
        return [one for one in rows[rows.index(row) + 1 :] if one.display]

    def _row_of(self, field: Widget) -> FormRow:
        return next(row for row in self.rows.values() if row.field is field)

    @on(TextInput.Changed)
    @on(LongText.Changed)
    def _typed(self, event: TextInput.Changed | LongText.Changed) -> None:
        event.stop()
        row = self._row_of(event.control)
        if row.bad:  # what was wrong is being mended
            row.quiet()
        self.post_message(self.Typed(self, row.spec.key, row.raw).set_sender(self))

    @on(TextInput.Blurred)
    @on(LongText.Left)
    def _left(self, event: TextInput.Blurred | LongText.Left) -> None:
        if gone(self):
            return
        row = self._row_of(event.control)
        if row.raw.strip():
            self.check_row(row)
        else:
            self._tell(row, "")
            row.quiet()

    @on(Choice.Chosen)
    def _chosen(self, event: Choice.Chosen) -> None:
        event.stop()
        row = self._row_of(event.choice)
        row.say("", bad=False)
        self._tell(row, event.value)

    @on(TextInput.Submitted)
    @on(LongText.Done)
    @on(Choice.Done)
    def _done(self, event: TextInput.Submitted | LongText.Done | Choice.Done) -> None:
        event.stop()
        row = self._row_of(event.control)
        if not self.check_row(row):
            self._back_to(row)
        elif (after := self._after(row)) is not None:
            self._go_to(after)
        elif not isinstance(event, Choice.Done) or event.entered or (self.turns and not event.mended):
            self.post_message(self.Completed(self).set_sender(self))
        elif below := self._below(row):  # a choice moves on: only Enter says that all is done
            self._go_to(below[0])

    def _after(self, row: FormRow) -> FormRow | None:
        """Where one goes on, None when all is answered."""
        return next(iter(self._below(row)), None)

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
            self._go_to(shown[at + by])

    def _go_to(self, row: FormRow) -> None:
        self._at = row
        row.field.focus()
