"""The level that the answers came to, what it means, and the client's word on a changed one (SUIT-19)."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from rmdesk.desk import assess, show
from rmdesk.domain.address import addressed
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.client import Client, valid_until
from rmdesk.faces.flags import for_review
from rmdesk.faces.sale.person import client_line, desk_line
from rmdesk.formpack.placeholders import fill
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.prose import Part, Prose
from rmdesk.tui.sale.handed import InClientsHands
from rmdesk.tui.sale.work import WorkScreen


class ResultScreen(WorkScreen):
    """The result, before the manager."""

    table: ClassVar[str] = "result"
    measured = True
    hugs = "#result"
    BINDINGS = bindings(of_screen("result"))

    def __init__(self, client: Client, assessment: Assessment, sale_id: str = "") -> None:
        """`sale_id` is the sale that waits for the level."""
        super().__init__()
        self.client = client
        self.assessment = assessment
        self.sale_id = sale_id

    def title_texts(self) -> tuple[str, str]:
        """The client, and who is at the desk."""
        key = self.assessment.questionnaire
        return client_line(self.desk, self.client, self.lang, key), desk_line(self.desk)

    def body(self) -> ComposeResult:
        """Level, meaning, validity, and what the client or the manager must know."""
        yield Static(self._heading(), id="heading", markup=False)
        with VerticalScroll(id="result", can_focus=False):
            yield Prose(id="outcome")
        yield Static("", id="hint", classes="hint", markup=False)

    def _heading(self) -> str:
        """Of several questionnaires the title says which (SUIT-24)."""
        forms, heading = self.desk.pack.questionnaires(self.client.kind), self.tr("sale.result.heading")
        form = forms.get(self.assessment.questionnaire)
        return heading if form is None or len(forms) == 1 else f"{heading} · {form.title.of(self.lang)}"

    def on_mount(self) -> None:
        """Fill it."""
        self._show()

    def _show(self) -> None:
        one = self.assessment
        level = self.desk.pack.levels.of_client(one.level)
        parts: list[Part] = [
            (show.client_level(self.desk.pack, one.level, self.lang), "accent"),
            (addressed(self.client.kind, level.meaning.of(self.lang)), ""),
            (self.tr("sale.result.until", until=valid_until(one.on, self.desk.thresholds())), ""),
            (self._knocked(one), ""),
            (self._changed(one), "late" if one.awaits_confirmation else "strong"),
            (self._flags(one), "muted"),
        ]
        self.query_one("#outcome", Prose).show(parts)
        self.query_one("#hint", Static).update(self._hint(one))
        self.refresh_keys()

    def _knocked(self, one: Assessment) -> str:
        asked = [flag.partition(":")[2] for flag in one.flags if flag.startswith("knock_out:")]
        if not asked:
            return ""
        form = self.desk.pack.questionnaire(self.client.kind, one.questionnaire)
        texts = [f"“{question.text.of(self.lang)}”" for question in form.questions if question.id in asked]
        sentence = self.desk.pack.sentences.knocked_out.of(self.lang)
        return fill(sentence, {"question": ("、" if self.lang == "zh" else ", ").join(texts), "level": one.level})

    def _changed(self, one: Assessment) -> str:
        if one.previous_level in (None, one.level):
            return ""
        changed = self.desk.pack.sentences.level_changed.of(self.lang)
        words = fill(addressed(self.client.kind, changed), {"from": one.previous_level, "to": one.level})
        state = self.tr("sale.result.confirmed" if one.confirmed_at else "sale.result.to_confirm")
        return f"SUIT-19 · {words}\n{state}"

    def _flags(self, one: Assessment) -> str:
        flags = for_review(one, self.lang)
        return self.tr("sale.result.flagged", flags=flags) if flags else ""

    def _hint(self, one: Assessment) -> str:
        return self.tr("sale.result.hint_confirm" if one.awaits_confirmation else "sale.result.hint")

    def _confirmed(self) -> bool:
        """Let the client confirm a changed level; whether that was what was due."""
        if not self.assessment.awaits_confirmation:
            return False
        confirmed = self.got(assess.confirm_level(self.desk, self.assessment.id))
        if confirmed is not None:
            self.assessment = confirmed
            self._show()
        return True

    def f10(self) -> str:
        """A changed level is confirmed first."""
        return "keys.f10.confirm_level" if self.assessment.awaits_confirmation else "keys.f10.sell"

    def action_next(self) -> None:
        """The client confirms a changed level, or the sale goes on."""
        if self._confirmed():
            return
        if self.sale_id:
            self.desk_app.go(routes.Sale(self.sale_id), instead=True)
        else:
            self.desk_app.go(routes.NewSale(self.client.id), instead=True)

    def action_print(self) -> None:
        """The questionnaire with answers and level."""
        self.desk_app.go(routes.ClientPapers(self.client.id, ("questionnaire",), self.assessment.id))


class HandedResultScreen(InClientsHands, ResultScreen, inherit_bindings=False):
    """The result in the client's hands: only the keys of this table, none of the manager's."""

    table: ClassVar[str] = "handover"
    BINDINGS = bindings(of_screen("handover"))

    def __init__(self, client: Client, assessment: Assessment, sale_id: str = "") -> None:
        """`sale_id` is the sale that waits for the level."""
        super().__init__(client, assessment, sale_id)
        self.holder = client
        self.returning = lambda: ResultScreen(client, self.assessment, sale_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Only a changed level is left to be confirmed here."""
        if action in ("back", "forward"):
            return False
        return action != "next" or self.assessment.awaits_confirmation

    def action_next(self) -> None:
        """The client confirms a changed level."""
        self._confirmed()

    def _flags(self, one: Assessment) -> str:  # noqa: ARG002
        return ""

    def _hint(self, one: Assessment) -> str:
        return self.tr("sale.handover.confirm" if one.awaits_confirmation else "sale.handover.done")
