"""The lines of a bundle, read as strictly as if a stranger had written them: a desk that is trusted may be broken, or
somebody else may sit at it. Whatever is not as it should be is BundleDamaged."""

import base64
import hashlib
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from rmdesk.domain.exchange import Mark, Offered
from rmdesk.store.errors import BundleDamaged
from rmdesk.store.exchange.bundle import MOST, Header
from rmdesk.store.exchange.kept import Seal, Whole
from rmdesk.store.plain import instant

_HASH: Final = 32
_SEAL: Final = 9
"""So many places a seal has in a line, its hash last."""
_TEXTS: Final = 6


class Said(NamedTuple):
    """What fact `seq` says, and the numbers of people in it that are masked where it is shown."""

    seq: int
    salt: bytes
    payload: str
    hide: tuple[str, ...]


class Kept(NamedTuple):
    """A file that fact `seq` names, by its SHA-256; `content` is None where the bundle brings it with another fact."""

    seq: int
    sha256: str
    content: bytes | None


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
    prev = bytes.fromhex(said.start)
    for line in _of_facts(lines, said, file):
        seal = _seal(line, prev, file)
        prev = seal.hash
        yield seal


def facts(lines: Iterator[Any], said: Offered, file: Path) -> Iterator[Whole]:
    """The facts of a bundle for head office, with what they say."""
    prev = bytes.fromhex(said.start)
    for line in _of_facts(lines, said, file):
        try:
            *seal, salt, payload = line
            salt, payload = None if salt is None else bytes.fromhex(salt), None if payload is None else _text(payload)
        except (TypeError, ValueError) as error:
            raise BundleDamaged(file, "altered") from error
        whole = Whole(_seal(seal, prev, file), salt, payload)
        prev = whole.seal.hash
        yield whole


def files(lines: Iterator[Any], file: Path) -> Iterator[Kept]:
    """The files behind the facts of a bundle for head office."""
    for line in lines:
        yield _file(line, file)


def file_line(kept: Kept) -> dict[str, object]:
    """A file as a bundle writes it."""
    content = None if kept.content is None else base64.b85encode(kept.content).decode()
    return {"seq": kept.seq, "file": kept.sha256, "content": content}


def _of_facts(lines: Iterator[Any], said: Offered, file: Path) -> Iterator[Any]:
    """The lines of the facts `first` … `last`, numbered so, of which the last one ends in the hash that is said."""
    seq, head = said.first - 1, said.start
    for line in islice(lines, said.last - seq):
        if not isinstance(line, list) or len(line) < _SEAL or line[0] != seq + 1:
            raise BundleDamaged(file, "altered")
        seq, head = seq + 1, line[_SEAL - 1]
        yield line
    if (seq, head) != (said.last, said.head):
        raise BundleDamaged(file, "altered")


def _seal(line: Any, prev: bytes, file: Path) -> Seal:
    try:
        number, id_, at, device, actor, kind, subject, digest, hash_ = line
        said = "\0".join((id_, at, device, actor, kind, subject))
        if said.count("\0") != _TEXTS - 1:
            raise ValueError("no text")
        said.encode()
        return Seal(_number(number), id_, at, device, actor, kind, subject, _hash(digest), prev, _hash(hash_))
    except (TypeError, ValueError) as error:
        raise BundleDamaged(file, "altered") from error


def opened(lines: Iterator[Any], file: Path) -> Iterator[Said | Kept]:
    """What some facts say, and behind that the files that they name."""
    for line in lines:
        if isinstance(line, dict) and "file" in line:
            yield _file(line, file)
            continue
        try:
            hide = tuple(_text(one) for one in line["hide"])
            yield Said(_number(line["seq"]), bytes.fromhex(line["salt"]), _text(line["payload"]), hide)
        except (LookupError, TypeError, ValueError) as error:
            raise BundleDamaged(file, "altered") from error


def _file(line: Any, file: Path) -> Kept:
    try:
        seq, sha256, written = _number(line["seq"]), _hash(line["file"]).hex(), line["content"]
        content = None if written is None else base64.b85decode(_text(written))
    except (LookupError, TypeError, ValueError) as error:
        raise BundleDamaged(file, "altered") from error
    if content is not None and hashlib.sha256(content).hexdigest() != sha256:
        raise BundleDamaged(file, "altered")
    return Kept(seq, sha256, content)


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
