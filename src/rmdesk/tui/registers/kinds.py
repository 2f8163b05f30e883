"""Which registers there are for the person at the desk, and how much is open in each."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from rmdesk.desk.registers import listing
from rmdesk.desk.registers.views import RegisterLine
from rmdesk.domain.refusal import Refused
from rmdesk.tui import routes
from rmdesk.tui.actions import Action, bindings, of_screen
from rmdesk.tui.kit.filtered import FilteredRows
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.kit.screen import DeskScreen


class RegistersScreen(DeskScreen):
    """Enter opens the list of one, F10 begins an entry of it."""

    table: ClassVar[str] = "registers"
    BINDINGS = bindings(of_screen("registers"))

    def __init__(self) -> None:
        """Nothing is known yet."""
        super().__init__()
        self.seen: dict[str, RegisterLine] = {}

    def body(self) -> ComposeResult:
        """The filtered list."""
        columns = (
            Column(self.tr("registers.column.title"), 14, grow=2),
            Column(self.tr("registers.column.open"), 8, align="right"),
            Column(self.tr("registers.column.begin"), 10, grow=1),
            Column(self.tr("registers.column.rule"), 8, from_width=60),
            Column(self.tr("registers.column.id"), 16, from_width=90),
        )
        yield FilteredRows(columns, self.search, lang=self.lang, hint=self.tr("registers.find"))

    def on_mount(self) -> None:
        """Ready to type."""
        self.focus_search()

    def came_back(self) -> None:
        """What was done meanwhile counts; asked anew once, not at every letter."""
        self.seen = {}
        self.query_one(FilteredRows).reload(keep=True)

    def search(self, query: str, after: str, limit: int) -> Sequence[Row]:  # noqa: ARG002
        """The registers whose names hold the words; what belongs to entries of others stands below."""
        if after:
            return []
        if not self.seen:
            found = listing.kinds(self.desk_app.desk)
            if isinstance(found, Refused):
                self.refuse(found)
                return []
            self.seen = {one.id: one for one in sorted(found, key=lambda one: one.part)}
        words = query.lower().split()
        fits = [one for one in self.seen.values() if all(word in self._held(one) for word in words)]
        return [self._row(one) for one in fits]

    def _held(self, one: RegisterLine) -> str:
        return f"{one.title.zh} {one.title.en} {one.id} {one.rule}".lower()

    def _row(self, one: RegisterLine) -> Row:
        begin = one.begin_label.of(self.lang) if one.begins and one.begin_label is not None else "—"
        cells = (one.title.of(self.lang), f"{one.open:,}", begin, one.rule, one.id)
        return Row(one.id, cells, tone="muted" if one.part else "")

    @property
    def pointed(self) -> RegisterLine | None:
        """The register pointed at."""
        row = self.query_one(FilteredRows).rows.row
        return None if row is None else self.seen.get(row.key)

    @on(Rows.Pointed)
    def _pointed(self) -> None:
        self.refresh_keys()

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        self.desk_app.go(routes.RegisterEntries(event.row.key))

    def action_next(self) -> None:
        """Begin an entry of the register pointed at."""
        one = self.pointed
        if one is not None and one.begins:
            self.desk_app.go(routes.NewEntry(one.id, one.begins))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greyed out where this person begins nothing of the register pointed at, away where he begins none at all."""
        if action == "next":
            one = self.pointed if self.is_mounted else None
            able = any(each.begins for each in self.seen.values())
            return bool(one is not None and one.begins) or (None if able else False)
        return super().check_action(action, parameters)

    def key_label(self, action: Action) -> str:
        """F10 is called as the act that it begins."""
        one = self.pointed if action.id == "next" and self.is_mounted else None
        if one is not None and one.begins and one.begin_label is not None:
            return one.begin_label.of(self.lang)
        return self.tr("registers.new") if action.id == "next" else super().key_label(action)

    def focus_search(self) -> None:
        """Type here."""
        self.query_one(FilteredRows).focus_filter()

    def leaving(self) -> bool:
        """Esc first empties the filter."""
        return not self.query_one(FilteredRows).clear_filter()
