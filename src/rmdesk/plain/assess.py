"""The risk questionnaire, question by question (SUIT-05, QUES-04): nothing preselected, no running score."""

from rmdesk.desk import assess, clients, intake
from rmdesk.desk.assess import AssessmentDraft
from rmdesk.domain.address import addressed
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.questionnaire import Question, answer_fault
from rmdesk.faces.fields import Option
from rmdesk.faces.flags import for_review
from rmdesk.faces.sale.person import said_of_others
from rmdesk.plain.talk import BACK, Talk, half_width


def take(talk: Talk, client_no: str, key: str | None = None) -> Assessment | None:
    """Take a client's questionnaire, or go on with a half-answered one; which of several is asked where `key` does not
    say. None when it is left for later."""
    talk.may("assess.take")
    client = talk.granted(clients.get(talk.desk, client_no))
    which = _which(talk, client.id) if key is None else key
    if which == BACK:
        return None
    kept = [one for one in talk.granted(intake.kept(talk.desk, assess.DRAFT)) if one.subject == client.id]
    half = any(assess.key_of(one) == which for one in kept)
    counts = (0, 0) if half else _counts(talk, client.id)
    if counts is None:
        return None
    begun = talk.granted(assess.begin(talk.desk, client.id, *counts, which))
    talk.say(f"{client.no} {client.name}\n{begun.form.title.of(talk.lang)}\n{begun.form.intro.of(talk.lang)}")
    talk.tell("plain.resumed" if half else "plain.how_questions")
    return _Questions(talk, begun).run()


def _which(talk: Talk, client_id: str) -> str:
    """The key of one of several; nothing is asked where there is but one."""
    forms = talk.granted(assess.offered_forms(talk.desk, client_id))
    if len(forms) == 1:
        return ""
    options = [Option(key, form.title.of(talk.lang)) for key, form in forms.items()]
    return talk.choose(options, talk.tr("plain.which_form"))


def _counts(talk: Talk, client_id: str) -> tuple[int, int] | None:
    """How often the whole bank assessed the client today and in 12 months: the desk alone cannot know, and head office
    counts what desks did (SUIT-18). None when one goes back behind the first."""
    others = said_of_others(talk.desk, client_id, talk.lang)
    if others:
        talk.say(others)
    known = talk.granted(assess.known_counts(talk.desk, client_id)) if others else (0, 0)
    while (today := _count(talk, "plain.bank_today", known[0])) is not None:
        if (year := _count(talk, "plain.bank_year", known[1])) is not None:
            return today, year
    return None


def _count(talk: Talk, key: str, known: int) -> int | None:
    while True:
        typed = half_width(talk.line(talk.tr(key, known=known), talk.tr("plain.count_help"))) or str(known)
        if typed == BACK:
            return None
        if typed.isascii() and typed.isdigit() and len(typed) <= 3:
            return int(typed)
        talk.tell("plain.a_count")


