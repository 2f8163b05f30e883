"""One fact as the journal keeps it."""

from datetime import datetime
from typing import NamedTuple

from pydantic import ValidationError

from rmdesk.domain.fact import Fact, read_fact
from rmdesk.store.errors import FactUnreadable


class Entry(NamedTuple):
    """One fact as the journal keeps it. `payload` and `salt` are None once erased."""

    seq: int
    id: str
    at: datetime
    device: str
    actor: str
    kind: str
    subject: str
    payload: str | None
    salt: bytes | None
    digest: bytes
    prev: bytes
    hash: bytes

    @property
    def fact(self) -> Fact:
        """The fact itself. FactUnreadable when its kind or shape is not known here, or when it was erased."""
        if self.payload is None:
            raise FactUnreadable(self.seq, self.kind, "erased")
        try:
            return read_fact(self.kind, self.payload)
        except KeyError as error:
            raise FactUnreadable(self.seq, self.kind, "unknown") from error
        except (ValidationError, ValueError) as error:
            raise FactUnreadable(self.seq, self.kind, "shape") from error
