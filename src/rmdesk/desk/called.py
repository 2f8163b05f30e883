"""What people type for a role or a family of products: its key, or what it is called in either language."""

from rmdesk.domain.imports.cells import plain
from rmdesk.domain.people import DESK_ROLES, Role
from rmdesk.formpack import Pack
from rmdesk.locale import LANGS


def role_called(pack: Pack, text: str) -> Role | None:
    """The role that a word names; None for a word that names none."""
    return next((role for role in DESK_ROLES if plain(text) in _names(pack, "role", role)), None)


def family_called(pack: Pack, text: str) -> str | None:
    """The key of the family that a word names, also as head offices call it; None for a word that names none."""
    known = pack.imports.meaning("family", text) or pack.imports.meaning("family", text.removeprefix("代销"))
    if known in pack.families.keys:
        return known
    return next((key for key in pack.families.keys if plain(text) in _names(pack, "family", key)), None)


def class_called(pack: Pack, text: str) -> str | None:
    """The key of the class of insurance that a word names; None for a word that names none (SUIT-31)."""
    known = pack.imports.meaning("insurance_class", text)
    classes = pack.labels.label["insurance_class"]
    return known or next((key for key in classes if plain(text) in _names(pack, "insurance_class", key)), None)


def _names(pack: Pack, subject: str, key: str) -> tuple[str, ...]:
    return (plain(key), *(plain(pack.label(subject, key, lang)) for lang in LANGS))
