"""Product families on the command line: names parted by commas, or all."""

from rmdesk.commands.output import Output, WrongUseError
from rmdesk.domain.kinds import FAMILIES, Family


def families_of(given: str | None, out: Output) -> tuple[Family, ...]:
    """The families that were named, all when none was. WrongUseError for a name that is none."""
    names = FAMILIES if given in (None, "", "all") else tuple(name.strip() for name in given.split(","))
    strange = [name for name in names if name not in FAMILIES]
    if strange:
        raise WrongUseError(out.tr("cli.wrong.families", given=", ".join(strange), allowed=", ".join(FAMILIES)))
    return tuple(one for one in FAMILIES if one in names)
