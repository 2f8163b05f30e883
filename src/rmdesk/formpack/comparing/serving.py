"""Products that another questionnaire serves from now on: both are compared, whatever their files are called (SUIT-24).

A file of another name would be told as added, and an easier one beside the one that is gone as nothing looser.
"""

from collections.abc import Iterator
from typing import get_args

from rmdesk.domain.base import Text
from rmdesk.domain.client import ClientKind
from rmdesk.domain.questionnaire import Questionnaire
from rmdesk.domain.served import key_of
from rmdesk.formpack.check.served import regimes
from rmdesk.formpack.comparing.change import Change
from rmdesk.formpack.comparing.directions import Ranks
from rmdesk.formpack.comparing.scoring import UNCOUNTED, lifted
from rmdesk.formpack.pack import Pack
from rmdesk.formpack.schema import MORE_QUESTIONNAIRES, QUESTIONNAIRES

SERVES = Text(zh="已在售产品改由本问卷评估", en="products sold before are now assessed by this one")

Followed = tuple[str, str, Questionnaire, Questionnaire]
"""Two files, and the forms in them: the products that the first one served are served by the other."""


def followed(old: Pack, new: Pack) -> Iterator[Followed]:
    """Every two questionnaires of which one takes the other's place for products of some family and regime."""
    for kind in get_args(ClientKind):
        for was, now in _keys(old, new, kind):
            yield _file(kind, was), _file(kind, now), old.questionnaire(kind, was), new.questionnaire(kind, now)


def told(one: Followed, ranks: Ranks) -> Iterator[Change]:
    """That a questionnaire takes another's place, and whom its scoring lifts. Forms that share no question cannot be
    held against each other answer by answer."""
    _, file, was, now = one
    yield Change(file=file, way="changed", name=SERVES, was=was.title, now=now.title)
    if {each.id for each in was.questions}.isdisjoint(each.id for each in now.questions):
        yield Change(file=file, way="looser", name=_than(was, UNCOUNTED))
        return
    for change in lifted(file, was, now, ranks.client):
        yield change.model_copy(update={"name": change.name and _than(was, change.name)})


def _keys(old: Pack, new: Pack, kind: ClientKind) -> dict[tuple[str, str], None]:
    sides = old.served(kind), new.served(kind)
    found: dict[tuple[str, str], None] = {}
    for key in set(old.families.keys) & set(new.families.keys):
        for regime in regimes(old.families.of(key)):
            was, now = (key_of(side, key, regime) for side in sides)
            if was is not None and now is not None and was != now:
                found[was, now] = None
    return dict(sorted(found.items()))


def _file(kind: ClientKind, key: str) -> str:
    return f"{MORE_QUESTIONNAIRES}{key}.toml" if key else QUESTIONNAIRES[kind]


def _than(was: Questionnaire, said: Text) -> Text:
    return Text(zh=f"与《{was.title.zh}》相比，{said.zh}", en=f"against “{was.title.en}”: {said.en}")
