"""Clients and cases that go to another desk, and that come from one: offered, taken over, refused."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk.exchange import cases_in, cases_out, moving, peers, receiving
from rmdesk.desk.exchange.cases_in import CaseArriving
from rmdesk.desk.exchange.receiving import Arriving, Settled
from rmdesk.desk.people_rows import name_of
from rmdesk.domain.exchange_cases import CaseMoving
from rmdesk.domain.exchange_moves import Moving
from rmdesk.domain.refusal import Refused
from rmdesk.faces import moves
from rmdesk.faces.exchange import (
    arriving_state,
    case_cells,
    case_lines,
    compared,
    compared_heads,
    move_cells,
    move_heads,
    move_lines,
    moved,
    overdue,
)
from rmdesk.faces.fields import Option
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.dialogs import Message
from rmdesk.tui.kit.rows import Column, Row, Rows

_WIDTHS = ((11, 0), (13, 0), (12, 2), (10, 0), (18, 1))
"""Of each column the least width, and its share of what is left."""


class MovesScreen(AskingScreen):
    """A list; Enter shows all about a move."""

    table: ClassVar[str] = "moves"
    BINDINGS = bindings(of_screen("moves"))

    def __init__(self) -> None:
        """Nothing has been read."""
        super().__init__()
        self.coming: dict[str, Arriving] = {}
        self.gone: dict[str, Moving] = {}
        self.cases_in: dict[str, CaseArriving] = {}
        self.cases_out: dict[str, CaseMoving] = {}

    def body(self) -> ComposeResult:
        """One row a client or a case."""
        yield Static(self.tr("keys.moves"), classes="title", markup=False)
        columns = [
            Column(head, least, grow=grow) for head, (least, grow) in zip(move_heads(self.lang), _WIDTHS, strict=True)
        ]
        none = "none" if self.may("clients.move") else "no_cases"
        yield Rows(columns, empty=self.tr(f"exchange.move.{none}"))

    def on_mount(self) -> None:
        """All of them."""
        self.reload()
        self.query_one(Rows).focus()

    def came_back(self) -> None:
        """What was changed meanwhile shows."""
        self.reload()

    def reload(self) -> None:
        """Ask the desk anew."""
        desk = self.desk_app.desk
        found = moves.listed(desk)
        if isinstance(found, Refused):
            self.refuse(found)
            return
        self.coming = {_key(one.moving): one for one in found.coming}
        self.gone = {_key(one): one for one in found.gone}
        self.cases_in = {_case_key(one.moving): one for one in found.cases_in}
        self.cases_out = {_case_key(one): one for one in found.cases_out}
        rows = [self._coming(one) for one in found.coming]
        rows += [self._case_coming(one) for one in found.cases_in]
        rows += [self._case_gone(one) for one in found.cases_out]
        rows += [Row(f"out:{_key(one)}", move_cells(one, desk, self.lang)) for one in found.gone]
        self.query_one(Rows).show(rows, keep=True)
        self.refresh_keys()

    def _coming(self, one: Arriving) -> Row:
        cells = move_cells(one.moving, self.desk_app.desk, self.lang, arriving_state(one, self.lang))
        return Row(f"in:{_key(one.moving)}", cells, sign="!" if one.against else "·")

    def _case_coming(self, one: CaseArriving) -> Row:
        cells = case_cells(one.moving, self.desk_app.desk, self.lang, one)
        return Row(f"case_in:{_case_key(one.moving)}", cells, sign="!" if one.against else "·")

    def _case_gone(self, one: CaseMoving) -> Row:
        late = overdue(one, self.desk_app.desk)
        cells = case_cells(one, self.desk_app.desk, self.lang)
        return Row(f"case_out:{_case_key(one)}", cells, sign="!" if late else "", tone="late" if late else "")

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        way, _, key = event.row.key.partition(":")
        if way in ("case_in", "case_out"):
            self._open_case(way, key)
            return
        arriving = self.coming.get(key) if way == "in" else None
        one = self.gone[key] if arriving is None else arriving.moving
        lines = list(move_lines(one, self.desk_app.desk, self.lang))
        lines += [f"! {self.desk_app.say(reason).text}" for reason in (arriving.against if arriving else ())]
        self.app.push_screen(Message(one.move.no, "\n".join(lines), lang=self.lang))

    def _open_case(self, way: str, key: str) -> None:
        arriving = self.cases_in[key] if way == "case_in" else None
        one = self.cases_out[key] if arriving is None else arriving.moving
        lines = list(case_lines(one, self.desk_app.desk, self.lang))
        lines += [f"! {self.desk_app.say(reason).text}" for reason in (arriving.against if arriving else ())]
        self.app.push_screen(Message(one.move.no, "\n".join(lines), lang=self.lang))

    # what can be done
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is offered is taken over or refused."""
        if action == "give_up_client":
            return self.may("clients.move")
        if action == "give_up_case":
            return self.may("complaints.move")
        if action in {"take_client", "refuse_client"}:
            return True if self._pointed() is not None or self._pointed_case() is not None else None
        if action == "compare_client":
            return True if self._pointed() is not None else None
        return super().check_action(action, parameters)

    def _pointed(self) -> Arriving | None:
        row = self.query_one(Rows).row if self.is_mounted else None
        way, _, key = ("", "", "") if row is None else row.key.partition(":")
        return self.coming.get(key) if way == "in" else None

    def _pointed_case(self) -> CaseArriving | None:
        row = self.query_one(Rows).row if self.is_mounted else None
        way, _, key = ("", "", "") if row is None else row.key.partition(":")
        return self.cases_in.get(key) if way == "case_in" else None

    @on(Rows.Pointed)
    def _moved(self) -> None:
        self.refresh_keys()

    @work
    async def action_give_up_client(self) -> None:
        """Which client, to which desk, and why; a second person agrees."""
        heading, desk = self.tr("keys.about.give_up_client"), self.desk_app.desk
        which = await self.ask_text(heading, self.tr("exchange.move.which"))
        if which is None:
            return
        found = moving.look(desk, which)
        if isinstance(found, Refused):
            self.refuse(found)
            return
        text = self.tr("exchange.move.goes", no=found.client.no, name=found.client.name, count=found.facts)
        if found.running:
            text = f"{text}\n{self.tr('exchange.move.runs', what=', '.join(found.running))}"
        where = await self._where(heading, text)
        if where is None:
            return
        to, reason = where
        answer = await self.prove(
            moving.GIVE_UP, heading, lambda proof: moving.give_up(desk, which, to, reason, proof), about=found.client.no
        )
        if answer is not None:
            self._told(heading, answer[0], "given_up")

    async def _where(self, heading: str, text: str) -> tuple[str, str] | None:
        """To which desk, and why."""
        others = [one.card for one in peers.all_of(self.desk_app.desk) if one.reviews]
        if not others:
            self.app.push_screen(Message(heading, self.tr("exchange.move.no_desk"), lang=self.lang))
            return None
        to = await self.pick(heading, text, [Option(one.device, f"{one.name} {one.branch}") for one in others])
        reason = None if to is None else await self.ask_text(heading, self.tr("common.why"))
        return None if to is None or reason is None else (to, reason)

    @work
    async def action_give_up_case(self) -> None:
        """Which case, to which desk, and why; by the own password."""
        heading, desk = self.tr("keys.about.give_up_case"), self.desk_app.desk
        which = await self.ask_text(heading, self.tr("exchange.case.which"))
        where = None if which is None else await self._where(heading, self.tr("exchange.case.goes", no=which))
        if which is None or where is None:
            return
        answer = await self.prove(
            cases_out.GIVE_UP, heading, lambda proof: cases_out.give_up(desk, which, *where, proof), about=which
        )
        if answer is not None:
            self._told(heading, answer[0], "given_up")

    async def _take_case(self, heading: str, one: CaseMoving) -> None:
        desk, no = self.desk_app.desk, one.move.no
        answer = await self.prove(
            cases_in.TAKE_OVER, heading, lambda proof: cases_in.take_over(desk, no, "", proof, one.device), about=no
        )
        if answer is not None:
            handler = name_of(desk.store, answer[0].case.handler or "")
            self._said(heading, self.tr("exchange.case.taken_over", no=no, handler=handler))

    @work
    async def action_take_client(self) -> None:
        """Into the own book, by the own password; a case to handle it."""
        pointed, desk = self._pointed(), self.desk_app.desk
        heading = self.tr("keys.about.take_client")
        if (case := self._pointed_case()) is not None:
            await self._take_case(heading, case.moving)
        if pointed is None:
            return
        no, device, settled = pointed.moving.move.no, pointed.moving.device, None
        if pointed.both:
            settled = await self._settle(heading, no)
            if settled is None:
                return
        answer = await self.prove(
            receiving.TAKE_OVER,
            heading,
            lambda proof: receiving.take_over(desk, no, desk.actor.login, proof, device, settled),
            about=no,
        )
        if answer is not None:
            self._said(
                heading, self.tr("exchange.move.taken_over", no=no, manager=name_of(desk.store, answer[0].manager))
            )

    async def _settle(self, heading: str, no: str) -> Settled | None:
        """Whose file stands, and why: no one is right by coming last."""
        options = [Option(side, self.tr(f"exchange.move.{side}")) for side in ("ours", "theirs")]
        file = await self.pick(heading, self.tr("exchange.move.whose", no=no), options)
        reason = None if file is None else await self.ask_text(heading, self.tr("common.why"))
        return None if reason is None else Settled("ours" if file == "ours" else "theirs", reason)

    def action_compare_client(self) -> None:
        """What only one of the two desks knows."""
        pointed = self._pointed()
        if pointed is None:
            return
        one, desk = pointed.moving, self.desk_app.desk
        found = receiving.compare(desk, one.move.no, self.lang, one.device)
        if isinstance(found, Refused):
            self.refuse(found)
            return
        _, *sides = compared_heads(self.lang)
        rows = compared(found, desk.local)
        lines = [f"{at}  {sides[0] if ours else sides[1]}  {ours or theirs}" for at, ours, theirs in rows]
        said = "\n".join(lines) or self.tr("exchange.move.same")
        self.app.push_screen(Message(one.move.no, said, lang=self.lang))

    @work
    async def action_refuse_client(self) -> None:
        """With the reason, which goes back."""
        pointed, heading = self._pointed() or self._pointed_case(), self.tr("keys.about.refuse_client")
        if pointed is None:
            return
        reason = await self.ask_text(f"{heading}: {pointed.moving.move.no}", self.tr("common.why"))
        if reason is None:
            return
        one, desk = pointed.moving, self.desk_app.desk
        turn_down = cases_in.turn_down if isinstance(one, CaseMoving) else receiving.turn_down
        done = turn_down(desk, one.move.no, reason, one.device)
        if isinstance(done, Refused):
            self.refuse(done)
            return
        self._told(heading, done, "turned_down")

    def _told(self, heading: str, one: Moving | CaseMoving, key: str) -> None:
        self._said(heading, moved(one, key, self.desk_app.desk, self.lang))

    def _said(self, heading: str, text: str) -> None:
        self.reload()
        self.app.push_screen(Message(heading, text, lang=self.lang))


def _case_key(one: CaseMoving) -> str:
    return f"{one.move.case_id}:{one.device}"


def _key(one: Moving) -> str:
    return f"{one.move.client_id}:{one.device}"
