"""How the branch is set up: the arrangement of each year's working days."""

from rmdesk.domain import settings_facts
from rmdesk.store.entry import Entry
from rmdesk.store.project import projects, table
from rmdesk.store.rows import Changes, Reader, Row

table("holidays", key="year", text=("doc",))


@projects(settings_facts.HolidaysSet)
def _holidays(rows: Reader, fact: settings_facts.HolidaysSet, entry: Entry) -> Changes:
    yield Row("holidays", {"year": str(fact.holidays.year), "doc": fact.holidays})
