"""What the desks do not know of one another's clients: how often a person with files at several of them was assessed at
the others (SUIT-18), what came of it last, and where else a file is open. A desk is told of its own clients alone, each
named by a hash under a key that this desk and head office have (`store/exchange/keys.py`)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from rmdesk.domain.assessment import Assessment
from rmdesk.domain.calendar import add_months
from rmdesk.domain.directives import CountsGiven, PersonCounted
from rmdesk.office import desks
from rmdesk.office.cipher import Cipher
from rmdesk.office.keys import Office
from rmdesk.office.server import Connection

# Of a file that is sealed or destroyed the row bears no number: such a desk has the person no more.
_SEVERAL: Final = """SELECT kind, id_number FROM told.client WHERE id_number <> %s
GROUP BY kind, id_number HAVING count(DISTINCT desk) > 1"""
_FILES: Final = f"""SELECT desk, id, kind, id_number FROM told.client WHERE (kind, id_number) IN ({_SEVERAL})
ORDER BY desk, id"""
_TAKEN: Final = f"""SELECT a.desk, a.client_id, a.id, a.doc FROM told.assessment a
JOIN told.client c ON c.desk = a.desk AND c.id = a.client_id
WHERE (c.kind, c.id_number) IN ({_SEVERAL}) AND a.on_day >= %s"""
_Person = tuple[str, bytes]


class _Files(NamedTuple):
    """The files of persons with several: at which desks each has one, and what was assessed in each file."""

    at: dict[_Person, set[str]]
    taken: dict[_Person, dict[str, dict[str, Assessment]]]


def of_desks(connection: Connection, office: Office, day: date) -> Iterator[CountsGiven]:
    """What each desk that is not struck off is told on `day`; a desk without such clients is told of none."""
    cipher, found = Cipher(office.tables), _files(connection, office, day)
    cards = {one.peer.card.device: one.peer.card for one in desks.all_of(connection) if one.peer.struck is None}
    for device, card in cards.items():
        hashed, persons = office.keys.persons_with(card.sealing), []
        for (kind, number), at in found.at.items():
            if device not in at:
                continue
            taken = found.taken.get((kind, number), {})
            own = taken.get(device, {})  # a file that moved here brought what was assessed there
            others = {id: one for each in taken.values() for id, one in each.items() if id not in own}
            levels = sorted((one for one in others.values() if not one.sent_back), key=lambda one: one.taken_at)
            named = hashed(kind, str(cipher.take("client", "id_number", "TEXT", number)))
            persons.append(
                PersonCounted(
                    person=named,
                    days=tuple(sorted(one.on for one in others.values())),
                    level=levels[-1].level if levels else "",
                    on=levels[-1].on if levels else None,
                    desks=tuple(cards[one].name for one in sorted(at) if one != device and one in cards),
                )
            )
        yield CountsGiven(about=device, persons=tuple(sorted(persons, key=lambda one: one.person)))


def _files(connection: Connection, office: Office, day: date) -> _Files:
    cipher = Cipher(office.tables)
    nothing = cipher.put("client", "id_number", "TEXT", "")
    at, of_file = defaultdict[_Person, set[str]](set), dict[tuple[str, str], _Person]()
    for desk, id, kind, number in connection.execute(_FILES, (nothing,)):
        person = of_file[desk, id] = (kind, bytes(number))
        at[person].add(desk)
    taken = defaultdict[_Person, dict[str, dict[str, Assessment]]](lambda: defaultdict(dict))
    since = add_months(day, -12).isoformat()
    for desk, client_id, id, doc in connection.execute(_TAKEN, (nothing, since)):
        text = str(cipher.take("assessment", "doc", "TEXT", bytes(doc)))
        taken[of_file[desk, client_id]][desk][id] = Assessment.model_validate_json(text)
    return _Files(at, taken)
