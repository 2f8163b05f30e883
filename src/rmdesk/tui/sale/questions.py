"""The risk questionnaire, one question a screen, and the view that is handed to the client (QUES-08, SUIT-05)."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from rmdesk.desk import assess
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.questionnaire import Option, Question
from rmdesk.faces.sale.person import client_line, desk_line
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.prose import Part, Prose
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.sale.answering import Answering
from rmdesk.tui.sale.handed import InClientsHands
from rmdesk.tui.sale.options import Options
from rmdesk.tui.sale.result import HandedResultScreen, ResultScreen
from rmdesk.tui.sale.work import WorkScreen


class QuestionsScreen(WorkScreen):
    """A question, or behind the last one all answers. No running score, nothing preselected."""

    table: ClassVar[str] = "questions"
    measured = True
    hugs = "#question"
    BINDINGS = bindings(of_screen("questions"))

    def __init__(self, answering: Answering, sale_id: str = "") -> None:
        """`sale_id` is the sale that waits for the level."""
        super().__init__()
        self.answering = answering
        self.sale_id = sale_id

    def title_texts(self) -> tuple[str, str]:
        """The client, and who is at the desk."""
        return self._client(), desk_line(self.desk)

    def _client(self) -> str:
        take = self.answering.take
        return client_line(self.desk, take.client, self.lang, take.key)

    def body(self) -> ComposeResult:
        """The question and, in its place at the end, the answers."""
        yield Static("", id="heading", markup=False)
        with VerticalScroll(id="question", can_focus=False):
            yield Prose(id="asked", classes="para")
            yield Options()
        with Vertical(id="answers"):
            yield Prose(id="summary", classes="para")
            yield Rows((Column("", 20, grow=1), Column("", 16, grow=1)), header=False, id="given")
            yield Prose(id="detail", tight=True)
        yield Static("", id="hint", classes="hint", markup=False)

    def on_mount(self) -> None:
        """The first question that is still open."""
        self.answering.look()
        self._show()

    def on_screen_resume(self) -> None:
        """Time at a lock or a dialog is not reading time."""
        super().on_screen_resume()
        self.answering.look()

    def _show(self) -> None:
        question = self.answering.question
        self.query_one("#question").set_class(question is None, "-away")
        self.query_one("#answers").set_class(question is not None, "-away")
        if question is None:
            self._show_answers()
        else:
            self._show_question(question)
        self.refresh_keys()

    def _show_question(self, question: Question) -> None:
        form = self.answering.take.form
        section = next(one.title.of(self.lang) for one in form.sections if one.id == question.section)
        at, of = form.questions.index(question) + 1, len(form.questions)
        self.query_one("#heading", Static).update(self.tr("sale.questions.at", section=section, at=at, of=of))
        self.query_one("#asked", Prose).show([*self._from_file(at), (question.text.of(self.lang), "strong")])
        options = [(one.key, self._option(one)) for one in question.options]
        several = question.kind == "multi"
        shown = self.query_one(Options)
        shown.show(options, self.answering.answer_of(question), several=several, joined=question.joined)
        shown.focus()
        self.query_one("#hint", Static).update(self._hint(question))

    def _option(self, option: Option) -> str:
        text = option.text.of(self.lang)
        return self.tr("sale.questions.alone", text=text) if option.exclusive else text

    def _hint(self, question: Question) -> str:
        if question.kind == "single":
            return self.tr("sale.questions.one")
        if question.most is None:
            return self.tr("sale.questions.several")
        return self.tr("sale.questions.most", most=question.most)

    def _from_file(self, at: int) -> list[Part]:
        """The questions just before the `at`-th that the file answered: the numbers are the form's, on paper too."""
        found: list[Part] = []
        for number, one in reversed([*enumerate(self.answering.take.form.questions[: at - 1], 1)]):
            if one.source == "client":
                break
            said = {"at": number, "text": one.text.of(self.lang), "given": self._given(one)}
            found.insert(0, (self.tr("sale.questions.from_file", **said), "muted"))
        return found

    def _show_answers(self) -> None:
        self.query_one("#heading", Static).update(self.tr("sale.questions.answers"))
        self.answering.reviewed = True
        missing = self.answering.missing
        final: Part = (self.desk.pack.sentences.answers_final.of(self.lang), "")
        still_open: Part = (self.tr("sale.questions.missing", count=missing), "late")
        self.query_one("#summary", Prose).show([still_open if missing else final])
        rows = self.query_one(Rows)
        rows.show([self._answer_row(at, one) for at, one in enumerate(self.answering.take.form.questions, 1)])
        rows.focus()
        self.query_one("#hint", Static).update(self.tr("sale.questions.hint"))

    def _answer_row(self, at: int, question: Question) -> Row:
        given = self._given(question)
        text = f"{at:>2}. {question.text.of(self.lang)}"
        if not given:
            return Row(question.id, (text, self.tr("sale.questions.open")), sign="!", tone="late")
        return Row(question.id, (text, given), tone="muted" if question.source == "age" else "")

    def _given(self, question: Question) -> str:
        letters = self.answering.answer_of(question)
        joint = "；" if self.lang == "zh" else "; "
        return joint.join(f"{one.key} {one.text.of(self.lang)}" for one in question.options if one.key in letters)

    @on(Rows.Pointed)
    def _pointed(self, event: Rows.Pointed) -> None:
        """A row may be too narrow for its texts: the one pointed at stands below in full."""
        event.stop()
        key = event.row.key if event.row is not None else ""
        parts: list[Part] = []
        for question in self.answering.take.form.questions:
            if question.id == key:
                parts = [(question.text.of(self.lang), "muted"), (self._given(question), "strong")]
        self.query_one("#detail", Prose).show(parts)

    @on(Options.Picked)
    def _picked(self, event: Options.Picked) -> None:
        event.stop()
        self.went(self.answering.give(event.letters))
        self.refresh_keys()

    @on(Options.Through)
    def _through(self, event: Options.Through) -> None:
        event.stop()
        if self._answered:
            self.answering.onward()
            self._show()

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        event.stop()
        ids = [one.id for one in self.answering.asked]
        if event.row.key in ids:
            self.answering.go(ids.index(event.row.key))
            self._show()

    @property
    def _answered(self) -> bool:
        """Whether a question is on the screen, and has an answer."""
        question = self.answering.question
        return question is not None and bool(self.answering.answer_of(question))

    def action_back(self) -> None:
        """To the question before."""
        self.answering.go(self.answering.at - 1)
        self._show()

    def action_forward(self) -> None:
        """To the next question, once this one is answered."""
        if self._answered:
            self.answering.go(self.answering.at + 1)
            self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Forward needs an answer, else it is greyed out; nothing is handed in before all answers are shown."""
        if action == "forward":
            return True if self._answered else None
        if action == "back":
            return True if self.answering.at > 0 else None
        if action == "next":
            return self.answering.question is None and not self.answering.missing
        return True

    def f10(self) -> str:
        """The answers are handed in for good."""
        return "keys.f10.hand_in"

    def action_next(self) -> None:
        """Hand the answers in; from here on they cannot be changed (QUES-04)."""
        if self.answering.question is not None or self.answering.missing:
            return
        assessment = self.got(self.answering.finish())
        if assessment is not None:
            self._result(assessment)

    def _result(self, assessment: Assessment) -> None:
        self.desk_app.switch_screen(ResultScreen(self.answering.take.client, assessment, self.sale_id))

    def action_abandon(self) -> None:
        """Throw what was typed away."""
        self.give_up(self.answering.take.draft_id)

    def action_hand_over(self) -> None:
        """Give the screen to the client (QUES-08)."""
        if self.went(assess.hand_over(self.desk, self.answering.take.client.id, started=True)):
            self.desk_app.switch_screen(HandOverScreen(self.answering, self.sale_id))


class HandOverScreen(InClientsHands, QuestionsScreen, inherit_bindings=False):
    """The questions in the client's hands: only the keys of this table, none of the manager's."""

    table: ClassVar[str] = "handover"
    BINDINGS = bindings(of_screen("handover"))

    def __init__(self, answering: Answering, sale_id: str = "") -> None:
        """`sale_id` is the sale that waits for the level."""
        super().__init__(answering, sale_id)
        self.holder = answering.take.client
        self.returning = lambda: QuestionsScreen(answering, sale_id)

    def _result(self, assessment: Assessment) -> None:
        self.desk_app.switch_screen(HandedResultScreen(self.holder, assessment, self.sale_id))
