"""The desk: what is due, what was left half done, how the week went, and the search that is one key away."""

from collections import Counter
from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from rmdesk.desk import home
from rmdesk.desk.dues import listing
from rmdesk.desk.dues.opening import OPENING
from rmdesk.desk.home import Home
from rmdesk.desk.settings import checklist
from rmdesk.desk.settings.checklist import Opening
from rmdesk.domain.characters import is_typed
from rmdesk.domain.dues import Due, folded, state
from rmdesk.domain.refusal import Refused
from rmdesk.faces.lines import Line
from rmdesk.tui import routes
from rmdesk.tui.actions import Action, bindings, of_screen
from rmdesk.tui.home import home_rows
from rmdesk.tui.home.work_begun import work_route
from rmdesk.tui.kit.prose import Prose
from rmdesk.tui.kit.reading_on import ReadingOn
from rmdesk.tui.kit.rows import Row, Rows
from rmdesk.tui.kit.settling import Settling
from rmdesk.tui.kit.text_input import TextInput
from rmdesk.tui.lines import beside, hit_rows
from rmdesk.tui.lines.opening_dues import act_name, do_act, due_route, open_due, put_off
from rmdesk.tui.lines.opening_ways import way_to
from rmdesk.tui.routes import Route

FOUND = 50
_RESTS = 0.25


