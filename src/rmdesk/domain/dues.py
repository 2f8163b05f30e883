"""Everything with a date as one kind of thing, and the order in which a list shows it (DESK-07). Pure."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal, NamedTuple

from rmdesk.domain.base import Text, Value
from rmdesk.domain.clocks import When, end_of

FOLD = 3
"""So many rows of one kind stand in a list; what is left is one line in their place."""


State = Literal["late_by_law", "late", "today_by_law", "today", "coming", "put_off"]
"""How a due stands at a moment: past the law's date or the bank's own, on its day, still to come; put off by
somebody, so that he is reminded later."""
PUT_OFF = "put_off"
"""In the place of a kind: what was put off stands at the end of the list as one line."""
_LATER_DAYS = 90  # so far may a reminder be put off whose date is over


class Subject(Value):
    """What a due is about: a kind ("client", "case", "sale", "entry", "register", "person", "desk") and its id."""

    kind: str
    id: str


class Due(Value):
    """One thing that has a date.

    `key` is unique in the list, `kind` a written name (`client.reassess`). `on` is the date that matters, a day or a
    local moment without zone; it never moves for a reminder. `warn_days` before it the list begins to show it; until
    `later` it stands at the end, because the reminder was put off. `legal`: set by law. `whom`: the login of who is to
    see to it, "" when that is open; `not_by`: whom its act concerns, so that they neither do it nor put it off.
    `daily`: it stands there every day until it is done, and cannot be put off. `act` alone ends it; "" where a note of
    how it went does. `provisional`: the year's working days are not out (COMP-17). `amount`: how much is at stake, the
    largest of a day first. `what` says what is due, `no` and `name` whose, `about` what more there is to know.
    """

    key: str
    kind: str
    rule: str
    subject: Subject
    what: Text
    no: str = ""
    name: str = ""
    about: Text = Text(zh="", en="")
    on: When
    warn_days: int = 0
    later: date | None = None
    legal: bool = False
    whom: str = ""
    amount: Decimal | None = None
    not_by: tuple[str, ...] = ()
    daily: bool = False
    act: str = ""
    provisional: bool = False

    @property
    def day(self) -> date:
        """The day that matters."""
        return self.on.date() if isinstance(self.on, datetime) else self.on

    @property
    def ends(self) -> datetime:
        """The last local moment in time: a day ends at its end."""
        return end_of(self.on)

    @property
    def remind(self) -> date:
        """From which day on it is shown."""
        return self.day - timedelta(self.warn_days)

    def put_off(self, today: date) -> bool:
        """Whether its reminder comes later than `today`."""
        return self.later is not None and self.later > today

    def latest_reminder(self, today: date) -> date | None:
        """Until when the reminder may be put off: the day that matters, or a while where the bank's own day is over.
        None where the law's day is over or today: nothing may be put off beyond it."""
        if self.day > today:
            return self.day
        return None if self.legal or self.daily else today + timedelta(_LATER_DAYS)

    def past(self, now: datetime) -> bool:
        """Whether its date lies before the local moment `now`."""
        return now > self.ends


class Folded(NamedTuple):
    """So many more of one kind, in the place of the first that is not shown."""

    kind: str
    what: Text
    more: int


def rank(due: Due, now: datetime) -> int:
    """0 past a legal date, 1 a legal date today, 2 past the bank's own date, 3 what is to come, 4 what was put off."""
    if due.put_off(now.date()):
        return 4
    if due.past(now):
        return 0 if due.legal else 2
    return 1 if due.legal and due.day == now.date() else 3


def state(due: Due, now: datetime) -> State:
    """How it stands at the local moment `now`, in one word."""
    if due.put_off(now.date()):
        return "put_off"
    if due.past(now):
        return "late_by_law" if due.legal else "late"
    if due.day != now.date():
        return "coming"
    return "today_by_law" if due.legal else "today"


def ranked(dues: Iterable[Due], now: datetime) -> tuple[Due, ...]:
    """In order of rank, then of the date that matters; what stands alone before a kind that is folded, so that one
    notice is not below the two hundred clients whom it is for; large amounts first. `now` is the branch's wall clock,
    without zone."""
    listed = tuple(dues)
    counts = Counter(due.kind for due in listed if not due.put_off(now.date()))
    order = {
        due.key: (rank(due, now), due.ends, counts[due.kind] > FOLD, -(due.amount or 0), due.no, due.key)
        for due in listed
    }
    return tuple(sorted(listed, key=lambda due: order[due.key]))


def folded(dues: Iterable[Due], today: date, unfolded: frozenset[str] = frozenset()) -> tuple[Due | Folded, ...]:
    """The list as it is shown: of a kind with more than three rows the rest is one line, in the place of the first of
    them; what was put off is one line at the end. A kind in `unfolded` is shown whole."""
    everything = tuple(dues)
    listed = tuple(due for due in everything if not due.put_off(today))
    later = tuple(due for due in everything if due.put_off(today))
    counts, seen = Counter(due.kind for due in listed), Counter[str]()
    shown: list[Due | Folded] = []
    for due in listed:
        seen[due.kind] += 1
        if due.kind in unfolded or counts[due.kind] <= FOLD or seen[due.kind] <= FOLD:
            shown.append(due)
        elif seen[due.kind] == FOLD + 1:
            shown.append(Folded(due.kind, due.what, counts[due.kind] - FOLD))
    if later and PUT_OFF not in unfolded:
        return (*shown, Folded(PUT_OFF, Text(zh="", en=""), len(later)))
    return (*shown, *later)
