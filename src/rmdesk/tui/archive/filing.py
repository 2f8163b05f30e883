"""Where papers are: printed, signed, scanned, filed; and what is missing on the way (DESK-16)."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk.archive import filing
from rmdesk.desk.archive.filing import PaperPlace
from rmdesk.desk.archive.leftovers import EXPORTS
from rmdesk.desk.paper_titles import paper_title
from rmdesk.domain.archive import Track
from rmdesk.domain.client import Client
from rmdesk.domain.refusal import Refused
from rmdesk.faces.fields import Option
from rmdesk.faces.lines import Line
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.dialogs import AskText, Message
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.lines import beside
from rmdesk.tui.lines.due_rows import moment

_MOST = 200
"""So many are listed of what is missing anywhere, the oldest first; that there are more is said."""


class ArchiveScreen(AskingScreen):
    """All papers of one client, or of all clients those on which something is missing."""

    table: ClassVar[str] = "archive"
    has_beside = True
    BINDINGS = bindings(of_screen("archive"))

    def __init__(self, client: Client | None = None, number: str = "") -> None:
        """`client`: whose papers; None for what is missing anywhere. `number`: the paper to point at; one that was
        printed anew since is listed then too."""
        super().__init__()
        self.client = client
        self.number = number
        self.papers: dict[str, PaperPlace] = {}

    def body(self) -> ComposeResult:
        """What is listed, and the papers."""
        yield Static("", id="what", classes="title", markup=False)
        columns = (
            Column(self.tr("clients.column.number"), 9),
            Column(self.tr("clients.column.paper"), 22, grow=3),
            Column(self.tr("archive.client"), 13, grow=2),
            Column(self.tr("clients.column.printed"), 11, from_width=100),
            Column(self.tr("archive.stands"), 14, grow=2),
        )
        yield Rows(columns, empty=self.tr("archive.nothing"))

    def beside(self, cells: int) -> Sequence[Line]:
        """The paper pointed at: the row in full, and its headings."""
        rows = self.query_one(Rows)
        led = [] if rows.row is None else beside.preview(self.desk_app, routes.Paper(rows.row.key), cells)
        return [*beside.row_in_full(rows), *([Line(""), *led] if led else [])]

    def on_mount(self) -> None:
        """Ask the desk."""
        self.reload()
        rows = self.query_one(Rows)
        rows.pointed = next((at for at, row in enumerate(rows.rows) if row.key == self.number), rows.pointed)
        rows.focus()

    def came_back(self) -> None:
        """Scans may have been brought in meanwhile."""
        self.reload()

    def reload(self) -> None:
        """Ask the desk anew."""
        desk = self.desk_app.desk
        found = filing.unfinished(desk, _MOST + 1) if self.client is None else filing.of_client(desk, self.client.id)
        if isinstance(found, Refused):
            self.refuse(found)
            return
        count = f"{_MOST}+" if self.client is None and len(found) > _MOST else str(len(found))
        found = found[:_MOST] if self.client is None else found
        self.papers = {one.track.number: one for one in found}
        lacking = sum(bool(one.lacks) for one in found)
        key = "archive.unfinished" if self.client is None else "archive.of_client"
        who = "" if self.client is None else f"{self.client.no} {self.client.name}"
        self.query_one("#what", Static).update(self.tr(key, client=who, count=count, lacking=lacking))
        rows = self.query_one(Rows)
        rows.empty = self.tr("archive.nothing" if filing.any_printed(desk) else "archive.no_paper")
        rows.show([self._row(one) for one in found], keep=True)
        self.refresh_keys()

    def _row(self, one: PaperPlace) -> Row:
        desk, track = self.desk_app.desk, one.track
        cells = (
            track.number,
            paper_title(desk.pack, track.kind, self.lang, one.family),
            f"{one.client_no} {one.client_name}",
            moment(desk, track.printed_at, self.lang),
            self._stands(one),
        )
        return Row(track.number, cells, sign="!" if one.lacks else "✓" if track.shelf else "")

    def _stands(self, one: PaperPlace) -> str:
        mark = "、" if self.lang == "zh" else ", "
        if one.lacks:
            return self.tr("archive.lacks", what=mark.join(self.tr(f"archive.lack.{lack}") for lack in one.lacks))
        return one.track.shelf or self.tr("archive.printed")

    @property
    def track(self) -> Track | None:
        """The paper pointed at."""
        row = self.query_one(Rows).row
        return None if row is None else self.papers[row.key].track

    def action_bring_scans(self) -> None:
        """A folder of scans at once, by the codes on them."""
        self.desk_app.go(routes.Scans())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be a paper, and for a look a scan."""
        if action == "bring_scans":
            return self.may("archive.work")
        if action in {"scan", "put_on_shelf"}:
            return self.may("archive.work") and (True if self.papers else None)
        if action == "look_at_scan":
            scans = self.is_mounted and self.track is not None and bool(self.track.scans)
            return self.may("archive.work") and (True if scans else None)
        return super().check_action(action, parameters)

    @on(Rows.Pointed)
    def _pointed(self) -> None:
        self.refresh_keys()

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        one = self.papers[event.row.key]
        title = paper_title(self.desk_app.desk.pack, one.track.kind, self.lang, one.family)
        self.app.push_screen(Message(f"{one.track.number}  {title}", self._course(one), lang=self.lang))

    def _course(self, one: PaperPlace) -> str:
        desk, track = self.desk_app.desk, one.track
        stations = {"printed": track.printed_at, "signed": track.signed_at}
        lines = [
            f"{self.tr(f'archive.course.{name}')}  {'—' if at is None else f'{desk.local(at):%Y-%m-%d %H:%M}'}"
            for name, at in stations.items()
        ]
        pages = f"{track.pages} / {track.expected}" if track.scans else "—"
        lines.append(f"{self.tr('archive.course.scanned')}  {pages}")
        filed = "" if track.filed_at is None else f" · {desk.local(track.filed_at):%Y-%m-%d}"
        lines.append(f"{self.tr('archive.course.filed')}  {track.shelf or '—'}{filed}")
        part = next(part for part in desk.pack.archive.classes if part.id == one.part)
        return "\n".join([*lines, f"{self.tr('archive.course.part')}  {part.name.of(self.lang)}"])

    @work
    async def action_scan(self) -> None:
        """Keep the scan of a signed paper, encrypted in the desk."""
        track, heading = self.track, self.tr("keys.about.scan")
        if track is None:
            return
        ask = AskText(heading, self.tr("archive.path", number=track.number), lang=self.lang, max_length=400)
        given = await self.app.push_screen_wait(ask)
        if given is not None:
            self._took(filing.scan_file(self.desk_app.desk, track.number, Path(given).expanduser()))

    @work
    async def action_put_on_shelf(self) -> None:
        """Note on which shelf the paper stands."""
        track, heading = self.track, self.tr("keys.about.put_on_shelf")
        if track is None:
            return
        label = self.tr("archive.shelf", number=track.number)
        shelf = await self.ask_text(heading, label, value=track.shelf, most=60)
        if shelf is not None:
            self._took(filing.file(self.desk_app.desk, track.number, shelf))

    @work
    async def action_look_at_scan(self) -> None:
        """Write a scan into the folder of exports, to be looked at; that is a fact."""
        track, heading = self.track, self.tr("keys.about.look_at_scan")
        if track is None or not track.scans:
            return
        options = [Option(one.sha256, f"{one.name} · {one.pages}") for one in track.scans]
        which = options[0].key if len(options) == 1 else await self.pick(heading, "", options)
        if which is None:
            return
        path = filing.take_out(self.desk_app.desk, track.number, which, self.desk_app.desk.folder / EXPORTS)
        if isinstance(path, Refused):
            self.refuse(path)
        else:
            self.app.push_screen(Message(heading, str(path), lang=self.lang))

    def _took(self, answer: Track | Refused) -> None:
        if isinstance(answer, Refused):
            self.refuse(answer)
        self.reload()