class _Questions:
    """A questionnaire on its way."""

    def __init__(self, talk: Talk, begun: AssessmentDraft) -> None:
        self.talk = talk
        self.begun = begun
        self.asked = [one for one in begun.form.questions if one.source == "client"]

    def run(self) -> Assessment | None:
        """All questions, then all answers, then the level."""
        at = next((n for n, one in enumerate(self.asked) if not self.begun.answers.get(one.id)), len(self.asked))
        while True:
            while at < len(self.asked):
                at = max(at - 1, 0) if self._question(at) == BACK else at + 1
            chosen = self._answers()
            if chosen is None:
                break
            if chosen == BACK:
                self.talk.tell("plain.kept")
                return None
            self._question(int(chosen))
        done = self.talk.granted(assess.finish(self.talk.desk, self.begun))
        return self._level(done)

    def _question(self, at: int) -> str:
        question, started = self.asked[at], self.talk.desk.now()
        form = self.begun.form
        section = next(one.title.of(self.talk.lang) for one in form.sections if one.id == question.section)
        number = form.questions.index(question) + 1  # the form's, as on paper: the file answers one of them
        self.talk.tell("plain.question", at=number, of=len(form.questions), section=section)
        self.talk.say(question.text.of(self.talk.lang))
        for option in question.options:
            text = option.text.of(self.talk.lang)
            text = self.talk.tr("sale.questions.alone", text=text) if option.exclusive else text
            self.talk.say(f"  {option.key}. {text}")
        letters = self._letters(question)
        if letters == BACK:
            return BACK
        seconds = int((self.talk.desk.now() - started).total_seconds())
        self.begun.answers[question.id] = letters
        self.begun.seconds[question.id] = self.begun.seconds.get(question.id, 0) + seconds
        self.talk.granted(assess.keep(self.talk.desk, self.begun))
        return letters

    def _letters(self, question: Question) -> str:
        keys, given = [option.key for option in question.options], self.begun.answers.get(question.id, "")
        several = question.kind == "multi"
        prompt = self.talk.tr("plain.letters" if several else "plain.letter")
        if question.most is not None:
            prompt = self.talk.tr("plain.letters_most", most=question.most)
        if given:
            prompt = self.talk.tr("plain.letter_kept", given=given)
        while True:
            typed = half_width(self.talk.line(prompt, self.talk.tr("plain.letter_help"))).upper()
            if typed == BACK:
                return BACK
            letters = [one for one in typed if one not in ",、 "] or list(given)
            ordered = "".join(key for key in keys if key in letters)
            known = letters and all(one in keys for one in letters)
            why = answer_fault(question, ordered) if known else "unknown"
            if why is None:
                return ordered
            if why in ("exclusive", "most"):
                alone = " ".join(one.key for one in question.options if one.exclusive)
                self.talk.tell(f"plain.wrong_{why}", alone=alone, most=question.most)
            else:
                self.talk.tell("plain.wrong_letter", allowed=" ".join(keys))

    def _answers(self) -> int | str | None:
        """All answers once more, numbered as in the form: None to hand them in, the place of one to change it, BACK to
        leave it for later."""
        self.talk.tell("plain.your_answers")
        questions = self.begun.form.questions
        lines = [f"{one.text.of(self.talk.lang)}  {self._said(one)}" for one in questions]
        self.talk.say(self.talk.desk.pack.sentences.answers_final.of(self.talk.lang))
        options = [*lines, self.talk.tr("plain.hand_in")]
        while True:
            at = self.talk.pick(options, self.talk.tr("plain.hand_in_or_change"))
            if at == len(lines):
                return None
            if isinstance(at, str):
                return at
            if questions[at] in self.asked:
                return self.asked.index(questions[at])
            self.talk.tell("plain.from_file")

    def _said(self, question: Question) -> str:
        letters = self.begun.answers.get(question.id, "")
        given = [f"{one.key} {one.text.of(self.talk.lang)}" for one in question.options if one.key in letters]
        return self.talk.tr("plain.and").join(given)

    def _level(self, done: Assessment) -> Assessment:
        level = self.talk.desk.pack.levels.of_client(done.level)
        self.talk.tell("plain.level", level=f"{level.code} {level.name.of(self.talk.lang)}")
        self.talk.say(addressed(self.begun.form.audience, level.meaning.of(self.talk.lang)))
        if done.awaits_review:
            number = self.begun.client.no
            self.talk.tell("plain.flagged", flags=for_review(done, self.talk.lang), client=number)
        if not done.awaits_confirmation:
            return done
        return confirm(self.talk, done)


def confirm(talk: Talk, done: Assessment) -> Assessment:
    """The client's word on a changed level (SUIT-19)."""
    talk.tell("plain.changed", was=done.previous_level, now=done.level)
    options = [talk.tr("plain.confirm"), talk.tr("plain.not_now")]
    if talk.pick(options, talk.tr("plain.number")) == 0:
        return talk.granted(assess.confirm_level(talk.desk, done.id))
    return done
