"""Masking what leaves the desk or stands in a list (DATA-05, DATA-07): numbers always, names where a list is masked."""

import re
from collections.abc import Iterable

from rmdesk.domain.client import SHORTEST_NUMBER, Client, mask_id, mask_phone
from rmdesk.domain.complaint import Complainant

# Fields of a profile that hold a number; those of people around the client end in them ("guardian.1.phone").
NUMBER_FIELDS = ("id_number", "uscc", "overseas_number", "phone", "phone_typed")
_RESIDENT_ID = re.compile(r"(?<![0-9A-Za-z])[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx](?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<![0-9A-Za-z])((?:\+?86[- ]?)?)(1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4})(?![0-9A-Za-z])")
_BY_KIND = {"phone": mask_phone, "id_number": mask_id, "uscc": mask_id}
MASKED_KINDS = frozenset(_BY_KIND)
_GROUPED = re.compile(r"[- ]")


def mask_name(name: str) -> str:
    """A name as a masked list shows it: the first character, of an organisation's the first two."""
    shown = 2 if len(name) > 4 else 1
    return name[:shown] + "*" * max(len(name) - shown, 1) if name else ""


def mask_value(field: str, value: str) -> str:
    """A value of a client's profile as it may be shown (DATA-05)."""
    last = field.rpartition(".")[2]
    if last in ("id_number", "uscc", "overseas_number"):
        return mask_id(value)
    return mask_phone(value) if last in ("phone", "phone_typed") else value


def mask_kind(kind: str, value: str) -> str:
    """A canonical value of a field of this `kind` as it may be shown; one of a kind without numbers as it is."""
    mask = _BY_KIND.get(kind)
    return value if mask is None or not value else mask(value)


def mask_text(text: str, known: Iterable[str] = ()) -> str:
    """A free text without resident ID and mobile numbers, and without the `known` numbers of whoever it is about."""
    for number in sorted(filter(None, known), key=len, reverse=True):
        text = text.replace(number, mask_id(number))
    text = _RESIDENT_ID.sub(lambda found: mask_id(found.group()), text)
    return _MOBILE.sub(lambda found: found[1] + mask_phone(_GROUPED.sub("", found[2])), text)


def mask_case(who: Complainant, text: str) -> str:
    """A text of a case as it may be shown: without the complainant's numbers, nor anybody's that is written in it."""
    for number, mask in ((who.id_number, mask_id), (who.agent_id_number, mask_id), (who.contact, mask_phone)):
        text = text.replace(number, mask(number)) if number else text
    return mask_text(text)


def numbers_of(client: Client) -> tuple[str, ...]:
    """Every ID and phone number in a client's file, those of the people around included."""
    found = (value for key, value in client.profile.items() if key.rpartition(".")[2] in NUMBER_FIELDS)
    return tuple(value for value in found if len(value) >= SHORTEST_NUMBER)
