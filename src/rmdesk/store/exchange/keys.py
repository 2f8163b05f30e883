"""A desk's two key pairs, and the card that shows their public halves: a file of JSON, signed by the desk itself.

    {"format": 1, "algorithms": {…}, "desk": {the fields of a Card}, "signature": Ed25519 over the card's text, in hex}

The signature says that whoever made the card holds the key on it. Whose desk that is, two people find out who read the
fingerprint to each other.
"""

import hashlib
import hmac
import json
import re
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from rmdesk.domain.exchange import Card
from rmdesk.domain.json_document import read_document
from rmdesk.domain.numbers import read_code
from rmdesk.store.errors import BundleDamaged, BundleFormat
from rmdesk.store.files import os_errors

FORMAT: Final = 1
ALGORITHMS: Final = {"signing": "Ed25519", "agreement": "X25519"}
_SIGNED: Final = b"rmdesk-card-1\n"
_PERSONS: Final = b"rmdesk-persons-1\n"
_MOST: Final = 65_536
_KEY_BYTES: Final = 32
_DEVICE: Final = re.compile(r"[0-9A-Z]{8}")


class Keys(NamedTuple):
    """The private keys of a desk, raw."""

    signing: bytes
    sealing: bytes

    def __repr__(self) -> str:
        """Never the keys."""
        return "Keys()"

    @classmethod
    def new(cls) -> "Keys":
        """Fresh keys, from the system's randomness."""
        signing, sealing = Ed25519PrivateKey.generate(), X25519PrivateKey.generate()
        return cls(signing.private_bytes_raw(), sealing.private_bytes_raw())

    @property
    def public(self) -> tuple[str, str]:
        """The public halves in hex: signing, sealing."""
        signing = Ed25519PrivateKey.from_private_bytes(self.signing).public_key().public_bytes_raw()
        sealing = X25519PrivateKey.from_private_bytes(self.sealing).public_key().public_bytes_raw()
        return signing.hex(), sealing.hex()

    def sign(self, text: bytes) -> bytes:
        """64 bytes of Ed25519."""
        return Ed25519PrivateKey.from_private_bytes(self.signing).sign(text)

    def persons_with(self, sealing: str) -> "PersonHash":
        """How persons are named between this one and whoever has the public key `sealing` (hex), and nobody else."""
        public = X25519PublicKey.from_public_bytes(bytes.fromhex(sealing))
        shared = X25519PrivateKey.from_private_bytes(self.sealing).exchange(public)
        return PersonHash(HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=_PERSONS).derive(shared))


class PersonHash:
    """Names persons by their documents' numbers, which nobody without the key gets back or can try out."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def __call__(self, kind: str, number: str) -> str:
        """A client of this kind with this bare number, in hex."""
        return hmac.new(self._key, f"{kind}\0{number}".encode(), hashlib.sha256).hexdigest()


def is_signed(signing: str, signature: bytes, text: bytes) -> bool:
    """Whether the holder of this public key (hex) signed `text`."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(signing)).verify(signature, text)
    except (InvalidSignature, ValueError):
        return False
    return True


def card_text(card: Card, keys: Keys) -> str:
    """The file of a desk's own card."""
    desk = card.model_dump(mode="json", exclude_defaults=True)  # the kind alone: cards of desks need not say it
    document = {"format": FORMAT, "algorithms": ALGORITHMS, "desk": desk, "signature": keys.sign(_signed(card)).hex()}
    return json.dumps(document, ensure_ascii=False, indent=1)


def found(file: Path) -> IO[bytes]:
    """A bundle or a card, opened to be read; that there is none is said as such. BundleDamaged."""
    try:
        return file.open("rb")
    except FileNotFoundError as error:
        raise BundleDamaged(file, "absent") from error


def read_card(file: Path) -> Card:
    """The card in a file that anybody may have made. BundleDamaged, BundleFormat; DeskReadOnly, DiskFailed."""
    with os_errors(file), found(file) as source:
        text = source.read(_MOST)
    try:
        document: Any = read_document(text)
        known = document["format"]
        if not isinstance(known, int) or not isinstance(document["desk"], dict):
            raise BundleDamaged(file, "none")
        if known != FORMAT or document["algorithms"] != ALGORITHMS:
            raise BundleFormat(known, FORMAT)
        card, signature = Card.model_validate(document["desk"]), bytes.fromhex(document["signature"])
    except (ValueError, KeyError, TypeError) as error:
        raise BundleDamaged(file, "none") from error
    if not _DEVICE.fullmatch(card.device) or (card.code and read_code(card.code) != card.code):
        raise BundleDamaged(file, "none")  # both become names of files
    if not is_signed(card.signing, signature, _signed(card)) or not _is_key(card.sealing):
        raise BundleDamaged(file, "altered")
    return card


def _signed(card: Card) -> bytes:
    return _SIGNED + card.model_dump_json(exclude_defaults=True).encode()


def _is_key(text: str) -> bool:
    try:
        return len(bytes.fromhex(text)) == _KEY_BYTES
    except ValueError:
        return False
