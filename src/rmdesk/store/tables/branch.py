"""Whose desk it is, who works there, and the form packs that were in force."""

from rmdesk.domain import facts, trust_facts
from rmdesk.domain.staff import Staff
from rmdesk.store.journal import Entry
from rmdesk.store.project import Tables, projects, table

table("setting", "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")
table("staff", "CREATE TABLE staff (login TEXT PRIMARY KEY, doc TEXT NOT NULL) WITHOUT ROWID")
table("pack", "CREATE TABLE pack (digest TEXT PRIMARY KEY, files TEXT NOT NULL)")


@projects(facts.DeskOpened)
def _opened(db: Tables, fact: facts.DeskOpened, entry: Entry) -> None:
    db.put("setting", {"key": "branch", "value": fact.branch})
    db.put("setting", {"key": "lang", "value": fact.lang})


@projects(facts.BranchChanged)
def _branch(db: Tables, fact: facts.BranchChanged, entry: Entry) -> None:
    db.put("setting", {"key": "branch", "value": fact.branch})


@projects(facts.PackAdopted)
def _pack(db: Tables, fact: facts.PackAdopted, entry: Entry) -> None:
    db.put("pack", {"digest": fact.digest, "files": fact.files})
    db.put("setting", {"key": "pack", "value": fact.digest})


@projects(facts.StaffAdded)
@projects(facts.StaffChanged)
def _staff(db: Tables, fact: facts.StaffAdded | facts.StaffChanged, entry: Entry) -> None:
    db.put("staff", {"login": fact.staff.login, "doc": fact.staff})


@projects(trust_facts.StaffRemoved)
def _removed(db: Tables, fact: trust_facts.StaffRemoved, entry: Entry) -> None:
    row = db.row("staff", fact.login)
    if row is None:
        raise KeyError(fact.login)
    gone = Staff.model_validate_json(row["doc"]).model_copy(update={"removed": True})
    db.put("staff", {"login": fact.login, "doc": gone})


@projects(trust_facts.BackupMade)
def _backed_up(db: Tables, fact: trust_facts.BackupMade, entry: Entry) -> None:
    db.put("setting", {"key": "backup", "value": entry.at})
