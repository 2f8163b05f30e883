"""A product's documents in a sale, in the words that all faces use: what is shown, and what changed since."""

from rmdesk.desk import show
from rmdesk.desk.sales import View
from rmdesk.domain.base import Lang
from rmdesk.domain.sale_steps import Moved, moved_documents
from rmdesk.formpack import Pack
from rmdesk.locale import tr


def to_show(view: View, pack: Pack, lang: Lang) -> str:
    """What the client gets to see before anything is explained; "" where the product has no document."""
    return _joined([show.document(pack, one, lang) for one in view.context.documents], "sale.documents.to_show", lang)


def as_shown(view: View, pack: Pack, lang: Lang) -> str:
    """What was shown when the client was told; "" for nothing."""
    return _joined([show.document(pack, one, lang) for one in view.sale.documents], "sale.documents.as_shown", lang)


def moved(view: View, pack: Pack, lang: Lang) -> tuple[tuple[str, str], ...]:
    """What changed since then: the document as it is now, and as it was shown."""
    return tuple(_moved(one, pack, lang) for one in moved_documents(view.sale, view.context))


def _moved(one: Moved, pack: Pack, lang: Lang) -> tuple[str, str]:
    known = one.now or one.told
    name = "" if known is None else show.document_name(pack, known, lang)
    if one.now is None:
        now = tr(lang, "sale.documents.withdrawn", document=name)
    else:
        now = tr(lang, "sale.documents.newer", document=show.document(pack, one.now, lang))
    before = tr(lang, "sale.documents.none") if one.told is None else f"V{one.told.number}"
    return now, tr(lang, "sale.documents.before", version=before)


def _joined(said: list[str], key: str, lang: Lang) -> str:
    return tr(lang, key, documents=("、" if lang == "zh" else ", ").join(said)) if said else ""
