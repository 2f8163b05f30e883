"""One entry: state and dues at the top, its acts by number, its parts at the side, what a part says beside it."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.timer import Timer
from textual.widgets import Static

from rmdesk.desk.registers import listing, numbers, opening
from rmdesk.desk.registers.views import EntryView, Linked, Query
from rmdesk.domain.base import Text
from rmdesk.domain.refusal import Refused
from rmdesk.faces.cells import cut, packed, width
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.proof import REVEAL_SECONDS, ask_proof
from rmdesk.tui.kit.prose import Prose
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.kit.sheet import Sheet
from rmdesk.tui.lines import entry_text
from rmdesk.tui.registers import columns, printing
from rmdesk.tui.registers.entries import entries_screen
from rmdesk.tui.registers.matrix import MatrixView
from rmdesk.tui.routes import Route

NUMBERS = "1234567890"
_SECTION, _GAPS = 16, 5  # cells: the least for a section, and what its sign and the gaps take
TWO_PANES = 110
_BESIDE = 56  # cells of the matrix beside, with its margin
_PREVIEWED = 50  # parts that are shown beside their section


class Deed(NamedTuple):
    """Something that can be done from here: an act of the entry, an act that it leads to, a new part."""

    label: str
    go: Callable[[], None]


class EntryScreen(DeskScreen):
    """An entry, read anew whenever the screen comes back."""

    table: ClassVar[str] = "entry"
    BINDINGS = bindings(of_screen("entry"))
    CSS_PATH: ClassVar[Path] = Path(__file__).parent / "registers.tcss"

    def __init__(self, view: EntryView) -> None:
        """`view` as it is now."""
        super().__init__()
        self.view = view
        self.revealed: Mapping[str, str] = {}
        self.hiding: Timer | None = None  # runs while numbers are shown

    def body(self) -> ComposeResult:
        """What it is, what is due, what can be done; parts and content."""
        yield Static("", id="what", markup=False)
        yield Static("", id="due", markup=False)
        yield Prose(id="acts", tight=True)
        with Horizontal(id="parts"):
            yield Rows((), header=False, id="sections")
            with VerticalScroll(id="content"):
                yield Sheet(id="lines")
            yield MatrixView(self.lang, own=True, id="place")
            yield Rows((), empty=self.tr("common.none"), id="items")

    def on_mount(self) -> None:
        """The parts have the focus."""
        self.show()
        self.query_one("#sections").focus()

    def came_back(self) -> None:
        """What was done meanwhile shows; no number stays in clear."""
        self._stop_showing()
        self.reload()

    def refit(self) -> None:
        """Lines are cut to what there is."""
        if self.is_mounted and self.query_one("#sections", Rows).rows:
            self.show()

    def reload(self) -> None:
        """Ask the desk anew; an entry that became restricted for the person at the desk is left."""
        found = opening.entry(self.desk_app.desk, self.view.id)
        if isinstance(found, Refused):
            self.app.pop_screen()
            self.refuse(found)
        else:
            self.view = found
            self.show()

    # drawing
    def show(self) -> None:
        """Draw everything."""
        view, room = self.view, self.app.size.width - 2
        state = self.tr("registers.voided") if view.voided else view.state_text.of(self.lang)
        about = "" if view.about is None else f" · {view.about.text.of(self.lang)}"
        whole = "" if view.parent is None else f" · {view.parent.label.of(self.lang)} {view.parent.text.of(self.lang)}"
        self.query_one("#what", Static).update(f"{view.no}  {view.title.of(self.lang)}  {state}{about}{whole}")
        due = self.query_one("#due", Static)
        due.update(cut(entry_text.due_line(view, self.desk_app.desk, self.lang), room))
        due.display = bool(view.dues)
        due.set_class(any(entry_text.past(one, self.desk_app.desk) for one in view.dues), "-late")
        acts = (f"{number} {one.label}" for number, one in zip(NUMBERS, self.deeds(), strict=False))
        self.query_one("#acts", Prose).show(
            [("\n".join(packed(acts, room, "  ")), "accent"), (self._barred(), "muted")]
        )
        sections = self.query_one("#sections", Rows)
        found = self._sections()
        counts = max(width(row.cells[1]) for row in found)
        names = max(width(row.cells[0]) for row in found)
        sections.set_columns((Column("", 8, grow=1), Column("", counts, align="right")))
        sections.styles.width = min(self.app.size.width * 2 // 5, max(_SECTION, names + counts + _GAPS))
        sections.show(found, keep=True)
        self._show_section()

    def _barred(self) -> str:
        """Why what is late is not done from here, and by whom it is; "" where it may be."""
        late = (one for one in self.view.dues if one.barred and entry_text.past(one, self.desk_app.desk))
        said = [self.desk_app.say(each) for one in late for each in one.barred][:1]
        return "".join(f"{one.text}{'' if self.lang == 'zh' else ' '}{one.next}" for one in said)

    def _sections(self) -> list[Row]:
        view = self.view

        def row(key: str, count: int | str = "", sign: str = "") -> Row:
            return Row(key, (self.tr(f"registers.section.{key}"), str(count or "")), sign=sign)

        found = [row("answers")]
        found += [row("place")] if self._placed and not self._wide else []
        for one in view.parts:
            counts = (one.title.of(self.lang), entry_text.done_of(one))
            found.append(Row(f"of:{one.register_id}", counts, sign="▸" if one.open else ""))
        targets = self.targets()
        found += [row("links", len(targets))] if targets else []
        late = any(entry_text.past(one, self.desk_app.desk) for one in view.dues)
        found += [row("dues", len(view.dues), "!" if late else "")] if view.dues else []
        found += [row("logs", sum(len(one.lines) for one in view.logs))] if view.logs else []
        return [*found, row("history", len(view.history))]

    @property
    def _placed(self) -> bool:
        """Whether the entry has a place in its register's matrix."""
        return self.view.matrix is not None and self.view.matrix.at is not None

    @property
    def _wide(self) -> bool:
        """Whether the matrix stands beside what a section says."""
        return self.app.size.width >= TWO_PANES

    @property
    def section(self) -> str:
        """The section pointed at."""
        row = self.query_one("#sections", Rows).row
        return "answers" if row is None else row.key

    @on(Rows.Pointed, "#sections")
    def _pointed(self) -> None:
        self._show_section()

    def _show_section(self) -> None:
        section, view, desk = self.section, self.view, self.desk_app.desk
        items, place, content = self.query_one("#items", Rows), self.query_one("#place"), self.query_one("#content")
        place.display = self._placed and (self._wide or section == "place")
        place.set_class(self._wide, "-beside")
        items.display = section == "links" or section.startswith("of:")
        content.display = section != "place" and not items.display
        if place.display and view.matrix is not None:
            self.query_one("#place", MatrixView).show(view.matrix)
        if section == "links":
            items.set_columns((Column("", 8, grow=1), Column("", 10, grow=2)))
            items.header = False
            items.show(self._links())
        elif section.startswith("of:"):
            self._show_parts(section.removeprefix("of:"))
        elif section != "place":
            texts = {
                "answers": lambda: entry_text.answers(view, self.lang, self.revealed),
                "dues": lambda: entry_text.dues(view, desk, self.lang),
                "logs": lambda: entry_text.logs(view, desk, self.lang),
                "history": lambda: entry_text.history(view, desk, self.lang),
            }
            self.query_one("#lines", Sheet).show(texts[section]())
            content.scroll_home(animate=False)
        self.refresh_keys()

    def targets(self) -> list[Linked]:
        """Everything that can be gone to: what it is about and its client, its whole, what it names, what names it."""
        view = self.view
        found = entry_text.links(view)
        if view.client_id and view.about_kind != "client":
            name = Text.same(self.tr("registers.client"))
            found.insert(0, Linked(name, "client", view.client_id, Text.same("")))
        if view.about is not None:
            found.insert(0, Linked(view.about.label, view.about_kind, view.about.raw, view.about.text))
        return found

    def _links(self) -> list[Row]:
        return [
            Row(str(at), (one.label.of(self.lang), one.text.of(self.lang)), sign="▸" if one.id else "")
            for at, one in enumerate(self.targets())
        ]

    def _show_parts(self, register_id: str) -> None:
        items = self.query_one("#items", Rows)
        page = listing.page(self.desk_app.desk, register_id, Query(parent_id=self.view.id, limit=_PREVIEWED))
        if isinstance(page, Refused):
            items.show(())
            return
        beside = _BESIDE if self.query_one("#place").display else 0
        sections = self.query_one("#sections").size.width or _SECTION
        room = self.app.size.width - 6 - beside - sections
        items.header = True
        items.set_columns(columns.laid(self.desk_app.desk, page, page.lines, self.lang, room))
        items.show(columns.rows(self.desk_app.desk, page.lines, self.lang))

    # walking
    def on_key(self, event: events.Key) -> None:
        """A number does the act that it stands before; → goes into what a part says, ← comes back."""
        do = self.numbered(event.character or "")
        sections = self.query_one("#sections")
        inside = next((one for one in self.query("#content, #items") if one.display), None)
        if do is not None:
            event.stop()
            do()
        elif event.key == "right" and sections.has_focus and inside is not None:
            event.stop()
            inside.focus()
        elif event.key == "left" and not sections.has_focus:
            event.stop()
            sections.focus()

    def leaving(self) -> bool:
        """Esc first goes back to the parts."""
        sections = self.query_one("#sections")
        inside = not sections.has_focus
        if inside:
            sections.focus()
        return not inside

    @on(Rows.Opened, "#sections")
    def _opened(self, event: Rows.Opened) -> None:
        key = event.row.key
        if key.startswith("of:"):
            found = entries_screen(self.desk_app.desk, key.removeprefix("of:"), self.view)
            if isinstance(found, Refused):
                self.desk_app.show_refused(found)
            else:
                self.app.push_screen(found)
        elif key == "links":
            self.query_one("#items").focus()
        elif key != "place":
            self.query_one("#content").focus()

    @on(Rows.Opened, "#items")
    def _item(self, event: Rows.Opened) -> None:
        if self.section.startswith("of:"):
            self.desk_app.go(routes.RegisterEntry(event.row.key))
            return
        one = self.targets()[int(event.row.key)]
        route = _route(one.kind, one.id)
        if route is not None:
            self.desk_app.go(route)

    # doing
    def deeds(self) -> list[Deed]:
        """What can be done, by number: acts, what the acts done so far lead to, new parts."""
        view, app = self.view, self.desk_app
        found = [Deed(one.label.of(self.lang), partial(app.go, routes.EntryAct(view.id, one.act))) for one in view.acts]
        begun: set[tuple[str, str]] = set()
        for one in view.starts:
            begun.add((one.register_id, one.act))
            route = routes.NewEntry(one.register_id, one.act, one.parent_id, one.about, one.origin)
            go = partial(app.go, route)
            found.append(Deed(f"+ {one.label.of(self.lang)}", go))
        for part in view.parts:
            if part.begins and part.begin_label is not None and (part.register_id, part.begins) not in begun:
                go = partial(app.go, routes.NewEntry(part.register_id, part.begins, view.id))
                found.append(Deed(f"+ {part.begin_label.of(self.lang)}", go))
        return found

    def numbered(self, digit: str) -> Callable[[], None] | None:
        """The act that stands behind a number."""
        return next((one.go for number, one in zip(NUMBERS, self.deeds(), strict=False) if number == digit), None)

    def action_print(self) -> None:
        """Print a paper of the entry."""
        printing.choose_paper(self, self.view)

    # numbers
    def action_reveal_entry(self) -> None:
        """Show the numbers of the entry for ten seconds; that is a fact (DATA-05)."""
        desk, no = self.desk_app.desk, self.view.no
        ask_proof(
            self.desk_app,
            "clients.reveal",
            self.tr("keys.about.reveal_entry"),
            lambda proof: numbers.reveal(desk, no, proof),
            # Coming back from the dialog masks everything, and this is after it.
            lambda found: self.when_back(partial(self._reveal, found)),
        )

    def _reveal(self, found: Mapping[str, str]) -> None:
        self._stop_showing()
        self.revealed, self.hiding = found, self.set_timer(REVEAL_SECONDS, self._hide)
        self._show_section()

    def _hide(self) -> None:
        self._stop_showing()
        self._show_section()

    def _stop_showing(self) -> None:
        if self.hiding is not None:
            self.hiding.stop()
        self.revealed, self.hiding = {}, None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A register without papers prints nothing; where no number is masked none is shown."""
        if action == "print":
            return bool(self.view.papers)
        if action == "reveal_entry":
            return bool(self.view.masked) and self.section == "answers"
        return super().check_action(action, parameters)

    def commands(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """The acts, for the palette."""
        for at, one in enumerate(self.deeds()):
            yield f"{one.label}  {NUMBERS[at] if at < len(NUMBERS) else ''}".rstrip(), one.go


def _route(kind: str, which: str) -> Route | None:
    """To what an entry names, where there is a screen for it; None for what may not be opened."""
    ways: dict[str, Callable[[str], Route]] = {
        "entry": routes.RegisterEntry,
        "client": routes.ClientFile,
        "sale": routes.Sale,
        "case": routes.CaseFile,
        "product": routes.Product,
        "text_card": routes.Card,
        "indicator": routes.Indicator,
    }
    return ways[kind](which) if which and kind in ways else None
