"""Wrapping the desk's key by a password: Argon2id makes a wrapping key, AES-256-GCM seals the desk's key with it."""

import json
import os
import time
import unicodedata
from dataclasses import dataclass
from typing import Final

_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_KEY_BYTES: Final = 32

MEMORY_KIB: Final = (8, 4 * 1024 * 1024)
ITERATIONS: Final = (1, 10_000)
LANES: Final = (1, 64)
"""What a slot may ask for, from … to: a damaged number must not ask for all memory of the machine."""


@dataclass(frozen=True)
class Cost:
    """The work that one guess at a password costs. `memory` in KiB."""

    memory: int
    iterations: int
    lanes: int

    @classmethod
    def quick(cls) -> "Cost":
        """Less than a millisecond: only for desks of invented data, and tests."""
        return cls(memory=8, iterations=1, lanes=1)

    def is_sane(self) -> bool:
        """Whether a program may try to pay it."""
        pairs = ((self.memory, MEMORY_KIB), (self.iterations, ITERATIONS), (self.lanes, LANES))
        return all(low <= value <= high for value, (low, high) in pairs) and self.memory >= 8 * self.lanes


@dataclass(frozen=True)
class Sealed:
    """A key sealed for one person. `once`: by a code that only opens the way to a password of one's own."""

    cost: Cost
    salt: bytes
    nonce: bytes
    sealed: bytes
    once: bool = False


def measure_cost(target_seconds: float = 0.5) -> Cost:
    """The dearest cost that takes about `target_seconds` on this machine; never less than 19 MiB twice over.

    Memory grows first, up to 256 MiB, because it is what an attacker's hardware lacks; then the number of passes.
    """
    lanes = max(1, min(4, os.cpu_count() or 1))
    cost = Cost(19 * 1024, 2, lanes)
    took = _seconds(cost)
    while took < target_seconds * 0.4 and cost.memory < 256 * 1024:
        cost = Cost(min(cost.memory * 2, 256 * 1024), cost.iterations, lanes)
        took = _seconds(cost)
    passes = int(cost.iterations * target_seconds / took)
    return Cost(cost.memory, min(max(2, passes), ITERATIONS[1]), lanes)


def seal(key: bytes, person: str, password: str, cost: Cost, *, once: bool = False) -> Sealed:
    """`key` sealed so that only `person` with `password` opens it."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    wrapping = _derive(password, salt, cost)
    return Sealed(cost, salt, nonce, AESGCM(wrapping).encrypt(nonce, key, _bound(person, cost, once)), once)


def unseal(sealed: Sealed, person: str, password: str) -> bytes | None:
    """The key, or None when the password (or the person, or the cost noted in the slot) is not the sealed one."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    wrapping = _derive(password, sealed.salt, sealed.cost)
    try:
        return AESGCM(wrapping).decrypt(sealed.nonce, sealed.sealed, _bound(person, sealed.cost, sealed.once))
    except InvalidTag:
        return None


def _derive(password: str, salt: bytes, cost: Cost) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    # NFKC: the same password typed with a Chinese input method on (full-width letters) opens the same slot.
    secret = unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
    kdf = Argon2id(salt=salt, length=_KEY_BYTES, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory)
    return kdf.derive(secret)


def _bound(person: str, cost: Cost, once: bool) -> bytes:
    """What is authenticated beside the key: a slot cannot be renamed, nor made cheaper, nor a code a password."""
    facts = ["rmdesk-slot-1", person, cost.memory, cost.iterations, cost.lanes, *(["once"] if once else ())]
    return json.dumps(facts, ensure_ascii=True).encode()


def _seconds(cost: Cost) -> float:
    return min(_once(cost), _once(cost))


def _once(cost: Cost) -> float:
    start = time.perf_counter()
    _derive("measure", bytes(_SALT_BYTES), cost)
    return time.perf_counter() - start
