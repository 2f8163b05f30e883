"""Facts: what happened at the desk. The journal keeps them; the tables are what they say today.

A fact's kind is a written string with a group and a version, `complaint.received/1`. It stands in every journal for
ever, so it is no class's name: a class may be renamed, and who knows no class knows the group by the first word.

When what a fact says changes its shape, or is held to more than before, its class takes the next version, and a *lift*
makes of what the older version said what the newer one says. The journal itself is never rewritten: it is lifted
whenever it is read.
"""

import json
import re
from collections.abc import Callable, Collection, Iterator
from typing import Any, ClassVar, Final, TypeAlias

from rmdesk.domain.base import Value

Lift: TypeAlias = Callable[[dict[str, Any]], dict[str, Any]]
"""What a fact of the older version says, as JSON gives it, to what one of the newer version would say. Pure."""

_KIND: Final = re.compile(r"[a-z]+\.[a-z_]+/[1-9][0-9]*")
_LIFTS: Final[dict[str, tuple[str, Lift]]] = {}


class Fact(Value):
    """Base of all facts. A class that is declared with a kind can be written, one without is a base of others."""

    registry: ClassVar[dict[str, type["Fact"]]] = {}
    kind: ClassVar[str] = ""
    bulk: ClassVar[tuple[str, ...]] = ()
    """The last fields, texts all, of a fact that may take many thousand bytes: nobody judges a sale by them."""

    def __init_subclass__(cls, kind: str = "", **_: object) -> None:
        """Take the kind in. ValueError for one that is misspelt, or that another class has."""
        super().__init_subclass__()
        cls.kind = kind
        if not kind:
            return
        if not _KIND.fullmatch(kind):
            raise ValueError(f"{kind!r} is no kind of fact: group.name/version")
        if kind in Fact.registry or kind in _LIFTS:
            raise ValueError(f"the kind {kind} is taken")
        Fact.registry[kind] = cls

    @property
    def gives_no(self) -> str | None:
        """The number for people that this fact gives out, such as K-0001; None for one that gives none."""
        return None


def name_of(kind: str) -> str:
    """A kind without its version: `complaint.received`."""
    return kind.partition("/")[0]


def group_of(kind: str) -> str:
    """What a kind is about, its first word: `complaint`."""
    return kind.partition(".")[0]


def written(names: Collection[str]) -> tuple[str, ...]:
    """Every kind that may stand in a journal of what has one of these names, `complaint.received`, whatever version."""
    return tuple(kind for kind in kinds() if name_of(kind) in names)


def kinds() -> tuple[str, ...]:
    """Every kind that may stand in a journal, of whatever version."""
    return (*Fact.registry, *_LIFTS)


def lifts(older: str, newer: str) -> Callable[[Lift], Lift]:
    """Mark a function as the lift of one version to the next, both written in full. ValueError on a misuse.

    @lifts("client.registered/1", "client.registered/2")
    def _with_language(said: dict[str, Any]) -> dict[str, Any]:
        return {**said, "language": "zh"}
    """
    if not (_KIND.fullmatch(older) and _KIND.fullmatch(newer) and name_of(older) == name_of(newer)):
        raise ValueError(f"{older} and {newer} are no two versions of one kind")
    if older in _LIFTS or older in Fact.registry:
        raise ValueError(f"the kind {older} is taken")

    def mark(lift: Lift) -> Lift:
        _LIFTS[older] = (newer, lift)
        return lift

    return mark


def current(kind: str) -> str:
    """The kind that facts of this kind are read as: the same, or the newest version that it is lifted to."""
    while kind in _LIFTS:
        kind = _LIFTS[kind][0]
    return kind


def versions(kind: str) -> tuple[str, ...]:
    """This kind and every older one that is lifted to it, as they may stand in a journal."""
    return (kind, *_older(kind))


def _older(kind: str) -> Iterator[str]:
    for older, (newer, _) in _LIFTS.items():
        if newer == kind:
            yield from versions(older)


def without_bulk(kind: str, beginning: bytes) -> str | None:
    """What a fact of `kind` says with nothing for its bulk, from the beginning of its payload; None where that holds
    too little of it."""
    bulk = Fact.registry[kind].bulk
    before, cut, _ = beginning.partition(f',"{bulk[0]}":"'.encode())
    try:
        return before.decode() + "".join(f',"{name}":""' for name in bulk) + "}" if cut else None
    except UnicodeDecodeError:
        return None


def read_fact(kind: str, payload: str) -> Fact:
    """The fact that a journal's row says. LookupError: the kind is not known here; ValueError: the shape is not."""
    model = Fact.registry[current(kind)]
    if kind not in _LIFTS:
        return model.model_validate_json(payload)
    said = json.loads(payload)
    while kind in _LIFTS:
        kind, lift = _LIFTS[kind]
        said = lift(said)
    # Through JSON again: its reading knows dates and amounts as texts, as they are written.
    return model.model_validate_json(json.dumps(said))
