"""What can be done about a product that is withheld: insurance as the client's own choice, an assessment first."""

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


class AssessHere(Choose):
    """Why it is withheld; gives "now" to take the assessment that it waits for (SUIT-20)."""

    def __init__(self, name: str, said: "Sequence[RefusalText]", *, lang: Lang) -> None:
        """`name` is the product's, `said` the reasons in words."""
        options = [Option(key, tr(lang, f"sale.assess_here.{key}")) for key in ("now", "later")]
        super().__init__(name, "", options, lang=lang)
        self.said = said

    def content(self) -> ComposeResult:
        """Reasons, options."""
        yield RefusalBox(self.said)
        yield from super().content()
