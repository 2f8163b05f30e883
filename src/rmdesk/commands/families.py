"""Product families and classes of insurance on the command line: names parted by commas, or all."""

from rmdesk.commands.output import Output, WrongUseError
from rmdesk.domain.kinds import FAMILIES, Family
from rmdesk.formpack import Pack


def families_of(given: str | None, out: Output) -> tuple[Family, ...]:
    """The families that were named, all when none was. WrongUseError for a name that is none."""
    names = FAMILIES if given in (None, "", "all") else tuple(name.strip() for name in given.split(","))
    strange = [name for name in names if name not in FAMILIES]
    if strange:
        raise WrongUseError(out.tr("cli.wrong.families", given=", ".join(strange), allowed=", ".join(FAMILIES)))
    return tuple(one for one in FAMILIES if one in names)


def classes_of(given: str | None, families: tuple[Family, ...], pack: Pack, out: Output) -> tuple[str, ...]:
    """The classes of insurance that were named, all of the pack's when none was; none where `families` holds no
    insurance (SUIT-31). WrongUseError for a name that is none."""
    known = tuple(pack.labels.label["insurance_class"])
    names = known if given in (None, "", "all") else tuple(name.strip() for name in given.split(","))
    strange = [name for name in names if name not in known]
    if strange:
        raise WrongUseError(out.tr("cli.wrong.classes", given=", ".join(strange), allowed=", ".join(known)))
    return tuple(one for one in known if one in names) if "insurance" in families else ()
