"""What the desk still needs before its first sale: each line leads to where it is done."""

from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import holidays
from rmdesk.desk.settings import checklist as checklists
from rmdesk.desk.settings.checklist import Item, Opening
from rmdesk.domain.refusal import Refused
from rmdesk.faces.cells import listed
from rmdesk.locale import Lang, tr
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.dialogs import AskText, Message
from rmdesk.tui.kit.prose import Part, Prose
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.lines.opening_ways import WAYS, way_to


def opening(app: DeskApp, route: routes.Checklist) -> "ChecklistScreen":  # noqa: ARG001
    """The list, at a line of it."""
    return ChecklistScreen(route.step)


class ChecklistScreen(AskingScreen):
    """One list; Enter goes where the line is done, gives a role that it needs and nobody has, or says who does it."""

    table: ClassVar[str] = "checklist"
    hugs = "Rows"
    BINDINGS = bindings(of_screen("checklist"))
    CSS_PATH = "home.tcss"

    def __init__(self, step: str = "") -> None:
        """Nothing has been read. `step`: the line that is opened at once."""
        super().__init__()
        self.step = step
        self.seen = Opening((), ended=False)

    def body(self) -> ComposeResult:
        """How far it is, and the lines."""
        yield Static("", id="opening-title", classes="title accent", markup=False)
        lines = Rows(columns(self.lang), empty=self.tr("opening.ended"), numbered=True)
        lines.tells = False
        yield lines
        yield Prose(id="whole", tight=True)

    def on_mount(self) -> None:
        """Read it."""
        self.reload()
        rows = self.query_one(Rows)
        rows.focus()
        at = next((at for at, row in enumerate(rows.rows) if row.key == self.step), None)
        if at is not None:
            rows.action_to(at)
            self.call_after_refresh(rows.action_open)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whoever keeps the branch's particulars puts the list away, once."""
        if action == "end_checklist":
            return self.may("branch.manage") and not self.seen.ended
        return super().check_action(action, parameters)

    def came_back(self) -> None:
        """What was done meanwhile shows."""
        self.reload()

    def reload(self) -> None:
        """Ask the desk anew."""
        found = checklists.read(self.desk_app.desk)
        if isinstance(found, Refused):
            self.refuse(found)
            return
        self.seen = found
        self.query_one("#opening-title", Static).update(checklists.heading(found, self.lang))
        self.query_one(Rows).show([row(self.desk_app.desk, self.lang, one) for one in found.items], keep=True)
        self.refresh_keys()

    @on(Rows.Pointed)
    def _other_line(self) -> None:
        """What a line has no room for: all that is lacking, and how it is done."""
        pointed = self.query_one(Rows).row
        item = next((one for one in self.seen.items if pointed is not None and one.key == pointed.key), None)
        parts = [] if item is None else told(item, self.desk_app.desk, self.lang)
        self.query_one("#whole", Prose).show(parts)

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        item = next(one for one in self.seen.items if one.key == event.row.key)
        if item.gives:
            self.desk_app.go(way_to(item))
        elif not item.mine:
            text = "\n".join(part for part, _ in told(item, self.desk_app.desk, self.lang))
            self.app.push_screen(Message(self.tr(f"opening.step.{item.key}"), text, lang=self.lang))
        elif item.key in WAYS:
            self.desk_app.go(way_to(item))
        elif item.key == "holidays":
            self.take_holidays()
        else:
            self.seal()

    @work
    async def take_holidays(self) -> None:
        """A calendar file: what it says, then the notice that it follows."""
        heading = self.tr("opening.step.holidays")
        path = await self.ask_text(heading, self.tr("opening.holidays_file"), most=300)
        if path is None:
            return
        file = Path(path).expanduser()
        read = holidays.look_at_holidays(self.desk_app.desk, file, {})
        if isinstance(read, Refused):
            self.refuse(read)
            return
        if read.found.questions:
            text = self.tr("opening.holidays_open", count=len(read.found.questions))
            self.app.push_screen(Message(heading, text, lang=self.lang))
            return
        notes = " ".join(read.found.notes)
        said = "\n".join(
            self.tr("opening.holidays_read", year=one.year, off=len(one.off), working=len(one.working), notes=notes)
            for one in read.found.years
        )
        source = await self.ask_text(heading, f"{said}\n{self.tr('opening.holidays_source')}")
        if source is not None:
            taken = holidays.take_holidays(self.desk_app.desk, file, {}, source)
            if isinstance(taken, Refused):
                self.refuse(taken)
                return
            years = listed((str(one.year) for one in taken.found.years), self.lang)
            self.notify(self.tr("opening.holidays_taken", years=years), markup=False)
            self.reload()

    @work
    async def seal(self) -> None:
        """Where the recovery code lies."""
        label = f"{self.tr('opening.sealed_note')}\n{self.tr('opening.sealed_at')}"
        place = await self.ask_text(self.tr("opening.step.recovery"), label, most=checklists.MOST_PLACE)
        if place is not None:
            refused = checklists.seal_recovery(self.desk_app.desk, place)
            if refused is not None:
                self.refuse(refused)
                return
            self.notify(self.tr("opening.sealed", place=place), markup=False)
            self.reload()

    @work
    async def action_end_checklist(self) -> None:
        """Put the list away, with the reason."""
        ask = AskText(self.tr("keys.about.end_checklist"), self.tr("opening.end_reason"), lang=self.lang)
        reason = await self.app.push_screen_wait(ask)
        if reason is not None:
            ended = checklists.end(self.desk_app.desk, reason)
            if isinstance(ended, Refused):
                self.refuse(ended)
            else:
                self.app.pop_screen()
                self.notify(self.tr("opening.ended"), markup=False)


def told(item: Item, desk: Desk, lang: Lang) -> list[Part]:
    """A line in whole: what it lacks, who does it, how."""
    how: Part = (tr(lang, f"opening.how.{item.key}"), "muted")
    if item.done:
        return [how]
    who = tr(lang, "opening.who", who=checklists.named(item, desk, lang))
    return [(" · ".join(checklists.lacking(item, desk, lang)), ""), (who, ""), how]


def columns(lang: Lang) -> tuple[Column, ...]:
    """Step, what it lacks, who does it."""
    return (
        Column(tr(lang, "opening.column"), 20),
        Column(tr(lang, "opening.column_left"), 20, grow=3),
        Column(tr(lang, "opening.column_who"), 14, grow=1, from_width=70),
    )


def row(desk: Desk, lang: Lang, item: Item) -> Row:
    """One line; what is done is quiet."""
    lacks = tr(lang, "opening.done") if item.done else " · ".join(checklists.lacking(item, desk, lang))
    cells = (tr(lang, f"opening.step.{item.key}"), lacks, "" if item.done else checklists.named(item, desk, lang))
    return Row(item.key, cells, sign="✓" if item.done else "", tone="muted" if item.done else "")
