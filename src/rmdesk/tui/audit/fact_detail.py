"""One fact whole: what changed by it, before and after, and its seal."""

from typing import ClassVar

from rmdesk.desk.audit.trail import GROUPS, AuditDetail
from rmdesk.domain.fact import name_of
from rmdesk.faces.lines import Line
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.sheet_screen import SheetScreen


class FactScreen(SheetScreen):
    """Read only, scrolled with the arrows."""

    table: ClassVar[str] = "fact"
    BINDINGS = bindings(of_screen("fact"))

    def __init__(self, found: AuditDetail) -> None:
        """`found` as the audit trail told it."""
        super().__init__()
        self.found = found

    def lines(self) -> list[Line]:
        """The sentence, what changed, the seal."""
        one, line = self.found, self.found.line
        at = f"{self.desk_app.desk.local(line.at):%Y-%m-%d %H:%M:%S}"
        group = next((name for name, kinds in GROUPS.items() if name_of(line.kind) in map(name_of, kinds)), "")
        kind = f"{self.tr(f'audit.group.{group}')} · {line.kind}" if group else line.kind
        lines = [
            Line(line.sentence, tone="head"),
            Line(self.tr("audit.column.seq"), str(line.seq)),
            Line(self.tr("audit.column.at"), at),
            Line(self.tr("audit.column.person"), f"{line.person} ({line.actor})"),
            Line(self.tr("audit.column.kind"), kind),
        ]
        if one.changes:
            lines += [Line(""), Line(self.tr("audit.fact.changes"), tone="head")]
        for change in one.changes:
            lines.append(Line(change.field, f"{change.before or '—'} → {change.after or '—'}"))
        seals = {"device": one.device, "id": one.id, "subject": one.subject, "digest": one.digest, "hash": one.hash}
        lines += [Line(""), Line(self.tr("audit.fact.seal"), tone="head")]
        return lines + [Line(self.tr(f"audit.fact.{name}"), value, "muted") for name, value in seals.items()]
