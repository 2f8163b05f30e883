"""Before the questionnaire: what it is for, and how often the client was assessed elsewhere (SUIT-18)."""

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk import assess, clients, show
from rmdesk.desk.assess import AssessmentDraft
from rmdesk.domain import fields
from rmdesk.domain.client import Client
from rmdesk.domain.refusal import Refusal, Refused, refuse
from rmdesk.faces.fields import FieldSpec, Option
from rmdesk.faces.sale.person import client_line, desk_line, last_assessment, said_of_others
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.form import Form
from rmdesk.tui.kit.prose import Prose
from rmdesk.tui.sale.answering import Answering
from rmdesk.tui.sale.questions import HandOverScreen, QuestionsScreen
from rmdesk.tui.sale.work import WorkScreen

COUNTS = ("bank_today", "bank_year")
CLIENT_KINDS = ("person", "organisation")  # the general questionnaire goes by them


class StartScreen(WorkScreen):
    """Enter twice starts: what this desk and head office count is there; what the bank knows beyond is typed."""

    table = "start"
    measured = True
    hugs = "Form"
    BINDINGS = bindings(of_screen("start"))

    def __init__(self, client_id: str, sale_id: str = "", key: str | None = "") -> None:
        """`sale_id` is the sale that waits for the level, `key` that of the questionnaire; None asks for it."""
        super().__init__()
        self.client_id = client_id
        self.sale_id = sale_id
        self.key = key
        self.client: Client | None = None

    def title_texts(self) -> tuple[str, str]:
        """The client, and who is at the desk."""
        client = clients.get(self.desk, self.client_id)
        left = "" if isinstance(client, Refused) else client_line(self.desk, client, self.lang, self.key or "")
        return left, desk_line(self.desk)

    def body(self) -> ComposeResult:
        """Title, introduction, last level, the two counts."""
        client = clients.get(self.desk, self.client_id)
        if isinstance(client, Refused):
            return
        if self.key is None:
            yield Static(self.tr("sale.start.which"), id="heading", markup=False)
        else:
            form = self.desk.pack.questionnaire(client.kind, self.key)
            yield Static(form.title.of(self.lang), id="heading", markup=False)
            yield Prose((form.intro.of(self.lang), ""), (self._last(self.key), "muted"), classes="para")
        others = said_of_others(self.desk, self.client_id, self.lang)
        if others:
            yield Prose((others, "muted"), classes="para")
        counts = [FieldSpec(key, self.tr(f"sale.start.{key}"), "integer", max_length=3) for key in COUNTS]
        yield Form(
            [*([self._which(client)] if self.key is None else []), *counts],
            lang=self.lang,
            check=_read,
            say=self.desk_app.say,
            values=dict(zip(COUNTS, map(str, self._known_counts()), strict=True)),
        )
        yield Static(self.tr("sale.start.hint"), classes="hint", markup=False)

    def _known_counts(self) -> tuple[int, int]:
        """What the whole bank's counts are at the least."""
        known = assess.known_counts(self.desk, self.client_id)
        return (0, 0) if isinstance(known, Refused) else known

    def _which(self, client: Client) -> FieldSpec:
        """Which of several; none is preselected."""
        forms = self.desk.pack.questionnaires(client.kind)
        options = tuple(Option(key or client.kind, form.title.of(self.lang)) for key, form in forms.items())
        return FieldSpec("form", self.tr("sale.start.form"), "choice", options, required=True)

    def _last(self, key: str) -> str:
        last = last_assessment(self.desk, self.client_id, key)
        if last is None:
            return self.tr("sale.start.first")
        level = show.client_level(self.desk.pack, last.level, self.lang)
        return self.tr("sale.start.last", level=level, on=last.on)

    @on(Form.Completed)
    def _completed(self) -> None:
        self.action_next()

    def f10(self) -> str:
        """It starts the questions."""
        return "keys.f10.start"

    def action_next(self) -> None:
        """Start with the manager at the screen."""
        take = self._begin()
        if take is not None:
            self.desk_app.switch_screen(QuestionsScreen(Answering(self.desk, take), self.sale_id))

    def action_hand_over(self) -> None:
        """Start with the screen in the client's hands."""
        take = self._begin()
        if take is not None and self.went(assess.hand_over(self.desk, take.client.id, started=True)):
            self.desk_app.switch_screen(HandOverScreen(Answering(self.desk, take), self.sale_id))

    def _begin(self) -> AssessmentDraft | None:
        form = self.query_one(Form)
        if not form.check_all():
            return None
        self.app.clear_notifications()  # that the file was saved would cover what the questions say of their keys
        values = form.values()
        today, year = (int(values[key] or 0) for key in COUNTS)
        chosen = values.get("form", "")
        key = ("" if chosen in CLIENT_KINDS else chosen) if self.key is None else self.key
        return self.got(assess.begin(self.desk, self.client_id, today, year, key))


def _read(key: str, raw: str) -> str | Refusal:
    if key == "form":
        return raw or refuse("INPUT.required")
    return fields.read("integer", raw) if raw.strip() else "0"
