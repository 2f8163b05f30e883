"""Notices that are handed over: the rights notice (SALE-05) and the personal-information notice (DATA-01)."""

from datetime import date
from typing import Literal, get_args

from rmdesk.domain.address import Addressee
from rmdesk.domain.base import Text, Value

PLACEHOLDERS = ("client", "bank", "branch", "contact", "superior", "mediation", "regulator", "recipient")
SECTIONS = {
    "rights": ("purchase", "assessment", "levels", "information", "complaints", "contact"),
    "privacy": ("who", "purpose", "collected", "method", "storage", "sharing", "consent", "rights"),
}


class OrganisationSection(Value):
    """What a section says to an organisation instead: of the people behind it, whose information it is (DATA-01)."""

    title: Text
    paragraphs: tuple[Text, ...] = ()
    bullets: tuple[Text, ...] = ()


class NoticeSection(Value):
    """One numbered section. `insert` "levels" asks for the table of levels after the paragraphs."""

    id: str
    title: Text
    paragraphs: tuple[Text, ...] = ()
    bullets: tuple[Text, ...] = ()
    organisation: OrganisationSection | None = None
    insert: Literal["", "levels"] = ""


ConsentKey = Literal["consent_sensitive", "consent_marketing", "consent_sharing"]
CONSENTS: tuple[ConsentKey, ...] = get_args(ConsentKey)


class OrganisationWords(Value):
    """What an organisation says in the place of a person's consent: whose information it is, and that they gave their
    consent themselves, for nobody gives it in the place of another (DATA-02, DATA-13)."""

    text: Text
    purpose: Text
    kinds: Text


class ConsentWords(Value):
    """One consent, agreed to and signed by itself (DATA-02, DATA-13). `key`: the intake's field that holds the answer;
    `recipient`: who has the data then; `withdrawn`: what follows when it is taken back; `organisation`: what an
    organisation says instead, `guardian`: how a guardian says `text` in a client's place. {recipient}: whom
    the file names, or a line to fill in."""

    key: ConsentKey
    title: Text
    text: Text
    recipient: Text
    purpose: Text
    kinds: Text
    means: Text
    withdrawn: Text | None = None
    organisation: OrganisationWords | None = None
    guardian: Text | None = None

    def said_by(self, client: Addressee) -> "ConsentWords":
        """The same as a person or an organisation says it; a pack without words of an organisation has one for both."""
        own = self.organisation
        if client == "person" or own is None:
            return self
        return self.model_copy(update={"text": own.text, "purpose": own.purpose, "kinds": own.kinds})


class Notice(Value):
    """One notice as one version."""

    version: str
    effective_from: date
    title: Text
    sections: tuple[NoticeSection, ...]
    consents: tuple[ConsentWords, ...] = ()

    @property
    def for_organisations(self) -> bool:
        """Whether it has words for an organisation: one without speaks to the people behind it."""
        return any(one.organisation is not None for one in self.sections)


class OwnDataWords(Value):
    """What stands at the head and at the end of a client's copy of the own data: what it is, and what the client may
    ask for."""

    intro: Text
    rights: Text


class Notices(Value):
    """Both notices, and the words around a client's copy of the own data."""

    rights: Notice
    privacy: Notice
    own_data: OwnDataWords
