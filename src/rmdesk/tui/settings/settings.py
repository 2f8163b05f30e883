"""Settings: language and theme of this face, the branch, its people, the form pack, the journal's chain."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk import checking, packs, printers
from rmdesk.domain.refusal import Refused
from rmdesk.faces.fields import Option
from rmdesk.locale import LANGS
from rmdesk.tui import routes, themes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.dialogs import Choose, Message
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.kit.status_line import status
from rmdesk.tui.lines.settings_ways import WAYS


class SettingsScreen(DeskScreen):
    """Each row is opened with Enter or its number."""

    table: ClassVar[str] = "settings"
    BINDINGS = bindings(of_screen("settings"))

    def body(self) -> ComposeResult:
        """One list."""
        yield Static(self.tr("keys.settings"), classes="title", markup=False)
        yield Rows((Column("", 14, grow=1), Column("", 30, grow=3)), numbered=True, header=False)

    def on_mount(self) -> None:
        """Ready."""
        self.reload()
        self.query_one(Rows).focus()

    def refresh_title(self) -> None:
        """A backup made meanwhile shows in its row too."""
        super().refresh_title()
        self.reload()

    def came_back(self) -> None:
        """What was changed meanwhile shows."""
        self.reload()

    def reload(self) -> None:
        """Show the present values; a row that is for another role says so in its place (DATA-08)."""
        desk, spoken = self.desk_app.desk, self.desk_app.desk.branch.spoken(self.lang)
        values = {
            "language": self.tr(f"settings.speaks_{self.lang}"),
            "theme": self.tr(f"settings.theme_name.{self.app.theme}"),
            "branch": " · ".join(filter(None, (spoken.bank, spoken.branch, spoken.code))),
            "people": self.tr("settings.people_hint"),
            "pack": self._packs(),
            "chain": self.tr("settings.chain_hint"),
            "backup": status(desk, self.lang),
            "audit": self.tr("settings.audit_hint"),
            "archive": self.tr("settings.archive_hint"),
            "retention": self.tr("settings.retention_hint"),
            "rates": self.tr("settings.rates_hint"),
            "printer": self.tr("settings.printer_is", **printers.words(printers.printer_of(desk), self.lang)),
            "opening": self.tr("settings.opening_hint"),
        }
        self.query_one(Rows).show([self._row(key, value) for key, value in values.items()], keep=True)

    def _row(self, key: str, value: str) -> Row:
        mine = key not in WAYS or self.desk_app.may_go(WAYS[key])
        value = value if mine else self.tr("settings.others")
        return Row(key, (self.tr(f"settings.{key}"), value), tone="" if mine else "muted")

    def _packs(self) -> str:
        """The form pack in force, and those that wait for their day."""
        desk = self.desk_app.desk
        now = f"{desk.pack.meta.name.of(self.lang)} {desk.pack.version} · {desk.pack.digest[:12]}"
        coming = (f"{pack.version} {self.tr('pack.begins', day=begins)}" for begins, pack in packs.waiting(desk))
        return " · ".join((now, *coming))

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        match event.row.key:
            case "language":
                self.choose_language()
            case "theme":
                self.choose_theme()
            case "chain":
                self.check_chain()
            case other:
                self.desk_app.go(WAYS[other])

    @work
    async def choose_language(self) -> None:
        """Change the language of this face."""
        options = [Option(lang, self.tr(f"settings.speaks_{lang}")) for lang in LANGS]
        ask = Choose(self.tr("settings.language"), "", options, lang=self.lang, first=self.lang)
        chosen = await self.app.push_screen_wait(ask)
        if chosen is not None and chosen != self.lang:
            app = self.desk_app
            app.change_language("zh" if chosen == "zh" else "en")
            app.go(routes.Settings())

    @work
    async def choose_theme(self) -> None:
        """Change the theme."""
        options = [Option(name, self.tr(f"settings.theme_name.{name}")) for name in themes.NAMES]
        ask = Choose(self.tr("settings.theme_title"), "", options, lang=self.lang, first=self.app.theme)
        chosen = await self.app.push_screen_wait(ask)
        if chosen is not None:
            self.desk_app.change_theme(chosen)
            self.reload()

    def check_chain(self) -> None:
        """Check that every fact of the journal still stands as it was written."""
        verdict = checking.verify(self.desk_app.desk)
        if isinstance(verdict, Refused):
            self.refuse(verdict)
            return
        key = "vault.chain_good" if verdict.ok else "vault.chain_bad"
        text = self.tr(key, facts=f"{verdict.facts:,}", head=verdict.head.short, faults=len(verdict.faults))
        self.app.push_screen(Message(self.tr("settings.chain"), text, lang=self.lang))
