"""The sales of the year before, shipped as facts: put down as they are, where playing them again would take seconds.

`year.facts.xz` holds a JSON list for each sale, in it one for each fact: who sat at the desk, who did it, when, its
kind, about what, and what it says. Days are relative, and what only this desk knows stands as a mark: `<t:-90d 10:05>`
an instant, `<d:-90d>` a day, `<c:NAME>` a client and `<a:NAME>` his assessment of that time, `<i:7>` an id and `<n:7>`
the number of a sale. Each year has a series of numbers, so that the sales of `sales.toml` keep theirs. What a client
reads is not shipped: papers are composed, and disclosure is worded, from the file and the pack as they stand.
"""

import json
import lzma
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple, TypeAlias

from rmdesk import resources
from rmdesk.desk import printing, selling
from rmdesk.desk.assessment import standing
from rmdesk.desk.desk import Desk
from rmdesk.desk.disclosure_items import DisclosureItem
from rmdesk.domain import facts
from rmdesk.domain.base import Lang
from rmdesk.domain.fact import read_fact
from rmdesk.sample.stage import Script, Stage, granted
from rmdesk.sample.when import day, moment

Clients: TypeAlias = Mapping[str, Callable[[], str]]
"""Name → how the client's id is found, once the file is open."""
YearSales: TypeAlias = Callable[[Desk, Stage, Clients, Lang], Iterable[Script]]
"""How the sales of the year before get into the desk."""
FILE: Final = "year.facts.xz"
PRINTED: Final = facts.PaperPrinted.kind
_MARK: Final = re.compile(r"<([tdcain]):([^>]*)>")


class ShippedFact(NamedTuple):
    """One fact as it is shipped. `seat`: who sat at the desk; `at`: as `when.moment` reads it."""

    seat: str
    actor: str
    at: str
    kind: str
    subject: str
    says: str


def read() -> tuple[tuple[ShippedFact, ...], ...]:
    """What is shipped, sale by sale."""
    return unpacked((resources.folder("sample_db") / FILE).read_bytes())


def packed(sales: Iterable[Iterable[ShippedFact]]) -> bytes:
    """The file that holds these facts."""
    lines = (json.dumps([list(one) for one in sale], ensure_ascii=False) for sale in sales)
    return lzma.compress("".join(f"{line}\n" for line in lines).encode(), preset=9)


@cache
def unpacked(content: bytes) -> tuple[tuple[ShippedFact, ...], ...]:
    """The facts that such a file holds."""
    lines = lzma.decompress(content).decode().splitlines()
    return tuple(tuple(ShippedFact(*one) for one in json.loads(line)) for line in lines)


def put_down(desk: Desk, stage: Stage, clients: Clients, lang: Lang) -> Iterator[Script]:
    """One script for each sale that is shipped."""
    marks = _Marks(desk, stage, clients)
    return (_put_down(desk, stage, sale, marks, lang) for sale in read())


def _put_down(desk: Desk, stage: Stage, sale: tuple[ShippedFact, ...], marks: "_Marks", lang: Lang) -> Script:
    sale_id, told, last = "", dict[str, DisclosureItem](), ""
    for one in sale:
        if one.kind == PRINTED == last:
            continue
        yield one.seat, moment(one.at, stage.end, desk.branch.zone)
        last = one.kind
        if one.kind == PRINTED:
            printing.made_of_sale(desk, sale_id, lang, drawn=False)
            continue
        fact = read_fact(one.kind, marks.resolved(one.says))
        if isinstance(fact, facts.SaleOpened):
            sale_id = fact.sale_id
        if isinstance(fact, facts.ItemAcknowledged):
            told = told or {item.id: item for item in granted(desk, selling.items(desk, sale_id), fact.sale_id)}
            fact = _worded(fact, told[fact.acknowledged.item], lang)
        desk.store.append(fact, actor=one.actor, subject=marks.resolved(one.subject), at=desk.sure_now())


def _worded(fact: facts.ItemAcknowledged, item: DisclosureItem, lang: Lang) -> facts.ItemAcknowledged:
    acknowledged = fact.acknowledged.model_copy(update={"digest": item.digest})
    return fact.model_copy(update={"acknowledged": acknowledged, "lang": lang, "text": item.words(lang)})


class _Marks:
    """What the marks mean at this desk."""

    def __init__(self, desk: Desk, stage: Stage, clients: Clients) -> None:
        self._desk, self._end, self._clients = desk, stage.end, clients
        self._today = desk.local(stage.end).date()
        self._given: dict[str, str] = {}

    def resolved(self, text: str) -> str:
        """A text without marks."""
        return _MARK.sub(self._meant, text)

    def _meant(self, found: re.Match[str]) -> str:
        what, name = found.groups()
        if what == "t":
            at = moment(name, self._end, self._desk.branch.zone)
            return at.isoformat(timespec="microseconds" if at.microsecond else "seconds").replace("+00:00", "Z")
        if what == "d":
            return day(name, self._today).isoformat()
        if what == "c":
            return self._clients[name]()
        if what == "a":
            latest = standing.latest(self._desk, self._clients[name]())
            return "" if latest is None else latest.id
        if found[0] not in self._given:
            self._given[found[0]] = self._desk.new_id() if what == "i" else self._next_no()
        return self._given[found[0]]

    def _next_no(self) -> str:
        return self._desk.next_no("J", self._desk.today().year)
