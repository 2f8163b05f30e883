"""An act of a register: its form, and the key that does it."""

from typing import ClassVar

from textual import events, on

from rmdesk.desk.desk import Desk
from rmdesk.desk.registers import drafting
from rmdesk.desk.registers.views import Form
from rmdesk.domain.refusal import Refused
from rmdesk.tui.actions import Action, bindings, of_screen
from rmdesk.tui.kit import form as kit
from rmdesk.tui.registers import entry_acts
from rmdesk.tui.registers.form import ActFields, Marked


class ActFormScreen(ActFields):
    """F10 does it. So does Enter on the last field, except for what ends an entry or wants a proof."""

    table: ClassVar[str] = "register_act"
    BINDINGS = bindings(of_screen("register_act"))

    @on(kit.Form.Completed)
    def _completed(self) -> None:
        offer = self.asked.offer
        if offer.final or offer.proof != "none":
            self.notify(self.tr("registers.by_key", act=offer.label.of(self.lang)), markup=False, timeout=5)
        else:
            self.action_next()

    def on_key(self, event: events.Key) -> None:
        """An act that asks nothing is confirmed with Enter, where it neither ends nor proves anything."""
        if event.key == "enter" and not self.form.rows:
            event.stop()
            self._completed()

    def commit(self) -> None:
        """Do it; what somebody else changed meanwhile is read anew."""
        entry_acts.do(self)

    def key_label(self, action: Action) -> str:
        """F10 is called as the act."""
        return self.asked.offer.label.of(self.lang) if action.id == "next" else super().key_label(action)


def form_screen(desk: Desk, form: Form | Refused, marked: Marked = ()) -> ActFormScreen | Refused:
    """A form, with what was typed for it before; one with many marked entries begins empty."""
    if isinstance(form, Refused):
        return form
    half = None if marked else drafting.found(desk, form)
    return ActFormScreen(form, None if isinstance(half, Refused) else half, marked)
