"""What the branch says of itself: names, letterhead, and whom a complainant may turn to (SALE-14, COMP-10)."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk.settings import branch as branches
from rmdesk.domain.people import REVIEW_BODIES
from rmdesk.domain.refusal import Faulty, Refusal, Refused
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.choice import Option
from rmdesk.tui.kit.form import Form
from rmdesk.tui.kit.form_row import FieldSpec
from rmdesk.tui.kit.screen import DeskScreen

_NO_LOGO = "-"
_HELPED = ("code", "superior", "mediation", "regulator", "accent")


class BranchScreen(DeskScreen):
    """One form; F10 keeps what was changed."""

    table: ClassVar[str] = "branch"
    BINDINGS = bindings(of_screen("branch"))

    def body(self) -> ComposeResult:
        """The form with today's values."""
        yield Static(self.tr("settings.branch"), classes="title accent", markup=False)
        specs = [self._spec(key) for key in (*branches.LENGTHS, "logo")]
        values = {key: str(getattr(self.rm.desk.branch, key)) for key in branches.LENGTHS}
        yield Form(specs, lang=self.lang, check=_check, say=self.rm.say, values=values)

    def _spec(self, key: str) -> FieldSpec:
        label = self.tr(branches.label(key))
        hint = self.tr(f"settings.branch_help.{key}") if key in _HELPED else ""
        if key == "review":
            options = tuple(Option(one, self.tr(f"settings.review.{one or 'open'}")) for one in REVIEW_BODIES)
            return FieldSpec(key, label, "choice", options)
        if key == "logo":
            held = "kept" if self.rm.desk.branch.logo else "none"
            return FieldSpec(key, label, max_length=300, help=self.tr(f"settings.logo_{held}"))
        most = branches.LENGTHS[key]
        return FieldSpec(key, label, required=key in branches.NEEDED, max_length=most, help=hint)

    @on(Form.Completed)
    def action_next(self) -> None:
        """Save, and back."""
        form = self.query_one(Form)
        if not form.check_all():
            return
        texts = form.values()
        logo = texts.pop("logo").strip()
        path = Path(logo).expanduser() if logo and logo != _NO_LOGO else None
        changed = branches.set_branch(self.rm.desk, texts, path, without_logo=logo == _NO_LOGO)
        if isinstance(changed, Faulty):
            for key, refusal in changed.fields.items():
                form.show_refusal(key, refusal)
            form.focus_field(next(iter(changed.fields)))
        elif isinstance(changed, Refused):
            self.refuse(changed)
        else:
            self.app.pop_screen()


def _check(key: str, raw: str) -> str | Refusal:
    return raw.strip() if key == "logo" else branches.check(key, raw)
