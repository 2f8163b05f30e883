"""The form of a page: Enter goes on to what is still open, and what is asked next may hang on an answer."""

from collections.abc import Callable

from textual.message import Message

from rmdesk.tui.kit.form import Form
from rmdesk.tui.kit.form_row import FormRow


class PageForm(Form):
    """Enter goes on to the next field that is still open: what is filled already is passed over. The arrows walk all.

    `changed` is called with each answer before the focus moves on: what is asked next may hang on it.
    """

    changed: Callable[[str, str], None] | None = None

    class Above(Message):
        """Up from the first field."""

    def _tell(self, row: FormRow, value: str) -> None:
        new = self._told[row.spec.key] != value
        super()._tell(row, value)
        if new and self.changed is not None:
            self.changed(row.spec.key, value)

    def _after(self, row: FormRow) -> FormRow | None:
        return next((one for one in self._below(row) if not one.raw), None)

    def _step(self, by: int) -> None:
        if by < 0 and self._shown()[0].field.has_focus:
            self.post_message(self.Above().set_sender(self))
        super()._step(by)

    def focus_last(self) -> None:
        """Start at the last field."""
        self._go_to(self._shown()[-1])
