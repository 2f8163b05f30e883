"""What the same answers come to by another questionnaire: counted through, however either states its scoring."""

from collections.abc import Iterator, Mapping
from itertools import product

from rmdesk.domain.base import Text
from rmdesk.domain.questionnaire import Points, Question, Questionnaire, graded
from rmdesk.formpack.check.scores import MOST_PAIRS, NO_CAP, choices, countable
from rmdesk.formpack.comparing.change import Change

Ranks = tuple[Mapping[str, int], Mapping[str, int]]
"""The ranks of the client levels under the older and the newer pack."""
_Side = tuple[tuple[Points, ...], int]
"""By one form: the points on each of its scales, and the rank that a knock-out caps the level at."""
_Pair = tuple[_Side, _Side]

SAME_ANSWERS = Text(zh="同样的答案可得到更高的等级", en="the same answers reach a higher level")
UNCOUNTED = Text(
    zh="计分方式改变过大，无法逐一比较：请核对每个等级",
    en="scored too differently to be counted through: check every level",
)
_OLDEST = 130


def lifted(file: str, old: Questionnaire, new: Questionnaire, ranks: Ranks) -> Iterator[Change]:
    """Of every level of the older form the highest that its answers come to by the newer one, where that is higher. A
    choice that one of them does not know stands for any of the other's; a question that only one asks brings nothing in
    the other (QUES-02)."""
    key = "matrix" if new.scales else "bands"
    pairs = _reached(old, new, ranks) if countable(old) and countable(new) else None
    if pairs is None:
        yield Change(file=file, key=key, way="looser", name=UNCOUNTED)
        return
    highest: dict[str, str] = {}
    for before, after in pairs:
        was, now = _level(old, before, ranks[0]), _level(new, after, ranks[1])
        if was is not None and now is not None and ranks[1][now] > ranks[0][was]:
            highest[was] = max(highest.get(was, now), now, key=ranks[1].__getitem__)
    for was in sorted(highest, key=ranks[0].__getitem__):
        told = Text.same(was), Text.same(highest[was])
        yield Change(file=file, key=key, way="looser", name=SAME_ANSWERS, was=told[0], now=told[1])


def _reached(old: Questionnaire, new: Questionnaire, ranks: Ranks) -> set[_Pair] | None:
    """What both forms make of every set of answers; None when these are too many to be counted."""
    asked = [{one.id: one for one in form.questions} for form in (old, new)]
    found: set[_Pair] = {(_step(old, None, "", ranks[0]), _step(new, None, "", ranks[1]))}
    for name in dict.fromkeys((*asked[0], *asked[1])):
        both = asked[0].get(name), asked[1].get(name)
        steps = {
            (_step(old, both[0], given, ranks[0]), _step(new, both[1], taken, ranks[1]))
            for given, taken in _given(*both)
        }
        if len(found) * len(steps) > MOST_PAIRS:
            return None
        found = {(_added(one[0], step[0]), _added(one[1], step[1])) for one in found for step in steps}
    return found


def _given(was: Question | None, now: Question | None) -> Iterator[tuple[str, str]]:
    """What the same client may answer to a question as it was and as it is."""
    if was is not None and now is not None and was.source == now.source == "age":
        ages = ((was.for_age(age), now.for_age(age)) for age in range(_OLDEST))
        yield from (one for one in ages if all(one))
        return
    before, after = ([""] if one is None else list(choices(one)) for one in (was, now))
    yield from (
        (one, other) for one, other in product(before, after) if one == other or one not in after or other not in before
    )


def _step(form: Questionnaire, question: Question | None, given: str, ranks: Mapping[str, int]) -> _Side:
    if question is None:
        return (0,) * len(form.measures), NO_CAP
    points = question.points(given)
    caps = (one.knock_out for one in question.options if one.key in given and one.knock_out is not None)
    brought = tuple(points if scale.id in ("", question.scale) else 0 for scale in form.measures)
    return brought, min((ranks[cap] for cap in caps), default=NO_CAP)


def _added(one: _Side, step: _Side) -> _Side:
    return tuple(total + more for total, more in zip(one[0], step[0], strict=True)), min(one[1], step[1])


def _level(form: Questionnaire, side: _Side, ranks: Mapping[str, int]) -> str | None:
    """The level; None where no band holds a total, which the form check lets no pack say."""
    grades = [graded(scale.bands, total) for scale, total in zip(form.measures, side[0], strict=True)]
    level = None if None in grades else form.of_grades([grade for grade in grades if grade is not None])
    codes = {rank: code for code, rank in ranks.items()}
    return None if level is None else codes[min(ranks[level], side[1])]
