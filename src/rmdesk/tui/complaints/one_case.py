"""A screen on which one case is open: what its acts and letters need of it."""

from rmdesk.desk.complaints import cases
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.domain.refusal import Refusal, Refused
from rmdesk.faces.complaints import words
from rmdesk.faces.complaints.asked import AskedCase
from rmdesk.tui.kit.dialogs import Message
from rmdesk.tui.kit.screen import DeskScreen


class OneCase(DeskScreen):
    """Holds the case as it was last read."""

    def __init__(self, view: CaseView) -> None:
        """`view` as it is now."""
        super().__init__()
        self.view = view

    def reload(self) -> None:
        """Ask the desk anew; a case that became restricted for the person at the desk is left (COMP-04)."""
        found = cases.view(self.desk_app.desk, self.view.case.id)
        if isinstance(found, Refused):
            no, said = self.view.case.no, words.handed(self.desk_app.desk, self.view.case.id, self.lang)
            self.app.pop_screen()
            if said:
                self.app.push_screen(Message(no, said, lang=self.lang))
            else:
                self.refuse(found)
        else:
            self.view = found
            self.show()

    def show(self) -> None:
        """Draw the case; nothing unless a subclass says so."""

    @property
    def asked(self) -> AskedCase:
        """The case as it is now, for what is asked about it."""
        return AskedCase(self.desk_app.desk, self.view, self.lang, lambda text: self.notify(text, markup=False))

    def words(self, reason: Refusal) -> str:
        """A refusal in one line, with its rule."""
        return self.asked.words(reason)
