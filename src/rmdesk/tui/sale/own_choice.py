"""The one override there is: insurance that does not fit, as the client's own choice (SUIT-25)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from rmdesk.faces.fields import Option
from rmdesk.locale import Lang, tr
from rmdesk.tui.kit.dialogs import Choose
from rmdesk.tui.kit.refusal_box import RefusalBox

if TYPE_CHECKING:
    from rmdesk.formpack.refusals import RefusalText


class OwnChoice(Choose):
    """Why it does not fit, the advice to stop, and the client's statement; gives "yes" only when he insists."""

    def __init__(self, name: str, said: "Sequence[RefusalText]", sentence: str, *, lang: Lang) -> None:
        """`sentence` is what the client will sign."""
        options = [Option(key, tr(lang, f"sale.own_choice.{key}")) for key in ("no", "yes")]
        text = f"{tr(lang, 'sale.own_choice.advice')}\n\n{sentence}"
        super().__init__(tr(lang, "sale.own_choice.heading", name=name), text, options, lang=lang)
        self.said = said

    def content(self) -> ComposeResult:
        """Reasons, advice and statement, options."""
        yield RefusalBox(self.said)
        yield from super().content()
