"""The parts of an entry as a table on paper, each under the rights of whoever prints it."""

from typing import NamedTuple

from rmdesk.desk.desk import Desk
from rmdesk.desk.papers.registers.sections import Parts
from rmdesk.desk.registers.around import parts_under
from rmdesk.desk.registers.paper_words import PaperWords
from rmdesk.desk.registers.seeing import Found, known_by_number, sight_of
from rmdesk.desk.registers.subjects import is_closed
from rmdesk.desk.registers.wording import NONE
from rmdesk.domain.base import Text
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.deriving import derive
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.words import NUMBERS
from rmdesk.locale import tr

_UNVEILED = frozenset({"no", "state"})
"""What is shown of a part whose client's file is sealed (DATA-03)."""
_NUMBER = "no"


class Table(NamedTuple):
    """The table, and what it tells of: ids of clients, the parts that stand in it with what of them is hidden, texts
    that somebody typed."""

    parts: Parts
    clients: set[str]
    hidden: dict[str, tuple[str, ...]]
    typed: list[str]


def tabled(desk: Desk, found: Found, part_id: str, columns: tuple[str, ...]) -> Table:
    """Every part of that register under an entry which the reader sees, in the order of the numbers. What the reader's
    book or role keeps back is told by its number alone; what narrowing hides is not known to be there."""
    register = desk.pack.registers[part_id]
    table = _Table(desk, register, found.entry, columns)
    sql = "SELECT doc FROM entry WHERE parent_id = ? AND register_id = ? AND voided = 0 AND doc IS NOT NULL ORDER BY id"
    for row in desk.store.query(sql, (found.entry.id, part_id)):
        table.add(desk.parsed(Entry, row["doc"]))
    return table.done()


class _Table:
    def __init__(self, desk: Desk, register: Register, above: Entry, columns: tuple[str, ...]) -> None:
        self.desk, self.register, self.above = desk, register, above
        self.columns = columns if _NUMBER in columns else (_NUMBER, *columns)
        self.short = _NUMBER not in columns
        self.words = PaperWords(desk, register)
        self.rows: list[tuple[Text, ...]] = []
        self.clients, self.typed, self.kept_back = set[str](), list[str](), 0
        self.hidden: dict[str, tuple[str, ...]] = {}

    def add(self, part: Entry) -> None:
        """A row for a part, as far as the reader may know of it."""
        sight = sight_of(self.desk, self.register, part)
        if not sight.seen:
            if known_by_number(self.desk, self.register, part):
                self.kept_back += 1
                self.rows.append(tuple(self._no(part) if key == _NUMBER else NONE for key in self.columns))
            return
        self.hidden[part.id] = tuple(sorted(sight.hidden))
        veiled = is_closed(self.desk, part.client_id)
        if not veiled:
            self.clients |= {part.client_id} - {""}
        worked = derive(self.register, part.values, parts_under(self.desk, part.id), self.desk.today())
        values = {**part.built_in, **part.values, **{key: str(one) for key, one in worked.items()}}
        closed = {key for key in self.columns if key in sight.hidden or (veiled and key not in _UNVEILED)}
        self.rows.append(tuple(NONE if key in closed else self._cell(part, key, values) for key in self.columns))

    def done(self) -> Table:
        """The whole table."""
        kinds = (self.register.field[key].kind if key in self.register.field else "" for key in self.columns)
        right = tuple(
            kind in NUMBERS or key in self.register.derived for key, kind in zip(self.columns, kinds, strict=True)
        )
        head = tuple(self._head(key) for key in self.columns)
        parts = Parts(self.register.title, head, tuple(self.rows), right, self.kept_back)
        return Table(parts, self.clients | self.words.clients, self.hidden, self.typed)

    def _head(self, key: str) -> Text:
        if key == _NUMBER and self.short:
            return Text(zh=tr("zh", "papers.entry.number"), en=tr("en", "papers.entry.number"))
        return self.words.label(key)

    def _no(self, part: Entry) -> Text:
        """Under its whole the last part of the number is enough, where the paper does not ask for all of it."""
        return Text.same(part.no.removeprefix(f"{self.above.no}/")) if self.short else self.words.no(part.no)

    def _cell(self, part: Entry, key: str, values: dict[str, str]) -> Text:
        declared = self.register.field.get(key)
        if key == _NUMBER:
            return self._no(part)
        if key == "about":
            return self.words.about(part.about.kind, part.about.id)
        if key == "parent":
            return self.words.no(self.above.no)
        if key == "begun_by":
            return Text.same(self.words.person(part.begun_by))
        if declared is not None and declared.personal:
            return NONE  # what is kept apart of a third person could not be forgotten on paper
        text = self.words.said(key, values.get(key, ""), part.client_id)
        self.typed += [text.zh] if declared is not None and declared.kind in ("text", "long_text") else []
        return text
