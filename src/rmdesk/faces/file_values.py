"""A value of a client's file in words: labels for options, separators in amounts."""

from rmdesk.domain.base import Lang
from rmdesk.domain.fields import LONG_TERM
from rmdesk.faces.cells import listed, money
from rmdesk.formpack import Pack
from rmdesk.formpack.intake import Field
from rmdesk.locale import tr


def in_yuan(field: Field, lang: Lang) -> str:
    """What a field is called where it is filled in: an amount says its unit."""
    label = field.label.of(lang)
    return tr(lang, "common.in_yuan", label=label) if field.kind == "amount" else label


def in_words(pack: Pack, field: Field, value: str, lang: Lang) -> str:
    """A canonical value of a field as people read it, unmasked."""
    kind = field.kind
    if kind == "amount":
        return money(value)
    if kind == "integer":
        return field.counted(value, lang)
    if kind == "percent":
        return f"{value}%"
    if kind == "yes_no":
        return pack.label("yes_no", value, lang)
    if kind == "date_or_long" and value == LONG_TERM:
        return tr(lang, "clients.long_term")
    if field.options:
        texts = {option.key: option.text.of(lang) for option in field.options}
        return listed((texts.get(part, part) for part in value.split(",")), lang)
    return value
