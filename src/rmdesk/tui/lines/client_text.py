"""A client's values in words: labels for options, separators in amounts, masks over numbers (DATA-05)."""

import re
from collections.abc import Mapping

from rmdesk.desk import intake
from rmdesk.desk.desk import Desk
from rmdesk.desk.intake import Page, Slot
from rmdesk.domain.client import Client, mask_id, mask_phone
from rmdesk.faces.file_values import in_words
from rmdesk.faces.lines import Line
from rmdesk.locale import Lang, tr

MASKED = ("id_number", "phone")
_NUMBERS = re.compile(r"[0-9]{7,}")


def pages(desk: Desk, client: Client) -> list[Page]:
    """The steps of the intake that hold something."""
    found = intake.pages(desk, client.kind, client.profile)
    return [one for one in found if any(client.profile.get(slot.key) for slot in one.slots)]


def page_title(page: Page, lang: Lang) -> str:
    """A step's title, numbered where it repeats."""
    title = page.step.title.of(lang)
    return f"{title} {page.number}" if page.step.most > 1 else title


def is_masked(key: str) -> bool:
    """Whether a value is shown masked."""
    return key.rpartition(".")[2] in MASKED


def masked_keys(client: Client, page: Page) -> list[str]:
    """The keys of a step whose values are masked."""
    return [slot.key for slot in page.slots if is_masked(slot.key) and client.profile.get(slot.key)]


def lines(desk: Desk, client: Client, page: Page, lang: Lang, revealed: Mapping[str, str]) -> list[Line]:
    """Label and value of each field of a step; `revealed` holds values in clear by key. Under the first stands what
    another system says of the client."""
    found = [
        Line(slot.field.label.of(lang), value_text(desk, slot, client.profile.get(slot.key, ""), lang, revealed))
        for slot in page.slots
    ]
    return [*found, *_brought(client, lang)] if any(slot.key == "name" for slot in page.slots) else found


def _brought(client: Client, lang: Lang) -> list[Line]:
    """The number in the other system, and its notes: never an assessment or a consent of this desk."""
    number = [Line(tr(lang, "clients.external_no"), client.external_no)] if client.external_no else []
    noted = client.noted.items()
    return [*number, *(Line(tr(lang, "clients.noted", heading=key), _veiled(text)) for key, text in noted)]


def _veiled(text: str) -> str:
    """A note in which long numbers are masked: a second phone may stand in it (DATA-05)."""
    return _NUMBERS.sub(lambda found: mask_phone(found[0]), text)


def value_text(desk: Desk, slot: Slot, value: str, lang: Lang, revealed: Mapping[str, str]) -> str:
    """One value as people read it."""
    if not value:
        return "—"
    if slot.key in revealed:
        return revealed[slot.key]
    last = slot.key.rpartition(".")[2]
    if last == "id_number":
        return mask_id(value)
    if last == "phone":
        return mask_phone(value)
    return in_words(desk.pack, slot.field, value, lang)
