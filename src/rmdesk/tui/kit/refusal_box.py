"""Why something cannot be done: rule id, what was seen, and what to do next."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from rmdesk.tui.kit.prose import Prose

if TYPE_CHECKING:
    from rmdesk.formpack.refusals import RefusalText


class RefusalBox(VerticalScroll):
    """One paragraph a reason; several reasons scroll with the arrows."""

    def __init__(self, said: "Sequence[RefusalText]" = (), *, id: str | None = None) -> None:
        """`said` are refusals in the language of the screen."""
        super().__init__(id=id)
        self.said = tuple(said)
        self.can_focus = len(self.said) > 1

    def compose(self) -> ComposeResult:
        """The paragraphs."""
        yield from _paragraphs(self.said)

    async def show(self, said: "Sequence[RefusalText]") -> None:
        """Show other reasons; none hides the box."""
        self.said = tuple(said)
        self.can_focus = len(self.said) > 1
        self.display = bool(self.said)
        await self.remove_children()
        await self.mount_all(_paragraphs(self.said))


def _paragraphs(said: "Sequence[RefusalText]") -> list[Prose]:
    found = []
    for one in said:
        found.append(Prose((f"! {one.ruled}{one.text}", "late"), classes="reason"))
        if one.next:
            found.append(Prose((f"→ {one.next}", ""), classes="next"))
    return found
