"""One register's entries: what is typed narrows them, Enter opens one, F10 begins one or acts on those marked."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk.desk import Desk
from rmdesk.desk.people_rows import reads_on_record
from rmdesk.desk.registers import forms, listing, opening
from rmdesk.desk.registers.views import EntryView, Form, Line, Page, Query
from rmdesk.domain.refusal import Refused
from rmdesk.faces.cells import cut, listed
from rmdesk.faces.fields import Option
from rmdesk.faces.lines import Line as Shown
from rmdesk.tui import routes
from rmdesk.tui.actions import Action, bindings, of_screen
from rmdesk.tui.kit.dialogs import Choose
from rmdesk.tui.kit.list_export import list_commands
from rmdesk.tui.kit.marking import MarkedRows, MarkingInput
from rmdesk.tui.kit.rows import Row, Rows
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.lines import entry_text
from rmdesk.tui.registers import columns
from rmdesk.tui.registers.act_form import form_screen
from rmdesk.tui.registers.matrix import MatrixView

_OPEN, _ALL = "open", "all"


class EntriesScreen(DeskScreen):
    """All entries of a register, or the parts of it that belong to one entry, a page at a time."""

    table: ClassVar[str] = "entries"
    has_beside = True
    BINDINGS = bindings(of_screen("entries"))
    CSS_PATH: ClassVar[Path] = Path(__file__).parent / "registers.tcss"

    def __init__(self, page: Page, parent: EntryView | None = None) -> None:
        """`page` says what the register's list looks like; `parent` is the entry that the parts belong to."""
        super().__init__()
        self.page = page
        self.parent_entry = parent
        parent_id = "" if parent is None else parent.id
        self.query_now = Query(open_only=parent is None and page.stays_open, parent_id=parent_id, sort=page.sort)
        self.lines: dict[str, Line] = {}
        self.marked: dict[str, int] = {}  # entry → version that was on the screen
        self.begin: Form | None = None

    def commands(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """The list as a file."""
        return list_commands(self, self.page.register_id, routes.RegisterEntries(self.page.register_id))

    def body(self) -> ComposeResult:
        """What is listed; the list or the matrix; the row beside it where there is room."""
        yield Static("", id="listed", markup=False)
        found, hint = (
            columns.laid(self.desk_app.desk, self.page, (), self.lang, self.room),
            self.tr("common.filter_hint"),
        )
        yield MarkedRows(
            found, self.search, lang=self.lang, hint=hint, pause=self.desk_app.search_pause(), id="entries"
        )
        yield MatrixView(self.lang, id="matrix")

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one("#matrix").display = False
        self.entries.filter.set_class(True, "-filter")
        if isinstance(self.entries.filter, MarkingInput):
            self.entries.filter.marks = self.page.marks
        self._ask_begin()
        self._say_who_begins()
        self._fit()
        self.focus_search()

    @property
    def entries(self) -> MarkedRows:
        """The list."""
        return self.query_one(MarkedRows)

    def came_back(self) -> None:
        """What was done meanwhile shows; marks on what has changed are gone."""
        self._ask_begin()
        before = dict(self.marked)
        self.entries.reload(keep=True)
        self.marked = {id: version for id, version in before.items() if self._version(id) in (version, None)}
        self._redraw()
        if self.query_one("#matrix").display:
            self._show_matrix()

    def _version(self, id: str) -> int | None:
        return self.lines[id].version if id in self.lines else None

    def refit(self) -> None:
        """Columns and panes follow the room there is."""
        if self.is_mounted:
            self._fit()

    # the list
    def search(self, query: str, after: str, limit: int) -> Sequence[Row]:
        """One page of what fits; the next one goes on behind the rows that are here."""
        offset = len(self.entries.rows.rows) if after else 0
        wanted = self.query_now._replace(text=query, offset=offset, limit=limit)
        found = listing.page(self.desk_app.desk, self.page.register_id, wanted)
        if isinstance(found, Refused):
            self.refuse(found)
            return []
        if not after:
            self.lines = {}
            self.entries.total = found.total
        self.lines.update((line.id, line) for line in found.lines)
        self.page = found
        if not after:
            self._fit()
            self._say_what()
            if not query:
                self._say_who_begins()
        return columns.rows(self.desk_app.desk, found.lines, self.lang, self.marked)

    def _say_what(self) -> None:
        title = self.page.title.of(self.lang)
        whole = "" if self.parent_entry is None else f"{self.parent_entry.no} · "
        states = dict(self.page.states)
        wanted = self.query_now.states
        which = states[wanted[0]].of(self.lang) if wanted else self._which(_OPEN if self.query_now.open_only else _ALL)
        way = "↓" if self.page.sort.startswith("-") else "↑"
        said = self.tr(
            "registers.listed", title=f"{whole}{title}", which=which, column=self.page.sorted_by.of(self.lang), way=way
        )
        self.query_one("#listed", Static).update(cut(said, self.room))

    def _which(self, name: str) -> str:
        return self.tr(f"registers.which.{name}")

    def _fit(self) -> None:
        self.entries.rows.set_columns(
            columns.laid(self.desk_app.desk, self.page, tuple(self.lines.values()), self.lang, self.room)
        )
        self.refresh_beside()

    def wants_beside(self) -> bool:
        """The matrix takes all the room."""
        return not (self.is_mounted and self.query_one("#matrix").display)

    def _redraw(self) -> None:
        rows, desk = self.entries.rows, self.desk_app.desk
        rows.rows = [
            columns.row(desk, self.lines[one.key], self.lang, marked=one.key in self.marked)
            if one.key in self.lines
            else one
            for one in rows.rows
        ]
        rows.refresh()
        self.refresh_keys()

    def beside(self, cells: int) -> Sequence[Shown]:  # noqa: ARG002
        """The row in full. Reading the entry would be a fact of an auditor's, who only passes by: he sees the row."""
        row = self.entries.rows.row
        line = None if row is None else self.lines.get(row.key)
        if line is None:
            return ()
        view = (
            None
            if line.veiled or reads_on_record(self.desk_app.desk.actor)
            else opening.entry(self.desk_app.desk, line.id)
        )
        if isinstance(view, EntryView):
            return entry_text.preview(view, self.desk_app.desk, self.lang)
        return entry_text.of_line(line, self.desk_app.desk, self.lang)

    # marking
    @on(MarkingInput.Marked)
    def _space(self) -> None:
        self.action_mark()

    def action_mark(self) -> None:
        """Mark the row pointed at, or take its mark away, and go on to the next."""
        row = self.entries.rows.row
        line = None if row is None else self.lines.get(row.key)
        if line is None or not self.page.marks:
            return
        if self.marked.pop(line.id, None) is None:
            self.marked[line.id] = line.version
        self._redraw()
        self.entries.action_walk("move", 1)

    # beginning and acting
    def _ask_begin(self) -> None:
        found = forms.beginning(self.desk_app.desk, self.page.register_id, parent_id=self.query_now.parent_id)
        self.begin = None if isinstance(found, Refused) else found

    def _say_who_begins(self) -> None:
        """What an empty list says: that all have ended; else the key that begins an entry, or who has it."""
        pack, roles, ended = self.desk_app.desk.pack, self.page.begun_by, self._ended()
        if ended:
            self.entries.empty = self.tr("registers.empty_open", count=ended)
        elif self.begin is not None:
            self.entries.empty = self.tr("registers.empty_begin", act=self.begin.offer.label.of(self.lang))
        elif roles and self.parent_entry is None:
            named = listed((pack.label("role", one, self.lang) for one in roles), self.lang)
            self.entries.empty = self.tr("registers.empty_for_others", roles=named)
        self.entries.rows.empty = self.entries.empty

    def _ended(self) -> int:
        """How many entries there are where only open ones are listed, and there is none."""
        if self.page.total or not self.query_now.open_only:
            return 0
        every = self.query_now._replace(open_only=False, limit=1)
        found = listing.page(self.desk_app.desk, self.page.register_id, every)
        return 0 if isinstance(found, Refused) else found.total

    def action_next(self) -> None:
        """An act on what is marked; where nothing is, a new entry."""
        if self.marked:
            self._act_on_marked()
        elif self.begin is not None:
            self.desk_app.go(routes.NewEntry(self.page.register_id, self.begin.act, self.begin.parent_id))

    @work
    async def _act_on_marked(self) -> None:
        first = next(iter(self.marked))
        view = opening.entry(self.desk_app.desk, first)
        if isinstance(view, Refused):
            self.refuse(view)
            return
        acts = [one for one in view.acts if one.marked]
        if not acts:
            self.notify(self.tr("registers.mark.none", no=view.no), markup=False)
            return
        act: str | None = acts[0].act
        if len(acts) > 1:
            options = [Option(one.act, one.label.of(self.lang)) for one in acts]
            heading = self.tr("registers.mark.heading", count=len(self.marked))
            act = await self.app.push_screen_wait(Choose(heading, "", options, lang=self.lang))
        if act is not None:
            form = form_screen(
                self.desk_app.desk, forms.acting(self.desk_app.desk, first, act), tuple(self.marked.items())
            )
            if isinstance(form, Refused):
                self.desk_app.show_refused(form)
            else:
                self.app.push_screen(form)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the register has no use for is not offered; what this person may not do is greyed out."""
        if action == "mark":
            return self.page.marks
        if action == "matrix":
            return self.page.matrix
        if action == "next":
            return bool(self.marked) or self.begin is not None
        return super().check_action(action, parameters)

    def key_label(self, action: Action) -> str:
        """F10 is called as the act that it begins, or says on how many it acts."""
        if action.id != "next":
            return super().key_label(action)
        if self.marked:
            return self.tr("registers.mark.act", count=len(self.marked))
        return self.tr("registers.new") if self.begin is None else self.begin.offer.label.of(self.lang)

    # order and choice
    @work
    async def action_sort(self) -> None:
        """By another column; the same one again turns the order round."""
        able = [one for one in self.page.columns if one.sorts]
        options = [Option(one.key, one.label.of(self.lang)) for one in able]
        now = self.page.sort.removeprefix("-")
        ask = Choose(self.tr("registers.sort"), "", options, lang=self.lang, first=now)
        key = await self.app.push_screen_wait(ask)
        if key is None:
            return
        falls = not self.page.sort.startswith("-") if key == now else any(o.key == key and o.number for o in able)
        self.query_now = self.query_now._replace(sort=f"-{key}" if falls else key)
        self.entries.reload()

    @work
    async def action_filter(self) -> None:
        """What is open, everything, or one state."""
        options = [Option(one, self._which(one)) for one in (_OPEN, _ALL)]
        options += [Option(f"={key}", text.of(self.lang)) for key, text in self.page.states]
        of_states = [f"={one}" for one in self.query_now.states]
        now = of_states[0] if of_states else _OPEN if self.query_now.open_only else _ALL
        ask = Choose(self.tr("registers.filter"), "", options, lang=self.lang, first=now)
        which = await self.app.push_screen_wait(ask)
        if which is None:
            return
        states = (which.removeprefix("="),) if which.startswith("=") else ()
        self.query_now = self.query_now._replace(open_only=which == _OPEN, states=states)
        self.entries.reload()

    # the matrix
    def action_matrix(self) -> None:
        """The list, or where its open entries stand between two fields."""
        shown = not self.query_one("#matrix").display
        self.query_one("#matrix").display = shown
        self.entries.display = not shown
        if shown:
            self._show_matrix()
            self.query_one("#matrix").focus()
        else:
            self.focus_search()
        self._fit()

    def _show_matrix(self) -> None:
        found = listing.matrix(self.desk_app.desk, self.page.register_id)
        if isinstance(found, Refused):
            self.refuse(found)
        elif found is not None:
            self.query_one("#matrix", MatrixView).show(found)

    @on(MatrixView.Opened)
    def _in_matrix(self, event: MatrixView.Opened) -> None:
        if len(event.nos) == 1:
            self.desk_app.go(routes.RegisterEntry(event.nos[0]))
        else:
            self._choose_entry(event.nos)

    @work
    async def _choose_entry(self, nos: tuple[str, ...]) -> None:
        options = [Option(no, no) for no in nos[:36]]
        no = await self.app.push_screen_wait(Choose(self.page.title.of(self.lang), "", options, lang=self.lang))
        if no is not None:
            self.desk_app.go(routes.RegisterEntry(no))

    # walking
    def focus_search(self) -> None:
        """Type here."""
        self.entries.focus_filter()

    def leaving(self) -> bool:
        """Esc first leaves the matrix, then empties the filter, then takes the marks away."""
        if self.query_one("#matrix").display:
            self.action_matrix()
            return False
        if self.entries.clear_filter():
            return False
        kept, self.marked = self.marked, {}
        if kept:
            self._redraw()
        return not kept

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        self.desk_app.go(routes.RegisterEntry(event.row.key))


def entries_screen(desk: Desk, register_id: str, parent: EntryView | None = None) -> EntriesScreen | Refused:
    """The list of one register, or of the parts of it under `parent`."""
    of = "" if parent is None else parent.id
    page = listing.page(desk, register_id, Query(parent_id=of, limit=0))
    return page if isinstance(page, Refused) else EntriesScreen(page, parent)
