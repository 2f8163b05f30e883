"""What desks know of one another: cards, bundles of facts, how far each chain is known, and where chains clash.

Nothing here is a rule of the field. A desk's facts form one chain (`store/journal.py`); a bundle shows the next part of
it, and says how much of the receiver's own chain the sender has. So a lost bundle is made good by the next one.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, Literal

from rmdesk.domain.base import Value
from rmdesk.domain.ids import base32, grouped

NOTHING: Final = "0" * 64
"""The hash before the first fact, in hex."""
_FINGERPRINT_BYTES, _FINGERPRINT_LENGTH = 20, 32
_KEY_ID_LENGTH = 16

ClashKind = Literal["rewritten", "rolled_back", "twin", "own"]
CardKind = Literal["desk", "office"]


class Mark(Value):
    """A place in a chain: a fact's number and its hash in hex; 0 before the first one."""

    seq: int = 0
    hash: str = NOTHING


class Card(Value):
    """How a desk introduces itself: the name of its laptop's copy, the code from head office ("" for none), bank and
    branch, and the public keys in hex, Ed25519 for `signing` and X25519 for `sealing`. An `office` is head office: who
    enrols it gives it everything that the desk records."""

    device: str
    code: str
    bank: str
    branch: str
    signing: str
    sealing: str
    kind: CardKind = "desk"

    @property
    def key_id(self) -> str:
        """What names this desk in clear, on the outside of a bundle."""
        return key_id(self.signing)

    @property
    def fingerprint(self) -> str:
        """160 bits of everything on the card, as two people read them to each other: eight groups of four."""
        said = (self.device, self.code, self.bank, self.branch, self.signing, self.sealing)
        written = "\n".join((*said, *(() if self.kind == "desk" else (self.kind,))))
        digest = hashlib.sha256(b"rmdesk-card-1\n" + written.encode()).digest()
        return grouped(base32(int.from_bytes(digest[:_FINGERPRINT_BYTES], "big"), _FINGERPRINT_LENGTH))

    @property
    def name(self) -> str:
        """How lists call the desk: its code, else its device."""
        return self.code or self.device


def key_id(signing: str) -> str:
    """The short name of a public signing key (hex)."""
    return hashlib.sha256(bytes.fromhex(signing)).hexdigest()[:_KEY_ID_LENGTH]


class Clash(Value):
    """A desk's chain contradicts what was seen of it before. `rewritten`: fact `seq` had the hash `known` and now has
    `given`; `rolled_back`: it ended at `seq`, and later ends at `ends`; `twin`: two bundles bear one number; `own`: the
    other desk knows fact `seq` of this one with the hash `given`, and this desk does not."""

    what: ClashKind
    number: int
    seq: int = 0
    ends: int = 0
    known: str = ""
    given: str = ""
    sha256: str
    at: datetime | None = None


class Struck(Value):
    """A desk was struck off; what it wrote behind fact `after` is in quarantine."""

    at: datetime
    reason: str
    after: int


class Peer(Value):
    """Another desk as this one knows it. `given` and `taken`: the highest numbers of bundles to and from it. `acked`:
    so much of this desk's chain it has, as its bundle `acked_by` said. `have`: so much of its chain stands here.
    `ahead`: by so many seconds its clock was ahead of this one's when its last bundle came; negative is behind."""

    card: Card
    enrolled_at: datetime
    struck: Struck | None = None
    given: int = 0
    given_at: datetime | None = None
    acked: Mark = Mark()
    acked_by: int = 0
    taken: int = 0
    taken_at: datetime | None = None
    have: Mark = Mark()
    ahead: int = 0
    clashes: tuple[Clash, ...] = ()

    @property
    def quarantined(self) -> int:
        """How many of its facts stand in quarantine."""
        return 0 if self.struck is None else max(0, self.have.seq - self.struck.after)

    @property
    def reviews(self) -> bool:
        """Whether somebody there may be asked for a review: at a desk, not at head office."""
        return self.struck is None and self.card.kind == "desk"

    def as_new(self) -> "Peer":
        """The same for a desk that was made from a backup: the other one knows nothing yet of the new device, but what
        stands here of it stays."""
        kept = {"card", "enrolled_at", "struck", "have", "clashes"}
        return Peer(**{name: getattr(self, name) for name in kept})


class Offered(Value):
    """What a bundle that was proved says: its `number`, the facts `first` … `last` (last = first - 1: none), the hash
    before the first and that of the last one, and what its sender knows of the receiver's chain."""

    number: int
    first: int
    last: int
    start: str
    head: str
    knows: Mark
    made_at: datetime
    sha256: str


def lacking(peer: Peer, offered: Offered) -> tuple[int, int] | None:
    """The facts, from … to, that are missing between what is here and what a bundle begins with."""
    return (peer.have.seq + 1, offered.first - 1) if offered.first > peer.have.seq + 1 else None


def rolled_back(peer: Peer, offered: Offered) -> Clash | None:
    """A chain only grows: a later bundle that ends before an earlier one comes from a desk that was put back."""
    later, longer = offered.number > peer.taken, offered.last > peer.have.seq
    if peer.taken in (0, offered.number) or offered.last == peer.have.seq or later == longer:
        return None
    longest, shortest = max(offered.last, peer.have.seq), min(offered.last, peer.have.seq)
    known = peer.have.hash if later else ""
    return Clash(
        what="rolled_back", number=offered.number, seq=longest, ends=shortest, known=known, sha256=offered.sha256
    )


def missing(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """The runs of numbers, from … to, that never came below the highest that did."""
    runs: list[tuple[int, int]] = []
    before = 0
    for number in sorted(set(numbers)):
        if number > before + 1:
            runs.append((before + 1, number - 1))
        before = number
    return tuple(runs)


def found(peers: Sequence[Peer], given: str) -> Peer | None:
    """The desk that somebody names by its code or device; by the branch's name where only one bears it."""
    wanted = given.strip().casefold()
    keyed = [one for one in peers if wanted in (one.card.device.casefold(), one.card.code.casefold() or None)]
    named = keyed or [one for one in peers if one.card.branch.casefold() == wanted]
    standing = [one for one in named if one.struck is None] or named
    return standing[0] if len(standing) == 1 else None
