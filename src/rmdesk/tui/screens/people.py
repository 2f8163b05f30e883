"""The branch's people: roles, and what they may sell until when (SUIT-08)."""

from typing import ClassVar

from textual.app import ComposeResult

from rmdesk.desk import people
from rmdesk.domain.refusal import Refused
from rmdesk.domain.staff import Staff
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.kit.screen import DeskScreen


class PeopleScreen(DeskScreen):
    """A list to read."""

    table: ClassVar[str] = "people"
    BINDINGS = bindings(of_screen("people"))

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
            rows.show([self._row(one) for one in found])
        rows.focus()

    def _row(self, one: Staff) -> Row:
        label, lang, today = self.rm.desk.pack.label, self.lang, self.rm.desk.today()
        mark = "、" if lang == "zh" else ", "
        roles = mark.join(label("role", role, lang) for role in one.roles)
        held = [
            f"{mark.join(label('family', family, lang) for family in certificate.families)} ({certificate.expires_on})"
            for certificate in one.certificates
        ]
        expired = any(certificate.expires_on < today for certificate in one.certificates)
        name = f"{one.name} · {self.tr('settings.suspended')}" if one.suspended else one.name
        cells = (one.login, name, roles, " · ".join(held) or "—")
        return Row(
            one.login, cells, sign="!" if expired or one.suspended else "", tone="muted" if one.suspended else ""
        )
