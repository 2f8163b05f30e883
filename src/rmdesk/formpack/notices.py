"""Notices that are handed over: the rights notice (SALE-05) and the personal-information notice (DATA-01)."""

from datetime import date
from typing import Literal

from rmdesk.domain.base import Text, Value

PLACEHOLDERS = ("bank", "branch", "contact", "superior", "mediation", "regulator")
SECTIONS = {
    "rights": ("purchase", "assessment", "levels", "information", "complaints", "contact"),
    "privacy": ("who", "purpose", "collected", "method", "storage", "sharing", "consent", "rights"),
}


class NoticeSection(Value):
    """One numbered section. `insert` "levels" asks for the table of levels after the paragraphs."""

    id: str
    title: Text
    paragraphs: tuple[Text, ...] = ()
    bullets: tuple[Text, ...] = ()
    insert: Literal["", "levels"] = ""


class Notice(Value):
    """One notice as one version."""

    version: str
    effective_from: date
    title: Text
    sections: tuple[NoticeSection, ...]


class Notices(Value):
    """Both notices."""

    rights: Notice
    privacy: Notice
