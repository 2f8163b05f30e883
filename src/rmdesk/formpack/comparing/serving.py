"""Products that another questionnaire serves from now on: both are compared, whatever their files are called (SUIT-24).

A file of another name would be told as added, and an easier one beside the one that is gone as nothing looser.
"""

from collections.abc import Iterator
from typing import get_args

from rmdesk.domain.base import Text
from rmdesk.domain.client import ClientKind
from rmdesk.domain.families import Family
from rmdesk.domain.product import Regime
from rmdesk.domain.questionnaire import Questionnaire
from rmdesk.domain.served import key_of
from rmdesk.formpack.check.served import regimes
from rmdesk.formpack.comparing.change import Change
from rmdesk.formpack.comparing.directions import Ranks
from rmdesk.formpack.comparing.scoring import UNCOUNTED, lifted
from rmdesk.formpack.pack import Pack
from rmdesk.formpack.schema import MORE_QUESTIONNAIRES, QUESTIONNAIRES

SERVES = Text(zh="已在售产品改由本问卷评估", en="products sold before are now assessed by this one")
SERVES_NEW = Text(zh="新上架产品改由本问卷评估", en="new products are now assessed by this one")

Followed = tuple[str, str, Questionnaire, Questionnaire, Text]
"""Two files, and the forms in them: the products that the first one served are served by the other; which they are."""


def followed(old: Pack, new: Pack) -> Iterator[Followed]:
    """Every two questionnaires of which one takes the other's place for products of some family and regime, or for what
    comes on the shelf under the regime that its family gives it from now on."""
    for kind in get_args(ClientKind):
        for (was, now), name in _keys(old, new, kind).items():
            yield _file(kind, was), _file(kind, now), old.questionnaire(kind, was), new.questionnaire(kind, now), name


def told(one: Followed, ranks: Ranks) -> Iterator[Change]:
    """That a questionnaire takes another's place, and whom its scoring lifts. Forms that share no question cannot be
    held against each other answer by answer."""
    _, file, was, now, name = one
    yield Change(file=file, way="changed", name=name, was=was.title, now=now.title)
    if {each.id for each in was.questions}.isdisjoint(each.id for each in now.questions):
        yield Change(file=file, way="looser", name=_than(was, UNCOUNTED))
        return
    for change in lifted(file, was, now, ranks.client):
        yield change.model_copy(update={"name": change.name and _than(was, change.name)})


def _keys(old: Pack, new: Pack, kind: ClientKind) -> dict[tuple[str, str], Text]:
    sides = old.served(kind), new.served(kind)
    found: dict[tuple[str, str], Text] = {}
    for key in set(old.families.keys) & set(new.families.keys):
        before, after = old.families.of(key), new.families.of(key)
        for regimes_of, name in ((_standing(before), SERVES), (_given(before, after), SERVES_NEW)):
            for pair in regimes_of:
                was, now = (key_of(side, key, regime) for side, regime in zip(sides, pair, strict=True))
                if was is not None and now is not None and was != now:
                    found.setdefault((was, now), name)
    return dict(sorted(found.items()))


def _standing(before: Family) -> Iterator[tuple[Regime, Regime]]:
    """The regimes of what stands on the shelf: it keeps its own."""
    return ((regime, regime) for regime in regimes(before))


def _given(before: Family, after: Family) -> Iterator[tuple[Regime, Regime]]:
    """The regimes that a family gives to what is new on the shelf, before and from now on; what needs no match is asked
    nothing."""
    for private in (False, True):
        was, now = (side.regime_of(private=private, exempt=False) for side in (before, after))
        if "none" not in (was, now):
            yield was, now


def _file(kind: ClientKind, key: str) -> str:
    return f"{MORE_QUESTIONNAIRES}{key}.toml" if key else QUESTIONNAIRES[kind]


def _than(was: Questionnaire, said: Text) -> Text:
    return Text(zh=f"与《{was.title.zh}》相比，{said.zh}", en=f"against “{was.title.en}”: {said.en}")
