"""What is typed in a form of an act and not done yet: kept at every answer, offered again when the act is begun."""

from collections.abc import Mapping

from rmdesk.desk import intake
from rmdesk.desk.desk import Desk
from rmdesk.desk.registers import drafting
from rmdesk.desk.registers.drafting import HalfTyped
from rmdesk.desk.registers.views import Form
from rmdesk.domain.refusal import Refused


class Kept:
    """The draft of one form. An act on many marked entries keeps none: it is not known of which of them."""

    def __init__(self, desk: Desk, form: Form, half: HalfTyped | None, *, keeps: bool = True) -> None:
        """`half` is what was kept before."""
        self.desk = desk
        self.form = form
        self.keeps = keeps
        self.id = "" if half is None else half.id
        self.typed: dict[str, str] = {} if half is None else dict(half.typed)
        self.first = {one.key: one.value for one in form.fields}

    def values(self) -> dict[str, str]:
        """What stands in the fields when the form is opened."""
        return {**self.first, **self.typed}

    def keep(self, values: Mapping[str, str]) -> Refused | None:
        """Keep what differs from how the form began; nothing at all leaves nothing behind."""
        changed = {key: raw for key, raw in values.items() if raw != self.first.get(key, "")}
        if changed == self.typed or not self.keeps:
            return None
        if not changed:
            self.end()
            return None
        self.typed = changed
        kept = drafting.keep(self.desk, self.id, self.form, changed)
        if isinstance(kept, Refused):
            return kept
        self.id = kept
        return None

    def end(self) -> None:
        """It was done or given up."""
        if self.id:
            intake.drop(self.desk, self.id)
        self.id, self.typed = "", {}
