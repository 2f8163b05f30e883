"""How a screen asks for a record: it declares what is asked and what is done, and `ask_record` does the rest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Generic, TypeVar

from rmdesk.desk import intake, people
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain.base import Lang, Text
from rmdesk.domain.refusal import Refusal, Refused, faulty
from rmdesk.domain.sensitive import Asked
from rmdesk.faces import reading
from rmdesk.faces.fields import FieldSpec
from rmdesk.faces.kept import Kept
from rmdesk.store import Draft
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.form_screen import FormScreen
from rmdesk.tui.kit.proof import ask_proof
from rmdesk.tui.kit.prose import Part

KIND = "record"
"""The kind of draft that a half-typed record leaves."""
T = TypeVar("T")
Values = Mapping[str, str]
PASSWORD_AT: Mapping[str, str] = dict.fromkeys(("DATA-08.password", "DATA-08.wait"), "password")
"""Where a wrong password is said of a form that asks for one (`Record.at`)."""
_PROOF = frozenset({"DATA-08.again", "DATA-08.second"})


@dataclass(frozen=True)
class Record(Generic[T]):
    """What is asked of whoever wants to do one act, and what is done with the answers.

    `act` is the text (a key of the catalogue) that F10 is called by; `about` says whom or what it is done to, in both
    languages where they say it differently: a draft is known by it, whatever language it is gone on with in; `place`
    is the screen where it is asked: the desk's list of half-typed work leads there. `do` is the use case: its `Faulty`
    says which field is wrong, and `at` names the field of another refusal by its code. `then` gets what it answered,
    once the form has gone.

    `client_id`: the draft is about this client and goes where he goes. `proves` names the sensitive act (DATA-08)
    for which `do` wants a proof: it is asked for after everything else was found right; `agrees` is what whoever
    proves reads (`about` unless it says more), worked out of the answers where these matter; `second` the field whose
    answer is the only second person who will do; `asked` wins over the table of the form pack. `ends`: Enter does not
    do it. `first`: the field to point at, the uppermost unless it says so. `login`: whose new password is asked for, of
    whoever the field "login" names unless it says so.
    """

    act: str
    about: str | Text
    place: routes.Route
    fields: tuple[FieldSpec, ...]
    do: Callable[[Values, Proof | None], T | Refused]
    then: Callable[[T], None]
    values: Values = field(default_factory=dict)
    said: str = ""
    client_id: str = ""
    at: Mapping[str, str] = field(default_factory=dict)
    check: Callable[[str, str], Refusal | None] = lambda _key, _value: None
    proves: str = ""
    agrees: str | Callable[[Values], str] = ""
    second: str = ""
    asked: Asked | None = None
    ends: bool = False
    first: str = ""
    login: str = ""


class RecordForm(FormScreen, Generic[T]):
    """The form of a declared record."""

    table: ClassVar[str] = "record"
    BINDINGS = bindings(of_screen("record"))

    def __init__(self, record: Record[T]) -> None:
        """`record` says what is asked and what is done."""
        super().__init__()
        self.record = record

    def on_mount(self) -> None:
        """What is there is changed from the top; what was begun goes on where it was left."""
        if self.record.fields and not self.kept.typed:  # without any it is read, and agreed to
            self.form.focus_field(self.record.first or self.record.fields[0].key)

    def heading(self) -> str:
        """Whom it is done to, and what; once where both are called the same."""
        return " · ".join(dict.fromkeys(filter(None, (_said(self.record.about, self.lang), self.act_label()))))

    def act_label(self) -> str:
        """The act's own name."""
        return self.tr(self.record.act)

    def specs(self) -> tuple[FieldSpec, ...]:
        """As declared."""
        return self.record.fields

    def said(self) -> list[Part]:
        """As declared."""
        return [(self.record.said, "muted")]

    def by_key_only(self) -> bool:
        """As declared."""
        return self.record.ends

    def check(self, key: str, raw: str) -> str | Refusal:
        """By the field's kind, then by the record's own check."""
        spec = next(one for one in self.record.fields if one.key == key)
        value = reading.read(spec, raw, self.values())
        if isinstance(value, Refusal) or not value:
            return value
        weak = self._weak(value) if spec.kind == "password" and spec.rules else None
        return weak or self.record.check(key, value) or value

    def _weak(self, password: str) -> Refusal | None:
        """Why a new password will not do: said before it is typed once more."""
        login = self.record.login or self.values().get("login", "")
        return people.password_wanted(self.desk_app.desk, login).fault(password)

    def keeping(self) -> Kept:
        """The draft of this very form, by the person at the desk; an option that has gone is left out."""
        desk, record = self.desk_app.desk, self.record
        old = _begun(desk, record)
        typed = {} if old is None else dict(old.values["typed"])
        known = {one.key: one for one in record.fields}
        stands = {key: raw for key, raw in typed.items() if key in known and reading.fits(known[key], raw)}

        def write(draft_id: str, changed: Values) -> str | Refused:
            id = draft_id or desk.new_id()
            values = {**_of(record), "typed": dict(changed)}
            kept = intake.keep(desk, id, KIND, record.client_id, values)
            return kept if isinstance(kept, Refused) else id

        return Kept(desk, record.values, write, "" if old is None else old.id, stands)

    def do(self) -> None:
        """Nobody proves anything for what is refused anyway: it is tried without a proof first."""
        record, values = self.record, self.values()
        answer = record.do(values, None)
        if record.proves and isinstance(answer, Refused) and {one.code for one in answer.reasons} <= _PROOF:
            agrees = record.agrees if isinstance(record.agrees, str) else record.agrees(values)
            ask_proof(
                self.desk_app, record.proves, self.act_label(), lambda proof: record.do(values, proof), self._done,
                about=agrees or _said(record.about, self.lang), asked=record.asked,
                login=values.get(record.second, ""), refused=self.refused,
            )  # fmt: skip
        elif isinstance(answer, Refused):
            self.refused(answer)
        else:
            self._done(answer)

    def refused(self, refused: Refused) -> None:
        """Below its field, also what the use case does not know a field of."""
        first = refused.reasons[0]
        key = self.record.at.get(first.code)
        super().refused(refused if key is None else faulty({key: first}))

    def _done(self, answer: T) -> None:
        self.kept.end()
        self.desk_app.pop_screen()
        self.record.then(answer)


