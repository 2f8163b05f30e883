"""Finding one of the branch's people by what another system calls him: staff number, login or name."""

import re
import unicodedata
from collections.abc import Iterable

from rmdesk.domain.imports.cells import plain
from rmdesk.domain.people import Person

_PARTS = re.compile(r"[()/,、，\-·|\s]+")


class Staff:
    """People by every name that leads to one of them only."""

    def __init__(self, people: Iterable[Person]) -> None:
        """`people` are those who may be found."""
        self._numbers: dict[str, str] = {}
        self._names: dict[str, str] = {}
        for one in people:
            for number in dict.fromkeys((plain(one.staff_no), plain(one.staff_no).lstrip("0"))):
                _note(self._numbers, number, one.login)
            for name in dict.fromkeys((plain(one.login), plain(one.name))):
                _note(self._names, name, one.login)

    def login_of(self, given: str) -> str:
        """The login of whoever is called so: by number, with or without its zeros, by login or name, or by both
        together ("0012 虚甲"). "" for nobody, and where two are called so."""
        whole = self._one(plain(given))
        if whole:
            return whole
        parts = [part for part in _PARTS.split(unicodedata.normalize("NFKC", given)) if part]
        found = {self._one(plain(part)) for part in parts} if len(parts) > 1 else set()
        return found.pop() if len(found) == 1 else ""

    def _one(self, name: str) -> str:
        return self._numbers.get(name) or self._names.get(name) or self._numbers.get(name.lstrip("0"), "")


def _note(names: dict[str, str], name: str, login: str) -> None:
    """Two people of one name are told apart by nobody."""
    if name:
        names[name] = login if names.get(name, login) == login else ""
