"""One person: roles, certificates, training, exams, and what an administrator does about them (DESK-15, DATA-08)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from rmdesk.desk import book, people
from rmdesk.domain.kinds import FAMILIES, TRAINING_KINDS
from rmdesk.domain.people import DESK_ROLES, Certificate, Exam, Person, Training
from rmdesk.domain.refusal import Refused
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.choice import Option
from rmdesk.tui.kit.sheet import Line, Sheet

_SELLABLE = tuple(family for family in FAMILIES if family != "deposit")


class PersonScreen(AskingScreen):
    """Scrolled with the arrows; every change asks for the administrator's own password."""

    table: ClassVar[str] = "person"
    BINDINGS = bindings(of_screen("person"))

    def __init__(self, person: Person) -> None:
        """`person` as the list had it."""
        super().__init__()
        self.person = person

    def body(self) -> ComposeResult:
        """The sheet."""
        with VerticalScroll(id="scroll"):
            yield Sheet(list(self._lines()))

    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one("#scroll").focus()

    def _lines(self) -> Iterator[Line]:
        one, today = self.person, self.rm.desk.today()
        yield Line(f"{one.name} ({one.login})", tone="head")
        yield Line(self.tr("people.roles"), self.joined("role", one.roles) or "—")
        if one.suspended:
            yield Line(self.tr("people.state"), f"! {self.tr('people.suspended')}", "late")
        if "manager" in one.roles or self._clients():
            yield Line(self.tr("people.clients"), str(self._clients()))
        yield from self._certificates()
        yield Line(self.tr("people.training"), tone="head")
        for kind in TRAINING_KINDS:
            yield Line(self.rm.desk.pack.label("training", kind, self.lang), self._hours(kind))
        for done in one.training:
            about = f"{self.rm.desk.pack.label('training', done.kind, self.lang)} {done.about}".strip()
            yield Line(done.on.isoformat(), f"{about} · {self._told(done.hours)}", "muted")
        yield Line(self.tr("people.exams"), tone="head")
        for exam in one.exams:
            passed = self.tr("people.result.passed" if exam.passed else "people.result.failed")
            text = f"{self._subject(exam.subject)} · {passed}"
            yield Line(exam.on.isoformat(), text if exam.passed else f"! {text}", "" if exam.passed else "late")
        least = self.rm.desk.thresholds().compliance_training_hours
        lacking = one.hours("compliance", today) < least
        if lacking and "manager" in one.roles:
            yield Line("", f"! {self.tr('people.too_few', least=least)} (DESK-15)", "late")

    def _certificates(self) -> Iterator[Line]:
        yield Line(self.tr("people.sells"), tone="head")
        today = self.rm.desk.today()
        for held in self.person.certificates:
            expired = held.expires_on < today
            text = f"{self.joined('family', held.families)} · {held.number} · {held.expires_on}"
            yield Line("", f"! {text} {self.tr('people.expired')}" if expired else text, "late" if expired else "")
        if not self.person.certificates:
            yield Line("", "—")

    def _hours(self, kind: str) -> str:
        return self._told(sum((one.hours for one in self.person.training if one.kind == kind), Decimal(0)))

    def _told(self, hours: Decimal) -> str:
        return self.tr("people.hours", hours=f"{hours.normalize():f}")

    def _subject(self, subject: str) -> str:
        if subject == "compliance":
            return self.rm.desk.pack.label("training", subject, self.lang)
        return self.rm.desk.pack.label("family", subject, self.lang)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only administrators change people."""
        return self.may("people.manage") if action in _CHANGES else super().check_action(action, parameters)

    # changes
    @work
    async def action_roles(self) -> None:
        """Other roles; rights change at once."""
        heading = self.tr("keys.roles")
        options = self.labelled("role", DESK_ROLES)
        roles = await self.pick_some(heading, self.person.name, options, self.person.roles)
        if roles is None:
            return
        changed = self.person.model_copy(update={"roles": tuple(one for one in DESK_ROLES if one in roles)})
        await self._change(heading, changed)

    @work
    async def action_certificate(self) -> None:
        """Enter a certificate: families, number, last day."""
        heading = self.tr("keys.certificate")
        options = self.labelled("family", _SELLABLE)
        families = await self.pick_some(heading, self.tr("people.families"), options)
        number = await self.ask_text(heading, self.tr("people.number"), most=40) if families else None
        until = await self.ask_day(heading, self.tr("people.until")) if number is not None else None
        if until is None or number is None or families is None:
            return
        kept = tuple(one for one in _SELLABLE if one in families)
        held = Certificate(families=kept, number=number, expires_on=until)
        changed = self.person.model_copy(update={"certificates": (*self.person.certificates, held)})
        await self._change(heading, changed)

    @work
    async def action_training(self) -> None:
        """Enter hours of training."""
        heading = self.tr("keys.training")
        kind = await self.pick(heading, "", self.labelled("training", TRAINING_KINDS))
        hours = await self.ask_count(heading, self.tr("people.how_many"), "amount") if kind else None
        on = await self._when(heading) if hours is not None else None
        about = await self.ask_text(heading, self.tr("people.about"), most=80) if on is not None else None
        if about is None or on is None or hours is None:
            return
        done = Training.model_validate({"kind": kind, "hours": hours, "on": on, "about": about})
        desk, login = self.rm.desk, self.person.login
        answer = await self.prove(
            "people.change", heading, lambda proof: people.record_training(desk, login, done, proof)
        )
        self._took(answer)

    @work
    async def action_exam(self) -> None:
        """Enter the result of an exam; one that was failed stops selling."""
        heading = self.tr("keys.exam")
        subject = await self.pick(heading, "", [Option(one, self._subject(one)) for one in ("compliance", *_SELLABLE)])
        results = [Option(one, self.tr(f"people.result.{one}")) for one in ("passed", "failed")]
        result = await self.pick(heading, "", results) if subject is not None else None
        on = await self._when(heading) if result is not None else None
        if on is None:
            return
        exam = Exam.model_validate({"subject": subject, "on": on, "passed": result == "passed"})
        desk, login = self.rm.desk, self.person.login
        self._took(
            await self.prove("people.change", heading, lambda proof: people.record_exam(desk, login, exam, proof))
        )

    @work
    async def action_reset_password(self) -> None:
        """A new password for somebody who forgot the old one."""
        heading = self.tr("keys.reset_password")
        password = await self.ask_password(heading, self.tr("people.new_password", person=self.person.name))
        if password is None:
            return
        desk, login = self.rm.desk, self.person.login
        if await self.prove("people.reset", heading, lambda proof: people.reset(desk, login, password, proof)):
            self.notify(self.tr("people.reset", person=self.person.name), markup=False)

    @work
    async def action_suspend_person(self) -> None:
        """Take the key away, or give a new one to somebody who comes back."""
        desk, login, back = self.rm.desk, self.person.login, self.person.suspended
        heading = self.tr("people.resume" if back else "people.suspend", person=self.person.name)
        reason = await self.ask_text(heading, self.tr("common.reason"))
        if reason is None:
            return
        if not back:
            self._took(await self.prove("people.change", heading, lambda one: people.suspend(desk, login, reason, one)))
            return
        password = await self.ask_password(heading, self.tr("people.new_password", person=self.person.name))
        if password is not None:
            self._took(
                await self.prove(
                    "people.reset", heading, lambda proof: people.resume(desk, login, password, reason, proof)
                )
            )

    @work
    async def action_remove_person(self) -> None:
        """Somebody leaves for good: no key any more, the name stays in the books."""
        desk, login = self.rm.desk, self.person.login
        heading = self.tr("people.remove", person=self.person.name)
        reason = await self.ask_text(heading, self.tr("common.reason"))
        if reason is None:
            return
        about = "\n\n".join((*self._left_behind(), self.tr("people.old_copies")))
        gone = await self.prove(
            "people.remove", heading, lambda proof: people.remove(desk, login, reason, proof), about=about
        )
        if gone is not None:
            self.app.pop_screen()

    def _left_behind(self) -> tuple[str, ...]:
        """What must be done about the clients in the book of somebody who leaves (DESK-18)."""
        return (self.tr("people.left_behind", clients=self._clients()),) if self._clients() else ()

    def _clients(self) -> int:
        found = book.books(self.rm.desk)
        known = () if isinstance(found, Refused) else found
        return next((one.clients for one in known if one.login == self.person.login), 0)

    async def _when(self, heading: str) -> date | None:
        return await self.ask_day(heading, self.tr("people.on"), self.rm.desk.today())

    async def _change(self, heading: str, person: Person) -> None:
        reason = await self.ask_text(heading, self.tr("common.reason"))
        if reason is not None:
            desk = self.rm.desk
            self._took(
                await self.prove("people.change", heading, lambda proof: people.change(desk, person, reason, proof))
            )

    def _took(self, answer: tuple[Person] | None) -> None:
        if answer is not None:
            self.person = answer[0]
            self.query_one(Sheet).show(list(self._lines()))
            self.refresh_title()
            self.refresh_keys()


_CHANGES = frozenset({"roles", "certificate", "training", "exam", "reset_password", "suspend_person", "remove_person"})
