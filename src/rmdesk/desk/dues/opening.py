"""What a desk lacks before its first sale, as dues of whoever may do it: each ends by its act alone (DESK-03)."""

from collections.abc import Iterator
from datetime import date

from rmdesk.desk.desk import Desk
from rmdesk.desk.settings import checklist
from rmdesk.domain.base import Lang, Text
from rmdesk.domain.dues import Due, Subject
from rmdesk.domain.opening import RULES
from rmdesk.domain.refusal import passed
from rmdesk.locale import tr

OPENING = "opening"
"""The kind of subject of such a due; its id is the step's key."""


def due(desk: Desk, until: date) -> Iterator[Due]:  # noqa: ARG001
    """The open lines of the opening checklist that the person at the desk may do: due every day until they are done,
    or an administrator put the list away."""
    if desk.store.get("setting", "opening_ended") is not None:
        return
    for item in passed(checklist.read(desk)).left:
        if item.mine:
            yield Due(
                key=f"{OPENING}:{item.key}",
                kind=f"{OPENING}.{item.key}",
                rule=RULES[item.key],
                subject=Subject(kind=OPENING, id=item.key),
                what=Text(zh=tr("zh", f"opening.step.{item.key}"), en=tr("en", f"opening.step.{item.key}")),
                about=Text(zh=_lacks(desk, item, "zh"), en=_lacks(desk, item, "en")),
                on=desk.today(),
                daily=True,
                act=checklist.PERMISSIONS[item.key],
            )


def _lacks(desk: Desk, item: checklist.Item, lang: Lang) -> str:
    return " · ".join(checklist.lacking(item, desk, lang))
