"""The branch's name and its complaint contact, which stands on every paper (SALE-14)."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk import people
from rmdesk.domain.fields import read
from rmdesk.domain.numbers import read_code
from rmdesk.domain.refusal import Refusal, Refused, refuse
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.form import FieldSpec, Form
from rmdesk.tui.kit.screen import DeskScreen

FIELDS = ("bank", "branch", "contact", "code")


class BranchScreen(DeskScreen):
    """A form of four fields."""

    table: ClassVar[str] = "branch"
    BINDINGS = bindings(of_screen("branch"))

    def body(self) -> ComposeResult:
        """The form with today's values."""
        yield Static(self.tr("settings.branch"), classes="title accent", markup=False)
        specs = [self._spec(key) for key in FIELDS]
        values = {key: str(getattr(self.rm.desk.branch, key)) for key in FIELDS}
        yield Form(specs, lang=self.lang, check=_check, say=self.rm.say, values=values)

    def _spec(self, key: str) -> FieldSpec:
        label = self.tr(f"settings.{key}_name")
        if key == "code":
            return FieldSpec(key, label, max_length=6, help=self.tr("settings.code_help"))
        return FieldSpec(key, label, required=True, max_length=80)

    @on(Form.Completed)
    def action_next(self) -> None:
        """Save, and back."""
        form = self.query_one(Form)
        if not form.check_all():
            return
        branch = self.rm.desk.branch.model_copy(update=form.values())
        changed = people.change_branch(self.rm.desk, branch)
        if isinstance(changed, Refused):
            self.refuse(changed)
        else:
            self.app.pop_screen()


def _check(key: str, raw: str) -> str | Refusal:
    if key == "code":
        return read_code(raw)
    value = read("text", raw, most=80)
    return value or refuse("INPUT.required")
