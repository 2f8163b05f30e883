"""The whole file before it is saved: what is still missing first, then everything as it was typed."""

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk.intake import Page, Slot
from rmdesk.domain.client import Client
from rmdesk.domain.refusal import Refusal
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.dialogs import AskText
from rmdesk.tui.kit.proof import ask_proof
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.sale.draft import FileDraft
from rmdesk.tui.sale.intake import IntakeScreen
from rmdesk.tui.sale.work import WorkScreen


class ReviewScreen(WorkScreen):
    """All pages in one list. Enter leads to a field, F10 saves."""

    table = "review"
    measured = True
    BINDINGS = bindings(of_screen("review"))

    def __init__(self, draft: FileDraft, *, sale_id: str = "", key: str = "") -> None:
        """`sale_id` is the sale that waits for this file; `key` is the field to point at: the one that stopped
        the sale, or that was just looked at."""
        super().__init__()
        self.key = key
        self.draft = draft
        self.sale_id = sale_id

    def body(self) -> ComposeResult:
        """Whose file it is, what is to be done, and the list."""
        yield Static(self.draft.about(self.lang), id="heading", markup=False)
        yield Static("", id="todo", markup=False)
        yield Rows((Column("", 24), Column("", 20, grow=1)), header=False, id="review")

    def on_mount(self) -> None:
        """Point at what is missing first, else at the field that one comes back from."""
        faults = self.draft.faults()
        name = "missing" if faults else ("changed" if self.draft.before else "whole")
        ends = "" if faults else self._ends()
        todo = self.query_one("#todo", Static)
        todo.update(ends or self.tr(f"sale.review.{name}", count=len(faults)))
        todo.set_class(bool(faults or ends), "alert")
        rows = self.query_one(Rows)
        rows.show(self._rows(faults))
        first = next((at for at, row in enumerate(rows.rows) if row.sign), None)
        if first is None:
            first = next((at for at, row in enumerate(rows.rows) if row.key == self.key), None)
        if first is not None:
            rows.pointed = first
        rows.focus()

    def _rows(self, faults: dict[str, Refusal]) -> list[Row]:
        rows = []
        for page in self.draft.pages():
            optional = page.number > 1 and not any(self.draft.values.get(slot.key) for slot in page.slots)
            if optional:
                continue
            number = f" {page.number}" if page.step.most > 1 else ""
            rows.append(Row(f"#{page.id}", (f"{page.step.title.of(self.lang)}{number}", ""), tone="head"))
            shown = self.draft.shown(page, self.lang)
            rows += [self._row(slot, shown[slot.key], faults.get(slot.key)) for slot in page.slots]
        return rows

    def _row(self, slot: Slot, value: str, fault: Refusal | None) -> Row:
        label = slot.field.label.of(self.lang)
        if fault is not None:
            return Row(slot.key, (label, self.words(fault)), sign="!", tone="late")
        return Row(slot.key, (label, self._said(slot, value)))

    def _said(self, slot: Slot, value: str) -> str:
        """A value in words."""
        kind = slot.field.kind
        if not value:
            return "—"
        if kind == "yes_no":
            return self.desk.pack.label("yes_no", value, self.lang)
        if slot.field.choices:
            options = {one.key: one.text.of(self.lang) for one in slot.field.options}
            return ("、" if self.lang == "zh" else ", ").join(options[one] for one in value.split(","))
        return value

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        event.stop()
        page = self._page_of(event.row.key)
        self.draft.page_id = page.id
        review = reviewing(self.draft, self.sale_id)
        self.desk_app.switch_screen(IntakeScreen(self.draft, review, event.row.key, detour=True))

    def _page_of(self, key: str) -> Page:
        return next(page for page in self.draft.pages() if any(slot.key == key for slot in page.slots))

    def f10(self) -> str:
        """A file is opened, or a change of one saved."""
        return "keys.f10.register" if self.draft.before is None else "keys.f10.save"

    def action_next(self) -> None:
        """Save. A change of a file on record says why (DESK-01)."""
        faults = self.draft.faults()
        if faults:
            self.notify(self.tr("sale.review.missing", count=len(faults)), markup=False, timeout=3)
        elif self.draft.before is None:
            self._save("")
        else:
            heading, label = self.tr("sale.review.save"), self.tr("sale.review.reason")
            self.desk_app.push_screen(AskText(heading, label, lang=self.lang), self._save)

    def _ends(self) -> str:
        """What falls with the change, and what comes of it, in words; "" where nothing does."""
        ends = self.draft.ends()
        said = [self.tr("sale.review.level", level=level) for level in ends.levels]
        said += [self.tr(f"sale.review.{which}") for which in ends.privileges]
        between = "、" if self.lang == "zh" else ", "
        lines = [self.tr("sale.review.ends", what=between.join(said))] if said else []
        if ends.capacity:
            lines.append(self.tr("sale.review.gains", what=self.tr(f"sale.review.capacity.{ends.capacity}")))
        if ends.elder:
            lines.append(self.tr("sale.review.elder"))
        if ends.parted:
            lines.append(self.tr("sale.review.parted", files=between.join(ends.parted)))
        if ends.grade:
            grade = self.desk.pack.label("aml_grade", ends.grade, self.lang)
            lines.append(self.tr("sale.review.grade", grade=grade))
        return "\n".join(lines)

    def _save(self, reason: str | None) -> None:
        if reason is None:
            return
        act = self.draft.ends().act
        if act:
            heading, about = self.tr("sale.review.save"), self._ends()
            ask_proof(
                self.desk_app, act, heading, lambda proof: self.draft.finish(reason, proof), self._saved, about=about
            )
            return
        client = self.got(self.draft.finish(reason))
        if client is not None:
            self._saved(client)

    def _saved(self, client: Client) -> None:
        self.notify(self.tr("sale.review.saved", no=client.no, name=client.name), markup=False, timeout=4)
        self._leave(client)

    def _leave(self, client: Client) -> None:
        if self.sale_id:
            self.desk_app.go(routes.Sale(self.sale_id), instead=True)
        elif self.draft.before is not None:
            self.desk_app.pop_screen()
        elif client.professional_on(self.desk.today()):
            self.desk_app.go(routes.NewSale(client.id), instead=True)
        else:
            self.desk_app.go(routes.Questionnaire(client.id), instead=True)

    def action_abandon(self) -> None:
        """Throw what was typed away."""
        self.give_up(self.draft.id, f"sale.give_up.{'text' if self.draft.before is None else 'change'}")

    def action_previous(self) -> None:
        """Back to the last page."""
        self.draft.page_id = self.draft.pages()[-1].id
        self.desk_app.switch_screen(IntakeScreen(self.draft, reviewing(self.draft, self.sale_id)))


def reviewing(draft: FileDraft, sale_id: str = "") -> Callable[[str], ReviewScreen]:
    """What follows the last page of `draft`: the review, pointing at the field of a key."""
    return lambda key: ReviewScreen(draft, sale_id=sale_id, key=key)
