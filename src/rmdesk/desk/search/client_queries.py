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
_BY_NAME = """id IN (SELECT client_id FROM client_search WHERE rowid IN
    (SELECT rowid FROM client_search_fts WHERE client_search_fts MATCH ?))"""


class Way(NamedTuple):
    """A condition of clients, and its values."""

    where: str
    values: tuple[str, ...]


def ways(desk: Desk, text: str) -> Iterator[Way]:
    """The queries by which a text is sought, the likeliest first."""
    plain = unicodedata.normalize("NFKC", text)
    numbered = numbers.meant(plain, desk.branch.code, (CLIENTS,))
    for number in numbered:
        yield Way("no = ?", (number,))
    begun = numbers.begun(plain, desk.branch.code)
    if begun.startswith(f"{CLIENTS}-"):
        yield Way("no >= ? AND no < ?", (begun, begun + "~"))
    name, typed = tidy(plain), letters(plain)
    if any(is_word(one) and not letters(one) for one in name):
        yield Way(_BY_NAME, (f'name : "{characters(name.replace(chr(34), ""))}"',))
    elif typed and (len(typed) <= _SHORTEST or not (numbered or typed.isdigit())):
        yield Way("sort >= ? AND sort < ?", (typed, typed + "~"))  # in the order of lists: few are read of many
        for column in ("spelling", "inside"):
            yield Way(_BY_NAME, (f'{column} : "{typed}"*',))
    phone = canonical_phone(plain)
    if phone:
        yield Way("phone = ?", (phone.replace("-", ""),))
    officer = fields.read("id_number", plain)
    if isinstance(officer, str) and not officer.isascii():
        yield Way("id_number = ?", (officer,))
    bare = plain.replace(" ", "").replace("-", "").upper()
    if len(bare) >= _SHORTEST and bare.isascii() and bare.isalnum() and any(map(str.isdigit, bare)):
        ends = {"phone_reversed": bare[::-1], "id_reversed": bare[::-1]}
        one_of = " UNION ".join(f"SELECT id FROM client WHERE {column} >= ? AND {column} < ?" for column in _NUMBERED)
        values = (ends.get(column, bare) for column in _NUMBERED)
        yield Way(f"id IN ({one_of})", tuple(end for value in values for end in (value, value + "~")))
