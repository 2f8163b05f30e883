"""Forms of a page: Enter goes on to what is still open; and the same with texts of several lines in it."""

from collections.abc import Callable

from textual import on
from textual.message import Message

from rmdesk.tui.kit.form import Form, FormRow
from rmdesk.tui.kit.long_text import LongText


class PageForm(Form):
    """A page's fields. Enter goes on to the next field that is still open: what is filled already is passed over."""

    class Above(Message):
        """Up from the first field."""

    def _onward(self, row: FormRow) -> None:
        if not self.check_row(row):
            row.field.focus()
            return
        still_open = next((one for one in self._below(row) if not one.raw), None)
        if still_open is None:
            self.post_message(self.Completed(self).set_sender(self))
        else:
            still_open.field.focus()

    def _step(self, by: int) -> None:
        if by < 0 and self._shown()[0].field.has_focus:
            self.post_message(self.Above().set_sender(self))
        super()._step(by)

    def focus_last(self) -> None:
        """Start at the last field."""
        self._shown()[-1].field.focus()


class LongForm(PageForm):
    """Enter goes on to the next field that is still open; the arrows walk all of them.

    `changed` is called with each answer before the focus moves on: what is asked next may hang on it.
    """

    changed: Callable[[str, str], None] | None = None

    def _tell(self, row: FormRow, value: str) -> None:
        new = self._told[row.spec.key] != value
        super()._tell(row, value)
        if new and self.changed is not None:
            self.changed(row.spec.key, value)

    @on(LongText.Changed)
    def _writing(self, event: LongText.Changed) -> None:
        event.stop()
        row = self._row_of(event.text_area)
        self.post_message(self.Typed(self, row.spec.key, event.text_area.text).set_sender(self))

    @on(LongText.Left)
    def _written(self, event: LongText.Left) -> None:
        event.stop()
        row = self._row_of(event.text)
        if row.raw.strip():
            self.check_row(row)
        else:
            self._tell(row, "")
            row.say("", bad=False)

    @on(LongText.Done)
    def _through(self, event: LongText.Done) -> None:
        event.stop()
        self._onward(self._row_of(event.text))

    @on(LongText.Beyond)
    def _beyond(self, event: LongText.Beyond) -> None:
        event.stop()
        self._step(event.by)

    @on(LongText.Notice)
    def _noticed(self, event: LongText.Notice) -> None:
        event.stop()
        self._row_of(event.text).say(event.said, bad=False)

    def row(self, key: str) -> FormRow | None:
        """The row of a field, if it is here."""
        return self.rows.get(key)
