"""Families of products, classes of insurance and roles on the command line: keys or names, parted by commas, or all."""

import re
from collections.abc import Callable

from rmdesk.commands.output import Output, WrongUseError
from rmdesk.desk.called import class_called, family_called, role_called
from rmdesk.domain.people import DESK_ROLES, Role
from rmdesk.formpack import Pack

Called = Callable[[Pack, str], "str | None"]


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
    found = _named(given, role_called, DESK_ROLES, "role", pack, out)
    return tuple(role for role in DESK_ROLES if role in found)


def _named(
    given: str | None, called: Called, known: tuple[str, ...], subject: str, pack: Pack, out: Output
) -> tuple[str, ...]:
    names = [one.strip() for one in re.split("[,，、]", given or "") if one.strip()]
    found = {name: called(pack, name) for name in names}
    strange = [name for name, key in found.items() if key is None]
    if strange or not names:
        allowed = ", ".join(out.named(key, pack.label(subject, key, out.lang)) for key in known)
        case = "people.wrong_roles" if subject == "role" else "cli.wrong.families"
        raise WrongUseError(out.tr(case, given=", ".join(strange), allowed=allowed))
    return tuple(key for key in known if key in found.values())
