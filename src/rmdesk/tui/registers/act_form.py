"""An act of a register: its form, and the key that does it."""

from typing import ClassVar

from rmdesk.desk.desk import Desk
from rmdesk.desk.registers import drafting
from rmdesk.desk.registers.views import Form
from rmdesk.domain.refusal import Refused
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.registers import entry_acts
from rmdesk.tui.registers.form import ActFields, Marked


class ActFormScreen(ActFields):
    """F10 does it. So does Enter on the last field, except for what ends an entry or wants a proof."""

    table: ClassVar[str] = "register_act"
    BINDINGS = bindings(of_screen("register_act"))

    def by_key_only(self) -> bool:
        """What ends an entry or wants a proof."""
        return self.asked.offer.final or self.asked.offer.proof != "none"

    def do(self) -> None:
        """What is wrong stands below its field; what somebody else changed meanwhile is read anew."""
        entry_acts.do(self)


def form_screen(desk: Desk, form: Form | Refused, marked: Marked = ()) -> ActFormScreen | Refused:
    """A form, with what was typed for it before; one with many marked entries begins empty."""
    if isinstance(form, Refused):
        return form
    half = None if marked else drafting.found(desk, form)
    return ActFormScreen(form, None if isinstance(half, Refused) else half, marked)
