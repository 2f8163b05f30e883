"""A colleague's day as somebody else may see it: what is closed to the one is not opened by the list of the other."""

from rmdesk.desk import book
from rmdesk.desk.complaints import reading
from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.around import entry_by
from rmdesk.desk.registers.definitions import definition_of
from rmdesk.desk.registers.seeing import sight_of
from rmdesk.domain.base import Text
from rmdesk.domain.dues import Due

_NOTHING = Text(zh="", en="")


def seen_too(desk: Desk, due: Due) -> Due | None:
    """A due of a colleague's list for the person at the desk: None where its client, case or entry is not his to see,
    without what is hidden of it from him."""
    kind, id = due.subject.kind, due.subject.id
    if kind == "client":
        return due if book.holds(desk, id) else None
    if kind == "case":
        found = next(reading.all_cases(desk, "id = ?", (id,)), None)
        return None if found is None or reading.hidden(desk, found) else due
    if kind != "entry":
        return due
    entry = entry_by(desk, id)
    if entry is None:
        return None
    sight = sight_of(desk, definition_of(desk, entry.register_id), entry)
    if not sight.seen:
        return None
    return due.model_copy(update={"about": _NOTHING}) if sight.hidden else due
