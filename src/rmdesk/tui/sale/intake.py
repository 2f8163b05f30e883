"""Typing a client's file, one page of the form a screen (KYC-01..10, SUIT-11, SUIT-16, DATA-01/02)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen
from textual.widgets import Static

from rmdesk.domain.refusal import Refusal, Refused
from rmdesk.faces.fields import FieldSpec, Option
from rmdesk.faces.file_values import in_yuan
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.form import Form
from rmdesk.tui.kit.page_form import PageForm
from rmdesk.tui.sale.draft import TELLING, FileDraft
from rmdesk.tui.sale.work import WorkScreen

if TYPE_CHECKING:
    from rmdesk.desk.intake import Page, Slot


class FileForm(PageForm):
    """The fields of one page of a file. What is told of them is of this page, whichever stands on the screen by then:
    a page is turned while the last letters typed on it are still on their way."""

    turns = True

    def __init__(self, page: "Page", screen: "IntakeScreen") -> None:
        """The page as its draft stands; its answers go to the screen at once."""
        self.page = page
        slots, draft, lang = {slot.key: slot for slot in page.every}, screen.draft, screen.lang
        super().__init__(
            [screen.spec(slot) for slot in page.every],
            lang=lang,
            check=lambda key, raw: draft.read(slots[key], raw, lang),
            say=screen.desk_app.say,
            values=draft.shown(page, lang),
            doubt=lambda key, raw: draft.doubt(slots[key], raw),
        )
        self.changed = lambda key, value: screen.answered(self, key, value)


class IntakeScreen(WorkScreen):
    """One page of a file."""

    table = "intake"
    measured = True
    BINDINGS = bindings(of_screen("intake"))

    def __init__(
        self, draft: FileDraft, review: Callable[[str], Screen[None]], key: str = "", *, detour: bool = False
    ) -> None:
        """Opens the page where `draft` was left, at field `key`. `review` gives the screen after the last page, by the
        key of the field to point at; a `detour` leads there after this page."""
        super().__init__()
        self.draft = draft
        self.key = key
        self.detour = detour
        self.review = review
        self.page = draft.page(draft.page_id)
        self.form: FileForm | None = None
        self.warned: tuple[str, ...] = ()
        self.came = False  # the page came by the last answer of the one before, and nothing was done on it yet
        self.likely = ""  # id of a client who may be this one

    def body(self) -> ComposeResult:
        """Heading, the page's fields, who this may be already."""
        yield Static("", id="heading", markup=False)
        yield Container(id="page")
        yield Static("", id="likely", markup=False)

    async def on_mount(self) -> None:
        """The page where the draft was left."""
        await self._turn(self.page, self.key)

    async def _turn(self, page: "Page", key: str = "", *, from_below: bool = False) -> None:
        self.page, self.warned, self.came = page, (), False
        self.app.clear_notifications()  # what was told of the page before covers this one's last lines
        self.went(self.draft.open(page.id))
        pages = self.draft.pages()
        at = [one.id for one in pages].index(page.id) + 1
        number = f" {page.number}" if page.step.most > 1 else ""
        title = f"{page.step.title.of(self.lang)}{number}"
        heading = self.tr("sale.intake.heading", what=self.draft.about(self.lang), title=title, at=at, of=len(pages))
        self.query_one("#heading", Static).update(heading)
        box = self.query_one("#page", Container)
        await box.remove_children()
        self.form = FileForm(page, self)
        await box.mount(self.form)
        self._show_asked()
        self._place(self.form, key, from_below=from_below)
        self._look_for_duplicates({})

    def _place(self, form: FileForm, key: str, *, from_below: bool) -> None:
        faults = self.draft.faults() if key else {}
        if key in form.rows:
            form.focus_field(key)
            if key in faults:
                form.show_refusal(key, faults[key])
        elif from_below:
            form.focus_last()

    def spec(self, slot: "Slot") -> FieldSpec:
        """The field of a slot as it is asked here."""
        field, label = slot.field, self.desk.pack.label
        options = tuple(Option(one.key, one.text.of(self.lang)) for one in field.choices)
        if field.kind == "yes_no":
            options = tuple(Option(key, label("yes_no", key, self.lang)) for key in ("yes", "no"))
        help_text = field.help.of(self.lang) if field.help is not None else ""
        kind = "text" if field.kind == "long_text" else field.kind
        return FieldSpec(
            slot.key, in_yuan(field, self.lang), kind, options, field.required, field.max_length, help_text
        )

    def _show_asked(self) -> None:
        asked = {slot.key for slot in self.draft.page(self.page.id).slots}
        if self.form is not None:
            for slot in self.page.every:
                self.form.set_visible(slot.key, slot.key in asked)

    def answered(self, form: FileForm, key: str, value: str) -> None:
        """Keep an answer and show what follows from it. It is called before the focus or the page moves on: which page
        is next may hang on it."""
        follows = self.draft.answer(form.page, key, value)
        if isinstance(follows, Refused):
            self.refuse(follows)
            return
        if form is not self.form:
            return
        self.warned, self.came = (), False
        for other, known in follows.items():
            if other in form.rows:
                form.set_value(other, known)
        form.show_notes(but=key)
        self._show_asked()
        self._look_for_duplicates({})

    @on(Form.Typed)
    def _typing(self, event: Form.Typed) -> None:
        form = event.form
        if not isinstance(form, FileForm) or event.raw != form.rows[event.key].raw:
            return  # a letter of what has been read as a whole since
        if not self.draft.type(form.page, event.key, event.raw):
            return
        if form is self.form:
            self.warned, self.came = (), False
            if event.key in TELLING:
                self._look_for_duplicates({event.key: event.raw})

    def _look_for_duplicates(self, typed: dict[str, str]) -> None:
        found = self.draft.duplicates(typed)
        box = self.query_one("#likely", Static)
        box.set_class(bool(found), "-shown")
        self.likely = found[0].line.id if found else ""
        if found:
            why = self.tr(f"clients.same.{found[0].why}")
            line = found[0].line
            box.update(self.tr("sale.intake.likely", no=line.no, name=line.name, why=why, count=len(found)))
        self.refresh_keys()

    @on(Form.Completed)
    async def _completed(self, event: Form.Completed) -> None:
        if event.form is self.form and self.form.check_all():
            await self._onward()
            self.came = True

    async def action_next(self) -> None:
        """To the next page. What is bad is shown first; pressed again, the page is left as it is. An F10 for the page
        that its last answer turned already passes no page unseen: it is told, and acts the next time."""
        if self.form is None:
            return
        if self.came and self.form.start.field.has_focus:
            self.came = False
            self.notify(self.tr("sale.intake.turned"), markup=False, timeout=3)
            return
        form = self.form
        bad = tuple(key for key in form.values() if form.untaken(key) or isinstance(self._read(key, form), Refusal))
        if bad and bad != self.warned and not self._skippable():
            self.form.check_all()
            self.warned = bad
            self.notify(self.tr("sale.intake.again"), markup=False, timeout=3)
            return
        if not bad:
            self.form.check_all()
        await self._onward()

    def _read(self, key: str, form: FileForm) -> str | Refusal:
        slot = next(one for one in self.page.every if one.key == key)
        return self.draft.read(slot, form.rows[key].raw, self.lang)

    def _skippable(self) -> bool:
        """One more person of a kind, and nothing typed about him."""
        return self.page.number > 1 and not any(self.draft.values.get(slot.key) for slot in self.page.every)

    async def _onward(self) -> None:
        pages = self.draft.pages()
        ids = [one.id for one in pages]
        at = ids.index(self.page.id) + 1 if self.page.id in ids else len(ids)
        if self.detour or at >= len(pages):
            self._review()
        else:
            await self._turn(pages[at])

    def _review(self) -> None:
        self.app.clear_notifications()
        self.desk_app.switch_screen(self.review(self.key))

    @on(PageForm.Above)
    async def _above(self) -> None:
        await self._back(from_below=True)

    async def action_previous(self) -> None:
        """To the page before."""
        await self._back(from_below=False)

    async def _back(self, *, from_below: bool) -> None:
        pages = self.draft.pages()
        at = [one.id for one in pages].index(self.page.id)
        if at > 0:
            await self._turn(pages[at - 1], from_below=from_below)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """The other file can be opened only when there may be one, and nothing stands before the first page."""
        if action == "previous":
            return self.page.id != self.draft.pages()[0].id
        return bool(self.likely) if action == "duplicate" else True

    def on_descendant_focus(self) -> None:
        """What could not be written is tried again at every field: the disk may have room by now."""
        if self.draft.unkept:
            self.draft.keep()

    def leaving(self) -> bool:
        """Esc does not leave behind what is nowhere but on this screen."""
        return not self.draft.unkept or self.went(self.draft.keep())

    def action_abandon(self) -> None:
        """Throw what was typed away."""
        self.give_up(self.draft.id, f"sale.give_up.{'text' if self.draft.before is None else 'change'}")

    def action_duplicate(self) -> None:
        """Leave this draft and open the file of the client who may be the same."""
        if self.likely:
            self.desk_app.go(routes.ClientFile(self.likely), instead=True)
