"""Whose desk it is, who works there, and the form packs that were adopted: which is in force depends on the day."""

from rmdesk.domain import facts, people_facts, vault_facts
from rmdesk.domain.directives import HandedDown, PersonGiven
from rmdesk.domain.people import Person
from rmdesk.store.entry import Entry
from rmdesk.store.project import projects, table
from rmdesk.store.rows import Changes, Gone, Reader, Row, doc_of

table("setting", key="key", text=("value",))
table("person", key="login", text=("staff_no", "doc"), indexes=[("staff_no",)])
table(
    "stand_in",
    key="id",
    text=("absent", "stand_in", "since", "until_day", "set_at"),
    empty=("ended_at",),
    indexes=[("stand_in", "until_day"), ("absent", "until_day")],
)
# Found by its day from the index alone: behind the files of a pack, half a megabyte, no column is read quickly.
table("pack", key="digest", text=("files", "begins"), number=("seq",), indexes=[("begins", "seq", "digest")])


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
    given = rows.row("given_person", fact.person.login)
    directive = None if given is None else rows.parsed(HandedDown, given["doc"]).directive
    yield person_row(directive.held(fact.person) if isinstance(directive, PersonGiven) else fact.person)


@projects(people_facts.PersonRemoved)
def _removed(rows: Reader, fact: people_facts.PersonRemoved, entry: Entry) -> Changes:
    gone = doc_of(rows, Person, "person", fact.login).model_copy(update={"removed": True})
    yield person_row(gone)


@projects(people_facts.PersonTakenBack)
def _taken_back(rows: Reader, fact: people_facts.PersonTakenBack, entry: Entry) -> Changes:
    yield Gone("person", {"login": fact.login})


@projects(people_facts.StandInSet)
def _stands_in(rows: Reader, fact: people_facts.StandInSet, entry: Entry) -> Changes:
    days = {"since": fact.since, "until_day": fact.until, "set_at": entry.at, "ended_at": None}
    yield Row("stand_in", {"id": entry.id, "absent": fact.absent, "stand_in": fact.stand_in, **days})


@projects(people_facts.StandInEnded)
def _stood_in(rows: Reader, fact: people_facts.StandInEnded, entry: Entry) -> Changes:
    """What was done meanwhile was done for the colleague: the row stays."""
    row = rows.row("stand_in", fact.set_id)
    if row is not None:
        yield Row("stand_in", {**row, "ended_at": entry.at})


@projects(vault_facts.BackupMade)
def _backed_up(rows: Reader, fact: vault_facts.BackupMade, entry: Entry) -> Changes:
    yield Row("setting", {"key": "backup", "value": entry.at})


def person_row(person: Person) -> Row:
    """The row of somebody who works here."""
    return Row("person", {"login": person.login, "staff_no": person.staff_no, "doc": person})
