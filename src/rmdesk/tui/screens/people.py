"""The branch's people: roles, and what they may sell until when (SUIT-08)."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from rmdesk.desk import people
from rmdesk.domain.refusal import Refused
from rmdesk.domain.staff import Staff
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.dialogs import Message
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.kit.screen import DeskScreen


class PeopleScreen(DeskScreen):
    """A list to read; Enter shows a person whole."""

    table: ClassVar[str] = "people"
    BINDINGS = bindings(of_screen("people"))

    def __init__(self) -> None:
        """Nobody has been read."""
        super().__init__()
        self.people: dict[str, Staff] = {}

    def body(self) -> ComposeResult:
        """Login, name, roles, certificates."""
        columns = (
            Column(self.tr("settings.login"), 10),
            Column(self.tr("settings.name"), 10, grow=1),
            Column(self.tr("settings.roles"), 14, grow=2),
            Column(self.tr("settings.sells"), 14, grow=3),
        )
        yield Rows(columns, empty=self.tr("common.none"))

    def on_mount(self) -> None:
        """Everybody."""
        found = people.everybody(self.rm.desk)
        rows = self.query_one(Rows)
        if isinstance(found, Refused):
            self.refuse(found)
        else:
            self.people = {one.login: one for one in found}
            rows.show([self._row(one) for one in found])
        rows.focus()

    def _row(self, one: Staff) -> Row:
        today = self.rm.desk.today()
        expired = any(certificate.expires_on < today for certificate in one.certificates)
        name = f"{one.name} · {self.tr('settings.suspended')}" if one.suspended else one.name
        cells = (one.login, name, self._joined("role", one.roles), " · ".join(self._sells(one)) or "—")
        return Row(
            one.login, cells, sign="!" if expired or one.suspended else "", tone="muted" if one.suspended else ""
        )

    def _sells(self, one: Staff) -> list[str]:
        return [f"{self._joined('family', held.families)} ({held.expires_on})" for held in one.certificates]

    def _joined(self, vocabulary: str, keys: Sequence[str]) -> str:
        mark = "、" if self.lang == "zh" else ", "
        return mark.join(self.rm.desk.pack.label(vocabulary, key, self.lang) for key in keys)

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        one = self.people[event.row.key]
        roles = f"{self.tr('settings.roles')}\n{self._joined('role', one.roles)}"
        sells = "\n".join([self.tr("settings.sells"), *(self._sells(one) or ["—"])])
        self.app.push_screen(Message(f"{one.login}  {one.name}", f"{roles}\n\n{sells}", lang=self.lang))
