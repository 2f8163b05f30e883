"""Several questionnaires: whatever must fit its buyer is served by exactly one for each audience (SUIT-24, QUES-06)."""

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from rmdesk.domain.families import Family
from rmdesk.domain.product import Regime
from rmdesk.domain.questionnaire import Questionnaire
from rmdesk.formpack.families import Families
from rmdesk.formpack.family_words import FAMILIES
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.parse import Parsed
from rmdesk.formpack.reading import questionnaire_key
from rmdesk.formpack.schema import QUESTIONNAIRES


def forms(parsed: Parsed) -> dict[str, Questionnaire]:
    """The questionnaires that could be read by their files, the general ones first."""
    further = sorted(name for name in parsed.models if questionnaire_key(name) is not None)
    found = {name: parsed.get(name, Questionnaire) for name in (*QUESTIONNAIRES.values(), *further)}
    return {name: form for name, form in found.items() if form is not None}


def faults(parsed: Parsed) -> Iterator[Fault]:
    """What nobody, or more than one, serves; and what names something that there is not."""
    found, families = forms(parsed), parsed.get(FAMILIES, Families)
    yield from _names(found)
    if families is None:
        return
    for file, form in found.items():
        for at, key in enumerate(form.families, 1):
            if key not in families.keys:
                yield fault(file, f"families[{at}]", "unknown_family", name=key)
    if not {*QUESTIONNAIRES.values()} <= found.keys() or _unread(parsed, found):
        return  # a file that is missing or cannot be read would leave a gap that is none
    for audience, general in QUESTIONNAIRES.items():
        yield from _gaps(general, {file: form for file, form in found.items() if form.audience == audience}, families)


def _unread(parsed: Parsed, found: dict[str, Questionnaire]) -> bool:
    return any(questionnaire_key(name) is not None and name not in found for name in parsed.texts)


def _names(found: dict[str, Questionnaire]) -> Iterator[Fault]:
    """Ids are told apart: an answer of one form would be taken for the other's."""
    ids = Counter(form.id for form in found.values())
    for file, form in found.items():
        if ids[form.id] > 1:
            yield fault(file, "id", "duplicate", name=form.id)
        if questionnaire_key(file) in QUESTIONNAIRES:
            yield fault(file, "", "audience_name", name=questionnaire_key(file) or "")


def _gaps(general: str, found: dict[str, Questionnaire], families: Families) -> Iterator[Fault]:
    serving = dict.fromkeys(found, 0)
    for family in families.family:
        for regime in regimes(family):
            by = [file for file, form in found.items() if form.served("").serves(family.key, regime)]
            serving.update({file: serving[file] + 1 for file in by})
            said = {"family": family.key, "regime": regime}
            if not by:
                yield fault(general, "regimes", "unserved", **said, rule="SUIT-24")
            for file in by[1:]:
                yield fault(file, "regimes", "served_twice", **said, other=by[0], rule="SUIT-24")
    for file, times in serving.items():
        if not times:
            yield fault(file, "regimes", "serves_nothing")


def regimes(family: Family) -> tuple[Regime, ...]:
    """Under which regimes a product of the family must fit its buyer."""
    may = {*family.regimes, *filter(None, (family.private_regime,))}
    return tuple(one for one in get_args(Regime) if one in may and one != "none")
