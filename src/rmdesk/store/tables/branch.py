"""Whose desk it is, who works there, and the form packs that were adopted: which is in force depends on the day."""

from rmdesk.domain import facts, people_facts, vault_facts
from rmdesk.domain.people import Person
from rmdesk.store.entry import Entry
from rmdesk.store.project import projects, table
from rmdesk.store.rows import Changes, Gone, Reader, Row, doc_of

table("setting", key="key", text=("value",))
table("person", key="login", text=("staff_no", "doc"), indexes=[("staff_no",)])
table("pack", key="digest", text=("files", "begins"), number=("seq",))


@projects(facts.DeskOpened)
def _opened(rows: Reader, fact: facts.DeskOpened, entry: Entry) -> Changes:
    yield Row("setting", {"key": "branch", "value": fact.branch})
    yield Row("setting", {"key": "lang", "value": fact.lang})


@projects(facts.BranchChanged)
def _branch(rows: Reader, fact: facts.BranchChanged, entry: Entry) -> Changes:
    yield Row("setting", {"key": "branch", "value": fact.branch})


@projects(facts.PackAdopted)
def _pack(rows: Reader, fact: facts.PackAdopted, entry: Entry) -> Changes:
    yield Row("pack", {"digest": fact.digest, "files": fact.files, "begins": fact.begins, "seq": entry.seq})


@projects(facts.PersonAdded)
@projects(facts.PersonChanged)
def _person(rows: Reader, fact: facts.PersonAdded | facts.PersonChanged, entry: Entry) -> Changes:
    yield _row(fact.person)


@projects(people_facts.PersonRemoved)
def _removed(rows: Reader, fact: people_facts.PersonRemoved, entry: Entry) -> Changes:
    gone = doc_of(rows, Person, "person", fact.login).model_copy(update={"removed": True})
    yield _row(gone)


@projects(people_facts.PersonTakenBack)
def _taken_back(rows: Reader, fact: people_facts.PersonTakenBack, entry: Entry) -> Changes:
    yield Gone("person", {"login": fact.login})


@projects(vault_facts.BackupMade)
def _backed_up(rows: Reader, fact: vault_facts.BackupMade, entry: Entry) -> Changes:
    yield Row("setting", {"key": "backup", "value": entry.at})


def _row(person: Person) -> Row:
    return Row("person", {"login": person.login, "staff_no": person.staff_no, "doc": person})
