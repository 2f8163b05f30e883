"""How a text is sought among papers: as a number, as the text of a QR code, as the code at a foot."""

from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_numbers import paper_no
from rmdesk.desk.papers import codecheck
from rmdesk.domain.archive_scans import read_typed
from rmdesk.domain.ids import read_chain_code
from rmdesk.domain.numbers import meant
from rmdesk.domain.refusal import Refused


def numbers_named(desk: Desk, typed: str) -> tuple[str, ...]:
    """The numbers of the papers that `typed` may name, digits alone among them; none for what is no paper of this desk.
    For use cases."""
    code = read_typed(typed)
    if code is not None and code.mark not in ("", desk.mark):
        return ()
    told = None if read_chain_code(typed) is None else codecheck.check(desk, typed)
    if told is not None and not isinstance(told, Refused):
        return tuple(one.number for one in told.papers)
    written = (code.number,) if code is not None else meant(typed, desk.branch.code, ("P",))
    return tuple(number for one in written if desk.store.get("paper", number := paper_no(desk, one)) is not None)
