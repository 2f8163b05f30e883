"""Whose desk it is, who works there, and the form packs that were in force."""

from rmdesk.domain import facts, people_facts, vault_facts
from rmdesk.domain.staff import Staff
from rmdesk.store.entry import Entry
from rmdesk.store.project import projects, table
from rmdesk.store.rows import Changes, Reader, Row, doc_of

table("setting", key="key", text=("value",))
table("staff", key="login", text=("doc",))
table("pack", key="digest", text=("files",))


@projects(facts.DeskOpened)
def _opened(rows: Reader, fact: facts.DeskOpened, entry: Entry) -> Changes:
    yield Row("setting", {"key": "branch", "value": fact.branch})
    yield Row("setting", {"key": "lang", "value": fact.lang})


@projects(facts.BranchChanged)
def _branch(rows: Reader, fact: facts.BranchChanged, entry: Entry) -> Changes:
    yield Row("setting", {"key": "branch", "value": fact.branch})


@projects(facts.PackAdopted)
def _pack(rows: Reader, fact: facts.PackAdopted, entry: Entry) -> Changes:
    yield Row("pack", {"digest": fact.digest, "files": fact.files})
    yield Row("setting", {"key": "pack", "value": fact.digest})


@projects(facts.StaffAdded)
@projects(facts.StaffChanged)
def _staff(rows: Reader, fact: facts.StaffAdded | facts.StaffChanged, entry: Entry) -> Changes:
    yield Row("staff", {"login": fact.staff.login, "doc": fact.staff})


@projects(people_facts.StaffRemoved)
def _removed(rows: Reader, fact: people_facts.StaffRemoved, entry: Entry) -> Changes:
    gone = doc_of(rows, Staff, "staff", fact.login).model_copy(update={"removed": True})
    yield Row("staff", {"login": fact.login, "doc": gone})


@projects(vault_facts.BackupMade)
def _backed_up(rows: Reader, fact: vault_facts.BackupMade, entry: Entry) -> Changes:
    yield Row("setting", {"key": "backup", "value": entry.at})
