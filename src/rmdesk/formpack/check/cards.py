"""Cards: each is known by one id, belongs to families that there are, and says the risk with what it says (DESK-05)."""

import re
from collections.abc import Iterator

from rmdesk.formpack.cards import SPOKEN, Cards
from rmdesk.formpack.families import Families
from rmdesk.formpack.family_words import FAMILIES
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.parse import Parsed

FILE = "talk_tracks.toml"
_ID = re.compile(r"[a-z][a-z0-9_]{0,30}")


def faults(parsed: Parsed) -> Iterator[Fault]:
    """Everything that is wrong with cards beyond their single texts."""
    cards, families = parsed.get(FILE, Cards), parsed.get(FAMILIES, Families)
    seen = set[str]()
    for one in () if cards is None else cards.card:
        at = f"card[{one.id}]"
        if not _ID.fullmatch(one.id):
            yield fault(FILE, f"{at}.id", "identifier", name=one.id)
        if one.id in seen:
            yield fault(FILE, f"{at}.id", "duplicate", name=one.id)
        seen.add(one.id)
        for name in one.families:
            if families is not None and name not in families.keys:
                yield fault(FILE, f"{at}.families", "unknown_family", name=name)
        if not one.body:
            yield fault(FILE, f"{at}.body", "empty_text")
        if one.kind in SPOKEN and one.risk is None:
            yield fault(FILE, f"{at}.risk", "card_risk")
