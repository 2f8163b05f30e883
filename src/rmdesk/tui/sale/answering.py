"""Answers while they are given: kept at once, timed per question, never guessed (SUIT-05, QUES-09)."""

from datetime import datetime, timedelta

from rmdesk.desk import assess
from rmdesk.desk.assess import AssessmentDraft
from rmdesk.desk.desk import Desk
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.questionnaire import Question
from rmdesk.domain.refusal import Refused


class Answering:
    """A questionnaire on the screen. Questions that the file answers (age) are not asked."""

    def __init__(self, desk: Desk, take: AssessmentDraft) -> None:
        self.desk = desk
        self.take = take
        self.asked = tuple(one for one in take.form.questions if one.source == "client")
        self.at = next((at for at, one in enumerate(self.asked) if one.id not in take.answers), len(self.asked))
        self.reviewed = False  # all answers were on the screen: one that is mended leads back there
        self._since: datetime | None = None

    @property
    def question(self) -> Question | None:
        """The question on the screen; None behind the last one, where all answers are shown."""
        return self.asked[self.at] if self.at < len(self.asked) else None

    def answer_of(self, question: Question) -> str:
        """The letters given so far; "" for none."""
        return self.take.answers.get(question.id, "")

    @property
    def missing(self) -> int:
        """How many questions are still open."""
        return sum(not self.answer_of(one) for one in self.asked)

    def look(self) -> None:
        """The question is on the screen from now on."""
        self._since = self.desk.now()

    def give(self, letters: str) -> Refused | None:
        """The answer to the question on the screen; no letters take it back."""
        question = self.question
        if question is None:
            return None
        if letters:
            self.take.answers[question.id] = letters
        else:
            self.take.answers.pop(question.id, None)
        self._count()
        return assess.keep(self.desk, self.take)

    def go(self, at: int) -> None:
        """To question `at`; one behind the last shows all answers."""
        self._count()
        self.at = max(0, min(at, len(self.asked)))

    def onward(self) -> None:
        """To what follows an answer: the next question, or all answers once they were shown."""
        self.go(len(self.asked) if self.reviewed else self.at + 1)

    def finish(self) -> Assessment | Refused:
        """Hand the questionnaire in."""
        return assess.finish(self.desk, self.take)

    def _count(self) -> None:
        """Add the seconds since it was last counted; what was rounded off counts for the next time."""
        question, now = self.question, self.desk.now()
        if question is None or self._since is None:
            self._since = now
            return
        spent = max(0, round((now - self._since).total_seconds()))
        self.take.seconds[question.id] = self.take.seconds.get(question.id, 0) + spent
        self._since += timedelta(seconds=spent)
