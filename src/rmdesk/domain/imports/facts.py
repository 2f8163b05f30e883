"""What was brought in from a file, and taken back."""

from typing import Final

from rmdesk.domain.fact import Fact

COLUMN: Final = "column"
"""The target of an answer to what a column is; the word is its heading."""
LEFT: Final = "nothing"
"""The answer that a column says nothing that is needed."""


class FileImported(Fact, kind="import.done/1"):
    """A file was brought in: what it held and how much of it was taken. `sha256` and `name` are the file's;
    `facts` so many before this one are its own, all of one transaction; `again`: codes of products of which it said
    what stood there already, which leaves no fact of its own, None where nobody kept them."""

    import_id: str
    what: str
    name: str
    sha256: str
    rows: int
    accepted: int
    changed: int
    refused: int
    facts: int = 0
    again: tuple[str, ...] | None = None


class ImportTakenBack(Fact, kind="import.taken_back/1"):
    """What a file had brought was taken back, as far as nothing had used it since: `back` things are gone or as before,
    `kept` stay. `facts` so many before this one are its own."""

    import_id: str
    what: str
    name: str
    back: int
    kept: int
    facts: int = 0


class ProfileKept(Fact, kind="import.profile_kept/1"):
    """How files with these headings are read from now on: `mapping` heading → target, `answers` "target:word" →
    value."""

    what: str
    name: str
    shape: str
    mapping: dict[str, str]
    answers: dict[str, str]


class FaultyRowsWritten(Fact, kind="import.faults_written/1"):
    """Rows that were refused left the desk as a file, with who asked for it and why (DATA-07)."""

    what: str
    name: str
    rows: int
    sha256: str
    reason: str
