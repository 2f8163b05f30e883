"""Product families and classes of insurance on the command line: names parted by commas, or all."""

from rmdesk.commands.output import Output, WrongUseError
from rmdesk.formpack import Pack


def families_of(given: str | None, pack: Pack, out: Output) -> tuple[str, ...]:
    """The families that were named, all when none was. WrongUseError for a name that is none."""
    known = pack.families.keys
    names = known if given in (None, "", "all") else tuple(name.strip() for name in given.split(","))
    strange = [name for name in names if name not in known]
    if strange:
        raise WrongUseError(out.tr("cli.wrong.families", given=", ".join(strange), allowed=", ".join(known)))
    return tuple(one for one in known if one in names)


def classes_of(given: str | None, families: tuple[str, ...], pack: Pack, out: Output) -> tuple[str, ...]:
    """The classes of insurance that were named, all of the pack's when none was; none where `families` holds no
    insurance (SUIT-31). WrongUseError for a name that is none."""
    known = tuple(pack.labels.label["insurance_class"])
    names = known if given in (None, "", "all") else tuple(name.strip() for name in given.split(","))
    strange = [name for name in names if name not in known]
    if strange:
        raise WrongUseError(out.tr("cli.wrong.classes", given=", ".join(strange), allowed=", ".join(known)))
    return tuple(one for one in known if one in names) if pack.families.insured(families) else ()
