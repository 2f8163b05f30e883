"""Make the facts anew that the sample ships of its year of sales: `python -m rmdesk.tools.sample_year`.

The sales of `year_sales.toml` are made by the use cases, in the middle of everything else that happens at the sample
desk, and what they wrote into the journal goes into `year.facts.xz` with days and ids that mean something at any desk.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zoneinfo import ZoneInfo

from rmdesk import resources
from rmdesk.desk.desk import Desk
from rmdesk.domain import facts
from rmdesk.domain.base import Lang
from rmdesk.domain.printer import PaperReprinted
from rmdesk.domain.refusal import Refused
from rmdesk.sample import SampleError, build
from rmdesk.sample.reading import year_sales
from rmdesk.sample.sales import sale
from rmdesk.sample.shipped import FILE, PRINTED, Clients, ShippedFact, packed
from rmdesk.sample.stage import Script, Stage
from rmdesk.store.entry import Entry

NOW: Final = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)
_ID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
_AT: Final = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")
_DAY: Final = re.compile(r'(?<=")\d{4}-\d\d-\d\d(?=")')
_NO: Final = re.compile(r"J-\d{4}")


def made() -> tuple[tuple[ShippedFact, ...], ...]:
    """The facts of the year's sales, sale by sale, as the use cases make them today. SampleError where one refuses."""
    seats: list[list[tuple[str, int]]] = []

    def played(desk: Desk, stage: Stage, clients: Clients, lang: Lang) -> Iterator[Script]:
        for entry in year_sales().sale:
            seats.append([])
            yield _watched(desk, sale(desk, stage, entry, clients[entry.client], lang), seats[-1])

    with TemporaryDirectory() as folder:
        desk = build(Path(folder) / "desk", clock=lambda: NOW, year=played)
        if isinstance(desk, Refused):
            raise SampleError(str(desk.reasons))
        try:
            return tuple(_shipped(desk, seats))
        finally:
            desk.close()


def _watched(desk: Desk, script: Script, seats: list[tuple[str, int]]) -> Script:
    """The script, noting who sat at the desk for each fact that it makes, and its number in the journal."""
    while True:
        before = desk.store.head().seq
        cue = next(script, None)
        seats.extend((desk.actor.login, seq) for seq in range(before + 1, desk.store.head().seq + 1))
        if cue is None:
            return
        yield cue


def _shipped(desk: Desk, seats: list[list[tuple[str, int]]]) -> Iterator[tuple[ShippedFact, ...]]:
    entries = {one.seq: one for one in desk.store.entries()}
    marks = _Marks(desk)
    for sale_seats in seats:
        own = ((seat, entries[seq]) for seat, seq in sale_seats)
        yield tuple(_one(seat, entry, marks) for seat, entry in own if entry.kind != PaperReprinted.kind)


def _one(seat: str, entry: Entry, marks: "_Marks") -> ShippedFact:
    """A fact as it is shipped: of a paper that it was printed, of what was told everything but the words."""
    fact, at = entry.fact, marks.at(entry.at)
    if entry.kind == PRINTED:
        return ShippedFact(seat, entry.actor, at, entry.kind, "", "")
    if isinstance(fact, facts.ItemAcknowledged):
        acknowledged = fact.acknowledged.model_copy(update={"digest": ""})
        fact = fact.model_copy(update={"acknowledged": acknowledged, "lang": "zh", "text": ""})
    says = marks.marked(fact.model_dump_json())
    return ShippedFact(seat, entry.actor, at, entry.kind, marks.marked(entry.subject), says)


class _Marks:
    """What stands in the shipped file for what only this desk knows."""

    def __init__(self, desk: Desk) -> None:
        self._zone = ZoneInfo(desk.branch.zone)
        self._today = desk.local(NOW).date()
        rows = desk.store.query("SELECT id, name FROM client")
        self._names = {row["id"]: row["name"] for row in rows}
        taken = desk.store.query("SELECT id, client_id FROM assessment")
        self._known = {row["id"]: f"<a:{self._names[row['client_id']]}>" for row in taken}
        self._known |= {id_: f"<c:{name}>" for id_, name in self._names.items()}
        self._ids, self._nos = count(1), count(1)

    def at(self, at: datetime) -> str:
        """An instant as `when.moment` reads it."""
        local = at.astimezone(self._zone)
        return f"{(local.date() - self._today).days:+d}d {local.time().isoformat()}"

    def marked(self, text: str) -> str:
        """A text with marks."""
        text = _AT.sub(lambda one: f"<t:{self.at(datetime.fromisoformat(one[0]))}>", text)
        text = _DAY.sub(lambda one: f"<d:{(datetime.fromisoformat(one[0]).date() - self._today).days:+d}d>", text)
        return _NO.sub(
            lambda one: self._own(one[0], "n", self._nos), _ID.sub(lambda one: self._own(one[0], "i", self._ids), text)
        )

    def _own(self, text: str, what: str, serial: "count[int]") -> str:
        if text not in self._known:
            self._known[text] = f"<{what}:{next(serial)}>"
        return self._known[text]


if __name__ == "__main__":
    (resources.folder("sample_db") / FILE).write_bytes(packed(made()))
