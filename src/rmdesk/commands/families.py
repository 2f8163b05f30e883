"""Families of products, classes of insurance and roles on the command line: keys or names, parted by commas, or all."""

import re
from collections.abc import Callable
from typing import Final, TypeVar

from rmdesk.commands.output import Output, WrongUseError
from rmdesk.desk.called import class_called, family_called, role_called
from rmdesk.domain.people import DESK_ROLES, Role
from rmdesk.formpack import Pack

K = TypeVar("K", bound=str)
_WRONG: Final = {
    "family": "cli.wrong.families",
    "insurance_class": "cli.wrong.classes",
    "role": "people.wrong_roles",
}


def families_of(given: str | None, pack: Pack, out: Output) -> tuple[str, ...]:
    """The families that were named, all when none was. WrongUseError for a name that is none."""
    known = pack.families.keys
    return known if given in (None, "", "all") else _named(given, family_called, known, "family", pack, out)


def classes_of(given: str | None, families: tuple[str, ...], pack: Pack, out: Output) -> tuple[str, ...]:
    """The classes of insurance that were named, all of the pack's when none was; none where `families` holds no
    insurance (SUIT-31). WrongUseError for a name that is none."""
    known = tuple(pack.labels.label["insurance_class"])
    all_of_them = given in (None, "", "all")
    found = known if all_of_them else _named(given, class_called, known, "insurance_class", pack, out)
    return found if pack.families.insured(families) else ()


def roles_of(given: str, pack: Pack, out: Output) -> tuple[Role, ...]:
    """The roles that were named, in their order. WrongUseError for a name that is none, and for none at all."""
    return _named(given, role_called, DESK_ROLES, "role", pack, out)


def _named(
    given: str | None,
    called: Callable[[Pack, str], K | None],
    known: tuple[K, ...],
    subject: str,
    pack: Pack,
    out: Output,
) -> tuple[K, ...]:
    names = [one.strip() for one in re.split("[,，、]", given or "") if one.strip()]
    found = {name: called(pack, name) for name in names}
    strange = [name for name, key in found.items() if key is None]
    if strange or not names:
        allowed = ", ".join(out.named(key, pack.label(subject, key, out.lang)) for key in known)
        raise WrongUseError(out.tr(_WRONG[subject], given=", ".join(strange), allowed=allowed))
    return tuple(key for key in known if key in found.values())
