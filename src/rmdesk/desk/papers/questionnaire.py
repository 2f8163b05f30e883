"""The questionnaire with its answers, the level and what it means (SUIT-05, SUIT-19, SUIT-20, QUES-02, QUES-07)."""

from rmdesk.desk.papers.common import client_rows, reach_text, signatures, together
from rmdesk.desk.papers.levels import level_block, level_change_blocks
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.domain.client import valid_until
from rmdesk.domain.questionnaire import Option as Choice
from rmdesk.domain.questionnaire import Question, Questionnaire
from rmdesk.paper.blocks import Answers, Block, Callout, Heading, KeyValues, Option, Paragraph

_DIGEST_SHOWN = 16  # of 64 hex digits: enough to find the form again, short enough to be read out


def form_of(given: PaperInput) -> Questionnaire:
    """The form that was answered. ValueError when the pack holds another one: its answers mean nothing here."""
    taken = given.assessed
    form = given.pack.questionnaire(given.client.kind, taken.questionnaire)
    if (form.id, form.version) != (taken.form_id, taken.form_version):
        raise ValueError(f"assessed by {taken.form_id} {taken.form_version}, the pack has {form.id} {form.version}")
    return form


def compose(given: PaperInput) -> tuple[Block, ...]:
    """All questions with the chosen options marked, the result, and who signs."""
    form = form_of(given)
    return (
        KeyValues((*client_rows(given), *_taken_rows(given, form))),
        Paragraph(given.text(form.intro)),
        *_answers(given, form),
        *_result(given, form),
        *_signed(given),
    )


def _taken_rows(given: PaperInput, form: Questionnaire) -> tuple[tuple[str, str], ...]:
    taken = given.assessed
    answered = f"{given.text(form.title)} {taken.form_version} · {taken.pack_digest[:_DIGEST_SHOWN]}"
    return (
        (given.say("papers.assessed_at"), given.moment(taken.taken_at)),
        (given.say("papers.questionnaire_form"), answered),
    )


def _answers(given: PaperInput, form: Questionnaire) -> tuple[Block, ...]:
    blocks: list[Block] = []
    rows = [_answer(given, at, question) for at, question in enumerate(form.questions)]
    for section in form.sections:
        mine = tuple(row for row, question in zip(rows, form.questions, strict=True) if question.section == section.id)
        blocks += [Heading(given.text(section.title)), Answers(mine)]
    return tuple(blocks)


def _answer(given: PaperInput, at: int, question: Question) -> tuple[str, str, tuple[Option, ...]]:
    ticked = given.assessed.answers[at]
    several = given.say("papers.several") if question.most is None else given.say("papers.most", most=question.most)
    notes = {"age": given.say("papers.from_file"), "multi": several}
    note = notes.get(question.source) or notes.get(question.kind) or ""
    options = tuple((one.key, _option(given, one), one.key in ticked) for one in question.options)
    return f"{at + 1}.", given.text(question.text) + note, options


def _option(given: PaperInput, option: Choice) -> str:
    text = given.text(option.text)
    return given.say("sale.questions.alone", text=text) if option.exclusive else text


def _result(given: PaperInput, form: Questionnaire) -> tuple[Block, ...]:
    taken = given.assessed
    level = given.pack.levels.client_called(taken.level)
    last = valid_until(taken.on, given.thresholds)
    rows = (
        (given.say("papers.score"), given.say("papers.points", score=taken.score)),
        *_scales(given, form),
        (given.say("papers.your_level"), given.client_level(taken.level)),
        (given.say("papers.fitting_products"), reach_text(given, level)),
        (given.say("papers.assessment_valid"), given.say("papers.through", day=last.isoformat())),
    )
    meaning = () if level is None else (Callout(given.client_level(level.code), (given.text(level.meaning),)),)
    head = together(given, Heading(given.say("papers.result")), *level_block(given), KeyValues(rows), *meaning)
    return (*head, *_knock_outs(given, form))


def _scales(given: PaperInput, form: Questionnaire) -> tuple[tuple[str, str], ...]:
    """What was reached on each scale of a form that has two."""
    scored = zip(form.scales, given.assessed.scores, strict=False)
    return tuple((given.text(scale.title), given.say("papers.points", score=points)) for scale, points in scored)


def _knock_outs(given: PaperInput, form: Questionnaire) -> tuple[Block, ...]:
    """Why the level is lower than the score (QUES-02)."""
    ids = [flag.partition(":")[2] for flag in given.assessed.flags if flag.startswith("knock_out:")]
    numbers = [at for at, question in enumerate(form.questions, 1) if question.id in ids]
    words, level = given.pack.sentences.knocked_out, given.client_level(given.assessed.level)
    named = [given.say("papers.question_no", number=number) for number in numbers]
    return tuple(Callout("", (given.text(words, question=one, level=level),)) for one in named)


def _signed(given: PaperInput) -> tuple[Block, ...]:
    words = given.pack.sentences
    reminders = Paragraph(given.text(words.answers_final)), Paragraph(given.text(words.reassess))
    said = (*reminders, Paragraph(given.text(words.answered_self), tone="strong"))
    signed = signatures(given, "questionnaire", *said, title=given.say("papers.client_confirms"))
    return (*signed, *level_change_blocks(given))
