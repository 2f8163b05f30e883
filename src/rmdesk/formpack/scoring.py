"""Scoring with one form file, without a desk (`rmdesk forms score`)."""

from collections.abc import Sequence
from pathlib import Path

from rmdesk.domain.levels import Levels
from rmdesk.domain.questionnaire import AnswerFault, Outcome, Questionnaire, answer_faults, score
from rmdesk.formpack.fault import Fault, PackFaults, refusing
from rmdesk.formpack.languages import META, chinese_alone, completed
from rmdesk.formpack.loader import read_text
from rmdesk.formpack.parse import V, build, toml
from rmdesk.formpack.schema import MORE_QUESTIONNAIRES
from rmdesk.resources import folder


def load_questionnaire(path: Path) -> Questionnaire:
    """The form in `path`, checked against the levels beside it. Raises PackFaults with all that is wrong."""
    from rmdesk.formpack.check.questionnaire import form_faults  # late, as in the loader

    form = _read(path, Questionnaire)
    faults = refusing(form_faults(path.name, form, _levels(path)))
    if faults:
        raise PackFaults(faults)
    return form


def score_file(path: Path, answers: Sequence[str]) -> Outcome | tuple[AnswerFault, ...]:
    """What `answers` (letters per question, in order) come to by the form in `path`, or which of them do not fit.

    Levels come from levels.toml of the pack, else from the default pack. Raises PackFaults for a broken form.
    """
    form = load_questionnaire(path)
    wrong = answer_faults(form, answers)
    if wrong:
        return wrong
    return score(form, answers, {level.code: level.rank for level in _levels(path).client})


def _levels(form: Path) -> Levels:
    beside = _home(form) / "levels.toml"
    return _read(beside if beside.is_file() else folder("forms") / "levels.toml", Levels)


def _home(form: Path) -> Path:
    """The pack's folder: where the form stands, or one above the folder of further questionnaires."""
    further = form.resolve().parent.name == MORE_QUESTIONNAIRES.rstrip("/")
    return form.resolve().parent.parent if further else form.parent


def _both_languages(path: Path) -> bool:
    """Whether the pack that the file stands in wants both; a form that stands alone may be in one."""
    beside = _home(path) / META
    return beside.is_file() and not chinese_alone({META: beside.read_text(encoding="utf-8")})


def _read(path: Path, model: type[V]) -> V:
    text = read_text(path, path.name)
    if isinstance(text, Fault):
        raise PackFaults((text,))
    raw = toml(path.name, text)
    if isinstance(raw, Fault):
        raise PackFaults((raw,))
    built = build(path.name, raw if _both_languages(path) else completed(raw), model)
    if isinstance(built, tuple):
        raise PackFaults(built)
    return built