def _of(record: Record[T]) -> dict[str, object]:
    """What tells the drafts of records apart."""
    about = record.about if isinstance(record.about, str) else record.about.model_dump()
    return {"act": record.act, "about": about, "place": routes.written(record.place)}


def _said(about: str | Text, lang: Lang) -> str:
    return about if isinstance(about, str) else about.of(lang)


def _begun(desk: Desk, record: Record[T]) -> Draft | None:
    found = intake.kept(desk, KIND)
    drafts = () if isinstance(found, Refused) else found
    wanted = _of(record)
    return next((one for one in drafts if {key: one.values.get(key) for key in wanted} == wanted), None)


def ask_record(app: DeskApp, record: Record[T]) -> None:
    """Ask for a record over the screen on top, with what was typed for it before."""
    app.push_screen(RecordForm(record))


def forget_begun(desk: Desk, place: routes.Route) -> None:
    """What was begun at a place where nothing is left to do: somebody did it meanwhile."""
    found = intake.kept(desk, KIND)
    for one in () if isinstance(found, Refused) else found:
        if one.values.get("place") == routes.written(place):
            intake.drop(desk, one.id)


def about_of(draft: Draft, lang: Lang) -> str:
    """Whom or what a half-typed record is about."""
    about = draft.values["about"]
    return str(about[lang]) if isinstance(about, dict) else str(about)


def place_of(draft: Draft) -> routes.Route | None:
    """Where a half-typed record is asked."""
    place = draft.values.get("place")
    return routes.read(place) if isinstance(place, dict) else None
