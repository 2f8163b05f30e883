"""The questionnaire with its answers, the level and what it means (SUIT-05, SUIT-19, SUIT-20, QUES-02, QUES-07)."""

from rmdesk.desk.papers.case import Case
from rmdesk.desk.papers.common import client_rows, reach_text, signatures
from rmdesk.desk.papers.levels import level_block, level_change_blocks
from rmdesk.domain.client import valid_until
from rmdesk.domain.questionnaire import Question, Questionnaire
from rmdesk.paper.blocks import Answers, Block, Callout, Heading, KeepTogether, KeyValues, Option, Paragraph

_DIGEST_SHOWN = 16  # of 64 hex digits: enough to find the form again, short enough to be read out


def form_of(case: Case) -> Questionnaire:
    """The form that was answered. ValueError when the pack holds another one: its answers mean nothing here."""
    form, taken = case.pack.questionnaire(case.client.kind), case.assessed
    if (form.id, form.version) != (taken.form_id, taken.form_version):
        raise ValueError(f"assessed by {taken.form_id} {taken.form_version}, the pack has {form.id} {form.version}")
    return form


def compose(case: Case) -> tuple[Block, ...]:
    """All questions with the chosen options marked, the result, and who signs."""
    form = form_of(case)
    return (
        KeyValues((*client_rows(case), *_taken_rows(case))),
        Paragraph(case.text(form.intro)),
        *_answers(case, form),
        *_result(case, form),
        *_signed(case),
    )


def _taken_rows(case: Case) -> tuple[tuple[str, str], ...]:
    taken = case.assessed
    form = f"{taken.form_id} {taken.form_version} · {taken.pack_digest[:_DIGEST_SHOWN]}"
    return (
        (case.say("papers.assessed_at"), case.moment(taken.taken_at)),
        (case.say("papers.questionnaire_form"), form),
    )


def _answers(case: Case, form: Questionnaire) -> tuple[Block, ...]:
    blocks: list[Block] = []
    rows = [_answer(case, at, question) for at, question in enumerate(form.questions)]
    for section in form.sections:
        mine = tuple(row for row, question in zip(rows, form.questions, strict=True) if question.section == section.id)
        blocks += [Heading(case.text(section.title)), Answers(mine)]
    return tuple(blocks)


def _answer(case: Case, at: int, question: Question) -> tuple[str, str, tuple[Option, ...]]:
    given = case.assessed.answers[at]
    notes = {"age": case.say("papers.from_file"), "multi": case.say("papers.several")}
    note = notes.get(question.source) or notes.get(question.kind) or ""
    options = tuple((one.key, case.text(one.text), one.key in given) for one in question.options)
    return f"{at + 1}.", case.text(question.text) + note, options


def _result(case: Case, form: Questionnaire) -> tuple[Block, ...]:
    taken = case.assessed
    level = case.pack.levels.of_client(taken.level)
    last = valid_until(taken.on, case.thresholds)
    rows = (
        (case.say("papers.score"), case.say("papers.points", score=taken.score)),
        (case.say("papers.your_level"), case.client_level(taken.level)),
        (case.say("papers.fitting_products"), reach_text(case, level)),
        (case.say("papers.assessment_valid"), case.say("papers.through", day=last.isoformat())),
    )
    meaning = Callout(case.client_level(taken.level), (case.text(level.meaning),))
    head = KeepTogether((Heading(case.say("papers.result")), level_block(case), KeyValues(rows), meaning))
    return (head, *_knock_outs(case, form))


def _knock_outs(case: Case, form: Questionnaire) -> tuple[Block, ...]:
    """Why the level is lower than the score (QUES-02)."""
    ids = [flag.partition(":")[2] for flag in case.assessed.flags if flag.startswith("knock_out:")]
    numbers = [at for at, question in enumerate(form.questions, 1) if question.id in ids]
    words, level = case.pack.sentences.knocked_out, case.client_level(case.assessed.level)
    named = [case.say("papers.question_no", number=number) for number in numbers]
    return tuple(Callout("", (case.text(words, question=one, level=level),)) for one in named)


def _signed(case: Case) -> tuple[Block, ...]:
    words = case.pack.sentences
    reminders = Paragraph(case.text(words.answers_final)), Paragraph(case.text(words.reassess))
    said = (Paragraph(case.text(words.answered_self), tone="strong"), *reminders)
    signed = signatures(case, "questionnaire", *said, title=case.say("papers.client_confirms"))
    return (*signed, *level_change_blocks(case))
