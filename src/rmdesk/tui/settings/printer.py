"""How the desk prints: the printer's name, a command of the bank's own, both sides; and a test page."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk import printers
from rmdesk.desk.people_rows import name_of
from rmdesk.domain.fields import read
from rmdesk.domain.printer import Printer
from rmdesk.domain.refusal import Refusal, Refused
from rmdesk.faces.fields import FieldSpec, Option
from rmdesk.tui.actions import Action, bindings, of_screen
from rmdesk.tui.kit.dialogs import Choose
from rmdesk.tui.kit.form import Form
from rmdesk.tui.kit.screen import DeskScreen

_TEST = "test"


class PrinterScreen(DeskScreen):
    """A form of three fields; F8 saves and sends a test page."""

    table: ClassVar[str] = "printer"
    hugs = "Form"
    BINDINGS = bindings(of_screen("printer"))

    def body(self) -> ComposeResult:
        """The form with today's values, when a page was last tried, and what the keys do."""
        now = printers.printer_of(self.desk_app.desk)
        yield Static(self.tr("settings.printer"), classes="title accent", markup=False)
        yes_no = tuple(Option(key, self.desk_app.desk.pack.label("yes_no", key, self.lang)) for key in ("yes", "no"))
        specs = [
            FieldSpec(key, self.tr(f"settings.printer_{key}"), max_length=most, help=self._help(key))
            for key, most in (("name", 80), ("command", 200))
        ]
        specs.append(FieldSpec("duplex", self.tr("settings.printer_duplex"), "yes_no", yes_no))
        values = {"name": now.name, "command": now.command, "duplex": "yes" if now.duplex else "no"}
        yield Form(specs, lang=self.lang, check=_check, say=self.desk_app.say, values=values)
        yield Static(self._tested(), id="tested", classes="note", markup=False)
        yield Static(self.tr("settings.printer_hint"), classes="hint", markup=False)

    def key_label(self, action: Action) -> str:
        """F10 saves, F8 prints a test page."""
        words = {"next": "settings.printer_save", "print": "settings.printer_test"}
        return self.tr(words[action.id]) if action.id in words else super().key_label(action)

    def _help(self, key: str) -> str:
        return self.tr(f"settings.printer_{key}_help")

    def _tested(self) -> str:
        desk = self.desk_app.desk
        last = printers.tested(desk)
        if last is None:
            return self.tr("settings.printer_untested")
        return self.tr(
            "settings.printer_tested", at=f"{desk.local(last.at):%Y-%m-%d %H:%M}", by=name_of(desk.store, last.by)
        )

    def _kept(self) -> bool:
        form = self.query_one(Form)
        if not form.check_all():
            return False
        values = form.values()
        wanted = Printer(command=values["command"], name=values["name"], duplex=values["duplex"] != "no")
        answer = printers.set_printer(self.desk_app.desk, wanted)
        if isinstance(answer, Refused):
            self.refuse(answer)
            return False
        return True

    @on(Form.Completed)
    def action_next(self) -> None:
        """Save, and back; of a printer that printed no page yet one is offered first: the checklist waits for it."""
        if not self._kept():
            return
        last = printers.tested(self.desk_app.desk)
        if last is not None and last.printer == printers.printer_of(self.desk_app.desk).name:
            self.app.pop_screen()
            return
        heading, text = self.tr("settings.printer_unproved"), self.tr("settings.printer_try")
        options = [Option(_TEST, self.tr("settings.printer_test")), Option("", self.tr("settings.printer_later"))]
        self.desk_app.push_screen(Choose(heading, text, options, lang=self.lang), self._offered)

    def _offered(self, answer: str | None) -> None:
        if answer == _TEST:
            self._test()
        elif answer is not None:
            self.app.pop_screen()

    def action_print(self) -> None:
        """Save, and send a test page."""
        if self._kept():
            self._test()

    def _test(self) -> None:
        sent = printers.test(self.desk_app.desk, self.lang)
        if isinstance(sent, Refused):
            self.refuse(sent)
            return
        self.query_one("#tested", Static).update(self._tested())
        self.notify(self.tr("settings.printer_sent"), markup=False)


def _check(key: str, raw: str) -> str | Refusal:
    if key == "duplex" or not raw.strip():
        return raw.strip()
    return read("text", raw, most=200 if key == "command" else 80)
