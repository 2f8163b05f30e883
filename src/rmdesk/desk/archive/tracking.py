"""Reading where papers and clients' files are kept. For use cases."""

from rmdesk.desk import sales
from rmdesk.desk.desk import Desk
from rmdesk.domain.archive import Keeping, Track
from rmdesk.domain.sale import Sale


def keeping_of(desk: Desk, client_id: str) -> Keeping:
    """How a client's file is kept; an ordinary one where nothing was ever said of it."""
    row = desk.store.get("keeping", client_id)
    return Keeping(client_id=client_id) if row is None else desk.parsed(Keeping, row["doc"])


def tracks_of(desk: Desk, *, client_id: str = "", sale_id: str = "") -> tuple[Track, ...]:
    """The papers that count, of a client or of a sale, by number; those printed anew since are left out."""
    column, value = ("sale_id", sale_id) if sale_id else ("client_id", client_id)
    sql = f"SELECT doc FROM track WHERE {column} = ? AND superseded = 0 ORDER BY number"
    return tuple(desk.parsed(Track, row["doc"]) for row in desk.store.query(sql, (value,)))


def tracks_of_sale(desk: Desk, sale: Sale) -> tuple[Track, ...]:
    """The papers that count for a sale: its own, and those of the visit that another sale of it has brought."""
    numbers = sales.context(desk, sale).visit.numbers.values()
    rows = [row for number in numbers if (row := desk.store.get("track", number)) is not None]
    shared = tuple(desk.parsed(Track, row["doc"]) for row in rows)
    own = tracks_of(desk, sale_id=sale.id)
    brought = {one.kind for one in own}
    return (*own, *(one for one in shared if one.kind not in brought))
