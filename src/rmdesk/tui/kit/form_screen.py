"""The one screen on which a record is asked for: a column to read, each fault below its field, nothing typed is lost.

A subclass says what is asked, what keeps it and what is done; `kit.record_form` is the one for a declared record.
"""

from collections.abc import Mapping, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from rmdesk.domain.refusal import Faulty, Refusal, Refused
from rmdesk.faces.cells import cut_before
from rmdesk.faces.fields import FieldSpec
from rmdesk.faces.kept import Kept
from rmdesk.tui.actions import Action
from rmdesk.tui.kit.form import Form
from rmdesk.tui.kit.giving_up import give_up
from rmdesk.tui.kit.page_form import PageForm
from rmdesk.tui.kit.prose import Part, Prose
from rmdesk.tui.kit.screen import DeskScreen


class FormScreen(DeskScreen):
    """F10, called as the act, does it; so does Enter on the last field, unless `by_key_only`. Esc keeps what was typed
    as a draft, ^P 0 gives it up."""

    begun: Kept | None = None

    # what a subclass says
    def heading(self) -> str:
        """Whom or what it is about, and what is done, in one line."""
        raise NotImplementedError

    def act_label(self) -> str:
        """What F10 is called."""
        raise NotImplementedError

    def specs(self) -> Sequence[FieldSpec]:
        """What is asked."""
        raise NotImplementedError

    def keeping(self) -> Kept:
        """What holds the answers; read when the screen is drawn first."""
        raise NotImplementedError

    def check(self, key: str, raw: str) -> str | Refusal:
        """The canonical value of one field, or what is wrong with it."""
        raise NotImplementedError

    def do(self) -> None:
        """Do it: every answer can be read."""
        raise NotImplementedError

    def said(self) -> list[Part]:
        """What stands above the fields; nothing unless a subclass says so."""
        return []

    def by_key_only(self) -> bool:
        """Whether Enter does not do it, because it ends or proves something."""
        return False

    # the screen
    @property
    def kept(self) -> Kept:
        """What holds the answers."""
        if self.begun is None:
            self.begun = self.keeping()
        return self.begun

    @property
    def form(self) -> PageForm:
        """The fields."""
        return self.query_one(PageForm)

    def body(self) -> ComposeResult:
        """Heading, what goes with it, the fields."""
        with Vertical(id="measure"):
            yield Static("", id="heading", markup=False)
            with VerticalScroll(id="above", can_focus=False):
                yield Prose(id="said", tight=True)
            yield PageForm(
                self.specs(), lang=self.lang, check=self.check, say=self.desk_app.say, values=self.kept.values()
            )

    def on_mount(self) -> None:
        """What is said stands there; what was begun before is said to be."""
        self.show_heading()
        said = self.said()
        if self.kept.typed:
            said.insert(0, (self.tr("common.record.begun"), "accent"))
        if not self.form.rows:
            said.append((self.tr("common.record.nothing"), ""))
        self.query_one("#said", Prose).show(said)
        self.query_one("#above").display = any(text for text, _ in said)
        self.screen_layout_refresh_signal.subscribe(self, lambda _: self._share_room())

    def _share_room(self) -> None:
        """What is said takes all that the fields leave, at least half: what does not fit is read on with a key."""
        above, form = self.query_one("#above"), self.form
        room = self.query_one("#measure").size.height - self.query_one("#heading").outer_size.height - 2
        fields = sum(row.outer_size.height for row in form.rows.values() if row.display)
        most = max(1, room - fields, room // 2)
        if above.styles.max_height is None or above.styles.max_height.value != most:
            above.styles.max_height = most
        self.refresh_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to read on only where not all of it is seen."""
        if action == "read_on":
            above = self.query("#above")
            return bool(above) and above.first().max_scroll_y > 0
        return super().check_action(action, parameters)

    def action_read_on(self) -> None:
        """The next page of what is said; after the last one the first."""
        above = self.query_one("#above")
        if above.scroll_offset.y >= above.max_scroll_y:
            above.scroll_home(animate=False)
        else:
            above.scroll_page_down(animate=False)

    def show_heading(self) -> None:
        """Draw the heading anew."""
        self.query_one("#heading", Static).update(cut_before(self.heading(), self.app.size.width - 2))

    def key_label(self, action: Action) -> str:
        """F10 is called as the act."""
        return self.act_label() if action.id == "next" else super().key_label(action)

    def values(self) -> dict[str, str]:
        """What stands in the fields that are asked."""
        return self.form.values()

    @on(Form.Typed)
    @on(Form.Answered)
    def _typed(self) -> None:
        """A power cut costs nothing that was typed; a password is kept nowhere."""
        secret = {key for key, row in self.form.rows.items() if row.spec.kind == "password"}
        refused = self.kept.keep({key: raw for key, raw in self.values().items() if key not in secret})
        if refused is not None:
            self.notify(self.desk_app.say(refused.reasons[0]).text, severity="warning", markup=False)

    # doing it
    @on(Form.Completed)
    def _completed(self) -> None:
        if self.by_key_only():
            self.notify(self.tr("common.record.by_key", act=self.act_label()), markup=False, timeout=5)
        else:
            self.action_next()

    def on_key(self, event: events.Key) -> None:
        """An act that asks nothing is confirmed with Enter, where it neither ends nor proves anything."""
        if event.key == "enter" and not self.form.rows:
            event.stop()
            self._completed()

    def action_next(self) -> None:
        """Do it, or put the focus on the first answer that cannot be read."""
        if self.form.check_all():
            self.do()

    def refused(self, refused: Refused) -> None:
        """What is wrong with an answer stands below its field; what has no field here is told in a box."""
        wrong: Mapping[str, Refusal] = refused.fields if isinstance(refused, Faulty) else {}
        here = [key for key, row in self.form.rows.items() if key in wrong and row.display]
        for key in here:
            self.form.show_refusal(key, wrong[key])
        if here:
            self.form.focus_field(here[0])
            self.desk_app.drop_typed()
        rest = tuple(one for key, one in wrong.items() if key not in here) if wrong else refused.reasons
        if rest:
            self.refuse(Refused(reasons=rest))

    def action_abandon(self) -> None:
        """Forget what was typed."""
        give_up(self, self.kept.end)
