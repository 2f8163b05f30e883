"""A bundle: lines of JSON for one other desk, in one file.

    "rmdesk-bundle-1\\n"                        16 bytes
    length of the header                       4 bytes, big-endian
    header                                     JSON: format, algorithms, sender, receiver, number, first, last,
                                               ephemeral
    chunks                                     each: length in 4 bytes, then so many bytes of AES-256-GCM
    end                                        4 zero bytes
    signature                                  64 bytes: Ed25519 over "rmdesk-bundle-signature-1\\n" and the SHA-256 of
                                               all before

In clear stand the names of two keys, the bundle's number and the numbers of the facts in it. The lines are packed with
zlib, cut into chunks and sealed under a key that is made for this bundle alone: X25519 between a key that nobody keeps
(`ephemeral`) and the receiver's, then HKDF-SHA256. A chunk's nonce is its number in 11 bytes and one byte that is 1 for
the last; the SHA-256 of all that stands before the first chunk is bound to each. Memory is flat in both directions.
"""

import hashlib
import json
import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic_core import from_json

from rmdesk.domain.exchange import key_id
from rmdesk.domain.json_document import read_document
from rmdesk.store.errors import BundleDamaged, BundleFormat
from rmdesk.store.exchange.keys import Keys, found, is_signed
from rmdesk.store.files import os_errors

MAGIC: Final = b"rmdesk-bundle-1\n"
FORMAT: Final = 1
ALGORITHMS: Final = {
    "signing": "Ed25519",
    "agreement": "X25519",
    "derivation": "HKDF-SHA256",
    "sealing": "AES-256-GCM",
    "packing": "zlib",
}
_SIGNED: Final = b"rmdesk-bundle-signature-1\n"
_DERIVED: Final = b"rmdesk-bundle-key-1\n"
_LENGTH: Final = struct.Struct(">I")
_SIGNATURE: Final = 64
_MOST_HEADER: Final = 4096
_KEY_ID: Final = re.compile(r"[0-9a-f]{16}")
MOST: Final = 2**53
"""The highest number that a fact or a bundle may bear."""
_CHUNK: Final = 1 << 16
_TAG: Final = 16
_UNPACKED: Final = 1 << 18
_MOST_LINE: Final = 1 << 26


class Header(NamedTuple):
    """What stands on the outside: the key names of both desks, the bundle's number, the facts `first` … `last`."""

    sender: str
    receiver: str
    number: int
    first: int
    last: int

    @property
    def is_sane(self) -> bool:
        """Whether these are names of keys and numbers of facts, as a file that anybody may have made need not say."""
        if not all(isinstance(one, str) and _KEY_ID.fullmatch(one) for one in (self.sender, self.receiver)):
            return False
        if not all(type(one) is int and 0 <= one <= MOST for one in (self.number, self.first, self.last)):
            return False
        return self.number > 0 and 0 < self.first <= self.last + 1


def write(out: IO[bytes], header: Header, lines: Iterable[object], keys: Keys, receiver: str) -> str:
    """Seal `lines` for the public key `receiver` (hex) and sign all; the SHA-256 of the file in hex. OSError."""
    ephemeral = X25519PrivateKey.generate()
    public = ephemeral.public_key().public_bytes_raw()
    front = _front({**header._asdict(), "ephemeral": public.hex()})
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(bytes.fromhex(receiver)))
    sealing, bound = AESGCM(_derived(shared, public, bytes.fromhex(receiver))), hashlib.sha256(front).digest()
    digest = hashlib.sha256()

    def put(part: bytes) -> None:
        digest.update(part)
        out.write(part)

    put(front)
    for number, (chunk, last) in enumerate(_cut(_packed(lines))):
        sealed = sealing.encrypt(_nonce(number, last=last), chunk, bound)
        put(_LENGTH.pack(len(sealed)) + sealed)
    put(_LENGTH.pack(0))
    put(keys.sign(_SIGNED + digest.digest()))
    return digest.hexdigest()


