"""The other desks: what is out and not confirmed, what came, what is missing, in quarantine, in contradiction."""

from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk.exchange import enrolling, giving, standing, taking
from rmdesk.desk.exchange.standing import Standing
from rmdesk.domain.exchange import Card
from rmdesk.domain.refusal import Refused
from rmdesk.faces.exchange import card_lines, cells, directive_lines, heads, standing_amiss, standing_lines
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.dialogs import Message
from rmdesk.tui.kit.rows import Column, Row, Rows

_PATH = 400
_WIDTHS = ((8, 0), (8, 1), (15, 1), (13, 1), (16, 2))
"""Of each column the least width, and its share of what is left."""


class ExchangeScreen(AskingScreen):
    """A list; Enter shows all about a desk."""

    table: ClassVar[str] = "exchange"
    BINDINGS = bindings(of_screen("exchange"))

    def __init__(self) -> None:
        """Nothing has been read."""
        super().__init__()
        self.desks: dict[str, Standing] = {}

    def body(self) -> ComposeResult:
        """One row a desk."""
        yield Static(self.tr("keys.exchange"), classes="title", markup=False)
        columns = [
            Column(head, least, grow=grow) for head, (least, grow) in zip(heads(self.lang), _WIDTHS, strict=True)
        ]
        empty = "empty" if self.may("exchange.keep") else "empty_for_others"
        yield Rows(columns, empty=self.tr(f"exchange.screen.{empty}"))

    def on_mount(self) -> None:
        """All of them."""
        self.reload()
        self.query_one(Rows).focus()

    def came_back(self) -> None:
        """What was changed meanwhile shows."""
        self.reload()

    def reload(self) -> None:
        """Ask the desk anew."""
        found = standing.status(self.desk_app.desk)
        if isinstance(found, Refused):
            self.refuse(found)
            return
        self.desks = {one.peer.card.device: one for one in found}
        self.query_one(Rows).show([self._row(one) for one in found], keep=True)
        self.refresh_keys()

    def _row(self, one: Standing) -> Row:
        warned = any(standing_amiss(one, self.lang))
        struck = one.peer.struck is not None
        cut = cells(one, self.lang)
        return Row(one.peer.card.device, cut, sign="!" if warned else "", tone="muted" if struck else "")

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        one = self.desks[event.row.key]
        said = "\n".join(standing_lines(one, self.lang, self.desk_app.desk.local))
        self.app.push_screen(Message(one.peer.card.name, said, lang=self.lang))

    # what can be done
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Administrators say who is trusted; whoever carries files gives and takes them."""
        pointed = self._pointed()
        if action == "clients_moving":
            return self.may("complaints.move")
        if action in {"own_card", "enrol_desk"}:
            return self.may("exchange.keep")
        trusted = True if pointed is not None and pointed.peer.struck is None else None
        if action == "strike_desk":
            return self.may("exchange.keep") and trusted
        if action == "take_bundle":
            return self.may("exchange.carry")
        if action == "give_bundle":
            return self.may("exchange.carry") and trusted
        return super().check_action(action, parameters)

    def _pointed(self) -> Standing | None:
        row = self.query_one(Rows).row if self.is_mounted else None
        return None if row is None else self.desks.get(row.key)

    @on(Rows.Pointed)
    def _moved(self) -> None:
        self.refresh_keys()

    @work
    async def action_own_card(self) -> None:
        """Write this desk's card, and show its fingerprint to be read aloud."""
        heading = self.tr("keys.about.own_card")
        typed = await self.ask_text(heading, self.tr("exchange.screen.card_file"), most=_PATH)
        if typed is not None:
            self._said(heading, enrolling.show_card(self.desk_app.desk, Path(typed).expanduser()), "exchange.shown")

    @work
    async def action_enrol_desk(self) -> None:
        """Read another desk's card; what was read aloud there is typed, and a second person confirms it."""
        heading, desk = self.tr("keys.about.enrol_desk"), self.desk_app.desk
        typed = await self.ask_text(heading, self.tr("exchange.screen.card_from"), most=_PATH)
        if typed is None:
            return
        file = Path(typed).expanduser()
        card = enrolling.look(desk, file)
        if isinstance(card, Refused):
            self.refuse(card)
            return
        label = self.tr("exchange.screen.read_aloud", name=card.name, branch=card.branch)
        if card.kind == "office":
            label = f"{label}\n{self.tr('exchange.is_office')}"
        heard = await self.ask_text(heading, label)
        if heard is None:
            return
        answer = await self.prove(
            enrolling.ENROL, heading, lambda proof: enrolling.enrol(desk, file, heard, proof), about=card.fingerprint
        )
        if answer is not None:
            self._said(heading, answer[0].card, "exchange.enrolled")

    @work
    async def action_give_bundle(self) -> None:
        """Write a bundle for the desk pointed at."""
        pointed, heading = self._pointed(), self.tr("keys.about.give_bundle")
        typed = await self.ask_text(heading, self.tr("exchange.screen.folder"), most=_PATH)
        if typed is None or pointed is None:
            return
        given = giving.give(self.desk_app.desk, pointed.peer.card.device, Path(typed).expanduser())
        if isinstance(given, Refused):
            self.refuse(given)
            return
        values = {"number": given.number, "first": given.first, "last": given.last, "file": given.file}
        count, name = given.last - given.first + 1, given.peer.card.name
        self._told(heading, self.tr("exchange.given", name=name, count=count, **values))

    @work
    async def action_take_bundle(self) -> None:
        """Take a bundle in."""
        heading = self.tr("keys.about.take_bundle")
        typed = await self.ask_text(heading, self.tr("exchange.screen.bundle"), most=_PATH)
        if typed is None:
            return
        taken = taking.take(self.desk_app.desk, Path(typed).expanduser())
        if isinstance(taken, Refused):
            self.refuse(taken)
            self.reload()
            return
        key = "exchange.again" if taken.again else "exchange.taken"
        lines = [self.tr(key, name=taken.peer.card.name, number=taken.number, new=taken.new)]
        if taken.peer.quarantined:
            count = taken.peer.quarantined
            lines.append(self.tr("exchange.into_quarantine", name=taken.peer.card.name, count=count))
        lines += directive_lines(taken.directed, self.lang)
        self._told(heading, "\n".join(lines))

    @work
    async def action_strike_desk(self) -> None:
        """Strike the desk pointed at off, with the reason."""
        pointed, heading = self._pointed(), self.tr("keys.about.strike_desk")
        if pointed is None:
            return
        device, desk = pointed.peer.card.device, self.desk_app.desk
        reason = await self.ask_text(f"{heading}: {pointed.peer.card.name}", self.tr("exchange.screen.why"))
        if reason is None:
            return
        answer = await self.prove(
            enrolling.STRIKE, heading, lambda proof: enrolling.strike(desk, device, reason, proof)
        )
        if answer is not None:
            self._said(heading, answer[0].card, "exchange.struck")

    def action_clients_moving(self) -> None:
        """Who goes to another desk, and who comes."""
        self.desk_app.go(routes.Moves())

    def _said(self, heading: str, card: Card | Refused, key: str) -> None:
        if isinstance(card, Refused):
            self.refuse(card)
            return
        self._told(heading, "\n".join(card_lines(card, self.lang, key)))

    def _told(self, heading: str, text: str) -> None:
        self.reload()
        self.app.push_screen(Message(heading, text, lang=self.lang))
