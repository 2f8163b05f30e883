"""Values of entries in words as they leave the desk: with its code in every number. It keeps which clients it named."""

from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.subjects import named
from rmdesk.desk.registers.wording import Words
from rmdesk.domain.base import Text
from rmdesk.domain.registers.definition import Register

_NUMBERED = ("client", "sale", "assessment", "case", "entry")


class PaperWords(Words):
    """Says values for a paper. `clients`: ids of the clients whose names it said."""

    def __init__(self, desk: Desk, register: Register) -> None:
        super().__init__(desk, register)
        self._at = desk
        self.clients: set[str] = set()

    def link(self, kind: str, id: str) -> Text:
        """What a link points to, its number with the desk's code."""
        if kind not in _NUMBERED or not id:
            return super().link(kind, id)
        found = named(self._at, kind, id)
        if found.id and kind in ("client", "assessment"):
            self.clients.add(self._client_of(kind, id))
        return Text(zh=self._coded(found.text.zh), en=self._coded(found.text.en))

    def no(self, no: str) -> Text:
        """The number of an entry."""
        return Text(zh=self._coded(no), en=self._coded(no))

    def _coded(self, text: str) -> str:
        number, mark, rest = text.partition(" ")
        return f"{self._at.branch.coded(number)}{mark}{rest}"

    def _client_of(self, kind: str, id: str) -> str:
        row = self._at.store.get("assessment", id) if kind == "assessment" else None
        return id if row is None else str(row["client_id"])
