"""The record of a case on the screen, one page at a time."""

from pathlib import Path
from typing import ClassVar

from textual.containers import Container
from textual.widgets import Static

from rmdesk.domain.refusal import Refusal
from rmdesk.faces.complaints.record import PAGES, asked_again
from rmdesk.faces.complaints.typing import CaseDraft, outward
from rmdesk.faces.fields import FieldSpec
from rmdesk.tui.kit.form import Form
from rmdesk.tui.kit.giving_up import give_up
from rmdesk.tui.kit.page_form import PageForm
from rmdesk.tui.kit.screen import DeskScreen


class PagesScreen(DeskScreen):
    """Pages that are turned with PgUp and PgDn; nothing typed on one is lost on the way to another."""

    CSS_PATH: ClassVar[Path] = Path(__file__).parent / "complaints.tcss"

    def __init__(self, draft: CaseDraft) -> None:
        """`draft` holds what is known."""
        super().__init__()
        self.draft = draft
        self.page = next(iter(draft.pages()))
        self.form: PageForm | None = None

    def heading(self) -> str:
        """What is typed here."""
        return ""

    def turns(self, page: str) -> bool:  # noqa: ARG002
        """Whether the last answer of a page turns it."""
        return False

    async def turn(self, page: str, key: str = "") -> None:
        """Show a page, with the focus in field `key` or the first that is open."""
        self.page, pages = page, list(self.draft.pages())
        title = self.tr(f"complaints.page.{page}")
        place = self.tr("complaints.page.of", title=title, at=pages.index(page) + 1, of=len(pages))
        self.query_one("#heading", Static).update(f"{self.heading()} · {place}")
        box = self.query_one("#page", Container)
        await box.remove_children()
        self.form = self._form(page)
        self.form.turns = self.turns(page)
        self.form.changed = self._changed
        self._show_asked()  # before it is mounted: a hidden field must not get the focus
        await box.mount(self.form)
        if key in self.form.rows:
            self.form.focus_field(key)
        self.refresh_keys()

    def _form(self, page: str) -> PageForm:
        asked = [key for key in PAGES[page] if self.draft.case is None or asked_again(key)]
        specs = {key: self.draft.spec(key, self.lang) for key in asked}
        return PageForm(
            list(specs.values()),
            lang=self.lang,
            check=lambda key, raw: self._read(specs[key], raw),
            say=self.desk_app.say,
            values={key: self._shown(spec) for key, spec in specs.items()},
            doubt=self.draft.doubt,
        )

    def _read(self, spec: FieldSpec, raw: str) -> str | Refusal:
        read = self.draft.read(spec, raw)
        return read if isinstance(read, Refusal) else outward(spec, read, self.lang)

    def _shown(self, spec: FieldSpec) -> str:
        return outward(spec, self.draft.shown(spec.key), self.lang)

    def _show_asked(self) -> None:
        asked = self.draft.pages()[self.page]
        if self.form is not None:
            for key in self.form.rows:
                self.form.set_visible(key, key in asked)

    # what is typed
    def _changed(self, key: str, value: str) -> None:
        self._kept(key, value)
        self._show_asked()

    def answered(self, event: Form.Answered) -> bool:
        """Whether an answer is of this page. It was kept when it was given."""
        return event.form is self.form

    def typed(self, event: Form.Typed) -> None:
        """Keep what is being typed."""
        if event.form is self.form:
            self._kept(event.key, event.raw)

    def _kept(self, key: str, raw: str) -> None:
        refused = self.draft.type(key, raw)
        if refused is not None:
            self.refuse(refused)

    def show_values(self, keys: tuple[str, ...]) -> None:
        """Show what became known."""
        for key in keys:
            if self.form is not None and key in self.form.rows:
                self.form.set_value(key, self._shown(self.form.rows[key].spec))

    def to_open_field(self) -> None:
        """To the first field that is empty."""
        if self.form is not None:
            empty = next((key for key, raw in self.form.values().items() if not raw), "")
            if empty:
                self.form.focus_field(empty)

    def ready(self) -> bool:
        """Whether this page can be read; the first bad field has the focus when not."""
        return self.form is not None and self.form.check_all()

    def readable(self) -> bool:
        """Whether nothing typed on this page is wrong; what is still empty may stay so."""
        form = self.form
        if form is None:
            return False
        for key, raw in form.values().items():
            wrong = raw.strip() and isinstance(self.draft.read(form.rows[key].spec, raw), Refusal)
            if form.untaken(key) or wrong:
                form.check_all()
                return False
        return True

    async def action_more(self) -> None:
        """To the next page."""
        await self._turn_by(1)

    async def action_previous(self) -> None:
        """To the page before."""
        await self._turn_by(-1)

    async def _turn_by(self, by: int) -> None:
        pages = list(self.draft.pages())
        at = pages.index(self.page) + by
        if 0 <= at < len(pages) and self.readable():
            await self.turn(pages[at])

    def action_abandon(self) -> None:
        """Forget what was typed."""
        give_up(self, self.draft.discard)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """No page behind the last, none before the first."""
        pages = list(self.draft.pages())
        if action == "more":
            return self.page != pages[-1]
        if action == "previous":
            return self.page != pages[0]
        return True
