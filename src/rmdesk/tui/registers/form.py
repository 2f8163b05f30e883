"""The form of an act of a register: what is asked depends on what is answered already, and on what the file says."""

from rmdesk.desk.registers import drafting, filling, forms
from rmdesk.desk.registers.drafting import HalfTyped
from rmdesk.desk.registers.views import Form
from rmdesk.domain.refusal import Refusal, Refused, refuse
from rmdesk.domain.registers.act import AMEND
from rmdesk.faces.fields import FieldSpec
from rmdesk.faces.kept import Kept
from rmdesk.tui.kit.form_screen import FormScreen
from rmdesk.tui.kit.prose import Part
from rmdesk.tui.registers import fields

Marked = tuple[tuple[str, int], ...]


class ActFields(FormScreen):
    """The fields of an act, and what is said below them."""

    def __init__(self, form: Form, half: HalfTyped | None = None, marked: Marked = ()) -> None:
        """`half` is what was typed before; `marked`: it is done with all of these, each as it was on the screen."""
        super().__init__()
        self.asked = form
        self.marked = marked
        self.again = half is not None and half.again
        self.half = half
        self.required = {one.key for one in form.fields if one.required}

    def keeping(self) -> Kept:
        """The draft of this act. One on many marked entries keeps none: it is not known of which of them."""
        desk, form, half = self.desk_app.desk, self.asked, self.half
        first = {one.key: one.value for one in form.fields}
        if self.marked:
            return Kept(desk, first, None)
        id, typed = ("", {}) if half is None else (half.id, half.typed)
        return Kept(desk, first, lambda draft_id, changed: drafting.keep(desk, draft_id, form, changed), id, typed)

    def specs(self) -> tuple[FieldSpec, ...]:
        """What the register's file asks."""
        return fields.specs(self.desk_app.desk, self.asked, self.lang)

    def on_mount(self) -> None:
        """What is asked depends on what is answered already; what is there is changed from the top."""
        self.form.changed = lambda _key, _value: self.ask()
        self.ask()
        if self.asked.act == AMEND and not self.kept.typed and self.form.rows:
            self.form.focus_field(next(iter(self.form.rows)))

    def act_label(self) -> str:
        """As the register calls it."""
        return self.asked.offer.label.of(self.lang)

    def heading(self) -> str:
        """The entry and whom it is about, how many, or the whole that a new part belongs to; and the act."""
        one = self.asked
        whom = (
            self.tr("registers.on_marked", count=len(self.marked))
            if self.marked
            else "  ".join(filter(None, (one.no, one.of.of(self.lang))))
        )
        whom = whom or one.whole.of(self.lang)
        return " · ".join(dict.fromkeys(filter(None, (whom, one.title.of(self.lang), self.act_label()))))

    def said(self) -> list[Part]:
        """What comes beside the answers: who agrees, what ends, what the desk fills in, that it is asked anew."""
        offer = self.asked.offer
        found: list[Part] = []
        if self.again:
            found.append((self.tr("registers.again"), "strong"))
        if offer.proof == "second":
            found.append((self.tr("registers.second", who=offer.second.of(self.lang)), "muted"))
        if offer.final:
            found.append((self.tr("registers.ends"), "muted"))
        return found + [(one, "muted") for one in fields.told(self.asked, self.lang)]

    def check(self, key: str, raw: str) -> str | Refusal:
        """The canonical value of one field, or what is wrong with it."""
        if not raw.strip():
            return refuse("INPUT.required") if key in self.required else ""
        read = filling.answer(self.desk_app.desk, self.asked, key, raw, self.values())
        return read.reasons[0] if isinstance(read, Refused) else read

    def ask(self) -> None:
        """Show what is asked by now, hide what is not."""
        standing = {key: row.raw for key, row in self.form.rows.items()}
        shown = filling.shown(self.desk_app.desk, self.asked, standing)
        if not isinstance(shown, Refused):
            for key in self.form.rows:
                self.form.set_visible(key, key in shown)

    def catch_up(self) -> None:
        """The entry has changed since: the next try acts on what is there now, with what was typed."""
        found = forms.acting(self.desk_app.desk, self.asked.entry_id, self.asked.act)
        if not isinstance(found, Refused):
            self.asked = found
