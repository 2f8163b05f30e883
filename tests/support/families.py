"""The families of the default pack, as tests speak of them."""

from functools import cache

from rmdesk.domain.families import Family
from rmdesk.formpack import Pack, load
from rmdesk.formpack.check.families import LAW
from rmdesk.resources import folder

FAMILIES = tuple(LAW)
"""Those that law names; the default pack has no other."""
UNCERTIFIED = frozenset({"deposit"})


@cache
def default_pack() -> Pack:
    """The pack that comes with the program."""
    return load(folder("forms"))


def family(key: str) -> Family:
    """One of its families."""
    return default_pack().families.of(key)
