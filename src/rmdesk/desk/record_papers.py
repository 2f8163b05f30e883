"""Papers that belong to no client's file and no case: about a product, a hand-over, a destruction. Each is a fact with
its whole content, printed again as it was when it says the same."""

from pathlib import Path

from rmdesk.desk.by_hand import on_papers
from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_files import leaving, paper_name, write_file
from rmdesk.desk.papers.framing import same_or_new
from rmdesk.desk.papers.issuing import issued
from rmdesk.desk.printing import Sheet
from rmdesk.desk.reprinting import print_again
from rmdesk.domain.printer import RecordOf, RecordPrinted
from rmdesk.paper import Document, from_json


def print_record(
    desk: Desk, fresh: Document, subject: str, about: RecordOf, no: str, folder: Path, clients: tuple[str, ...] = ()
) -> Sheet:
    """Print a paper about `subject` into `folder`. For use cases."""
    document = same_or_new(fresh, _last(desk, subject, fresh))
    with leaving(desk, folder):
        if document.number:
            number, pdf = document.number, print_again(desk, document, subject)
        else:
            new = issued(desk, document)
            number, pdf = new.number, new.pdf
            fact = RecordPrinted(
                about=about,
                no=no,
                printed=new.printed,
                content=new.content,
                pdf_sha256=new.sha256,
                clients=clients,
            )
            desk.record(fact, subject)
        path = write_file(folder / paper_name(number, document.title), pdf)
    return Sheet(document.kind, number, path, on_papers((document,)))


def _last(desk: Desk, subject: str, fresh: Document) -> Document | None:
    """The last paper of the same kind and language about it."""
    for entry in reversed(list(desk.store.entries(subject=subject, kind=RecordPrinted.kind))):
        fact = None if entry.payload is None else entry.fact
        if isinstance(fact, RecordPrinted) and fact.printed.kind == fresh.kind:
            last = from_json(fact.content)
            if last.lang == fresh.lang:
                return last
    return None
