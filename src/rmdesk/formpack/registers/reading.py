"""From a file `registers/<id>.toml` to its register, with the option lists that it names."""

import re
from collections.abc import Mapping
from typing import Any

from rmdesk.domain.registers.definition import Register
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.parse import Raw, build

_FILE = re.compile(r"registers/([a-z][a-z0-9_]{0,30})\.toml")


def register_id(file: str) -> str | None:
    """The id of the register that a file of this name declares; None when no register can stand in it."""
    found = _FILE.fullmatch(file)
    return found[1] if found else None


def build_register(file: str, raw: Raw, labels: Raw) -> Register | tuple[Fault, ...]:
    """The register of a file's tables, its option lists taken from those of labels.toml; or what does not fit.

    A list that labels.toml lacks stays out: the check names it where it is used.
    """
    if "lists" in raw:
        return (fault(file, "lists", "unknown_key", name="lists"),)
    built = build(file, {**raw, "lists": _lists(raw, labels)}, Register)
    return tuple(built) if isinstance(built, tuple) else built


def _lists(raw: Raw, labels: Raw) -> dict[str, list[dict[str, Any]]]:
    vocabularies = labels.get("label")
    fields = raw.get("field")
    known: Mapping[str, Any] = vocabularies if isinstance(vocabularies, dict) else {}
    wanted = (
        (one.get("options") for one in fields.values() if isinstance(one, dict)) if isinstance(fields, dict) else ()
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for name in wanted:
        table = known.get(name) if isinstance(name, str) else None
        if isinstance(table, dict) and all(isinstance(one, dict) for one in table.values()):
            found[str(name)] = [{"key": key, **option} for key, option in table.items()]
    return found
