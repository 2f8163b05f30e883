"""How the branch is set up: the arrangement of each year's working days, the recovery code, the opening."""

from rmdesk.domain import settings_facts, vault_facts
from rmdesk.store.entry import Entry
from rmdesk.store.project import projects, table
from rmdesk.store.rows import Changes, Reader, Row

table("holidays", key="year", text=("doc",))


@projects(settings_facts.HolidaysSet)
def _holidays(rows: Reader, fact: settings_facts.HolidaysSet, entry: Entry) -> Changes:
    yield Row("holidays", {"year": str(fact.holidays.year), "doc": fact.holidays})


@projects(settings_facts.OpeningEnded)
def _opened(rows: Reader, fact: settings_facts.OpeningEnded, entry: Entry) -> Changes:
    yield Row("setting", {"key": "opening_ended", "value": entry.at})


@projects(vault_facts.RecoverySealed)
@projects(vault_facts.RecoveryCodeRenewed)
def _sealed(rows: Reader, fact: vault_facts.RecoverySealed | vault_facts.RecoveryCodeRenewed, entry: Entry) -> Changes:
    """A new code is not in the old envelope."""
    place = fact.place if isinstance(fact, vault_facts.RecoverySealed) else ""
    yield Row("setting", {"key": "recovery_sealed", "value": place})
