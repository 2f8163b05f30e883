"""What was corrected in a case, as people read it: both values."""

from datetime import datetime

from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.domain.complaint import Correction

_VOCABULARY = {"type": "case_type", "source": "case_source"}


def before_and_after(desk: Desk, one: Correction, lang: Lang) -> tuple[str, str]:
    """The wrong value and the right one; a dash for none."""
    return _shown(desk, one, one.before, lang), _shown(desk, one, one.after, lang)


def _shown(desk: Desk, one: Correction, value: str, lang: Lang) -> str:
    if one.field == "received_at":
        return f"{desk.local(datetime.fromisoformat(value)):%Y-%m-%d %H:%M}"
    vocabulary = _VOCABULARY.get(one.field)
    return (desk.pack.label(vocabulary, value, lang) if vocabulary else value) or "—"
