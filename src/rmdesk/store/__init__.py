"""The vault, the journal and the tables: everything of a desk that lies on the disk."""

from rmdesk.store.drafts import Draft, Drafts
from rmdesk.store.journal import Entry, Head
from rmdesk.store.store import Store
from rmdesk.store.verify import Fault, Verdict

__all__ = ["Draft", "Drafts", "Entry", "Fault", "Head", "Store", "Verdict"]
