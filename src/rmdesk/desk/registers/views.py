"""What faces get of registers: plain values in both languages, already masked, and of what this person may see."""

from datetime import datetime
from typing import NamedTuple

from rmdesk.domain.base import Text
from rmdesk.domain.clocks import When
from rmdesk.domain.people import Role
from rmdesk.domain.refusal import Faulty as Faulty
from rmdesk.domain.refusal import Refusal
from rmdesk.domain.refusal import faulty as faulty
from rmdesk.domain.registers.words import Proof, Tone


class Shown(NamedTuple):
    """One value as it is shown: what it is called, what it says, its canonical text (a text masked), its tone or "".
    `number`: it stands to the right; `long`: it has a place of its own."""

    key: str
    label: Text
    text: Text
    raw: str = ""
    tone: Tone | str = ""
    number: bool = False
    long: bool = False


class RegisterLine(NamedTuple):
    """One register that the person at the desk may look into. `open`: entries of it that have not ended and that this
    person sees; `begins`: the act that begins one, "" where this person may not; `part`: its entries belong to others.
    """

    id: str
    title: Text
    rule: str
    open: int
    begins: str
    begin_label: Text | None
    part: bool


class Beginning(NamedTuple):
    """An act by which an entry may be begun, and of which register."""

    register_id: str
    act: str
    title: Text
    label: Text


class Column(NamedTuple):
    """One column of a list. `sorts`: the list can be put in its order."""

    key: str
    label: Text
    number: bool
    sorts: bool


class Late(NamedTuple):
    """What is overdue, and since when: a day, or a local moment without zone."""

    label: Text
    on: When


class Line(NamedTuple):
    """One entry in a list, its cells as the columns stand. `version`: what an act on the marked rows has seen.
    `veiled`: the client's file is sealed or destroyed, so that only number, state and dues are shown (DATA-03).
    `late`: what of it has been overdue the longest."""

    id: str
    no: str
    version: int
    cells: tuple[Shown, ...]
    state: str
    ended: bool
    voided: bool
    veiled: bool
    late: Late | None = None


class Query(NamedTuple):
    """What is wanted of a list. `sort`: a column, "-key" falling, "" as the register says. `text`: somewhere in the
    columns. `open_only`: what has not ended. `parent_id`: the parts of one entry."""

    text: str = ""
    states: tuple[str, ...] = ()
    open_only: bool = False
    parent_id: str = ""
    client_id: str = ""
    sort: str = ""
    offset: int = 0
    limit: int = 200


class Page(NamedTuple):
    """A page of a register's list; `total` entries fit the query. `sort` is the order that it stands in, `sorted_by`
    what it is sorted by; `marks`: an act of the register may be done to many rows at once; `stays_open`: an entry of it
    can be open; `begun_by`: the roles that begin an entry by itself, none of what others bring about."""

    register_id: str
    title: Text
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    total: int
    sort: str
    sorted_by: Text
    states: tuple[tuple[str, Text], ...]
    matrix: bool
    marks: bool
    stays_open: bool
    begun_by: tuple[Role, ...] = ()


class MatrixCell(NamedTuple):
    """The open entries in one cell of a matrix, by number."""

    tone: Tone | str
    nos: tuple[str, ...]


class Matrix(NamedTuple):
    """Entries that have not ended, by two fields. `rows` from the highest `y` down, each with a cell for every `x`
    from the lowest up. `bands`: what each tone is called. `at`: (row, column) of the one entry that was asked about,
    None for the whole register. `keys`: the two fields (x, y), `x_keys` and `y_keys` those of their options."""

    x: Text
    y: Text
    x_options: tuple[Text, ...]
    y_options: tuple[Text, ...]
    rows: tuple[tuple[MatrixCell, ...], ...]
    bands: tuple[tuple[str, Text], ...] = ()
    at: tuple[int, int] | None = None
    keys: tuple[str, str] = ("", "")
    x_keys: tuple[str, ...] = ()
    y_keys: tuple[str, ...] = ()


class Offer(NamedTuple):
    """An act that may be begun now. `proof`: what it asks for beside its answers; `second`: who may be the second
    person, in words, and `seconds` their logins; `final`: it cannot be undone and is asked once by its name; `asks`: it
    has a form to fill in."""

    act: str
    label: Text
    proof: Proof
    second: Text
    final: bool
    marked: bool
    asks: bool
    reason: bool = False
    seconds: tuple[str, ...] = ()


