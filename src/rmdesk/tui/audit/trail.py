"""The audit trail: who did what, when, about whom; what it was before and after (DESK-01, DESK-17)."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk import people
from rmdesk.desk.audit import trail
from rmdesk.desk.audit.trail import AuditLine, AuditPage, Sought
from rmdesk.desk.desk import Desk
from rmdesk.desk.people_rows import name_of
from rmdesk.domain.people import Person
from rmdesk.domain.refusal import Refused
from rmdesk.faces.called import called
from rmdesk.faces.cells import listed
from rmdesk.faces.fields import Option
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.audit.audit_export import take_out
from rmdesk.tui.audit.fact_detail import FactScreen
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.long_act import LongAct, Tell
from rmdesk.tui.kit.rows import PAGE, Column, Row, Rows


class AuditScreen(AskingScreen):
    """The latest first. Each key narrows further; what narrows is said above the list.

    Words are searched for on Enter and not letter by letter: an auditor's every look is a fact.
    """

    table: ClassVar[str] = "audit"
    BINDINGS = bindings(of_screen("audit"))

    def __init__(self, sought: Sought | None = None) -> None:
        """`sought` narrows from the start: a client's facts from the client's file."""
        super().__init__()
        self.sought = sought or Sought()
        self._before: int | None = None

    def body(self) -> ComposeResult:
        """What is sought, and the facts."""
        yield Static("", id="what", classes="accent", markup=False)
        columns = (
            Column(self.tr("audit.column.seq"), 6, align="right"),
            Column(self.tr("audit.column.at"), 16),
            Column(self.tr("audit.column.person"), 8),
            Column(self.tr("audit.column.sentence"), 30, grow=1),
        )
        yield Rows(columns, empty=self.tr("common.none"))

    def on_mount(self) -> None:
        """The latest facts."""
        self.reload()
        self.query_one(Rows).focus()

    def reload(self) -> None:
        """Ask for the first page."""
        self._before = None
        self.query_one("#what", Static).update(self._what())
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        if trail.takes_long(self.desk_app.desk, self.sought):
            self._seek(lambda rows: self.query_one(Rows).show(rows, self._more))
        else:
            self.query_one(Rows).show(self._page(), self._more)

    def _more(self, _after: str) -> Sequence[Row]:
        """The rows behind those that are shown; where it takes long to find them they come when they are found."""
        if self._before is None:
            return []
        if trail.takes_long(self.desk_app.desk, self.sought):
            self._seek(lambda rows: self.query_one(Rows).add(rows, self._more))
            return []
        return self._page()

    def _page(self) -> Sequence[Row]:
        return self._rows(trail.page(self.desk_app.desk, self.sought, self.lang, self._before, PAGE))

    def _seek(self, show: Callable[[Sequence[Row]], None]) -> None:
        """Look through the facts beside the screen. Esc ends that, with what was found and where."""
        desk, sought, before = self.desk_app.desk, self.sought, self._before

        def act(other: Desk, tell: Tell) -> AuditPage | Refused:
            return trail.page(other, sought, self.lang, before, PAGE, tell)

        def answered(found: AuditPage | Refused | None) -> None:
            assert found is not None, "it is left with its answer alone"
            desk.caught_up()
            self.desk_app.drop_typed()
            show(self._rows(found))
            ended = not isinstance(found, Refused) and found.before is not None and len(found.lines) < PAGE
            told = (self._what(), self.tr("audit.ended_at", seq=self._before)) if ended else (self._what(),)
            self.query_one("#what", Static).update(" · ".join(told))

        self.app.push_screen(LongAct(self.tr("audit.seeking"), desk, act, lang=self.lang), answered)

    def _rows(self, found: AuditPage | Refused) -> Sequence[Row]:
        if isinstance(found, Refused):
            self.refuse(found)
            return []
        self._before = found.before
        return [self._row(one) for one in found.lines]

    def _row(self, one: AuditLine) -> Row:
        at = f"{self.desk_app.desk.local(one.at):%Y-%m-%d %H:%M}"
        return Row(str(one.seq), (str(one.seq), at, one.person, one.sentence), tone="muted" if one.erased else "")

    def _what(self) -> str:
        """What narrows, in words."""
        one = self.sought
        days = f"{one.since or '…'} – {one.until or '…'}" if one.since or one.until else ""
        kinds = listed((self.tr(f"audit.group.{kind}") for kind in one.kinds), self.lang)
        parts = {
            "words": one.text,
            "person": one.person and name_of(self.desk_app.desk.store, one.person),
            "client": one.client,
            "kind": kinds,
            "days": days,
        }
        told = [f"{self.tr(f'keys.seek_{name}')} {value}" for name, value in parts.items() if value]
        return " · ".join(told) if told else self.tr("audit.everything")

    def _narrow(self, **by: object) -> None:
        self.sought = self.sought.model_copy(update=by)
        self.reload()

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        found = trail.one(self.desk_app.desk, int(event.row.key), self.lang)
        if isinstance(found, Refused):
            self.refuse(found)
        else:
            self.app.push_screen(FactScreen(found))

    def leaving(self) -> bool:
        """Esc first shows everything again."""
        narrowed = self.sought != Sought()
        if narrowed:
            self.sought = Sought()
            self.reload()
        return not narrowed

    def focus_search(self) -> None:
        """Words."""
        self.action_seek_words()

    # narrowing
    @work
    async def action_seek_words(self) -> None:
        """Words of the sentence, a name, a number."""
        given = await self.ask_text(self.tr("keys.about.seek_words"), self.tr("audit.words"), most=60)
        if given is not None:
            self._narrow(text=given)

    @work
    async def action_seek_person(self) -> None:
        """One person's facts."""
        found = people.everybody(self.desk_app.desk, gone=True)
        known = () if isinstance(found, Refused) else sorted(found, key=lambda one: one.removed)
        options = [Option(one.login, self._who(one)) for one in known]
        login = await self.pick(self.tr("keys.about.seek_person"), "", options)
        if login is not None:
            self._narrow(person=login)

    def _who(self, one: Person) -> str:
        return called(one.name, one.login, self.lang) + (f" · {self.tr('audit.gone')}" if one.removed else "")

    @work
    async def action_seek_client(self) -> None:
        """One client's facts, with those of the client's sales, dues and cases."""
        given = await self.ask_text(self.tr("keys.about.seek_client"), self.tr("audit.client"), most=20)
        if given is not None:
            self._narrow(client=given)

    @work
    async def action_seek_kind(self) -> None:
        """Facts of a few kinds."""
        options = [Option(name, self.tr(f"audit.group.{name}")) for name in trail.GROUPS]
        kinds = await self.pick_some(self.tr("keys.about.seek_kind"), "", options, self.sought.kinds)
        if kinds is not None:
            self._narrow(kinds=kinds)

    @work
    async def action_seek_days(self) -> None:
        """Facts from one day to another."""
        heading, today = self.tr("keys.about.seek_days"), self.desk_app.desk.today()
        since = await self.ask_day(heading, self.tr("audit.since"), today.replace(day=1))
        until: date | None = await self.ask_day(heading, self.tr("audit.until"), today) if since else None
        if until is not None:
            self._narrow(since=since, until=until)

    # proving
    @work
    async def action_check(self) -> None:
        """Is every fact as it was written, and are the tables what the facts say?"""
        self.desk_app.go(routes.CheckJournal())

    @work
    async def action_take_out(self) -> None:
        """Write what is sought, or the whole journal, to a file."""
        await take_out(self, self.sought)
