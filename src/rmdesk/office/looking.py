"""What head office looks up over the desks: any list of theirs as one table, and the evidence of any sale.

Each desk is made anew in memory, one at a time. Names and numbers are masked as at the desks.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from rmdesk.desk.audit import evidence
from rmdesk.desk.audit.evidence import Evidence, EvidencePack
from rmdesk.desk.desk import Desk
from rmdesk.desk.lists import exporting
from rmdesk.desk.lists.tables import LISTS, Table, table_of
from rmdesk.desk.paper_files import write_file
from rmdesk.domain.base import Lang
from rmdesk.domain.refusal import passed, stop
from rmdesk.locale import tr
from rmdesk.office import desks, leaving
from rmdesk.office.facts import Facts
from rmdesk.office.keys import Office
from rmdesk.office.seeing import seen
from rmdesk.office.server import connected, office_door

OF_ALL = tuple(name for name in LISTS if name != "dues")
"""The lists over all desks; what is due is a desk's own, also to the laptop that it is on."""


@office_door
def write_list(office: Office, dsn: str, name: str, path: Path, lang: Lang, at: datetime) -> int:
    """Write a list of all desks, led by branch and desk, as .csv or .xlsx; how many rows it has. `name`: one of
    `OF_ALL` (INPUT.choice): registers differ from desk to desk. INPUT.exists."""
    form = exporting.form_of(path)
    if name not in OF_ALL:
        stop("INPUT.choice", given=name[:40], allowed=", ".join(OF_ALL))
    found: list[Table] = []
    with connected(dsn, "projector", office) as connection:
        told = desks.filled(connection)
        left = leaving.of_desks(connection, office, told)
        for one in desks.all_of(connection):
            card = one.peer.card
            if card.device in told:
                with seen(connection, office, card.device, told[card.device], at, left[card.device]) as desk:
                    each = table_of(desk, name, lang)
                    found.append(each._replace(rows=tuple((card.branch, card.name, *row) for row in each.rows)))
    head = (tr(lang, "exchange.column.branch"), tr(lang, "exchange.column.name"))
    whole = Table(
        tr(lang, f"cli.lists.{name}"),
        (*head, *found[0].head) if found else head,
        tuple(row for one in found for row in one.rows),
    )
    write_file(path, exporting.in_form(whole, form))
    return len(whole.rows)


@office_door
def evidence_of(
    office: Office, dsn: str, given: str, sale: str, folder: Path, lang: Lang, at: datetime
) -> EvidencePack:
    """The evidence pack of a sale of the desk `given` (code, device or branch), as that desk would write it, without
    what is in full. EXCHANGE.unknown, INPUT.unknown."""
    with connected(dsn, "projector", office) as connection:
        device = desks.named(connection, given).peer.card.device
        until = desks.filled(connection).get(device, 0)
        if not until:
            stop("INPUT.unknown", what="sale", given=sale[:40])
        with seen(connection, office, device, until, at) as desk:
            found = passed(evidence.look(desk, sale, lang))
            files = Facts(connection, office, device)
            with desk.store.transaction():
                for sha256 in _named(desk, found):
                    content = files.file(sha256)
                    if content is not None:
                        desk.store.attachments.put(content)
            number = f"{office.card.code or office.card.device}-{at:%Y%m%d%H%M%S}"
            return evidence.for_office(desk, found, number, folder, lang)


def _named(desk: Desk, found: Evidence) -> Iterator[str]:
    """The files that such a pack carries."""
    yield from (one.sha256 for one in found.sale.documents)
    yield from (scan.sha256 for track in evidence.carried(desk, found.sale) for scan in track.scans)
