"""The list of cooperating institutions (SALE-16): Space marks, F10 admits, suspends or ends those marked."""

from collections.abc import Sequence
from typing import ClassVar, cast

from textual import on, work
from textual.app import ComposeResult

from rmdesk.desk.shelf import institutions
from rmdesk.desk.shelf.institutions import InstitutionLine
from rmdesk.domain.institutions import STATES, State
from rmdesk.domain.refusal import Refused
from rmdesk.faces.fields import Option
from rmdesk.tui.actions import Action, bindings, of_screen
from rmdesk.tui.kit.dialogs import AskText, Choose, Message
from rmdesk.tui.kit.marking import MarkedRows, MarkingInput
from rmdesk.tui.kit.proof import ask_proof
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.kit.screen import DeskScreen


def _admitted(line: InstitutionLine) -> bool:
    return line.state == "admitted"


class InstitutionsScreen(DeskScreen):
    """Those that are not admitted stand first: their products cannot be sold."""

    table: ClassVar[str] = "institutions"
    BINDINGS = bindings(of_screen("institutions"))

    def __init__(self) -> None:
        """Nothing is marked at first."""
        super().__init__()
        self.lines: dict[str, InstitutionLine] = {}
        self.marked: set[str] = set()

    def body(self) -> ComposeResult:
        """The list."""
        columns = (
            Column(self.tr("shelf.institution"), 16, grow=1),
            Column(self.tr("shelf.status"), 12),
            Column(self.tr("shelf.since"), 10),
            Column(self.tr("shelf.products"), 8, align="right"),
            Column(self.tr("shelf.reason_given"), 24, grow=1, from_width=100),
        )
        hint = self.tr("shelf.institution_by")
        empty = self.tr("shelf.no_institutions" if self._keeps() else "shelf.no_institutions_for_others")
        yield MarkedRows(columns, self.search, lang=self.lang, hint=hint, empty=empty, id="institutions")

    def on_mount(self) -> None:
        """Ready to type and to mark."""
        filtered = self.query_one(MarkedRows)
        if isinstance(filtered.filter, MarkingInput):
            filtered.filter.marks = bool(self._keeps())
        filtered.focus_filter()

    def _keeps(self) -> bool | None:
        return self.desk_app.may("shelf.keep")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whoever keeps no shelf reads the list."""
        return self._keeps() if action in {"next", "mark"} else super().check_action(action, parameters)

    def search(self, query: str, after: str, limit: int) -> Sequence[Row]:  # noqa: ARG002
        """All that hold what was typed; the list is one page."""
        found = institutions.listed(self.desk_app.desk)
        if isinstance(found, Refused):
            self.call_after_refresh(self.refuse, found)
            return []
        wanted = query.lower().split()
        held = [one for one in found if all(word in self._words(one) for word in wanted)]
        self.lines = {one.name: one for one in sorted(held, key=lambda one: (_admitted(one), one.named(self.lang)))}
        self.query_one(MarkedRows).total = len(self.lines)
        return [] if after else [self._row(one) for one in self.lines.values()]

    def _state(self, line: InstitutionLine) -> str:
        return self.desk_app.desk.pack.label("institution_state", line.state or "unlisted", self.lang)

    def _words(self, line: InstitutionLine) -> str:
        return f"{line.name} {line.english} {self._state(line)}".lower()

    def _row(self, line: InstitutionLine) -> Row:
        known, admitted = line.institution, _admitted(line)
        since, reason = ("—", "—") if known is None else (known.since.isoformat(), known.reason)
        sign = "✓" if line.name in self.marked else "" if admitted else "×"
        return Row(
            line.name,
            (line.named(self.lang), self._state(line), since, str(line.products), reason),
            sign=sign,
            tone="" if admitted or line.name in self.marked else "muted",
        )

    @on(MarkingInput.Marked)
    def _space(self) -> None:
        self.action_mark()

    def action_mark(self) -> None:
        """Mark the row pointed at, or take its mark away, and go on."""
        filtered = self.query_one(MarkedRows)
        row = filtered.rows.row
        if row is not None:
            self.marked ^= {row.key}
            filtered.reload(keep=True)
            filtered.action_walk("move", 1)
            self.refresh_keys()

    def key_label(self, action: Action) -> str:
        """F10 says how many it is about."""
        if action.id == "next":
            return self.tr("shelf.act_marked", many=len(self.marked)) if self.marked else self.tr("shelf.admit_new")
        return super().key_label(action)

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        if self._keeps():
            self._change((event.row.key,))

    def action_next(self) -> None:
        """Change those that are marked; with none, admit one that no product names yet."""
        if self.marked:
            self._change(tuple(sorted(self.marked)))
        else:
            self._admit()

    @work
    async def _change(self, names: tuple[str, ...]) -> None:
        label = self.desk_app.desk.pack.label
        alone = self.lines[names[0]].named(self.lang) if len(names) == 1 else ""
        heading = alone or self.tr("shelf.act_marked", many=len(names))
        options = [Option(one, label("institution_state", one, self.lang)) for one in STATES]
        known = {one.institution.state for one in map(self.lines.get, names) if one is not None and one.institution}
        now = known.pop() if len(known) == 1 else ""
        choose = Choose(heading, self.tr("shelf.institution_rule"), options, lang=self.lang, first=now)
        state = await self.app.push_screen_wait(choose)
        if state is not None:
            await self._state_them(heading, names, cast("State", state))

    @work
    async def _admit(self) -> None:
        heading = self.tr("shelf.admit_new")
        row = self.query_one(MarkedRows).rows.row
        line = None if row is None else self.lines.get(row.key)
        unlisted = line.name if line is not None and line.institution is None else ""  # the one pointed at waits for it
        ask = AskText(heading, self.tr("shelf.institution_name"), lang=self.lang, max_length=60, value=unlisted)
        name = await self.app.push_screen_wait(ask)
        if name is not None:
            await self._state_them(heading, (name,), "admitted")

    async def _state_them(self, heading: str, names: tuple[str, ...], state: State) -> None:
        ask = AskText(heading, self.tr("shelf.institution_reason"), lang=self.lang, max_length=200)
        reason = await self.app.push_screen_wait(ask)
        if reason is None:
            return
        desk = self.desk_app.desk
        done = institutions.state(desk, names, state, reason)
        if isinstance(done, Refused) and done.reasons[0].code == "DATA-08.second":
            about = institutions.lifted(desk, names, self.lang)
            ask_proof(
                self.desk_app, institutions.LIFT, heading,
                lambda proof: institutions.state(desk, names, state, reason, proof), self._stated, about=about,
            )  # fmt: skip
        elif isinstance(done, Refused):
            self.refuse(done)
        else:
            self._stated(done)
            if state != "admitted":
                self._tell_beside(heading, names)

    def _tell_beside(self, heading: str, names: tuple[str, ...]) -> None:
        """What was stopped with them, and what is only called alike: the keeper looks at both."""
        text = institutions.with_them(self.desk_app.desk, names, self.lang)
        if text:
            self.app.push_screen(Message(heading, text, lang=self.lang))

    def _stated(self, done: int) -> None:
        self.marked = set()
        self.query_one(MarkedRows).reload(keep=True)
        self.refresh_keys()
        self.notify(self.tr("shelf.institutions_changed", many=done), markup=False)

    def leaving(self) -> bool:
        """Esc first takes the filter away, then the marks."""
        filtered = self.query_one(MarkedRows)
        if filtered.clear_filter():
            return False
        if self.marked:
            self.marked = set()
            filtered.reload(keep=True)
            self.refresh_keys()
            return False
        return True
