"""What the paper of an entry is made of: one class a kind of block, with what it says in both languages."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from rmdesk.desk.papers.framing import InFrame
from rmdesk.domain.base import Text
from rmdesk.domain.registers.facts import Drawn
from rmdesk.paper.blocks import MatrixTone


class Answered(NamedTuple):
    """One value and what it is called. `long`: it is running text under a title of its own. `empty`: nothing was
    answered, or the reader may not see it."""

    label: Text
    text: Text
    long: bool = False
    empty: bool = False


class Values(NamedTuple):
    """Values in the order of the paper."""

    said: tuple[Answered, ...]


class Letter(NamedTuple):
    """A text of the register with everything put in."""

    title: Text
    body: tuple[Text, ...]


class Parts(NamedTuple):
    """Parts of one register as a table. `right`: columns of numbers; `kept_back`: so many rows give a number alone,
    because whoever prints may not see more of them."""

    title: Text
    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    right: tuple[bool, ...]
    kept_back: int


class Place(NamedTuple):
    """A cell of the matrix: its tone and what the value that the two answers decide says there."""

    tone: MatrixTone
    text: Text


class Chart(NamedTuple):
    """The matrix, rows from the highest `y` down. `of`: what the cells tell, None where nothing follows from the two;
    `at`: (row, column) of the entry, None while it has no place."""

    x: Text
    y: Text
    x_labels: tuple[Text, ...]
    y_labels: tuple[Text, ...]
    of: Text | None
    rows: tuple[tuple[Place, ...], ...]
    at: tuple[int, int] | None


class Sample(NamedTuple):
    """How the parts were found; None: they were not. `by` and `at`: who drew them, and when; `made`: how many."""

    drawn: Drawn | None
    by: str = ""
    at: datetime | None = None
    made: int = 0


class Asked(NamedTuple):
    """One question of a sheet: its text, every option, the key of the one chosen ("": none), what was noted, and the
    options with which something is to be noted."""

    text: Text
    options: tuple[tuple[str, Text], ...]
    chosen: str
    note: str
    noted: tuple[str, ...]


class Questions(NamedTuple):
    """A sheet as it was answered, or to be answered on paper."""

    title: Text
    asked: tuple[Asked, ...]


class Signers(NamedTuple):
    """Who signs: in which part, and the name where it is known."""

    rows: tuple[tuple[Text, str], ...]


Section = Values | Letter | Parts | Chart | Sample | Questions | Signers


@dataclass(frozen=True, kw_only=True)
class EntryPaper(InFrame):
    """Everything that the paper of an entry may say. `no` is the entry's number with the desk's code; `form` names the
    register and its definition; `client`: the paper is handed to the client, `whose` names him."""

    large: bool
    register: Text
    title: Text
    no: str
    form: str
    client: bool
    whose: str = ""
    voided: str = ""
    sections: tuple[Section, ...]
