"""What lies in a pack that left the desk, for whoever opens it without rmdesk: in both languages, plain text."""

from rmdesk.desk.desk import Desk
from rmdesk.locale import LANGS, Lang, tr
from rmdesk.paper import Document


def readme(desk: Desk, cover: Document, lang: Lang) -> bytes:
    """The text, in the cover's language first."""
    langs = (lang, *(one for one in LANGS if one != lang))
    told = {"number": cover.number, "subtitle": cover.subtitle, "head": cover.head, "device": desk.store.device}
    parts = (tr(one, "audit.readme.evidence", title=cover.title, **told).strip() for one in langs)
    return ("\n\n----\n\n".join(parts) + "\n").encode()
