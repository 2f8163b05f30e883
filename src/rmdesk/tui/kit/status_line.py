"""The end of the title line: how old the last backup is, and whether the clock can be trusted (DESK-19)."""

from datetime import timedelta
from typing import TYPE_CHECKING

from rmdesk.locale import Lang, tr

if TYPE_CHECKING:
    from rmdesk.desk.desk import Desk

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


def status(desk: "Desk", lang: Lang) -> str:
    """The clock when it is wrong, else the age of the last backup."""
    from rmdesk.desk import backup, clockwatch

    wrong = clockwatch.wrong(desk)
    if wrong is not None:
        return f"! {tr(lang, f'vault.title.clock_{wrong.way}')}"
    return age_text(backup.age(desk), lang)


def age_text(age: timedelta | None, lang: Lang) -> str:
    """How old the last backup is, in the largest unit that says enough."""
    if age is None:
        return tr(lang, "vault.title.no_backup")
    if age < _HOUR:
        minutes = age // timedelta(minutes=1)
        return tr(lang, "vault.title.minutes" if minutes else "vault.title.just_now", count=minutes)
    if age < 2 * _DAY:
        return tr(lang, "vault.title.hours", count=age // _HOUR)
    return tr(lang, "vault.title.days", count=age // _DAY)
