"""What is told before the sale, item by item: read to its end, acknowledged, timed (SUIT-22, SUIT-10)."""

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from rmdesk.desk import selling
from rmdesk.desk.disclosure_items import DisclosureItem
from rmdesk.desk.sales import View
from rmdesk.domain.address import addressed
from rmdesk.domain.refusal import Refused
from rmdesk.faces.sale.documents import to_show
from rmdesk.faces.sale.status import recording_due, untold
from rmdesk.formpack.placeholders import fill
from rmdesk.tui import routes
from rmdesk.tui.actions import Action, bindings, of_screen
from rmdesk.tui.kit.prose import Part, Prose
from rmdesk.tui.sale.frame import SaleScreen


class DiscloseScreen(SaleScreen):
    """One item. Space reads on, and at its end acknowledges it."""

    table = "disclose"
    measured = True
    hugs = "#told"
    BINDINGS = bindings(of_screen("disclose"))

    def __init__(self, view: View, again: str = "") -> None:
        """`again` is an item to be read once more because a question about it was answered wrongly."""
        super().__init__(view)
        self.again = again
        self.items: tuple[DisclosureItem, ...] = ()
        self.at = 0
        self.script = False
        self.since: datetime | None = None
        self.settled = False  # the layout of what is shown is known

    def content(self) -> ComposeResult:
        """Heading, text, state of this item."""
        yield Static("", id="heading", markup=False)
        with VerticalScroll(id="told"):
            yield Prose()
        yield Static("", id="state", classes="note", markup=False)
        yield Static("", id="hint", classes="hint", markup=False)

    def on_mount(self) -> None:
        """The first item that was not acknowledged, or the one to be read again."""
        self.items = self.got(selling.items(self.desk, self.sale_id)) or ()
        ids = [one.id for one in self.items]
        still = [one for one in ids if one in untold(self.view)]
        first = self.again if self.again in ids else (still[0] if still else "")
        self.query_one("#told").focus()
        self.set_interval(1, self._show_state)
        self._open(ids.index(first) if first else 0)

    def _open(self, at: int) -> None:
        self.at, self.script, self.since = at, False, self.desk.now()
        self._show()

    def _show(self) -> None:
        if not self.items:
            return
        item, total = self.items[self.at], len(self.items)
        rule = "SUIT-10 SUIT-22" if item.care is not None else "SUIT-22"
        title = item.title.of(self.lang)
        heading = self.tr("sale.disclose.heading", at=self.at + 1, of=total, title=title, rule=rule)
        self.query_one("#heading", Static).update(heading)
        parts: list[Part] = [(item.text.of(self.lang), "")]
        if item.care is not None:
            parts.append((f"! {item.care.of(self.lang)}", "late"))
        if self.at == 0 and recording_due(self.view):
            parts.insert(0, (self._recorded(), "strong"))
        shown = to_show(self.view, self.desk.pack, self.lang)
        if self.at == 0 and shown:
            parts.insert(0, (shown, "strong"))
        if self.script:
            parts.insert(0, (f"{self.tr('sale.disclose.script')}\n{item.script.of(self.lang)}", "muted"))
        self.settled = False
        self.query_one(Prose).show(parts)
        scroll = self.query_one("#told", VerticalScroll)
        scroll.scroll_to(y=0, animate=False)
        self.call_after_refresh(self._settle)

    def _recorded(self) -> str:
        """What the client is told before anything is explained: the sale is recorded from here on (SALE-09)."""
        said = addressed(self.view.context.client.kind, self.desk.pack.sentences.recording.of(self.lang))
        told = fill(said, {"bank": self.desk.branch.spoken(self.lang).bank})
        return self.tr("sale.disclose.recording", told=told)

    def _settle(self) -> None:
        self.settled = True
        self._show_state()

    @property
    def at_end(self) -> bool:
        """Whether the last line of the item is, or was, in sight."""
        scroll = self.query_one("#told", VerticalScroll)
        return self.settled and scroll.scroll_offset.y >= scroll.max_scroll_y

    def _seconds(self) -> int:
        return 0 if self.since is None else max(0, round((self.desk.now() - self.since).total_seconds()))

    def _show_state(self) -> None:
        if not self.items:
            return
        told = len(self.items) - len(untold(self.view))
        minutes, seconds = divmod(self._seconds(), 60)
        state = self.tr("sale.disclose.state", told=told, of=len(self.items), time=f"{minutes:02d}:{seconds:02d}")
        self.query_one("#state", Static).update(state)
        self.query_one("#hint", Static).update(self.tr(f"sale.disclose.hint.{self._hint()}"))
        self.refresh_keys()

    def _hint(self) -> str:
        if not self.at_end:
            return "on"
        if self.again:
            return "again"
        return "done" if self.items and self._told() else "acknowledge"

    def _told(self) -> bool:
        return self.items[self.at].id not in untold(self.view)

    def action_acknowledge(self) -> None:
        """Read on; at the end the client acknowledges the item."""
        if not self.items:
            return
        if not self.settled:
            self.call_after_refresh(self.action_acknowledge)
        elif not self.at_end:
            self.query_one("#told", VerticalScroll).scroll_page_down(animate=False)
            self.call_after_refresh(self._settle)
        elif self.again:
            self._ask()
        elif self._told():
            self.action_forward()
        else:
            self._acknowledge()

    def _acknowledge(self) -> None:
        item = self.items[self.at]
        answer = selling.acknowledge(
            self.desk, self.sale_id, item.id, self._seconds(), self.lang, read_to_end=self.at_end
        )
        if self.now(answer) is not None:
            self.action_forward()

    def action_forward(self) -> None:
        """To the next item, once this one is acknowledged; behind the last one the questions are asked."""
        if not self.items or not self._told():
            return
        if self.at + 1 < len(self.items):
            self._open(self.at + 1)
        else:
            self._ask()

    def _ask(self) -> None:
        """The questions, or what is due when all were answered."""
        if self.view.status.current == "disclose":
            self.go(routes.SaleQuestions(self.sale_id))
        else:
            self.go_on()

    def action_back(self) -> None:
        """To the item before."""
        if self.at > 0:
            self._open(self.at - 1)

    def key_label(self, action: Action) -> str:
        """Space is called as what it does now."""
        reads_on = action.id == "acknowledge" and self._hint() != "acknowledge"
        return self.tr("sale.disclose.read_on") if reads_on else super().key_label(action)

    def not_yet(self, action: Action) -> bool:
        """The questions come when everything was acknowledged: until then F10 says what is left."""
        return action.id == "next" and bool(untold(self.view))

    def f10(self) -> str:
        """On to the questions."""
        return "keys.f10.questions"

    def action_next(self) -> None:
        """On to the questions. It acknowledges nothing: what is still to be told is said instead (SUIT-22)."""
        reasons = self.view.status.missing["disclose"]
        left = tuple(one for one in reasons if one.code == "SUIT-22.items")
        if left:
            self.refuse(Refused(reasons=left))
        else:
            self.action_acknowledge()

    def action_script(self) -> None:
        """Show or hide what is read aloud."""
        self.script = not self.script
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Only an acknowledged item can be left behind."""
        if action == "forward":
            return True if self.items and self._told() else None
        if action == "back":
            return True if self.at > 0 else None
        return True