class HomeScreen(ReadingOn):
    """Dues above, half-done work below them."""

    table: ClassVar[str] = "home"
    lowest = True
    has_beside = True
    BINDINGS = bindings(of_screen("home"))
    CSS_PATH = "home.tcss"

    def __init__(self) -> None:
        """Empty until it is shown."""
        super().__init__()
        self.seen: Home | None = None
        self.opening = Opening((), ended=True)
        self._acts: dict[str, str] = {}
        self._unfolded: frozenset[str] = frozenset()
        self._settling = Settling(self, self._look_for)
        self._deeper = Settling(self, lambda: self._look_for(deep=True))

    def body(self) -> ComposeResult:
        """Search above; below it either the lists or what was found."""
        with Horizontal(id="search"):
            yield Static(f"/ {self.tr('common.search_hint')} ", classes="accent", markup=False)
            yield TextInput(lang=self.lang, max_length=60, placeholder=self.tr("search.by"), id="query")
        with Horizontal(id="lists"):
            with Vertical(classes="pane", id="due-pane"):
                yield Static("", id="due-title", classes="title", markup=False)
                columns = home_rows.due_columns()
                yield Rows(columns, empty=self.tr("home.nothing_due"), header=False, id="due")
            with Vertical(classes="pane", id="work-pane"):
                yield Static("", id="work-title", classes="title", markup=False)
                columns = home_rows.work_columns()
                yield Rows(columns, empty=self.tr("home.nothing_open"), header=False, id="work")
                yield Prose(id="week")
        yield Rows(hit_rows.columns(self.lang), id="found")

    def on_mount(self) -> None:
        """The first list has the focus."""
        self.query_one("#found").display = False
        self.reload()
        due = self.query_one("#due", Rows)
        (due if due.rows else self.query_one("#work", Rows)).focus()

    def came_back(self) -> None:
        """What was done meanwhile shows."""
        self.reload()

    def reload(self) -> None:
        """Ask the desk anew."""
        opening = checklist.read(self.desk_app.desk)
        self.opening = opening if not isinstance(opening, Refused) else Opening((), ended=True)
        seen = home.overview(self.desk_app.desk, at_once=self.at_once)
        if isinstance(seen, Refused):
            self.refuse(seen)
            return
        business = home.business(self.desk_app.desk) if self.sees_clients else None
        self._acts = {}
        self.seen = seen = seen._replace(business=None if isinstance(business, Refused) else business)
        whole = self._show_dues(seen)
        self.set_class(whole, "-opening")
        work = home_rows.work_rows(self.desk_app.desk, self.lang, seen)
        title = self.tr("home.work", count=len(work)) if work else self.tr("home.nothing_open")
        self.query_one("#work-title", Static).update(title)  # "0" would stand above the row of the registers
        opening_row = [] if whole else home_rows.opening_row(self.lang, self.opening)
        self.query_one("#work", Rows).show([*work, *opening_row, home_rows.registers_row(self.lang)], keep=True)
        self.query_one("#search").display = self.sees_clients
        self._show_foot()
        if seen.waits:
            self.read_on(home.overview)

    @property
    def sees_clients(self) -> bool:
        """An administrator and a product keeper do not (DATA-08)."""
        return self.desk_app.may("clients.read") is True

    def _show_foot(self) -> None:
        """The week's figures, for whoever sees no clients why there are none; and what a line of the checklist has no
        room for."""
        due = self.query_one("#due", Rows)
        cut = self.has_class("-opening") and due.has_focus and due.row is not None and due.cut_short
        if cut and due.row is not None:
            said = due.row.cells[-1]
        elif self.seen is None or self.seen.business is None:
            said = self.tr("home.without_clients")
        else:
            said = self.tr("home.week", **self.seen.business.week._asdict())
        self.set_class(cut, "-telling")
        self.query_one("#week", Prose).update(said)

    def _show_dues(self, seen: Home) -> bool:
        """The one list, what presses most first; of a kind that is long the first rows. Where nothing else is due it is
        the whole opening checklist; whether that is shown."""
        now = listing.moment(self.desk_app.desk)
        states = Counter(state(due, now) for due in seen.dues)
        late, today = states["late"] + states["late_by_law"], states["today"] + states["today_by_law"]
        title = self.tr("home.due", count=states.total() - states["put_off"], late=late, today=today)
        self.query_one("#due-title", Static).update(f"{title} · {self.tr('common.long.book')}" if seen.waits else title)
        rows = home_rows.due_rows(self.desk_app.desk, self.lang, folded(seen.dues, now.date(), self._unfolded))
        if self.opening.left and all(one.subject.kind == OPENING for one in seen.dues):
            self._show_opening()
            return True
        due = self.query_one("#due", Rows)
        due.tells = True
        due.set_columns(home_rows.due_columns())
        due.show(rows, keep=True)
        return False

    def _show_opening(self) -> None:
        """An empty desk says what it lacks before its first sale."""
        self.query_one("#due-title", Static).update(checklist.heading(self.opening, self.lang))
        due = self.query_one("#due", Rows)
        due.tells = False
        due.set_columns(home_rows.opening_columns())
        due.show(home_rows.opening_rows(self.desk_app.desk, self.lang, self.opening), keep=True)

    def beside(self, cells: int) -> Sequence[Line]:
        """Where the row pointed at leads, in the list that has the focus; what was found while something is typed."""
        found = self.query_one("#found", Rows)
        lists = [one for one in self.query(Rows) if one.has_focus]
        rows = found if found.display else lists[0] if lists else None
        row = None if rows is None else rows.row
        return beside.preview(self.desk_app, None if rows is None or row is None else self._way(rows, row), cells)

    def _way(self, rows: Rows, row: Row) -> Route | None:
        if rows.id == "found":
            return hit_rows.route(row.key)
        if self.seen is None or row.key.endswith(":"):
            return None
        if rows.id == "work":
            return work_route(self.seen, row.key)
        due = next((one for one in self.seen.dues if one.key == row.key), None)
        return None if due is None else due_route(due)

    def on_descendant_focus(self) -> None:
        """The second pane and the keys are of the list that has the focus."""
        self.refresh_beside()
        self.refresh_keys()
        self._show_foot()

    # what is due
    @property
    def pointed_due(self) -> Due | None:
        """The due pointed at, while its list has the focus."""
        rows = self.query_one("#due", Rows)
        if self.seen is None or not rows.has_focus or rows.row is None:
            return None
        key = rows.row.key
        return next((one for one in self.seen.dues if one.key == key), None)

    @on(Rows.Pointed, "#due")
    def _other_due(self) -> None:
        self.refresh_keys()
        self._show_foot()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of a due are there while one is pointed at that is this person's to do."""
        if action not in ("next", "put_off"):
            return super().check_action(action, parameters)
        due = self.pointed_due
        if due is None or not self._act_of(due):
            return False
        return action == "next" or not due.daily

    def key_label(self, action: Action) -> str:
        """F10 is called as the act that ends the due pointed at."""
        due = self.pointed_due if action.id == "next" else None
        return super().key_label(action) if due is None else self._act_of(due)

    def _act_of(self, due: Due) -> str:
        """What its act is called, asked once: the line of keys is drawn at every key."""
        if due.key not in self._acts:
            self._acts[due.key] = act_name(self.desk_app, due)
        return self._acts[due.key]

    def action_next(self) -> None:
        """Do what the due asks for."""
        if self.pointed_due is not None:
            do_act(self.desk_app, self.pointed_due, then=self.reload)

    def action_put_off(self) -> None:
        """Be reminded later."""
        if self.pointed_due is not None:
            put_off(self.desk_app, self.pointed_due, then=self.reload)

    # search
    def focus_everything(self) -> None:
        """Type here, where clients may be searched for; whoever knows none has a screen for the rest."""
        if self.sees_clients:
            self.query_one("#query").focus()
        else:
            self.desk_app.go(routes.Search())

    def on_key(self, event: events.Key) -> None:
        """A letter, digit or character that is no key of this screen begins a search."""
        typed = event.character if event.character and is_typed(event.character) else None
        if not self.sees_clients:
            return
        if typed and typed not in "/? " and isinstance(self.focused, Rows):
            event.stop()
            query = self.query_one("#query", TextInput)
            query.focus()
            query.insert_text_at_cursor(typed)
        elif event.key in {"up", "down"} and self.focused is self.query_one("#query"):
            event.stop()
            found = self.query_one("#found", Rows)
            if found.display:
                found.action_move(1 if event.key == "down" else -1)
            elif event.key == "down":
                self.query_one("#due").focus()

    @on(TextInput.Changed, "#query")
    def _typed(self, event: TextInput.Changed) -> None:
        """Names and numbers at once, what cases and entries say once the typing rests. An auditor's search is one."""
        pause = self.desk_app.search_pause() if event.value.strip() else 0.0
        if pause:
            self._deeper.typed(pause)
        else:
            self._settling.typed(0.0)
            self._deeper.typed(_RESTS)

    def _look_for(self, *, deep: bool = False) -> None:
        query = self.query_one("#query", TextInput).value.strip()
        found = self.query_one("#found", Rows)
        found.display = bool(query)
        self.query_one("#lists").display = not query
        if query:
            found.add_class("-active")
            found.empty = self.tr("common.no_match", query=query)
            found.show(hit_rows.found(self.desk_app.desk, self.lang, query, FOUND, deep=deep), keep=deep)

    @on(TextInput.Submitted, "#query")
    def _submitted(self) -> None:
        found = self.query_one("#found", Rows)
        if self.desk_app.search_pause() or not found.rows:
            self._deeper.now()
        found.action_open()

    def leaving(self) -> bool:
        """Esc first empties the search; the desk itself is not left."""
        query = self.query_one("#query", TextInput)
        query.value = ""
        self.query_one("#due").focus()
        return False

    # opening rows
    @on(Rows.Edge)
    def _edge(self, event: Rows.Edge) -> None:
        due, work = self.query_one("#due", Rows), self.query_one("#work", Rows)
        if event.rows is due and event.by > 0:
            work.action_to(0)  # the row that is next to the eye, not the one that was left there before
            work.focus()
        elif event.rows is work and event.by < 0:
            due.action_last()
            due.focus()
        elif event.rows is due:
            self.focus_everything()

    @on(Rows.Opened, "#found")
    def _found(self, event: Rows.Opened) -> None:
        self.desk_app.go(hit_rows.route(event.row.key))
        self.leaving()  # whoever comes back has another client before him

    @on(Rows.Opened, "#due")
    def _due(self, event: Rows.Opened) -> None:
        if event.row.key.startswith(home_rows.OPENING):
            key = event.row.key.removeprefix(home_rows.OPENING)
            self.desk_app.go(way_to(next(one for one in self.opening.items if one.key == key)))
            return
        if self.seen is None:
            return
        if event.row.key.startswith(home_rows.MORE):
            self._unfolded |= {event.row.key.removeprefix(home_rows.MORE)}
            self._show_dues(self.seen)
        else:
            open_due(self.desk_app, next(one for one in self.seen.dues if one.key == event.row.key))

    @on(Rows.Opened, "#work")
    def _work(self, event: Rows.Opened) -> None:
        if event.row.key == home_rows.OPENING:
            self.desk_app.go(routes.Checklist())
        elif event.row.key == home_rows.REGISTERS:
            self.desk_app.go(routes.Registers())
        elif self.seen is not None:
            self.desk_app.go(work_route(self.seen, event.row.key))
