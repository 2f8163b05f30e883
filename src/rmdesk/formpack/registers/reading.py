"""From a file `registers/<id>.toml` to its register, with the option lists that it names."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.sheet import SheetForm
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.parse import Raw, build

_FILE = re.compile(r"registers/([a-z][a-z0-9_]{0,30})\.toml")
_SHEET = re.compile(r"sheets/([a-z][a-z0-9_]{0,30})\.toml")


def register_id(file: str) -> str | None:
    """The id of the register that a file of this name declares; None when no register can stand in it."""
    found = _FILE.fullmatch(file)
    return found[1] if found else None


def sheet_id(file: str) -> str | None:
    """The id of the sheet that a file of this name declares; None when none can stand in it."""
    found = _SHEET.fullmatch(file)
    return found[1] if found else None


def build_register(
    file: str, raw: Raw, labels: Raw, sheets: Mapping[str, Raw] = MappingProxyType({})
) -> Register | tuple[Fault, ...]:
    """The register of a file's tables, its option lists taken from those of labels.toml, its sheets from `sheets`
    (file → tables); or what does not fit.

    A list that labels.toml lacks stays out, and a sheet that is not there or has faults of its own: the check names it
    where it is used.
    """
    filled = {"lists": _lists(raw, labels), "sheets": _sheets(raw, sheets)}
    for name in filled:
        if name in raw:
            return (fault(file, name, "unknown_key", name=name),)
    built = build(file, {**raw, **filled}, Register)
    return tuple(built) if isinstance(built, tuple) else built


def _sheets(raw: Raw, sheets: Mapping[str, Raw]) -> dict[str, Raw]:
    """The sheets that its fields name."""
    found: dict[str, Raw] = {}
    for field in _fields(raw):
        names = field.get("of") if field.get("kind") == "sheet" else None
        for name in (names,) if isinstance(names, str) else names if isinstance(names, list) else ():
            file = f"sheets/{name}.toml"
            tables = sheets.get(file)
            if tables is not None and not isinstance(build(file, tables, SheetForm), tuple):
                found[str(name)] = tables
    return found


def _fields(raw: Raw) -> Iterator[dict[str, Any]]:
    fields = raw.get("field")
    return (one for one in (fields.values() if isinstance(fields, dict) else ()) if isinstance(one, dict))


def _lists(raw: Raw, labels: Raw) -> dict[str, list[dict[str, Any]]]:
    vocabularies = labels.get("label")
    known: Mapping[str, Any] = vocabularies if isinstance(vocabularies, dict) else {}
    wanted = (one.get("options") for one in _fields(raw))
    found: dict[str, list[dict[str, Any]]] = {}
    for name in wanted:
        table = known.get(name) if isinstance(name, str) else None
        if isinstance(table, dict) and all(isinstance(one, dict) for one in table.values()):
            found[str(name)] = [{"key": key, **option} for key, option in table.items()]
    return found
