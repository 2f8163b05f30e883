"""One audit of the branch's own: the sample with its seed, what was found, who mends it (DESK-17)."""

from datetime import date
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk.complaints.guarding import name_of
from rmdesk.desk.trust import inspections
from rmdesk.desk.trust.inspections import InspectionView, Item
from rmdesk.domain.inspection import SEVERITIES, Finding, Rectification
from rmdesk.domain.refusal import Refused, refuse
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.choice import Option
from rmdesk.tui.kit.dialogs import AskText, Message
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.trust.asking import AskingScreen

_WHOLE = "-"  # a finding in no single item


class InspectionScreen(AskingScreen):
    """Sample and findings in one list; Enter goes through an item or shows a finding."""

    table: ClassVar[str] = "inspection"
    BINDINGS = bindings(of_screen("inspection"))

    def __init__(self, seen: InspectionView) -> None:
        """`seen` as the desk gave it."""
        super().__init__()
        self.seen = seen

    def body(self) -> ComposeResult:
        """Plan, seed, items and findings."""
        yield Static("", id="plan", classes="title", markup=False)
        yield Static("", id="seed", classes="muted", markup=False)
        columns = (
            Column(self.tr("client.no"), 18, grow=1),
            Column(self.tr("safety.inspection.state"), 12, grow=1),
            Column(self.tr("safety.inspection.found"), 30, grow=4),
        )
        yield Rows(columns, empty=self.tr("safety.inspection.not_drawn"))

    def on_mount(self) -> None:
        """Show it."""
        self._show()
        self.query_one(Rows).focus()

    def _show(self) -> None:
        one = self.seen.inspection
        scope, days = self.tr(f"trust.scope.{one.plan.scope}"), f"{one.plan.since} – {one.plan.until}"
        state = self.tr(f"safety.inspection.{one.state}")
        self.query_one("#plan", Static).update(f"{one.no}  {one.plan.title} · {scope} · {days} · {state}")
        self.query_one("#seed", Static).update(self._seed())
        items = [self._item(item) for item in self.seen.items]
        findings = [self._finding(finding) for finding in one.findings]
        head = [Row("head", (self.tr("safety.inspection.findings"), "", ""), tone="head")] if findings else []
        self.query_one(Rows).show([*items, *head, *findings], keep=True)
        self.refresh_keys()

    def _seed(self) -> str:
        sample, plan = self.seen.inspection.sample, self.seen.inspection.plan
        if sample is None:
            return self.tr(
                "safety.inspection.planned_as", size=plan.size, inspector=name_of(self.rm.desk, plan.inspector)
            )
        values = {"seed": sample.seed, "population": sample.population, "chosen": len(sample.chosen)}
        return self.tr("safety.inspection.seed", **values, open=self.seen.open)

    def _item(self, item: Item) -> Row:
        state = self.tr("safety.inspection.looked" if item.looked_at else "safety.inspection.unseen")
        found = self.tr("safety.inspection.count", count=item.findings) if item.findings else ""
        return Row(item.id, (item.no, state, found), sign="✓" if item.looked_at else "")

    def _finding(self, one: Finding) -> Row:
        number = next((item.no for item in self.seen.items if item.id == one.item), self.tr("safety.inspection.whole"))
        severity = self.tr(f"trust.severity.{one.severity}")
        return Row(one.id, (number, severity, self._course(one)), sign="✓" if one.settled else "!")

    def _course(self, one: Finding) -> str:
        """What was found, and how far its mending is."""
        mend = one.rectification
        rule = f"{one.rule} " if one.rule else ""
        if mend is None:
            return f"{rule}{one.text}"
        return f"{rule}{one.text} · {self.tr('safety.inspection.mended') if one.settled else self._mends(mend)}"

    def _mends(self, mend: Rectification) -> str:
        owner = name_of(self.rm.desk, mend.owner)
        return self.tr("safety.inspection.mends", owner=owner, due=mend.due)

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        finding = self._found(event.row.key)
        if finding is None:
            self._go_through(event.row.key)
            return
        mend = finding.rectification
        lines = [finding.text, finding.rule]
        if mend is not None:
            lines += ["", mend.action, self._mends(mend), mend.note]
        text = "\n".join(line for line in lines if line or mend)
        self.app.push_screen(Message(self.tr(f"trust.severity.{finding.severity}"), text, lang=self.lang))

    def _found(self, key: str) -> Finding | None:
        return next((one for one in self.seen.inspection.findings if one.id == key), None)

    @work
    async def _go_through(self, item: str) -> None:
        """Open what was drawn, or note that it was gone through."""
        number = next(one.no for one in self.seen.items if one.id == item)
        scope = self.seen.inspection.plan.scope
        ways = ["looked", *(["open"] if scope != "assessments" else [])]
        options = [Option(way, self.tr(f"safety.inspection.do_{way}")) for way in ways]
        way = await self.pick(number, "", options)
        if way == "looked":
            self._took(inspections.look_at(self.rm.desk, self.seen.inspection.id, item))
        elif way == "open" and scope == "sales":
            from rmdesk.tui import journey

            journey.open_journey(self.rm, item)
        elif way == "open":
            from rmdesk.tui import complaints

            complaints.open_case(self.rm, item)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done in this state, by this person."""
        state = self.seen.inspection.state
        if action == "draw":
            return self.may("inspections.work") if state == "planned" else None
        if action in {"note_finding", "close_inspection"}:
            return self.may("inspections.work") if state == "drawn" else None
        if action in {"mend_finding", "check_finding"}:
            return self.may("inspections.work") if state == "drawn" and self.seen.inspection.findings else None
        return super().check_action(action, parameters)

    @work
    async def action_draw(self) -> None:
        """Draw the sample; with the seed on record anybody draws the same one again."""
        heading = self.tr("keys.about.draw")
        ways = [Option(one, self.tr(f"safety.inspection.{one}")) for one in ("own_seed", "given_seed")]
        way = await self.pick(heading, "", ways)
        if way is None:
            return
        seed = (
            await self.ask_text(heading, self.tr("safety.inspection.ask_seed"), most=40) if way == "given_seed" else ""
        )
        if seed is not None:
            self._took(inspections.draw_sample(self.rm.desk, self.seen.inspection.id, seed))

    @work
    async def action_note_finding(self) -> None:
        """Something was found, in the item pointed at or in the whole."""
        heading, row = self.tr("keys.about.note_finding"), self.query_one(Rows).row
        here = next((one for one in self.seen.items if row is not None and one.id == row.key), None)
        places = [Option(here.id, here.no)] if here is not None else []
        whole = Option(_WHOLE, self.tr("safety.inspection.whole"))
        item = await self.pick(heading, "", [*places, whole]) if places else _WHOLE
        grades = [Option(one, self.tr(f"trust.severity.{one}")) for one in SEVERITIES]
        severity = await self.pick(heading, "", grades) if item else None
        text = await self.ask_text(heading, self.tr("safety.inspection.what_found")) if severity else None
        rule = await self._rule(heading) if text else None
        if severity is None or text is None or rule is None:
            return
        where = "" if item == _WHOLE else str(item)
        audit = self.seen.inspection.id
        self._took(inspections.note_finding(self.rm.desk, audit, severity, text, where, rule))  # type: ignore[arg-type]

    async def _rule(self, heading: str) -> str | None:
        """The id of a broken rule, or "" for none."""
        ways = [Option(one, self.tr(f"safety.inspection.{one}")) for one in ("no_rule", "a_rule")]
        way = await self.pick(heading, "", ways)
        if way != "a_rule":
            return None if way is None else ""

        def unknown(typed: str) -> str | None:
            wrong = refuse("INPUT.unknown", what="rule", given=typed)
            return None if self.rm.desk.pack.rule(typed.strip().upper()) else self.rm.say(wrong).text

        ask = AskText(heading, self.tr("safety.inspection.rule"), lang=self.lang, max_length=12, check=unknown)
        given = await self.app.push_screen_wait(ask)
        return None if given is None else given.strip().upper()

    @work
    async def action_mend_finding(self) -> None:
        """Who mends a finding, and until when."""
        from rmdesk.tui.trust.inspections import everybody

        heading = self.tr("keys.about.mend_finding")
        finding = await self._which(heading)
        action = await self.ask_text(heading, self.tr("safety.inspection.action")) if finding else None
        owner = await self.pick(heading, self.tr("safety.inspection.owner"), everybody(self)) if action else None
        due = await self._due(heading) if owner else None
        if finding is None or action is None or owner is None or due is None:
            return
        self._took(inspections.agree(self.rm.desk, self.seen.inspection.id, finding, action, owner, due))

    async def _due(self, heading: str) -> date | None:
        return await self.ask_day(heading, self.tr("safety.inspection.due"), earliest=self.rm.desk.today())

    @work
    async def action_check_finding(self) -> None:
        """Somebody else than its owner looks whether a finding was mended."""
        heading = self.tr("keys.about.check_finding")
        finding = await self._which(heading)
        ways = [Option(one, self.tr(f"safety.inspection.{one}")) for one in ("mended", "not_mended")]
        how = await self.pick(heading, "", ways) if finding else None
        note = await self.ask_text(heading, self.tr("safety.inspection.how_checked")) if how else None
        if finding is None or note is None:
            return
        audit = self.seen.inspection.id
        self._took(inspections.check(self.rm.desk, audit, finding, note, mended=how == "mended"))

    async def _which(self, heading: str) -> str | None:
        """The finding pointed at, or one that is asked for."""
        row = self.query_one(Rows).row
        here = None if row is None else self._found(row.key)
        if here is not None:
            return here.id
        open_ones = [one for one in self.seen.inspection.findings if not one.settled]
        return await self.pick(heading, "", [Option(one.id, one.text[:40]) for one in open_ones]) if open_ones else None

    @work
    async def action_close_inspection(self) -> None:
        """End the audit: everything gone through, every finding mended."""
        summary = await self.ask_text(self.tr("keys.about.close_inspection"), self.tr("safety.inspection.summary"))
        if summary is not None:
            self._took(inspections.close(self.rm.desk, self.seen.inspection.id, summary))

    def _took(self, answer: InspectionView | Refused) -> None:
        if isinstance(answer, Refused):
            self.refuse(answer)
        else:
            self.seen = answer
            self._show()
