"""Where the sound and picture recording of this sale is (SALE-09). The desk keeps its reference, not the recording."""

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk import selling, show
from rmdesk.domain import fields
from rmdesk.domain.refusal import Refusal
from rmdesk.faces.fields import FieldSpec
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.form import Form
from rmdesk.tui.kit.prose import Prose
from rmdesk.tui.sale.frame import SaleScreen


class RecordingScreen(SaleScreen):
    """One field, and now as its time."""

    table = "recording"
    measured = True
    hugs = "Form"
    BINDINGS = bindings(of_screen("recording"))

    def content(self) -> ComposeResult:
        """The reference; that there is a recording was told before the first item of the disclosure."""
        at = show.moment(self.desk.now(), self.desk.branch.zone)
        yield Static(self.tr("sale.recording.heading"), id="heading", markup=False)
        yield Prose((self.tr("sale.recording.at", at=at), "muted"), classes="para")
        spec = FieldSpec("reference", self.tr("sale.recording.reference"), "text", required=True, max_length=60)
        yield Form([spec], lang=self.lang, check=_read, say=self.desk_app.say)
        yield Static(self.tr("sale.recording.hint"), classes="hint", markup=False)

    @on(Form.Completed)
    def _completed(self) -> None:
        self.action_next()

    def f10(self) -> str:
        """It keeps the reference, or leaves it for later."""
        return "keys.f10.recording"

    def action_next(self) -> None:
        """Keep the reference; without one the sale goes on and waits for it at the confirmation."""
        form = self.query_one(Form)
        reference = form.values()["reference"].strip()
        if not reference:
            self.go_on()
        elif form.check_all():
            noted = selling.note_recording(self.desk, self.sale_id, reference, self.desk.now())
            if self.now(noted) is not None:
                self.go_on()


def _read(_key: str, raw: str) -> str | Refusal:
    return fields.read("text", raw, most=60)
