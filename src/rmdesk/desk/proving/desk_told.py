"""The desk told again from its first fact: as it stood at the moment of each, with its pack and its branch."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from rmdesk.desk import opening, packs_known
from rmdesk.desk.desk import Desk
from rmdesk.domain import exchange_cases, exchange_moves, facts
from rmdesk.domain.adoptions import Adoption, in_force
from rmdesk.domain.directives import HandedDown
from rmdesk.domain.fact import Fact, group_of, kinds
from rmdesk.domain.people import Branch
from rmdesk.domain.sale import Sale
from rmdesk.formpack import Pack
from rmdesk.store import Entry
from rmdesk.store.retelling import Told, retold
from rmdesk.store.tables import figures

_AROUND: Final = frozenset(
    {"desk", "people", "pack", "client", "assessment", "shelf", "document", "institution", "holding", "rate"}
    | {"sale", "paper", "entry", "archive", "complaint", "office"}
)
"""What sales, and the times of cases, are judged by, by the groups of facts."""
_MOVES: Final = frozenset(
    one.kind for one in Fact.registry.values() if one.__module__ in (exchange_moves.__name__, exchange_cases.__name__)
)
"""What brings clients and cases from other desks, and gives them up."""
_ASIDE: Final = frozenset(
    {
        "track",
        "paper",
        "counter",
        "client_search",
        "visit",
        "crossing",
        "client.sort",
        *(f"figure_{source}" for source in figures.COLUMNS),
    }
)
"""Tables, and an order of names, that no sale is judged by."""
_AGAIN: Final = (facts.PackAdopted.kind, facts.DeskOpened.kind, facts.BranchChanged.kind, HandedDown.kind)
"""What changes the pack or the branch that a sale is asked by."""


@contextmanager
def desk_told(desk: Desk) -> Iterator["DeskTold"]:
    """The desk before its first fact."""
    with retold(desk.store, lambda kind: kind in _MOVES or group_of(kind) in _AROUND, _ASIDE) as told:
        yield DeskTold(desk, told)


class DeskTold:
    """The desk as it grows again. `kinds`: facts that it is told by; `store`: its tables as they stand by now."""

    def __init__(self, desk: Desk, told: Told) -> None:
        self._desk = desk
        self._packs: dict[str, Pack] = {}
        self._around: tuple[Branch, tuple[Adoption, ...], dict[date, Pack]] | None = None
        self.store = told
        self.kinds = frozenset(kind for kind in kinds() if told.runs(kind))

    def tell(self, entry: Entry, fact: Fact) -> None:
        """Let the next fact change it. FactUnreadable where it does not apply."""
        if entry.kind in _AGAIN:
            self._around = None
        self.store.tell(entry, fact)

    def at(self, entry: Entry, pack: Pack | None = None) -> Desk | None:
        """The desk at the moment of `entry`, with whoever recorded it at it, under the pack in force then or another
        one; None where it does not know the person."""
        person = opening.person_of(self.store, entry.actor)
        if person is None:
            return None
        if self._around is None:
            row = self.store.get("setting", "branch")
            branch = self._desk.branch if row is None else self.store.parsed(Branch, row["value"])
            self._around = branch, packs_known.adoptions(self.store), {}
        branch, adopted, by_day = self._around
        day = entry.at.astimezone(ZoneInfo(branch.zone)).date()
        if pack is None and day not in by_day:
            held = in_force(adopted, day)
            by_day[day] = self._desk.pack if held is None else self.pack(held.digest)
        return Desk(self._desk.folder, self.store, pack or by_day[day], branch, person, lambda: entry.at, follows=False)

    def sale(self, entry: Entry) -> Sale | None:
        """The sale that `entry` is about, as it stood before; None where it is none of ours."""
        row = self.store.get("sale", entry.subject)
        return None if row is None else self.store.parsed(Sale, row["doc"])

    def pack(self, digest: str) -> Pack:
        """A pack that was adopted by then. KeyError."""
        if digest not in self._packs:
            self._packs[digest] = packs_known.pack_of(self.store, digest)
        return self._packs[digest]
