"""The frame of a sale: the steps at the side, the client and the journey's number in the title line."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from rmdesk.desk import journeys
from rmdesk.desk.journeys import View
from rmdesk.domain.refusal import Refused
from rmdesk.tui import routes
from rmdesk.tui.journey.person import client_line, desk_line
from rmdesk.tui.journey.standing import shown_steps
from rmdesk.tui.journey.work import WorkScreen
from rmdesk.tui.kit.bars import TitleLine
from rmdesk.tui.kit.dialogs import AskText
from rmdesk.tui.kit.steps import Steps
from rmdesk.tui.routes import Route


class SaleScreen(WorkScreen):
    """One step of a sale. What happened is recorded at once: leaving it at any time loses nothing."""

    step_id: ClassVar[str] = ""

    def __init__(self, view: View) -> None:
        """`view` as it is now."""
        super().__init__()
        self.view = view

    @property
    def sale_id(self) -> str:
        """The journey's id."""
        return self.view.journey.id

    def title_texts(self) -> tuple[str, str]:
        """The client at the left; who, when and which journey at the right."""
        client = client_line(self.desk, self.view.world.client, self.lang)
        return client, f"{desk_line(self.desk)} · {self.view.journey.no}"

    def body(self) -> ComposeResult:
        """Steps and content."""
        with Horizontal(id="frame"):
            yield Steps(shown_steps(self.view, self.desk.pack, self.lang))
            with Vertical(id="content"):
                yield from self.content()

    def content(self) -> ComposeResult:
        """What stands beside the steps; nothing unless a subclass says so."""
        yield from ()

    def now(self, answer: View | Refused) -> View | None:
        """Take over what the desk answered and show where the journey stands."""
        view = self.got(answer)
        if view is not None:
            self.view = view
            self.query_one(Steps).show(shown_steps(view, self.desk.pack, self.lang))
            self.query_one(TitleLine).show(*self.title_texts())
            self.refresh_keys()
        return view

    def reload(self) -> View | None:
        """Ask the desk where the journey stands."""
        return self.now(journeys.view(self.desk, self.sale_id))

    def printed(self) -> None:
        """Papers of this journey were printed."""
        self.reload()

    def to(self, screen: Screen[None]) -> None:
        """Another screen in this one's place, without what was told in passing on this one."""
        self.app.clear_notifications()
        self.rm.switch_screen(screen)

    def go(self, route: Route) -> None:
        """The same by a route."""
        self.app.clear_notifications()
        self.rm.go(route, instead=True)

    def go_on(self) -> None:
        """To the step that is due now."""
        self.go(routes.Sale(self.sale_id))

    def action_evidence(self) -> None:
        """The evidence of this sale, in one file, masked."""
        self.rm.go(routes.SaleEvidence(self.sale_id))

    def action_evidence_clear(self) -> None:
        """The same with ID and phone numbers in full."""
        self.rm.go(routes.SaleEvidence(self.sale_id, clear=True))

    def action_abandon(self) -> None:
        """End the journey without a sale; the reason is kept."""
        heading, label = self.tr("journey.abandon.heading"), self.tr("journey.abandon.reason")
        self.rm.push_screen(AskText(heading, label, lang=self.lang), self._abandoned)

    def _abandoned(self, reason: str | None) -> None:
        if reason is not None and self.now(journeys.abandon(self.desk, self.sale_id, reason)) is not None:
            self.go_on()
