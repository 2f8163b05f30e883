"""The lines of a bundle, read as strictly as if a stranger had written them: a desk that is trusted may be broken, or
somebody else may sit at it. Whatever is not as it should be is BundleDamaged."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from rmdesk.domain.exchange import Mark, Offered
from rmdesk.store.errors import BundleDamaged
from rmdesk.store.exchange.bundle import MOST, Header
from rmdesk.store.exchange.kept import Seal
from rmdesk.store.plain import instant

_HASH: Final = 32


class Said(NamedTuple):
    """What fact `seq` says, and the numbers of people in it that are masked where it is shown."""

    seq: int
    salt: bytes
    payload: str
    hide: tuple[str, ...]


def offered(header: Header, line: Any, sha256: str, file: Path) -> Offered:
    """The first line, and what stands outside."""
    try:
        seq, known = line["knows"]
        return Offered(
            number=header.number,
            first=header.first,
            last=header.last,
            start=_hash(line["start"]).hex(),
            head=_hash(line["head"]).hex(),
            knows=Mark(seq=_number(seq), hash=_hash(known).hex()),
            made_at=_instant(line["made_at"]),
            sha256=sha256,
        )
    except (LookupError, TypeError, ValueError) as error:
        raise BundleDamaged(file, "altered") from error


def seals(lines: Iterator[Any], said: Offered, file: Path) -> Iterator[Seal]:
    """The facts of a bundle, which must be those that it says, in order."""
    seq, prev = said.first - 1, bytes.fromhex(said.start)
    for line in islice(lines, said.last - seq):
        try:
            number, *texts, digest, hash_ = line
            id_, at, device, actor, kind, subject = map(_text, texts)
            seal = Seal(_number(number), id_, at, device, actor, kind, subject, _hash(digest), prev, _hash(hash_))
        except (TypeError, ValueError) as error:
            raise BundleDamaged(file, "altered") from error
        if seal.seq != seq + 1:
            raise BundleDamaged(file, "altered")
        seq, prev = seal.seq, seal.hash
        yield seal
    if (seq, prev.hex()) != (said.last, said.head):
        raise BundleDamaged(file, "altered")


def opened(lines: Iterator[Any], file: Path) -> Iterator[Said]:
    """What some facts say."""
    for line in lines:
        try:
            hide = tuple(_text(one) for one in line["hide"])
            yield Said(_number(line["seq"]), bytes.fromhex(line["salt"]), _text(line["payload"]), hide)
        except (LookupError, TypeError, ValueError) as error:
            raise BundleDamaged(file, "altered") from error


def _number(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= MOST:
        raise ValueError("no number of a fact")
    return value


def _text(value: Any) -> str:
    """A zero at the end of a text could not be told from a damaged page; half a character has no bytes."""
    if type(value) is not str or "\0" in value:
        raise ValueError("no text")
    value.encode()
    return value


def _hash(value: Any) -> bytes:
    found = bytes.fromhex(value)
    if len(found) != _HASH:
        raise ValueError("no hash")
    return found


def _instant(text: str) -> datetime:
    at = instant(text)
    if at.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return at