class Started(NamedTuple):
    """An act that another one leads to: of which register, on which whole. `about`, as it would be typed, and
    `origin`, the id of the entry that leads there, stand in its form at first."""

    register_id: str
    act: str
    label: Text
    parent_id: str
    about: str = ""
    origin: str = ""


class Passed(NamedTuple):
    """One act as it was done, in the words of the definition it was done under, and by key and login."""

    label: Text
    at: datetime
    by: str
    answers: tuple[Shown, ...]
    second: str
    reason: str
    act: str = ""
    by_login: str = ""
    second_login: str = ""


class Linked(NamedTuple):
    """Something that the entry names, or that names it. `kind`: "entry", "client", "sale" …; `id` for going there."""

    label: Text
    kind: str
    id: str
    text: Text


class PartsOf(NamedTuple):
    """Parts of one register under an entry. `begins`: the act that adds one by hand, "" where this person may not."""

    register_id: str
    title: Text
    entries: int
    open: int
    begins: str
    begin_label: Text | None


class DueShown(NamedTuple):
    """What is due of the entry and when: a day, or a local moment without zone; `whom` in words. `key`: the due in the
    register's file; `barred`: why the reader may do none of the acts that end it."""

    label: Text
    on: When
    whom: Text
    key: str = ""
    barred: tuple[Refusal, ...] = ()


class Log(NamedTuple):
    """Every answer of a field that is a log, oldest first: when, by whom, what."""

    label: Text
    lines: tuple[tuple[datetime, str, Text], ...]


class EntryView(NamedTuple):
    """One entry as one person sees it. `earlier`: answers whose fields the definition no longer has, in old words;
    `masked`: keys of `values` whose numbers may be shown in clear (`numbers.reveal`)."""

    id: str
    register_id: str
    title: Text
    rule: str
    no: str
    version: int
    state: str
    state_text: Text
    ended: bool
    voided: bool
    about: Shown | None
    about_kind: str
    client_id: str
    parent: Linked | None
    values: tuple[Shown, ...]
    earlier: tuple[Shown, ...]
    logs: tuple[Log, ...]
    acts: tuple[Offer, ...]
    starts: tuple[Started, ...]
    history: tuple[Passed, ...]
    parts: tuple[PartsOf, ...]
    links: tuple[Linked, ...]
    back: tuple[Linked, ...]
    dues: tuple[DueShown, ...]
    papers: tuple[tuple[str, Text], ...]
    matrix: Matrix | None
    masked: frozenset[str] = frozenset()


class Option(NamedTuple):
    """One of a field's options, or of the people, products … that may stand in it."""

    value: str
    text: Text


class Asked(NamedTuple):
    """A field of an act's form. `value`: what stands in it at first, as it is typed. `search`: its options are too many
    to list, they are found by typing (`forms.candidates`). `shown_when`: (field, values) that must hold, else it is not
    asked (`filling.shown` tells it of all conditions); `several`: more than one may be given, parted by commas;
    `fixed`: filled in, not typed; `most`: so many characters of a text."""

    key: str
    label: Text
    help: Text | None
    kind: str
    required: bool
    options: tuple[Option, ...]
    search: bool
    several: bool
    fixed: bool
    value: str
    shown_when: tuple[tuple[str, tuple[str, ...]], ...]
    most: int = 0


class Form(NamedTuple):
    """The form of one act. `fields` begins with "about" where an entry is begun that is about something; `definition`:
    the digest that a draft is kept with (another one: the form is asked again). `whole`: what a part that is begun
    belongs to, in words; "" for an entry of its own. `of`: whom or what an entry that is acted on is about; "" where it
    says nothing of that, or is closed."""

    register_id: str
    act: str
    title: Text
    entry_id: str
    no: str
    seen: int
    parent_id: str
    offer: Offer
    fields: tuple[Asked, ...]
    definition: str
    whole: Text = Text.same("")
    of: Text = Text.same("")


class Done(NamedTuple):
    """An act was done. `made`: so many parts came of it; `left_out`: subjects that the parts were not made for, and
    why; `starts`: acts that it leads to; `prints`: (entry id, paper) to print now by `printing.print_entry`."""

    entry_id: str
    no: str
    version: int
    made: int = 0
    left_out: tuple[tuple[str, Text], ...] = ()
    starts: tuple[Started, ...] = ()
    entries: int = 1
    prints: tuple[tuple[str, str], ...] = ()
