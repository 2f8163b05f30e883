"""What another form pack changes, seen by two people before they put it into force (DATA-08)."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk import back_testing, packs, packs_known
from rmdesk.desk.back_testing import Stopped
from rmdesk.desk.packs import Proposal
from rmdesk.domain.refusal import Refused
from rmdesk.faces.back_test import tested_lines
from rmdesk.formpack.comparing import Change
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.dialogs import Message, notified
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.pack.back_test import BackTestScreen

DIGEST = 12
_MOST_PLACES = 8


class PackScreen(AskingScreen):
    """One row a change, what became looser first; Enter shows one whole."""

    table: ClassVar[str] = "pack"
    BINDINGS = bindings(of_screen("pack"))

    def __init__(self, proposal: Proposal) -> None:
        """`proposal` as the desk read it: this very pack is adopted, whatever becomes of its folder."""
        super().__init__()
        self.proposal = proposal

    def body(self) -> ComposeResult:
        """Which pack, how many changes, and each of them."""
        yield Static(self._summary(), id="what", classes="title", markup=False)
        columns = (Column("", 8), Column(self.tr("pack.change_what"), 20, grow=3), Column("", 10, grow=2))
        yield Rows(columns)

    def on_mount(self) -> None:
        """Looser ones first."""
        rows = [self._row(at, one) for at, one in enumerate(self.proposal.changes)]
        self.query_one(Rows).show(rows)
        self.query_one(Rows).focus()

    def _summary(self) -> str:
        pack, changes = self.proposal.pack, self.proposal.changes
        looser = sum(one.way == "looser" for one in changes)
        name = f"{pack.meta.name.of(self.lang)} {pack.version} · {pack.digest[:DIGEST]}"
        if self.proposal.begins > self.desk_app.desk.today():
            name += f" · {self.tr('pack.begins', day=self.proposal.begins)}"
        return self.tr("pack.changes", pack=name, count=len(changes), looser=looser)

    def _row(self, at: int, one: Change) -> Row:
        looser = one.way == "looser"
        what = one.called(self.lang) or one.place
        cells = (self.tr(f"pack.way.{one.way}"), what, self._values(one))
        return Row(str(at), cells, sign="!" if looser else "", tone="late" if looser else "", hot=(0,))

    def _values(self, one: Change) -> str:
        if one.way != "text":
            return one.values(self.lang)
        key = "pack.reworded" if one.places else "pack.relaid"
        return self.tr(key, count=len(one.places))

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        one = self.proposal.changes[int(event.row.key)]
        told_places = [f"  {place}" for place in one.places[:_MOST_PLACES]]
        more = len(one.places) - len(told_places)
        told_places += [self.tr("pack.more_faults", count=more)] if more else []
        said = [one.called(self.lang), one.place, self._values(one), *told_places]
        heading = self.tr(f"pack.way.{one.way}")
        self.app.push_screen(Message(heading, "\n".join(filter(None, said)), lang=self.lang))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only compliance looks into every client's sales."""
        return self.may("packs.back_test") if action == "back_test" else super().check_action(action, parameters)

    def action_back_test(self) -> None:
        """Ask the past sales again; a long journal takes its time."""
        self.notify(self.tr("common.proof.working"), markup=False, timeout=2)
        self.call_after_refresh(self._back_test)

    def _back_test(self) -> None:
        stopped: list[Stopped] = []
        tested = back_testing.back_test(self.desk_app.desk, self.proposal, stopped.append)
        self.app.clear_notifications()
        if isinstance(tested, Refused):
            self.refuse(tested)
        elif stopped:
            self.app.push_screen(BackTestScreen(self.proposal, tested, tuple(stopped)))
        else:
            said = "\n".join(tested_lines(tested, self.proposal, self.lang))
            self.app.push_screen(Message(self.tr("keys.about.back_test"), said, lang=self.lang))

    @work
    async def action_adopt_pack(self) -> None:
        """Put it into force: the one at the desk and the second person, of whom one is compliance."""
        desk, proposal = self.desk_app.desk, self.proposal
        answer = await self.prove(
            packs_known.ADOPTING,
            self.tr("keys.about.adopt_pack"),
            lambda proof: packs.adopt(desk, proposal, proof),
            about=self._summary(),
            asked=packs.asked(desk),
        )
        if answer is not None:
            pack, begins = answer[0], proposal.begins
            waits = begins > desk.today()
            name = f"{pack.version} · {pack.digest[:DIGEST]}"
            key = "pack.waits" if waits else "pack.adopted"
            notified(self, self.tr(key, pack=name, **({"day": begins} if waits else {})))
            self.app.pop_screen()
