"""The fields of an act of a register, and what comes beside the answers."""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from rmdesk.desk.registers import filling, forms
from rmdesk.desk.registers.drafting import HalfTyped
from rmdesk.desk.registers.views import Form
from rmdesk.domain.refusal import Refusal, Refused, refuse
from rmdesk.tui.kit.form import FieldSpec
from rmdesk.tui.kit.prose import Part
from rmdesk.tui.kit.record_form import RecordForm
from rmdesk.tui.registers import fields
from rmdesk.tui.registers.kept import Kept

Marked = tuple[tuple[str, int], ...]


class ActFields(RecordForm):
    """What a register's file asks for an act."""

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

    def heading(self) -> str:
        """Which entry and what is done."""
        one, label = self.asked, self.asked.offer.label.of(self.lang)
        whom = self.tr("registers.on_marked", count=len(self.marked)) if self.marked else one.no
        return "  ".join(filter(None, (whom, one.title.of(self.lang), "·", label)))

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
        found += [(one, "muted") for one in fields.told(self.asked, self.lang)]
        if not self.asked.fields:
            found.append((self.tr("registers.nothing_asked"), ""))
        return found

    def specs(self) -> tuple[FieldSpec, ...]:
        """In the order of the register's file."""
        return fields.specs(self.rm.desk, self.asked, self.lang)

    def first(self) -> dict[str, str]:
        """What was typed before, over what the register fills in."""
        self.kept = Kept(self.rm.desk, self.asked, self.half, keeps=not self.marked)
        return self.kept.values()

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

    def keep(self, values: Mapping[str, str]) -> Refused | None:
        """A power cut costs nothing that was typed."""
        return None if self.kept is None else self.kept.keep(values)

    def forget(self) -> Refused | None:
        """It was done or given up: what was typed is history now."""
        if self.kept is not None:
            self.kept.end()
        return None

    def catch_up(self) -> None:
        """The entry has changed since: the next try acts on what is there now, with what was typed."""
        found = forms.acting(self.rm.desk, self.asked.entry_id, self.asked.act)
        if not isinstance(found, Refused):
            self.asked = found
