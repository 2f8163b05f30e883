"""What an import writes into the journal, to the letter: whoever makes imports quicker may change none of it."""

import re
from pathlib import Path

from benchmarks.imports import LISTED
from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import running
from rmdesk.desk.imports.running import Choice
from support.desks import done

WRITTEN = Path(__file__).parent / "journal.txt"
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_AT = re.compile(r'"[0-9-]{10}T[0-9:.]+Z"')


def test_an_import_writes_the_same_facts_to_the_letter(desk: Desk, tmp_path: Path) -> None:
    """A dozen rows of clients and products, one of each with a fault: kinds, subjects and payloads in their order, ids
    by the order in which they appear. Else desks of two releases say the same list in two ways, and a list that is
    brought again changes what nobody changed. journal.txt is mended where a fact or the default pack means to say
    something else."""
    before = desk.store.head().seq
    for kind, list_of in LISTED.items():
        done(running.bring_in(desk, kind, list_of(tmp_path, 6), Choice()))
    ids: dict[str, str] = {}
    said = [f"{one.kind} {one.subject} {one.payload}" for one in desk.store.entries(after=before)]
    text = _ID.sub(lambda found: ids.setdefault(found[0], f"id-{len(ids)}"), "\n".join((*said, "")))
    assert _AT.sub('"at"', text) == WRITTEN.read_text(encoding="utf-8")
