"""A paper found by its number, by the text of its QR code, or by the code at its foot (DESK-16)."""

from typing import NamedTuple

from rmdesk.desk.access import use_case
from rmdesk.desk.archive import filing
from rmdesk.desk.archive.filing import PaperPlace
from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_numbers import paper_no
from rmdesk.desk.papers import codecheck
from rmdesk.domain.archive_scans import read_typed
from rmdesk.domain.ids import read_chain_code
from rmdesk.domain.refusal import passed, stop


class Found(NamedTuple):
    """A paper of a client, where it is, and the number of its sale ("" for none)."""

    place: PaperPlace
    sale_no: str


@use_case("archive.read")
def find(desk: Desk, typed: str) -> tuple[Found, ...]:
    """The papers that `typed` names, the latest first: one by its number or QR code, all that bear a code at the foot.

    INPUT.unknown for what names none, DATA-08.book for a client of somebody else.
    """
    numbers = _numbers(desk, typed)
    found = filing.of_papers(desk, numbers)
    if not found:
        stop("INPUT.unknown", what="paper", given=typed.strip()[:40])
    return tuple(Found(one, _sale_no(desk, one.track.sale_id)) for one in reversed(found))


def _numbers(desk: Desk, typed: str) -> tuple[str, ...]:
    code = read_typed(typed)
    if code is not None and code.mark not in ("", desk.mark):
        stop("DESK-16.not_this_one", paper=code.number)
    if code is not None and desk.store.get("paper", number := paper_no(desk, code.number)) is not None:
        return (number,)
    if read_chain_code(typed) is None:
        return ()
    return tuple(one.number for one in passed(codecheck.check(desk, typed)).papers)


def _sale_no(desk: Desk, sale_id: str | None) -> str:
    row = desk.store.get("sale", sale_id) if sale_id else None
    return "" if row is None else str(row["no"])
