"""Numbers of printed papers: a paper keeps the one that stands on it, with the code that the desk had that day."""

from rmdesk.desk.desk import Desk
from rmdesk.domain.sale import Printed
from rmdesk.paper import Document


def printed_now(desk: Desk, document: Document, *, visit: bool = False) -> Printed:
    """What the fact says of a document that has just got its number (`Desk.next_printed_no`); `visit`: it holds for
    every sale of the visit."""
    return Printed(
        kind=document.kind,
        number=document.number,
        digest=document.digest(),
        at=desk.now(),
        code=desk.branch.code,
        visit=visit,
        draft=document.draft,
        large=document.large,
    )


def paper_no(desk: Desk, typed: str) -> str:
    """The number, as printed, of the paper that somebody means: typed as it is printed, or without the desk's code,
    whatever code the desk had then. What is no paper's number comes back as it is, in capitals."""
    given = desk.bare_no(typed)
    prefix, _, serial = given.partition("-")
    if not serial.isdecimal():  # nothing that this desk's code was taken out of, so perhaps an older one stands in it
        return given
    # Serials go on when the code changes, so a number without its code is still one paper's.
    sql = "SELECT number FROM paper WHERE number = ? OR (number > ? AND number < ? AND number GLOB ?)"
    rows = desk.store.query(sql, (given, f"{prefix}-", f"{prefix}.", f"{prefix}-*-{serial}"))
    return str(rows[0]["number"]) if rows else given
