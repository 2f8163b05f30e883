"""The list of cooperating institutions; those that head office stopped, until they are admitted again."""

from rmdesk.domain.imports.cells import plain
from rmdesk.domain.institutions import Institution, InstitutionStated
from rmdesk.store.entry import Entry
from rmdesk.store.project import projects, table
from rmdesk.store.rows import Changes, Gone, Reader, Row

table("institution", key="name", text=("state", "doc"), edition=2)
table("stopped", key="name", text=("doc",), edition=2)


@projects(InstitutionStated)
def _stated(rows: Reader, fact: InstitutionStated, entry: Entry) -> Changes:
    yield from stands(fact.institution)


def stands(one: Institution, *, from_above: bool = False) -> Changes:
    """How an institution stands, as the desk says or head office does (`from_above`): one, however its name is
    written."""
    name = plain(one.name)
    yield Row("institution", {"name": name, "state": one.state, "doc": one})
    if one.state == "admitted":
        yield Gone("stopped", {"name": name})
    elif from_above:
        yield Row("stopped", {"name": name, "doc": one})
