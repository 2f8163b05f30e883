"""What happens to entries of registers, as the journal keeps it.

A fact holds everything that folding needs, also what the definition said when it was done: the state it led to,
whether that is an end, which answers are a log. So neither the pack nor the clock is read again, and what was recorded
under an older pack folds to the same entry for ever.
"""

from datetime import date, datetime

from rmdesk.domain.archive_facts import PaperLeft
from rmdesk.domain.base import Value
from rmdesk.domain.fact import Fact
from rmdesk.domain.sale import Printed


class About(Value):
    """What an entry is about: the kind of subject, and its id ("" for the branch)."""

    kind: str
    id: str = ""


class Drawn(Value):
    """How a bulk of parts was found: the source, the seed, how many stood to choose from and their digest, so that
    it can be drawn again and compared."""

    source: str
    seed: str = ""
    population: int
    digest: str


class Whom(Value):
    """Whom a due is for: kind "role", "person", or "manager" of the client `id`, found when it is read."""

    kind: str
    id: str


class DueOn(Value):
    """One due of an entry. `at` is its moment where it was counted in hours; `day` None: the day is what the whole's
    value `of_parent` says when it is read. `provisional`: counted through a year whose working days are not out
    (COMP-17). `by_act`: the acts that end it."""

    due: str
    day: date | None
    at: datetime | None = None
    of_parent: str = ""
    whom: tuple[Whom, ...]
    by_act: tuple[str, ...]
    warn: tuple[int, ...]
    provisional: bool = False

    @property
    def warn_days(self) -> int:
        """So many days before its day it is called for."""
        return max(self.warn, default=0)


class Follows(Value):
    """What follows from an entry under its definition on the day of an act, worked out once: what is derived of its
    answers (not of its parts, not of the day it is read), which answers are links and of what kind, which are texts in
    which one may seek, what is due, and what no other entry of the register may share."""

    derived: dict[str, str] = {}
    links: dict[str, str] = {}
    texts: tuple[str, ...] = ()
    dues: tuple[DueOn, ...] = ()
    unique: tuple[str, ...] = ()


class EntryBegun(Fact, kind="entry.begun/1"):
    """An entry of a register was begun. `values`: field → canonical text, with everything that was filled in.

    `definition` is the register's digest; `client_id` the client that the subject belongs to, "" for none; `state` the
    one it stands in then, `ended` whether that is an end; `logged` the fields whose every answer stays.
    """

    entry_id: str
    register_id: str
    no: str
    about: About
    client_id: str = ""
    parent_id: str = ""
    act: str
    on: date
    definition: str
    values: dict[str, str]
    state: str
    ended: bool = False
    logged: tuple[str, ...] = ()
    follows: Follows = Follows()
    drawn: Drawn | None = None

    @property
    def gives_no(self) -> str | None:
        """The entry's."""
        return self.no


class EntryActed(Fact, kind="entry.acted/1"):
    """An act was done with an entry whose version on the screen was `seen`. Voiding is the act "_void", amending
    "_amend". `second`: the login of the person who agreed, "" for none; `reason` of a void or an amendment; `renamed`:
    older key → key of fields that have another one under this definition."""

    entry_id: str
    act: str
    seen: int
    on: date
    definition: str
    values: dict[str, str]
    state: str
    ended: bool = False
    logged: tuple[str, ...] = ()
    second: str = ""
    reason: str = ""
    renamed: dict[str, str] = {}
    follows: Follows = Follows()
    drawn: Drawn | None = None


class EntryPrivate(Fact, kind="entry.private/1"):
    """Answers about a third person. Its subject is its own, so that it can be erased while the entry stays."""

    entry_id: str
    values: dict[str, str]


class EntryPrinted(Fact, kind="entry.printed/1"):
    """A paper of an entry was printed: `paper` of its register. `content` is the whole document, so that a reprint
    gives the same bytes.

    `clients`: ids of every client whom it names, so that it goes when one of their files is destroyed. `hidden`: the
    entry and each part that stands in it → keys that were hidden from whoever printed it, so that nobody reads in a
    reprint what is hidden from himself.
    """

    entry_id: str
    register_id: str
    paper: str
    printed: Printed
    content: str
    pdf_sha256: str
    clients: tuple[str, ...] = ()
    hidden: dict[str, tuple[str, ...]] = {}

    @property
    def gives_no(self) -> str | None:
        """The paper's."""
        return self.printed.bare_no


class EntryNumbersRevealed(Fact, kind="entry.numbers_revealed/1"):
    """The masked numbers of an entry were shown in clear (DATA-05)."""

    entry_id: str


class EntryForgot(Fact, kind="entry.forgot/1"):
    """Private answers of an entry were forgotten; the row goes before the payload does."""

    entry_id: str
    fields: tuple[str, ...]


class EntryTally(Value):
    """What stays of a destroyed entry for figures and for its whole: no text, no file, no client, nobody it was about,
    no private answer. `values`: field or derived value → choice, number, day or login."""

    entry_id: str
    register_id: str
    no: str
    parent_id: str = ""
    begun_at: datetime
    ended_on: date | None
    state: str
    voided: bool = False
    version: int
    values: dict[str, str]


class EntriesDestroyed(Fact, kind="entry.destroyed/1"):
    """Entries were destroyed at the end of their time; their tallies and numbers stay for the figures, and of their
    papers number and digest."""

    entries: tuple[EntryTally, ...]
    papers: tuple[PaperLeft, ...] = ()
