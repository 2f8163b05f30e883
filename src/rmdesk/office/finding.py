"""Where a person is a client: found by what is sealed alike, without anybody's name, number or telephone being read."""

from typing import NamedTuple

from rmdesk.domain.client import bare_number
from rmdesk.domain.refusal import stop
from rmdesk.office import desks
from rmdesk.office.cipher import Cipher
from rmdesk.office.keys import Office
from rmdesk.office.server import connected, office_door

_FOUND = "SELECT desk, no FROM told.client WHERE id_number = %s OR phone = %s OR name = %s ORDER BY desk, no"
_TWICE = """SELECT array_agg(desk ORDER BY desk, no), array_agg(no ORDER BY desk, no) FROM told.client
WHERE id_number <> %s GROUP BY id_number HAVING count(DISTINCT desk) > 1 ORDER BY 1, 2"""


class Found(NamedTuple):
    """A client's file: the desk's name, its branch, the number there. Those of one person bear the same `person`."""

    person: int
    desk: str
    branch: str
    no: str


@office_door
def find(office: Office, dsn: str, given: str) -> tuple[Found, ...]:
    """The files whose number of identity, telephone or whole name is `given`; for "" those of all persons who are
    clients of several desks, by the same number of identity (INPUT.too_long)."""
    if len(given) > 200:
        stop("INPUT.too_long", length=len(given), most=200)
    cipher = Cipher(office.tables)

    def sealed(column: str, text: str) -> object:
        return cipher.put("client", column, "TEXT", text)

    with connected(dsn, "projector", office) as connection:
        cards = {one.peer.card.device: one.peer.card for one in desks.all_of(connection)}
        if given:
            phone = "".join(given.replace("-", "").split())
            wanted = [
                sealed("id_number", bare_number(given).upper()),
                sealed("phone", phone),
                sealed("name", given.strip()),
            ]
            groups = [
                tuple(zip(*rows, strict=True)) for rows in [connection.execute(_FOUND, wanted).fetchall()] if rows
            ]
        else:
            groups = connection.execute(_TWICE, (sealed("id_number", ""),)).fetchall()
    return tuple(
        Found(person, cards[device].name, cards[device].branch, no)
        for person, (devices, numbers) in enumerate(groups, 1)
        for device, no in zip(devices, numbers, strict=True)
    )
