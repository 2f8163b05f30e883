"""The keys of head office, in a folder beside the server and never in it: `slots.json` holds one key, sealed once for
each operator as a desk's is; `office.json` says whose it is. All other keys are derived from that one (HKDF-SHA256).

What an office seals for itself it seals for its bank key, an X25519 pair of which whoever loads has the public half
alone. What stands in the tables is sealed under one key by AES-SIV, so that the same text gives the same bytes, and a
number is found without being read.
"""

import json
import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from rmdesk.desk.opening import new_device
from rmdesk.domain.base import Value
from rmdesk.domain.exchange import Card
from rmdesk.domain.refusal import stop
from rmdesk.store import slots, tries
from rmdesk.store.errors import SlotsDamaged
from rmdesk.store.exchange.keys import Keys
from rmdesk.store.files import os_errors, write_whole
from rmdesk.store.sealing import Cost
from rmdesk.store.vault import KEY_BYTES

FILE: Final = "office.json"
_DERIVED: Final = b"rmdesk-office-1\n"
_SEALED: Final = b"rmdesk-office-seal-1\n"
_SIV_BYTES: Final = 64


class Named(Value):
    """Whose keys these are: the office's device name, its bank, and what it calls itself."""

    device: str
    bank: str
    name: str


class Operator(NamedTuple):
    """Somebody at head office, with the password that was typed."""

    login: str
    password: str

    def __repr__(self) -> str:
        """Never the password."""
        return f"Operator({self.login!r})"


class Office(NamedTuple):
    """Head office, opened by `operator`: how it introduces itself, with which keys it opens bundles and signs, the
    private key of the bank, raw, and the key of the tables."""

    operator: str
    card: Card
    keys: Keys
    bank: bytes
    tables: bytes

    def __repr__(self) -> str:
        """Never the keys."""
        return f"Office({self.card.name!r})"

    @property
    def bank_public(self) -> str:
        """The public half of the bank's key, in hex."""
        return X25519PrivateKey.from_private_bytes(self.bank).public_key().public_bytes_raw().hex()


def make(folder: Path, bank: str, name: str, operators: Sequence[Operator], cost: Cost | None = None) -> None:
    """New keys for an office, for its operators. `cost` of a guess at a password: None is measured on this machine.
    DeskExists, DeskReadOnly, DiskFull."""
    key, cost = secrets.token_bytes(KEY_BYTES), cost or slots.measure_cost()
    slots.create(folder, key, *operators[0], cost)
    for one in operators[1:]:
        slots.add(folder, key, *one, cost)
    tries.create(folder)
    named = Named(device=new_device(), bank=bank, name=name)
    with os_errors(folder):
        write_whole(folder / FILE, named.model_dump_json().encode())


def opened(folder: Path, operator: Operator, at: datetime) -> Office:
    """The office whose keys are in `folder`; wrong passwords are counted (DATA-08). StoreError as `slots.open`."""
    key = tries.opened(folder, *operator, at, "office")
    try:
        named = Named.model_validate_json((folder / FILE).read_bytes())
    except (OSError, ValueError) as error:
        raise SlotsDamaged(folder / FILE, "shape") from error
    keys = Keys(_derived(key, "signing", named), _derived(key, "sealing", named))
    signing, sealing = keys.public
    card = Card(
        device=named.device,
        code="",
        bank=named.bank,
        branch=named.name,
        signing=signing,
        sealing=sealing,
        kind="office",
    )
    bank, tables = _derived(key, "bank", named), _derived(key, "tables", named, _SIV_BYTES)
    return Office(operator.login, card, keys, bank, tables)


def stop_if_alone(folder: Path, operator: str, second: Operator, at: datetime) -> None:
    """Stop unless `second` is another operator, by the own password (DATA-08)."""
    if second.login == operator:
        stop("DATA-08.same_person", person=operator)
    tries.opened(folder, *second, at, "office")


class Sealing:
    """What one bundle brought, sealed for the bank: `ephemeral` is the public half of a key that nobody keeps."""

    def __init__(self, key: bytes, ephemeral: bytes) -> None:
        self._cipher = AESGCM(key)
        self.ephemeral = ephemeral

    @classmethod
    def towards(cls, bank_public: str) -> "Sealing":
        """A fresh one, for whoever has the bank's public key alone."""
        private = X25519PrivateKey.generate()
        ephemeral, public = private.public_key().public_bytes_raw(), bytes.fromhex(bank_public)
        shared = private.exchange(X25519PublicKey.from_public_bytes(public))
        return cls(_agreed(shared, ephemeral, public), ephemeral)

    @classmethod
    def known(cls, bank: bytes, ephemeral: bytes) -> "Sealing":
        """The same once more, for whoever has the bank's private key."""
        private = X25519PrivateKey.from_private_bytes(bank)
        shared = private.exchange(X25519PublicKey.from_public_bytes(ephemeral))
        return cls(_agreed(shared, ephemeral, private.public_key().public_bytes_raw()), ephemeral)

    def seal(self, what: str, number: int, said: bytes) -> bytes:
        """`what` (one letter) and `number` name it among all that one bundle brings: they are the nonce."""
        return self._cipher.encrypt(_nonce(what, number), said, None)

    def open(self, what: str, number: int, sealed: bytes) -> bytes:
        """InvalidTag where it was altered, or is another one."""
        return self._cipher.decrypt(_nonce(what, number), sealed, None)


def _nonce(what: str, number: int) -> bytes:
    return what.encode().rjust(4, b"\0") + number.to_bytes(8, "big")


def _agreed(shared: bytes, ephemeral: bytes, public: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=_SEALED + ephemeral + public).derive(shared)


def _derived(key: bytes, what: str, named: Named, length: int = KEY_BYTES) -> bytes:
    info = _DERIVED + json.dumps([what, named.device, named.bank]).encode()
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(key)
