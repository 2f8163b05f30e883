"""The form of an act: one column to read, each fault below its field, and nothing that was typed is ever lost."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from rmdesk.desk.registers import filling, forms
from rmdesk.desk.registers.drafting import HalfTyped
from rmdesk.desk.registers.views import Form
from rmdesk.domain.refusal import Refusal, Refused, refuse
from rmdesk.tui.kit import form as kit
from rmdesk.tui.kit.cells import cut
from rmdesk.tui.kit.giving_up import give_up
from rmdesk.tui.kit.page_form import LongForm
from rmdesk.tui.kit.prose import Part, Prose
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.registers import fields
from rmdesk.tui.registers.kept import Kept

Marked = tuple[tuple[str, int], ...]


class ActFields(DeskScreen):
    """The fields of an act, and what is said below them."""

    CSS_PATH: ClassVar[Path] = Path(__file__).parent / "registers.tcss"

    def __init__(self, form: Form, half: HalfTyped | None = None, marked: Marked = ()) -> None:
        """`half` is what was typed before; `marked`: it is done with all of these, each as it was on the screen."""
        super().__init__()
        self.asked = form
        self.marked = marked
        self.again = half is not None and half.again
        self.half = half
        self.kept: Kept | None = None
        self.required = {one.key for one in form.fields if one.required}

    def body(self) -> ComposeResult:
        """Which entry and what is done; what goes with it; the fields."""
        self.kept = Kept(self.rm.desk, self.asked, self.half, keeps=not self.marked)
        with Vertical(id="measure"):
            yield Static(self._heading(), id="heading", markup=False)
            yield Prose(*self._said(), id="said", tight=True)
            yield LongForm(
                fields.specs(self.rm.desk, self.asked, self.lang),
                lang=self.lang,
                check=self.check,
                say=self.rm.say,
                values=self.kept.values(),
            )

    def on_mount(self) -> None:
        """What is asked depends on what is answered already."""
        self.form.changed = lambda _key, _value: self.ask()
        said = self.query_one("#said", Prose)
        said.show(said.parts)
        self.ask()

    @property
    def form(self) -> LongForm:
        """The fields."""
        return self.query_one(LongForm)

    def _heading(self) -> str:
        one, label = self.asked, self.asked.offer.label.of(self.lang)
        whom = self.tr("registers.on_marked", count=len(self.marked)) if self.marked else one.no
        return cut("  ".join(filter(None, (whom, one.title.of(self.lang), "·", label))), self.app.size.width - 2)

    def _said(self) -> list[Part]:
        """What comes beside the answers: who agrees, what ends, what the desk fills in, that it is asked anew."""
        offer = self.asked.offer
        found: list[Part] = []
        if self.again:
            found.append((self.tr("registers.again"), "strong"))
        if offer.proof == "second":
            found.append((self.tr("registers.second", who=offer.second.of(self.lang)), "muted"))
        if offer.final:
            found.append((self.tr("registers.ends"), "muted"))
        found += [(one, "muted") for one in fields.told(self.asked, self.lang)]
        if not self.asked.fields:
            found.append((self.tr("registers.nothing_asked"), ""))
        return found

    # what is typed
    def values(self) -> dict[str, str]:
        """What stands in the fields that are asked."""
        return self.form.values()

    def check(self, key: str, raw: str) -> str | Refusal:
        """The canonical value of one field, or what is wrong with it."""
        if not raw.strip():
            return refuse("INPUT.required") if key in self.required else ""
        read = filling.answer(self.rm.desk, self.asked, key, raw, self.values())
        return read.reasons[0] if isinstance(read, Refused) else read

    def ask(self) -> None:
        """Show what is asked by now, hide what is not."""
        standing = {key: row.raw for key, row in self.form.rows.items()}
        shown = filling.shown(self.rm.desk, self.asked, standing)
        if not isinstance(shown, Refused):
            for key in self.form.rows:
                self.form.set_visible(key, key in shown)

    @on(kit.Form.Typed)
    @on(kit.Form.Answered)
    def _typed(self) -> None:
        """A power cut costs nothing that was typed."""
        if self.kept is not None:
            refused = self.kept.keep(self.values())
            if refused is not None:
                self.notify(self.rm.say(refused.reasons[0]).text, severity="warning", markup=False)

    # done
    def faults(self, wrong: dict[str, Refusal]) -> None:
        """Show what is wrong below the fields; what has no field here is told in a box."""
        here = [key for key in self.form.rows if key in wrong and self.form.rows[key].display]
        for key in here:
            self.form.show_refusal(key, wrong[key])
        if here:
            self.form.focus_field(here[0])
        rest = tuple(one for key, one in wrong.items() if key not in here)
        if rest:
            self.refuse(Refused(reasons=rest))

    def catch_up(self) -> None:
        """The entry has changed since: the next try acts on what is there now, with what was typed."""
        found = forms.acting(self.rm.desk, self.asked.entry_id, self.asked.act)
        if not isinstance(found, Refused):
            self.asked = found

    def done(self) -> None:
        """It was done: what was typed is history now."""
        if self.kept is not None:
            self.kept.end()

    def action_abandon(self) -> None:
        """Forget what was typed."""
        if self.kept is not None:
            give_up(self, self.kept.end)
