"""How a text is sought among clients: as a number, in names, as the head or tail of a phone or an ID."""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from rmdesk.desk.desk import Desk
from rmdesk.domain import fields, numbers
from rmdesk.domain.characters import is_word
from rmdesk.domain.names import tidy
from rmdesk.domain.phones import canonical_phone
from rmdesk.store.pinyin import letters
from rmdesk.store.tables.clients import characters

CLIENTS = "K"
_SHORTEST = 3
"""Digits of a phone or an ID: fewer would find half the book."""
_NUMBERED = ("phone", "id_number", "phone_reversed", "id_reversed", "external_no")
_BY_NAME = """SELECT client_id FROM client_search WHERE rowid IN
    (SELECT rowid FROM client_search_fts WHERE client_search_fts MATCH ?)"""
_OF_CLIENT = "SELECT id FROM client WHERE "


class Way(NamedTuple):
    """A query of clients' ids, by an index of what is sought, and its values. `listed`: a condition of clients instead,
    which the order of lists answers."""

    ids: str
    values: tuple[str, ...]
    listed: str = ""

    @property
    def where(self) -> str:
        """The condition that a client fits."""
        return self.listed or f"id IN ({self.ids})"


def ways(desk: Desk, text: str) -> Iterator[Way]:
    """The queries by which a text is sought, the likeliest first."""
    plain = unicodedata.normalize("NFKC", text)
    numbered = numbers.meant(plain, desk.branch.code, (CLIENTS,))
    for number in numbered:
        yield Way(f"{_OF_CLIENT} no = ?", (number,))
    begun = numbers.begun(plain, desk.branch.code)
    if begun.startswith(f"{CLIENTS}-"):
        yield Way(f"{_OF_CLIENT} no >= ? AND no < ?", (begun, begun + "~"))
    name, typed = tidy(plain), letters(plain)
    if any(is_word(one) and not letters(one) for one in name):
        yield Way(_BY_NAME, (f'name : "{characters(name.replace(chr(34), ""))}"',))
    elif typed and (len(typed) <= _SHORTEST or not (numbered or typed.isdigit())):
        yield Way("", (typed, typed + "~"), "sort >= ? AND sort < ?")
        for column in ("spelling", "inside"):
            yield Way(_BY_NAME, (f'{column} : "{typed}"*',))
    phone = canonical_phone(plain)
    if phone:
        yield Way(f"{_OF_CLIENT} phone = ?", (phone.replace("-", ""),))
    officer = fields.read("id_number", plain)
    if isinstance(officer, str) and not officer.isascii():
        yield Way(f"{_OF_CLIENT} id_number = ?", (officer,))
    bare = plain.replace(" ", "").replace("-", "").upper()
    if len(bare) >= _SHORTEST and bare.isascii() and bare.isalnum() and any(map(str.isdigit, bare)):
        ends = {"phone_reversed": bare[::-1], "id_reversed": bare[::-1]}
        one_of = " UNION ALL ".join(f"{_OF_CLIENT} {column} >= ? AND {column} < ?" for column in _NUMBERED)
        values = (ends.get(column, bare) for column in _NUMBERED)
        yield Way(one_of, tuple(end for value in values for end in (value, value + "~")))
