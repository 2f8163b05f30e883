"""How to reach somebody, in one form to compare: whatever was typed around it (COMP-07). What was typed is kept."""

import re
import unicodedata

from rmdesk.domain.phones import canonical_phone

_MAIL = re.compile(r"[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_PHONE = re.compile(r"\+?\(?[0-9][0-9 ()./\-\u2010-\u2015\u2212]{5,}[0-9]")
_LEAST = 7  # digits of a number without its area


def contacts_in(text: str) -> frozenset[str]:
    """Every telephone number and mail address in a text, each in its canonical form."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    mails = {found.group() for found in _MAIL.finditer(folded)}
    phones = {_phone(found.group()) for found in _PHONE.finditer(_MAIL.sub(" ", folded))}
    return frozenset(mails | {phone for phone in phones if len(phone) >= _LEAST})


def canonical_id(text: str) -> str:
    """An ID number without its width, spaces and case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def _phone(text: str) -> str:
    """As forms keep it, without its extension; the digits of what is no whole number."""
    known = canonical_phone(text)
    return known.partition("-")[0] if known else "".join(one for one in text if one.isdigit())
