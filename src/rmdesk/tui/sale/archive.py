"""Where the papers are filed: a shelf number, or none."""

from textual import on

from rmdesk.tui.kit.dialogs import AskText
from rmdesk.tui.kit.text_input import TextInput


class AskShelf(AskText):
    """A text that may stay empty."""

    @on(TextInput.Submitted)
    def _submitted(self, event: TextInput.Submitted) -> None:
        event.stop()
        event.prevent_default()
        self.give(event.value.strip())
