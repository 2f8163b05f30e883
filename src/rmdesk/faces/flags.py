"""What is flagged of an assessment, in words, with the questions that it is about (QUES-09)."""

from rmdesk.domain.assessment import SUSPICIOUS, Assessment
from rmdesk.domain.base import Lang
from rmdesk.domain.client import Client
from rmdesk.domain.questionnaire import Question, Questionnaire
from rmdesk.domain.refusal import Refused
from rmdesk.faces.cells import listed
from rmdesk.faces.file_values import in_words
from rmdesk.formpack import Pack
from rmdesk.locale import tr


def for_review(taken: Assessment, lang: Lang) -> str:
    """Why somebody else looks at it, as it is said when it was just taken; "" where nobody has to."""
    return listed((tr(lang, f"sale.result.flag.{flag}") for flag in taken.flags if flag in SUSPICIOUS), lang)


def flagged(taken: Assessment, lang: Lang, form: Questionnaire | Refused | None = None) -> str:
    """ "differs from the file (Q3, 7)", "" where nothing is. `form`: the one that was answered; without it no
    question is named."""
    about: dict[str, set[str]] = {"contradiction": set(taken.contradicted)}
    for name, _, question in (flag.partition(":") for flag in taken.flags):
        about.setdefault(name, set()).add(question)
    named = dict.fromkeys(flag.partition(":")[0] for flag in taken.flags)
    asked = () if form is None or isinstance(form, Refused) else form.questions
    return listed(
        (_one(name, [at for at, one in enumerate(asked, 1) if one.id in about[name]], lang) for name in named), lang
    )


def answered(pack: Pack, client: Client, taken: Assessment, question: Question, given: str, lang: Lang) -> str:
    """What was chosen; of an answer far from the file also what the file said then: whoever reviews weighs the two."""
    chosen = listed((f"{one.key} {one.text.of(lang)}" for one in question.options if one.key in given), lang)
    if question.id not in taken.contradicted:
        return chosen
    value, field = taken.file_said(question.id), pack.intake(client.kind).field(question.about)
    said = "—" if value is None else value if field is None else in_words(pack, field, value, lang)
    return tr(lang, "clients.far_from_file", answer=chosen, file=said)


def _one(name: str, numbers: list[int], lang: Lang) -> str:
    flag = tr(lang, f"clients.flag.{name}")
    if not numbers:
        return flag
    return tr(lang, "clients.flag_at", flag=flag, numbers=listed(map(str, numbers), lang))
