"""What the audit trail's sentences need of a fact about an entry: in the words of its own definition, and only what the
reader may see of the entry."""

from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.around import entry_by
from rmdesk.desk.registers.definitions import as_of, definition_of
from rmdesk.desk.registers.history import act_label
from rmdesk.desk.registers.seeing import seen
from rmdesk.desk.registers.wording import Words
from rmdesk.domain.base import Lang
from rmdesk.domain.fact import Fact
from rmdesk.domain.refusal import Refusal
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.facts import EntryActed, EntryBegun, EntryPrinted

_FACTS = (EntryBegun, EntryActed)
_UNTOLD = {
    "entry": "—",
    "entry_paper": "—",
    "printed_number": "—",
    "register": "—",
    "entry_act": "—",
    "answers": "",
    "entry_state": "—",
}


def told(desk: Desk, fact: Fact, lang: Lang) -> dict[str, str]:
    """Register, number, act, answers and state of a fact about an entry; nothing for any other fact. Of an entry that
    the reader may not see, its register alone."""
    entry_id = getattr(fact, "entry_id", "")
    one = entry_by(desk, entry_id) if entry_id else None
    if one is None:
        return dict(_UNTOLD) if entry_id else {}
    title = definition_of(desk, one.register_id).entry_title.of(lang)
    found = seen(desk, one.id)
    if isinstance(found, Refusal):
        return {**_UNTOLD, "register": title}
    told = {"entry": one.no, "register": title}
    if isinstance(fact, EntryPrinted):
        paper = found.register.paper.get(fact.paper)
        return told | {"entry_paper": fact.paper if paper is None else paper.title.of(lang)}
    return told | (_done(desk, fact, one, found.hidden, lang) if isinstance(fact, _FACTS) else {})


def _done(desk: Desk, fact: EntryBegun | EntryActed, one: Entry, hidden: frozenset[str], lang: Lang) -> dict[str, str]:
    register = as_of(desk, definition_of(desk, one.register_id), fact.definition)
    words = Words(desk, register)
    shown = (
        words.shown(key, value, one.client_id) for key, value in fact.values.items() if value and key not in hidden
    )
    said = [f"{line.label.of(lang)} {line.text.of(lang)}" for line in shown]
    if isinstance(fact, EntryActed) and fact.reason:
        said.append(f"{desk.pack.label('entry_field', 'reason', lang)} {words.masked(fact.reason, one.client_id)}")
    return {
        "entry_act": act_label(desk, register, fact.act).of(lang),
        "answers": ("；" if lang == "zh" else "; ").join(said),
        "entry_state": words.said("state", fact.state).of(lang),
    }
