"""A random sample that anybody can draw again: by a seed and the ids, without a library's random numbers (DESK-17)."""

import hashlib
from collections.abc import Iterable

from rmdesk.domain.base import Value


class Sample(Value):
    """What was drawn. `population` is how many there were, `digest` the SHA-256 of their ids in order: whoever draws
    again from the same ones with the same seed must get the same `chosen`."""

    seed: str
    population: int
    digest: str
    chosen: tuple[str, ...]


def draw(population: Iterable[str], size: int, seed: str) -> Sample:
    """Draw `size` ids (all, when there are fewer) so that anybody can do it again.

    The ids are ordered by SHA-256(seed, newline, id) and the first ones taken: the sample comes out the same in any
    language and any year.
    """
    ids = sorted(set(population))
    drawn = sorted(ids, key=lambda one: hashlib.sha256(f"{seed}\n{one}".encode()).digest())[:size]
    digest = hashlib.sha256("".join(f"{one}\n" for one in ids).encode()).hexdigest()
    return Sample(seed=seed, population=len(ids), digest=digest, chosen=tuple(drawn))
