"""The list of cooperating institutions."""

from rmdesk.domain.institutions import InstitutionStated
from rmdesk.store.entry import Entry
from rmdesk.store.project import projects, table
from rmdesk.store.rows import Changes, Reader, Row

table("institution", key="name", text=("state", "doc"))


@projects(InstitutionStated)
def _stated(rows: Reader, fact: InstitutionStated, entry: Entry) -> Changes:
    one = fact.institution
    yield Row("institution", {"name": one.name, "state": one.state, "doc": one})
