"""One assessment as it was taken: level, how it came about, every question with its answer (QUES-04, QUES-07)."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from rmdesk.desk import assess, client_file, show
from rmdesk.desk.assessment import reviewing
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.people_rows import name_of
from rmdesk.domain.address import addressed
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.client import Client
from rmdesk.domain.people import Person
from rmdesk.domain.questionnaire import Questionnaire
from rmdesk.domain.refusal import Refused
from rmdesk.faces.fields import Option
from rmdesk.faces.flags import answered, flagged
from rmdesk.faces.lines import Line, Tone
from rmdesk.faces.sale.looks import proposed
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit import record_fields as ask
from rmdesk.tui.kit.dialogs import AskText
from rmdesk.tui.kit.record_form import PASSWORD_AT, Record, Values, ask_record, forget_begun
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.kit.sheet import Sheet
from rmdesk.tui.lines import client_rows

Decide = Callable[[Desk, str, str, Proof | None], Assessment | Refused]
_NOTE = 200


class AssessmentScreen(DeskScreen):
    """Read only; a reviewer notes that a flagged one was looked at (QUES-09)."""

    table: ClassVar[str] = "assessment"
    BINDINGS = bindings(of_screen("assessment"))

    def __init__(self, client: Client, taken: Assessment) -> None:
        """`taken` is one of the client's."""
        super().__init__()
        self.client = client
        self.taken = taken

    def body(self) -> ComposeResult:
        """The sheet, scrolled with the arrows."""
        with VerticalScroll(id="scroll"):
            yield Sheet(self._lines())

    def on_mount(self) -> None:
        """The arrows scroll. A look that somebody else took meanwhile is not the own half-done work any more."""
        self.query_one("#scroll").focus()
        if self.taken.reviewed is not None:
            forget_begun(self.desk_app.desk, routes.TakenAssessment(self.taken.id))

    def _lines(self) -> list[Line]:
        form = client_file.form_of(self.desk_app.desk, self.client, self.taken)
        questions = [] if isinstance(form, Refused) else self._answers(form)
        return [*self._head(), Line(""), *questions]

    def _head(self) -> list[Line]:
        one, desk, lang = self.taken, self.desk_app.desk, self.lang
        level = desk.pack.levels.client_called(one.level)
        meaning = "" if level is None else f" · {addressed(self.client.kind, level.meaning.of(lang))}"
        until, expired = client_rows.counts_until(desk, lang, one.on)
        flags = flagged(one, lang, client_file.form_of(desk, self.client, one))
        lines = [
            Line(f"{self.client.name}  {self.client.no}", tone="head"),
            Line(self.tr("clients.column.level"), f"{show.client_level(desk.pack, one.level, lang)}{meaning}"),
            Line(self.tr("clients.column.score"), self._score()),
            Line(
                self.tr("clients.column.day"),
                f"{desk.local(one.taken_at):%Y-%m-%d %H:%M} · {name_of(desk.store, one.by)}",
            ),
            Line(self.tr("clients.valid_until"), until, "late" if expired else ""),
            Line(self.tr("clients.form"), f"{self._form_name()} {one.form_version} · {one.pack_digest[:12]}"),
            *self._recomputed(),
        ]
        if flags:
            lines.append(Line(self.tr("clients.column.flags"), f"! {flags} (QUES-09)", "late"))
        reviewed = one.reviewed
        if reviewed is not None:
            key = "accepted" if reviewed.accepted else "sent_back"
            said = self.tr(
                f"clients.review.{key}", day=desk.local(reviewed.at).date(), by=name_of(desk.store, reviewed.by)
            )
            tone: Tone = "" if reviewed.accepted else "late"
            lines.append(Line(self.tr("clients.review.name"), f"{said} · {reviewed.note}", tone))
        elif one.flagged:
            lines.append(Line(self.tr("clients.review.name"), self.tr("clients.review.waits"), "late"))
        return lines

    def _form_name(self) -> str:
        """What the questionnaire is called; its id where the pack that holds it has gone."""
        form = client_file.form_of(self.desk_app.desk, self.client, self.taken)
        return self.taken.form_id if isinstance(form, Refused) else form.title.of(self.lang)

    def _score(self) -> str:
        """The total; of a form with two scales what each of them came to as well."""
        form = client_file.form_of(self.desk_app.desk, self.client, self.taken)
        scales = () if isinstance(form, Refused) else form.scales
        each = [f"{one.title.of(self.lang)} {points}" for one, points in zip(scales, self.taken.scores, strict=False)]
        return " · ".join([str(self.taken.score), *each])

    def _recomputed(self) -> list[Line]:
        """What the answers come to today under the form that was used; a level that differs is marked (QUES-07)."""
        again = assess.recompute(self.desk_app.desk, self.taken.id)
        if isinstance(again, Refused):
            return []
        same = (again.score, again.level) == (self.taken.score, self.taken.level)
        text = self.tr(f"clients.recomputed.{'same' if same else 'other'}", score=again.score, level=again.level)
        return [Line(self.tr("clients.recompute"), text, "" if same else "late")]

    def _answers(self, form: Questionnaire) -> list[Line]:
        lines = []
        for number, (question, given) in enumerate(zip(form.questions, self.taken.answers, strict=True), 1):
            lines.append(Line(str(number), question.text.of(self.lang), "muted"))
            said = answered(self.desk_app.desk.pack, self.client, self.taken, question, given, self.lang)
            lines.append(Line("", said, "late" if question.id in self.taken.contradicted else ""))
        return lines

    def action_review(self) -> None:
        """The look at a flagged assessment showed nothing wrong."""
        self._decide("review", "clients.reviewed", reviewing.review)

    def action_send_back(self) -> None:
        """It showed that the client is to be assessed anew."""
        self._decide("send_back", "clients.sent_back", reviewing.send_back)

    def _decide(self, act: str, told: str, do: Decide) -> None:
        """With what the look showed; by a reviewer who comes to this desk, with his own password."""
        note, id = self.tr("clients.review_note"), self.taken.id

        def done(answer: Assessment | Refused) -> None:
            if isinstance(answer, Refused):
                self.refuse(answer)
                return
            self.taken = answer
            self.query_one(Sheet).show(self._lines())
            self.refresh_keys()
            self.notify(self.tr(told), markup=False)

        def noted(text: str | None) -> None:
            if text is not None:
                done(do(self.desk_app.desk, id, text, None))

        def proved(values: Values, _: Proof | None) -> Assessment | Refused:
            return do(self.desk_app.desk, id, values["note"], Proof(values["password"], values["who"]))

        if self._mine():
            self.app.push_screen(AskText(self.tr(f"keys.{act}"), note, lang=self.lang, max_length=_NOTE), noted)
            return
        people = self._reviewers()
        who = ask.choice("who", self.tr("sale.look.who"), (Option(one.login, one.name) for one in people))
        fields = (ask.prose("note", note, _NOTE), who, ask.secret("password", self.tr("sale.look.password")))
        record = Record(
            f"keys.{act}", f"{self.client.no} {self.client.name}", routes.TakenAssessment(id), fields, proved, done,
            {"who": proposed(self.desk_app.desk, people)}, client_id=self.client.id, at=PASSWORD_AT,
        )  # fmt: skip
        ask_record(self.desk_app, record)

    def _mine(self) -> bool:
        """Whether whoever sits here reviews it."""
        return not isinstance(reviewing.to_review(self.desk_app.desk, self.taken.id), Refused)

    def _reviewers(self) -> tuple[Person, ...]:
        found = reviewing.reviewers(self.desk_app.desk, self.taken.id)
        return () if isinstance(found, Refused) else found

    def action_print(self) -> None:
        """Print the questionnaire with its answers."""
        self.desk_app.go(routes.ClientPapers(self.client.id, ("questionnaire",), self.taken.id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a flagged assessment is reviewed, and once, by whom it does not concern; at anybody's desk."""
        if action in ("review", "send_back"):
            return True if self._mine() or self._reviewers() else None if self.desk_app.may("assess.review") else False
        if action == "print":
            return self.desk_app.may("papers.print")
        return super().check_action(action, parameters)
