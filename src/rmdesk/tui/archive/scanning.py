"""Signed papers that come back as scans: read file by file, kept with their papers, and what is left to look at."""

import asyncio
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk.archive import filing, scan_filing
from rmdesk.desk.archive.filing import PaperPlace
from rmdesk.desk.archive.scan_filing import PageTold, SourceTold
from rmdesk.desk.archive.scan_report import Batch
from rmdesk.desk.archive.scan_sources import read_source, sources_in
from rmdesk.desk.desk import Desk
from rmdesk.domain.archive_scans import ASKED
from rmdesk.domain.refusal import Refusal, Refused
from rmdesk.tui.actions import Action, bindings, of_screen
from rmdesk.tui.archive.scan_lines import lines, page_text, summary
from rmdesk.tui.desk_app import BESIDE
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.dialogs import Confirm, Message
from rmdesk.tui.kit.rows import Column, Row, Rows


class ScansScreen(AskingScreen):
    """What came of one folder: pages that somebody must look at, then paper by paper what is here and what is not."""

    table: ClassVar[str] = "scans"
    BINDINGS = bindings(of_screen("scans"))

    def __init__(self, folder: Path) -> None:
        """`folder`: where the scanner puts its files, or one file."""
        super().__init__()
        self.folder = folder
        self.heap = Batch()
        self.papers: tuple[PaperPlace, ...] = ()
        self.busy = False

    def body(self) -> ComposeResult:
        """What it comes to, and everything that is to be looked at."""
        yield Static("", id="said", markup=False)
        yield Rows(
            (Column("", 26, grow=1), Column("", 22, grow=2), Column("", 14, grow=1)),
            header=False,
            id="lines",
        )

    def on_mount(self) -> None:
        """Read the folder once the screen stands."""
        self.query_one(Rows).focus()
        self.action_scans_again()

    @work(exclusive=True, group=BESIDE)
    async def action_scans_again(self) -> None:
        """Read the folder, anew: what is kept already is not kept twice."""
        found = sources_in(self.folder)
        if isinstance(found, Refusal):
            self.app.pop_screen()
            self.refuse(Refused(reasons=(found,)))
            return
        paths, others = found
        desk, self.busy, self.heap = self.desk_app.desk, True, Batch(others=others)
        for at, path in enumerate(paths, 1):
            self.query_one("#said", Static).update(self.tr("archive.scans.reading", at=at, count=len(paths)))
            if not await self._take(desk, path):
                break
        self.busy = False
        self._show()

    async def _take(self, desk: Desk, path: Path) -> bool:
        """One file: read beside the screen, kept by the desk. False when the desk cannot go on."""
        source = await asyncio.to_thread(read_source, path)
        if self.desk_app.opened is not desk:
            return False  # it was locked or handed over meanwhile
        told: SourceTold | Refused = (
            SourceTold(path, fault=source) if isinstance(source, Refusal) else (scan_filing.take_in(desk, source))
        )
        if isinstance(told, Refused):
            self.refuse(told)
            return False
        self.heap = self.heap.having(told)
        return True

    def _show(self) -> None:
        papers = filing.of_numbers(self.desk_app.desk, self.heap.numbers)
        self.papers = () if isinstance(papers, Refused) else papers
        self.query_one("#said", Static).update(summary(self.heap, self.lang))
        shown = lines(self.desk_app.desk, self.heap, self.papers, self.lang)
        rows = self.query_one(Rows)
        rows.empty = self.tr("archive.scans.nothing")  # not before it is known
        rows.show(list(shown), keep=True)
        self.refresh_keys()

    def key_label(self, action: Action) -> str:
        """F10 says how many files it deletes."""
        if action.id == "next" and self.heap.spare:
            return self.tr("archive.scans.delete", count=len(self.heap.spare))
        return self.tr("archive.scans.delete_none") if action.id == "next" else super().key_label(action)

    def key_help(self, action: Action) -> str:
        """And which those are."""
        return self.tr("archive.scans.delete_what") if action.id == "next" else super().key_help(action)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing while it reads; deleted is only what is kept whole."""
        if self.busy and action in ("next", "scans_again"):
            return None
        if action == "next" and not self.heap.spare:
            return None
        return super().check_action(action, parameters)

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        if self.busy:
            self.notify(self.tr("archive.scans.still_reading"), markup=False)
        else:
            self._look(event.row)

    @work
    async def _look(self, row: Row) -> None:
        """Name a page without a code, keep a double one as well, read why in whole."""
        part, _, at = row.key.partition(":")
        if part == "page":
            source, page = self.heap.open[int(at)]
            heading, text = page_text(source, page, self.lang)
            if page.verdict in ASKED:
                code = await self.ask_text(heading, f"{text}\n{self.tr('archive.scans.type')}")
                if code is not None:
                    self._again(source, page, code)
            elif page.verdict == "double":
                ask = Confirm(heading, f"{text}\n{self.tr('archive.scans.keep_both')}", lang=self.lang)
                if await self.app.push_screen_wait(ask) == "yes":
                    self._again(source, page, "")
            else:
                await self.app.push_screen_wait(Message(heading, text, lang=self.lang))
        elif part == "file":
            source = self.heap.faulty[int(at)]
            if source.fault is not None:
                said = self.desk_app.say(source.fault)
                await self.app.push_screen_wait(Message(source.path.name, f"{said.text}\n{said.next}", lang=self.lang))

    @work(exclusive=True, group=BESIDE)
    async def _again(self, told: SourceTold, page: PageTold, code: str) -> None:
        """Take one file once more: with what somebody said of one of its pages."""
        desk = self.desk_app.desk
        source = await asyncio.to_thread(read_source, told.path)
        if self.desk_app.opened is not desk:
            return
        if isinstance(source, Refusal):
            self.refuse(Refused(reasons=(source,)))
            return
        again = () if code else (page.place,)
        answer = scan_filing.take_in(desk, source, {page.place: code} if code else {}, again)
        if isinstance(answer, Refused):
            self.refuse(answer)
            return
        self.heap = self.heap.having(answer)
        self._show()

    @work
    async def action_next(self) -> None:
        """Delete the files of which everything is kept: an act of weight, asked once by its name."""
        spare = self.heap.spare
        heading = self.tr("archive.scans.delete", count=len(spare))
        names = "\n".join(one.path.name for one in spare[:_NAMED])
        more = self.tr("beside.more", count=len(spare) - _NAMED) if len(spare) > _NAMED else ""
        text = "\n".join(filter(None, (self.tr("archive.scans.delete_why"), names, more)))
        ask = Confirm(heading, text, lang=self.lang)
        if await self.app.push_screen_wait(ask) != "yes":
            return
        gone = scan_filing.delete_sources(self.desk_app.desk, spare)
        if isinstance(gone, Refused):
            self.refuse(gone)
            return
        self.heap = self.heap.without(gone)
        self.notify(self.tr("archive.scans.deleted", count=len(gone)), markup=False)
        self._show()


_NAMED = 6
