"""Crossed lines as dues of whoever watches over them: each ends when somebody said what follows (DESK-11)."""

from collections.abc import Iterator
from datetime import date

from rmdesk.desk import book
from rmdesk.desk.desk import Desk
from rmdesk.desk.indicators.crossing import ANSWER_DAYS, open_crossings
from rmdesk.desk.indicators.saying import figure_text
from rmdesk.domain.base import Text
from rmdesk.domain.dues import Due, Subject
from rmdesk.locale import tr

INDICATOR = "indicator"
"""The kind of such a due's subject; its id is the indicator's key and the first day of the month."""


def takes_long(desk: Desk) -> bool:
    """Whether two months of a long book would have to be counted for it first. For use cases."""
    return not desk.is_told(open_crossings) and book.is_long(desk)


def due(desk: Desk, until: date) -> Iterator[Due]:  # noqa: ARG001
    """Figures beyond their warning lines in the months that ended last, until they are answered."""
    for one in open_crossings(desk):
        each, start = one.indicator, one.period.start.isoformat()
        yield Due(
            key=f"{INDICATOR}:{each.key}:{start}",
            kind="indicator.crossed",
            rule=each.rule,
            subject=Subject(kind=INDICATOR, id=f"{each.key}:{start}"),
            what=Text(zh=tr("zh", "indicators.crossed"), en=tr("en", "indicators.crossed")),
            name=start[:7],
            about=Text(  # a list cuts its end, and an English title is long
                zh=f"{each.title.zh} {figure_text(each, one.value, 'zh')}",
                en=f"{figure_text(each, one.value, 'en')} {each.title.en}",
            ),
            on=one.until,
            warn_days=ANSWER_DAYS,
            act="indicators.answer",
        )
