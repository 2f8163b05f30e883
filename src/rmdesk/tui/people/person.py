"""One person: roles, certificates, training, exams, and what an administrator does about them (DESK-15, DATA-08)."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from rmdesk.desk import book, first_passwords, people, show, training
from rmdesk.domain.kinds import TRAINING_KINDS
from rmdesk.domain.people import Person, entered_by_oneself
from rmdesk.domain.refusal import Refused
from rmdesk.faces.called import called
from rmdesk.faces.fields import Option
from rmdesk.faces.lines import Line
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.sheet import Sheet
from rmdesk.tui.people import forms
from rmdesk.tui.people.codes import give_codes


class PersonScreen(AskingScreen):
    """Scrolled with the arrows; every change asks for the administrator's own password."""

    table: ClassVar[str] = "person"
    BINDINGS = bindings(of_screen("person"))

    def __init__(self, person: Person, act: str = "") -> None:
        """`person` as the list had it; `act`: what is entered at once."""
        super().__init__()
        self.person = person
        self.act = act

    def body(self) -> ComposeResult:
        """The sheet."""
        with VerticalScroll(id="scroll"):
            yield Sheet(list(self._lines()))

    def on_mount(self) -> None:
        """The arrows scroll; what somebody came for is asked at once."""
        self.query_one("#scroll").focus()
        if self.act and self.may("people.manage"):
            begin = {"certificate": self.action_certificate, "training": self.action_training}[self.act]
            self.call_after_refresh(begin)

    def _lines(self) -> Iterator[Line]:
        one, today = self.person, self.desk_app.desk.today()
        yield Line(called(one.name, one.login, self.lang), tone="head")
        if one.staff_no:
            yield Line(self.tr("people.staff_no"), one.staff_no)
        yield Line(self.tr("people.roles"), self.joined("role", one.roles) or "—")
        states = first_passwords.key_states(self.desk_app.desk)
        key = "own" if isinstance(states, Refused) else states.get(one.login, "own")
        if key != "own":
            yield Line(self.tr("people.key_state"), self.tr(f"people.key.{key}"))
        if one.suspended:
            yield Line(self.tr("people.state"), f"! {self.tr('people.suspended')}", "late")
        given = people.given(self.desk_app.desk, one.login)
        if given is not None and not isinstance(given, Refused):
            day = show.day(self.desk_app.desk.local(given.at).date())
            said = self.tr("people.given", day=day, by=given.by, second=given.second, reason=given.said.reason)
            yield Line("", said, "muted")
        if "manager" in one.roles or self._clients():
            yield Line(self.tr("people.clients"), str(self._clients()))
        yield from self._certificates()
        yield Line(self.tr("people.training"), tone="head")
        found = training.as_trained(self.desk_app.desk, one)
        trained = one if isinstance(found, Refused) else found
        for kind in TRAINING_KINDS:
            hours = sum((done.hours for done in trained.training if done.kind == kind), Decimal(0))
            yield Line(self.desk_app.desk.pack.label("training", kind, self.lang), self._told(hours))
        for done in trained.training:
            about = f"{self.desk_app.desk.pack.label('training', done.kind, self.lang)} {done.about}".strip()
            yield Line(done.on.isoformat(), f"{about} · {self._told(done.hours)}", "muted")
        yield Line(self.tr("people.exams"), tone="head")
        if not one.exams:
            yield Line("", self.tr("people.no_exams"), "muted")
        for exam in one.exams:
            passed = self.tr("people.result.passed" if exam.passed else "people.result.failed")
            text = f"{self._subject(exam.subject)} · {passed}"
            yield Line(exam.on.isoformat(), text if exam.passed else f"! {text}", "" if exam.passed else "late")
        least = self.desk_app.desk.thresholds().compliance_training_hours
        lacking = trained.hours("compliance", today) < least
        if lacking and "manager" in one.roles:
            yield Line("", f"! {self.tr('people.too_few', least=least)} (DESK-15)", "late")

    def _certificates(self) -> Iterator[Line]:
        yield Line(self.tr("people.sells"), tone="head")
        today = self.desk_app.desk.today()
        for held in self.person.certificates:
            expired = held.expires_on < today
            text = f"{held.expires_on} · {held.number} · {show.certified(self.desk_app.desk.pack, held, self.lang)}"
            yield Line("", f"! {text} {self.tr('people.expired')}" if expired else text, "late" if expired else "")
        if not self.person.certificates:
            yield Line("", "—")

    def _told(self, hours: Decimal) -> str:
        return self.tr("people.hours", hours=f"{hours.normalize():f}")

    def _subject(self, subject: str) -> str:
        if subject == "compliance":
            return self.desk_app.desk.pack.label("training", subject, self.lang)
        return self.desk_app.desk.pack.label("family", subject, self.lang)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only administrators change people."""
        return self.may("people.manage") if action in _CHANGES else super().check_action(action, parameters)

    # changes
    def action_roles(self) -> None:
        """Other roles; rights change at once."""
        forms.roles(self.desk_app, self.person, self._took)

    def action_certificate(self) -> None:
        """Enter a certificate: families, number, last day."""
        self._enter(forms.certificate)

    def action_training(self) -> None:
        """Enter hours of training."""
        self._enter(forms.training)

    def action_exam(self) -> None:
        """Enter the result of an exam; one that was failed stops selling."""
        self._enter(forms.exam)

    def _enter(self, form: Callable[[DeskApp, Person, forms.Took], None]) -> None:
        """What lets somebody sell; of oneself it is refused before anything is typed (DESK-15)."""
        own = entered_by_oneself(self.person, self.desk_app.desk.actor.login)
        if own is not None:
            self.refuse(Refused(reasons=(own,)))
        else:
            form(self.desk_app, self.person, self._took)

    @work
    async def action_reset_password(self) -> None:
        """A one-time code, with which the person sets a password that nobody else knows; or a password typed here."""
        heading = f"{self.tr('keys.about.reset_password')} · {self.person.name}"
        ways = [Option(one, self.tr(f"people.way.{one}")) for one in ("code", "typed")]
        way = await self.pick(heading, "", ways)
        if way == "typed":
            forms.reset_password(self.desk_app, self.person)
        elif way == "code" and await give_codes(self, (self.person.login,), heading):
            self._took(self.person)

    def action_suspend_person(self) -> None:
        """Take the key away, or give a new one to somebody who comes back."""
        (forms.resume if self.person.suspended else forms.suspend)(self.desk_app, self.person, self._took)

    def action_remove_person(self) -> None:
        """Somebody leaves for good: no key any more, the name stays in the books."""
        agrees = "\n\n".join((*self._left_behind(), self.tr("people.old_copies")))
        forms.remove(self.desk_app, self.person, lambda _: self._gone(), agrees)

    def _gone(self) -> None:
        if not self._left_oneself():
            self.app.pop_screen()

    def _left_oneself(self) -> bool:
        """Whoever took the own key away can do nothing here any more: the desk waits for somebody else."""
        if self.desk_app.desk.actor.active:
            return False
        self.app.call_later(self.desk_app.switch_person)
        return True

    def _left_behind(self) -> tuple[str, ...]:
        """What must be done about the clients in the book of somebody who leaves (DESK-18)."""
        return (self.tr("people.left_behind", clients=self._clients()),) if self._clients() else ()

    def _clients(self) -> int:
        found = book.books(self.desk_app.desk)
        known = () if isinstance(found, Refused) else found
        return next((one.clients for one in known if one.login == self.person.login), 0)

    def _took(self, person: Person) -> None:
        if self._left_oneself():
            return
        self.person = person
        self.query_one(Sheet).show(list(self._lines()))
        self.refresh_title()
        self.refresh_keys()


_CHANGES = frozenset({"roles", "certificate", "training", "exam", "reset_password", "suspend_person", "remove_person"})
