"""Notices and sentences: the sections that must be told, the values that a sentence must carry (SALE-05, DATA-01)."""

from collections.abc import Iterator

from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.notices import CONSENTS, SECTIONS, Notice, Notices
from rmdesk.formpack.parse import Parsed
from rmdesk.formpack.placeholders import names
from rmdesk.formpack.sentences import Sentences

RULES = {"rights": "SALE-05", "privacy": "DATA-01"}
CARRIED = {
    "level_changed": ("from", "to"),  # SUIT-19
    "own_choice": ("level", "client_level"),  # SUIT-25
    "insurance_statement": ("reasons",),  # SUIT-26
    "issuer_differs": ("issuer", "seller"),  # SALE-10
    "guardian_consent": ("guardian", "client"),  # SUIT-11
    "guardian_agrees": ("guardian", "client"),  # DATA-13
    "guardian_agrees_child": ("guardian", "client"),
    "guardian_agrees_incapable": ("guardian", "client"),
    "thinking": ("hours",),
    "cancel": ("hours",),
    "worst_assumed": ("how",),  # SALE-04
    "worst_loss": ("amount", "loss"),
    "worst_owed": ("amount", "loss"),
    "worst_beyond": ("amount", "loss", "more"),
    "worst_share": ("share",),
    "worst_premiums": ("whole", "loss"),  # SUIT-03
    "premiums": ("premium", "years", "whole"),
    "term": ("days",),
}
"""A sentence without these would not say what it is there for."""


def faults(parsed: Parsed) -> Iterator[Fault]:
    """Everything that is wrong with notices and sentences beyond their single texts."""
    notices = parsed.get("notices.toml", Notices)
    if notices is not None:
        yield from _notice("rights", notices.rights)
        yield from _notice("privacy", notices.privacy)
        yield from _consents(notices)
    sentences = parsed.get("sentences.toml", Sentences)
    if sentences is not None:
        yield from _sentences(sentences)


def _notice(name: str, notice: Notice) -> Iterator[Fault]:
    there = {section.id for section in notice.sections}
    for section in SECTIONS[name]:
        if section not in there:
            yield fault("notices.toml", f"{name}.sections", "missing_section", name=section, rule=RULES[name])
    for found in notice.sections:
        if not found.paragraphs and not found.bullets:
            yield fault("notices.toml", f"{name}.sections[{found.id}]", "empty_text")
        own = found.organisation
        if own is not None and not own.paragraphs and not own.bullets:
            yield fault("notices.toml", f"{name}.sections[{found.id}].organisation", "empty_text")
        if found.id == "levels" and found.insert != "levels":
            yield fault("notices.toml", f"{name}.sections[{found.id}].insert", "no_levels")


def _consents(notices: Notices) -> Iterator[Fault]:
    """Each consent once, and only on the notice of personal information; whoever has the data is named (DATA-13)."""
    if notices.rights.consents:
        yield fault("notices.toml", "rights.consents", "consents_here")
    there = [one.key for one in notices.privacy.consents]
    for key in CONSENTS:
        if key not in there:
            yield fault("notices.toml", "privacy.consents", "missing_consent", name=key)
    for one in notices.privacy.consents:
        if one.key == "consent_sharing" and "recipient" not in names(one.recipient.zh):
            place = f"privacy.consents[{one.key}].recipient"
            yield fault("notices.toml", place, "lacks_placeholder", name="{recipient}")
    for twice in sorted({one for one in there if there.count(one) > 1}):
        yield fault("notices.toml", f"privacy.consents[{twice}].key", "duplicate", name=twice)


def _sentences(sentences: Sentences) -> Iterator[Fault]:
    for key, wanted in CARRIED.items():
        text = getattr(sentences, key)
        there = wanted if text is None else names(text.zh)
        for name in wanted:
            if name not in there:
                yield fault("sentences.toml", key, "lacks_placeholder", name=f"{{{name}}}")
