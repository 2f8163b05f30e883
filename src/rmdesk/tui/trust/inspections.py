"""The branch's own audits (DESK-17): the list, and a new plan."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult

from rmdesk.desk import people
from rmdesk.desk.trust import inspections
from rmdesk.domain.inspection import SCOPES, Inspection, Plan
from rmdesk.domain.refusal import Refused
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.choice import Option
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.trust.asking import AskingScreen
from rmdesk.tui.trust.inspection import InspectionScreen

_SAMPLE = "10"


class InspectionsScreen(AskingScreen):
    """The latest first; Enter opens one."""

    table: ClassVar[str] = "inspections"
    BINDINGS = bindings(of_screen("inspections"))

    def body(self) -> ComposeResult:
        """Number, title, scope, days, state, findings."""
        columns = (
            Column(self.tr("client.no"), 7),
            Column(self.tr("safety.inspection.title"), 14, grow=3),
            Column(self.tr("safety.inspection.scope"), 10, grow=1),
            Column(self.tr("safety.inspection.days"), 23, from_width=100),
            Column(self.tr("safety.inspection.state"), 8),
            Column(self.tr("safety.inspection.findings"), 10, align="right"),
        )
        yield Rows(columns, empty=self.tr("common.none"))

    def on_mount(self) -> None:
        """Ask the desk."""
        self.reload()
        self.query_one(Rows).focus()

    def came_back(self) -> None:
        """What was found meanwhile shows."""
        self.reload()

    def reload(self) -> None:
        """Ask the desk anew."""
        found = inspections.listed(self.rm.desk)
        if isinstance(found, Refused):
            self.refuse(found)
        else:
            self.query_one(Rows).show([self._row(one) for one in found], keep=True)

    def _row(self, one: Inspection) -> Row:
        plan = one.plan
        unsettled = sum(not finding.settled for finding in one.findings)
        cells = (
            one.no,
            plan.title,
            self.tr(f"trust.scope.{plan.scope}"),
            f"{plan.since} – {plan.until}",
            self.tr(f"safety.inspection.{one.state}"),
            f"{unsettled} / {len(one.findings)}",
        )
        closed = one.state == "closed"
        return Row(one.id, cells, sign="✓" if closed else "!" if unsettled else "", tone="muted" if closed else "")

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        found = inspections.view(self.rm.desk, event.row.key)
        if isinstance(found, Refused):
            self.refuse(found)
        else:
            self.app.push_screen(InspectionScreen(found))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Who may plan."""
        return self.may("inspections.work") if action == "plan" else super().check_action(action, parameters)

    @work
    async def action_plan(self) -> None:
        """Plan an audit: what, from when to when, how many, by whom."""
        heading, today = self.tr("keys.about.plan"), self.rm.desk.today()
        title = await self.ask_text(heading, self.tr("safety.inspection.title"), most=60)
        scopes = [Option(one, self.tr(f"trust.scope.{one}")) for one in SCOPES]
        scope = await self.pick(heading, self.tr("safety.inspection.scope"), scopes) if title else None
        since = await self.ask_day(heading, self.tr("safety.audit.since"), today.replace(day=1)) if scope else None
        until = await self.ask_day(heading, self.tr("safety.audit.until"), today) if since else None
        label = self.tr("safety.inspection.size")
        size = await self.ask_count(heading, label, value=_SAMPLE) if until else None
        label = self.tr("safety.inspection.inspector")
        inspector = await self.pick(heading, label, _inspectors(self)) if size else None
        if inspector is None:
            return
        values = {"title": title, "scope": scope, "since": since, "until": until, "size": size, "inspector": inspector}
        made = inspections.plan(self.rm.desk, Plan.model_validate(values))
        if isinstance(made, Refused):
            self.refuse(made)
        else:
            self.reload()
            self.app.push_screen(InspectionScreen(made))


def everybody(screen: AskingScreen) -> list[Option]:
    """The branch's people as options."""
    found = people.everybody(screen.rm.desk)
    known = () if isinstance(found, Refused) else found
    return [Option(one.login, f"{one.name} ({one.login})") for one in known if one.active]


def _inspectors(screen: AskingScreen) -> list[Option]:
    """Those who may go through a sample; who plans it comes first."""
    me = screen.rm.desk.actor.login
    found = inspections.inspectors(screen.rm.desk)
    known = () if isinstance(found, Refused) else found
    return [Option(one.login, f"{one.name} ({one.login})") for one in sorted(known, key=lambda one: one.login != me)]
