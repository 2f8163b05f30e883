"""What was brought in from a file."""

from rmdesk.domain.fact import Fact


class FileImported(Fact, kind="import.done/1"):
    """A file was brought in: what it held and how much of it was taken. `sha256` and `name` are the file's;
    `facts` so many before this one are its own, all of one transaction."""

    import_id: str
    what: str
    name: str
    sha256: str
    rows: int
    accepted: int
    changed: int
    refused: int
    facts: int = 0
