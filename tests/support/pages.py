"""Every page of a desk's file and of its write-ahead log, decrypted without SQLite: free pages too."""

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_PAGE, _RESERVED, _SALT = 4096, 80, 16
_LOG_HEAD, _FRAME_HEAD = 32, 24


def clear_bytes(file: Path, key: bytes) -> bytes:
    """What stands in the pages of `file` and its log, one behind the other."""
    return b"".join(_clear(page, key) for page in (*_pages(file), *_frames(file.with_name(file.name + "-wal"))))


def _pages(file: Path) -> Iterator[bytes]:
    content = file.read_bytes()
    yield from (content[at : at + _PAGE] for at in range(0, len(content), _PAGE))


def _frames(log: Path) -> Iterator[bytes]:
    content = log.read_bytes() if log.exists() else b""
    step = _FRAME_HEAD + _PAGE
    yield from (content[at + _FRAME_HEAD : at + step] for at in range(_LOG_HEAD, len(content), step))


def _clear(page: bytes, key: bytes) -> bytes:
    """SQLCipher: AES-256 in CBC mode; at the end of a page stand its IV and its seal, at the file's begin the salt."""
    iv, sealed = page[-_RESERVED:][:16], page[:-_RESERVED]
    found = b""
    for start in (0, _SALT):  # only the first page has the salt; which one is first in a log is not said
        if not start or len(sealed) > _SALT:
            decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
            found += decryptor.update(sealed[start:]) + decryptor.finalize()
    return found
