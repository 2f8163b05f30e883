"""Numbers of printed papers: a paper keeps the one that stands on it, with the code that the desk had that day."""

from rmdesk.desk.desk import Desk


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
