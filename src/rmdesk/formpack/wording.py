"""How the values that a refusal saw are shown: codes by their labels, amounts with separators, levels with names."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from rmdesk.domain.base import Lang, Text
from rmdesk.domain.refusal import IN_ENGLISH

Find = Callable[[str, str], Text | None]
"""The text of a value in a vocabulary, or None."""

# which vocabularies the values of a placeholder are taken from; each is tried in turn
VOCABULARIES: dict[str, tuple[str, ...]] = {
    "family": ("family",),
    "document": ("document_kind",),
    "licence": ("insurance_class",),
    "form": ("questionnaire",),
    "product_level": ("product_level",),
    "client_level": ("client_level",),
    "reach": ("product_level",),
    "was": ("client_level", "product_level"),
    "now": ("client_level", "product_level"),
    "subject": ("family", "training"),
    "step": ("step", "paper"),
    "needs": ("step",),
    "missing": ("disclosure_item",),
    "fields": ("field",),
    "papers": ("paper",),
    "reasons": ("insurance_reason",),
    "reason": ("review_reason", "rule", "family", "product_level"),
    "flags": ("assessment_flag",),
    "privilege": ("privilege",),
    "act": ("act",),
    "roles": ("role",),
    "what": ("thing", "paper"),
    "nation": ("country",),
    "id_kind": ("id_type",),
    "doing": ("case_act",),
    "earlier": ("case_act",),
    "state": ("case_state",),
    "kind": ("case_type",),
    "acting": ("complainant_role",),
    "way": ("notice_way",),
    "parts": ("case_part",),
    "classes": ("case_label",),
    "allowed": ("yes_no",),
    "why": ("damage",),
    "currency": ("currency",),
    "register_act": ("register",),
    "register_state": ("register",),
    "register_key": ("register",),
    "register_who": ("role", "register", "entry_person"),
}
_AMOUNTS = {
    "amount", "limit", "minimum", "step", "assets", "income", "net_assets", "held", "total", "premium", "whole", "free",
    "left", "budget",
}  # fmt: skip
_SHARES = {"share", "worst", "named"}
_LEAST_AMOUNT = 1000  # "least" is an amount, or a small count such as years
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def shown(saw: Mapping[str, str], lang: Lang, find: Find) -> dict[str, str]:
    """Every value as it is read by a person, a name that has an English form by that in English."""
    english = {name.removesuffix(IN_ENGLISH): value for name, value in saw.items() if name.endswith(IN_ENGLISH)}
    told = {name: value for name, value in saw.items() if not name.endswith(IN_ENGLISH)}
    told |= english if lang == "en" else {}
    return {name: _shown(name, value, lang, find) for name, value in told.items()}


def _shown(name: str, value: str, lang: Lang, find: Find) -> str:
    if _NUMBER.fullmatch(value) and (number := _number(name, Decimal(value))):
        return number
    vocabularies = VOCABULARIES.get(name, ())
    if not vocabularies:
        return value
    parts = [_labelled(part, vocabularies, lang, find) for part in value.split(", ")]
    return ("、" if lang == "zh" else ", ").join(parts)


def _labelled(value: str, vocabularies: tuple[str, ...], lang: Lang, find: Find) -> str:
    # "owner.2.name" is the second filling of the field "owner.name"
    key = ".".join(part for part in value.split(".") if not part.isdigit())
    found = (find(vocabulary, one) for vocabulary in vocabularies for one in (value, key))
    return next((text.of(lang) for text in found if text is not None), value)


def _number(name: str, value: Decimal) -> str:
    """An amount or a share as it is read; "" for a count or a code, which stands as it is: 000123 is not 123."""
    if name in _AMOUNTS or (name == "least" and value >= _LEAST_AMOUNT):
        return f"{value:,.2f}"
    return f"{(value * 100).normalize():f}%" if name in _SHARES else ""