class Bundle:
    """A bundle that is being read. Nothing of it is to be believed before `prove`."""

    def __init__(self, file: Path, source: IO[bytes], front: bytes, document: dict[str, Any]) -> None:
        self._file, self._source, self._front = file, source, front
        try:
            self._ephemeral = bytes.fromhex(document["ephemeral"])
            self.header = Header(*(document[name] for name in Header._fields))
        except (KeyError, TypeError, ValueError) as error:
            raise BundleDamaged(file, "altered") from error
        if not self.header.is_sane:
            raise BundleDamaged(file, "altered")
        self._proved = ""

    def prove(self, signing: str) -> str:
        """Read it once: it is whole, and the holder of the public key `signing` (hex) made it. The SHA-256 of the file
        in hex. BundleDamaged."""
        digest = hashlib.sha256(self._front)
        for length, sealed in self._chunks():
            digest.update(length + sealed)
        signed = digest.digest()
        signature = self._source.read(_SIGNATURE + 1)
        if len(signature) < _SIGNATURE:
            raise BundleDamaged(self._file, "cut")
        sound = len(signature) == _SIGNATURE and is_signed(signing, signature, _SIGNED + signed)
        if not sound or key_id(signing) != self.header.sender:
            raise BundleDamaged(self._file, "altered")
        digest.update(signature)
        self._proved = digest.hexdigest()
        return self._proved

    def lines(self, keys: Keys) -> Iterator[Any]:
        """What its lines say, for the desk with these keys. After `prove`; at the end it is made sure that the file is
        still the one that was proved. BundleDamaged."""
        digest = hashlib.sha256(self._front)
        rest = b""
        for part in self._unpacked(self._opened(keys, digest)):
            *whole, rest = (rest + part).split(b"\n")
            yield from self._read(whole)
            if len(rest) > _MOST_LINE:
                raise BundleDamaged(self._file, "altered")
        digest.update(self._source.read(_SIGNATURE + 1))
        if rest or digest.hexdigest() != self._proved:
            raise BundleDamaged(self._file, "altered")

    def _unpacked(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """In pieces of a bounded size, however much a few bytes unpack to."""
        unpacking = zlib.decompressobj()
        try:
            for chunk in chunks:
                while chunk:
                    yield unpacking.decompress(chunk, _UNPACKED)
                    chunk = unpacking.unconsumed_tail
            yield unpacking.flush()
        except zlib.error as error:
            raise BundleDamaged(self._file, "altered") from error
        if not unpacking.eof:
            raise BundleDamaged(self._file, "altered")

    def _opened(self, keys: Keys, digest: Any) -> Iterator[bytes]:
        private = X25519PrivateKey.from_private_bytes(keys.sealing)
        bound = hashlib.sha256(self._front).digest()
        try:
            shared = private.exchange(X25519PublicKey.from_public_bytes(self._ephemeral))
            sealing = AESGCM(_derived(shared, self._ephemeral, private.public_key().public_bytes_raw()))
            held: bytes | None = None
            number = 0
            for length, sealed in self._chunks():
                digest.update(length + sealed)
                if held is not None:
                    yield sealing.decrypt(_nonce(number, last=not sealed), held, bound)
                    number += 1
                held = sealed
        except (InvalidTag, ValueError) as error:
            raise BundleDamaged(self._file, "altered") from error

    def _chunks(self) -> Iterator[tuple[bytes, bytes]]:
        """Every chunk from the first on with its length in front of it; the last one is empty."""
        self._source.seek(len(self._front))
        while True:
            length = self._source.read(_LENGTH.size)
            if len(length) < _LENGTH.size:
                raise BundleDamaged(self._file, "cut")
            (size,) = _LENGTH.unpack(length)
            if size > _CHUNK + _TAG:
                raise BundleDamaged(self._file, "altered")
            sealed = self._source.read(size)
            if len(sealed) < size:
                raise BundleDamaged(self._file, "cut")
            yield length, sealed
            if not size:
                return

    def _read(self, lines: list[bytes]) -> list[Any]:
        """All together: a bundle has as many lines as its desk has facts."""
        try:
            read: list[Any] = from_json(b"[" + b",".join(lines) + b"]")
        except ValueError as error:
            raise BundleDamaged(self._file, "altered") from error
        if len(read) != len(lines):
            raise BundleDamaged(self._file, "altered")
        return read


@contextmanager
def opened(file: Path) -> Iterator[Bundle]:
    """The bundle in `file`. BundleDamaged, BundleFormat; DeskReadOnly, DiskFailed."""
    with os_errors(file), found(file) as source:
        start = source.read(len(MAGIC) + _LENGTH.size)
        if not start.startswith(MAGIC):
            raise BundleDamaged(file, "cut" if MAGIC.startswith(start) and start else "none")
        if len(start) < len(MAGIC) + _LENGTH.size:
            raise BundleDamaged(file, "cut")
        (length,) = _LENGTH.unpack(start[len(MAGIC) :])
        text = source.read(length) if length <= _MOST_HEADER else b""
        if len(text) < length:
            raise BundleDamaged(file, "cut" if length <= _MOST_HEADER else "altered")
        yield Bundle(file, source, start + text, _document(file, text))


def _document(file: Path, text: bytes) -> dict[str, Any]:
    try:
        document = read_document(text)
        known = document["format"]
        if not isinstance(known, int) or not isinstance(document, dict):
            raise BundleDamaged(file, "altered")
        if known != FORMAT or document["algorithms"] != ALGORITHMS:
            raise BundleFormat(known, FORMAT)
    except (ValueError, KeyError, TypeError) as error:
        raise BundleDamaged(file, "altered") from error
    return document


def _front(said: dict[str, object]) -> bytes:
    text = json.dumps({"format": FORMAT, "algorithms": ALGORITHMS, **said}).encode()
    return MAGIC + _LENGTH.pack(len(text)) + text


def _derived(shared: bytes, ephemeral: bytes, receiver: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_DERIVED + ephemeral + receiver).derive(shared)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _packed(lines: Iterable[object]) -> Iterator[bytes]:
    packing = zlib.compressobj()
    for line in lines:
        yield packing.compress(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    yield packing.flush()


def _cut(parts: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Pieces of one size but for the last, which may be shorter and is marked."""
    held = b""
    for part in parts:
        held += part
        while len(held) > _CHUNK:
            yield held[:_CHUNK], False
            held = held[_CHUNK:]
    yield held, True
