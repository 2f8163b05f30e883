"""One case whose acts are asked for: what the forms of the acts need of the face that asks."""

from collections.abc import Callable
from typing import NamedTuple

from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.domain.refusal import Refusal
from rmdesk.locale import tr


class AskedCase(NamedTuple):
    """The case as it was last read, and how something is told in passing."""

    desk: Desk
    view: CaseView
    lang: Lang
    tell: Callable[[str], None]

    def tr(self, key: str, **params: object) -> str:
        """A text of the catalogue."""
        return tr(self.lang, key, **params)

    def words(self, reason: Refusal) -> str:
        """A refusal in one line, with its rule."""
        said = self.desk.pack.say(reason, self.lang)
        return f"{said.ruled}{said.text}"
