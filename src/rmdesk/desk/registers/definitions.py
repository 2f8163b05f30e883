"""Registers as packs declare them: the one in force, and those under which something was recorded."""

import json
from collections.abc import Mapping

from rmdesk.desk.desk import Desk
from rmdesk.domain.registers.definition import Register
from rmdesk.formpack import Pack


def as_of(desk: Desk, register: Register, definition: str) -> Register:
    """The register as it was when a fact named this definition: from the packs that the journal keeps. The one in
    force where none is found."""
    if register.digest == definition:
        return register
    return older(desk, register.id).get(definition, register)


def definition_of(desk: Desk, register_id: str) -> Register:
    """The register as the pack declares it; as it was last, where the pack has lost it: what was recorded still opens.
    KeyError for one that no pack ever had."""
    found = desk.pack.registers.get(register_id)
    return found if found is not None else next(iter(older(desk, register_id).values()), None) or _never(register_id)


def _never(register_id: str) -> Register:
    raise KeyError(register_id)


def older(desk: Desk, register_id: str) -> Mapping[str, Register]:
    """Every definition of a register in the packs that were ever adopted, by digest; the latest first."""
    found: dict[str, Register] = {}
    for row in desk.store.query("SELECT digest FROM pack ORDER BY rowid DESC"):
        one = _registers(desk, row["digest"]).get(register_id)
        if one is not None:
            found.setdefault(one.digest, one)
    return found


def _registers(desk: Desk, digest: str) -> Mapping[str, Register]:
    """The registers of a pack that was adopted. A pack is read once: thousands of sentences may ask for it."""
    if digest not in _READ:
        while len(_READ) >= MOST_PACKS:
            del _READ[next(iter(_READ))]
        files = json.loads(desk.store.query("SELECT files FROM pack WHERE digest = ?", (digest,))[0]["files"])
        _READ[digest] = Pack.of(files).registers
    return _READ[digest]


MOST_PACKS = 12
_READ: dict[str, Mapping[str, Register]] = {}
