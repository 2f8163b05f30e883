"""What the screens of the sale share: the desk, its answers, the client in the title line."""

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rmdesk.desk import intake
from rmdesk.domain.refusal import Refused
from rmdesk.tui.kit.dialogs import Confirm
from rmdesk.tui.kit.screen import DeskScreen

if TYPE_CHECKING:
    from rmdesk.desk.desk import Desk
    from rmdesk.domain.refusal import Refusal

T = TypeVar("T")


class WorkScreen(DeskScreen):
    """A screen that works on one client."""

    CSS_PATH = Path(__file__).parent / "sale.tcss"

    @property
    def desk(self) -> "Desk":
        """The desk of this program."""
        return self.desk_app.desk

    def got(self, answer: T | Refused) -> T | None:
        """What the desk answered; a refusal is shown, and is None here."""
        if isinstance(answer, Refused):
            self.refuse(answer)
            return None
        return answer

    def went(self, answer: Refused | None) -> bool:
        """Whether the desk did it; a refusal is shown."""
        if answer is not None:
            self.refuse(answer)
        return answer is None

    def words(self, reason: "Refusal") -> str:
        """A refusal in one line, with its rule."""
        said = self.desk_app.say(reason)
        return f"{said.ruled}{said.text}"

    def give_up(self, draft_id: str, text: str = "sale.give_up.text") -> None:
        """Ask, and throw half-typed work away; `text` (a key) says what is lost."""

        def answered(answer: str | None) -> None:
            if answer == "yes" and self.went(intake.drop(self.desk, draft_id)):
                self.desk_app.pop_screen()

        ask = Confirm(self.tr("sale.give_up.heading"), self.tr(text), lang=self.lang)
        self.desk_app.push_screen(ask, answered)
