"""A printed paper, looked at on the screen: by the reviewer before he decides, by whoever may see the client."""

from rmdesk.desk import book, clients, printing
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.masking import mask_text, numbers_of
from rmdesk.desk.papers.as_text import TextLine, text_lines
from rmdesk.domain.base import Value
from rmdesk.domain.refusal import stop, stop_if


class PaperText(Value):
    """A paper's number, and what stands on it, numbers of people masked (DATA-05)."""

    client_id: str
    number: str
    lines: tuple[TextLine, ...]


@use_case("papers.read")
def look(desk: Desk, number: str) -> PaperText:
    """The printed paper with this number as text."""
    row = desk.store.get("paper", number)
    # Letters of cases, papers of registers and records stand under no client and have readers of their own (COMP-04).
    if row is None or not row["client_id"]:
        stop("INPUT.unknown", what="paper", given=number)
    stop_if(book.turned_away(desk, row["client_id"]))
    known = numbers_of(clients.require(desk, row["client_id"]))
    lines = text_lines(printing.printed_document(desk, number))
    masked = tuple(line._replace(text=mask_text(line.text, known)) for line in lines)
    return PaperText(client_id=row["client_id"], number=number, lines=masked)
