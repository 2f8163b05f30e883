"""What a client's file consists of: sections at the left, what the one pointed at holds at the right."""

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from rmdesk.desk.client_file import ClientFile
from rmdesk.desk.desk import Desk
from rmdesk.desk.intake import Page
from rmdesk.faces.cells import width
from rmdesk.locale import Lang, tr
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.kit.sheet import Sheet
from rmdesk.tui.lines import client_lists, client_text, holding_rows, portrait_text

PORTRAIT = "portrait"
"""The section that stands first: what a manager wants before the record."""
_MARGINS = 5
_SECTIONS, _GAPS = 22, 5  # cells: the least for a section, and what the gaps and a scroll bar take


class FileParts(Horizontal):
    """The same for the file of today and for that of a day gone by: `fill` it with either."""

    DEFAULT_CSS = """
    FileParts { height: 1fr; margin-top: 1; }
    FileParts #sections { margin-right: 2; }
    FileParts #profile { width: 1fr; height: 1fr; }
    FileParts #listed { width: 1fr; height: 1fr; }
    FileParts #sums { height: auto; margin-bottom: 1; }
    FileParts #fields { width: 1fr; height: auto; }
    """

    def __init__(self, lang: Lang) -> None:
        """Empty until it is filled."""
        super().__init__()
        self._lang: Lang = lang
        self._desk: Desk | None = None
        self._file: ClientFile | None = None
        self._revealed: Mapping[str, str] = {}

    def compose(self) -> ComposeResult:
        """Sections, fields, a list."""
        yield Rows((Column("", 10, grow=1), Column("", 3, align="right")), header=False, id="sections")
        with VerticalScroll(id="profile"):
            yield Sheet(id="fields")
        with Vertical(id="listed"):
            yield Static("", id="sums", markup=False)
            yield Rows((), empty=tr(self._lang, "common.none"), id="items")

    def fill(self, desk: Desk, file: ClientFile) -> None:
        """Show `file` as `desk` says it; the section pointed at stays."""
        self._desk, self._file = desk, file
        sections = self.query_one("#sections", Rows)
        titles = [(one.id, client_text.page_title(one, self._lang)) for one in client_text.pages(desk, file.client)]
        pages = [Row(page_id, (title, "")) for page_id, title in titles]
        lists = [Row(name, (self._called(name), str(len(getattr(file, name))))) for name in client_lists.LISTS]
        first = [Row(name, (self._called(name), "")) for name in (PORTRAIT, client_lists.TIMELINE)]
        names, counts = (max(width(row.cells[at]) for row in (*first, *pages, *lists)) for at in (0, 1))
        sections.set_columns((Column("", 10, grow=1), Column("", counts, align="right")))
        sections.styles.width = max(_SECTIONS, names + counts + _GAPS)
        sections.show([*first, *pages, *lists], keep=True)
        self.show()

    def _called(self, listed: str) -> str:
        return tr(self._lang, f"clients.section.{listed}")

    def reveal(self, revealed: Mapping[str, str]) -> None:
        """Show these fields in clear, by id; {} masks all again."""
        self._revealed = revealed
        self.show()

    @property
    def section(self) -> str:
        """The section pointed at; "" before there is one."""
        row = self.query_one("#sections", Rows).row
        return row.key if row is not None else ""

    @property
    def page(self) -> Page | None:
        """The page of the intake pointed at; None at a list."""
        if self._desk is None or self._file is None:
            return None
        pages = client_text.pages(self._desk, self._file.client)
        return next((one for one in pages if one.id == self.section), None)

    @on(Rows.Pointed, "#sections")
    def show(self) -> None:
        """Show what the section pointed at holds."""
        section, page, desk, file = self.section, self.page, self._desk, self._file
        if not section or desk is None or file is None:
            return
        items, listed = self.query_one("#items", Rows), page is None and section != PORTRAIT
        self.query_one("#listed").display, self.query_one("#profile").display = listed, not listed
        self._show_sums(section, desk, file)
        if section == PORTRAIT:
            self.query_one("#fields", Sheet).show(portrait_text.lines(desk, file, self._lang, self._room()))
        elif page is None:
            items.empty = tr(self._lang, "holdings.none_here" if section == "holdings" else "common.none")
            items.set_columns(client_lists.columns(section, self._lang))
            items.show(client_lists.rows(section, desk, self._lang, file))
        else:
            self.query_one("#fields", Sheet).show(
                client_text.lines(desk, file.client, page, self._lang, self._revealed)
            )

    def _show_sums(self, section: str, desk: Desk, file: ClientFile) -> None:
        """Over what is held stands how it is spread, and what room it leaves."""
        sums = self.query_one("#sums", Static)
        sums.display = section == "holdings" and bool(file.holdings)
        if sums.display:
            sums.update(holding_rows.sums(desk, file.held, self._lang, self._room()))

    def _room(self) -> int:
        """Cells at the right of the sections."""
        beside = self.query_one("#sections", Rows).styles.width
        whole = self.screen.room if isinstance(self.screen, DeskScreen) else self.screen.size.width
        return whole - int(beside.value if beside is not None else _SECTIONS) - _MARGINS

    @on(Rows.Opened, "#sections")
    def _into(self) -> None:
        items = self.query_one("#items", Rows)
        if self.query_one("#listed").display and items.rows:
            items.focus()

    def enter(self) -> None:
        """The sections have the focus."""
        self.query_one("#sections").focus()

    def back(self) -> bool:
        """From a list to the sections; False where there is no way back inside the file."""
        inside = self.query_one("#items", Rows).has_focus
        if inside:
            self.enter()
        return inside
