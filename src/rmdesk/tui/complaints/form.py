"""The kit's form with texts of several lines in it."""

from collections.abc import Callable

from textual import on

from rmdesk.tui.complaints.long_text import LongText
from rmdesk.tui.journey.intake import PageForm
from rmdesk.tui.kit.form import FormRow


class CaseForm(PageForm):
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
