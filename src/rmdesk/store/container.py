"""One backup in one file: the encrypted desk file and its key slots, nothing of a client in clear.

    "rmdesk-backup-1\\n"                        16 bytes
    length of the header                       4 bytes, big-endian
    header                                     JSON: format, made_at, device, schema, seq, head, parts
    seal                                       32 bytes: HMAC-SHA256 of everything before it
    the parts, one after the other             as the header lists them: name, bytes, sha256

The seal's key is made from the desk's key, so that only who can open the desk can make a header that is believed. In
clear stand the time, the device's name, how many facts, the chain's head, and the logins in the slots.
"""

import hashlib
import hmac
import json
import os
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final

from rmdesk.domain.json_document import read_document
from rmdesk.store.errors import BackupDamaged, NewerDesk
from rmdesk.store.files import OWNER_ONLY_FILE, os_errors
from rmdesk.store.journal import Head
from rmdesk.store.plain import instant, instant_text

MAGIC: Final = b"rmdesk-backup-1\n"
FORMAT: Final = 1
SEAL_BYTES: Final = 32
MOST_HEADER: Final = 65_536
_LENGTH: Final = struct.Struct(">I")
_CHUNK: Final = 1 << 20


@dataclass(frozen=True)
class Part:
    """One file inside: its name, its size in bytes, its SHA-256 in hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Header:
    """What a backup says of itself. `schema` is the version of the desk file."""

    made_at: datetime
    device: str
    schema: int
    head: Head
    parts: tuple[Part, ...]


def measure(path: Path, name: str) -> Part:
    """The part that the file at `path` makes."""
    with path.open("rb") as file:
        return Part(name, path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def write(file: Path, header: Header, parts: Iterable[Path], key: bytes) -> None:
    """Write a new container, mode 0600, flushed to the disk. DeskReadOnly, DiskFull, FileExistsError."""
    front = _front(header)
    with os_errors(file.parent):
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY_FILE)
        with os.fdopen(handle, "wb") as out:
            out.write(front + _seal(front, key))
            for path in parts:
                _pour(path, out)
            out.flush()
            os.fsync(out.fileno())


def looks_like_one(file: Path) -> bool:
    """Whether the file begins as a backup does."""
    with _opened(file) as source:
        return source.read(len(MAGIC)) == MAGIC


def read_header(file: Path) -> Header:
    """What the container says of itself; whether it is true, `check_seal` tells. BackupDamaged, NewerDesk."""
    with _opened(file) as source:
        return _header(file, _read_front(file, source))


def check_seal(file: Path, key: bytes) -> None:
    """BackupDamaged when the header was not made with this key."""
    with _opened(file) as source:
        front = _read_front(file, source)
        if not hmac.compare_digest(source.read(SEAL_BYTES), _seal(front, key)):
            raise BackupDamaged(file, "seal")


def unpack(file: Path, folder: Path) -> Header:
    """Write the parts into the empty `folder`, each compared with its digest. BackupDamaged, DeskReadOnly, DiskFull."""
    with _opened(file) as source:
        header = _header(file, _read_front(file, source))
        source.seek(SEAL_BYTES, os.SEEK_CUR)
        for part in header.parts:
            _unpack_part(file, source, part, folder / part.name)
        if source.read(1):
            raise BackupDamaged(file, "long")
    return header


def compare(file: Path, header: Header) -> None:
    """Read the container back: it must hold what `header` says. BackupDamaged."""
    with _opened(file) as source:
        if _read_front(file, source) != _front(header):
            raise BackupDamaged(file, "header")
        source.seek(SEAL_BYTES, os.SEEK_CUR)
        for part in header.parts:
            _digest(file, source, part, None)
        if source.read(1):
            raise BackupDamaged(file, "long")


def _front(header: Header) -> bytes:
    document = {
        "format": FORMAT,
        "made_at": instant_text(header.made_at),
        "device": header.device,
        "schema": header.schema,
        "seq": header.head.seq,
        "head": header.head.hash.hex(),
        "parts": [[one.name, one.size, one.sha256] for one in header.parts],
    }
    text = json.dumps(document, ensure_ascii=False).encode()
    return MAGIC + _LENGTH.pack(len(text)) + text


def _read_front(file: Path, source: IO[bytes]) -> bytes:
    with os_errors(file):
        start = source.read(len(MAGIC) + _LENGTH.size)
    if not start.startswith(MAGIC):
        raise BackupDamaged(file, "no-backup")
    if len(start) < len(MAGIC) + _LENGTH.size:
        raise BackupDamaged(file, "short")
    (length,) = _LENGTH.unpack(start[len(MAGIC) :])
    text = source.read(length) if length <= MOST_HEADER else b""
    if len(text) != length or not length:
        raise BackupDamaged(file, "header")
    return start + text


def _header(file: Path, front: bytes) -> Header:
    try:
        document: Any = read_document(front[len(MAGIC) + _LENGTH.size :])
        if document["format"] != FORMAT:
            raise NewerDesk(int(document["format"]), FORMAT)
        parts = tuple(Part(str(name), int(size), str(digest)) for name, size, digest in document["parts"])
        head = Head(int(document["seq"]), bytes.fromhex(document["head"]))
        return Header(
            instant(document["made_at"]), str(document["device"]), int(document["schema"]), head, _safe(parts)
        )
    except (ValueError, KeyError, TypeError) as error:
        raise BackupDamaged(file, "header") from error


def _safe(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """A name from a file that anybody may have made must not lead out of the folder."""
    if any(not one.name.replace(".", "").isalnum() or one.name.startswith(".") or one.size < 0 for one in parts):
        raise ValueError("parts")
    return parts


def _seal(front: bytes, key: bytes) -> bytes:
    sealing = hashlib.sha256(b"rmdesk-backup-seal-1\n" + key).digest()
    return hmac.digest(sealing, front, "sha256")


def _pour(path: Path, out: IO[bytes]) -> None:
    with path.open("rb") as source:
        while chunk := source.read(_CHUNK):
            out.write(chunk)


def _unpack_part(file: Path, source: IO[bytes], part: Part, path: Path) -> None:
    with os_errors(path.parent):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY_FILE)
        with os.fdopen(handle, "wb") as out:
            _digest(file, source, part, out)
            out.flush()
            os.fsync(out.fileno())


def _digest(file: Path, source: IO[bytes], part: Part, out: IO[bytes] | None) -> None:
    digest, left = hashlib.sha256(), part.size
    while left:
        with os_errors(file):
            chunk = source.read(min(left, _CHUNK))
        if not chunk:
            raise BackupDamaged(file, "short")
        digest.update(chunk)
        left -= len(chunk)
        if out is not None:
            out.write(chunk)
    if digest.hexdigest() != part.sha256:
        raise BackupDamaged(file, "slots" if part.name == "slots.json" else "data")


def _opened(file: Path) -> IO[bytes]:
    try:
        return file.open("rb")
    except FileNotFoundError as error:
        raise BackupDamaged(file, "missing") from error
    except OSError as error:
        raise BackupDamaged(file, "unreadable") from error
