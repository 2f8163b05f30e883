"""What was brought in, and the ways of reading that are kept."""

import json

from rmdesk.domain.imports.facts import FileImported, ImportTakenBack, ProfileKept
from rmdesk.store.entry import Entry
from rmdesk.store.project import projects, table
from rmdesk.store.rows import Changes, Reader, Row, required

table("import_run", key="id", text=("what", "name", "at", "actor"), number=("taken_back",), indexes=[("at",)])
table("import_profile", key=("what", "name"), text=("shape", "doc"), indexes=[("what", "shape")])


@projects(FileImported)
def _done(rows: Reader, fact: FileImported, entry: Entry) -> Changes:
    yield Row(
        "import_run",
        {
            "id": fact.import_id,
            "what": fact.what,
            "name": fact.name,
            "at": entry.at,
            "actor": entry.actor,
            "taken_back": False,
        },
    )


@projects(ImportTakenBack)
def _taken_back(rows: Reader, fact: ImportTakenBack, entry: Entry) -> Changes:
    yield Row("import_run", {**required(rows, "import_run", fact.import_id), "taken_back": True})


@projects(ProfileKept)
def _kept(rows: Reader, fact: ProfileKept, entry: Entry) -> Changes:
    doc = {"mapping": fact.mapping, "answers": fact.answers}
    yield Row("import_profile", {"what": fact.what, "name": fact.name, "shape": fact.shape, "doc": json.dumps(doc)})
