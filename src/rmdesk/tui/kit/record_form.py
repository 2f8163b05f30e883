"""One way to ask for a record: a column of fields, each fault below its field, and nothing that was typed is lost.

`RecordForm` is the screen. A subject either derives from it (an act of a register) or says in a `Record` what is asked
and shows `AskRecord`. F10 is called as the act; proofs are asked over the form, so that a wrong answer costs nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from rmdesk.desk.guarding import Proof
from rmdesk.domain import fields
from rmdesk.domain.fields import FieldKind
from rmdesk.domain.refusal import Faulty, Refusal, Refused, refuse
from rmdesk.tui.actions import Action, bindings, of_screen
from rmdesk.tui.kit import form as kit
from rmdesk.tui.kit.cells import cut
from rmdesk.tui.kit.form import FieldSpec
from rmdesk.tui.kit.giving_up import give_up
from rmdesk.tui.kit.kept import Kept
from rmdesk.tui.kit.page_form import LongForm
from rmdesk.tui.kit.proof import ask_proof
from rmdesk.tui.kit.prose import Part, Prose
from rmdesk.tui.kit.screen import DeskScreen


class RecordForm(DeskScreen):
    """The fields of a record, and what is said below them. A subclass says what is asked and does it."""

    def heading(self) -> str:
        """What is done, and to whom."""
        raise NotImplementedError

    def said(self) -> list[Part]:
        """What stands above the fields; nothing unless a subclass says so."""
        return []

    def specs(self) -> tuple[FieldSpec, ...]:
        """The fields, in order."""
        raise NotImplementedError

    def first(self) -> dict[str, str]:
        """What stands in the fields when the form is opened."""
        return {}

    def check(self, key: str, raw: str) -> str | Refusal:
        """The canonical value of one field, or what is wrong with it."""
        raise NotImplementedError

    def keep(self, values: Mapping[str, str]) -> Refused | None:
        """Keep what stands in the fields now."""
        raise NotImplementedError

    def forget(self) -> Refused | None:
        """What was typed is not kept any longer."""
        raise NotImplementedError

    def commit(self) -> None:
        """Do it: every field can be read."""
        raise NotImplementedError

    def ask(self) -> None:
        """Show what is asked by now, hide what is not; all of it unless a subclass says otherwise."""

    def body(self) -> ComposeResult:
        """Heading, what is said, fields."""
        with Vertical(id="measure"):
            yield Static(cut(self.heading(), self.app.size.width - 2), id="heading", markup=False)
            yield Prose(*self.said(), id="said", tight=True)
            yield LongForm(self.specs(), lang=self.lang, check=self.check, say=self.rm.say, values=self.first())

    def on_mount(self) -> None:
        """What is asked depends on what is answered already."""
        self.form.changed = lambda _key, _value: self.ask()
        said = self.query_one("#said", Prose)
        said.show(said.parts)
        self.ask()

    @property
    def form(self) -> LongForm:
        """The fields."""
        return self.query_one(LongForm)

    def values(self) -> dict[str, str]:
        """What stands in the fields that are asked."""
        return self.form.values()

    @on(kit.Form.Typed)
    @on(kit.Form.Answered)
    def _typed(self) -> None:
        """A power cut costs nothing that was typed."""
        refused = self.keep(self.values())
        if refused is not None:
            self.notify(self.rm.say(refused.reasons[0]).text, severity="warning", markup=False)

    def faults(self, wrong: Mapping[str, Refusal]) -> None:
        """Show what is wrong below the fields; what has no field here is told in a box."""
        here = [key for key in self.form.rows if key in wrong and self.form.rows[key].display]
        for key in here:
            self.form.show_refusal(key, wrong[key])
        if here:
            self.form.focus_field(here[0])
        rest = tuple(one for key, one in wrong.items() if key not in here)
        if rest:
            self.refuse(Refused(reasons=rest))

    def action_next(self) -> None:
        """Do it. What is wrong stands below its field."""
        if self.form.check_all():
            self.commit()

    def action_abandon(self) -> None:
        """Forget what was typed."""
        give_up(self, self.forget)


@dataclass(frozen=True)
class Record:
    """What `AskRecord` asks.

    `place` names what is begun, and about whom: half-typed values are kept for it, those of password fields never;
    ("", "") keeps none. `commit` does it with the values by key: without a proof first, so that nobody proves anything
    for what is refused anyway, then with the one that `proves` (an act of the table of sensitive acts) asks for. `at`
    gives the field of a refusal by its case. `about` is shown to who proves.
    """

    heading: str
    act: str
    specs: tuple[FieldSpec, ...]
    commit: Callable[[Mapping[str, str], Proof | None], Any]
    place: tuple[str, str] = ("", "")
    values: Mapping[str, str] = field(default_factory=dict)
    said: tuple[Part, ...] = ()
    proves: str = ""
    about: str = ""
    at: Mapping[str, str] = field(default_factory=dict)


_PROOF = frozenset({"DATA-08.again", "DATA-08.second"})
_SECRET = "password"


class AskRecord(RecordForm):
    """A record that is asked for once: `then` is called with what the desk answered, when it was done."""

    table: ClassVar[str] = "record"
    BINDINGS = bindings(of_screen("record"))

    def __init__(self, record: Record, then: Callable[[Any], None]) -> None:
        """`record` says what is asked."""
        super().__init__()
        self.record = record
        self.then = then
        self.kept: Kept | None = None

    def heading(self) -> str:
        """As the record says."""
        return self.record.heading

    def said(self) -> list[Part]:
        """As the record says."""
        return list(self.record.said)

    def specs(self) -> tuple[FieldSpec, ...]:
        """As the record says."""
        return self.record.specs

    def first(self) -> dict[str, str]:
        """What was typed before, over what the record begins with."""
        what, whom = self.record.place
        if what:
            self.kept = Kept(self.rm.desk, what, whom, self.record.values)
            return self.kept.values()
        return dict(self.record.values)

    def check(self, key: str, raw: str) -> str | Refusal:
        """The canonical value of a field of its kind; a required one wants something."""
        spec = next(one for one in self.record.specs if one.key == key)
        if not raw.strip():
            return refuse("INPUT.required") if spec.required else ""
        if spec.kind == _SECRET or spec.options:
            return raw
        kind = cast("FieldKind", spec.kind)
        return fields.read(kind, raw, most=spec.max_length)

    def keep(self, values: Mapping[str, str]) -> Refused | None:
        """All but what is secret."""
        secret = {one.key for one in self.record.specs if one.kind == _SECRET}
        shown = {key: raw for key, raw in values.items() if key not in secret}
        return None if self.kept is None else self.kept.keep(shown)

    def forget(self) -> Refused | None:
        """Given up, or done."""
        return None if self.kept is None else self.kept.end()

    @on(kit.Form.Completed)
    def _completed(self) -> None:
        """Enter on the last field does what wants no more than a password; F10 does all."""
        self.action_next()

    def commit(self) -> None:
        """Do it, prove what is to be proved, and say what is wrong where it is wrong."""
        record, typed = self.record, self.values()
        answer = record.commit(typed, None)
        if not isinstance(answer, Refused) or not {one.case for one in answer.reasons} <= _PROOF:
            self._answered(answer)
            return
        ask_proof(
            self.rm,
            record.proves,
            record.act,
            lambda proof: record.commit(typed, proof),
            self._done,
            about=record.about or record.heading,
            refused=self._answered,
        )

    def _answered(self, answer: Any) -> None:
        if isinstance(answer, Faulty):
            self.faults(dict(answer.fields))
        elif isinstance(answer, Refused):
            first = answer.reasons[0]
            key = self.record.at.get(first.case, "")
            if key:
                self.faults({key: first})
            else:
                self.refuse(answer)
        else:
            self._done(answer)

    def _done(self, answer: Any) -> None:
        self.forget()
        self.app.pop_screen()
        self.then(answer)

    def key_label(self, action: Action) -> str:
        """F10 is called as the act."""
        return self.record.act if action.id == "next" else super().key_label(action)
