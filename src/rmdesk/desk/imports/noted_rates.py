"""Rates that a list of holdings wants: one above its headings is offered, another is asked once (SUIT-03)."""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings import rates
from rmdesk.desk.holdings.portfolio import rates_on
from rmdesk.desk.imports.kind import Question
from rmdesk.desk.imports.rows import Sheet
from rmdesk.domain.amounts import read_amount
from rmdesk.domain.imports import above
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.rates import HOME
from rmdesk.domain.refusal import passed
from rmdesk.locale import tr

TARGET = "rate"
ANSWERS = TAKE, LEAP, LEAVE = "take", "leap", "leave"


class NotedRate(NamedTuple):
    """A rate of the file: offered as `word` where it stands above the headings, asked for where `rate` is None.
    `leaps`: it is far from the last one, typed or not."""

    currency: str
    rate: Decimal | None
    leaps: bool = False

    @property
    def word(self) -> str:
        """What is asked about."""
        return self.currency if self.rate is None else f"{self.currency} {self.rate:f}"


def day_of(sheet: Sheet) -> date:
    """The day that the list is of, as it says above its headings; today where it does not, or names a day to come."""
    today = sheet.desk.today()
    said = above.day_said(sheet.above)
    return today if said is None or said > today else said


def questions(sheet: Sheet, held: Counter[str]) -> tuple[Question, ...]:
    """One for each foreign currency of its rows that has no rate, or another one above the headings."""
    return tuple(
        Question(tr("zh", "imports.rate"), TARGET, one.word, held[one.currency], _allowed(one))
        for one in _wanted(sheet, held)
        if _answered(sheet, one) is None
    )


def take(sheet: Sheet, held: Counter[str]) -> None:
    """Enter those that were agreed to, of the list's day, with the list as their source. Inside the transaction."""
    for one in _wanted(sheet, held):
        rate = _answered(sheet, one)
        if rate:
            why = tr("zh", "imports.rate_leap") if one.leaps else ""
            passed(rates.enter(sheet.desk, one.currency, rate, day_of(sheet), sheet.name, why))


def _allowed(one: NotedRate) -> tuple[str, ...]:
    return () if one.rate is None else (LEAP if one.leaps else TAKE, LEAVE)


def _answered(sheet: Sheet, one: NotedRate) -> Decimal | None:
    """The rate that was agreed to, 0 for none; None as long as nobody answered."""
    given = sheet.answers.get((TARGET, plain(one.word)))
    if given is None:
        return None
    if one.rate is None:
        return read_amount(given, "")
    return {_allowed(one)[0]: one.rate, LEAVE: Decimal(0)}.get(given)


def _wanted(sheet: Sheet, held: Counter[str]) -> list[NotedRate]:
    words = sheet.desk.pack.imports.word["currency"]
    said = {one.currency: one.rate for one in above.rates_said(sheet.above, words, HOME)}
    known = rates_on(sheet.desk, day_of(sheet))
    found = []
    for currency in sorted(one for one, rows in held.items() if rows and one != HOME):
        rate, before = said.get(currency), known.get(currency)
        newer = before is None or before.on < day_of(sheet)
        if (rate is not None and newer) or (rate is None and before is None and not _now(sheet.desk, currency)):
            found.append(_leaping(sheet, NotedRate(currency, rate)))
    return found


def _leaping(sheet: Sheet, one: NotedRate) -> NotedRate:
    """The same, to be confirmed where what is offered, or was typed, is far from the last rate."""
    rate = one.rate or _answered(sheet, one)
    far = rate is not None and rate > 0 and rates.leapt(sheet.desk, one.currency, rate, day_of(sheet)) is not None
    return NotedRate(one.currency, rate, leaps=True) if far else one


def _now(desk: Desk, currency: str) -> bool:
    """Whether a rate is in force today: the limits are counted by that one."""
    return currency in rates_on(desk, desk.today())
